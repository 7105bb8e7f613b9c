#compdef telemetry-cli
# zsh completion for telemetry-cli. Made by `python -m telemetry_cli.rendering.completions`.

_telemetry_cli_codes() {
  local -a codes=(
@CODES@
  )
  _describe -t codes 'exit code' codes
}

_telemetry_cli_codes_and_signals() {
  local -a signals=('INTERRUPTED:Ctrl+C (130)' 'TERMINATED:SIGTERM (143)' 'HANGUP:SIGHUP (129)')
  _telemetry_cli_codes
  _describe -t signals signal signals
}

_telemetry_cli_below() {
  local -a below=("$@")
  local curcontext=$curcontext state line
  _arguments -C '(-h --help)'{-h,--help}'[Show the help]' '1: :->below' '*:: :->rest'
  case $state in
    below) _describe -t commands command below ;;
    rest) _telemetry_cli_call "${words[1]}" "$service" ;;
  esac
}

_telemetry_cli_call() { # the function of a command, below another
  local name=_telemetry_cli_${2:+${2}_}${1//-/_}
  (( $+functions[$name] )) && $name
}

@FUNCTIONS@

_telemetry-cli() {
  local -a commands=(
@COMMANDS@
  )
  local curcontext=$curcontext state line
  _arguments -C \
    '(-h --help)'{-h,--help}'[Show the help]' \
    '(-V --version)'{-V,--version}'[Show the version]' \
    '1: :->command' '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      local service=${words[1]//-/_}
      _telemetry_cli_call "${words[1]}"
      ;;
  esac
}

if [[ $funcstack[1] == _telemetry-cli ]]; then
  _telemetry-cli "$@"
else
  compdef _telemetry-cli telemetry-cli
fi

# bash completion for telemetry-cli. Made by `python -m telemetry_cli.rendering.completions`.
# Needs bash 4.4 or newer, and nothing else.

_telemetry_cli_options() { # the options of a command; a * after those that may be repeated
  case $1 in
@OPTIONS@
  esac
}

_telemetry_cli_values() { # what follows an option of a command, or stands in a place (1, 2, ...)
  case "$1 $2" in
@VALUES@
    *) return 1 ;;
  esac
}

_telemetry_cli_is_flag() { # whether no value follows an option
  local values
  [[ $2 == --help || $2 == -h || $2 == --version || $2 == -V ]] && return 0
  values=$(_telemetry_cli_values "$1" "$2") && [[ $values == flag ]]
}

_telemetry_cli_offer() { # the kind of values, and the word so far
  local kind=${1%% *} words=${1#* } current=$2 before=''
  case $kind in
    words) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current") ;;
    list)
      [[ $current == *,* ]] && before=${current%,*},
      mapfile -t COMPREPLY < <(compgen -P "$before" -W "$words" -- "${current##*,}")
      compopt -o nospace 2>/dev/null
      ;;
    files)
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      compopt -o filenames 2>/dev/null
      ;;
    directories)
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      compopt -o filenames 2>/dev/null
      ;;
    command)
      mapfile -t COMPREPLY < <(compgen -c -- "$current")
      ;;
  esac
}

_telemetry_cli() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command='' option='' word='' used=' ' place=0 skip=0 ended=0 i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((skip)); then skip=0; continue; fi
    if ((ended)); then place=$((place + 1)); continue; fi
    case $word in
      =) skip=1 ;;
      --) ended=1 ;;
      -*)
        used+="$word "
        [[ ${COMP_WORDS[i+1]} == = ]] || _telemetry_cli_is_flag "$command" "$word" || skip=1
        ;;
      *)
        if [[ -z $command ]]; then
          command=$word
        elif _telemetry_cli_values "$command" "$word" >/dev/null && ((place == 0)) &&
          [[ $(_telemetry_cli_values "$command" "$word") == subcommand ]]; then
          command="$command $word"
        else
          place=$((place + 1))
        fi
        ;;
    esac
  done
  # --option=value comes as three words, since = breaks words.
  if [[ $current == = ]]; then
    option=$previous current=''
  elif [[ $previous == = ]]; then
    option=${COMP_WORDS[COMP_CWORD-2]}
  elif ((skip)); then
    option=$previous
  fi
  if [[ -n $option ]]; then
    _telemetry_cli_offer "$(_telemetry_cli_values "$command" "$option")" "$current"
  elif [[ $command == run ]] && ((ended || place)); then
    if ((place)); then _telemetry_cli_offer files "$current"; else _telemetry_cli_offer command "$current"; fi
  elif [[ $current == -* ]] && ! ((ended)); then
    local offered='' one
    for one in $(_telemetry_cli_options "$command"); do
      [[ $one == *'*' || $used != *" $one "* ]] && offered+=" ${one%'*'}"
    done
    mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$current")
  else
    local values
    values=$(_telemetry_cli_values "$command" "$((place + 1))") ||
      values=$(_telemetry_cli_values "$command" "...") || return 0
    _telemetry_cli_offer "$values" "$current"
  fi
}

complete -F _telemetry_cli telemetry-cli

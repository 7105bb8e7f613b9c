# bash completion for telemetry-cli. Made by `python -m telemetry_cli.rendering.completions`.
# Needs bash 4.4 or newer, and nothing else.

_telemetry_cli_options() { # the options of a command; a * after those that may be repeated
  case $1 in
    start-lxc) echo '--app --ct-type --disk-size --core-count --ram-size --os-type --os-version --pve-version --method --random-id --detach --dry-run --print-id --json -v --verbose --strict -h --help' ;;
    start-vm) echo '--app --ct-type --disk-size --core-count --ram-size --os-type --os-version --pve-version --method --random-id --detach --dry-run --print-id --json -v --verbose --strict -h --help' ;;
    start-addon) echo '--app --ct-type --disk-size --core-count --ram-size --os-type --os-version --pve-version --method --random-id --detach --dry-run --print-id --json -v --verbose --strict -h --help' ;;
    start-pve) echo '--app --ct-type --disk-size --core-count --ram-size --os-type --os-version --pve-version --method --random-id --detach --dry-run --print-id --json -v --verbose --strict -h --help' ;;
    update) echo '--random-id --record-id --error --error-log --force --detach --dry-run --print-id --json -v --verbose --strict -h --help' ;;
    run) echo '--type --app --ct-type --disk-size --core-count --ram-size --os-type --os-version --pve-version --method --random-id --dry-run -v --verbose -h --help' ;;
    flush) echo '--list --force --dry-run --json -v --verbose --strict -h --help' ;;
    explain) echo '--last --seen --category --search --json -h --help' ;;
    query) echo '--filter --app* --status* --failed --type* --exit-code* --category* --os-type* --os-version* --pve-version* --method* --since --until --stuck --random-id --sort -n --limit --all --page --per-page --fields -o --output --count -f --follow --print-filter -h --help' ;;
    show) echo '--json -h --help' ;;
    stats) echo '--filter --app* --status* --failed --type* --exit-code* --category* --os-type* --os-version* --pve-version* --method* --since --until --stuck --random-id --compare --minimum --html -o --output -h --help' ;;
    diagnostics) echo '-h --help' ;;
    'diagnostics show') echo '--json -h --help' ;;
    'diagnostics enable') echo '-h --help' ;;
    'diagnostics disable') echo '-h --help' ;;
    doctor) echo '--json -h --help' ;;
    init) echo '-h --help' ;;
    serve) echo '--host --port --data-dir --open -h --help' ;;
    demo) echo '-h --help' ;;
    '') echo '-h --help -V --version' ;;
  esac
}

_telemetry_cli_values() { # what follows an option of a command, or stands in a place (1, 2, ...)
  case "$1 $2" in
    'start-lxc --app') echo 'any' ;;
    'start-lxc --ct-type') echo 'any' ;;
    'start-lxc --disk-size') echo 'any' ;;
    'start-lxc --core-count') echo 'any' ;;
    'start-lxc --ram-size') echo 'any' ;;
    'start-lxc --os-type') echo 'any' ;;
    'start-lxc --os-version') echo 'any' ;;
    'start-lxc --pve-version') echo 'any' ;;
    'start-lxc --method') echo 'any' ;;
    'start-lxc --random-id') echo 'any' ;;
    'start-lxc --detach') echo 'flag' ;;
    'start-lxc --dry-run') echo 'flag' ;;
    'start-lxc --print-id') echo 'flag' ;;
    'start-lxc --json') echo 'flag' ;;
    'start-lxc -v') echo 'flag' ;;
    'start-lxc --verbose') echo 'flag' ;;
    'start-lxc --strict') echo 'flag' ;;
    'start-vm --app') echo 'any' ;;
    'start-vm --ct-type') echo 'any' ;;
    'start-vm --disk-size') echo 'any' ;;
    'start-vm --core-count') echo 'any' ;;
    'start-vm --ram-size') echo 'any' ;;
    'start-vm --os-type') echo 'any' ;;
    'start-vm --os-version') echo 'any' ;;
    'start-vm --pve-version') echo 'any' ;;
    'start-vm --method') echo 'any' ;;
    'start-vm --random-id') echo 'any' ;;
    'start-vm --detach') echo 'flag' ;;
    'start-vm --dry-run') echo 'flag' ;;
    'start-vm --print-id') echo 'flag' ;;
    'start-vm --json') echo 'flag' ;;
    'start-vm -v') echo 'flag' ;;
    'start-vm --verbose') echo 'flag' ;;
    'start-vm --strict') echo 'flag' ;;
    'start-addon --app') echo 'any' ;;
    'start-addon --ct-type') echo 'any' ;;
    'start-addon --disk-size') echo 'any' ;;
    'start-addon --core-count') echo 'any' ;;
    'start-addon --ram-size') echo 'any' ;;
    'start-addon --os-type') echo 'any' ;;
    'start-addon --os-version') echo 'any' ;;
    'start-addon --pve-version') echo 'any' ;;
    'start-addon --method') echo 'any' ;;
    'start-addon --random-id') echo 'any' ;;
    'start-addon --detach') echo 'flag' ;;
    'start-addon --dry-run') echo 'flag' ;;
    'start-addon --print-id') echo 'flag' ;;
    'start-addon --json') echo 'flag' ;;
    'start-addon -v') echo 'flag' ;;
    'start-addon --verbose') echo 'flag' ;;
    'start-addon --strict') echo 'flag' ;;
    'start-pve --app') echo 'any' ;;
    'start-pve --ct-type') echo 'any' ;;
    'start-pve --disk-size') echo 'any' ;;
    'start-pve --core-count') echo 'any' ;;
    'start-pve --ram-size') echo 'any' ;;
    'start-pve --os-type') echo 'any' ;;
    'start-pve --os-version') echo 'any' ;;
    'start-pve --pve-version') echo 'any' ;;
    'start-pve --method') echo 'any' ;;
    'start-pve --random-id') echo 'any' ;;
    'start-pve --detach') echo 'flag' ;;
    'start-pve --dry-run') echo 'flag' ;;
    'start-pve --print-id') echo 'flag' ;;
    'start-pve --json') echo 'flag' ;;
    'start-pve -v') echo 'flag' ;;
    'start-pve --verbose') echo 'flag' ;;
    'start-pve --strict') echo 'flag' ;;
    'update --random-id') echo 'any' ;;
    'update --record-id') echo 'any' ;;
    'update --error') echo 'any' ;;
    'update --error-log') echo 'files' ;;
    'update --force') echo 'flag' ;;
    'update --detach') echo 'flag' ;;
    'update --dry-run') echo 'flag' ;;
    'update --print-id') echo 'flag' ;;
    'update --json') echo 'flag' ;;
    'update -v') echo 'flag' ;;
    'update --verbose') echo 'flag' ;;
    'update --strict') echo 'flag' ;;
    'update 1') echo 'words done failed unknown' ;;
    'update 2') echo 'words 0 1 2 3 4 5 6 7 8 10 16 18 22 23 24 25 26 27 28 30 32 33 34 35 36 39 44 45 46 47 48 51 52 55 56 57 59 61 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 92 95 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 127 128 129 130 131 132 134 137 139 141 143 144 146 150 151 152 153 154 160 161 162 170 171 172 173 180 181 182 183 190 191 192 193 200 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 218 219 220 221 222 223 224 225 226 231 232 233 234 235 236 237 238 239 243 245 246 247 248 249 250 251 252 253 254 255 INTERRUPTED TERMINATED HANGUP' ;;
    'run --type') echo 'words lxc vm addon pve' ;;
    'run --app') echo 'any' ;;
    'run --ct-type') echo 'any' ;;
    'run --disk-size') echo 'any' ;;
    'run --core-count') echo 'any' ;;
    'run --ram-size') echo 'any' ;;
    'run --os-type') echo 'any' ;;
    'run --os-version') echo 'any' ;;
    'run --pve-version') echo 'any' ;;
    'run --method') echo 'any' ;;
    'run --random-id') echo 'any' ;;
    'run --dry-run') echo 'flag' ;;
    'run -v') echo 'flag' ;;
    'run --verbose') echo 'flag' ;;
    'run ...') echo 'command' ;;
    'flush --list') echo 'flag' ;;
    'flush --force') echo 'flag' ;;
    'flush --dry-run') echo 'flag' ;;
    'flush --json') echo 'flag' ;;
    'flush -v') echo 'flag' ;;
    'flush --verbose') echo 'flag' ;;
    'flush --strict') echo 'flag' ;;
    'explain --last') echo 'flag' ;;
    'explain --seen') echo 'flag' ;;
    'explain --category') echo 'words none shell network config storage resource timeout permission service runtime dependency proxmox user_aborted signal database unknown' ;;
    'explain --search') echo 'any' ;;
    'explain --json') echo 'flag' ;;
    'explain ...') echo 'words 0 1 2 3 4 5 6 7 8 10 16 18 22 23 24 25 26 27 28 30 32 33 34 35 36 39 44 45 46 47 48 51 52 55 56 57 59 61 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 92 95 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 127 128 129 130 131 132 134 137 139 141 143 144 146 150 151 152 153 154 160 161 162 170 171 172 173 180 181 182 183 190 191 192 193 200 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 218 219 220 221 222 223 224 225 226 231 232 233 234 235 236 237 238 239 243 245 246 247 248 249 250 251 252 253 254 255' ;;
    'query --filter') echo 'any' ;;
    'query --app') echo 'any' ;;
    'query --status') echo 'words installing success failed unknown' ;;
    'query --failed') echo 'flag' ;;
    'query --type') echo 'words lxc vm addon pve' ;;
    'query --exit-code') echo 'words 0 1 2 3 4 5 6 7 8 10 16 18 22 23 24 25 26 27 28 30 32 33 34 35 36 39 44 45 46 47 48 51 52 55 56 57 59 61 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 92 95 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 127 128 129 130 131 132 134 137 139 141 143 144 146 150 151 152 153 154 160 161 162 170 171 172 173 180 181 182 183 190 191 192 193 200 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 218 219 220 221 222 223 224 225 226 231 232 233 234 235 236 237 238 239 243 245 246 247 248 249 250 251 252 253 254 255' ;;
    'query --category') echo 'words none shell network config storage resource timeout permission service runtime dependency proxmox user_aborted signal database unknown' ;;
    'query --os-type') echo 'any' ;;
    'query --os-version') echo 'any' ;;
    'query --pve-version') echo 'any' ;;
    'query --method') echo 'any' ;;
    'query --since') echo 'any' ;;
    'query --until') echo 'any' ;;
    'query --stuck') echo 'any' ;;
    'query --random-id') echo 'any' ;;
    'query --sort') echo 'list id random_id type nsapp ct_type status disk_size core_count ram_size os_type os_version pve_version method error exit_code created updated -id -random_id -type -nsapp -ct_type -status -disk_size -core_count -ram_size -os_type -os_version -pve_version -method -error -exit_code -created -updated' ;;
    'query -n') echo 'any' ;;
    'query --limit') echo 'any' ;;
    'query --all') echo 'flag' ;;
    'query --page') echo 'any' ;;
    'query --per-page') echo 'any' ;;
    'query --fields') echo 'list id random_id type nsapp ct_type status disk_size core_count ram_size os_type os_version pve_version method error exit_code created updated' ;;
    'query -o') echo 'words table json ndjson csv' ;;
    'query --output') echo 'words table json ndjson csv' ;;
    'query --count') echo 'flag' ;;
    'query -f') echo 'flag' ;;
    'query --follow') echo 'flag' ;;
    'query --print-filter') echo 'flag' ;;
    'show --json') echo 'flag' ;;
    'show 1') echo 'any' ;;
    'stats --filter') echo 'any' ;;
    'stats --app') echo 'any' ;;
    'stats --status') echo 'words installing success failed unknown' ;;
    'stats --failed') echo 'flag' ;;
    'stats --type') echo 'words lxc vm addon pve' ;;
    'stats --exit-code') echo 'words 0 1 2 3 4 5 6 7 8 10 16 18 22 23 24 25 26 27 28 30 32 33 34 35 36 39 44 45 46 47 48 51 52 55 56 57 59 61 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 92 95 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 127 128 129 130 131 132 134 137 139 141 143 144 146 150 151 152 153 154 160 161 162 170 171 172 173 180 181 182 183 190 191 192 193 200 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 218 219 220 221 222 223 224 225 226 231 232 233 234 235 236 237 238 239 243 245 246 247 248 249 250 251 252 253 254 255' ;;
    'stats --category') echo 'words none shell network config storage resource timeout permission service runtime dependency proxmox user_aborted signal database unknown' ;;
    'stats --os-type') echo 'any' ;;
    'stats --os-version') echo 'any' ;;
    'stats --pve-version') echo 'any' ;;
    'stats --method') echo 'any' ;;
    'stats --since') echo 'any' ;;
    'stats --until') echo 'any' ;;
    'stats --stuck') echo 'any' ;;
    'stats --random-id') echo 'any' ;;
    'stats --compare') echo 'flag' ;;
    'stats --minimum') echo 'any' ;;
    'stats --html') echo 'files' ;;
    'stats -o') echo 'words table json csv' ;;
    'stats --output') echo 'words table json csv' ;;
    'diagnostics 1') echo 'words show enable disable' ;;
    'diagnostics show') echo subcommand ;;
    'diagnostics enable') echo subcommand ;;
    'diagnostics disable') echo subcommand ;;
    'diagnostics show --json') echo 'flag' ;;
    'doctor --json') echo 'flag' ;;
    'init 1') echo 'words bash' ;;
    'serve --host') echo 'any' ;;
    'serve --port') echo 'any' ;;
    'serve --data-dir') echo 'directories' ;;
    'serve --open') echo 'flag' ;;
    ' 1') echo 'words start-lxc start-vm start-addon start-pve update run flush explain query show stats diagnostics doctor init serve demo' ;;
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

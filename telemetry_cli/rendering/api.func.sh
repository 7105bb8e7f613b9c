# shellcheck shell=bash
# api.func by telemetry-cli @VERSION@: reports installs to PocketBase, explains exit codes.
# Written by `telemetry-cli init bash`; source it, or install it in the place of api.func.
#
# Reports go through telemetry-cli, or through curl where it is not installed, always in the
# background. No function prints anything (except explain_exit_code, categorize_error and
# get_install_duration their answer), waits for the network, or changes options, IFS, umask or
# directory; only init_tool_telemetry sets a trap.

# Aliases of the caller must not get into the functions below.
if \builtin shopt -q expand_aliases; then _TL_ALIASES=s; else _TL_ALIASES=u; fi
\builtin shopt -u expand_aliases

# post_to_api, post_to_api_vm: the install of a container or virtual machine begins.
# Set PB_RECORD_ID, POST_TO_API_DONE and DIAGNOSTICS.
post_to_api() { _tl_start lxc "$?"; }
post_to_api_vm() { _tl_start vm "$?"; }

# post_update_to_api [STATUS] [EXIT_CODE] [force]: the install has ended. The first call counts.
post_update_to_api() { _tl_end "$?" "$BASH_COMMAND" "${1-}" "${2-}" "${3-}"; }

# telemetry_new_attempt: what follows is reported as a record of its own.
telemetry_new_attempt() {
  _tl_uuid EXECUTION_ID
  _tl_set TELEMETRY_ATTEMPT_OF "${RANDOM_UUID-}"
  builtin export EXECUTION_ID TELEMETRY_ATTEMPT_OF
  _tl_set POST_TO_API_DONE false
  _tl_set POST_UPDATE_DONE false
  _tl_set PB_RECORD_ID ""
  builtin unset -v FAILED_COMMAND FAILED_LINE ERROR_CATEGORY_OVERRIDE TELEMETRY_ERRINFO \
    2>/dev/null || builtin :
}

# init_tool_telemetry [NAME] [pve|addon]: report this tool or addon when the shell exits.
init_tool_telemetry() {
  builtin local _tl_consent _tl_trap
  _tl_trap=$(builtin trap -p EXIT) || builtin :
  _tl_set TELEMETRY_TOOL_NAME "${1:-${TELEMETRY_TOOL_NAME-}}"
  _tl_set TELEMETRY_TOOL_TYPE "${2:-pve}"
  _tl_consent read
  start_install_timer
  # A trap that is already set runs too, and sees the same exit status.
  if [[ $_tl_trap == "trap -- '"*"' EXIT" && $_tl_trap != *_tl_exit* ]]; then
    builtin eval "_tl_trap=${_tl_trap:8:${#_tl_trap}-13}"
    _tl_trap="if _tl_exit; then
$_tl_trap
else
$_tl_trap
fi"
  else
    _tl_trap=_tl_exit
  fi
  # shellcheck disable=SC2064
  builtin trap "$_tl_trap" EXIT
}

# post_tool_to_api, post_addon_to_api [NAME] [STATUS] [EXIT_CODE]: a tool or an addon has ended.
post_tool_to_api() {
  _tl_tool "$?" "$BASH_COMMAND" "${TELEMETRY_TOOL_TYPE:-pve}" "${1-}" "${2-}" "${3-}"
}
post_addon_to_api() { _tl_tool "$?" "$BASH_COMMAND" addon "${1-}" "${2-}" "${3-}"; }

# explain_exit_code CODE: print what an exit code means for the command that the handler sees.
explain_exit_code() {
  builtin local _tl_text _tl_command
  _tl_command=""
  if [[ -n ${command-} && ${exit_code:-${1-}} == "${1-}" ]]; then
    _tl_command=$command
  elif [[ ${rc-} == "${1-}" ]]; then
    _tl_command=${cmd-}
  fi
  _tl_explain "${1-}" "$_tl_command"
  builtin printf '%s\n' "$_tl_text"
}

# categorize_error CODE: print the category of an exit code.
categorize_error() {
  builtin local _tl_text
  _tl_text=${ERROR_CATEGORY_OVERRIDE-}
  if [[ -z $_tl_text ]]; then
    case ${1-} in
@CATEGORIES@
      *) _tl_text=unknown ;;
    esac
  fi
  builtin printf '%s\n' "$_tl_text"
}

# start_install_timer, get_install_duration: seconds since the first start; no report has them.
start_install_timer() {
  if [[ -z ${INSTALL_START_TIME-} ]]; then
    builtin printf -v INSTALL_START_TIME '%(%s)T' -1 2>/dev/null || builtin :
    builtin export INSTALL_START_TIME
  fi
}
get_install_duration() {
  builtin local _tl_now
  builtin printf -v _tl_now '%(%s)T' -1
  builtin printf '%s\n' "$((_tl_now - ${INSTALL_START_TIME:-_tl_now}))"
}

# No field of a record holds what these report or detect.
post_progress_to_api() { builtin :; }
detect_gpu() { builtin :; }
detect_cpu() { builtin :; }
detect_ram() { builtin :; }
detect_arm() { builtin :; }
detect_repo_source() { builtin :; }
telemetry_collect_sysinfo() { builtin :; }

# --- Not to be called by installers. Written without comments; the source is api.func.sh.

# In the caller's shell. Locals have a prefix: no name may hide one that a handler has set, and it is an error to make a
# variable local that the caller has made readonly. Under set -k `local x=1` sets nothing.

# NAME VALUE: an assignment that is no error where NAME is readonly.
_tl_set() { builtin printf -v "$1" '%s' "$2" 2>/dev/null || builtin :; }

# NAME: a new UUID.
_tl_uuid() {
  { builtin read -r "$1" </proc/sys/kernel/random/uuid; } 2>/dev/null ||
    _tl_set "$1" "$(builtin command od -An -vtx4 -N16 /dev/urandom 2>/dev/null |
      builtin command tr -d ' \n')"
}

# Leave $? as it was, except under set -e, where anything but success would end the script.
_tl_return() {
  if [[ -o errexit ]]; then builtin return 0; fi
  builtin return "$1"
}

# Sets _tl_session: RANDOM_UUID, or EXECUTION_ID for a further attempt at the same install.
_tl_session() {
  _tl_session=${RANDOM_UUID-}
  if [[ -n ${EXECUTION_ID-} && -n $_tl_session && ${TELEMETRY_ATTEMPT_OF-} == "$_tl_session" ]]; then
    _tl_session=$EXECUTION_ID
  fi
}

# Sets _tl_consent to yes, no or nothing: any no wins. $1: also set DIAGNOSTICS from the file.
_tl_consent() {
  builtin local _tl_file _tl_line _tl_name _tl_value _tl_answers
  _tl_file=${TELEMETRY_DIAGNOSTICS_FILE:-/usr/local/community-scripts/diagnostics} _tl_value=""
  if [[ -f $_tl_file && -r $_tl_file ]]; then
    while builtin read -r _tl_line || [[ -n $_tl_line ]]; do
      _tl_name=${_tl_line%%=*}
      _tl_name=${_tl_name//[[:space:]]/}
      case ${_tl_name^^} in
        DIAGNOSTICS | EXPORTDIAGNOSTICS | $'\xef\xbb\xbfDIAGNOSTICS')
          if [[ $_tl_line == *=* ]]; then _tl_value=${_tl_line#*=}; fi
          ;;
      esac
    done <"$_tl_file"
  fi
  _tl_answers=""
  for _tl_line in "${DIAGNOSTICS-}" "$_tl_value"; do
    _tl_line=${_tl_line%%#*}
    _tl_line=${_tl_line//[[:space:]\"\']/}
    case ${_tl_line,,} in
      no | n | off | false | 0) _tl_answers+=" no" ;;
      yes) _tl_answers+=" yes" ;;
    esac
  done
  if [[ -n $1 && -n $_tl_value ]]; then
    case $_tl_answers in
      *no*) _tl_set DIAGNOSTICS no ;;
      *) _tl_set DIAGNOSTICS "${_tl_line:-}" ;;
    esac
  fi
  _tl_line=${DO_NOT_TRACK-}
  case ${_tl_line,,} in '' | 0 | false) ;; *) _tl_answers+=" no" ;; esac
  _tl_consent=""
  case $_tl_answers in *no*) _tl_consent=no ;; *yes*) _tl_consent=yes ;; esac
}

# Whether there is something to do and a way to do it. Sets _tl_consent, _tl_via.
_tl_ready() {
  _tl_consent "$1"
  _tl_via=""
  if builtin type -P telemetry-cli >/dev/null 2>&1; then
    _tl_via=tool # it also drops what is queued after a no
  elif [[ $_tl_consent == yes ]] && builtin type -P curl >/dev/null 2>&1; then
    _tl_via=curl
  fi
  [[ -n $_tl_consent && -n $_tl_via ]]
}

# TYPE, $? of the caller.
_tl_start() {
  builtin local _tl_session _tl_consent _tl_via _tl_id _tl_type
  _tl_type=$1
  if [[ -z ${RANDOM_UUID-} ]]; then _tl_uuid RANDOM_UUID; fi
  _tl_session
  if [[ ${POST_TO_API_DONE-} != true || ${TELEMETRY_STARTED-} != "$_tl_session" ]]; then
    _tl_set PB_RECORD_ID ""
    _tl_set POST_UPDATE_DONE false
    _tl_set TELEMETRY_TYPE "$_tl_type"
    start_install_timer
    if _tl_ready "${1#lxc}"; then
      # One subshell for the ID and the report, and none for the caller to see: $! stays.
      _tl_id=$({
        _tl_apart
        _tl_cancel
        _tl_identify
        _tl_background start
        printf '%s' "$_tl_id" >&3
      } 3>&1 </dev/null >/dev/null 2>&1) || builtin :
      TELEMETRY_ENDED=""
      if [[ $_tl_consent == yes ]]; then
        TELEMETRY_STARTED=$_tl_session
        _tl_set PB_RECORD_ID "$_tl_id"
        _tl_set POST_TO_API_DONE true
      fi
    fi
  fi
  _tl_return "$2"
}

# $? and the command of the caller, then the arguments of post_update_to_api.
_tl_end() {
  builtin local _tl_session _tl_consent _tl_via _tl_id _tl_key _tl_existing _tl_force
  builtin local _tl_status _tl_code _tl_command _tl_line _tl_type
  _tl_session
  _tl_type=${TELEMETRY_TYPE:-lxc}
  _tl_id=${PB_RECORD_ID-} _tl_key=${_tl_session:-${PB_RECORD_ID-}} _tl_existing="" _tl_force=""
  if [[ $5 == force ]]; then _tl_force=--force; fi
  # Two calls in a row start two processes, and either may be the first to write.
  if [[ -n $_tl_key && (${TELEMETRY_ENDED-} != "$_tl_key" || -n $_tl_force) ]] &&
    _tl_ready ""; then
    TELEMETRY_ENDED=$_tl_key
    if [[ $_tl_consent == yes ]]; then _tl_set POST_UPDATE_DONE true; fi
    # What began elsewhere is ended if it exists, and never if it begins later.
    if [[ ${TELEMETRY_STARTED-} != "$_tl_key" ]]; then _tl_existing=--existing; fi
    TELEMETRY_PROCESS=$({
      _tl_apart
      _tl_outcome "$2" "$3" "$4"
      _tl_background end
      printf '%s' "$!" >&3
    } 3>&1 </dev/null >/dev/null 2>&1) || builtin :
  fi
  _tl_return "$1"
}

# $? and the command of the caller, the type, then the arguments of post_tool_to_api.
_tl_tool() {
  builtin local _tl_session _tl_consent _tl_via _tl_id _tl_type _tl_existing _tl_force
  builtin local _tl_status _tl_code _tl_command _tl_line _tl_app
  _tl_type=pve _tl_app=${4:-unknown} _tl_existing="" _tl_force=""
  if [[ $3 == addon ]]; then _tl_type=addon; fi
  if _tl_ready ""; then
    ({
      _tl_apart
      _tl_uuid _tl_session
      _tl_identify
      _tl_outcome "$2" "${5:-success}" "${6:-1}"
      _tl_background tool
    }) </dev/null >/dev/null 2>&1 || builtin :
  fi
  _tl_return "$1"
}

# The EXIT trap of init_tool_telemetry.
_tl_exit() {
  builtin set -- "$?" "$BASH_COMMAND"
  if [[ $1 == 0 ]]; then builtin set -- 0 "" success; fi
  _tl_tool 0 "$2" "${TELEMETRY_TOOL_TYPE-}" "${TELEMETRY_TOOL_NAME:-${APP-}}" "${3:-failed}" "$1"
  builtin return "$1"
}

# --- In a subshell that the caller does not wait for.

# Nothing of this concerns the caller any more: not its traps, signals, options, functions.
# Signals are ignored before the call returns: a Ctrl+C right behind it must not meet the report.
_tl_apart() {
  builtin trap - DEBUG ERR EXIT RETURN
  builtin trap '' HUP INT QUIT TERM
  builtin set +aefkmnuvxCET +o posix +o pipefail
  builtin unset -f local printf read export exec eval kill return trap shopt type test [ curl sleep \
    sha256sum setsid timeout pveversion od tr telemetry-cli
  shopt -u nocasematch nullglob failglob dotglob localvar_inherit
  shopt -s extglob
  _tl_set IFS $' \t\n'
}

# Keep an end that came before its start from ending the session that now begins.
_tl_cancel() {
  local process=/proc/${TELEMETRY_PROCESS:-0}
  if [[ ${TELEMETRY_ENDED-} != "$_tl_session" || ${TELEMETRY_STARTED-} == "$_tl_session" ]]; then return; fi
  # Its number may be another process's by now. Before it runs its program it looks like this shell.
  if [[ $(<"$process/environ") == *"$_tl_session"* ||
    $(<"$process/cmdline") == "$(<"/proc/$$/cmdline")" ]]; then
    kill -KILL "$TELEMETRY_PROCESS"
  fi
}

# Sets _tl_id, the record ID: the last 15 digits of the SHA-256 of the session, in base 36.
_tl_identify() {
  local digits=0123456789abcdefghijklmnopqrstuvwxyz hash place block value rest limbs=()
  _tl_id=""
  hash=$(printf '%s' "$_tl_session" | sha256sum) || return 0
  hash=${hash%% *}
  if [[ $_tl_session == *[!0-9A-Za-z._-]* || ${#_tl_session} -gt @MAX_ID@ || ${#hash} -ne 64 ]]; then
    return 0
  fi
  for place in 0 8 16 24 32 40 48 56; do limbs+=("$((16#${hash:place:8}))"); done
  # Long division by 36^5: what is left over fits in 64 bits together with the next limb.
  # shellcheck disable=SC2034
  for block in 1 2 3; do
    for ((place = 0, rest = 0; place < 8; value = rest << 32 | limbs[place], \
      limbs[place] = value / 60466176, rest = value % 60466176, place++)); do :; done
    # The five digits in one go: a loop costs a tenth of the whole call.
    _tl_id="${digits:rest / 1679616:1}${digits:rest / 46656 % 36:1}${digits:rest / 1296 % 36:1}${digits:rest / 36 % 36:1}${digits:rest % 36:1}$_tl_id"
  done
}

# The command that ran when post_update_to_api was called, STATUS, CODE. Sets _tl_status, _tl_code,
# _tl_command, _tl_line: from the arguments, from what the calling handler has in its locals, from
# what today's error handlers export, from the trap that is running.
_tl_outcome() {
  local number=${exit_code-}
  _tl_status=${2:-failed} _tl_code=${3:-1} _tl_command="" _tl_line=""
  case $_tl_status in
    done | success | sucess)
      _tl_status=success _tl_code=0
      return
      ;;
  esac
  if [[ -z $number || $number == *[!0-9]* || ${#number} -gt 3 ]]; then number=0; fi
  number=$((10#$number <= 255 ? 10#$number : 0))
  case $_tl_code in
    INTERRUPTED) _tl_code=130 ;;
    TERMINATED) _tl_code=143 ;;
    HANGUP) _tl_code=129 ;;
    *[!0-9]* | ?????*)
      _tl_code=1
      if ((number > 0)); then _tl_code=$number; fi
      ;;
    *) _tl_code=$((10#$_tl_code <= 255 ? 10#$_tl_code : 1)) ;;
  esac
  if [[ -z ${3-} ]] && ((number > 0)); then _tl_code=$number; fi
  if [[ $_tl_status != failed ]]; then
    # A dialog that is cancelled ends with 0.
    if [[ $_tl_status == aborted && $_tl_code -le 1 ]]; then _tl_code=130; fi
    _tl_status=unknown
  fi
  case $_tl_code in 129 | 130 | 131 | 143) return ;; esac
  if [[ -n ${command-} && (-z ${exit_code-} || $number == "$_tl_code") ]]; then
    _tl_command=$command _tl_line=${line_number-}
    if [[ -z $_tl_line || $_tl_line == *[!0-9]* ]]; then _tl_line=${line-}; fi
  elif [[ -n ${FAILED_COMMAND-} ]]; then
    _tl_command=$FAILED_COMMAND _tl_line=${FAILED_LINE-}
  elif [[ -f ${TELEMETRY_ERRINFO-} ]]; then
    _tl_captured "$TELEMETRY_ERRINFO"
  else
    case $1 in _tl_* | exit* | return* | '') ;; *) _tl_command=$1 ;; esac
  fi
  if [[ $_tl_line == *[!0-9]* || ${#_tl_line} -gt 6 ]]; then _tl_line=""; fi
}

# FILE: what failed in the container, as today's installers capture it.
_tl_captured() {
  local text command="" line="" code=""
  while read -r text && [[ $text != "--- OUTPUT"* ]]; do
    case $text in
      EXIT_CODE=*) code=${text#*=} ;;
      LINE=*) line=${text#*=} ;;
      COMMAND=*) command=${text#*=} ;;
    esac
  done <"$1"
  case $code in "$_tl_code") _tl_command=$command _tl_line=$line ;; esac
}

# EVENT (start, end, tool): deliver it in a process of its own.
_tl_background() {
  (
    local fd number
    for fd in /proc/self/fd/*; do
      fd=${fd##*/}
      if [[ $fd == *[!0-9]* ]]; then
        for number in {3..255}; do exec {number}>&-; done
      elif ((fd > 2)); then
        exec {fd}>&-
      fi
    done
    "_tl_${_tl_via}_$1"
  ) </dev/null >/dev/null 2>&1 &
}

# --- With telemetry-cli.

_tl_tool_start() { _tl_command "start-$_tl_type"; }

_tl_tool_end() {
  _tl_set TELEMETRY_COMMAND "$_tl_command"
  _tl_set TELEMETRY_LINE "$_tl_line"
  if [[ -n $_tl_command ]]; then export TELEMETRY_COMMAND TELEMETRY_LINE; fi
  _tl_command update ${_tl_existing:+"$_tl_existing"} ${_tl_force:+"$_tl_force"} -- \
    "$_tl_status" "$_tl_code"
}

_tl_tool_tool() {
  export -n @VARIABLES@
  _tl_set NSAPP "$_tl_app"
  _tl_system
  export NSAPP var_os var_version
  (_tl_command "start-$_tl_type")
  _tl_tool_end
}

# ARGUMENTS of telemetry-cli; values travel in the environment, which ps does not show.
_tl_command() {
  [[ ${RANDOM_UUID-} == "$_tl_session" ]] || _tl_set RANDOM_UUID "$_tl_session"
  [[ ${RANDOM_UUID-} == "$_tl_session" ]] || return
  _tl_set TELEMETRY_PID "$$"
  _tl_set TELEMETRY_REDACT "${HN-} ${hostname-} ${var_hostname-}"
  if [[ ${_tl_app+tool} != tool ]]; then export @VARIABLES@; fi
  export PATH RANDOM_UUID TELEMETRY_PID TELEMETRY_REDACT DIAGNOSTICS DO_NOT_TRACK PB_URL \
    PB_COLLECTION TELEMETRY_DIAGNOSTICS_FILE TELEMETRY_STATE_DIR TELEMETRY_TIMEOUT
  if [[ -z $_tl_session ]]; then export PB_RECORD_ID; else export -n PB_RECORD_ID; fi
  # shellcheck disable=SC2086
  export -n ${!PYTHON@}
  if type -P setsid; then exec setsid telemetry-cli "$@"; else exec telemetry-cli "$@"; fi
}

# --- With curl: the same record, in two tries of 5 seconds each.

_tl_curl_start() {
  _tl_record ",\"status\":\"installing\""
  _tl_try _tl_create
}

_tl_curl_end() {
  if [[ -z $_tl_id ]]; then _tl_identify; fi
  local end second
  _tl_final
  if [[ -n $_tl_existing ]]; then
    export RANDOM_UUID
    _tl_request PATCH "/$_tl_id" "{${end#,}}" 5 only
  fi
  if [[ -n $_tl_force ]]; then
    # After the end that it replaces, which may be under way.
    # shellcheck disable=SC2034
    for second in 1 2 3 4 5 6 7 8 9 10 11; do
      if ! kill -0 "${TELEMETRY_PROCESS:-none}"; then break; fi
      sleep 1
    done
  fi
  _tl_try _tl_finish
}

_tl_curl_tool() {
  local end CT_TYPE DISK_SIZE CORE_COUNT RAM_SIZE METHOD NSAPP=$_tl_app
  _tl_system
  _tl_final
  _tl_record "$end"
  _tl_try _tl_create
}

_tl_create() { _tl_request POST "" "$_tl_body"; }

# Start and end commute: whichever comes first creates the record.
_tl_finish() {
  _tl_request PATCH "/$_tl_id" "{${end#,}}"
  if [[ $_tl_http == 404 ]]; then
    _tl_record "$end"
    _tl_create
    if [[ $_tl_http == 400 ]]; then _tl_request PATCH "/$_tl_id" "{${end#,}}"; fi
  fi
}

_tl_try() {
  local _tl_http _tl_until
  _tl_until=$((SECONDS + 5))
  "$1"
  case $_tl_http in
    000 | 408 | 429 | 5*)
      sleep 1
      _tl_until=$((SECONDS + 5))
      "$1"
      ;;
  esac
}

# METHOD PATH BODY [SECONDS only]: sets _tl_http, or with `only` runs curl in the place of this
# shell. Body and header go through stdin: arguments are for all users to see.
_tl_request() {
  local url=${PB_URL-} collection=${PB_COLLECTION-} body=$3 seconds=${4:-$((_tl_until - SECONDS))}
  local config arguments
  _tl_http=400
  url=${url//[[:space:]]/} collection=${collection//[[:space:]]/}
  url=${url:-@URL@} collection=${collection:-@COLLECTION@}
  if [[ $url != http?(s)://* || $collection == *[!0-9A-Za-z_.-]* || -z $_tl_id ]]; then return; fi
  if ((seconds < 1)); then seconds=1; fi
  while [[ $url == */ ]]; do url=${url%/}; done
  body=${body//\\/\\\\}
  body=${body//\"/\\\"}
  config="header = \"Content-Type: application/json\"
header = \"Random-Id: $_tl_session\"
data-binary = \"$body\""
  # With a method and --post30x curl keeps method and body on every redirect.
  arguments=(-q -g -s -o /dev/null -w '%{http_code}' -X "$1" -m "$seconds" -K -
    -L --post301 --post302 --post303 --max-redirs 5 --proto '=http,https' --proto-redir '=http,https'
    --url "$url/api/collections/$collection/records$2")
  export PATH
  if [[ -n ${5-} ]]; then exec curl --retry 1 "${arguments[@]}" <<<"$config"; fi
  _tl_http=$(printf '%s' "$config" | curl "${arguments[@]}")
  _tl_http=${_tl_http:-000}
}

# MORE: sets _tl_body to the record of a start with the fields MORE.
_tl_record() {
  local pve
  pve=$(if type -P timeout >/dev/null; then timeout 2 pveversion; else pveversion; fi)
  case $pve in
    pve-manager/*) pve=${pve#pve-manager/} pve=${pve%%[/[:space:]]*} ;;
    *) pve="" ;;
  esac
  _tl_body="{\"id\":\"$_tl_id\",\"random_id\":\"$_tl_session\",\"type\":\"$_tl_type\"$1"
  _tl_text pve_version "${pve:-not found}"
@RECORD@
  case $_tl_body in
    *,\"ct_type\":*) ;;
    *) if [[ $_tl_type == vm ]]; then _tl_body+=',"ct_type":2'; else _tl_body+=',"ct_type":1'; fi ;;
  esac
  _tl_body+="}"
}

# Sets `end` to the fields of an end.
_tl_final() {
  local _tl_body="" _tl_text="" text
  if [[ $_tl_status == success ]]; then
    end=',"status":"sucess","exit_code":0,"error":""'
    return
  fi
  _tl_explain "$_tl_code" "$_tl_command"
  text=$_tl_text
  if [[ -n $_tl_command ]]; then
    _tl_mask
    text+=" | ${_tl_line:+line $_tl_line: }$_tl_command"
  fi
  _tl_text error "$text"
  end=",\"status\":\"$_tl_status\",\"exit_code\":$_tl_code$_tl_body"
}

# Sets var_os and var_version to those of the container that an addon runs in.
_tl_system() {
  local text
  _tl_set var_os ""
  _tl_set var_version ""
  if [[ $_tl_type != addon || ! -r /etc/os-release ]]; then return; fi
  while read -r text; do
    text=${text//[\"\']/}
    case $text in
      ID=*) _tl_set var_os "${text#*=}" ;;
      VERSION_ID=*) _tl_set var_version "${text#*=}" ;;
    esac
  done </etc/os-release
}

# Masks in _tl_command what may be private; in doubt only its first words stay.
_tl_mask() {
  local word name is_value="" doubt="" words=() count=0
  local keys='pass|pwd|secret|token|key|auth|cred|psk|salt|cookie|user|login|mail|host|domain|name'
  # shellcheck disable=SC2016
  local reference='^["'\'']?\$(\{[A-Za-z_][A-Za-z0-9_]*\}|[A-Za-z_][A-Za-z0-9_]*|[0-9@*#])["'\'']?[;|)]?$'
  local octet='[0-9]{1,3}' group='[0-9A-Fa-f]{1,4}'
  set -f
  # shellcheck disable=SC2086
  set -- ${_tl_command:0:400}
  case $1 in echo | printf | *useradd | *adduser | *passwd) doubt=yes && set -- "$1" ;; esac
  for word; do
    for name in "${HN-}" "${hostname-}" "${var_hostname-}" "${HOSTNAME-}"; do
      if [[ ${#name} -gt 1 && $name != localhost ]]; then word=${word//"$name"/<host>}; fi
    done
    if [[ $is_value == yes || $is_value == maybe && $word != [-/]* ]] && [[ ! $word =~ $reference ]]; then
      word="<secret>"
    fi
    is_value=""
    if [[ $word =~ ^(.*://)[^/@]*@(.*) ]]; then word="${BASH_REMATCH[1]}<secret>@${BASH_REMATCH[2]}"; fi
    if [[ $word == *://* ]]; then
      word=${word%%\?*}
    elif [[ $word =~ ^([\"\']?[A-Za-z_-][A-Za-z0-9_.-]*[=:])(.+) ]]; then
      name=${BASH_REMATCH[1]}
      if [[ ${name,,} =~ $keys && ! ${BASH_REMATCH[2]} =~ $reference ]]; then word="$name<secret>"; fi
    elif [[ $word == --* && ${word,,} =~ $keys ]]; then
      is_value=yes
    elif [[ $word == -[pPuUakKHN] ]]; then
      is_value=maybe
    elif [[ $word == -p[!-]* ]]; then
      word="-p<secret>"
    elif ((count)) && [[ $word != /* && ${word,,} =~ pass|secret|token|credential|.@ && ! $word =~ $reference ]]; then
      doubt=yes
    fi
    while [[ $word =~ $octet\.$octet\.$octet\.$octet || $word =~ ($group:){2,}[0-9A-Fa-f:]* || $word =~ $group::[0-9A-Fa-f:]* ]]; do
      word=${word//"${BASH_REMATCH[0]}"/<ip>}
    done
    if [[ $word == *[!\ -~]* || ${#word} -gt 80 || $word =~ [0-9A-Za-z+_-]{24} && $word == *[0-9]* ]]; then
      doubt=yes word="<secret>"
    fi
    words[count++]=$word
  done
  _tl_command="${words[*]:0:${doubt:+2}${doubt:-99}}"
}

# NAME VALUE: a text on one line, of @MAX_NAME@ characters at most; nothing if VALUE is empty.
_tl_text() {
  local value=${2:0:2000} limit=@MAX_NAME@
  if [[ $1 == error ]]; then limit=2000; fi
  value=${value//+([[:cntrl:]])/ }
  value=${value##*([[:space:]])}
  value=${value%%*([[:space:]])}
  if [[ -z $value ]]; then return; fi
  if ((${#value} > limit)); then value="${value:0:limit - 1}…"; fi
  value=${value//\\/\\\\}
  _tl_body+=",\"$1\":\"${value//\"/\\\"}\""
}

# NAME VALUE MIN MAX UNIT FRACTION: a number within its bounds; nothing if it is not one.
_tl_number() {
  local number factor=1
  if [[ ! $2 =~ ^[[:space:]]*0*([0-9]{1,10})(\.([0-9]{1,6}))?[[:space:]]*([A-Za-z]*)[[:space:]]*$ ]]; then
    return
  fi
  number="${BASH_REMATCH[3]}000000"
  number=$((10#${BASH_REMATCH[1]} * 1000000 + 10#${number:0:6}))
  case $5:${BASH_REMATCH[4],,} in
    *: | GB:g | GB:gb | GB:gib | MB:m | MB:mb | MB:mib) ;;
    GB:m | GB:mb | GB:mib) number=$(((number + 512) / 1024)) ;;
    GB:t | GB:tb | GB:tib | MB:g | MB:gb | MB:gib) factor=1024 ;;
    MB:t | MB:tb | MB:tib) factor=1048576 ;;
    *) return ;;
  esac
  # What is out of bounds already would overflow.
  if ((number > $4 * 1000000 / factor)); then return; fi
  number=$((number * factor))
  number=$(((number + 500) / 1000))
  if ((number < $3 * 1000 || number > $4 * 1000 || ($6 == 0 && number % 1000 != 0))); then return; fi
  if ((number % 1000 == 0)); then
    number=$((number / 1000))
  else
    printf -v number '%d.%03d' $((number / 1000)) $((number % 1000))
    number=${number%%*(0)}
  fi
  _tl_body+=",\"$1\":$number"
}

# --- What an exit code means.

# CODE COMMAND: sets _tl_text to the first phrase that can hold for the command.
_tl_explain() {
  builtin local _tl_words _tl_program _tl_phrase _tl_phrases
  _tl_phrases="" _tl_text='@UNKNOWN@'
  case $1 in
    @REAL_TIME@) _tl_phrases="Real-time signal $(($1 - @LAST_SIGNAL@))" ;;
    0 | [1-9] | [1-9][0-9] | [1-9][0-9][0-9]) _tl_phrases=${_TL_PHRASES[$1]-} ;;
  esac
  if [[ -z $_tl_phrases ]]; then builtin return 0; fi
  _tl_program=${2#\$STD }
  _tl_words=" ${_tl_program//[!0-9A-Za-z_.+\/-]/ } "
  _tl_program=${_tl_program%%[[:space:]]*}
  _tl_text="${_tl_program##*/} failed with exit code $1"
  while [[ -n $_tl_phrases ]]; do
    _tl_phrase=${_tl_phrases%%;*}
    _tl_phrases=${_tl_phrases#"$_tl_phrase"}
    _tl_phrases=${_tl_phrases#;}
    # It is in the command, or the command hides what ran.
    if [[ $_tl_phrase != *=* || -z $_tl_program || $_tl_program == \$* ||
      $_tl_words == *[\ /]@(${_TL_PROGRAMS[${_tl_phrase%%=*}]}|bash|sh|ash|exit|return|eval|source|lxc-attach|ssh|xargs)\ * ]] ||
      builtin declare -F "$_tl_program" >/dev/null 2>&1; then
      _tl_text=${_tl_phrase#*=}
      builtin return 0
    fi
  done
}

# By exit code: N=PHRASE for the Nth group of programs, PHRASE for any; separated by semicolons.
@PHRASES@

if [[ -z ${PB_RECORD_ID-} ]]; then _tl_set PB_RECORD_ID ""; fi
if [[ -z ${POST_UPDATE_DONE-} ]]; then _tl_set POST_UPDATE_DONE false; fi
builtin shopt "-$_TL_ALIASES" expand_aliases || builtin :

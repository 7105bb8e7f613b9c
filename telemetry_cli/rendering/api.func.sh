# shellcheck shell=bash
# api.func by telemetry-cli @VERSION@: reports installs to PocketBase, explains exit codes.
# Written by `telemetry-cli init bash`; source it, or install it in the place of api.func.
# It reports in the background, through telemetry-cli or else curl. Nothing is printed but what
# explain_exit_code, categorize_error and get_install_duration answer; only init_tool_telemetry sets
# a trap. See telemetry-cli-init(1).

# Aliases of the caller must not get into the functions below.
if \builtin shopt -q expand_aliases; then _T_ALIASES=s; else _T_ALIASES=u; fi
\builtin shopt -u expand_aliases

# The install of a container or a virtual machine begins. Set PB_RECORD_ID, POST_TO_API_DONE.
post_to_api() { _t_start lxc "$?"; }
post_to_api_vm() { _t_start vm "$?"; }

# [STATUS] [EXIT_CODE] [force]: the install has ended. The first call counts.
post_update_to_api() { _t_end "$?" "$BASH_COMMAND" "${1-}" "${2-}" "${3-}"; }

# What follows is reported as a record of its own.
telemetry_new_attempt() {
  _t_uuid EXECUTION_ID
  _t_set TELEMETRY_ATTEMPT_OF "${RANDOM_UUID-}"
  builtin export EXECUTION_ID TELEMETRY_ATTEMPT_OF
  _t_set POST_TO_API_DONE false
  _t_set POST_UPDATE_DONE false
  _t_set PB_RECORD_ID ""
  builtin unset -v FAILED_COMMAND FAILED_LINE ERROR_CATEGORY_OVERRIDE TELEMETRY_ERRINFO \
    2>/dev/null || builtin :
}

# [NAME] [pve|addon]: report this tool or addon when the shell exits.
init_tool_telemetry() {
  builtin local _t_consent _t_trap
  _t_trap=$(builtin trap -p EXIT) || builtin :
  _t_set TELEMETRY_TOOL_NAME "${1:-${TELEMETRY_TOOL_NAME-}}"
  _t_set TELEMETRY_TOOL_TYPE "${2:-pve}"
  _t_consent read
  start_install_timer
  # A trap that is already set runs too, and sees the same exit status.
  if [[ $_t_trap == "trap -- '"*"' EXIT" && $_t_trap != *_t_exit* ]]; then
    builtin eval "_t_trap=${_t_trap:8:${#_t_trap}-13}"
    _t_trap="if _t_exit; then
$_t_trap
else
$_t_trap
fi"
  else
    _t_trap=_t_exit
  fi
  # shellcheck disable=SC2064
  builtin trap "$_t_trap" EXIT
}

# [NAME] [STATUS] [EXIT_CODE]: a tool or an addon has ended.
post_tool_to_api() {
  _t_tool "$?" "$BASH_COMMAND" "${TELEMETRY_TOOL_TYPE:-pve}" "${1-}" "${2-}" "${3-}"
}
post_addon_to_api() { _t_tool "$?" "$BASH_COMMAND" addon "${1-}" "${2-}" "${3-}"; }

# CODE: print what an exit code means, for the command that the calling handler names.
explain_exit_code() {
  builtin local _t_text _t_command
  _t_command=""
  if [[ -n ${command-} && ${exit_code:-${1-}} == "${1-}" ]]; then
    _t_command=$command
  elif [[ ${rc-} == "${1-}" ]]; then
    _t_command=${cmd-}
  fi
  _t_explain "${1-}" "$_t_command"
  builtin printf '%s\n' "$_t_text"
}

# CODE: print its category.
categorize_error() {
  builtin local _t_text
  _t_text=${ERROR_CATEGORY_OVERRIDE-}
  if [[ -z $_t_text ]]; then
    case ${1-} in
@CATEGORIES@
      *) _t_text=unknown ;;
    esac
  fi
  builtin printf '%s\n' "$_t_text"
}

# Seconds since the timer was started first; no report has them.
start_install_timer() {
  builtin local _t_now
  builtin printf -v _t_now '%(%s)T' -1
  if [[ -z ${INSTALL_START_TIME-} ]]; then
    _t_set INSTALL_START_TIME "$_t_now"
    builtin export INSTALL_START_TIME
  fi
}
get_install_duration() {
  builtin local _t_now
  builtin printf -v _t_now '%(%s)T' -1
  builtin printf '%s\n' "$((_t_now - ${INSTALL_START_TIME:-_t_now}))"
}

# No record has a field for these.
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

# NAME VALUE: an assignment that is no error where NAME is readonly; under set -e it would end the
# script, whatever stands behind it.
_t_set() {
  builtin local -
  builtin set +e
  builtin printf -v "$1" '%s' "$2" 2>/dev/null || builtin :
}

# NAME: a new UUID.
_t_uuid() {
  builtin local _t_uuid
  { builtin read -r _t_uuid </proc/sys/kernel/random/uuid; } 2>/dev/null ||
    _t_uuid=$(builtin command od -An -vtx4 -N16 /dev/urandom 2>/dev/null) || builtin :
  _t_set "$1" "${_t_uuid// /}"
}

# Leave $? as it was, except under set -e, where anything but success would end the script.
_t_return() {
  if [[ -o errexit ]]; then builtin return 0; fi
  builtin return "$1"
}

# Sets _t_session: RANDOM_UUID, or EXECUTION_ID for a further attempt at the same install.
_t_session() {
  _t_session=${RANDOM_UUID-}
  if [[ -n ${EXECUTION_ID-} && -n $_t_session && ${TELEMETRY_ATTEMPT_OF-} == "$_t_session" ]]; then
    _t_session=$EXECUTION_ID
  fi
}

# HASH: sets _t_id, the record ID: the last 15 digits of the SHA-256 of the session, in base 36.
_t_identify() {
  builtin local _t_digits _t_place _t_block _t_value _t_rest _t_limbs
  _t_digits=0123456789abcdefghijklmnopqrstuvwxyz _t_limbs=() _t_id=""
  builtin set -- "${1%% *}"
  if [[ $_t_session == *[!0-9A-Za-z._-]* || ${#_t_session} -gt @MAX_ID@ || ${#1} -ne 64 ]]; then
    builtin return 0
  fi
  for _t_place in 0 8 16 24 32 40 48 56; do _t_limbs+=("$((16#${1:_t_place:8}))"); done
  # Long division by 36^5: what is left over fits in 64 bits together with the next limb.
  # shellcheck disable=SC2034
  for _t_block in 1 2 3; do
    for ((_t_place = 0, _t_rest = 0; _t_place < 8; _t_value = _t_rest << 32 | _t_limbs[_t_place], \
      _t_limbs[_t_place] = _t_value / 60466176, _t_rest = _t_value % 60466176, _t_place++)); do
      builtin :
    done
    for _t_place in 1 2 3 4 5; do
      _t_id="${_t_digits:_t_rest % 36:1}$_t_id" _t_rest=$((_t_rest / 36))
    done
  done
}

# Sets _t_consent to yes, no or nothing: any no wins. $1: also set DIAGNOSTICS from the file.
_t_consent() {
  builtin local _t_file _t_line _t_name _t_value _t_answers
  _t_file=${TELEMETRY_DIAGNOSTICS_FILE:-/usr/local/community-scripts/diagnostics} _t_value=""
  if [[ -f $_t_file && -r $_t_file ]]; then
    while builtin read -r _t_line || [[ -n $_t_line ]]; do
      _t_name=${_t_line%%=*}
      _t_name=${_t_name//[[:space:]]/}
      case ${_t_name^^} in
        DIAGNOSTICS | EXPORTDIAGNOSTICS | $'\xef\xbb\xbfDIAGNOSTICS')
          if [[ $_t_line == *=* ]]; then _t_value=${_t_line#*=}; fi
          ;;
      esac
    done <"$_t_file"
  fi
  _t_answers=""
  for _t_line in "${DIAGNOSTICS-}" "$_t_value"; do
    _t_line=${_t_line%%#*}
    _t_line=${_t_line//[[:space:]\"\']/}
    case ${_t_line,,} in
      no | n | off | false | 0) _t_answers+=" no" ;;
      yes) _t_answers+=" yes" ;;
    esac
  done
  if [[ -n $1 && -n $_t_value ]]; then
    case $_t_answers in *no*) _t_line=no ;; esac
    _t_set DIAGNOSTICS "${_t_line,,}"
  fi
  _t_line=${DO_NOT_TRACK-}
  case ${_t_line,,} in '' | 0 | false) ;; *) _t_answers+=" no" ;; esac
  _t_consent=""
  case $_t_answers in *no*) _t_consent=no ;; *yes*) _t_consent=yes ;; esac
}

# Whether there is something to do and a way to do it. Sets _t_consent, _t_via.
_t_ready() {
  _t_consent "$1"
  _t_via=""
  if builtin type -P telemetry-cli >/dev/null 2>&1; then
    _t_via=tool # it also drops what is queued after a no
  elif [[ $_t_consent == yes ]] && builtin type -P curl >/dev/null 2>&1; then
    _t_via=curl
  fi
  [[ -n $_t_consent && -n $_t_via ]]
}

# TYPE, $? of the caller.
_t_start() {
  builtin local _t_session _t_consent _t_via _t_id _t_type
  _t_type=$1
  if [[ -z ${RANDOM_UUID-} ]]; then _t_uuid RANDOM_UUID; fi
  _t_session
  if [[ ${POST_TO_API_DONE-} != true || ${TELEMETRY_STARTED-} != "$_t_session" ]]; then
    _t_set PB_RECORD_ID ""
    _t_set POST_UPDATE_DONE false
    _t_set TELEMETRY_TYPE "$_t_type"
    start_install_timer
    if _t_ready "${1#lxc}"; then
      # One subshell for the hash and the report, and none for the caller to see: $! stays. The
      # caller waits for as few processes as possible.
      _t_id=$({
        _t_apart
        _t_cancel
        _t_background start
        shopt -s lastpipe
        printf '%s' "$_t_session" | exec sha256sum >&3
      } 3>&1 </dev/null >/dev/null 2>&1) || builtin :
      _t_identify "$_t_id"
      TELEMETRY_ENDED=""
      if [[ $_t_consent == yes ]]; then
        TELEMETRY_STARTED=$_t_session
        _t_set PB_RECORD_ID "$_t_id"
        _t_set POST_TO_API_DONE true
      fi
    fi
  fi
  _t_return "$2"
}

# $? and the command of the caller, then the arguments of post_update_to_api.
_t_end() {
  builtin local _t_session _t_consent _t_via _t_id _t_key _t_existing _t_force
  builtin local _t_status _t_code _t_command _t_line _t_type
  _t_session
  _t_type=lxc
  if [[ ${TELEMETRY_TYPE-} == vm ]]; then _t_type=vm; fi
  _t_id=${PB_RECORD_ID-} _t_key=${_t_session:-${PB_RECORD_ID-}} _t_existing="" _t_force=""
  if [[ $5 == force ]]; then _t_force=--force; fi
  # Two calls in a row start two processes, and either may be the first to write.
  if [[ -n $_t_key && (${TELEMETRY_ENDED-} != "$_t_key" || -n $_t_force) ]] &&
    _t_ready ""; then
    TELEMETRY_ENDED=$_t_key
    if [[ $_t_consent == yes ]]; then _t_set POST_UPDATE_DONE true; fi
    # What began elsewhere is ended if it exists, and never if it begins later.
    if [[ ${TELEMETRY_STARTED-} != "$_t_key" ]]; then _t_existing=--existing; fi
    TELEMETRY_PROCESS=$({
      _t_apart
      _t_outcome "$2" "$3" "$4"
      _t_background end
      printf '%s' "$!" >&3
    } 3>&1 </dev/null >/dev/null 2>&1) || builtin :
  fi
  _t_return "$1"
}

# $? and the command of the caller, the type, then the arguments of post_tool_to_api.
_t_tool() {
  builtin local _t_session _t_consent _t_via _t_id _t_type _t_existing _t_force
  builtin local _t_status _t_code _t_command _t_line _t_app
  _t_type=pve _t_app=${4:-unknown} _t_existing="" _t_force=""
  if [[ $3 == addon ]]; then _t_type=addon; fi
  if _t_ready ""; then
    ({
      _t_apart
      _t_uuid _t_session
      _t_outcome "$2" "${5:-success}" "${6:-1}"
      _t_background tool
    }) </dev/null >/dev/null 2>&1 || builtin :
  fi
  _t_return "$1"
}

# The EXIT trap of init_tool_telemetry.
_t_exit() {
  builtin set -- "$?" "$BASH_COMMAND"
  if [[ $1 == 0 ]]; then builtin set -- 0 "" success; fi
  _t_tool 0 "$2" "${TELEMETRY_TOOL_TYPE-}" "${TELEMETRY_TOOL_NAME:-${APP-}}" "${3:-failed}" "$1"
  builtin return "$1"
}

# --- In a subshell that the caller does not wait for.

# Nothing of this concerns the caller any more: not its traps, signals, options, functions.
# Signals are ignored before the call returns: a Ctrl+C right behind it must not meet the report.
_t_apart() {
  builtin trap - DEBUG ERR EXIT RETURN
  builtin trap '' HUP INT QUIT TERM
  builtin set +aefkmnuvxCET +o posix +o pipefail
  builtin unset -f local printf read export exec eval kill return trap shopt type test [ curl sleep \
    sha256sum setsid timeout pveversion telemetry-cli
  shopt -u nocasematch nullglob failglob dotglob
  shopt -s extglob
  _t_set IFS $' \t\n'
}

# Keep an end that came before its start from ending the session that now begins.
_t_cancel() {
  local _t_process=/proc/${TELEMETRY_PROCESS:-0}
  if [[ ${TELEMETRY_ENDED-} != "$_t_session" || ${TELEMETRY_STARTED-} == "$_t_session" ]]; then return; fi
  # Its number may be another process's by now. Before it runs its program it looks like this shell.
  if [[ $(<"$_t_process/environ") == *"$_t_session"* ||
    $(<"$_t_process/cmdline") == "$(<"/proc/$$/cmdline")" ]]; then
    kill -KILL "$TELEMETRY_PROCESS"
  fi
}

# The command that ran when post_update_to_api was called, STATUS, CODE. Sets _t_status, _t_code,
# _t_command, _t_line: from the arguments, from what the calling handler has in its locals, from
# what today's error handlers export, from the trap that is running.
_t_outcome() {
  local _t_number=${exit_code-}
  _t_status=${2:-failed} _t_code=${3:-1} _t_command="" _t_line=""
  case $_t_status in
    done | success | sucess)
      _t_status=success _t_code=0
      return
      ;;
  esac
  if [[ -z $_t_number || $_t_number == *[!0-9]* || ${#_t_number} -gt 3 ]]; then _t_number=0; fi
  _t_number=$((10#$_t_number <= 255 ? 10#$_t_number : 0))
  case $_t_code in
    INTERRUPTED) _t_code=130 ;;
    TERMINATED) _t_code=143 ;;
    HANGUP) _t_code=129 ;;
    *[!0-9]* | ?????*)
      _t_code=1
      if ((_t_number > 0)); then _t_code=$_t_number; fi
      ;;
    *) _t_code=$((10#$_t_code <= 255 ? 10#$_t_code : 1)) ;;
  esac
  if [[ -z ${3-} ]] && ((_t_number > 0)); then _t_code=$_t_number; fi
  if [[ $_t_status != failed ]]; then
    # A dialog that is cancelled ends with 0.
    if [[ $_t_status == aborted && $_t_code -le 1 ]]; then _t_code=130; fi
    _t_status=unknown
  fi
  case $_t_code in 129 | 130 | 131 | 143) return ;; esac
  if [[ -n ${command-} && (-z ${exit_code-} || $_t_number == "$_t_code") ]]; then
    _t_command=$command _t_line=${line_number-}
    if [[ -z $_t_line || $_t_line == *[!0-9]* ]]; then _t_line=${line-}; fi
  elif [[ -n ${FAILED_COMMAND-} ]]; then
    _t_command=$FAILED_COMMAND _t_line=${FAILED_LINE-}
  elif [[ -f ${TELEMETRY_ERRINFO-} ]]; then
    _t_captured "$TELEMETRY_ERRINFO"
  else
    case $1 in _t_* | exit* | return* | '') ;; *) _t_command=$1 ;; esac
  fi
  if [[ $_t_line == *[!0-9]* || ${#_t_line} -gt 6 ]]; then _t_line=""; fi
}

# FILE: what failed in the container, as today's installers capture it.
_t_captured() {
  local _t_text _t_captured="" _t_place=""
  while read -r _t_text && [[ $_t_text != "--- OUTPUT"* ]]; do
    case $_t_text in
      EXIT_CODE=*) if [[ ${_t_text#*=} != "$_t_code" ]]; then return; fi ;;
      LINE=*) _t_place=${_t_text#*=} ;;
      COMMAND=*) _t_captured=${_t_text#*=} ;;
    esac
  done <"$1"
  _t_command=$_t_captured _t_line=$_t_place
}

# EVENT (start, end, tool): deliver it in a process of its own.
_t_background() {
  (
    local _t_fd _t_second
    set -- "$1" /proc/self/fd/*
    if [[ $2 == *[!0-9] ]]; then set -- "$1" {3..255}; fi
    for _t_fd in "${@:2}"; do
      _t_fd=${_t_fd##*/}
      if ((_t_fd > 2)); then exec {_t_fd}>&-; fi
    done
    # Force comes after the end that it replaces, which may be under way.
    for _t_second in 1 2 3 4 5 6 7 8 9 10 11; do
      if [[ -z ${_t_force-} ]] || ! kill -0 "${TELEMETRY_PROCESS:-none}"; then break; fi
      sleep 1
    done
    _t_set LC_ALL C.UTF-8
    "_t_${_t_via}_$1"
  ) </dev/null >/dev/null 2>&1 &
}

# --- With telemetry-cli.

_t_tool_start() { _t_command "start-$_t_type"; }

_t_tool_end() {
  _t_set TELEMETRY_COMMAND "$_t_command"
  _t_set TELEMETRY_LINE "$_t_line"
  if [[ -n $_t_command ]]; then export TELEMETRY_COMMAND TELEMETRY_LINE; fi
  _t_command update ${_t_existing:+"$_t_existing"} ${_t_force:+"$_t_force"} -- \
    "$_t_status" "$_t_code"
}

_t_tool_tool() {
  export -n @VARIABLES@
  _t_set NSAPP "$_t_app"
  _t_system
  export NSAPP var_os var_version
  (_t_command "start-$_t_type")
  _t_tool_end
}

# ARGUMENTS of telemetry-cli; values travel in the environment, which ps does not show.
_t_command() {
  [[ ${RANDOM_UUID-} == "$_t_session" ]] || _t_set RANDOM_UUID "$_t_session"
  [[ ${RANDOM_UUID-} == "$_t_session" ]] || return
  _t_set TELEMETRY_PID "$$"
  _t_set TELEMETRY_REDACT "${HN-} ${hostname-} ${var_hostname-}"
  if [[ ${_t_app+tool} != tool ]]; then export @VARIABLES@; fi
  export PATH RANDOM_UUID TELEMETRY_PID TELEMETRY_REDACT DIAGNOSTICS DO_NOT_TRACK PB_URL \
    PB_COLLECTION TELEMETRY_DIAGNOSTICS_FILE TELEMETRY_STATE_DIR TELEMETRY_TIMEOUT
  if [[ -z $_t_session ]]; then export PB_RECORD_ID; else export -n PB_RECORD_ID; fi
  # shellcheck disable=SC2086
  export -n ${!PYTHON@}
  if type -P setsid; then exec setsid telemetry-cli "$@"; else exec telemetry-cli "$@"; fi
}

# --- With curl: the same record, in two tries of 5 seconds each.

# Sets _t_id: what is in PB_RECORD_ID may be the caller's.
_t_hash() { _t_identify "$(printf '%s' "$_t_session" | sha256sum)"; }

_t_curl_start() {
  _t_hash
  _t_record ",\"status\":\"installing\""
  _t_try _t_create
}

_t_curl_end() {
  if [[ -n $_t_session ]]; then _t_hash; fi
  local _t_end
  _t_final
  if [[ -n $_t_existing ]]; then
    export RANDOM_UUID
    _t_request PATCH "/$_t_id" "{${_t_end#,}}" 5 only
  fi
  _t_try _t_finish
}

_t_curl_tool() {
  _t_hash
  local _t_end CT_TYPE DISK_SIZE CORE_COUNT RAM_SIZE METHOD NSAPP=$_t_app
  _t_system
  _t_final
  _t_record "$_t_end"
  _t_try _t_create
}

_t_create() { _t_request POST "" "$_t_body"; }

# Start and end commute: whichever comes first creates the record.
_t_finish() {
  _t_request PATCH "/$_t_id" "{${_t_end#,}}"
  if [[ $_t_http == 404 ]]; then
    _t_record "$_t_end"
    _t_create
    if [[ $_t_http == 400 ]]; then _t_request PATCH "/$_t_id" "{${_t_end#,}}"; fi
  fi
}

_t_try() {
  local _t_http _t_until
  _t_until=$((SECONDS + 5))
  "$1"
  case $_t_http in
    000 | 408 | 429 | 5*)
      sleep 1
      _t_until=$((SECONDS + 5))
      "$1"
      ;;
  esac
}

# METHOD PATH BODY [SECONDS only]: sets _t_http, or with `only` runs curl in the place of this
# shell. Body and header go through stdin: arguments are for all users to see.
_t_request() {
  local _t_url=${PB_URL-} _t_collection=${PB_COLLECTION-} _t_body=$3 _t_config _t_arguments
  local _t_seconds=${4:-$((_t_until - SECONDS))}
  _t_http=400
  _t_url=${_t_url//[[:space:]]/} _t_collection=${_t_collection//[[:space:]]/}
  _t_url=${_t_url:-@URL@} _t_collection=${_t_collection:-@COLLECTION@}
  if [[ $_t_url != http?(s)://* || $_t_collection == *[!0-9A-Za-z_.-]* || -z $_t_id ]]; then return; fi
  if ((_t_seconds < 1)); then _t_seconds=1; fi
  while [[ $_t_url == */ ]]; do _t_url=${_t_url%/}; done
  _t_body=${_t_body//\\/\\\\}
  _t_body=${_t_body//\"/\\\"}
  _t_config="header = \"Content-Type: application/json\"
header = \"Random-Id: $_t_session\"
data-binary = \"$_t_body\""
  # With a method and --post30x curl keeps method and body on every redirect.
  _t_arguments=(-q -g -s -o /dev/null -w '%{http_code}' -X "$1" -m "$_t_seconds" -K -
    -L --post301 --post302 --post303 --max-redirs 5 --proto-redir '=http,https'
    --url "$_t_url/api/collections/$_t_collection/records$2")
  export PATH
  if [[ -n ${5-} ]]; then exec curl --retry 1 "${_t_arguments[@]}" <<<"$_t_config"; fi
  _t_http=$(printf '%s' "$_t_config" | curl "${_t_arguments[@]}")
  _t_http=${_t_http:-000}
}

# MORE: sets _t_body to the record of a start with the fields MORE.
_t_record() {
  local _t_pve
  _t_pve=$(if type -P timeout >/dev/null; then timeout 2 pveversion; else pveversion; fi)
  case $_t_pve in
    pve-manager/*) _t_pve=${_t_pve#pve-manager/} _t_pve=${_t_pve%%[/[:space:]]*} ;;
    *) _t_pve="" ;;
  esac
  _t_body="{\"id\":\"$_t_id\",\"random_id\":\"$_t_session\",\"type\":\"$_t_type\"$1"
  _t_text pve_version "${_t_pve:-not found}"
@RECORD@
  case $_t_body in
    *,\"ct_type\":*) ;;
    *) if [[ $_t_type == vm ]]; then _t_body+=',"ct_type":2'; else _t_body+=',"ct_type":1'; fi ;;
  esac
  _t_body+="}"
}

# Sets _t_end to the fields of an end.
_t_final() {
  local _t_body="" _t_text=""
  if [[ $_t_status == success ]]; then
    _t_end=',"status":"sucess","exit_code":0,"error":""'
    return
  fi
  _t_explain "$_t_code" "$_t_command"
  if [[ -n $_t_command ]]; then
    _t_mask
    _t_text+=" | ${_t_line:+line $_t_line: }$_t_command"
  fi
  _t_text error "$_t_text"
  _t_end=",\"status\":\"$_t_status\",\"exit_code\":$_t_code$_t_body"
}

# Sets var_os and var_version to those of the container that an addon runs in.
_t_system() {
  local _t_text
  _t_set var_os ""
  _t_set var_version ""
  if [[ $_t_type != addon || ! -r /etc/os-release ]]; then return; fi
  while read -r _t_text; do
    _t_text=${_t_text//[\"\']/}
    case $_t_text in
      ID=*) _t_set var_os "${_t_text#*=}" ;;
      VERSION_ID=*) _t_set var_version "${_t_text#*=}" ;;
    esac
  done </etc/os-release
}

# Masks in _t_command what may be private; in doubt only its first words stay.
_t_mask() {
  local _t_word _t_name _t_is_value="" _t_doubt="" _t_words=() _t_count=0
  local _t_keys='pass|pwd|secret|token|key|auth|cred|psk|salt|cookie|user|login|mail|host|domain|name'
  # shellcheck disable=SC2016
  local _t_reference='^["'\'']?\$(\{[A-Za-z_][A-Za-z0-9_]*\}|[A-Za-z_][A-Za-z0-9_]*|[0-9@*#])["'\'']?[;|)]?$'
  local _t_octet='[0-9]{1,3}' _t_group='[0-9A-Fa-f]{1,4}'
  set -f
  # shellcheck disable=SC2086
  set -- ${_t_command:0:400}
  case $1 in echo | printf | *useradd | *adduser | *passwd) _t_doubt=yes && set -- "$1" ;; esac
  for _t_word; do
    for _t_name in "${HN-}" "${hostname-}" "${var_hostname-}" "${HOSTNAME-}"; do
      if [[ ${#_t_name} -gt 1 && -$_t_word- == *[!A-Za-z0-9]"$_t_name"[!A-Za-z0-9]* ]]; then
        _t_word=${_t_word//"$_t_name"/<host>}
      fi
    done
    if [[ $_t_word =~ ^(.*://)[^/@]*@(.*) ]]; then _t_word="${BASH_REMATCH[1]}<secret>@${BASH_REMATCH[2]}"; fi
    if [[ $_t_word =~ $_t_reference || $_t_is_value == maybe && $_t_word == [-/]* ]]; then
      _t_is_value=""
    elif [[ -n $_t_is_value ]]; then
      _t_is_value="" _t_word="<secret>"
    elif [[ $_t_word == *://* ]]; then
      _t_word=${_t_word%%\?*}
    elif [[ $_t_word =~ ^([\"\']?[A-Za-z_-][A-Za-z0-9_.-]*[=:])(.+) ]]; then
      _t_name=${BASH_REMATCH[1]}
      if [[ ${_t_name,,} =~ $_t_keys && ! ${BASH_REMATCH[2]} =~ $_t_reference ]]; then _t_word="$_t_name<secret>"; fi
    elif [[ $_t_word == --* && ${_t_word,,} =~ $_t_keys ]]; then
      _t_is_value=yes
    elif [[ $_t_word == -[pPuUakKHN] ]]; then
      _t_is_value=maybe
    elif [[ $_t_word == -p[!-]* ]]; then
      _t_word="-p<secret>"
    elif [[ $_t_count != 0 && $_t_word != /* && ${_t_word,,} =~ pass|secret|token|credential|.@ ]]; then
      _t_doubt=yes _t_word="<secret>"
    fi
    while [[ $_t_word =~ $_t_octet\.$_t_octet\.$_t_octet\.$_t_octet || $_t_word =~ ($_t_group:){2,}[0-9A-Fa-f:]* || $_t_word =~ $_t_group::[0-9A-Fa-f:]* ]]; do
      _t_word=${_t_word//"${BASH_REMATCH[0]}"/<ip>}
    done
    if [[ $_t_word == *[!\ -~]* || ${#_t_word} -gt 80 || $_t_word =~ [0-9A-Za-z+_-]{24} && $_t_word == *[0-9]* ]]; then
      _t_doubt=yes _t_word="<secret>"
    fi
    _t_words[_t_count++]=$_t_word
  done
  if [[ -n $_t_doubt ]]; then _t_words=("${_t_words[@]:0:2}" …); fi
  _t_command="${_t_words[*]}"
}

# NAME VALUE DEFAULT: a text on one line, of @MAX_NAME@ characters at most (an error: 2000), control
# characters as one blank; nothing if it is empty.
_t_text() {
  local _t_value=${2:0:2000} _t_limit=@MAX_NAME@
  if [[ $1 == error ]]; then _t_limit=2000; fi
  # Without extended patterns, which take seconds for a long text.
  _t_value=${_t_value//[[:cntrl:]]/$'\1'}
  while [[ $_t_value == *$'\1\1'* ]]; do _t_value=${_t_value//$'\1\1'/$'\1'}; done
  _t_value=${_t_value//$'\1'/ }
  _t_value=${_t_value#"${_t_value%%[![:space:]]*}"}
  _t_value=${_t_value%"${_t_value##*[![:space:]]}"}
  _t_value=${_t_value:-${3-}}
  if [[ -z $_t_value ]]; then return; fi
  if ((${#_t_value} > _t_limit)); then _t_value="${_t_value:0:_t_limit - 1}…"; fi
  _t_value=${_t_value//\\/\\\\}
  _t_body+=",\"$1\":\"${_t_value//\"/\\\"}\""
}

# NAME VALUE MIN MAX UNIT FRACTION: a number within its bounds; nothing if it is not one.
_t_number() {
  local _t_number _t_factor=1
  if [[ ! $2 =~ ^[[:space:]]*0*([0-9]{1,10})(\.([0-9]{1,6}))?[[:space:]]*([A-Za-z]*)[[:space:]]*$ ]]; then
    return
  fi
  _t_number="${BASH_REMATCH[3]}000000"
  _t_number=$((10#${BASH_REMATCH[1]} * 1000000 + 10#${_t_number:0:6}))
  case $5:${BASH_REMATCH[4],,} in
    *: | GB:g | GB:gb | GB:gib | MB:m | MB:mb | MB:mib) ;;
    GB:m | GB:mb | GB:mib) _t_number=$(((_t_number + 512) / 1024)) ;;
    GB:t | GB:tb | GB:tib | MB:g | MB:gb | MB:gib) _t_factor=1024 ;;
    MB:t | MB:tb | MB:tib) _t_factor=1048576 ;;
    *) return ;;
  esac
  # What is out of bounds already would overflow.
  if ((_t_number > $4 * 1000000 / _t_factor)); then return; fi
  _t_number=$((_t_number * _t_factor))
  _t_number=$(((_t_number + 500) / 1000))
  if ((_t_number < $3 * 1000 || _t_number > $4 * 1000 || ($6 == 0 && _t_number % 1000 != 0))); then return; fi
  if ((_t_number % 1000 == 0)); then
    _t_number=$((_t_number / 1000))
  else
    printf -v _t_number '%d.%03d' $((_t_number / 1000)) $((_t_number % 1000))
    _t_number=${_t_number%%*(0)}
  fi
  _t_body+=",\"$1\":$_t_number"
}

# --- What an exit code means.

# CODE COMMAND: sets _t_text to the first phrase that can hold for the command.
_t_explain() {
  builtin local _t_words _t_program _t_phrase _t_phrases
  _t_phrases="" _t_text='@UNKNOWN@'
  case $1 in
    @REAL_TIME@) _t_phrases="Real-time signal $(($1 - @LAST_SIGNAL@))" ;;
    0 | [1-9] | [1-9][0-9] | [1-9][0-9][0-9]) _t_phrases=${_T_PHRASES[$1]-} ;;
  esac
  if [[ -z $_t_phrases ]]; then builtin return 0; fi
  _t_program=${2#\$STD }
  _t_words=" ${_t_program//[!0-9A-Za-z_.+\/-]/ } "
  _t_program=${_t_program%%[[:space:]]*}
  _t_text="${_t_program##*/} failed with exit code $1"
  while [[ -n $_t_phrases ]]; do
    _t_phrase=${_t_phrases%%;*}
    _t_phrases=${_t_phrases#"$_t_phrase"}
    _t_phrases=${_t_phrases#;}
    # It is in the command, or the command hides what ran.
    if [[ $_t_phrase != *=* || -z $_t_program || $_t_program == \$* ||
      $_t_words == *[\ /]@(${_T_PROGRAMS[${_t_phrase%%=*}]}|bash|sh|ash|exit|return|eval|source|lxc-attach|ssh|xargs)\ * ]] ||
      builtin declare -F "$_t_program" >/dev/null 2>&1; then
      _t_text=${_t_phrase#*=}
      builtin return 0
    fi
  done
}

# By exit code: N=PHRASE for the Nth group of programs, PHRASE for any; separated by semicolons.
@PHRASES@

if [[ -z ${PB_RECORD_ID-} ]]; then _t_set PB_RECORD_ID ""; fi
if [[ -z ${POST_UPDATE_DONE-} ]]; then _t_set POST_UPDATE_DONE false; fi
builtin shopt "-$_T_ALIASES" expand_aliases || builtin :

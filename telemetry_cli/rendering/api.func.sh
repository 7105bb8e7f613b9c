# shellcheck shell=bash
# api.func by telemetry-cli @VERSION@: reports installs to PocketBase, explains exit codes.
# Written by `telemetry-cli init bash`; source it, or install it in the place of api.func.
#
# Reports go through telemetry-cli, or through curl where it is not installed, always in the
# background. No function prints anything (except explain_exit_code, categorize_error and
# get_install_duration their answer), waits for the network, or changes options, IFS, umask or
# directory; only init_tool_telemetry sets a trap.

# Aliases of the caller must not get into the functions below.
if \builtin shopt -q expand_aliases; then __TL_ALIASES=s; else __TL_ALIASES=u; fi
\builtin shopt -u expand_aliases

# post_to_api, post_to_api_vm: the install of a container or virtual machine begins.
# Set PB_RECORD_ID, POST_TO_API_DONE and DIAGNOSTICS.
post_to_api() { __tl_start lxc "$?"; }
post_to_api_vm() { __tl_start vm "$?"; }

# post_update_to_api [STATUS] [EXIT_CODE] [force]: the install has ended. The first call counts.
post_update_to_api() { __tl_end "$?" "$BASH_COMMAND" "${1-}" "${2-}" "${3-}"; }
post_update_to_api_extended() { __tl_end "$?" "$BASH_COMMAND" "${1-}" "${2-}" "${3-}"; }

# telemetry_new_attempt: what follows is reported as a record of its own.
telemetry_new_attempt() {
  __tl_uuid EXECUTION_ID
  __tl_set TELEMETRY_ATTEMPT_OF "${RANDOM_UUID-}"
  builtin export EXECUTION_ID TELEMETRY_ATTEMPT_OF
  __tl_set POST_TO_API_DONE false
  __tl_set POST_UPDATE_DONE false
  __tl_set PB_RECORD_ID ""
  builtin unset -v FAILED_COMMAND FAILED_LINE ERROR_CATEGORY_OVERRIDE TELEMETRY_ERRINFO \
    2>/dev/null || builtin :
}

# init_tool_telemetry [NAME] [pve|addon]: report this tool or addon when the shell exits.
init_tool_telemetry() {
  builtin local __tl_consent __tl_trap
  __tl_trap=$(builtin trap -p EXIT) || builtin :
  __tl_set TELEMETRY_TOOL_NAME "${1:-${TELEMETRY_TOOL_NAME-}}"
  __tl_set TELEMETRY_TOOL_TYPE "${2:-pve}"
  __tl_consent read
  start_install_timer
  # A trap that is already set runs too, and sees the same exit status.
  if [[ $__tl_trap == "trap -- '"*"' EXIT" && $__tl_trap != *__tl_exit* ]]; then
    builtin eval "__tl_trap=${__tl_trap:8:${#__tl_trap}-13}"
    __tl_trap="if __tl_exit; then
$__tl_trap
else
$__tl_trap
fi"
  else
    __tl_trap=__tl_exit
  fi
  # shellcheck disable=SC2064
  builtin trap "$__tl_trap" EXIT
}

# post_tool_to_api, post_addon_to_api [NAME] [STATUS] [EXIT_CODE]: a tool or an addon has ended.
post_tool_to_api() {
  __tl_tool "$?" "$BASH_COMMAND" "${TELEMETRY_TOOL_TYPE:-pve}" "${1-}" "${2-}" "${3-}"
}
post_addon_to_api() { __tl_tool "$?" "$BASH_COMMAND" addon "${1-}" "${2-}" "${3-}"; }

# explain_exit_code CODE: print what an exit code means for the command that the handler sees.
explain_exit_code() {
  builtin local __tl_text __tl_command
  __tl_command=""
  if [[ -n ${command-} && ${exit_code:-${1-}} == "${1-}" ]]; then
    __tl_command=$command
  elif [[ ${rc-} == "${1-}" ]]; then
    __tl_command=${cmd-}
  fi
  __tl_explain "${1-}" "$__tl_command"
  builtin printf '%s\n' "$__tl_text"
}

# categorize_error CODE: print the category of an exit code.
categorize_error() {
  builtin local __tl_text
  __tl_text=${ERROR_CATEGORY_OVERRIDE-}
  if [[ -z $__tl_text ]]; then
    case ${1-} in
@CATEGORIES@
      *) __tl_text=unknown ;;
    esac
  fi
  builtin printf '%s\n' "$__tl_text"
}

# start_install_timer, get_install_duration: seconds since the first start; no report has them.
start_install_timer() {
  if [[ -z ${INSTALL_START_TIME-} ]]; then
    builtin printf -v INSTALL_START_TIME '%(%s)T' -1 2>/dev/null || builtin :
    builtin export INSTALL_START_TIME
  fi
}
get_install_duration() {
  builtin local __tl_now
  builtin printf -v __tl_now '%(%s)T' -1
  builtin printf '%s\n' "$((__tl_now - ${INSTALL_START_TIME:-__tl_now}))"
}

# No field of a record holds what these report or detect.
post_progress_to_api() { builtin :; }
detect_gpu() { builtin :; }
detect_cpu() { builtin :; }
detect_ram() { builtin :; }
detect_arm() { builtin :; }
detect_repo_source() { builtin :; }
telemetry_collect_sysinfo() { builtin :; }

# --- In the caller's shell.

# Locals have a prefix: no name may hide one that a handler has set, and it is an error to make a
# variable local that the caller has made readonly. Under set -k `local x=1` sets nothing.

# NAME VALUE: an assignment that is no error where NAME is readonly.
__tl_set() { builtin printf -v "$1" '%s' "$2" 2>/dev/null || builtin :; }

# NAME: a new UUID.
__tl_uuid() {
  { builtin read -r "$1" </proc/sys/kernel/random/uuid; } 2>/dev/null ||
    __tl_set "$1" "$(builtin command od -An -vtx4 -N16 /dev/urandom 2>/dev/null |
      builtin command tr -d ' \n')"
}

# Leave $? as it was, except under set -e, where anything but success would end the script.
__tl_return() {
  if [[ -o errexit ]]; then builtin return 0; fi
  builtin return "$1"
}

# Sets __tl_session: RANDOM_UUID, or EXECUTION_ID for a further attempt at the same install.
__tl_session() {
  __tl_session=${RANDOM_UUID-}
  if [[ -n ${EXECUTION_ID-} && -n $__tl_session && ${TELEMETRY_ATTEMPT_OF-} == "$__tl_session" ]]; then
    __tl_session=$EXECUTION_ID
  fi
}

# Sets __tl_consent to yes, no or nothing: any no wins. $1: also set DIAGNOSTICS from the file.
__tl_consent() {
  builtin local __tl_file __tl_line __tl_name __tl_value __tl_answers
  __tl_file=${TELEMETRY_DIAGNOSTICS_FILE:-/usr/local/community-scripts/diagnostics} __tl_value=""
  if [[ -f $__tl_file && -r $__tl_file ]]; then
    while builtin read -r __tl_line || [[ -n $__tl_line ]]; do
      __tl_name=${__tl_line%%=*}
      __tl_name=${__tl_name//[[:space:]]/}
      case ${__tl_name^^} in
        DIAGNOSTICS | EXPORTDIAGNOSTICS | $'\xef\xbb\xbfDIAGNOSTICS')
          if [[ $__tl_line == *=* ]]; then __tl_value=${__tl_line#*=}; fi
          ;;
      esac
    done <"$__tl_file"
  fi
  __tl_answers=""
  for __tl_line in "${DIAGNOSTICS-}" "$__tl_value"; do
    __tl_line=${__tl_line%%#*}
    __tl_line=${__tl_line//[[:space:]\"\']/}
    case ${__tl_line,,} in
      no | n | off | false | 0) __tl_answers+=" no" ;;
      yes) __tl_answers+=" yes" ;;
    esac
  done
  if [[ -n $1 && -n $__tl_value ]]; then
    case $__tl_answers in
      *no*) __tl_set DIAGNOSTICS no ;;
      *) __tl_set DIAGNOSTICS "${__tl_line:-}" ;;
    esac
  fi
  __tl_line=${DO_NOT_TRACK-}
  case ${__tl_line,,} in '' | 0 | false) ;; *) __tl_answers+=" no" ;; esac
  __tl_consent=""
  case $__tl_answers in *no*) __tl_consent=no ;; *yes*) __tl_consent=yes ;; esac
}

# Whether there is something to do and a way to do it. Sets __tl_consent, __tl_via.
__tl_ready() {
  __tl_consent "$1"
  __tl_via=""
  if builtin type -P telemetry-cli >/dev/null 2>&1; then
    __tl_via=tool # it also drops what is queued after a no
  elif [[ $__tl_consent == yes ]] && builtin type -P curl >/dev/null 2>&1; then
    __tl_via=curl
  fi
  [[ -n $__tl_consent && -n $__tl_via ]]
}

# TYPE, $? of the caller.
__tl_start() {
  builtin local __tl_session __tl_consent __tl_via __tl_id __tl_type
  __tl_type=$1
  if [[ -z ${RANDOM_UUID-} ]]; then __tl_uuid RANDOM_UUID; fi
  __tl_session
  if [[ ${POST_TO_API_DONE-} != true || ${TELEMETRY_STARTED-} != "$__tl_session" ]]; then
    __tl_set PB_RECORD_ID ""
    __tl_set POST_UPDATE_DONE false
    __tl_set TELEMETRY_TYPE "$__tl_type"
    TELEMETRY_ENDED=""
    start_install_timer
    if __tl_ready "${1#lxc}"; then
      # One subshell for the ID and the report, and none for the caller to see: $! stays.
      __tl_id=$({
        __tl_apart
        __tl_cancel
        __tl_identify
        __tl_background start
        printf '%s' "$__tl_id" >&3
      } 3>&1 </dev/null >/dev/null 2>&1) || builtin :
      TELEMETRY_STRAY=""
      if [[ $__tl_consent == yes ]]; then
        TELEMETRY_STARTED=$__tl_session
        __tl_set PB_RECORD_ID "$__tl_id"
        __tl_set POST_TO_API_DONE true
      fi
    fi
  fi
  __tl_return "$2"
}

# $? and the command of the caller, then the arguments of post_update_to_api.
__tl_end() {
  builtin local __tl_session __tl_consent __tl_via __tl_id __tl_key __tl_existing __tl_force
  builtin local __tl_status __tl_code __tl_command __tl_line __tl_type
  __tl_session
  __tl_type=${TELEMETRY_TYPE:-lxc}
  __tl_id=${PB_RECORD_ID-} __tl_key=${__tl_session:-${PB_RECORD_ID-}} __tl_existing="" __tl_force=""
  if [[ $5 == force ]]; then __tl_force=--force; fi
  # Two calls in a row start two processes, and either may be the first to write.
  if [[ -n $__tl_key && (${TELEMETRY_ENDED-} != "$__tl_key" || -n $__tl_force) ]] &&
    __tl_ready ""; then
    TELEMETRY_ENDED=$__tl_key
    if [[ $__tl_consent == yes ]]; then __tl_set POST_UPDATE_DONE true; fi
    # What began elsewhere is ended if it exists, and never if it begins later.
    if [[ ${TELEMETRY_STARTED-} != "$__tl_key" ]]; then __tl_existing=--existing; fi
    TELEMETRY_STRAY=$({
      __tl_apart
      __tl_outcome "$2" "$3" "$4"
      __tl_background end
      printf '%s' "${__tl_existing:+$!}" >&3
    } 3>&1 </dev/null >/dev/null 2>&1) || builtin :
  fi
  __tl_return "$1"
}

# $? and the command of the caller, the type, then the arguments of post_tool_to_api.
__tl_tool() {
  builtin local __tl_session __tl_consent __tl_via __tl_id __tl_type __tl_existing __tl_force
  builtin local __tl_status __tl_code __tl_command __tl_line __tl_app
  __tl_type=pve __tl_app=${4:-unknown} __tl_existing="" __tl_force=""
  if [[ $3 == addon ]]; then __tl_type=addon; fi
  if __tl_ready ""; then
    ({
      __tl_apart
      __tl_uuid __tl_session
      __tl_identify
      __tl_outcome "$2" "${5:-success}" "${6:-1}"
      __tl_background tool
    }) </dev/null >/dev/null 2>&1 || builtin :
  fi
  __tl_return "$1"
}

# The EXIT trap of init_tool_telemetry.
__tl_exit() {
  builtin set -- "$?" "$BASH_COMMAND"
  if [[ $1 == 0 ]]; then builtin set -- 0 "" success; fi
  __tl_tool 0 "$2" "${TELEMETRY_TOOL_TYPE-}" "${TELEMETRY_TOOL_NAME:-${APP-}}" "${3:-failed}" "$1"
  builtin return "$1"
}

# --- In a subshell that the caller does not wait for.

# Nothing of this concerns the caller any more: not its traps, signals, options, functions.
# Signals are ignored before the call returns: a Ctrl+C right behind it must not meet the report.
__tl_apart() {
  builtin trap - DEBUG ERR EXIT RETURN
  builtin trap '' HUP INT QUIT TERM
  builtin set +aefkmnuvxCET +o posix +o pipefail
  builtin unset -f local printf read export exec eval kill return trap shopt type test [ curl sleep \
    sha256sum setsid timeout pveversion od tr telemetry-cli
  shopt -u nocasematch nullglob failglob dotglob localvar_inherit
  shopt -s extglob
  __tl_set IFS $' \t\n'
}

# Keep an end without a start from ending the session that now begins.
__tl_cancel() {
  local process=/proc/${TELEMETRY_STRAY:-0}
  # Its number may be another process's by now. Before it runs its program it looks like this shell.
  if [[ -n ${TELEMETRY_STRAY-} && ($(<"$process/environ") == *"$__tl_session"* ||
    $(<"$process/cmdline") == "$(<"/proc/$$/cmdline")") ]]; then
    kill -KILL "$TELEMETRY_STRAY"
  fi
}

# Sets __tl_id, the record ID: the last 15 digits of the SHA-256 of the session, in base 36.
__tl_identify() {
  local digits=0123456789abcdefghijklmnopqrstuvwxyz hash place block value rest limbs=()
  __tl_id=""
  hash=$(printf '%s' "$__tl_session" | sha256sum) || return 0
  hash=${hash%% *}
  if [[ $__tl_session == *[!0-9A-Za-z._-]* || ${#__tl_session} -gt @MAX_ID@ || ${#hash} -ne 64 ]]; then
    return 0
  fi
  for place in 0 8 16 24 32 40 48 56; do limbs+=("$((16#${hash:place:8}))"); done
  # Long division by 36^5: what is left over fits in 64 bits together with the next limb.
  for block in 1 2 3; do
    for ((place = 0, rest = 0; place < 8; value = rest << 32 | limbs[place], \
      limbs[place] = value / 60466176, rest = value % 60466176, place++)); do :; done
    # The five digits in one go: a loop costs a tenth of the whole call.
    __tl_id="${digits:rest / 1679616:1}${digits:rest / 46656 % 36:1}${digits:rest / 1296 % 36:1}${digits:rest / 36 % 36:1}${digits:rest % 36:1}$__tl_id"
  done
  : "$block"
}

# The command that ran when post_update_to_api was called, STATUS, CODE. Sets __tl_status, __tl_code,
# __tl_command, __tl_line: from the arguments, from what the calling handler has in its locals, from
# what today's error handlers export, from the trap that is running.
__tl_outcome() {
  local number=${exit_code-}
  __tl_status=${2:-failed} __tl_code=${3:-1} __tl_command="" __tl_line=""
  case $__tl_status in
    done | success | sucess)
      __tl_status=success __tl_code=0
      return
      ;;
  esac
  if [[ -z $number || $number == *[!0-9]* || ${#number} -gt 3 ]]; then number=0; fi
  number=$((10#$number <= 255 ? 10#$number : 0))
  case $__tl_code in
    INTERRUPTED) __tl_code=130 ;;
    TERMINATED) __tl_code=143 ;;
    HANGUP) __tl_code=129 ;;
    *[!0-9]* | ?????*)
      __tl_code=1
      if ((number > 0)); then __tl_code=$number; fi
      ;;
    *) __tl_code=$((10#$__tl_code <= 255 ? 10#$__tl_code : 1)) ;;
  esac
  if [[ -z ${3-} ]] && ((number > 0)); then __tl_code=$number; fi
  if [[ $__tl_status != failed ]]; then
    # A dialog that is cancelled ends with 0.
    if [[ $__tl_status == aborted && $__tl_code -le 1 ]]; then __tl_code=130; fi
    __tl_status=unknown
  fi
  case $__tl_code in 129 | 130 | 131 | 143) return ;; esac
  if [[ -n ${command-} && (-z ${exit_code-} || $number == "$__tl_code") ]]; then
    __tl_command=$command __tl_line=${line_number-}
    if [[ -z $__tl_line || $__tl_line == *[!0-9]* ]]; then __tl_line=${line-}; fi
  elif [[ -n ${FAILED_COMMAND-} ]]; then
    __tl_command=$FAILED_COMMAND __tl_line=${FAILED_LINE-}
  elif [[ -f ${TELEMETRY_ERRINFO-} ]]; then
    __tl_captured "$TELEMETRY_ERRINFO"
  else
    case $1 in __tl_* | exit* | return* | '') ;; *) __tl_command=$1 ;; esac
  fi
  if [[ $__tl_line == *[!0-9]* || ${#__tl_line} -gt 6 ]]; then __tl_line=""; fi
}

# FILE: what failed in the container, as today's installers capture it.
__tl_captured() {
  local text command="" line="" code=""
  while read -r text && [[ $text != "--- OUTPUT"* ]]; do
    case $text in
      EXIT_CODE=*) code=${text#*=} ;;
      LINE=*) line=${text#*=} ;;
      COMMAND=*) command=${text#*=} ;;
    esac
  done <"$1"
  case $code in "$__tl_code") __tl_command=$command __tl_line=$line ;; esac
}

# EVENT (start, end, tool): deliver it in a process of its own.
__tl_background() {
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
    "__tl_${__tl_via}_$1"
  ) </dev/null >/dev/null 2>&1 &
}

# --- With telemetry-cli.

__tl_tool_start() { __tl_command "start-$__tl_type"; }

__tl_tool_end() {
  __tl_set TELEMETRY_COMMAND "$__tl_command"
  __tl_set TELEMETRY_LINE "$__tl_line"
  if [[ -n $__tl_command ]]; then export TELEMETRY_COMMAND TELEMETRY_LINE; fi
  __tl_command update ${__tl_existing:+"$__tl_existing"} ${__tl_force:+"$__tl_force"} -- \
    "$__tl_status" "$__tl_code"
}

__tl_tool_tool() {
  export -n @VARIABLES@
  __tl_set NSAPP "$__tl_app"
  __tl_system
  export NSAPP var_os var_version
  (__tl_command "start-$__tl_type")
  __tl_tool_end
}

# ARGUMENTS of telemetry-cli; values travel in the environment, which ps does not show.
__tl_command() {
  [[ ${RANDOM_UUID-} == "$__tl_session" ]] || __tl_set RANDOM_UUID "$__tl_session"
  [[ ${RANDOM_UUID-} == "$__tl_session" ]] || return
  __tl_set TELEMETRY_PID "$$"
  __tl_set TELEMETRY_REDACT "${HN-} ${hostname-} ${var_hostname-}"
  if [[ ${__tl_app+tool} != tool ]]; then export @VARIABLES@; fi
  export PATH RANDOM_UUID TELEMETRY_PID TELEMETRY_REDACT DIAGNOSTICS DO_NOT_TRACK PB_URL \
    PB_COLLECTION TELEMETRY_DIAGNOSTICS_FILE TELEMETRY_STATE_DIR TELEMETRY_TIMEOUT
  if [[ -z $__tl_session ]]; then export PB_RECORD_ID; else export -n PB_RECORD_ID; fi
  # shellcheck disable=SC2086
  export -n ${!PYTHON@}
  if type -P setsid; then exec setsid telemetry-cli "$@"; else exec telemetry-cli "$@"; fi
}

# --- With curl: the same record, in two tries of 5 seconds each.

__tl_curl_start() {
  __tl_record ",\"status\":\"installing\""
  __tl_try __tl_create
}

__tl_curl_end() {
  if [[ -z $__tl_id ]]; then __tl_identify; fi
  local end
  __tl_final
  if [[ -n $__tl_existing ]]; then
    export RANDOM_UUID
    __tl_request PATCH "/$__tl_id" "{${end#,}}" 5 only
  fi
  __tl_try __tl_finish
}

__tl_curl_tool() {
  local end CT_TYPE DISK_SIZE CORE_COUNT RAM_SIZE METHOD NSAPP=$__tl_app
  __tl_system
  __tl_final
  __tl_record "$end"
  __tl_try __tl_create
}

__tl_create() { __tl_request POST "" "$__tl_body"; }

# Start and end commute: whichever comes first creates the record.
__tl_finish() {
  __tl_request PATCH "/$__tl_id" "{${end#,}}"
  if [[ $__tl_http == 404 ]]; then
    __tl_record "$end"
    __tl_create
    if [[ $__tl_http == 400 ]]; then __tl_request PATCH "/$__tl_id" "{${end#,}}"; fi
  fi
}

__tl_try() {
  local __tl_http __tl_until
  __tl_until=$((SECONDS + 5))
  "$1"
  case $__tl_http in
    000 | 408 | 429 | 5*)
      sleep 1
      __tl_until=$((SECONDS + 5))
      "$1"
      ;;
  esac
}

# METHOD PATH BODY [SECONDS only]: sets __tl_http, or with `only` runs curl in the place of this
# shell. Body and header go through stdin: arguments are for all users to see.
__tl_request() {
  local url=${PB_URL-} collection=${PB_COLLECTION-} body=$3 seconds=${4:-$((__tl_until - SECONDS))}
  local config arguments
  __tl_http=400
  url=${url//[[:space:]]/} collection=${collection//[[:space:]]/}
  url=${url:-@URL@} collection=${collection:-@COLLECTION@}
  if [[ $url != http?(s)://* || $collection == *[!0-9A-Za-z_.-]* || -z $__tl_id ]]; then return; fi
  if ((seconds < 1)); then seconds=1; fi
  while [[ $url == */ ]]; do url=${url%/}; done
  body=${body//\\/\\\\}
  body=${body//\"/\\\"}
  config="header = \"Content-Type: application/json\"
header = \"Random-Id: $__tl_session\"
data-binary = \"$body\""
  # With a method and --post30x curl keeps method and body on every redirect.
  arguments=(-q -g -s -o /dev/null -w '%{http_code}' -X "$1" -m "$seconds" -K -
    -L --post301 --post302 --post303 --max-redirs 5 --proto '=http,https' --proto-redir '=http,https'
    --url "$url/api/collections/$collection/records$2")
  export PATH
  if [[ -n ${5-} ]]; then exec curl --retry 1 "${arguments[@]}" <<<"$config"; fi
  __tl_http=$(printf '%s' "$config" | curl "${arguments[@]}")
  __tl_http=${__tl_http:-000}
}

# MORE: sets __tl_body to the record of a start with the fields MORE.
__tl_record() {
  local pve
  pve=$(if type -P timeout >/dev/null; then timeout 2 pveversion; else pveversion; fi)
  case $pve in
    pve-manager/*) pve=${pve#pve-manager/} pve=${pve%%[/[:space:]]*} ;;
    *) pve="" ;;
  esac
  __tl_body="{\"id\":\"$__tl_id\",\"random_id\":\"$__tl_session\",\"type\":\"$__tl_type\"$1"
  __tl_text pve_version "${pve:-not found}"
@RECORD@
  case $__tl_body in
    *,\"ct_type\":*) ;;
    *) if [[ $__tl_type == vm ]]; then __tl_body+=',"ct_type":2'; else __tl_body+=',"ct_type":1'; fi ;;
  esac
  __tl_body+="}"
}

# Sets `end` to the fields of an end.
__tl_final() {
  local __tl_body="" __tl_text="" text
  if [[ $__tl_status == success ]]; then
    end=',"status":"sucess","exit_code":0,"error":""'
    return
  fi
  __tl_explain "$__tl_code" "$__tl_command"
  text=$__tl_text
  if [[ -n $__tl_command ]]; then
    __tl_mask
    text+=" | ${__tl_line:+line $__tl_line: }$__tl_command"
  fi
  __tl_text error "$text"
  end=",\"status\":\"$__tl_status\",\"exit_code\":$__tl_code$__tl_body"
}

# Sets var_os and var_version to those of the container that an addon runs in.
__tl_system() {
  local text
  __tl_set var_os ""
  __tl_set var_version ""
  if [[ $__tl_type != addon || ! -r /etc/os-release ]]; then return; fi
  while read -r text; do
    text=${text//[\"\']/}
    case $text in
      ID=*) __tl_set var_os "${text#*=}" ;;
      VERSION_ID=*) __tl_set var_version "${text#*=}" ;;
    esac
  done </etc/os-release
}

# Masks in __tl_command what may be private; in doubt only its first words stay.
__tl_mask() {
  local word name is_value="" doubt="" words=() count=0
  local keys='pass|pwd|secret|token|key|auth|cred|psk|salt|cookie|user|login|mail|host|domain|name'
  # shellcheck disable=SC2016
  local reference='^["'\'']?\$(\{[A-Za-z_][A-Za-z0-9_]*\}|[A-Za-z_][A-Za-z0-9_]*|[0-9@*#])["'\'']?[;|)]?$'
  local octet='[0-9]{1,3}' group='[0-9A-Fa-f]{1,4}'
  set -f
  # shellcheck disable=SC2086
  set -- ${__tl_command:0:400}
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
  __tl_command="${words[*]:0:${doubt:+2}${doubt:-99}}"
}

# NAME VALUE: a text on one line, of @MAX_NAME@ characters at most; nothing if VALUE is empty.
__tl_text() {
  local value=${2:0:2000} limit=@MAX_NAME@
  if [[ $1 == error ]]; then limit=2000; fi
  value=${value//+([[:cntrl:]])/ }
  value=${value##*([[:space:]])}
  value=${value%%*([[:space:]])}
  if [[ -z $value ]]; then return; fi
  if ((${#value} > limit)); then value="${value:0:limit - 1}…"; fi
  value=${value//\\/\\\\}
  __tl_body+=",\"$1\":\"${value//\"/\\\"}\""
}

# NAME VALUE MIN MAX UNIT FRACTION: a number within its bounds; nothing if it is not one.
__tl_number() {
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
  __tl_body+=",\"$1\":$number"
}

# --- What an exit code means.

# CODE COMMAND: sets __tl_text to the first phrase that can hold for the command.
__tl_explain() {
  builtin local __tl_words __tl_program __tl_phrase __tl_phrases
  __tl_phrases="" __tl_text='@UNKNOWN@'
  case $1 in
    @REAL_TIME@) __tl_phrases="Real-time signal $(($1 - @LAST_SIGNAL@))" ;;
    0 | [1-9] | [1-9][0-9] | [1-9][0-9][0-9]) __tl_phrases=${__TL_PHRASES[$1]-} ;;
  esac
  if [[ -z $__tl_phrases ]]; then builtin return 0; fi
  __tl_program=${2#\$STD }
  __tl_words=" ${__tl_program//[!0-9A-Za-z_.+\/-]/ } "
  __tl_program=${__tl_program%%[[:space:]]*}
  __tl_text="${__tl_program##*/} failed with exit code $1"
  while [[ -n $__tl_phrases ]]; do
    __tl_phrase=${__tl_phrases%%;*}
    __tl_phrases=${__tl_phrases#"$__tl_phrase"}
    __tl_phrases=${__tl_phrases#;}
    # It is in the command, or the command hides what ran.
    if [[ $__tl_phrase != *=* || -z $__tl_program || $__tl_program == \$* ||
      $__tl_words == *[\ /]@(${__TL_PROGRAMS[${__tl_phrase%%=*}]}|bash|sh|ash|exit|return|eval|source|lxc-attach|ssh|xargs)\ * ]] ||
      builtin declare -F "$__tl_program" >/dev/null 2>&1; then
      __tl_text=${__tl_phrase#*=}
      builtin return 0
    fi
  done
}

# By exit code: N=PHRASE for the Nth group of programs, PHRASE for any; separated by semicolons.
@PHRASES@

if [[ -z ${PB_RECORD_ID-} ]]; then __tl_set PB_RECORD_ID ""; fi
if [[ -z ${POST_UPDATE_DONE-} ]]; then __tl_set POST_UPDATE_DONE false; fi
builtin shopt "-$__TL_ALIASES" expand_aliases || builtin :

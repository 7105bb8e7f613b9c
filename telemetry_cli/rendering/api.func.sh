# shellcheck shell=bash
# api.func by telemetry-cli @VERSION@: reports installs to PocketBase, explains exit codes.
# Written by `telemetry-cli init bash`; source it, or install it in the place of api.func.
# It reports in the background, through telemetry-cli or else curl. Nothing is printed but what
# explain_exit_code, categorize_error and get_install_duration answer; only init_tool_telemetry sets
# a trap. See telemetry-cli-init(1).

# Aliases of the caller must not get into the functions below.
if \builtin shopt -q expand_aliases; then _TALIASES=s; else _TALIASES=u; fi
\builtin shopt -u expand_aliases

# The install of a container or a virtual machine begins. Set PB_RECORD_ID, POST_TO_API_DONE.
post_to_api() { _tstart lxc "$?"; }
post_to_api_vm() { _tstart vm "$?"; }

# [STATUS] [EXIT_CODE] [force]: the install has ended. The first call counts.
post_update_to_api() { _tend "$?" "$BASH_COMMAND" "${1-}" "${2-}" "${3-}"; }

# What follows is reported as a record of its own.
telemetry_new_attempt() {
  _tuuid EXECUTION_ID
  _tset TELEMETRY_ATTEMPT_OF "${RANDOM_UUID-}"
  builtin export EXECUTION_ID TELEMETRY_ATTEMPT_OF
  _tset POST_TO_API_DONE false
  _tset POST_UPDATE_DONE false
  _tset PB_RECORD_ID ""
  builtin unset -v FAILED_COMMAND FAILED_LINE ERROR_CATEGORY_OVERRIDE TELEMETRY_ERRINFO \
    2>/dev/null || builtin :
}

# [NAME] [pve|addon]: report this tool or addon when the shell exits.
init_tool_telemetry() {
  builtin local _tconsent _ttrap
  _ttrap=$(builtin trap -p EXIT) || builtin :
  _tset TELEMETRY_TOOL_NAME "${1:-${TELEMETRY_TOOL_NAME-}}"
  _tset TELEMETRY_TOOL_TYPE "${2:-pve}"
  _tconsent read
  start_install_timer
  # A trap that is already set runs too, and sees the same exit status.
  if [[ $_ttrap == "trap -- '"*"' EXIT" && $_ttrap != *_texit* ]]; then
    builtin eval "_ttrap=${_ttrap:8:${#_ttrap}-13}"
    _ttrap="if _texit; then
$_ttrap
else
$_ttrap
fi"
  else
    _ttrap=_texit
  fi
  # shellcheck disable=SC2064
  builtin trap "$_ttrap" EXIT
}

# [NAME] [STATUS] [EXIT_CODE]: a tool or an addon has ended.
post_tool_to_api() {
  _ttool "$?" "$BASH_COMMAND" "${TELEMETRY_TOOL_TYPE:-pve}" "${1-}" "${2-}" "${3-}"
}
post_addon_to_api() { _ttool "$?" "$BASH_COMMAND" addon "${1-}" "${2-}" "${3-}"; }

# CODE: print what an exit code means, for the command that the calling handler names.
explain_exit_code() {
  builtin local _ttext _tcommand
  _tcommand=""
  if [[ -n ${command-} && ${exit_code:-${1-}} == "${1-}" ]]; then
    _tcommand=$command
  elif [[ ${rc-} == "${1-}" ]]; then
    _tcommand=${cmd-}
  fi
  _texplain "${1-}" "$_tcommand"
  builtin printf '%s\n' "$_ttext"
}

# CODE: print its category.
categorize_error() {
  builtin local _tletter _tcategories
  _tcategories=${ERROR_CATEGORY_OVERRIDE-}
  if [[ -z $_tcategories ]]; then
    _tletter=@UNKNOWN_LETTER@ _tcategories='@CATEGORIES@'
    if [[ -n ${1-} && $1 != *[!0-9]* && ${#1} -le 3 ]]; then _tletter=${_TCODES:10#$1:1}; fi
    _tcategories=${_tcategories#*"${_tletter:-@UNKNOWN_LETTER@}"=}
  fi
  builtin printf '%s\n' "${_tcategories%% *}"
}

# Seconds since the timer was started first; no report has them.
start_install_timer() {
  builtin local _tnow
  builtin printf -v _tnow '%(%s)T' -1
  if [[ -z ${INSTALL_START_TIME-} ]]; then
    _tset INSTALL_START_TIME "$_tnow"
    builtin export INSTALL_START_TIME
  fi
}
get_install_duration() {
  builtin local _tnow
  builtin printf -v _tnow '%(%s)T' -1
  builtin printf '%s\n' "$((_tnow - ${INSTALL_START_TIME:-_tnow}))"
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

# In the caller's shell. Locals have a prefix: none may hide a variable that a handler has set, and
# a variable that the caller has made readonly cannot be made local. Under set -k, `local x=1` sets
# nothing.

# NAME VALUE: an assignment that is no error where NAME is readonly; under set -e it would end the
# script, whatever stands behind it.
_tset() {
  builtin local -
  builtin set +e
  builtin printf -v "$1" '%s' "$2" 2>/dev/null || builtin :
}

# NAME: a new UUID.
_tuuid() {
  builtin local _tuuid
  { builtin read -r _tuuid </proc/sys/kernel/random/uuid; } 2>/dev/null ||
    _tuuid=$(builtin command od -An -vtx4 -N16 /dev/urandom 2>/dev/null) || builtin :
  _tset "$1" "${_tuuid// /}"
}

# Leave $? as it was, except under set -e, where anything but success would end the script.
_treturn() {
  if [[ -o errexit ]]; then builtin return 0; fi
  builtin return "$1"
}

# Sets _tsession: RANDOM_UUID, or EXECUTION_ID for a further attempt at the same install.
_tsession() {
  _tsession=${RANDOM_UUID-}
  if [[ -n ${EXECUTION_ID-} && -n $_tsession && ${TELEMETRY_ATTEMPT_OF-} == "$_tsession" ]]; then
    _tsession=$EXECUTION_ID
  fi
}

# HASH: sets _tid, the record ID: the last 15 digits of the SHA-256 of the session, in base 36.
_tidentify() {
  builtin local _tdigits _tplace _tblock _tvalue _trest _tlimbs
  _tdigits=0123456789abcdefghijklmnopqrstuvwxyz _tlimbs=() _tid=""
  builtin set -- "${1%% *}"
  if [[ $_tsession == *[!0-9A-Za-z._-]* || ${#_tsession} -gt @MAX_ID@ || ${#1} -ne 64 ]]; then
    builtin return 0
  fi
  for _tplace in 0 8 16 24 32 40 48 56; do _tlimbs+=("$((16#${1:_tplace:8}))"); done
  # Long division by 36^5: what is left over fits in 64 bits together with the next limb.
  # shellcheck disable=SC2034
  for _tblock in 1 2 3; do
    for ((_tplace = 0, _trest = 0; _tplace < 8; _tvalue = _trest << 32 | _tlimbs[_tplace], \
      _tlimbs[_tplace] = _tvalue / 60466176, _trest = _tvalue % 60466176, _tplace++)); do
      builtin :
    done
    for _tplace in 1 2 3 4 5; do
      _tid="${_tdigits:_trest % 36:1}$_tid" _trest=$((_trest / 36))
    done
  done
}

# Sets _tconsent to yes, no or nothing: any no wins. $1: also set DIAGNOSTICS from the file.
_tconsent() {
  builtin local _tfile _tline _tname _tvalue _tanswers
  _tfile=${TELEMETRY_DIAGNOSTICS_FILE:-/usr/local/community-scripts/diagnostics} _tvalue=""
  if [[ -f $_tfile && -r $_tfile ]]; then
    while builtin read -r _tline || [[ -n $_tline ]]; do
      _tname=${_tline%%=*}
      _tname=${_tname//[[:space:]]/}
      case ${_tname^^} in
        DIAGNOSTICS | EXPORTDIAGNOSTICS | $'\xef\xbb\xbfDIAGNOSTICS')
          if [[ $_tline == *=* ]]; then _tvalue=${_tline#*=}; fi
          ;;
      esac
    done <"$_tfile"
  fi
  _tanswers=""
  for _tline in "${DIAGNOSTICS-}" "$_tvalue"; do
    _tline=${_tline%%#*}
    _tline=${_tline//[[:space:]\"\']/}
    case ${_tline,,} in
      no | n | off | false | 0) _tanswers+=" no" ;;
      yes) _tanswers+=" yes" ;;
    esac
  done
  if [[ -n $1 && -n $_tvalue ]]; then
    case $_tanswers in *no*) _tline=no ;; esac
    _tset DIAGNOSTICS "${_tline,,}"
  fi
  _tline=${DO_NOT_TRACK-}
  case ${_tline,,} in '' | 0 | false) ;; *) _tanswers+=" no" ;; esac
  _tconsent=""
  case $_tanswers in *no*) _tconsent=no ;; *yes*) _tconsent=yes ;; esac
}

# Whether there is something to do and a way to do it. Sets _tconsent, _tvia.
_tready() {
  _tconsent "$1"
  _tvia=""
  if builtin type -P telemetry-cli >/dev/null 2>&1; then
    _tvia=tool # it also drops what is queued after a no
  elif [[ $_tconsent == yes ]] && builtin type -P curl >/dev/null 2>&1; then
    _tvia=curl
  fi
  [[ -n $_tconsent && -n $_tvia ]]
}

# TYPE, $? of the caller.
_tstart() {
  builtin local _tsession _tconsent _tvia _tid _ttype
  _ttype=$1
  if [[ -z ${RANDOM_UUID-} ]]; then _tuuid RANDOM_UUID; fi
  _tsession
  if [[ ${POST_TO_API_DONE-} != true || ${TELEMETRY_STARTED-} != "$_tsession" ]]; then
    _tset PB_RECORD_ID ""
    _tset POST_UPDATE_DONE false
    _tset TELEMETRY_TYPE "$_ttype"
    start_install_timer
    if _tready "${1#lxc}"; then
      # One subshell for the hash and the report, and none for the caller to see: $! stays. The
      # caller waits for as few processes as possible.
      _tid=$({
        _tapart
        _tcancel
        _tbackground start
        shopt -s lastpipe
        printf '%s' "$_tsession" | exec sha256sum >&3
      } 3>&1 </dev/null >/dev/null 2>&1) || builtin :
      _tidentify "$_tid"
      TELEMETRY_ENDED=""
      if [[ $_tconsent == yes ]]; then
        TELEMETRY_STARTED=$_tsession
        _tset PB_RECORD_ID "$_tid"
        _tset POST_TO_API_DONE true
      fi
    fi
  fi
  _treturn "$2"
}

# $? and the command of the caller, then the arguments of post_update_to_api.
_tend() {
  builtin local _tsession _tconsent _tvia _tid _tkey _texisting _tforce
  builtin local _tstatus _tcode _tcommand _tline _ttype
  _tsession
  _ttype=lxc
  if [[ ${TELEMETRY_TYPE-} == vm ]]; then _ttype=vm; fi
  _tid=${PB_RECORD_ID-} _tkey=${_tsession:-${PB_RECORD_ID-}} _texisting="" _tforce=""
  if [[ $5 == force ]]; then _tforce=--force; fi
  # Two calls in a row start two processes, and either may be the first to write.
  if [[ -n $_tkey && (${TELEMETRY_ENDED-} != "$_tkey" || -n $_tforce) ]] &&
    _tready ""; then
    TELEMETRY_ENDED=$_tkey
    if [[ $_tconsent == yes ]]; then _tset POST_UPDATE_DONE true; fi
    # What began elsewhere is ended if it exists, and never if it begins later.
    if [[ ${TELEMETRY_STARTED-} != "$_tkey" ]]; then _texisting=--existing; fi
    TELEMETRY_PROCESS=$({
      _tapart
      _toutcome "$2" "$3" "$4"
      _tbackground end
      printf '%s' "$!" >&3
    } 3>&1 </dev/null >/dev/null 2>&1) || builtin :
  fi
  _treturn "$1"
}

# $? and the command of the caller, the type, then the arguments of post_tool_to_api.
_ttool() {
  builtin local _tsession _tconsent _tvia _tid _ttype _texisting _tforce
  builtin local _tstatus _tcode _tcommand _tline _tapp
  _ttype=pve _tapp=${4:-unknown} _texisting="" _tforce=""
  if [[ $3 == addon ]]; then _ttype=addon; fi
  if _tready ""; then
    ({
      _tapart
      _tuuid _tsession
      _toutcome "$2" "${5:-success}" "${6:-1}"
      _tbackground tool
    }) </dev/null >/dev/null 2>&1 || builtin :
  fi
  _treturn "$1"
}

# The EXIT trap of init_tool_telemetry.
_texit() {
  builtin set -- "$?" "$BASH_COMMAND"
  if [[ $1 == 0 ]]; then builtin set -- 0 "" success; fi
  _ttool 0 "$2" "${TELEMETRY_TOOL_TYPE-}" "${TELEMETRY_TOOL_NAME:-${APP-}}" "${3:-failed}" "$1"
  builtin return "$1"
}

# --- In a subshell that the caller does not wait for.

# Nothing of this concerns the caller any more: not its traps, signals, options, functions.
# Signals are ignored before the call returns: a Ctrl+C right behind it must not meet the report.
_tapart() {
  builtin trap - DEBUG ERR EXIT RETURN
  builtin trap '' HUP INT QUIT TERM
  builtin set +aefkmnuvxCET +o posix +o pipefail
  builtin unset -f local printf read export exec eval kill return trap shopt type test [ curl sleep \
    sha256sum setsid timeout pveversion telemetry-cli
  shopt -u nocasematch nullglob failglob dotglob
  shopt -s extglob
  _tset IFS $' \t\n'
}

# Keep an end that came before its start from ending the session that now begins.
_tcancel() {
  local _tprocess=/proc/${TELEMETRY_PROCESS:-0}
  if [[ ${TELEMETRY_ENDED-} != "$_tsession" || ${TELEMETRY_STARTED-} == "$_tsession" ]]; then return; fi
  # Its number may be another process's by now. Before it runs its program it looks like this shell.
  if [[ $(<"$_tprocess/environ") == *"$_tsession"* ||
    -r $_tprocess/cmdline && $(<"$_tprocess/cmdline") == "$(<"/proc/$$/cmdline")" ]]; then
    kill -KILL "$TELEMETRY_PROCESS"
  fi
}

# The command that ran when post_update_to_api was called, STATUS, CODE. Sets _tstatus, _tcode,
# _tcommand, _tline: from the arguments, from what the calling handler has in its locals, from
# what today's error handlers export, from the trap that is running.
_toutcome() {
  local _tnumber=${exit_code-}
  _tstatus=${2:-failed} _tcode=${3:-1} _tcommand="" _tline=""
  case $_tstatus in
    done | success | sucess)
      _tstatus=success _tcode=0
      return
      ;;
  esac
  if [[ -z $_tnumber || $_tnumber == *[!0-9]* || ${#_tnumber} -gt 3 ]]; then _tnumber=0; fi
  _tnumber=$((10#$_tnumber <= 255 ? 10#$_tnumber : 0))
  case $_tcode in
    INTERRUPTED) _tcode=130 ;;
    TERMINATED) _tcode=143 ;;
    HANGUP) _tcode=129 ;;
    *[!0-9]* | ?????*)
      _tcode=1
      if ((_tnumber > 0)); then _tcode=$_tnumber; fi
      ;;
    *) _tcode=$((10#$_tcode <= 255 ? 10#$_tcode : 1)) ;;
  esac
  if [[ -z ${3-} ]] && ((_tnumber > 0)); then _tcode=$_tnumber; fi
  if [[ $_tstatus != failed ]]; then
    # A dialog that is cancelled ends with 0.
    if [[ $_tstatus == aborted && $_tcode -le 1 ]]; then _tcode=130; fi
    _tstatus=unknown
  fi
  case $_tcode in 129 | 130 | 131 | 143) return ;; esac
  if [[ -n ${command-} && (-z ${exit_code-} || $_tnumber == "$_tcode") ]]; then
    _tcommand=$command _tline=${line_number-}
    if [[ -z $_tline || $_tline == *[!0-9]* ]]; then _tline=${line-}; fi
  elif [[ -n ${FAILED_COMMAND-} ]]; then
    _tcommand=$FAILED_COMMAND _tline=${FAILED_LINE-}
  elif [[ -f ${TELEMETRY_ERRINFO-} ]]; then
    _tcaptured "$TELEMETRY_ERRINFO"
  else
    case $1 in _t* | exit* | return* | '') ;; *) _tcommand=$1 ;; esac
  fi
  if [[ $_tline == *[!0-9]* || ${#_tline} -gt 6 ]]; then _tline=""; fi
}

# FILE: what failed in the container, as today's installers capture it.
_tcaptured() {
  local _ttext _tcaptured="" _tplace=""
  while read -r _ttext && [[ $_ttext != "--- OUTPUT"* ]]; do
    case $_ttext in
      EXIT_CODE=*) if [[ ${_ttext#*=} != "$_tcode" ]]; then return; fi ;;
      LINE=*) _tplace=${_ttext#*=} ;;
      COMMAND=*) _tcaptured=${_ttext#*=} ;;
    esac
  done <"$1"
  _tcommand=$_tcaptured _tline=$_tplace
}

# EVENT (start, end, tool): deliver it in a process of its own.
_tbackground() {
  (
    local _tfd _tsecond
    set -- "$1" /proc/self/fd/*
    if [[ $2 == *[!0-9] ]]; then set -- "$1" {3..255}; fi
    for _tfd in "${@:2}"; do
      _tfd=${_tfd##*/}
      if ((_tfd > 2)); then exec {_tfd}>&-; fi
    done
    _tset LC_ALL C.UTF-8
    if [[ -n ${_tforce-} ]]; then
      # It comes after the end that it replaces, which may be under way; in a process of its own,
      # since telemetry-cli counts its time from the start of its process.
      for _tsecond in 1 2 3 4 5 6 7 8 9 10 11; do
        if ! kill -0 "${TELEMETRY_PROCESS:-none}"; then break; fi
        sleep 1
      done
      ("_t${_tvia}_$1")
    else
      "_t${_tvia}_$1"
    fi
  ) </dev/null >/dev/null 2>&1 &
}

# --- With telemetry-cli.

_ttool_start() { _tcommand "start-$_ttype"; }

_ttool_end() {
  _tset TELEMETRY_COMMAND "$_tcommand"
  _tset TELEMETRY_LINE "$_tline"
  if [[ -n $_tcommand ]]; then export TELEMETRY_COMMAND TELEMETRY_LINE; fi
  _tcommand update ${_texisting:+"$_texisting"} ${_tforce:+"$_tforce"} -- \
    "$_tstatus" "$_tcode"
}

_ttool_tool() {
  export -n @VARIABLES@
  _tset NSAPP "$_tapp"
  _tsystem
  export NSAPP var_os var_version
  # Each in a process of its own: telemetry-cli counts its time from the start of its process.
  (_tcommand "start-$_ttype")
  (_ttool_end)
}

# ARGUMENTS of telemetry-cli; values travel in the environment, which ps does not show.
_tcommand() {
  [[ ${RANDOM_UUID-} == "$_tsession" ]] || _tset RANDOM_UUID "$_tsession"
  [[ ${RANDOM_UUID-} == "$_tsession" ]] || return
  _tset TELEMETRY_PID "$$"
  _tset TELEMETRY_REDACT "${HN-} ${hostname-} ${var_hostname-}"
  if [[ ${_tapp+tool} != tool ]]; then export @VARIABLES@; fi
  export PATH RANDOM_UUID TELEMETRY_PID TELEMETRY_REDACT DIAGNOSTICS DO_NOT_TRACK PB_URL \
    PB_COLLECTION TELEMETRY_DIAGNOSTICS_FILE TELEMETRY_STATE_DIR TELEMETRY_TIMEOUT
  if [[ -z $_tsession ]]; then export PB_RECORD_ID; else export -n PB_RECORD_ID; fi
  # shellcheck disable=SC2086
  export -n ${!PYTHON@}
  if type -P setsid; then exec setsid telemetry-cli "$@"; else exec telemetry-cli "$@"; fi
}

# --- With curl: the same record, in two tries of 5 seconds each.

# Sets _tid: what is in PB_RECORD_ID may be the caller's.
_thash() { _tidentify "$(printf '%s' "$_tsession" | sha256sum)"; }

_tcurl_start() {
  _thash
  _trecord ",\"status\":\"installing\""
  _ttry _tcreate
}

_tcurl_end() {
  if [[ -n $_tsession ]]; then _thash; fi
  local _tend
  _tfinal
  if [[ -n $_texisting ]]; then
    export RANDOM_UUID
    _trequest PATCH "/$_tid" "{${_tend#,}}" 5 only
  fi
  _ttry _tfinish
}

_tcurl_tool() {
  _thash
  local _tend CT_TYPE DISK_SIZE CORE_COUNT RAM_SIZE METHOD NSAPP=$_tapp
  _tsystem
  _tfinal
  _trecord "$_tend"
  _ttry _tcreate
}

_tcreate() { _trequest POST "" "$_tbody"; }

# Start and end commute: whichever comes first creates the record.
_tfinish() {
  _trequest PATCH "/$_tid" "{${_tend#,}}"
  if [[ $_thttp == 404 ]]; then
    _trecord "$_tend"
    _tcreate
    if [[ $_thttp == 400 ]]; then _trequest PATCH "/$_tid" "{${_tend#,}}"; fi
  fi
}

_ttry() {
  local _thttp _tuntil
  _tuntil=$((SECONDS + 5))
  "$1"
  case $_thttp in
    000 | 408 | 429 | 5*)
      sleep 1
      _tuntil=$((SECONDS + 5))
      "$1"
      ;;
  esac
}

# METHOD PATH BODY [SECONDS only]: sets _thttp, or with `only` runs curl in the place of this
# shell. Body and header go through stdin: arguments are for all users to see.
_trequest() {
  local _turl=${PB_URL-} _tcollection=${PB_COLLECTION-} _tbody=$3 _tconfig _targuments
  local _tseconds=${4:-$((_tuntil - SECONDS))}
  _thttp=400
  _turl=${_turl//[[:space:]]/} _tcollection=${_tcollection//[[:space:]]/}
  _turl=${_turl:-@URL@} _tcollection=${_tcollection:-@COLLECTION@}
  if [[ $_turl != http?(s)://* || $_tcollection == *[!0-9A-Za-z_.-]* || -z $_tid ]]; then return; fi
  if ((_tseconds < 1)); then _tseconds=1; fi
  while [[ $_turl == */ ]]; do _turl=${_turl%/}; done
  _tbody=${_tbody//\\/\\\\}
  _tbody=${_tbody//\"/\\\"}
  _tconfig="header = \"Content-Type: application/json\"
header = \"Random-Id: $_tsession\"
data-binary = \"$_tbody\""
  # With a method and --post30x curl keeps method and body on every redirect.
  _targuments=(-q -g -s -o /dev/null -w '%{http_code}' -X "$1" -m "$_tseconds" -K -
    -L --post301 --post302 --post303 --max-redirs 5 --proto-redir '=http,https'
    --url "$_turl/api/collections/$_tcollection/records$2")
  export PATH
  if [[ -n ${5-} ]]; then exec curl --retry 1 "${_targuments[@]}" <<<"$_tconfig"; fi
  _thttp=$(printf '%s' "$_tconfig" | curl "${_targuments[@]}")
  _thttp=${_thttp:-000}
}

# MORE: sets _tbody to the record of a start with the fields MORE.
_trecord() {
  local _tpve
  _tpve=$(if type -P timeout >/dev/null; then timeout 2 pveversion; else pveversion; fi)
  case $_tpve in
    pve-manager/*) _tpve=${_tpve#pve-manager/} _tpve=${_tpve%%[/[:space:]]*} ;;
    *) _tpve="" ;;
  esac
  _tbody="{\"id\":\"$_tid\",\"random_id\":\"$_tsession\",\"type\":\"$_ttype\"$1"
  _ttext pve_version "${_tpve:-not found}"
@RECORD@
  case $_tbody in
    *,\"ct_type\":*) ;;
    *) if [[ $_ttype == vm ]]; then _tbody+=',"ct_type":2'; else _tbody+=',"ct_type":1'; fi ;;
  esac
  _tbody+="}"
}

# Sets _tend to the fields of an end.
_tfinal() {
  local _tbody="" _ttext=""
  if [[ $_tstatus == success ]]; then
    _tend=',"status":"sucess","exit_code":0,"error":""'
    return
  fi
  _texplain "$_tcode" "$_tcommand"
  if [[ -n $_tcommand ]]; then
    _tmask
    _ttext+=" | ${_tline:+line $_tline: }$_tcommand"
  fi
  _ttext error "$_ttext"
  _tend=",\"status\":\"$_tstatus\",\"exit_code\":$_tcode$_tbody"
}

# Sets var_os and var_version to those of the container that an addon runs in.
_tsystem() {
  local _ttext
  _tset var_os ""
  _tset var_version ""
  if [[ $_ttype != addon || ! -r /etc/os-release ]]; then return; fi
  while read -r _ttext; do
    _ttext=${_ttext//[\"\']/}
    case $_ttext in
      ID=*) _tset var_os "${_ttext#*=}" ;;
      VERSION_ID=*) _tset var_version "${_ttext#*=}" ;;
    esac
  done </etc/os-release
}

# Masks in _tcommand what may be private; in doubt only its first words stay.
_tmask() {
  local _tword _tname _tis_value="" _tdoubt="" _twords=() _tcount=0
  local _tkeys='pass|pwd|secret|token|key|auth|cred|psk|salt|cookie|user|login|mail|host|domain|name'
  # shellcheck disable=SC2016
  local _treference='^["'\'']?\$(\{[A-Za-z_][A-Za-z0-9_]*\}|[A-Za-z_][A-Za-z0-9_]*|[0-9@*#])["'\'']?[;|)]?$'
  local _toctet='[0-9]{1,3}' _tgroup='[0-9A-Fa-f]{1,4}'
  set -f
  # shellcheck disable=SC2086
  set -- ${_tcommand:0:400}
  case $1 in echo | printf | *useradd | *adduser | *passwd) _tdoubt=yes && set -- "$1" ;; esac
  for _tword; do
    for _tname in "${HN-}" "${hostname-}" "${var_hostname-}" "${HOSTNAME-}"; do
      if [[ ${#_tname} -gt 1 && -$_tword- == *[!A-Za-z0-9]"$_tname"[!A-Za-z0-9]* ]]; then
        _tword=${_tword//"$_tname"/<host>}
      fi
    done
    if [[ $_tword =~ ^(.*://)[^/@]*@(.*) ]]; then _tword="${BASH_REMATCH[1]}<secret>@${BASH_REMATCH[2]}"; fi
    if [[ $_tword =~ $_treference || $_tis_value == maybe && $_tword == [-/]* ]]; then
      _tis_value=""
    elif [[ -n $_tis_value ]]; then
      _tis_value="" _tword="<secret>"
    elif [[ $_tword == *://* ]]; then
      _tword=${_tword%%\?*}
    elif [[ $_tword =~ ^([\"\']?[A-Za-z_-][A-Za-z0-9_.-]*[=:])(.+) ]]; then
      _tname=${BASH_REMATCH[1]}
      if [[ ${_tname,,} =~ $_tkeys && ! ${BASH_REMATCH[2]} =~ $_treference ]]; then _tword="$_tname<secret>"; fi
    elif [[ $_tword == --* && ${_tword,,} =~ $_tkeys ]]; then
      _tis_value=yes
    elif [[ $_tword == -[pPuUakK] ]]; then
      _tis_value=maybe
    elif [[ $_tword == -p[!-]* ]]; then
      _tword="-p<secret>"
    elif [[ $_tcount != 0 && $_tword != /* && ${_tword,,} =~ pass|secret|token|credential|.@ ]]; then
      _tdoubt=yes _tword="<secret>"
    fi
    while [[ $_tword =~ $_toctet\.$_toctet\.$_toctet\.$_toctet || $_tword =~ ($_tgroup:){2,}[0-9A-Fa-f:]* || $_tword =~ $_tgroup::[0-9A-Fa-f:]* ]]; do
      _tword=${_tword//"${BASH_REMATCH[0]}"/<ip>}
    done
    if [[ $_tword == *[!\ -~]* || ${#_tword} -gt 80 || $_tword =~ [0-9A-Za-z+_-]{24} && $_tword == *[0-9]* ]]; then
      _tdoubt=yes _tword="<secret>"
    fi
    _twords[_tcount++]=$_tword
  done
  if [[ -n $_tdoubt ]]; then _twords=("${_twords[@]:0:2}" …); fi
  _tcommand="${_twords[*]}"
}

# NAME VALUE DEFAULT: a text on one line, of @MAX_NAME@ characters at most (an error: 2000), control
# characters as one blank; nothing if it is empty.
_ttext() {
  local _tvalue=${2:0:2000} _tlimit=@MAX_NAME@
  if [[ $1 == error ]]; then _tlimit=2000; fi
  # Without extended patterns, which take seconds for a long text.
  _tvalue=${_tvalue//[[:cntrl:]]/$'\1'}
  while [[ $_tvalue == *$'\1\1'* ]]; do _tvalue=${_tvalue//$'\1\1'/$'\1'}; done
  _tvalue=${_tvalue//$'\1'/ }
  _tvalue=${_tvalue#"${_tvalue%%[![:space:]]*}"}
  _tvalue=${_tvalue%"${_tvalue##*[![:space:]]}"}
  _tvalue=${_tvalue:-${3-}}
  if [[ -z $_tvalue ]]; then return; fi
  if ((${#_tvalue} > _tlimit)); then _tvalue="${_tvalue:0:_tlimit - 1}…"; fi
  _tvalue=${_tvalue//\\/\\\\}
  _tbody+=",\"$1\":\"${_tvalue//\"/\\\"}\""
}

# NAME VALUE MIN MAX UNIT FRACTION: a number within its bounds; nothing if it is not one.
_tnumber() {
  local _tnumber _tfactor=1
  if [[ ! $2 =~ ^[[:space:]]*0*([0-9]{1,10})(\.([0-9]{1,6}))?[[:space:]]*([A-Za-z]*)[[:space:]]*$ ]]; then
    return
  fi
  _tnumber="${BASH_REMATCH[3]}000000"
  _tnumber=$((10#${BASH_REMATCH[1]} * 1000000 + 10#${_tnumber:0:6}))
  case $5:${BASH_REMATCH[4],,} in
    *: | GB:g | GB:gb | GB:gib | MB:m | MB:mb | MB:mib) ;;
    GB:m | GB:mb | GB:mib) _tnumber=$(((_tnumber + 512) / 1024)) ;;
    GB:t | GB:tb | GB:tib | MB:g | MB:gb | MB:gib) _tfactor=1024 ;;
    MB:t | MB:tb | MB:tib) _tfactor=1048576 ;;
    *) return ;;
  esac
  # What is out of bounds already would overflow.
  if ((_tnumber > $4 * 1000000 / _tfactor)); then return; fi
  _tnumber=$((_tnumber * _tfactor))
  _tnumber=$(((_tnumber + 500) / 1000))
  if ((_tnumber < $3 * 1000 || _tnumber > $4 * 1000 || ($6 == 0 && _tnumber % 1000 != 0))); then return; fi
  if ((_tnumber % 1000 == 0)); then
    _tnumber=$((_tnumber / 1000))
  else
    printf -v _tnumber '%d.%03d' $((_tnumber / 1000)) $((_tnumber % 1000))
    _tnumber=${_tnumber%%*(0)}
  fi
  _tbody+=",\"$1\":$_tnumber"
}

# --- What an exit code means.

# CODE COMMAND: sets _ttext to what the code means after the command, or to what scripts mean by it
# where the command is not known.
_texplain() {
  builtin local _tprograms _tprogram _tmain _tentries _tentry _tgeneral
  _tentries=""
  case $1 in
    @REAL_TIME@) _tentries="Real-time signal $(($1 - @LAST_SIGNAL@));*" ;;
    0 | [1-9] | [1-9][0-9] | [1-9][0-9][0-9]) _tentries=${_TPHRASES[$1]-} ;;
  esac
  _tgeneral=${_tentries%%;*}
  _tgeneral=${_tgeneral:-@UNKNOWN@}
  _ttext=$_tgeneral
  _tprograms "$2"
  if [[ -z $_tmain ]]; then builtin return 0; fi
  while [[ -n $_tprograms ]]; do
    _tprogram=${_tprograms%% *}
    _tprograms=${_tprograms#* }
    _tentry=$_tentries
    while [[ $_tentry == *\;* ]]; do
      _tentry=${_tentry#*;}
      case ${_tentry%%;*} in
        \*) builtin return 0 ;;
        *=*)
          if [[ $_tprogram == @(${_TPROGRAMS[${_tentry%%=*}]}) ]]; then
            _ttext=${_tentry#*=}
            _ttext=${_ttext%%;*}
            builtin return 0
          fi
          ;;
        *) if [[ $_tprogram == @(${_TPROGRAMS[${_tentry%%;*}]}) ]]; then builtin return 0; fi ;;
      esac
    done
    # A script passes on any code.
    if [[ $_tprogram == @(@SCRIPTS@) && $_tprogram != @(@NOT_FUNCTIONS@) ]] ||
      builtin declare -F "$_tprogram" >/dev/null 2>&1; then
      _tmain=""
    fi
  done
  if [[ -n $_tmain ]]; then _ttext="$_tmain failed (exit code $1)"; fi
}

# COMMAND: sets _tprograms to the names of the programs that it runs, the last first, each with a
# blank, and _tmain to the one that is likely to have failed.
_tprograms() {
  builtin local _trest _tword _tnext
  _trest=${1//[\"\'\`()]/ } _tprograms="" _tmain="" _tnext=yes
  # Only before a blank: they also stand within words, as in a list of tags.
  _trest=${_trest//[|][|][[:space:]]/ ; }
  _trest=${_trest//&&[[:space:]]/ ; }
  _trest=${_trest//;[[:space:]]/ ; }
  _trest=${_trest//[|][[:space:]]/ | }
  while [[ $_trest == *[![:space:]]* ]]; do
    _trest=${_trest#"${_trest%%[![:space:]]*}"}
    _tword=${_trest%%[[:space:]]*}
    _trest=${_trest#"$_tword"}
    if [[ $_tword == [\;\|] ]]; then
      _tnext=$_tword
    elif [[ $_tword == -- ]]; then
      _tnext=yes _tmain=""
    elif [[ $_tword == -c && $_tprograms == @(bash|sh|ash|su)\ * ]]; then
      _tmain=""
      # What it runs is the command that follows, unless that is a script in a variable.
      if [[ $_trest != *([[:space:]])\$* ]]; then _tnext=yes _tprograms=${_tprograms#* }; fi
    elif [[ -n $_tnext && $_tword != @(*=*|[-\$0-9{}!\<\>]*|sudo|env|nice|nohup|exec|command|silent|if|then|else|fi|while|until|do|done) ]]; then
      if [[ $_tword == [\[]* ]]; then _tword="test"; fi
      _tword=${_tword##*/}
      _tprograms="$_tword $_tprograms"
      # Of a pipeline the first is likely to fail, of a list the last.
      if [[ $_tword != @(timeout|cd|mkdir|echo|printf|cat|true) && (-z $_tmain || $_tnext == \;) ]]; then
        _tmain=$_tword
      fi
      if [[ $_tword != timeout ]]; then _tnext=""; fi
    fi
  done
}

# By exit code: what scripts mean by it, then N=PHRASE for the Nth group of programs, N where they
# mean the same, * where all programs do.
@PHRASES@
# By exit code: the letter of its category.
_TCODES=@CODES@

if [[ -z ${PB_RECORD_ID-} ]]; then _tset PB_RECORD_ID ""; fi
if [[ -z ${POST_UPDATE_DONE-} ]]; then _tset POST_UPDATE_DONE false; fi
builtin shopt "-$_TALIASES" expand_aliases || builtin :

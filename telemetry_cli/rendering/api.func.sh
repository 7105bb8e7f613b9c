# shellcheck shell=bash
# api.func by telemetry-cli @VERSION@: reports installs to PocketBase, explains exit codes.
# Written by `telemetry-cli init bash`; source it, or install it in the place of api.func.
#
# No function prints anything (but explain_exit_code its answer), waits for the network, or changes
# options, traps, IFS, umask or directory. Without telemetry-cli they do nothing, successfully.

: "${PB_RECORD_ID:=}" "${POST_UPDATE_DONE:=false}" "${TELEMETRY_ENDED:=}"

# post_to_api: the install of a container begins. Sets PB_RECORD_ID.
post_to_api() {
  local +i +l +u __telemetry_before=$?
  __telemetry_start start-lxc
  __telemetry_return "$__telemetry_before"
}

# post_to_api_vm: the install of a virtual machine begins. Sets PB_RECORD_ID.
post_to_api_vm() {
  local +i +l +u __telemetry_before=$?
  __telemetry_start start-vm
  __telemetry_return "$__telemetry_before"
}

# post_update_to_api [STATUS] [EXIT_CODE]: the install has ended. The first call for a session counts.
post_update_to_api() {
  local +i +l +u __telemetry_before=$?
  # Without an ID the session of another installer might be the only one that is unfinished.
  if [[ -n ${RANDOM_UUID-}${PB_RECORD_ID-} ]] && command -v telemetry-cli >/dev/null 2>&1; then
    # Two calls in a row start two processes, and either may be the first to write.
    if [[ ${TELEMETRY_ENDED-} != "${RANDOM_UUID-}${PB_RECORD_ID-}" ]]; then
      TELEMETRY_ENDED="${RANDOM_UUID-}${PB_RECORD_ID-}"
      POST_UPDATE_DONE=true
      (__telemetry_launch update -- "${1:-failed}" "${2:-1}") </dev/null >/dev/null 2>&1 || :
    fi
  fi
  __telemetry_return "$__telemetry_before"
}

# explain_exit_code CODE: prints what an exit code means.
explain_exit_code() {
  case "${1-}" in
@CASES@
  *) printf '%s\n' '@UNKNOWN@' ;;
  esac
}

__telemetry_start() {
  PB_RECORD_ID=""
  if ! command -v telemetry-cli >/dev/null 2>&1; then
    return 0
  fi
  if [[ -z ${RANDOM_UUID-} ]]; then
    read -r RANDOM_UUID </proc/sys/kernel/random/uuid || :
  fi
  POST_UPDATE_DONE=false
  local +i +l +u __telemetry_hash=""
  # One subshell for both, and none for the caller to see: $! stays as it was.
  __telemetry_hash=$(
    __telemetry_launch "$1" </dev/null >/dev/null 2>&1
    exec sha256sum < <(printf '%s' "${RANDOM_UUID-}") 2>/dev/null
  ) || :
  __telemetry_record_id "${__telemetry_hash%% *}"
}

# The record ID: the last 15 digits of the SHA-256 of RANDOM_UUID, in base 36; $1 is the hash. Every
# local name has a prefix: to make a variable local that the caller has made readonly is an error.
__telemetry_record_id() {
  local +i +l +u __tl_digits="0123456789abcdefghijklmnopqrstuvwxyz" __tl_place __tl_block
  local +i +l +u __tl_value __tl_rest=0 __tl_limbs=()
  # Patterns, not regular expressions: {1,@MAX_ID@} alone takes a millisecond to compile.
  if [[ -z ${RANDOM_UUID-} || $RANDOM_UUID == *[!0-9A-Za-z._-]* || ${#RANDOM_UUID} -gt @MAX_ID@ ||
    ${#1} -ne 64 || $1 == *[!0-9a-f]* ]]; then
    return 0
  fi
  for __tl_place in 0 8 16 24 32 40 48 56; do
    __tl_limbs+=("$((16#${1:__tl_place:8}))")
  done
  # Long division by 36^5: what is left over fits in 64 bits together with the next limb.
  for __tl_block in 1 2 3; do
    for ((__tl_place = 0, __tl_rest = 0; __tl_place < 8; \
      __tl_value = __tl_rest << 32 | __tl_limbs[__tl_place], \
      __tl_limbs[__tl_place] = __tl_value / 60466176, \
      __tl_rest = __tl_value % 60466176, __tl_place++)); do :; done
    # The five digits in one go: a loop costs a tenth of the whole call.
    PB_RECORD_ID="${__tl_digits:__tl_rest / 1679616:1}${__tl_digits:__tl_rest / 46656 % 36:1}${__tl_digits:__tl_rest / 1296 % 36:1}${__tl_digits:__tl_rest / 36 % 36:1}${__tl_digits:__tl_rest % 36:1}$PB_RECORD_ID"
  done
  : "$__tl_block"
}

# In a subshell: run telemetry-cli with these arguments in a session of its own, without waiting.
__telemetry_launch() {
  # Nothing of this concerns the caller any more: not its traps, its signals, its descriptors.
  # Signals are ignored before the call returns: a Ctrl+C right behind it must not meet the report.
  trap - DEBUG ERR EXIT RETURN
  trap '' HUP INT QUIT TERM
  set +efux
  (
    for descriptor in /proc/self/fd/*; do
      descriptor=${descriptor##*/}
      if ((descriptor > 2)); then eval "exec $descriptor>&-"; fi
    done
    export RANDOM_UUID NSAPP CT_TYPE DISK_SIZE CORE_COUNT RAM_SIZE var_os var_version METHOD
    export DIAGNOSTICS PB_URL PB_COLLECTION TELEMETRY_DIAGNOSTICS_FILE TELEMETRY_STATE_DIR
    export TELEMETRY_TIMEOUT
    if [[ -z ${RANDOM_UUID-} ]]; then export PB_RECORD_ID; fi
    exec setsid telemetry-cli "$@"
  ) &
}

# Leave $? as it was, except under set -e, where anything but success would end the script.
__telemetry_return() {
  if [[ -o errexit ]]; then
    return 0
  fi
  return "$1"
}

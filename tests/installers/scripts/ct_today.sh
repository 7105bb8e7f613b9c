#!/usr/bin/env bash
# A ct/ installer of August 2026: one report per attempt, from the host, with force and retries.
# $1 is the library, $2 what happens: success, failure, container, retry, mirror, early, cancel, wait.
# shellcheck disable=SC1090
source <(cat "$1")

catch_errors() {
  set -Ee -o pipefail
  trap 'error_handler' ERR
  trap on_exit EXIT
  trap 'on_signal 130' INT
  trap 'on_signal 143' TERM
  trap 'on_signal 129' HUP
}

error_handler() {
  local exit_code=${1:-$?}
  local command=${2:-${BASH_COMMAND:-unknown}}
  local line_number=${BASH_LINENO[0]:-unknown}
  FAILED_COMMAND="$command"
  FAILED_LINE="$line_number"
  export FAILED_COMMAND FAILED_LINE
  report "$exit_code" "$command" "$line_number"
  echo "[ERROR] in line $line_number: exit code $exit_code ($(explain_exit_code "$exit_code"))"
  exit "$exit_code"
}

report() {
  if declare -f post_update_to_api &>/dev/null; then post_update_to_api "failed" "$1" 2>/dev/null || true; fi
}

on_exit() {
  local exit_code=$?
  if [[ "${POST_UPDATE_DONE:-}" != "true" ]]; then
    if [[ $exit_code -ne 0 ]]; then
      post_update_to_api "failed" "$exit_code" 2>/dev/null || true
    elif [[ "${POST_TO_API_DONE:-}" == "true" ]]; then
      post_update_to_api "aborted" "0" 2>/dev/null || true
    fi
  fi
  echo "[EXIT] $exit_code"
  exit "$exit_code"
}

on_signal() {
  post_update_to_api "aborted" "$1" 2>/dev/null || true
  exit "$1"
}

catch_errors
NSAPP=jellyfin DIAGNOSTICS=yes METHOD=advanced
RANDOM_UUID="$(cat /proc/sys/kernel/random/uuid)"
EXECUTION_ID="$RANDOM_UUID"
export RANDOM_UUID EXECUTION_ID
CT_TYPE=0 DISK_SIZE=16 CORE_COUNT=4 RAM_SIZE=4096 var_os=ubuntu var_version=24.04
CTID=$(pvesh get /cluster/nextid)

build_container() {
  post_to_api
  post_progress_to_api "validation"
  echo "[SESSION] $EXECUTION_ID $PB_RECORD_ID"
  pct create "$CTID" local:vztmpl/ubuntu-24.04.tar.zst
  start_install_timer
  post_progress_to_api "configuring"
  [[ $(get_install_duration) -ge 0 ]]
}

if ! whiptail --yesno "Install?" 10 58; then
  echo "[CANCELLED]"
  exit 0
fi
build_container
case $2 in
  failure) pct exec "$CTID" -- install ;;
  container | retry)
    set +Eeuo pipefail
    trap - ERR
    pct exec "$CTID" -- install
    install_exit_code=$?
    TELEMETRY_ERRINFO=${ERRINFO-}
    post_update_to_api "failed" "$install_exit_code"
    if [[ $2 == container ]]; then exit "$install_exit_code"; fi
    declare -f telemetry_new_attempt &>/dev/null && telemetry_new_attempt
    RAM_SIZE=8192
    set -Ee -o pipefail
    trap 'error_handler' ERR
    build_container
    post_update_to_api "done" "0" "force"
    exit 0
    ;;
  mirror)
    post_update_to_api "failed" "100"
    post_update_to_api "aborted" "130" "force"
    exit 130
    ;;
  early) exit 0 ;;
  wait) pct start 100 ;;
esac
post_update_to_api "done" "none"
echo "[DONE] $CTID"

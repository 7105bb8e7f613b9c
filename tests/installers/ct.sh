#!/usr/bin/env bash
# An installer in the style of ct/*.sh: sets DIAGNOSTICS itself, reports from its traps.
# $1 is the library, $2 what happens: success, failure, wait, cancel.
set -Eeuo pipefail
IFS=$' \n'
# shellcheck disable=SC1090
case ${SOURCED-file} in
  file) source "$1" ;;
  pipe) source <(cat "$1") ;;
  stdin) source /dev/stdin <<<"$(cat "$1")" ;;
esac

APP="plex"
NSAPP=$(echo "${APP,,}" | tr -d ' ')
DIAGNOSTICS=${CHOICE-yes}
CT_TYPE=1 DISK_SIZE=8 CORE_COUNT=2 RAM_SIZE=2048 var_os=debian var_version=12
umask 0027

catch_errors() {
  trap 'error_handler $LINENO "$BASH_COMMAND"' ERR
  trap on_exit EXIT
  trap 'post_update_to_api "failed" "INTERRUPTED"; exit 130' INT
  trap 'post_update_to_api "failed" "TERMINATED"; exit 143' TERM
  trap 'post_update_to_api "failed" "HANGUP"; exit 129' HUP
}

error_handler() {
  local exit_code="$?"
  post_update_to_api "failed" "$exit_code"
  local ERROR_DESC
  ERROR_DESC=$(explain_exit_code "$exit_code")
  echo "[ERROR] in line $1: exit code $exit_code ($ERROR_DESC): $2"
  exit "$exit_code"
}

on_exit() {
  local exit_code="$?"
  post_update_to_api "done" "none"
  echo "[EXIT] $exit_code"
}

catch_errors
if ! whiptail --yesno "Install $APP?" 10 58; then
  echo "[CANCELLED]"
  exit 0
fi

before="$-|$(shopt)|$(trap -p)|$IFS|$(umask)|$PWD"
post_to_api
[[ $before == "$-|$(shopt)|$(trap -p)|$IFS|$(umask)|$PWD" ]] || echo "[CHANGED]"
echo "[RECORD] $PB_RECORD_ID"

CTID=$(pvesh get /cluster/nextid)
pct create "$CTID" local:vztmpl/debian-12.tar.zst
case $2 in
  failure) pct exec "$CTID" -- install ;;
  wait)
    echo "[WAITING]"
    exec 9<> <(:)
    while :; do read -r -t 0.01 -u 9 || :; done
    ;;
esac
echo "[DONE] $CTID"

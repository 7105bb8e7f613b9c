#!/usr/bin/env bash
# A ct/ installer of February 2026: the build library sets DIAGNOSTICS and the traps.
# $1 is the library, $2 what happens: success, failure, early, cancel, wait.
# shellcheck disable=SC1090,SC2128
case ${SOURCED-pipe} in
  file) source "$1" ;;
  pipe) source <(cat "$1") ;;
  stdin) source /dev/stdin <<<$(cat "$1") ;;
esac
set -Ee -o pipefail
IFS=$' \n'
umask 0027

NSAPP=$(echo Plex | tr '[:upper:]' '[:lower:]')
DIAGNOSTICS=${CHOICE-yes}
METHOD=default
RANDOM_UUID="$(cat /proc/sys/kernel/random/uuid)"
HN=mediabox
CT_TYPE=1 DISK_SIZE=8 CORE_COUNT=2 RAM_SIZE=2048 var_os=debian var_version=12

on_exit() {
  local exit_code=$?
  if [ $exit_code -ne 0 ]; then post_update_to_api "failed" "$exit_code"; fi
  echo "[EXIT] $exit_code"
}
trap on_exit EXIT
trap 'post_update_to_api "failed" "$?"' ERR
trap 'post_update_to_api "failed" "130"' SIGINT
trap 'post_update_to_api "failed" "143"' SIGTERM

if ! whiptail --yesno "Install?" 10 58; then
  echo "[CANCELLED]"
  exit 0
fi

state() { echo "$-|$(shopt)|$(trap -p)|$IFS|$(umask)|$PWD|$!"; }
true &
before=$(state)
post_to_api
[[ $before == "$(state)" ]] || echo "[CHANGED]"
wait
echo "[SESSION] $RANDOM_UUID $PB_RECORD_ID"

CTID=$(pvesh get /cluster/nextid)
pct create "$CTID" local:vztmpl/debian-12.tar.zst
case $2 in
  failure) pct exec "$CTID" -- install --hostname "$HN" ;;
  early) exit 25 ;;
  wait) pct start 100 ;;
esac
post_update_to_api "done" "none"
echo "[DONE] $CTID"

#!/usr/bin/env bash
# An installer in the style of vm/*.sh: relies on the diagnostics file, reports the command that
# failed. $1 is the library, $2 what happens: success, failure, wait, cancel.
# shellcheck disable=SC1090
source <(cat "$1")

RANDOM_UUID="$(cat /proc/sys/kernel/random/uuid)"
METHOD=""
NSAPP="haos-vm"
var_os="homeassistant"
var_version="13.2"
DISK_SIZE="32G"
set -Eeuo pipefail
trap 'error_handler $LINENO "$BASH_COMMAND"' ERR
trap cleanup EXIT
trap 'post_update_to_api "failed" "INTERRUPTED"; exit 130' SIGINT
trap 'post_update_to_api "failed" "TERMINATED"; exit 143' SIGTERM
trap 'post_update_to_api "failed" "HANGUP"; exit 129' SIGHUP

error_handler() {
  local exit_code="$?"
  local line_number="$1"
  local command="$2"
  post_update_to_api "failed" "${command}"
  echo "[ERROR] in line $line_number: exit code $exit_code: $command"
}

cleanup() {
  popd >/dev/null
  post_update_to_api "done" "none"
  rm -rf "$TEMP_DIR"
  echo "[EXIT]"
}

TEMP_DIR=$(mktemp -d)
pushd "$TEMP_DIR" >/dev/null
if ! whiptail --yesno "Create a VM?" 10 58; then
  echo "[CANCELLED]"
  exit 0
fi
CORE_COUNT="2"
RAM_SIZE="4096"

true &
BACKGROUND=$!
post_to_api_vm
[[ $! == "$BACKGROUND" ]] || echo "[CHANGED]"
wait "$BACKGROUND"
echo "[RECORD] $PB_RECORD_ID"
echo "[SESSION] $RANDOM_UUID"

VMID=$(pvesh get /cluster/nextid)
qm create "$VMID"
case $2 in
  failure) qm importdisk "$VMID" image.qcow2 local ;;
  wait)
    echo "[WAITING]"
    exec 9<> <(:)
    while :; do read -r -t 0.01 -u 9 || :; done
    ;;
esac
echo "[DONE] $VMID"

#!/usr/bin/env bash
# A vm/ installer of February 2026: relies on the diagnostics file, reports the command that failed.
# $1 is the library, $2 what happens: success, failure, early, cancel, wait; with FIRST=done it
# reports its success before it begins, as two of them do.
# shellcheck disable=SC1090
source /dev/stdin <<<$(cat "$1")

RANDOM_UUID="$(cat /proc/sys/kernel/random/uuid)"
METHOD=""
NSAPP="haos-vm"
var_os="homeassistant"
var_version="13.2"
DISK_SIZE="32G"
set -e
trap 'error_handler $LINENO "$BASH_COMMAND"' ERR
trap cleanup EXIT
trap 'post_update_to_api "failed" "INTERRUPTED"' SIGINT
trap 'post_update_to_api "failed" "TERMINATED"' SIGTERM

function error_handler() {
  local exit_code="$?"
  local line_number="$1"
  local command="$2"
  post_update_to_api "failed" "${command}"
  echo "[ERROR] in line $line_number: exit code $exit_code: $command"
}

function cleanup() {
  popd >/dev/null
  if [[ ${FIRST-} != "done" ]]; then post_update_to_api "done" "none"; fi
  rm -rf "$TEMP_DIR"
  echo "[EXIT]"
}

TEMP_DIR=$(mktemp -d)
pushd "$TEMP_DIR" >/dev/null
if [[ ${FIRST-} == "done" ]]; then post_update_to_api "done" "none"; fi
if ! whiptail --yesno "Create a VM?" 10 58; then
  echo "[CANCELLED]"
  exit
fi
CORE_COUNT="2"
RAM_SIZE="4096"
post_to_api_vm
echo "[SESSION] $RANDOM_UUID $PB_RECORD_ID $DIAGNOSTICS"

VMID=$(pvesh get /cluster/nextid)
qm create "$VMID"
case $2 in
  failure) qm importdisk "$VMID" image.qcow2 local ;;
  early) exit 3 ;;
  wait) pct start 100 ;;
esac
echo "[DONE] $VMID"

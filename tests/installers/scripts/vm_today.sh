#!/usr/bin/env bash
# A vm/ installer of August 2026: reports the exit code, and in its EXIT trap what is not reported.
# $1 is the library, $2 what happens: success, failure, early, cancel, wait.
# shellcheck disable=SC1090
source /dev/stdin <<<$(cat "$1")

RANDOM_UUID="$(cat /proc/sys/kernel/random/uuid)"
METHOD=""
NSAPP="debian-13-vm"
var_os="debian"
var_version="13"
DISK_SIZE="8G"
set -e
trap 'error_handler $LINENO "$BASH_COMMAND"' ERR
trap cleanup EXIT
trap 'post_update_to_api "failed" "130"; exit 130' SIGINT
trap 'post_update_to_api "failed" "143"; exit 143' SIGTERM
trap 'post_update_to_api "failed" "129"; exit 129' SIGHUP

function error_handler() {
  local exit_code="$?"
  local line_number="$1"
  local command="$2"
  post_update_to_api "failed" "${exit_code}"
  echo "[ERROR] in line $line_number: exit code $exit_code: $command"
}

function cleanup() {
  local exit_code=$?
  popd >/dev/null
  if [[ "${POST_TO_API_DONE:-}" == "true" && "${POST_UPDATE_DONE:-}" != "true" ]]; then
    if [[ $exit_code -eq 0 ]]; then
      post_update_to_api "done" "none"
    else
      post_update_to_api "failed" "$exit_code"
    fi
  fi
  rm -rf "$TEMP_DIR"
  echo "[EXIT]"
}

TEMP_DIR=$(mktemp -d)
pushd "$TEMP_DIR" >/dev/null
if ! whiptail --yesno "Create a VM?" 10 58; then
  echo "[CANCELLED]"
  exit
fi
CORE_COUNT="2"
RAM_SIZE="2048"
post_to_api_vm
echo "[SESSION] $RANDOM_UUID $PB_RECORD_ID"

VMID=$(pvesh get /cluster/nextid)
qm create "$VMID"
case $2 in
  failure) qm importdisk "$VMID" image.qcow2 local ;;
  early) exit 3 ;;
  wait) pct start 100 ;;
esac
echo "[DONE] $VMID"

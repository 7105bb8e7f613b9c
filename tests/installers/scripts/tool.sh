#!/usr/bin/env bash
# A tool of August 2026, pve or addon: one line of telemetry, reported when it exits.
# $1 is the library, $2 what happens: success, failure, early, wait; $3 its type.
# shellcheck disable=SC1090
source <(cat "$1") 2>/dev/null || true
declare -f init_tool_telemetry &>/dev/null && init_tool_telemetry "$3-tool" "$3"

set -Eeuo pipefail
trap 'error_handler' ERR

error_handler() {
  local exit_code=${1:-$?}
  local command=${2:-${BASH_COMMAND:-unknown}}
  local line_number=${BASH_LINENO[0]:-unknown}
  FAILED_COMMAND="$command" FAILED_LINE="$line_number"
  post_update_to_api "failed" "$exit_code"
  echo "[ERROR] $exit_code"
  exit "$exit_code"
}

case $2 in
  failure) pct exec 100 -- update ;;
  early) exit 238 ;;
  wait) pct start 100 ;;
esac
echo "[DONE]"

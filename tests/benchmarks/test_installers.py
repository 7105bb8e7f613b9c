"""How long the library holds an installer, compared with functions that call curl.

The file that API_FUNC_OF_FEBRUARY names (the api.func of February 2026, which reports to
PocketBase) takes part in the comparison; without it, functions of the same structure do.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from telemetry_cli.rendering.bash_library import bash_library
from tests import proxy as faults
from tests.benchmarks.measure import caching, report, telemetry_cli
from tests.conftest import Server
from tests.proxy import Proxy

pytestmark = pytest.mark.benchmark

TURNS, ROUNDS = 5, 4
FEBRUARY = os.environ.get("API_FUNC_OF_FEBRUARY")
STUBS = Path(__file__).parent.parent / "installers" / "stubs"
# As in api.func: the version of Proxmox VE through awk, a payload from a here-document, one call of
# curl, its answer taken apart with tail, sed and grep.
WITH_CURL = r"""
post_to_api() {
  local pve_version payload answer status body
  pve_version=$(pveversion | awk -F'[/ ]' '{print $2}')
  payload=$(cat <<EOF
{"ct_type": 1, "type": "lxc", "disk_size": 8, "core_count": 2, "ram_size": 2048,
 "os_type": "debian", "os_version": "12", "nsapp": "plex", "method": "default",
 "pve_version": "$pve_version", "status": "installing", "random_id": "$RANDOM_UUID"}
EOF
)
  answer=$(curl -s -w '\n%{http_code}' -L -X POST "$PB_API_URL" \
    -H 'Content-Type: application/json' -d "$payload") || true
  status=$(echo "$answer" | tail -n 1)
  body=$(echo "$answer" | sed '$d')
  [[ $status == 200 ]] && PB_RECORD_ID=$(echo "$body" | grep -o '"id":"[^"]*"' | cut -d'"' -f4)
}
post_update_to_api() {
  local error payload
  error=$(echo "Killed")
  payload=$(cat <<EOF
{"status": "failed", "error": "$error", "exit_code": 137}
EOF
)
  curl -s -L -X PATCH "$PB_API_URL/$PB_RECORD_ID" -H 'Content-Type: application/json' \
    -d "$payload" >/dev/null || true
}
"""
MEASURE = """
PB_API_URL=$RECORDS DIAGNOSTICS=yes NSAPP=plex DISK_SIZE=8 CORE_COUNT=2 RAM_SIZE=2048
CT_TYPE=1 var_os=debian var_version=12 METHOD=default
for ((round = 0; round < ROUNDS; round++)); do
  read -r RANDOM_UUID </proc/sys/kernel/random/uuid
  POST_UPDATE_DONE=false PB_RECORD_ID=""
  a=${EPOCHREALTIME/./}; post_to_api; b=${EPOCHREALTIME/./}
  sleep 0.3
  c=${EPOCHREALTIME/./}; post_update_to_api failed 137; d=${EPOCHREALTIME/./}
  echo "$((b - a)) $((d - c))"
  sleep 0.5
done
"""


@pytest.fixture
def silent(proxy: Proxy) -> str:
    """A server that accepts and never answers."""
    proxy.otherwise = faults.stay_silent
    return proxy.url


def held(
    shells: Mapping[str, tuple[str, Mapping[str, str]]],
) -> dict[str, tuple[float, float]]:
    """The median microseconds for which a start and an update hold the caller, by name.

    `shells` holds functions and an environment. They take turns, so that a noisy minute of the
    machine is noisy for all of them.
    """
    times: dict[str, list[tuple[int, int]]] = {name: [] for name in shells}
    for _ in range(TURNS):
        for name, (functions, variables) in shells.items():
            done = subprocess.run(
                ["bash", "-c", functions + MEASURE.replace("ROUNDS", str(ROUNDS))],
                env=variables,
                capture_output=True,
                text=True,
                check=True,
            )
            rows = (line.split() for line in done.stdout.splitlines())
            times[name] += [(int(start), int(update)) for start, update in rows]
    return {
        name: (
            statistics.median(start for start, _ in pairs),
            statistics.median(update for _, update in pairs),
        )
        for name, pairs in times.items()
    }


@pytest.mark.parametrize(("way", "limit"), [("telemetry-cli", 0.25), ("the fallback", 0.5)])
def test_the_bash_library_blocks_an_installer_for_a_fraction_of_the_time_of_curl(
    variables: dict[str, str], pocketbase: Server, silent: str, way: str, limit: float
) -> None:
    path = f"{STUBS}:/usr/bin:/bin"
    if way == "telemetry-cli":
        path = f"{Path(telemetry_cli()).parent}:{Path(sys.executable).parent}:{path}"
    environment = caching({**variables, "PATH": path, "RECORDS": pocketbase.records_url})
    functions = Path(FEBRUARY).read_text() if FEBRUARY else WITH_CURL
    times = held(
        {
            "curl": (functions, environment),
            "loopback": (bash_library(), environment),
            "silent server": (bash_library(), {**environment, "PB_URL": silent}),
        }
    )
    for place, function in enumerate(("post_to_api", "post_update_to_api")):
        theirs = times["curl"][place]
        for server in ("loopback", "silent server"):
            ratio = times[server][place] / theirs
            name = "api.func of February" if FEBRUARY else "curl"
            what = f"{function}, {way}, {server}: {times[server][place]:.0f} us"
            report(f"{what} / {name} {theirs:.0f} us", ratio, f"at most {limit}")
            assert ratio <= limit

"""How long the bash library blocks an installer, compared with functions that call curl."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from telemetry_cli.rendering.bash_library import bash_library
from tests import proxy as faults
from tests.benchmarks.measure import caching, report, telemetry_cli
from tests.conftest import Server
from tests.proxy import Proxy

pytestmark = pytest.mark.benchmark

ROUNDS = 25
# As in api.func: payload from a here-document, one curl call, the ID from the response.
WITH_CURL = r"""
post_to_api() {
  local payload answer
  payload=$(cat <<EOF
{"ct_type": 1, "type": "lxc", "disk_size": 8, "core_count": 2, "ram_size": 2048,
 "os_type": "debian", "os_version": "12", "nsapp": "plex", "method": "default",
 "pve_version": "8.2", "status": "installing", "random_id": "$RANDOM_UUID"}
EOF
)
  answer=$(curl -s -L -X POST "$RECORDS" -H 'Content-Type: application/json' -d "$payload") || true
  PB_RECORD_ID=$(printf '%s' "$answer" | sed -n 's/.*"id":"\([a-z0-9]*\)".*/\1/p')
}
post_update_to_api() {
  local payload='{"status": "failed", "error": "x", "exit_code": 137}'
  curl -s -o /dev/null -L -X PATCH "$RECORDS/$PB_RECORD_ID" -H 'Content-Type: application/json' \
    -d "$payload" || true
}
"""
MEASURE = """
for ((round = 0; round < ROUNDS; round++)); do
  read -r RANDOM_UUID </proc/sys/kernel/random/uuid
  a=${EPOCHREALTIME/./}; post_to_api; b=${EPOCHREALTIME/./}
  c=${EPOCHREALTIME/./}; post_update_to_api failed 137; d=${EPOCHREALTIME/./}
  echo "$((b - a)) $((d - c))"
  sleep 0.6
done
"""


@pytest.fixture
def silent(proxy: Proxy) -> str:
    """The URL of a server that never responds."""
    proxy.otherwise = faults.stay_silent
    return proxy.url


def held(functions: str, variables: dict[str, str]) -> tuple[float, float]:
    """The median time in microseconds for which a start and an update block the caller."""
    script = functions + MEASURE.replace("ROUNDS", str(ROUNDS))
    done = subprocess.run(
        ["bash", "-c", script], env=variables, capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    starts, updates = zip(*((int(start), int(update)) for start, update in rows), strict=True)
    return statistics.median(starts), statistics.median(updates)


def test_an_installer_is_held_a_quarter_as_long_as_by_curl_whatever_the_network(
    variables: dict[str, str], pocketbase: Server, silent: str
) -> None:
    path = f"{Path(telemetry_cli()).parent}:{Path(sys.executable).parent}:{variables['PATH']}"
    environment = caching({**variables, "PATH": path, "RECORDS": pocketbase.records_url})
    curl = held(WITH_CURL, environment)
    ours = held(bash_library(), environment)
    dead = held(bash_library(), {**environment, "PB_URL": silent})
    for place, name in enumerate(("post_to_api", "post_update_to_api")):
        ratio = ours[place] / curl[place]
        report(f"{name}: {ours[place]:.0f} us / curl {curl[place]:.0f} us", ratio, "at most 0.25")
        report(
            f"{name}, silent server / loopback", dead[place] / ours[place], "1, within noise 1.5"
        )
        assert ratio <= 0.25
        assert dead[place] / ours[place] <= 1.5

"""How long `explain` takes, compared with a Python that does nothing."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from tests.benchmarks.measure import caching, report, telemetry_cli

pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize(
    ("command", "limit"), [("137", 1.6), ("oom", 6.0), ("137 --json", 6.0), ("137 oom curl:6", 6.0)]
)
def test_explain_takes_little_longer_than_a_bare_python(
    variables: dict[str, str], command: str, limit: float
) -> None:
    environment = caching(variables)

    def seconds(command: Sequence[str]) -> float:
        begin = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return time.perf_counter() - begin

    bare, ours = [sys.executable, "-c", "pass"], [telemetry_cli(), "explain", *command.split()]
    pairs = [(seconds(bare), seconds(ours)) for _ in range(100)]
    ratio = statistics.median(b for _, b in pairs) / statistics.median(a for a, _ in pairs)
    report(f"telemetry-cli explain {command} / python -c pass", ratio, f"at most {limit}")
    assert ratio <= limit

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


def test_explain_takes_at_most_twice_as_long_as_a_bare_python(variables: dict[str, str]) -> None:
    environment = caching(variables)

    def seconds(command: Sequence[str]) -> float:
        begin = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return time.perf_counter() - begin

    bare, ours = [sys.executable, "-c", "pass"], [telemetry_cli(), "explain", "137"]
    pairs = [(seconds(bare), seconds(ours)) for _ in range(100)]
    ratio = statistics.median(b for _, b in pairs) / statistics.median(a for a, _ in pairs)
    report("telemetry-cli explain 137 / python -c pass", ratio, "at most 2")
    assert ratio <= 2

"""Helpers for the benchmarks: CPU time of whole processes, compared within one run."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def cpu_seconds(
    commands: Mapping[str, Sequence[str]], variables: Mapping[str, str], rounds: int
) -> dict[str, float]:
    """The median CPU time of each command, user and system, in seconds.

    The commands take turns, so that a busy phase of the machine affects all of them.
    """
    seconds_of: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            before = _children()
            subprocess.run(command, env=dict(variables), check=True, capture_output=True)
            seconds_of[name].append(_children() - before)
    return {name: statistics.median(seconds) for name, seconds in seconds_of.items()}


def report(what: str, ratio: float, limit: str) -> None:
    """Print a ratio; visible with `pytest -s`."""
    print(f"\n{what}: {ratio:.2f} (wanted: {limit})")


def caching(variables: Mapping[str, str]) -> dict[str, str]:
    """`variables` for a Python that caches compiled modules, as an installed one does."""
    return {name: value for name, value in variables.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def telemetry_cli() -> str:
    """The path of the installed command, next to the Python that runs the tests."""
    return str(Path(sys.executable).parent / "telemetry-cli")

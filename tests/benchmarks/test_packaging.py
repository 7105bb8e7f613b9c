"""How long the packages take to start, compared with a virtual environment."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.benchmarks.measure import caching, report
from tests.packaging.conftest import archive, built, deb, wheel

__all__ = ["archive", "built", "deb", "wheel"]
pytestmark = pytest.mark.benchmark

ROUNDS = 20
STARTS = ("--version", "explain 137", "start-lxc", "query --help")


def median_seconds(
    commands: Mapping[str, Sequence[str]], variables: Mapping[str, str]
) -> dict[str, float]:
    """The median time of each command in seconds; the commands take turns."""
    seconds_of: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(command, env=dict(variables), check=True, capture_output=True)
            seconds_of[name].append(time.perf_counter() - begin)
    return {name: statistics.median(times) for name, times in seconds_of.items()}


def test_archive_and_deb_start_about_as_fast_as_a_virtual_environment(
    archive: Path,
    deb: Path,
    wheel: Path,
    tmp_path: Path,
    variables: dict[str, str],
) -> None:
    python = "/usr/bin/python3"
    subprocess.run([python, "-m", "venv", tmp_path / "venv"], check=True)
    pip = tmp_path / "venv" / "bin" / "pip"
    subprocess.run([pip, "install", "--quiet", wheel], check=True)
    subprocess.run(["dpkg-deb", "-x", deb, tmp_path / "deb"], check=True)
    library = tmp_path / "deb" / "usr" / "share" / "telemetry-cli" / "lib"
    script = tmp_path / "deb" / "usr" / "bin" / "telemetry-cli"
    script.write_text(script.read_text().replace("/usr/share/telemetry-cli/lib", str(library)))
    subprocess.run([python, "-m", "compileall", "-q", library], check=True)
    environment = caching({**variables, "DIAGNOSTICS": "no"})
    programs = {
        "venv": [str(tmp_path / "venv" / "bin" / "telemetry-cli")],
        "pyz": [python, str(archive)],
        "deb": [python, "-I", str(script)],
    }
    for start in STARTS:
        commands = {name: [*program, *start.split()] for name, program in programs.items()}
        times = median_seconds(commands, environment)
        for name in ("pyz", "deb"):
            ratio = times[name] / times["venv"]
            report(f"{name} {start} / virtual environment", ratio, "at most 1.3")
            assert ratio <= 1.3

"""The program as a whole: exit status, streams, signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from telemetry_cli import __version__
from telemetry_cli.cli import COMMANDS
from tests import proxy as faults
from tests.conftest import Background, Cli
from tests.proxy import Proxy, wait_until


def in_bash(script: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a bash script in which `tool` runs the command."""
    tool = f'tool() {{ {sys.executable} -m telemetry_cli "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", tool + script], env=variables, capture_output=True, text=True, check=False
    )


def test_version_prints_the_version(cli: Cli) -> None:
    assert cli("--version").stdout == f"telemetry-cli {__version__}\n"


def test_the_help_lists_every_command(cli: Cli) -> None:
    done = cli("--help")
    assert done.returncode == 0
    for entry in COMMANDS:
        assert f" {entry.name} " in done.stdout


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_the_help_of_every_command_has_an_example(cli: Cli, entry: object) -> None:
    name = entry.name  # type: ignore[attr-defined]
    done = cli(name, "--help")
    assert done.returncode == 0
    assert f"Example: telemetry-cli {name}" in done.stdout


def test_an_unknown_command_exits_2_with_a_suggestion(cli: Cli) -> None:
    done = cli("strat-lxc")
    assert done.returncode == 2
    assert "'strat-lxc'" in done.stderr
    assert "Did you mean 'start-lxc'?" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["explain 1", "query --help"])
def test_a_full_disk_behind_stdout_is_a_one_line_error(
    variables: dict[str, str], command: str
) -> None:
    done = in_bash(f"tool {command} > /dev/full", variables)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr


def test_a_report_succeeds_even_if_its_streams_cannot_be_written(variables: dict[str, str]) -> None:
    assert in_bash("tool start-lxc --print-id > /dev/full", variables).returncode == 0
    assert in_bash("set -o pipefail; tool start-lxc --json | true", variables).returncode == 0
    assert in_bash("tool start-lxc --verbose >&- 2>&- <&-", variables).returncode == 0


def test_output_to_a_closed_stream_is_not_written_into_the_state_file(
    variables: dict[str, str], state: Path
) -> None:
    in_bash("tool start-lxc --ram-size=lots --json --verbose >&- 2>&- <&-", variables)
    assert (state / "state.db").read_bytes().startswith(b"SQLite format 3\0")
    assert b"lots" not in (state / "state.db").read_bytes()


def test_a_report_triggers_no_trap_of_a_strict_installer(variables: dict[str, str]) -> None:
    done = in_bash(
        "set -Eeuo pipefail\n"
        "trap 'echo ERR trap' ERR; trap 'echo EXIT trap' EXIT\n"
        "tool start-lxc --app plex\n"
        "tool update failed 137\n"
        "echo the installer goes on\n",
        variables,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "the installer goes on\nEXIT trap\n"


def test_ctrl_c_ends_a_report_silently_and_keeps_the_event(
    background: Background, proxy: Proxy, state: Path
) -> None:
    proxy.otherwise = faults.stay_silent
    report = background("start-lxc", PB_URL=proxy.url)
    wait_until(lambda: bool(proxy.seen))
    report.send_signal(signal.SIGINT)
    output, errors = report.communicate(timeout=30)
    assert (report.returncode, output, errors) == (130, "", "")
    assert (state / "state.db").exists()


def test_an_empty_environment_causes_no_traceback(tmp_path: Path) -> None:
    for command in (["explain", "137"], ["start-lxc", "--strict"]):
        done = subprocess.run(
            [sys.executable, "-m", "telemetry_cli", *command],
            env={"TELEMETRY_DIAGNOSTICS_FILE": str(tmp_path), "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr


def test_a_report_into_a_closed_pipe_exits_0(variables: dict[str, str]) -> None:
    for report in ("RAM_SIZE=x tool start-lxc", "tool update done -v", "tool start-lxc --json"):
        script = f"{report} 2>&1 | true; echo ${{PIPESTATUS[0]}}"
        assert in_bash(script, {**variables, "PYTHONUNBUFFERED": "1"}).stdout == "0\n"


def test_an_unwritable_state_directory_is_not_reported_by_a_report(cli: Cli) -> None:
    assert cli("start-lxc", TELEMETRY_STATE_DIR="/proc/no").stderr == ""


def test_without_arguments_the_help_is_shown(cli: Cli) -> None:
    done = cli()
    assert (done.returncode, done.stderr) == (0, "")
    assert "start-lxc" in done.stdout

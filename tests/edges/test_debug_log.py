"""--debug: a log of the requests on stderr."""

from __future__ import annotations

import sys

import pytest

from tests.conftest import Cli, Server


def test_each_request_is_logged_with_its_response(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    done = cli("start-lxc", "--random-id", random_id, "--debug")
    assert (done.returncode, done.stdout) == (0, "")
    assert "diagnostics are on" in done.stderr
    assert "POST /api/collections/_dev_telemetry_data/records: HTTP 200" in done.stderr
    assert random_id not in done.stderr


@pytest.mark.parametrize(
    "command", ["--debug explain 137", "explain --debug 137", "explain 137 --debug"]
)
def test_debug_is_accepted_anywhere_on_the_command_line(cli: Cli, command: str) -> None:
    done = cli(*command.split())
    assert (done.returncode, done.stdout) == (0, "Killed (SIGKILL / Out of memory?)\n")


def test_debug_after_the_double_dash_of_run_belongs_to_the_command(cli: Cli) -> None:
    script = "import sys; print(sys.argv[1:])"
    done = cli("run", "--type", "lxc", "--", sys.executable, "-c", script, "--debug")
    assert (done.stdout, done.stderr) == ("['--debug']\n", "")


@pytest.mark.parametrize("value", ["", "0", "false"])
def test_an_empty_zero_or_false_variable_leaves_debug_off(cli: Cli, value: str) -> None:
    assert cli("start-lxc", TELEMETRY_DEBUG=value).stderr == ""

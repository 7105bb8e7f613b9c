"""--debug: what a command does, on stderr."""

from __future__ import annotations

import sys

import pytest

from tests.conftest import Cli, Server


def test_each_request_is_logged_with_its_answer(
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
def test_it_may_stand_anywhere(cli: Cli, command: str) -> None:
    done = cli(*command.split())
    assert (done.returncode, done.stdout) == (0, "Killed (SIGKILL / Out of memory?)\n")


def test_behind_the_dashes_of_run_it_belongs_to_the_command(cli: Cli) -> None:
    script = "import sys; print(sys.argv[1:])"
    done = cli("run", "--type", "lxc", "--", sys.executable, "-c", script, "--debug")
    assert (done.stdout, done.stderr) == ("['--debug']\n", "")


@pytest.mark.parametrize("value", ["", "0", "false"])
def test_a_variable_that_says_no_leaves_it_off(cli: Cli, value: str) -> None:
    assert cli("start-lxc", TELEMETRY_DEBUG=value).stderr == ""

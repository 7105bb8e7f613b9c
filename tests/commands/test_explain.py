"""explain: at a terminal and in a script."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from telemetry_cli.knowledge.exit_code_table import ROWS
from tests.conftest import Cli, Server
from tests.terminal import in_terminal


def test_a_code_is_explained_in_one_line(cli: Cli) -> None:
    done = cli("explain", "137")
    assert (done.returncode, done.stdout) == (0, "Killed (SIGKILL / Out of memory?)\n")


def test_several_codes_are_explained_one_per_line(cli: Cli) -> None:
    done = cli("explain", "137", "0", "11")
    assert done.stdout == "Killed (SIGKILL / Out of memory?)\nSuccess\nUnknown error\n"


def test_signals_missing_from_the_table_get_their_system_names(cli: Cli) -> None:
    assert "SIGUSR1" in cli("explain", "138").stdout


@pytest.mark.parametrize("word", ["256", "-1", "1.5", "abc", "", "٣", "1e2", "99999999999999999"])
def test_an_invalid_exit_code_is_a_usage_error_in_one_line(cli: Cli, word: str) -> None:
    done = cli("explain", "--", word)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "0 to 255" in done.stderr


def test_explain_works_with_diagnostics_off_and_without_a_server(
    cli: Cli, variables: dict[str, str]
) -> None:
    done = cli("explain", "1", DIAGNOSTICS="no", PB_URL="nonsense")
    assert done.returncode == 0


def test_a_negative_number_is_reported_as_not_an_exit_code(cli: Cli) -> None:
    done = cli("explain", "-1")
    assert done.returncode == 2
    assert "'-1' is not an exit code" in done.stderr


def test_names_are_explained_like_codes(cli: Cli) -> None:
    done = cli("explain", "SIGKILL", "curl:6", "EX_TEMPFAIL")
    assert done.stdout.splitlines() == [
        "Killed (SIGKILL / Out of memory?)",
        "curl: Host name does not resolve (DNS)",
        "sysexits: Temporary failure, try again (EX_TEMPFAIL)",
    ]


def test_json_contains_category_causes_and_fixes(cli: Cli) -> None:
    (known,) = json.loads(cli("explain", "137", "--json").stdout)
    assert known["code"] == 137
    assert known["category"] == "resource"
    assert known["causes"]
    assert any("pct set" in fix for fix in known["fixes"])


def test_without_a_code_every_code_is_listed(cli: Cli) -> None:
    lines = cli("explain").stdout.splitlines()
    assert len(lines) == len(ROWS)
    assert "137\tresource\tKilled (SIGKILL / Out of memory?)" in lines


def test_search_and_category_narrow_the_list(cli: Cli, variables: dict[str, str]) -> None:
    assert [
        line.split("\t")[0] for line in cli("explain", "--search", "quorum").stdout.splitlines()
    ] == [*("210", "215")]
    found = json.loads(cli("explain", "--category", "database", "--json").stdout)
    assert {known["category"] for known in found} == {"database"}
    assert cli("explain", "--search", "no such words").stderr == "no exit code matches\n"
    shown = in_terminal("explain", "--category", "timeout", variables=variables)
    assert shown.splitlines()[0] == "timeout"


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--category", "nonsense"), "network"),
        (("137", "--search", "x"), "--search"),
        (("sigkil",), "did you mean SIGKILL"),
    ],
)
def test_an_invalid_option_exits_2_with_a_hint(
    cli: Cli, options: tuple[str, ...], hint: str
) -> None:
    done = cli("explain", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr
    assert done.stderr.count("\n") == 1


def test_last_explains_the_latest_failure_on_this_machine(
    cli: Cli, variables: dict[str, str]
) -> None:
    assert cli("explain", "--last").stderr.count("no failed session") == 1
    for app, code in (("plex", "137"), ("jellyfin", "100")):
        cli("start-lxc", "--app", app, "--random-id", app)
        cli("update", "failed", code, "--random-id", app)
    cli("start-lxc", "--app", "fine", "--random-id", "fine")
    cli("update", "done", "--random-id", "fine")
    assert cli("explain", "--last").stdout.startswith("APT: Package manager failed")
    shown = in_terminal("explain", "--last", variables=variables)
    assert shown.startswith("jellyfin failed on 20")
    assert "100  APT" in shown


def test_seen_prints_how_often_the_server_has_seen_a_code(cli: Cli, pocketbase: Server) -> None:
    for app in ("plex", "plex", "jellyfin"):
        pocketbase.add(nsapp=app, status="failed", exit_code=231)
    done = cli("explain", "231", "--seen")
    assert done.stdout.startswith(
        "Proxmox: LXC stack upgrade failed\nSeen 3 times in the last 30 days"
    )
    assert "plex (2), jellyfin (1)" in done.stdout
    (known,) = json.loads(cli("explain", "231", "--seen", "--json").stdout)
    assert known["seen"]["times"] == 3
    assert known["seen"]["apps"] == {"plex": 2, "jellyfin": 1}
    assert known["seen"]["failures"] >= 3


def test_seen_without_a_reachable_server_exits_1(cli: Cli) -> None:
    done = cli("explain", "137", "--seen")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["137", "oom", "137 --json", "curl:6 SIGKILL"])
def test_a_code_is_explained_without_loading_typer_or_requests(
    variables: dict[str, str], command: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "telemetry_cli", "explain", *command.split()],
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "telemetry_cli.knowledge.exit_code_table" in imported
    assert not imported & {"typer", "requests", "rich", "difflib"}

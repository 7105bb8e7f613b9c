"""explain: at a terminal and in a script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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
    (explanation,) = json.loads(cli("explain", "137", "--json").stdout)
    assert explanation["code"] == 137
    assert explanation["category"] == "resource"
    assert explanation["causes"]
    assert any("pct set" in fix for fix in explanation["fixes"])


def test_without_a_code_every_code_is_listed(cli: Cli) -> None:
    lines = cli("explain").stdout.splitlines()
    assert len(lines) == len(ROWS)
    assert "137\tresource\tKilled (SIGKILL / Out of memory?)" in lines


def test_search_and_category_narrow_the_list(cli: Cli, variables: dict[str, str]) -> None:
    assert [
        line.split("\t")[0] for line in cli("explain", "--search", "quorum").stdout.splitlines()
    ] == [*("210", "215")]
    explanations = json.loads(cli("explain", "--category", "database", "--json").stdout)
    assert {explanation["category"] for explanation in explanations} == {"database"}
    assert cli("explain", "--search", "no such words").stderr == "no exit code matches\n"
    output = in_terminal("explain", "--category", "timeout", variables=variables)
    assert output.splitlines()[0] == "timeout"


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
    output = in_terminal("explain", "--last", variables=variables)
    assert output.startswith("jellyfin failed on 20")
    assert "100  APT" in output


def test_seen_prints_how_often_the_server_has_seen_a_code(cli: Cli, pocketbase: Server) -> None:
    for app in ("plex", "plex", "jellyfin"):
        pocketbase.add(nsapp=app, status="failed", exit_code=231)
    done = cli("explain", "231", "--seen")
    assert done.stdout.startswith(
        "Proxmox: LXC stack upgrade failed\nSeen 3 times in the last 30 days"
    )
    assert "plex (2), jellyfin (1)" in done.stdout
    (explanation,) = json.loads(cli("explain", "231", "--seen", "--json").stdout)
    assert explanation["seen"]["times"] == 3
    assert explanation["seen"]["apps"] == {"plex": 2, "jellyfin": 1}
    assert explanation["seen"]["failures"] >= 3


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


DNS_FAILURE = """\
Get:1 http://deb.debian.org/debian bookworm InRelease [151 kB]
Err:2 http://deb.debian.org/debian bookworm-updates InRelease
  Temporary failure resolving 'deb.debian.org'
E: Unable to locate package jellyfin
[ERROR] in line 47: exit code 100 (APT: failed): while executing command apt-get install jellyfin
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log whose last lines are consequences of a name that does not resolve."""
    file = tmp_path / "install.log"
    file.write_text(DNS_FAILURE)
    return file


def test_explain_log_names_the_cause_and_not_its_consequences(cli: Cli, log: Path) -> None:
    done = cli("explain", "--log", str(log))
    assert (done.returncode, done.stderr) == (0, "")
    title, kinds, *_ = done.stdout.splitlines()
    assert title == "A host name does not resolve"
    assert "network.dns" in kinds
    assert "exit code 100" in kinds
    assert "Evidence (line 3)\n    Temporary failure resolving 'deb.debian.org'" not in done.stdout
    assert "Temporary failure resolving 'deb.debian.org'" in done.stdout
    assert "failed in line 47: apt-get install jellyfin" in done.stdout


@pytest.mark.parametrize("way", ["file", "dash", "pipe", "pasted"])
def test_a_log_is_read_from_a_file_a_pipe_or_the_command_line(
    cli: Cli, variables: dict[str, str], log: Path, way: str
) -> None:
    arguments = {"file": ["--log", str(log)], "dash": ["--log", "-"], "pipe": []}
    arguments["pasted"] = ["  Temporary failure resolving 'deb.debian.org'", "100"]
    done = subprocess.run(
        [sys.executable, "-m", "telemetry_cli", "explain", "--json", *arguments[way]],
        env=variables,
        input=DNS_FAILURE,
        capture_output=True,
        text=True,
        check=True,
    )
    diagnosis = json.loads(done.stdout)
    assert diagnosis["exit_code"] == 100
    assert (diagnosis["description"], diagnosis["category"]) == (
        "A host name does not resolve",
        "network",
    )
    first = diagnosis["causes"][0]
    assert set(first) == {
        *("id", "title", "category", "evidence", "line", "values", "why", "fixes")
    }
    assert first["id"] == "network.dns"
    assert all(isinstance(fix, str) for fix in first["fixes"])


def test_a_text_without_a_known_cause_has_no_causes(cli: Cli) -> None:
    done = cli("explain", "Setting up nginx (1.22.1-9) ...", "255", "--json")
    diagnosis = json.loads(done.stdout)
    assert (done.returncode, diagnosis["exit_code"], diagnosis["causes"]) == (0, 255, [])
    assert cli("explain", "all is well here").stdout == "No known cause in this text.\n"


def test_without_a_cause_the_failing_command_decides_what_the_code_means(cli: Cli) -> None:
    line = "[ERROR] in line 9: exit code 255 (DPKG): while executing command pct start 105"
    diagnosis = json.loads(cli("explain", line, "--json").stdout)
    assert "dpkg" not in diagnosis["description"].lower()
    assert diagnosis["category"] != "dependency"


def test_an_empty_pipe_lists_every_code(variables: dict[str, str]) -> None:
    for empty in ("", "\n  \n"):
        done = subprocess.run(
            [sys.executable, "-m", "telemetry_cli", "explain"],
            env=variables,
            input=empty,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.startswith("0\tnone\tSuccess\n")


def test_stdin_is_not_read_if_a_code_is_given(variables: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "telemetry_cli", "explain", "--category", "database"],
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.wait(timeout=60) == 0


def test_after_two_seconds_without_input_stderr_says_that_stdin_is_being_read(
    variables: dict[str, str],
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "telemetry_cli", "explain"],
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        assert b"reading a log from stdin" in process.stderr.readline()
        process.communicate(b"E: Unable to locate package foo\n", timeout=60)
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\x7fELF\0\0\0\0" * 999, "not a text file"), (None, "No such file"), (b"", "")],
)
def test_an_unreadable_log_is_reported_in_one_line(
    cli: Cli, tmp_path: Path, content: bytes | None, reason: str
) -> None:
    file = tmp_path / "log"
    if content is not None:
        file.write_bytes(content)
    done = cli("explain", "--log", str(file))
    assert done.returncode == (1 if reason else 0)
    assert done.stderr.count("\n") == (1 if reason else 0)
    assert reason in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--log", "x", "137", "139"],
        ["--log", "x", "a line"],
        ["--log", "x", "--last"],
        ["a line", "--seen"],
        ["--log", "x", "--category", "database"],
        ["notacode", "--log", "x"],
    ],
)
def test_contradictory_arguments_are_refused(cli: Cli, arguments: list[str]) -> None:
    done = cli("explain", *arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_redact_removes_addresses_from_the_evidence(cli: Cli) -> None:
    line = "curl: (7) Failed to connect to 192.168.7.31 port 443: Connection refused"
    assert "192.168.7.31" in cli("explain", line).stdout
    done = cli("explain", line, "--redact")
    assert "Connection refused" in done.stdout
    assert "192.168.7.31" not in done.stdout


def test_last_names_the_cause_recorded_by_the_failed_session(
    cli: Cli, log: Path, random_id: str
) -> None:
    cli("start-lxc", "--app", "jellyfin", "--random-id", random_id)
    cli("update", "failed", "100", "--error-log", str(log), "--random-id", random_id)
    assert cli("explain", "--last").stdout.startswith("A host name does not resolve\n")
    (code,) = json.loads(cli("explain", "--last", "--json").stdout)
    assert (code["code"], code["causes"][0]["id"]) == (100, "network.dns")


def test_the_card_of_a_code_says_what_to_look_for_in_a_log(variables: dict[str, str]) -> None:
    shown = in_terminal("explain", "100", variables=variables)
    assert "Likely causes, and what to look for in the log" in shown
    assert "explain --log FILE" in shown

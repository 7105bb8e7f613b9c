"""update: report the end of an install to a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from telemetry_cli.core.record import record_id
from telemetry_cli.knowledge.exit_codes import describe
from tests import proxy as faults
from tests.conftest import NOBODY, Cli, Server
from tests.proxy import Proxy
from tests.state import database


@pytest.mark.parametrize(
    ("arguments", "status", "exit_code"),
    [
        ((), "failed", 1),
        (("", ""), "failed", 1),
        (("failed",), "failed", 1),
        (("failed", "137"), "failed", 137),
        (("failed", "INTERRUPTED"), "failed", 130),
        (("failed", "TERMINATED"), "failed", 143),
        (("failed", "HANGUP"), "failed", 129),
        (("failed", "apt-get install -y curl"), "failed", 1),
        (("unknown", "2"), "unknown", 2),
        (("aborted", "255"), "unknown", 255),
        (("done", "none"), "sucess", 0),
        (("done",), "sucess", 0),
        (("success", "3"), "sucess", 0),
        (("sucess",), "sucess", 0),
    ],
)
def test_an_update_sets_status_exit_code_and_error_as_documented(
    cli: Cli,
    pocketbase: Server,
    random_id: str,
    arguments: tuple[str, ...],
    status: str,
    exit_code: int,
) -> None:
    cli("start-lxc", "--random-id", random_id, "--app", "plex", "--disk-size", "4")
    before = pocketbase.only(random_id)
    done = cli("update", *arguments, RANDOM_UUID=random_id)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    after = pocketbase.only(random_id)
    assert (after["status"], after["exit_code"]) == (status, exit_code)
    assert after["error"] == ("" if status == "sucess" else describe(exit_code))
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"status", "exit_code", "error", "updated"}


def test_an_update_sends_only_status_error_and_exit_code(
    cli: Cli, proxy: Proxy, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url)
    cli("update", "failed", "137", "--random-id", random_id, PB_URL=proxy.url)
    post, get, patch = proxy.seen
    assert (post.method, get.method, patch.method) == ("POST", "GET", "PATCH")
    assert patch.path.endswith(f"/records/{record_id(random_id)}")
    assert patch.json == {
        "status": "failed",
        "exit_code": 137,
        "error": "Killed (SIGKILL / Out of memory?)",
    }


def test_the_first_final_status_wins_whichever_machine_sends_it(
    cli: Cli, pocketbase: Server, proxy: Proxy, tmp_path: Path, random_id: str
) -> None:
    elsewhere = str(tmp_path / "container")
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url)
    cli("update", "failed", "100", "--random-id", random_id, TELEMETRY_STATE_DIR=elsewhere)
    proxy.seen.clear()
    late = cli("update", "done", "--random-id", random_id, "--json", PB_URL=proxy.url)
    assert json.loads(late.stdout)["result"] == "ignored"
    assert proxy.methods() == ["GET"]
    assert pocketbase.only(random_id)["exit_code"] == 100
    cli("update", "done", "--random-id", random_id, "--force")
    assert pocketbase.only(random_id)["status"] == "sucess"


def test_without_an_id_the_only_unfinished_session_is_ended(cli: Cli, pocketbase: Server) -> None:
    started = cli("start-lxc", "--json")
    random_id = json.loads(started.stdout)["random_id"]
    assert cli("update", "failed", "7", "--strict").returncode == 0
    assert pocketbase.only(random_id)["exit_code"] == 7


def test_without_an_id_and_several_unfinished_sessions_the_update_is_ignored(
    cli: Cli, proxy: Proxy
) -> None:
    for _ in range(2):
        cli("start-lxc", PB_URL=proxy.url)
    done = cli("update", "failed", "7", "--json", PB_URL=proxy.url)
    assert done.returncode == 0
    assert json.loads(done.stdout)["result"] == "ignored"
    assert "--random-id" in json.loads(done.stdout)["reason"]
    assert proxy.methods() == ["POST", "POST"]


def test_without_an_id_and_any_session_nothing_is_sent(cli: Cli, proxy: Proxy) -> None:
    done = cli("update", "done", "--verbose", PB_URL=proxy.url)
    assert done.returncode == 0
    assert "no unfinished session" in done.stderr
    assert not proxy.seen


def test_the_record_id_is_enough_to_end_a_session(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    printed = cli("start-lxc", "--random-id", random_id, "--print-id").stdout.strip()
    cli("update", "done", PB_RECORD_ID=printed)
    assert pocketbase.only(random_id)["status"] == "sucess"


def test_the_first_final_status_wins(cli: Cli, pocketbase: Server, random_id: str) -> None:
    cli("start-lxc", "--random-id", random_id)
    cli("update", "failed", "137", "--random-id", random_id)
    late = cli("update", "done", "none", "--random-id", random_id, "--json")
    assert json.loads(late.stdout)["result"] == "ignored"
    assert pocketbase.only(random_id)["exit_code"] == 137


def test_force_overwrites_a_final_status(cli: Cli, pocketbase: Server, random_id: str) -> None:
    cli("start-lxc", "--random-id", random_id)
    cli("update", "failed", "137", "--random-id", random_id)
    cli("update", "done", "--random-id", random_id, "--force")
    record = pocketbase.only(random_id)
    assert (record["status"], record["exit_code"], record["error"]) == ("sucess", 0, "")


def test_error_replaces_the_explanation(cli: Cli, pocketbase: Server, random_id: str) -> None:
    cli("start-lxc", "--random-id", random_id)
    cli("update", "failed", "1", "--error", "line one\nline two", "--random-id", random_id)
    assert pocketbase.only(random_id)["error"] == "line one\nline two"


def test_an_error_text_is_truncated_to_the_field_limit(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    cli("update", "failed", "1", "--error", "é" * 6000, "--random-id", random_id, "--strict")
    assert pocketbase.only(random_id)["error"] == "é" * 4999 + "…"


@pytest.mark.parametrize("code", ["256", "-1", "99999999999999999999999"])
def test_an_out_of_range_exit_code_is_sent_as_1_with_a_warning(
    cli: Cli, pocketbase: Server, random_id: str, code: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    done = cli("update", "--random-id", random_id, "--", "failed", code)
    assert code in done.stderr
    assert pocketbase.only(random_id)["exit_code"] == 1


def test_an_update_without_a_start_is_dropped(cli: Cli, pocketbase: Server, random_id: str) -> None:
    done = cli("update", "done", "none", "--random-id", random_id, "--json")
    assert json.loads(done.stdout)["result"] == "dropped"
    assert not pocketbase.of(random_id)


def test_a_record_created_by_another_client_is_found_and_ended(
    cli: Cli, pocketbase: Server
) -> None:
    created = pocketbase.add()
    cli("update", "failed", "100", "--random-id", created["random_id"], "--strict")
    ended = pocketbase.only(created["random_id"])
    assert (ended["id"], ended["exit_code"]) == (created["id"], 100)


def test_a_final_status_reported_by_another_client_is_kept(cli: Cli, pocketbase: Server) -> None:
    record = pocketbase.add(status="failed", exit_code=22)
    cli("update", "done", "--random-id", record["random_id"])
    assert pocketbase.only(record["random_id"])["exit_code"] == 22


def test_a_queued_start_and_its_update_are_delivered_in_one_post(
    cli: Cli, pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, "--app", "plex", PB_URL=NOBODY)
    cli("update", "failed", "137", "--random-id", random_id, "--strict", PB_URL=proxy.url)
    assert proxy.methods() == ["POST"]
    record = pocketbase.only(random_id)
    assert (record["nsapp"], record["status"], record["exit_code"]) == ("plex", "failed", 137)


def test_an_update_that_precedes_its_start_still_ends_the_record(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("update", "failed", "28", "--random-id", random_id)
    cli("start-lxc", "--random-id", random_id, "--strict")
    record = pocketbase.only(random_id)
    assert (record["status"], record["exit_code"]) == ("failed", 28)


def test_a_server_that_refuses_the_derived_id_gets_a_post_without_an_id(
    cli: Cli, pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    refusal = '{"status": 400, "data": {"id": {"code": "validation_invalid_format"}}}'
    proxy.faults = [faults.answer(400, refusal)]
    printed = cli("start-lxc", "--random-id", random_id, "--print-id", PB_URL=proxy.url).stdout
    record = pocketbase.only(random_id)
    assert printed.strip() == record["id"] != record_id(random_id)
    cli("update", "failed", "9", "--record-id", record["id"], "--strict")
    assert pocketbase.only(random_id)["exit_code"] == 9


def test_an_undelivered_update_is_sent_by_the_next_report(
    cli: Cli, pocketbase: Server, proxy: Proxy, random_id: str, state: Path
) -> None:
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url)
    proxy.faults = [faults.drop_request]
    cli("update", "failed", "137", "--random-id", random_id, PB_URL=proxy.url)
    assert pocketbase.only(random_id)["status"] == "installing"
    make_due(state)
    cli("start-lxc", "--app", "another", PB_URL=proxy.url)
    assert pocketbase.only(random_id)["exit_code"] == 137


def make_due(state: Path) -> None:
    """End the backoff of every queued session."""
    with database(state) as connection:
        connection.execute("UPDATE session SET due_at = 0")


def test_the_redacted_log_follows_the_explanation(
    cli: Cli, pocketbase: Server, random_id: str, tmp_path: Path
) -> None:
    log = tmp_path / "install.log"
    log.write_text("E: cannot fetch http://10.0.0.7/x\npassword=hunter2\n")
    cli("start-lxc", "--random-id", random_id)
    done = cli("update", "failed", "100", "--error-log", str(log))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert pocketbase.only(random_id)["error"] == (
        "APT: Package manager failed (broken packages or dependencies)\n"
        "E: cannot fetch http://<ip>/x\npassword=<secret>"
    )


def test_unredacted_text_is_never_written_to_disk(
    cli: Cli, random_id: str, state: Path, tmp_path: Path
) -> None:
    log = tmp_path / "install.log"
    log.write_text(f"user bob@example.com in {random_id}: secret=tr0ub4dor\n")
    cli("start-lxc", "--random-id", random_id, PB_URL=NOBODY)
    cli("update", "failed", "1", "--error", "on 10.9.8.7", "--error-log", str(log), PB_URL=NOBODY)
    stored = b"".join(path.read_bytes() for path in state.iterdir())
    for private in (b"bob@example.com", b"tr0ub4dor", b"10.9.8.7"):
        assert private not in stored
    assert f"in {random_id}: secret=<secret>".encode() in stored, "the session's own UUID stays"


@pytest.mark.parametrize("place", ["missing", ".", "/dev/null"])
def test_an_unreadable_log_is_left_out_with_a_warning(
    cli: Cli, pocketbase: Server, random_id: str, place: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    done = cli("update", "failed", "137", "--error-log", place)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"--error-log '{place}' left out" in done.stderr
    assert pocketbase.only(random_id)["error"] == "Killed (SIGKILL / Out of memory?)"


def test_the_failing_command_and_its_line_follow_the_explanation(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    command = 'curl -fsSL -u admin:hunter22 "$URL"'
    cli("update", "failed", "22", "--command", command, "--line", "47", "--random-id", random_id)
    error = pocketbase.only(random_id)["error"]
    assert error.startswith(f"{describe(22)} | line 47: curl -fsSL -u ")
    assert error.endswith('"$URL"')
    assert "hunter22" not in error


def test_command_and_line_can_come_from_the_environment(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    place = {"TELEMETRY_COMMAND": "qm start 100", "TELEMETRY_LINE": "12"}
    cli("update", "failed", "1", "--random-id", random_id, **place)
    assert pocketbase.only(random_id)["error"].endswith(" | line 12: qm start 100")


def test_a_line_that_is_not_a_number_is_left_out_with_a_warning(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    done = cli("update", "failed", "1", "--line", "x1", "--random-id", random_id)
    assert "--line 'x1' left out" in done.stderr
    assert pocketbase.only(random_id)["error"] == describe(1)


def test_a_very_long_command_is_truncated(cli: Cli, pocketbase: Server, random_id: str) -> None:
    cli("start-lxc", "--random-id", random_id)
    cli("update", "failed", "1", "--command", "echo a " * 5_000, "--random-id", random_id)
    assert len(pocketbase.only(random_id)["error"]) < 600


def test_host_names_to_redact_can_come_from_the_environment(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    place = {"TELEMETRY_COMMAND": "ping annas-box", "TELEMETRY_REDACT": "annas-box other"}
    cli("update", "failed", "1", "--random-id", random_id, **place)
    assert pocketbase.only(random_id)["error"].endswith(" | ping <host>")


def test_an_update_with_existing_does_not_end_an_install_that_starts_later(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    early = cli("update", "done", "--existing", "--json", "--random-id", random_id)
    assert json.loads(early.stdout)["result"] == "dropped"
    cli("start-vm", "--random-id", random_id)
    assert pocketbase.only(random_id)["status"] == "installing"
    cli("update", "failed", "5", "--random-id", random_id)
    assert pocketbase.only(random_id)["exit_code"] == 5


def test_a_queued_update_with_existing_does_not_end_a_later_start(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("update", "done", "--existing", "--random-id", random_id, PB_URL=NOBODY)
    cli("start-vm", "--random-id", random_id)
    cli("flush", "--force")
    assert pocketbase.only(random_id)["status"] == "installing"


def test_an_update_with_existing_ends_a_session_started_on_another_machine(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, TELEMETRY_STATE_DIR="elsewhere")
    cli("update", "done", "--existing", "--random-id", random_id)
    assert pocketbase.only(random_id)["status"] == "sucess"


def test_the_cause_found_in_a_log_stands_between_explanation_and_command(
    cli: Cli, pocketbase: Server, random_id: str, tmp_path: Path
) -> None:
    log = tmp_path / "install.log"
    log.write_text(
        "  Temporary failure resolving 'deb.debian.org'\nE: Unable to locate package x\n"
    )
    cli("start-lxc", "--random-id", random_id)
    place = ("--command", "apt-get install -y x", "--line", "7", "--error-log", str(log))
    cli("update", "failed", "100", "--random-id", random_id, *place)
    head, _, tail = pocketbase.only(random_id)["error"].partition("\n")
    assert head == (
        f"{describe(100)} | A host name does not resolve | line 7: apt-get install -y x"
    )
    assert "Temporary failure resolving" in tail


def test_show_and_query_name_the_cause_in_the_error_text(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    error = f"{describe(100)} | A host name does not resolve | line 7: apt-get install x\nE: ..."
    pocketbase.add(random_id=random_id, status="failed", exit_code=100, error=error, nsapp="x")
    assert "100  A host name does not resolve" in cli("query", "--random-id", random_id).stdout
    assert "\nA host name does not resolve\n" in cli("show", random_id).stdout
    causes = json.loads(cli("show", random_id, "--json").stdout)["causes"]
    assert causes[0]["id"] == "network.dns"

"""show: print one record."""

from __future__ import annotations

import json

from tests.conftest import NOBODY, Cli, Server


def test_show_accepts_a_record_id_or_a_random_id(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    record = pocketbase.add(
        random_id=random_id, nsapp="plex", status="failed", exit_code=137, ram_size=512
    )
    by_id, by_session = cli("show", record["id"]), cli("show", random_id)
    assert (by_id.returncode, by_id.stderr) == (0, "")
    assert by_id.stdout == by_session.stdout
    for line in ("nsapp        plex", "ram_size     512 MB", "status       failed"):
        assert line in by_id.stdout.splitlines()
    assert "137  Killed (SIGKILL / Out of memory?)" in by_id.stdout
    page = (
        f"{pocketbase.url}/_/#/collections?collection=_dev_telemetry_data&recordId={record['id']}"
    )
    assert page in by_id.stdout
    assert "\x1b" not in by_id.stdout


def test_json_contains_the_stored_record_and_the_explanation_of_its_code(
    cli: Cli, pocketbase: Server
) -> None:
    record = pocketbase.add(status="failed", exit_code=100, nsapp="\x1b[31mü")
    data = json.loads(cli("show", record["id"], "--json").stdout)
    assert record.items() <= data.items()
    assert data["explanation"]["category"] == "dependency"
    assert data["admin_page"].endswith(record["id"])


def test_a_successful_install_gets_no_explanation(cli: Cli, pocketbase: Server) -> None:
    record = pocketbase.add(status="sucess")
    assert "Why" not in cli("show", record["id"]).stdout


def test_a_missing_record_is_reported_with_exit_status_1(cli: Cli, pocketbase: Server) -> None:
    done = cli("show", "it's not there")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "telemetry-cli: no record has the ID or random_id 'it's not there'\n"


def test_terminal_escapes_in_values_are_escaped(cli: Cli, pocketbase: Server) -> None:
    evil = "\x1b]0;owned\x07\u202e[red]"
    record = pocketbase.add(nsapp=evil, error=f"{evil}\nsecond line", os_type=evil)
    output = cli("show", record["id"]).stdout
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "\n             second line\n" in output
    assert "[red]" in output


def test_an_unreachable_or_closed_server_exits_1(cli: Cli, hardened: Server) -> None:
    assert cli("show", "x", PB_URL=NOBODY).returncode == 1
    closed = cli("show", "x", PB_URL=hardened.url)
    assert (closed.returncode, "set PB_TOKEN" in closed.stderr) == (1, True)


def test_a_password_in_the_url_is_not_printed(cli: Cli, pocketbase: Server) -> None:
    record = pocketbase.add()
    url = pocketbase.url.replace("http://", "http://user:secret@")
    done = cli("show", record["id"], PB_URL=url)
    assert "secret" not in done.stdout + done.stderr

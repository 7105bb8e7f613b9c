"""--dry-run prints exactly the requests that would be sent, and sends none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOBODY, Cli, Server
from tests.proxy import Proxy


def printed_requests(text: str) -> list[tuple[str, str, dict[str, Any] | None]]:
    """Method, path with parameters, and body of each request that a dry run printed as JSON."""
    return [
        (request["method"], request["url"].partition("/api/")[2], request["body"])
        for request in json.loads(text)["requests"]
    ]


def received_requests(proxy: Proxy) -> list[tuple[str, str, dict[str, Any] | None]]:
    return [
        (seen.method, seen.path.partition("/api/")[2], json.loads(seen.body or b"null"))
        for seen in proxy.seen
    ]


VALUES = ("--app", "it's", "--disk-size", "8G", "--core-count", "2", "--ram-size", "2048")
OS = ("--os-type", "debian", "--os-version", "12", "--method", "a b", "--pve-version", "8.2.2")


@pytest.mark.parametrize("kind", ["start-lxc", "start-vm", "start-addon", "start-pve"])
def test_a_start_sends_exactly_what_its_dry_run_printed(
    cli: Cli, proxy: Proxy, kind: str, random_id: str, state: Path
) -> None:
    start = (kind, *VALUES, *OS, "--random-id", random_id)
    dry_run = cli(*start, "--dry-run", "--json", PB_URL=proxy.url)
    assert (dry_run.returncode, dry_run.stderr) == (0, "")
    assert proxy.seen == []
    assert not state.exists()
    cli(*start, PB_URL=proxy.url)
    assert printed_requests(dry_run.stdout) == received_requests(proxy)


def test_an_update_sends_exactly_what_its_dry_run_printed(
    cli: Cli, proxy: Proxy, random_id: str
) -> None:
    end = ("update", "failed", "137", "--random-id", random_id)

    cli("start-lxc", "--random-id", random_id, PB_URL=NOBODY)
    together = printed_requests(cli(*end, "--dry-run", "--json", PB_URL=proxy.url).stdout)
    assert [request[0] for request in together] == ["POST"]
    assert proxy.seen == []

    cli("flush", "--force", PB_URL=proxy.url)
    proxy.seen.clear()
    dry_run = cli(*end, "--dry-run", "--json", PB_URL=proxy.url)
    cli(*end, PB_URL=proxy.url)
    assert printed_requests(dry_run.stdout) == received_requests(proxy)
    assert [request[0] for request in received_requests(proxy)] == ["GET", "PATCH"]

    again = cli(*end, "--dry-run", PB_URL=proxy.url)
    assert (again.stdout, "already has a final status" in again.stderr) == ("", True)


def test_an_update_for_a_session_started_elsewhere_sends_exactly_what_its_dry_run_printed(
    cli: Cli, pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, TELEMETRY_STATE_DIR="elsewhere")
    end = ("update", "done", "--random-id", random_id)
    dry_run = cli(*end, "--dry-run", "--json", PB_URL=proxy.url)
    cli(*end, PB_URL=proxy.url)
    assert printed_requests(dry_run.stdout) == received_requests(proxy)
    assert pocketbase.only(random_id)["status"] == "sucess"


def test_the_dry_run_of_run_prints_start_and_end_and_runs_nothing(
    cli: Cli, tmp_path: Path, random_id: str
) -> None:
    done = cli("run", "--type", "lxc", "--random-id", random_id, "--dry-run", "--", "touch", "ran")
    assert done.returncode == 0
    assert not (tmp_path / "ran").exists()
    assert [line.split()[0] for line in done.stdout.splitlines() if "http" in line] == [
        *("POST", "GET", "PATCH")
    ]


def test_a_flush_sends_exactly_what_its_dry_run_printed(
    cli: Cli, proxy: Proxy, random_id: str
) -> None:
    for number in range(3):
        cli("start-lxc", "--random-id", f"{random_id}-{number}", PB_URL=NOBODY)
    cli("update", "failed", "9", "--random-id", f"{random_id}-1", PB_URL=NOBODY)
    dry_run = cli("flush", "--force", "--dry-run", "--json", PB_URL=proxy.url)
    assert proxy.seen == []
    assert len(json.loads(cli("flush", "--list", "--json").stdout)) == 3
    cli("flush", "--force", PB_URL=proxy.url)
    assert printed_requests(dry_run.stdout) == received_requests(proxy)
    nothing = cli("flush", "--dry-run", PB_URL=proxy.url)
    assert (nothing.stdout, "no queued event is due" in nothing.stderr) == ("", True)


def test_a_dry_run_is_readable_and_prints_no_password(cli: Cli, random_id: str) -> None:
    done = cli(
        *("start-lxc", "--random-id", random_id, "--app", "plex", "--dry-run"),
        PB_URL="http://user:secret@127.0.0.1:9/base",
    )
    first, _, body = done.stdout.partition("\n")
    records = "/api/collections/_dev_telemetry_data/records"
    assert first == f"POST http://127.0.0.1:9/base{records}"
    assert json.loads(body)["nsapp"] == "plex"
    assert "secret" not in done.stdout + done.stderr


def test_with_diagnostics_off_a_dry_run_prints_what_would_be_sent_if_they_were_on(
    cli: Cli, state: Path
) -> None:
    done = cli("start-lxc", "--dry-run", DIAGNOSTICS="no")
    assert done.stdout.startswith("POST ")
    assert "diagnostics are off (the variable DIAGNOSTICS)" in done.stderr
    assert not state.exists()


def test_with_diagnostics_off_a_dry_run_keeps_the_outbox(
    cli: Cli, state: Path, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    before = sorted((path.name, path.stat().st_size) for path in state.iterdir())
    for command in (("flush", "--force"), ("update", "done")):
        assert cli(*command, "--dry-run", DIAGNOSTICS="no").returncode == 0
    assert sorted((path.name, path.stat().st_size) for path in state.iterdir()) == before


def test_a_dry_run_reports_a_damaged_state_file_and_leaves_it_unchanged(
    cli: Cli, state: Path
) -> None:
    state.mkdir()
    (state / "state.db").write_bytes(b"no database" * 100)
    done = cli("start-lxc", "--dry-run")
    assert (done.returncode, done.stdout[:5]) == (0, "POST ")
    assert "cannot read the state" in done.stderr
    assert (state / "state.db").read_bytes() == b"no database" * 100


@pytest.mark.parametrize(
    "arguments",
    ["start-lxc --strict", "start-vm --print-id", "update --strict", "flush --strict"],
)
def test_options_that_need_a_response_exclude_dry_run(cli: Cli, arguments: str) -> None:
    done = cli(*arguments.split(), "--dry-run")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--dry-run" in done.stderr


def test_an_invalid_url_is_reported(cli: Cli) -> None:
    done = cli("start-lxc", "--dry-run", PB_URL="ftp://x")
    assert (done.returncode, done.stdout) == (0, "")
    assert "PB_URL 'ftp://x' is not a valid URL" in done.stderr

"""flush: deliver queued events."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from telemetry_cli.core.record import record_id
from tests import proxy as faults
from tests.conftest import NOBODY, Background, Cli, Server
from tests.proxy import Proxy, wait_until
from tests.state import database, queue
from tests.terminal import in_terminal


def queued(cli: Cli) -> list[dict[str, Any]]:
    """The entries of the outbox."""
    entries: list[dict[str, Any]] = json.loads(cli("flush", "--list", "--json").stdout)
    return entries


def test_flush_delivers_the_outbox_oldest_first_over_one_connection(
    cli: Cli, pocketbase: Server, proxy: Proxy, state: Path, random_id: str
) -> None:
    sessions = [f"{random_id}-{number}" for number in range(60)]
    queue(state, *sessions)
    done = cli("flush", "--strict", PB_URL=proxy.url)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [seen.json["random_id"] for seen in proxy.seen] == sessions
    assert len({seen.connection for seen in proxy.seen}) == 1
    assert queued(cli) == []


def test_json_and_verbose_report_what_was_delivered(
    cli: Cli, pocketbase: Server, state: Path
) -> None:
    queue(state, "a", "b")
    done = cli("flush", "--json", "--verbose")
    assert json.loads(done.stdout) == {"delivered": 2, "refused": 0, "waiting": 0, "reason": ""}
    assert done.stderr == "telemetry-cli: 2 delivered\n"


def test_a_terminal_gets_a_progress_bar(
    variables: dict[str, str], pocketbase: Server, state: Path, random_id: str
) -> None:
    queue(state, random_id)
    output = in_terminal("flush", variables=variables)
    assert "delivering" in output
    assert "telemetry-cli: 1 delivered" in output


def test_list_shows_queued_events_with_the_reason_and_sends_nothing(
    cli: Cli, proxy: Proxy, random_id: str
) -> None:
    cli("start-lxc", "--app", "plex", "--random-id", random_id, PB_URL=NOBODY)
    done = cli("flush", "--list", PB_URL=proxy.url)
    assert done.returncode == 0
    header, line = done.stdout.splitlines()
    assert header.split("  ")[0] == "SINCE (UTC)"
    assert "plex" in line
    assert "start" in line
    assert "connection refused" in line
    assert not proxy.seen


def test_list_as_json_has_one_object_per_session(cli: Cli, random_id: str) -> None:
    cli("start-lxc", "--app", "plex", "--random-id", random_id)
    cli("update", "failed", "1", "--random-id", random_id)
    (entry,) = queued(cli)
    assert entry["record_id"] == record_id(random_id)
    assert (entry["app"], entry["status"], entry["refused"]) == ("plex", "failed", False)


def test_an_empty_outbox_succeeds_silently(cli: Cli, state: Path) -> None:
    done = cli("flush", "--strict")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert cli("flush", "--list").stderr == "nothing is queued\n"
    assert not state.exists()


def test_flush_ignores_the_backoff_after_an_outage(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, PB_URL=NOBODY)
    cli("flush", "--strict")
    assert pocketbase.of(random_id)


def test_retry_after_is_honoured_unless_forced(
    cli: Cli, pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    proxy.faults = [faults.answer(429, "{}", {"Retry-After": "3600"})]
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url)
    assert len(proxy.seen) == 1
    done = cli("flush", "--json", PB_URL=proxy.url)
    assert json.loads(done.stdout)["waiting"] == 1
    assert len(proxy.seen) == 1
    cli("flush", "--force", "--strict", PB_URL=proxy.url)
    assert pocketbase.of(random_id)


@pytest.mark.parametrize(
    ("fault", "timeout"),
    [
        *((fault, "60") for fault in (faults.drop_request, faults.answer(503), faults.answer(429))),
        (faults.stay_silent, "3"),
    ],
)
def test_flush_stops_at_the_first_event_when_the_server_is_unavailable(
    cli: Cli, proxy: Proxy, state: Path, fault: faults.Fault, timeout: str
) -> None:
    queue(state, *"abcdef")
    proxy.otherwise = fault
    done = cli("flush", "--json", PB_URL=proxy.url, TELEMETRY_TIMEOUT=timeout)
    assert done.returncode == 0
    summary = json.loads(done.stdout)
    assert (summary["delivered"], summary["waiting"]) == (0, 6)
    assert len(proxy.seen) == 1
    assert cli("flush", "--strict", PB_URL=proxy.url, TELEMETRY_TIMEOUT=timeout).returncode == 1


def test_one_failing_session_does_not_hold_up_the_others(
    cli: Cli, pocketbase: Server, proxy: Proxy, state: Path, random_id: str
) -> None:
    sessions = [f"{random_id}-{number}" for number in range(5)]
    queue(state, *sessions)
    proxy.faults = [faults.answer(500)]
    cli("flush", PB_URL=proxy.url)
    assert [bool(pocketbase.of(session)) for session in sessions] == [False, *[True] * 4]


def test_a_refused_event_is_kept_with_the_reason(cli: Cli, proxy: Proxy, random_id: str) -> None:
    refusal = '{"data": {"nsapp": {"code": "validation_max_text_constraint"}}}'
    proxy.otherwise = faults.answer(400, refusal)
    done = cli("start-lxc", "--random-id", random_id, "--json", PB_URL=proxy.url)
    assert json.loads(done.stdout)["result"] == "refused"
    (entry,) = queued(cli)
    assert entry["refused"]
    assert "nsapp: validation_max_text_constraint" in entry["reason"]
    cli("flush", PB_URL=proxy.url)
    assert len(proxy.seen) == 1


def test_an_event_older_than_seven_days_is_tried_once_more_and_given_up(
    cli: Cli, proxy: Proxy, state: Path
) -> None:
    queue(state, "a")
    with database(state) as connection:
        connection.execute("UPDATE session SET accepted_at = accepted_at - 8 * 86400")
    proxy.otherwise = faults.answer(404)
    for _ in range(2):
        cli("flush", "--force", PB_URL=proxy.url)
    assert len(proxy.seen) == 1
    (entry,) = queued(cli)
    assert entry["refused"]


def test_with_diagnostics_off_flush_drops_the_outbox(cli: Cli, proxy: Proxy, state: Path) -> None:
    queue(state, "a")
    cli("flush", PB_URL=proxy.url, DIAGNOSTICS="no")
    assert not proxy.seen
    assert queued(cli) == []


def test_ctrl_c_ends_flush_and_keeps_the_rest_queued(
    background: Background, cli: Cli, pocketbase: Server, proxy: Proxy, state: Path, random_id: str
) -> None:
    queue(state, *(f"{random_id}-{number}" for number in range(500)))
    flush = background("flush", PB_URL=proxy.url)
    wait_until(lambda: len(proxy.seen) > 5)
    flush.send_signal(signal.SIGINT)
    output, errors = flush.communicate(timeout=30)
    assert (flush.returncode, output, errors) == (130, "", "")
    cli("flush", "--force", "--strict")
    assert len(pocketbase.records(f"random_id ~ '{random_id}-%'")) == 500


def test_after_an_early_stop_the_rest_is_due_at_once(
    cli: Cli, pocketbase: Server, proxy: Proxy, state: Path, random_id: str
) -> None:
    queue(state, *(f"{random_id}-{number}" for number in range(5)))
    proxy.faults = [faults.answer(503, "{}", {"Retry-After": "3600"})]
    cli("flush", PB_URL=proxy.url)
    cli("flush", PB_URL=proxy.url)
    assert len(pocketbase.records(f"random_id ~ '{random_id}-%'")) == 4

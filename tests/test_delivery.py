"""What waits goes out later, without being asked."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from telemetry_cli.delivery import backoff
from tests import proxy as faults
from tests.conftest import NOBODY, Cli, Server
from tests.proxy import Proxy


def test_the_next_invocation_delivers_what_waits_after_its_own_event(
    cli: Cli, pocketbase: Server, proxy: Proxy, state: Path
) -> None:
    for name in ("first", "second"):
        cli("start-lxc", "--random-id", f"{state}-{name}", PB_URL=NOBODY)
    with sqlite3.connect(state / "state.db") as connection:
        connection.execute("UPDATE session SET due_at = due_at - 3600")
    cli("start-lxc", "--random-id", f"{state}-fresh", PB_URL=proxy.url)
    order = [seen.json["random_id"].rpartition("-")[2] for seen in proxy.seen]
    assert order == ["fresh", "first", "second"]


def test_an_answer_that_was_lost_does_not_double_the_record(
    cli: Cli, pocketbase: Server, proxy: Proxy, random_id: str, state: Path
) -> None:
    proxy.faults = [faults.drop_answer]
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url)
    cli("update", "failed", "137", "--random-id", random_id, "--strict", PB_URL=proxy.url)
    assert pocketbase.only(random_id)["exit_code"] == 137


@pytest.mark.parametrize("attempts", [0, 1, 5, 100])
def test_the_wait_between_tries_grows_to_an_hour(attempts: int) -> None:
    longest = min(30 * 2**attempts, 3600)
    assert longest / 2 <= backoff(attempts, None) <= longest


def test_what_the_server_asks_for_is_never_cut_short() -> None:
    assert backoff(0, 7200.0) == 7200

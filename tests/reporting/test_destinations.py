"""Which server a session goes to if PB_URL changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import proxy as faults
from tests.conftest import NOBODY, Cli, Server
from tests.proxy import Proxy

LOOPBACK_ONLY = {"http_proxy": NOBODY, "no_proxy": "127.0.0.1"}
"""Keeps a command without PB_URL away from the public server."""


@pytest.fixture
def other(pocketbase: Server) -> Iterator[Proxy]:
    """Another server. Which one gets a request matters here, not what it does with it."""
    with faults.running(pocketbase.url) as running:
        yield running


def test_a_session_is_finished_on_the_server_that_confirmed_its_start(
    cli: Cli, pocketbase: Server, proxy: Proxy, other: Proxy, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, "--strict", PB_URL=proxy.url)
    for url in (other.url, None):
        dry_run = cli(
            *("update", "failed", "9", "--random-id", random_id, "--dry-run"),
            **{"PB_URL": url, **LOOPBACK_ONLY},
        )
        assert f"PATCH {proxy.url}/" in dry_run.stdout
    cli("update", "failed", "9", "--random-id", random_id, "--strict", PB_URL=other.url)
    assert proxy.methods() == ["POST", "GET", "PATCH"]
    assert other.seen == []
    assert pocketbase.only(random_id)["exit_code"] == 9


def test_what_no_server_has_confirmed_goes_where_pb_url_points(
    cli: Cli, proxy: Proxy, other: Proxy, random_id: str
) -> None:
    other.otherwise = faults.answer(503)
    cli("start-lxc", "--random-id", random_id, PB_URL=other.url)
    cli("flush", "--force", "--strict", PB_URL=proxy.url)
    assert proxy.methods() == ["POST"]


def test_without_pb_url_an_event_goes_to_the_server_that_it_was_accepted_for(
    cli: Cli, proxy: Proxy, random_id: str
) -> None:
    proxy.faults = [faults.answer(503)]
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url)
    done = cli("flush", "--force", "--strict", **{"PB_URL": None, **LOOPBACK_ONLY})
    assert done.returncode == 0
    assert proxy.methods() == ["POST", "POST"]


def test_a_server_that_is_gone_does_not_hold_up_the_events_of_another(
    cli: Cli, proxy: Proxy, other: Proxy, random_id: str
) -> None:
    for name in ("a", "b"):
        cli("start-lxc", "--random-id", f"{random_id}-{name}", "--strict", PB_URL=other.url)
    other.otherwise = faults.drop_request
    for name in ("a", "b"):
        cli("update", "done", "--random-id", f"{random_id}-{name}", PB_URL=other.url)
    cli("start-lxc", "--random-id", f"{random_id}-c", PB_URL=NOBODY)
    proxy.seen.clear()
    cli("flush", "--force", PB_URL=proxy.url)
    assert [seen.json["random_id"] for seen in proxy.seen] == [f"{random_id}-c"]

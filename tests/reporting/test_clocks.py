"""Events reported while the clock of the machine is wrong, and after it has been corrected."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path

import pytest

from tests import proxy as faults
from tests.conftest import NOBODY, Cli, Server
from tests.proxy import Proxy

CLOCKS = ("+3650d", "-10950d", "+12h")
"""Clocks that are ten years ahead, in 1996, and in the wrong time zone."""


def clock(shift: str) -> dict[str, str]:
    """The variables of a process whose wall clock is wrong by `shift`; see faketime(1)."""
    (library,) = Path("/usr/lib").glob("*/faketime/libfaketime.so.1")
    return {"LD_PRELOAD": str(library), "FAKETIME": shift, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


@pytest.mark.parametrize("shift", CLOCKS)
def test_an_event_reported_under_a_wrong_clock_is_sent_as_soon_as_it_is_corrected(
    cli: Cli, pocketbase: Server, proxy: Proxy, random_id: str, shift: str
) -> None:
    proxy.faults = [faults.answer(503)]
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url, **clock(shift))
    (entry,) = json.loads(cli("flush", "--list", "--json").stdout)
    assert not entry["refused"]
    assert datetime.fromisoformat(entry["due_at"]).timestamp() < time.time() + 60
    proxy.faults = [faults.answer(500)]
    cli("flush", "--force", PB_URL=proxy.url)
    assert len(proxy.seen) == 2
    cli("flush", "--force", "--strict", PB_URL=proxy.url)
    assert pocketbase.only(random_id)["status"] == "installing"


def test_a_wait_stored_by_a_clock_ahead_ends_when_the_clock_is_corrected(
    cli: Cli, pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    proxy.faults = [faults.answer(503, "{}", {"Retry-After": "3600"})]
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url, **clock("+3650d"))
    cli("flush", "--strict", PB_URL=proxy.url)
    assert pocketbase.of(random_id)


@pytest.mark.parametrize("shift", ["+8d", "+3650d", "-10950d"])
def test_an_update_without_an_id_finds_its_session_after_the_clock_was_set(
    cli: Cli, pocketbase: Server, random_id: str, shift: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    cli("update", "done", "--strict", **clock(shift))
    assert pocketbase.only(random_id)["status"] == "sucess"


def test_an_event_is_not_given_up_because_the_clock_was_set(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, PB_URL=NOBODY, **clock("-10950d"))
    cli("flush", "--force", PB_URL=NOBODY)
    cli("flush", "--force", "--strict")
    assert pocketbase.of(random_id)

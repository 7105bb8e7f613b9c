"""Exactly-once delivery: no fault and no order of events loses or duplicates a record."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.record import Final, Status, record_id
from telemetry_cli.core.session import Session, reconcile
from telemetry_cli.edges.environment import Server as Place
from telemetry_cli.edges.local_server import Address, LocalServer, free_port
from telemetry_cli.edges.pocketbase import PocketBase
from telemetry_cli.edges.state_file import open_store
from telemetry_cli.edges.store import Store
from telemetry_cli.reporting.deliver import Channel, deliver, deliver_queued
from tests import proxy as faults
from tests.conftest import SUPERUSER, Cli, Server
from tests.proxy import Fault, Proxy, wait_until
from tests.starts import a_start
from tests.state import database, queue

COLLECTION = "_dev_telemetry_data"
ENDS = (Final(Status.SUCCESS, 0, ""), Final(Status.FAILED, 137, "a"), Final(Status.UNKNOWN, 2, "b"))
FAULTS: list[Fault] = [
    faults.pass_on,
    faults.drop_request,
    faults.drop_answer,
    faults.cut,
    faults.corrupt,
    faults.answer(500),
    faults.answer(503, "{}", {"Retry-After": "1"}),
    faults.answer(200, "<html>captive portal</html>"),
    faults.redirect(307, ""),
]


@dataclass
class World:
    """Sessions in one state file, a faulty network, and the expected records."""

    store: Store
    connection: PocketBase
    proxy: Proxy
    prefix: str = field(default_factory=lambda: str(uuid.uuid4()))
    started: set[str] = field(default_factory=set)
    ended: dict[str, Final] = field(default_factory=dict)

    @property
    def channel(self) -> Channel:
        return Channel(self.store, self.connection)

    def start(self, name: str) -> Session | None:
        begun = a_start(f"{self.prefix}-{name}", name)
        self.started.add(name)
        return self.store.accept_start(begun, lease=0)

    def end(self, name: str, final: Final, *, force: bool) -> Session | None:
        random_id = f"{self.prefix}-{name}"
        accepted = self.store.accept_final(
            record_id(random_id), random_id, final, force=force, lease=0
        )
        if accepted:
            self.ended[name] = final
        return accepted

    def deliver(self, session: Session | None, broken: list[Fault]) -> None:
        if session is not None:
            self.proxy.faults = list(broken)
            deliver(session, self.channel, Deadline.after(5))
            self.proxy.faults = []

    def deliver_and_die(self, session: Session | None, requests: int) -> None:
        """A process that is killed after `requests` requests, before it stores their results."""
        if session is not None:
            exchange = reconcile(session, COLLECTION)
            try:
                request = next(exchange)
                for _ in range(requests):
                    answer = self.connection.send(request, Deadline.after(5))
                    request = exchange.send(answer)
            except StopIteration:
                pass

    def flush(self, broken: list[Fault]) -> None:
        self.proxy.faults = list(broken)
        self.store.make_due()
        for _ in deliver_queued(self.channel, lambda: Deadline.after(5)):
            pass
        self.proxy.faults = []

    def check(self, pocketbase: Server) -> None:
        """Every started session has exactly one record, with its final status."""
        records_by_name: dict[str, Any] = {}
        for record in pocketbase.records(f"random_id ~ '{self.prefix}-%'"):
            assert record["nsapp"] not in records_by_name, "doubled"
            records_by_name[record["nsapp"]] = record
        assert set(records_by_name) == self.started
        for name, record in records_by_name.items():
            final = self.ended.get(name)
            expected = final.fields() if final else {"status": "installing"}
            assert {key: record[key] for key in expected} == expected


names = st.sampled_from("abcde")
broken = st.lists(st.sampled_from(FAULTS), max_size=4)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("start"), names, broken),
        st.tuples(st.just("end"), names, st.sampled_from(ENDS), st.booleans(), broken),
        st.tuples(st.just("killed start"), names, st.integers(0, 3)),
        st.tuples(st.just("killed end"), names, st.sampled_from(ENDS), st.integers(0, 3)),
        st.tuples(st.just("flush"), broken),
    ),
    max_size=25,
)


def play(schedule: list[tuple[Any, ...]], pocketbase: Server, *, may_force: bool = True) -> None:
    with (
        TemporaryDirectory() as directory,
        faults.running(pocketbase.url) as proxy,
        closing(open_store(Path(directory), 30, durable=False)) as store,
        closing(PocketBase(Place(proxy.url, COLLECTION))) as connection,
    ):
        world = World(store, connection, proxy)
        for step in schedule:
            match step:
                case ("start", name, broken):
                    world.deliver(world.start(name), broken)
                case ("end", name, final, force, broken):
                    world.deliver(world.end(name, final, force=force and may_force), broken)
                case ("killed start", name, requests):
                    world.deliver_and_die(world.start(name), requests)
                case ("killed end", name, final, requests):
                    world.deliver_and_die(world.end(name, final, force=False), requests)
                case ("flush", broken):
                    world.flush(broken)
        world.flush([])
        world.check(pocketbase)


unhurried = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


@given(schedule=steps)
@settings(unhurried, max_examples=40)
def test_any_schedule_delivers_every_session_exactly_once(
    pocketbase: Server, schedule: list[tuple[Any, ...]]
) -> None:
    play(schedule, pocketbase)


@given(schedule=steps)
@settings(unhurried, max_examples=40)
def test_any_schedule_delivers_every_session_exactly_once_to_a_hardened_server(
    hardened: Server, schedule: list[tuple[Any, ...]]
) -> None:
    play(schedule, hardened, may_force=False)


@pytest.mark.long
@given(schedule=steps)
@settings(unhurried, max_examples=2000)
def test_two_thousand_schedules_deliver_every_session_exactly_once(
    pocketbase: Server, schedule: list[tuple[Any, ...]]
) -> None:
    play(schedule, pocketbase)


def accepted(state: Path) -> dict[str, tuple[bool, str | None]]:
    """For each session on disk: whether its start was accepted, and its final status."""
    if not (state / "state.db").exists():
        return {}
    with database(state) as connection:
        rows = connection.execute("SELECT random_id, start IS NOT NULL, status FROM session")
        return {random_id: (bool(started), status) for random_id, started, status in rows}


def kill_at_random_moments(
    cli: Cli, pocketbase: Server, variables: dict[str, str], state: Path, kills: int
) -> None:
    """Kill running reports, then flush: every accepted session has exactly one record."""
    chance, prefix, killed = random.Random(7), str(uuid.uuid4()), 0
    command = [sys.executable, "-m", "telemetry_cli"]
    number = 0
    while killed < kills:
        number += 1
        random_id = f"{prefix}-{number}"
        for report in (["start-lxc", "--app", random_id], ["update", "failed", "137"]):
            process = subprocess.Popen([*command, *report, "--random-id", random_id], env=variables)
            try:
                process.wait(chance.uniform(0.0, 0.3))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += process.wait() == -signal.SIGKILL
    for _ in range(2):  # sessions leased by a killed flush are due again
        cli("flush", "--force")
    on_disk = accepted(state)
    records = {record["random_id"]: record for record in _all(pocketbase, prefix)}
    started = {random_id for random_id, (start, _) in on_disk.items() if start}
    assert set(records) == started
    assert len(_all(pocketbase, prefix)) == len(started)
    for random_id in started:
        ended = on_disk[random_id][1]
        assert records[random_id]["status"] == (ended or "installing")
        assert records[random_id]["exit_code"] == (137 if ended else 0)


def _all(pocketbase: Server, prefix: str) -> list[dict[str, Any]]:
    return pocketbase.records(f"random_id ~ '{prefix}-%'")


def test_reports_killed_at_random_moments_lose_and_duplicate_nothing(
    cli: Cli, pocketbase: Server, variables: dict[str, str], state: Path
) -> None:
    kill_at_random_moments(cli, pocketbase, variables, state, kills=15)


@pytest.mark.long
def test_reports_killed_250_times_lose_and_duplicate_nothing(
    cli: Cli, pocketbase: Server, variables: dict[str, str], state: Path
) -> None:
    kill_at_random_moments(cli, pocketbase, variables, state, kills=250)


def report_pairs_at_once(
    cli: Cli, pocketbase: Server, state: Path, pairs: int, **variables: str
) -> None:
    prefix = str(uuid.uuid4())

    def pair(number: int) -> list[subprocess.CompletedProcess[str]]:
        random_id = f"{prefix}-{number}"
        return [
            cli("start-lxc", "--app", "plex", "--random-id", random_id, **variables),
            cli("update", "failed", "137", "--random-id", random_id, **variables),
        ]

    with ThreadPoolExecutor(pairs) as pool:
        reports = [report for pair in pool.map(pair, range(pairs)) for report in pair]
    assert {(done.returncode, done.stdout, done.stderr) for done in reports} == {(0, "", "")}
    cli("flush", "--force")
    records = _all(pocketbase, prefix)
    assert len(records) == pairs
    assert {(record["status"], record["exit_code"]) for record in records} == {("failed", 137)}


def test_concurrent_reports_are_all_delivered(cli: Cli, pocketbase: Server, state: Path) -> None:
    report_pairs_at_once(cli, pocketbase, state, 20)


@pytest.mark.long
def test_two_hundred_concurrent_pairs_of_reports_are_all_delivered(
    cli: Cli, pocketbase: Server, state: Path
) -> None:
    report_pairs_at_once(cli, pocketbase, state, 200)


def test_a_concurrent_start_and_end_make_one_record(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    with ThreadPoolExecutor(2) as pool:
        end = pool.submit(cli, "update", "failed", "9", "--random-id", random_id)
        start = pool.submit(cli, "start-lxc", "--random-id", random_id)
        assert end.result().returncode == start.result().returncode == 0
    cli("flush", "--force")
    assert pocketbase.only(random_id)["exit_code"] == 9


def test_concurrent_flushes_deliver_each_session_once(
    cli: Cli, pocketbase: Server, state: Path, random_id: str
) -> None:
    queue(state, *(f"{random_id}-{number}" for number in range(200)))
    with ThreadPoolExecutor(4) as pool:
        flushes = [pool.submit(cli, "flush", "--force") for _ in range(4)]
        assert {flush.result().stderr for flush in flushes} == {""}
    assert len(_all(pocketbase, random_id)) == 200


def test_a_server_restart_during_reports_loses_nothing(
    cli: Cli, state: Path, tmp_path: Path, random_id: str
) -> None:
    queue(state, *(f"{random_id}-{number}" for number in range(400)))
    address = Address("127.0.0.1", free_port("127.0.0.1"))
    place = (tmp_path / "server", address, SUPERUSER, COLLECTION, tmp_path / "log")
    server = Server(address.url)
    with ThreadPoolExecutor(1) as pool:
        with LocalServer(*place, hardened=False):
            flush = pool.submit(cli, "flush", PB_URL=address.url)
            wait_until(lambda: len(_all(server, random_id)) > 20)
        assert flush.result().returncode == 0
    with LocalServer(*place, hardened=False):
        cli("flush", "--force", "--strict", PB_URL=address.url)
        assert len(_all(server, random_id)) == 400

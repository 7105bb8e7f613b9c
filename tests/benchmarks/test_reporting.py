"""The cost of a report and of a flush, compared with the same work in plain requests."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from telemetry_cli.edges.state_file import open_store
from tests.benchmarks.measure import caching, cpu_seconds, report, telemetry_cli
from tests.conftest import Server
from tests.starts import a_start
from tests.state import database

pytestmark = pytest.mark.benchmark

FIELDS = (
    "'type': 'lxc', 'ct_type': 1, 'nsapp': 'plex', 'status': 'installing', 'disk_size': 8,"
    " 'core_count': 2, 'ram_size': 2048, 'os_type': 'debian', 'os_version': '12',"
    " 'method': 'default', 'pve_version': '8.2'"
)
ONE_POST = f"""
import os, uuid, requests
record = {{'random_id': str(uuid.uuid4()), {FIELDS}}}
requests.post(os.environ['RECORDS'], json=record, timeout=5).json()
"""
LOOP = f"""
import os, sys, time, uuid, requests
session, begin = requests.Session(), time.perf_counter()
for _ in range(int(sys.argv[1])):
    name = str(uuid.uuid4())
    record = {{'id': name.replace('-', '')[:15], 'random_id': name, {FIELDS}}}
    session.post(os.environ['RECORDS'], json=record, timeout=5).json()
print(time.perf_counter() - begin)
"""


def test_start_lxc_uses_at_most_25_percent_more_cpu_than_one_post(
    variables: dict[str, str], pocketbase: Server
) -> None:
    spent = cpu_seconds(
        {
            "bare": [sys.executable, "-c", ONE_POST],
            "start": [
                *(telemetry_cli(), "start-lxc", "--app", "plex", "--disk-size", "8"),
                *("--core-count", "2", "--ram-size", "2048", "--os-type", "debian"),
                *("--os-version", "12", "--pve-version", "8.2", "--strict"),
            ],
        },
        caching({**variables, "RECORDS": pocketbase.records_url}),
        rounds=21,
    )
    ratio = spent["start"] / spent["bare"]
    report("CPU of start-lxc / CPU of requests and one post", ratio, "at most 1.25")
    assert ratio <= 1.25


def test_flush_reaches_80_percent_of_the_rate_of_a_bare_requests_loop(
    variables: dict[str, str], pocketbase: Server, state: Path
) -> None:
    events = int(os.environ.get("BENCHMARK_EVENTS", "10000"))
    environment = caching({**variables, "RECORDS": pocketbase.records_url})

    def bare() -> float:
        command = [sys.executable, "-c", LOOP, str(events // 2)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return float(done.stdout)

    store = open_store(state, 10, durable=False)
    for _ in range(events):
        name = str(uuid.uuid4())
        store.accept_start(a_start(name, disk_size="8", core_count="2", ram_size="2048"), lease=0)
    store.close()
    loop = bare()
    begin = time.perf_counter()
    subprocess.run([telemetry_cli(), "flush", "--strict"], env=environment, check=True)
    flush = time.perf_counter() - begin
    loop += bare()
    report(f"rate of flush over {events} events / rate of a bare loop", loop / flush, "0.8 or more")
    assert loop / flush >= 0.8


def test_opening_the_state_file_takes_the_same_time_for_any_number_of_sessions(
    tmp_path: Path,
) -> None:
    def prepared(sessions: int) -> Path:
        directory = tmp_path / str(sessions)
        store = open_store(directory, 10, durable=False)
        store.accept_start(a_start("first"), lease=0)
        store.close()
        with database(directory) as connection:
            names = [column[1] for column in connection.execute("PRAGMA table_info(session)")]
            others = ", ".join(name for name in names if name != "record_id")
            connection.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                f" INSERT INTO session (record_id, {others})"
                f" SELECT 'copy' || i, {others} FROM n, session WHERE record_id NOT LIKE 'copy%'",
                (sessions,),
            )
        return directory

    def opening(directory: Path) -> float:
        begin = time.perf_counter()
        store = open_store(directory, 10)
        store.unfinished()
        elapsed = time.perf_counter() - begin
        store.close()
        return elapsed

    few, many = prepared(10), prepared(10_000)
    pairs = [(opening(few), opening(many)) for _ in range(200)]
    ratio = statistics.median(b for _, b in pairs) / statistics.median(a for a, _ in pairs)
    report("time to open with 10,000 sessions / with 10", ratio, "1, within noise 1.25")
    assert ratio <= 1.25

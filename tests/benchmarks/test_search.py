"""Searching a million records, compared with the bare minimum of work.

TELEMETRY_BENCHMARK_RECORDS changes the number of records.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence

import pytest

from tests.benchmarks import million
from tests.benchmarks.measure import caching, report, telemetry_cli
from tests.conftest import Server

pytestmark = pytest.mark.benchmark

RECORDS = int(os.environ.get("TELEMETRY_BENCHMARK_RECORDS", "1000000"))
ROUNDS = 15

BARE_LOOP = """
import json, requests, sys
session, last, out = requests.Session(), "", open(sys.argv[2], "wb")
while True:
    parameters = {"sort": "id", "perPage": "1000", "skipTotal": "1"}
    if last:
        parameters["filter"] = f"id > '{last}'"
    body = session.get(sys.argv[1], params=parameters).content
    out.write(body)
    items = json.loads(body)["items"]
    if len(items) < 1000:
        break
    last = items[-1]["id"]
"""
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with million.server(tmp_path_factory.mktemp("million"), RECORDS) as server:
        yield server


def seconds(command: Sequence[str], variables: Mapping[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, env=dict(variables), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def test_query_failed_takes_little_longer_than_its_request(
    many: Server, variables: dict[str, str]
) -> None:
    environment = caching({**variables, "PB_URL": many.url})
    page = f"{many.records_url}?page=1&perPage=30&skipTotal=1&sort=-%40rowid"
    commands = {
        "ours": [telemetry_cli(), "query", "--failed"],
        "imports": [sys.executable, "-c", "import requests, rich"],
        "curl": ["curl", "-s", f"{page}&filter=status%20%3D%20%27failed%27"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(seconds(command, environment))
    median = {name: statistics.median(measured) for name, measured in times.items()}
    ratio = median["ours"] / (median["imports"] + median["curl"])
    report("30 newest failures / imports and curl", ratio, "at most 1.3")
    assert ratio <= 1.3


def test_query_all_is_faster_than_one_bare_connection(
    many: Server, variables: dict[str, str]
) -> None:
    environment = caching({**variables, "PB_URL": many.url})
    bare = seconds([sys.executable, "-c", BARE_LOOP, many.records_url, os.devnull], environment)
    ours = seconds([telemetry_cli(), "query", "--all", "-o", "ndjson"], environment)
    ordered = [telemetry_cli(), "query", "--all", "--sort", "id", "-o", "ndjson"]
    one_connection = seconds(ordered, environment)
    counted = seconds([telemetry_cli(), "stats"], environment)
    report(f"rate of query --all, {RECORDS:,} records / bare loop", bare / ours, "more than 1")
    report("rate over one connection / bare loop", bare / one_connection, "at least 0.9")
    report("rate of stats / bare loop", bare / counted, "at least 0.8")
    assert bare / ours > 1.0
    assert bare / one_connection >= 0.9
    assert bare / counted >= 0.8


@pytest.mark.parametrize("command", ["query --all -o ndjson", "query --all", "stats --compare"])
def test_memory_use_does_not_grow_with_the_number_of_records(
    many: Server, variables: dict[str, str], command: str
) -> None:
    environment = caching({**variables, "PB_URL": many.url})
    peak = subprocess.run(
        [sys.executable, "-c", PEAK, telemetry_cli(), *command.split()],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    megabytes = int(peak) / 1024
    report(f"peak memory of {command}, MB", megabytes, "under 120")
    assert megabytes < 120

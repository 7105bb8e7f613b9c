"""A collection with many records, written directly into the database in seconds."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from telemetry_cli.core.protocol import DEFAULT_COLLECTION
from telemetry_cli.core.record import record_id
from telemetry_cli.knowledge.exit_codes import describe
from tests.conftest import Server, serving

_APPS = [f"app{number:03}" for number in range(300)]
_SYSTEMS = [("debian", "12"), ("debian", "13"), ("ubuntu", "24.04"), ("alpine", "3.20")]
_CODES = [1, 1, 1, 2, 6, 7, 22, 100, 100, 126, 127, 130, 137, 137, 139, 143, 243]
_COLUMNS = (
    "id, random_id, type, ct_type, nsapp, status, disk_size, core_count, ram_size, os_type,"
    " os_version, pve_version, method, error, exit_code, created, updated"
)


@contextmanager
def server(directory: Path, records: int) -> Iterator[Server]:
    """A server with the open rules and `records` records, spread over the last 90 days."""
    with serving(directory, hardened=False):
        pass  # creates the collection
    _fill(directory / "pb_data" / "data.db", records)
    with serving(directory, hardened=False) as running:
        yield running


def _fill(database: Path, records: int) -> None:
    marks = ",".join("?" * (_COLUMNS.count(",") + 1))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany(
            f"INSERT INTO {DEFAULT_COLLECTION} ({_COLUMNS}) VALUES ({marks})",
            _rows(records),
        )


def _rows(records: int) -> Iterator[tuple[object, ...]]:
    chance, end = random.Random(1), datetime.now(UTC)
    begin = end - timedelta(days=90)
    step = (end - begin) / records
    for number in range(records):
        random_id = f"{chance.getrandbits(128):032x}"
        app = _APPS[min(int(chance.expovariate(0.02)), len(_APPS) - 1)]
        status = chance.choices(["sucess", "failed", "unknown", "installing"], [80, 15, 3, 2])[0]
        code = chance.choice(_CODES) if status in ("failed", "unknown") else 0
        moment = f"{begin + number * step:%Y-%m-%d %H:%M:%S}.000Z"
        yield (
            *(record_id(random_id), random_id, "lxc", 1, app, status, 8, 2, 2048),
            *chance.choice(_SYSTEMS),
            *("8.2.2", "default", describe(code) if code else "", code, moment, moment),
        )

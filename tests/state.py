"""The state file of a test, filled and changed without the tool."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from telemetry_cli.edges.state_file import open_store
from tests.starts import a_start


def queue(state: Path, *random_ids: str) -> None:
    """Put starts that were never attempted into the outbox of a state directory."""
    with closing(open_store(state, 10, durable=False)) as store:
        for random_id in random_ids:
            store.accept_start(a_start(random_id), lease=0)


@contextmanager
def database(state: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the state file in a state directory; committed and closed at the end."""
    with closing(sqlite3.connect(state / "state.db")) as connection, connection:
        yield connection

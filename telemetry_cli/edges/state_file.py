"""The state file on the disk: opened, begun, set aside when it is damaged, removed."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from telemetry_cli.edges.files import locked, open_private, private_directory, refuse_foreign
from telemetry_cli.edges.store import (
    MIGRATIONS,
    SCHEMA,
    VERSION,
    Failure,
    StateUnusableError,
    Store,
)

STATE_FILE = "state.db"
ERROR_FILE = "last-error.log"
"""The traceback of the last internal error (reporting/unexpected.py)."""

_LOCK_FILE = "lock"


def open_store(directory: Path | None, patience: float, *, durable: bool = True) -> Store:
    """The state file in `directory`, begun if there is none; waits `patience` seconds for locks.

    What is written is on disk when a method returns; unless `durable`, a power failure may undo
    the last of it: fit for progress, which another try shows again, and not for events.

    A file that is no state file is set aside under another name and a new one begun.
    Raises StateUnusableError if there is no place for a state file.
    """
    if directory is None:
        raise StateUnusableError("no place for a state file: set HOME or TELEMETRY_STATE_DIR")
    try:
        file = private_directory(directory) / STATE_FILE
        if not file.exists():
            _begin(file)
        try:
            connection = _connect(file, patience, durable=durable)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            _set_aside(file, patience)
            connection = _connect(file, patience, durable=durable)
        return Store(connection, open_private(directory / _LOCK_FILE))
    except (OSError, sqlite3.Error) as error:
        message = f"cannot keep state in {directory} ({error}): set TELEMETRY_STATE_DIR"
        raise StateUnusableError(message) from error


def memory_store() -> Store:
    """A store that lasts as long as the process, for when there is no place on disk."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.executescript(SCHEMA)
    return Store(connection)


def snapshot(directory: Path | None) -> Store:
    """A copy of the state file in memory, to see what would happen; the file stays as it is.

    Raises StateUnusableError if there is a file that cannot be read.
    """
    copy = memory_store()
    if directory is not None and has_state(directory):
        try:
            with closing(_connect(directory / STATE_FILE, 5.0, durable=False)) as connection:
                copy.fill(connection)
        except (OSError, sqlite3.Error) as error:
            message = f"cannot read the state in {directory} ({error}): set TELEMETRY_STATE_DIR"
            raise StateUnusableError(message) from error
    return copy


def has_state(directory: Path | None) -> bool:
    """Whether there is a state file; asking begins none."""
    return directory is not None and (directory / STATE_FILE).exists()


def last_failure(directory: Path | None) -> Failure | None:
    """The session of this machine that failed last; raises StateUnusableError."""
    if not has_state(directory):
        return None
    with closing(open_store(directory, 5.0, durable=False)) as store:
        return store.last_failure()


def forget(directory: Path | None) -> None:
    """Remove the state file with everything queued, and what errors left; creates nothing."""
    if directory is None or not directory.exists():
        return
    refuse_foreign(directory)  # another's link might lead to another program's state
    # The write-ahead log before its database, and what was set aside as damaged too.
    parts = sorted(directory.glob(f"{STATE_FILE}*"), reverse=True)
    for part in (*parts, *directory.glob(ERROR_FILE)):
        part.unlink(missing_ok=True)


class _WrongVersionError(sqlite3.DatabaseError):
    """The file is a database of something or somebody else."""


def _connect(file: Path, patience: float, *, durable: bool) -> sqlite3.Connection:
    # mode=rw: a file that vanished meanwhile must not come back empty.
    connection = sqlite3.connect(
        f"{file.as_uri()}?mode=rw",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version in MIGRATIONS:
            version = _migrate(connection)
        if version != VERSION:
            message = f"version {version} instead of {VERSION}"
            raise _WrongVersionError(message)
        # Reading the schema shows a file that only looks like a database.
        connection.execute("SELECT 1 FROM session LIMIT 1")
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection) -> int:
    """Bring the schema of an earlier release up to date; returns its version then."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:  # another process may have been faster: look again under the lock
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        while version in MIGRATIONS:
            connection.execute(MIGRATIONS[version])
            version += 1
            connection.execute(f"PRAGMA user_version = {version}")
    return int(version)


def _begin(file: Path) -> None:
    """Create the file, complete and under its name at once: nobody ever sees half of it."""
    with open_private(file.parent / _LOCK_FILE) as lock, locked(lock):
        if file.exists():
            return  # another process was faster
        with _draft(file) as draft:
            # What is left of a file that was removed, SQLite would replay into the new one.
            for companion in _companions(file):
                companion.unlink(missing_ok=True)
            draft.rename(file)


def _set_aside(file: Path, patience: float) -> None:
    """Put a new file in the place of a damaged one, once though several processes have found it."""
    with open_private(file.parent / _LOCK_FILE) as lock, locked(lock), _draft(file) as draft:
        try:
            _connect(file, patience, durable=False).close()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
            stamp = f"{moment}-{time.monotonic_ns()}"  # two may be damaged in one second
            for companion in _companions(file):
                if companion.exists():
                    companion.rename(f"{companion}.damaged-{stamp}")
            # Under both names for a moment, so that there is a file at any time.
            os.link(file, f"{file}.damaged-{stamp}")
            draft.rename(file)


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """A state file with nothing in it, under another name; removed unless it was renamed."""
    draft = file.with_name(f"{STATE_FILE}.{os.getpid()}.{time.monotonic_ns()}.new")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(SCHEMA)
        yield draft
    finally:
        for leftover in (draft, *_companions(draft)):
            leftover.unlink(missing_ok=True)


def _companions(file: Path) -> tuple[Path, Path]:
    """The write-ahead log of a database and its index (https://www.sqlite.org/wal.html)."""
    return Path(f"{file}-wal"), Path(f"{file}-shm")


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    missing_table = "no such table" in str(error)
    return (
        isinstance(error, _WrongVersionError)
        or missing_table
        or code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
    )

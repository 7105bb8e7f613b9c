"""Opens, creates, migrates, recovers and removes the state file."""

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


def open_store(directory: Path | None, lock_timeout: float, *, durable: bool = True) -> Store:
    """Open the state file in `directory`, or create it; waits `lock_timeout` seconds for locks.

    If `durable`, changes are on disk when a method returns. Otherwise a power failure may undo the
    last ones: fine for the progress of a delivery, but not for events.

    A damaged file is renamed and replaced by a new one. Raises StateUnusableError if the state
    file can neither be opened nor created.
    """
    if directory is None:
        raise StateUnusableError("no directory for the state file: set HOME or TELEMETRY_STATE_DIR")
    try:
        file = private_directory(directory) / STATE_FILE
        if not file.exists():
            _create(file)
        try:
            connection = _connect(file, lock_timeout, durable=durable)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            _set_aside(file, lock_timeout)
            connection = _connect(file, lock_timeout, durable=durable)
        return Store(connection, open_private(directory / _LOCK_FILE))
    except (OSError, sqlite3.Error) as error:
        message = f"cannot keep state in {directory} ({error}): set TELEMETRY_STATE_DIR"
        raise StateUnusableError(message) from error


def memory_store() -> Store:
    """A store in memory, for when the disk cannot be used."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.executescript(SCHEMA)
    return Store(connection)


def snapshot(directory: Path | None) -> Store:
    """A copy of the state file in memory, for a dry run.

    Raises StateUnusableError if the file exists and cannot be read.
    """
    copy = memory_store()
    if directory is not None and has_state(directory):
        try:
            with closing(_connect(directory / STATE_FILE, 5.0, durable=False)) as connection:
                copy.fill(connection)
        except (OSError, sqlite3.Error) as error:
            copy.close()
            message = f"cannot read the state in {directory} ({error}): set TELEMETRY_STATE_DIR"
            raise StateUnusableError(message) from error
    return copy


def has_state(directory: Path | None) -> bool:
    """Whether there is a state file; does not create it."""
    return directory is not None and (directory / STATE_FILE).exists()


def last_failure(directory: Path | None) -> Failure | None:
    """The session on this machine that failed last. Raises StateUnusableError."""
    if not has_state(directory):
        return None
    with closing(open_store(directory, 5.0, durable=False)) as store:
        return store.last_failure()


def forget(directory: Path | None) -> None:
    """Remove the state file with all queued events, and the error file; creates nothing."""
    if directory is None or not directory.exists():
        return
    refuse_foreign(directory)  # another user's link could point to other programs' files
    # The write-ahead log before its database, and damaged files that were renamed.
    parts = sorted(directory.glob(f"{STATE_FILE}*"), reverse=True)
    for part in (*parts, *directory.glob(ERROR_FILE)):
        part.unlink(missing_ok=True)


class _WrongVersionError(sqlite3.DatabaseError):
    """The file is another program's database, or of another version."""


def _connect(file: Path, lock_timeout: float, *, durable: bool) -> sqlite3.Connection:
    # mode=rw: a file that was removed meanwhile must not be created empty.
    connection = sqlite3.connect(
        f"{file.as_uri()}?mode=rw",
        uri=True,
        timeout=lock_timeout,
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
        # Reads the schema, to detect a file that only looks like a database.
        connection.execute("SELECT 1 FROM session LIMIT 1")
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection) -> int:
    """Migrate the schema of an earlier release; returns the new version."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:  # another process may have been faster: check again while holding the lock
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        while version in MIGRATIONS:
            for statement in MIGRATIONS[version]:
                connection.execute(statement)
            version += 1
            connection.execute(f"PRAGMA user_version = {version}")
    return int(version)


def _create(file: Path) -> None:
    """Create the file atomically: no process ever sees an incomplete one."""
    with open_private(file.parent / _LOCK_FILE) as lock, locked(lock):
        if file.exists():
            return  # another process was faster
        with _draft(file) as draft:
            # SQLite would replay the leftover log of a removed file into the new one.
            for companion in _companions(file):
                companion.unlink(missing_ok=True)
            draft.rename(file)


def _set_aside(file: Path, lock_timeout: float) -> None:
    """Replace a damaged file with a new one, only once even if several processes notice it."""
    with open_private(file.parent / _LOCK_FILE) as lock, locked(lock), _draft(file) as draft:
        try:
            _connect(file, lock_timeout, durable=False).close()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
            stamp = f"{moment}-{time.monotonic_ns()}"  # unique even within one second
            for companion in _companions(file):
                if companion.exists():
                    companion.rename(f"{companion}.damaged-{stamp}")
            # A link, not a rename, so that there is a file at any time.
            os.link(file, f"{file}.damaged-{stamp}")
            draft.rename(file)


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """An empty state file with a temporary name; removed at the end unless it was renamed."""
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
    """The write-ahead log of a database, and its index (https://www.sqlite.org/wal.html)."""
    return Path(f"{file}-wal"), Path(f"{file}-shm")


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    missing_table = "no such table" in str(error)
    return (
        isinstance(error, _WrongVersionError)
        or missing_table
        or code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
    )

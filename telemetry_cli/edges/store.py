"""The state file: one row per session, queued or delivered. The queued ones are the outbox."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import IO, NamedTuple

from telemetry_cli.core.record import Final, Start, Status, record_id
from telemetry_cli.core.results import OutboxEntry
from telemetry_cli.core.session import Attempt, AttemptResult, Session
from telemetry_cli.edges.files import locked

LIFETIME = 7 * 24 * 3600.0
"""Seconds after which an undelivered event is dropped, and an unfinished session is over."""

MAX_SESSIONS = 50_000
"""The most sessions kept, about 25 MB; beyond that the oldest is dropped, even if queued."""

_HISTORY = 30 * 24 * 3600.0
"""Seconds for which a delivered session is kept."""

VERSION = 2
"""PRAGMA user_version of this schema; 0 is an empty file."""

SCHEMA = f"""
CREATE TABLE session (
    record_id         TEXT PRIMARY KEY,
    random_id         TEXT,
    accepted_at       REAL NOT NULL,               -- seconds since the epoch
    start             TEXT,                        -- JSON, the fields of the POST
    status            TEXT,                        -- the final status
    exit_code         INTEGER,
    error             TEXT,
    ended_at          REAL,                        -- seconds since the epoch
    forced            INTEGER NOT NULL DEFAULT 0,
    final_version     INTEGER NOT NULL DEFAULT 0,  -- incremented with each accepted update
    created           INTEGER NOT NULL DEFAULT 0,  -- the server has the record
    confirmed_version INTEGER NOT NULL DEFAULT 0,  -- the final_version that the server has
    server_id         TEXT,
    attempts          INTEGER NOT NULL DEFAULT 0,
    existing_only     INTEGER NOT NULL DEFAULT 0,  -- the update is not for a start that comes later
    due_at            REAL NOT NULL,               -- end of the lease or backoff
    unreachable       INTEGER NOT NULL DEFAULT 0,  -- queued only because there was no response
    refused           INTEGER NOT NULL DEFAULT 0,
    reason            TEXT,                        -- why it is queued or was refused
    waiting           INTEGER GENERATED ALWAYS AS (
        NOT refused AND ((start IS NOT NULL AND NOT created) OR final_version > confirmed_version)
    ) VIRTUAL
);
CREATE INDEX session_waiting ON session (accepted_at, due_at) WHERE waiting;
CREATE INDEX session_age ON session (accepted_at);
CREATE INDEX session_server_id ON session (server_id) WHERE server_id IS NOT NULL;
CREATE INDEX session_unfinished ON session (accepted_at) WHERE final_version = 0;
PRAGMA user_version = {VERSION};
"""

MIGRATIONS = {
    1: "ALTER TABLE session ADD COLUMN existing_only INTEGER NOT NULL DEFAULT 0",
}
"""The SQL that migrates the schema of a version to the next one."""

_COLUMNS = (
    "record_id, random_id, start, status, exit_code, error, forced, final_version,"
    " created, confirmed_version, server_id, attempts, existing_only"
)


class StateUnusableError(Exception):
    """The state file cannot be opened, created or written."""


class Failure(NamedTuple):
    """A session that failed. `ended_at` is in seconds since the epoch."""

    app: str
    ended_at: float
    exit_code: int
    error: str


class Store:
    """An open state file. Each method is one transaction, safe against other processes."""

    def __init__(self, connection: sqlite3.Connection, lock: IO[str] | None = None) -> None:
        self._connection = connection
        self._lock = lock

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        if self._lock is not None:
            self._lock.close()

    def fill(self, source: sqlite3.Connection) -> None:
        """Copy another state file into this one."""
        source.backup(self._connection)

    def accept_start(self, start: Start, *, lease: float) -> Session | None:
        """Store the start of an install and lease it for `lease` seconds.

        A session that has started already keeps its first start. Returns None if the session has
        ended as well: its `random_id` was used again.
        """
        identity, now = record_id(start.random_id), time.time()
        with self._transaction():
            changed = self._connection.execute(
                "INSERT INTO session (record_id, random_id, accepted_at, start, due_at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (record_id) DO UPDATE SET"
                " start = coalesce(start, excluded.start), random_id = excluded.random_id,"
                " refused = refused AND start IS NOT NULL, due_at = excluded.due_at,"
                " status = iif(existing_only, NULL, status),"
                " final_version = iif(existing_only, 0, final_version),"
                " confirmed_version = iif(existing_only, 0, confirmed_version),"
                " accepted_at = iif(existing_only, excluded.accepted_at, accepted_at),"
                " existing_only = 0"
                " WHERE start IS NULL OR final_version = 0",
                (identity, start.random_id, now, json.dumps(start.fields), now + lease),
            ).rowcount
            if not changed:
                return None
            self._make_room(now)
            return self._session(identity)

    def accept_final(
        self,
        identity: str,
        random_id: str | None,
        final: Final,
        *,
        force: bool,
        lease: float,
        existing_only: bool = False,
    ) -> Session | None:
        """Store the end of an install and lease it for `lease` seconds.

        `identity` is the record ID that we derived, or the one that the server chose. An update
        that is `existing_only` does not end a session that starts later. Returns None if the
        session already has a final status, unless `force`.
        """
        now = time.time()
        with self._transaction():
            row = self._connection.execute(
                "SELECT record_id FROM session WHERE server_id = ?", (identity,)
            ).fetchone()
            if row:
                (identity,) = row
            changed = self._connection.execute(
                "INSERT INTO session (record_id, random_id, accepted_at, status, exit_code, error,"
                " ended_at, forced, due_at, existing_only, final_version)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
                " ON CONFLICT (record_id) DO UPDATE SET status = excluded.status,"
                " random_id = coalesce(random_id, excluded.random_id),"
                " exit_code = excluded.exit_code, error = excluded.error,"
                " ended_at = excluded.ended_at, forced = excluded.forced, refused = 0,"
                " final_version = final_version + 1, due_at = excluded.due_at"
                " WHERE final_version = 0 OR excluded.forced",
                (
                    *(identity, random_id, now, final.status.value, final.exit_code, final.error),
                    *(now, force, now + lease, existing_only),
                ),
            ).rowcount
            return self._session(identity) if changed else None

    def unfinished(self) -> list[str]:
        """The record IDs of at most two unfinished sessions of this machine, newest first.

        Sessions older than `LIFETIME` do not count: their installer is gone.
        """
        rows = self._connection.execute(
            "SELECT record_id FROM session WHERE final_version = 0 AND accepted_at > ?"
            " ORDER BY accepted_at DESC LIMIT 2",
            (time.time() - LIFETIME,),
        )
        return [identity for (identity,) in rows]

    def random_id(self, identity: str) -> str | None:
        """The `random_id` of the session with this record ID, derived or chosen by the server."""
        row = self._connection.execute(
            "SELECT random_id FROM session WHERE record_id = ? OR server_id = ?",
            (identity, identity),
        ).fetchone()
        return row[0] if row else None

    def lease(self, seconds: float, limit: int, *, reachable: bool = False) -> list[Session]:
        """Lease the oldest queued sessions that are due; no other process sends them for `seconds`.

        If the server is `reachable`, sessions that were queued only for that are due as well.
        """
        now = time.time()
        with self._transaction():
            identities = self._connection.execute(
                "SELECT record_id FROM session WHERE waiting AND"
                " (due_at <= ? OR (unreachable AND ?)) ORDER BY accepted_at LIMIT ?",
                (now, reachable, limit),
            ).fetchall()
            self._connection.executemany(
                "UPDATE session SET due_at = ?, unreachable = 0 WHERE record_id = ?",
                [(now + seconds, identity) for (identity,) in identities],
            )
            return [self._session(identity) for (identity,) in identities]

    def release(self, sessions: Iterable[Session]) -> None:
        """End the lease of sessions that were not attempted."""
        with self._transaction():
            self._connection.executemany(
                "UPDATE session SET due_at = 0 WHERE record_id = ?",
                [(session.record_id,) for session in sessions],
            )

    def record(self, tried: Session, attempt: Attempt, backoff: float) -> None:
        """Store the outcome of an attempt; the next one is due after `backoff` seconds.

        Keeps what other processes have stored meanwhile. Drops an event that has been queued for
        more than `LIFETIME`.
        """
        updated, now = attempt.session, time.time()
        with self._transaction():
            self._connection.execute(
                "UPDATE session SET created = max(created, ?), server_id = coalesce(?, server_id),"
                " confirmed_version = max(confirmed_version, ?), attempts = attempts + 1,"
                " reason = ? WHERE record_id = ?",
                (
                    *(updated.created, updated.server_id, updated.confirmed_version),
                    *(attempt.reason or None, tried.record_id),
                ),
            )
            if attempt.result is not AttemptResult.SETTLED:
                self._connection.execute(
                    "UPDATE session SET due_at = ?, unreachable = ?,"
                    " refused = ? OR coalesce(ended_at, accepted_at) < ?"
                    " WHERE record_id = ? AND final_version = ? AND (start IS NULL) = ?",
                    (
                        *(now + backoff, attempt.unreachable),
                        *(attempt.result is AttemptResult.REFUSED, now - LIFETIME),
                        *(tried.record_id, tried.final_version, tried.start is None),
                    ),
                )

    def is_superseded(self, session: Session) -> bool:
        """Whether the session has started since an `existing_only` update of it was accepted."""
        row = self._connection.execute(
            "SELECT existing_only FROM session WHERE record_id = ?", (session.record_id,)
        ).fetchone()
        return session.existing_only and (row is None or not row[0])

    def make_due(self) -> None:
        """Make all queued sessions due now."""
        with self._transaction():
            self._connection.execute("UPDATE session SET due_at = 0 WHERE waiting")

    def count_queued(self) -> int:
        """The number of queued sessions."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM session WHERE waiting"
        ).fetchone()
        return int(number)

    def entries(self) -> Iterator[OutboxEntry]:
        """The sessions that are queued or were refused, oldest first."""
        rows = self._connection.execute(
            "SELECT record_id, coalesce(json_extract(start, '$.nsapp'), ''), status, accepted_at,"
            " attempts, due_at, refused, coalesce(reason, '') FROM session"
            " WHERE waiting OR refused ORDER BY accepted_at"
        )
        for identity, app, status, accepted_at, attempts, due_at, refused, reason in rows:
            final = Status(status) if status else None
            yield OutboxEntry(
                identity, app, final, accepted_at, attempts, due_at, bool(refused), reason
            )

    def last_failure(self) -> Failure | None:
        """The session that failed last."""
        row = self._connection.execute(
            "SELECT coalesce(json_extract(start, '$.nsapp'), 'unknown'), ended_at, exit_code, error"
            " FROM session WHERE status IN (?, ?) ORDER BY ended_at DESC LIMIT 1",
            (Status.FAILED.value, Status.UNKNOWN.value),
        ).fetchone()
        return Failure(*row) if row else None

    def _make_room(self, now: float) -> None:
        """Delete old delivered sessions, and limit the size of the file."""
        self._connection.execute(
            "DELETE FROM session WHERE rowid IN (SELECT rowid FROM session"
            " WHERE accepted_at < ? AND NOT waiting ORDER BY accepted_at LIMIT 20)",
            (now - _HISTORY,),
        )
        # By rowid, since count(*) would read the whole table.
        self._connection.execute(
            "DELETE FROM session WHERE rowid <= (SELECT max(rowid) FROM session) - ?",
            (MAX_SESSIONS,),
        )

    def _session(self, identity: str) -> Session:
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM session WHERE record_id = ?",  # noqa: S608
            (identity,),
        ).fetchone()
        (identity, random_id, start, status, exit_code, error, forced, *attempt) = row
        final_version, created, confirmed_version, server_id, attempts, existing_only = attempt
        return Session(
            record_id=identity,
            random_id=random_id,
            start=json.loads(start) if start else None,
            final=Final(Status(status), exit_code, error) if status else None,
            final_version=final_version,
            forced=bool(forced),
            created=bool(created),
            confirmed_version=confirmed_version,
            server_id=server_id,
            attempts=attempts,
            existing_only=bool(existing_only),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            # The kernel wakes a process when the lock is free. SQLite polls every 100 ms; of 200
            # simultaneous reports, some would never get the lock (measured).
            with locked(self._lock) if self._lock else nullcontext():
                # IMMEDIATE: waits for the write lock now instead of failing later.
                self._connection.execute("BEGIN IMMEDIATE")
                with self._connection:  # commits, or rolls back on an exception
                    yield
        except sqlite3.Error as error:
            remedy = "free disk space or set TELEMETRY_STATE_DIR"
            raise StateUnusableError(f"cannot write the state file ({error}): {remedy}") from error

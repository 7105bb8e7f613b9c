"""The state file: one row per session, queued or delivered. The queued ones are the outbox."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import IO, NamedTuple

from telemetry_cli.core.clocks import Reading, set_forward
from telemetry_cli.core.record import Final, Start, Status, record_id
from telemetry_cli.core.results import OutboxEntry
from telemetry_cli.core.session import UNKNOWN_SESSION, Attempt, AttemptResult, Session
from telemetry_cli.edges.clock import read_clocks
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.files import locked

LIFETIME = 7 * 24 * 3600.0
"""Seconds after which an undelivered event is dropped, and an unfinished session is over."""

MAX_SESSIONS = 50_000
"""The most sessions kept, about 25 MB; beyond that the oldest is dropped, even if queued."""

_HISTORY = 30 * 24 * 3600.0
"""Seconds for which a delivered session is kept."""

_CLOCK_SECONDS = 600.0
"""Seconds after which the clocks are stored again, to compare the next reading with."""

_FIRST_RELEASE = 1_767_225_600.0
"""No event is older than this program, of 2026, in seconds since the epoch."""

_STEP = 60.0
"""A wait that begins more seconds than this in the future was stored before the clock was set."""

VERSION = 3
"""PRAGMA user_version of this schema; 0 is an empty file."""

_WAITING = """waiting INTEGER GENERATED ALWAYS AS (
        NOT given_up AND ((start IS NOT NULL AND NOT created) OR final_version > confirmed_version)
    ) VIRTUAL"""
_WAITING_INDEX = "CREATE INDEX session_waiting ON session (accepted_at, due_at) WHERE waiting"

_CLOCK = """CREATE TABLE clock (  -- the last reading, in one row
    wall    REAL NOT NULL,
    uptime  REAL NOT NULL,
    boot_id TEXT NOT NULL
);"""

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
    due_from          REAL NOT NULL DEFAULT 0,     -- its beginning
    unreachable       INTEGER NOT NULL DEFAULT 0,  -- queued only because there was no response
    refused           INTEGER NOT NULL DEFAULT 0,  -- by the server, the last time it was sent
    given_up          INTEGER NOT NULL DEFAULT 0,  -- is not sent any more
    reason            TEXT,                        -- why it is queued, or was given up
    url               TEXT,                        -- of the server that has it, or is to get it
    collection        TEXT,                        -- on that server
    unknown_fields    TEXT,                        -- fields that the server did not store
    {_WAITING}
);
{_CLOCK}
{_WAITING_INDEX};
CREATE INDEX session_age ON session (accepted_at);
CREATE INDEX session_server_id ON session (server_id) WHERE server_id IS NOT NULL;
CREATE INDEX session_unfinished ON session (accepted_at) WHERE final_version = 0;
PRAGMA user_version = {VERSION};
"""

MIGRATIONS = {
    1: ("ALTER TABLE session ADD COLUMN existing_only INTEGER NOT NULL DEFAULT 0",),
    2: (
        "DROP INDEX session_waiting",
        "ALTER TABLE session DROP COLUMN waiting",
        "ALTER TABLE session ADD COLUMN due_from REAL NOT NULL DEFAULT 0",
        "ALTER TABLE session ADD COLUMN given_up INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE session ADD COLUMN url TEXT",
        "ALTER TABLE session ADD COLUMN collection TEXT",
        "ALTER TABLE session ADD COLUMN unknown_fields TEXT",
        f"ALTER TABLE session ADD COLUMN {_WAITING}",
        _WAITING_INDEX,
        _CLOCK,
        # Version 2 gave up what a server had refused, and waited however far ahead a clock was.
        f"UPDATE session SET given_up = 1, refused = 0 WHERE reason = '{UNKNOWN_SESSION}'",  # noqa: S608
        "UPDATE session SET due_at = 0",
    ),
}
"""The SQL statements that migrate the schema of a version to the next one."""

_COLUMNS = (
    "record_id, random_id, start, status, exit_code, error, forced, final_version,"
    " created, confirmed_version, server_id, attempts, existing_only, url, collection"
)

_DUE = f"(due_at <= :now OR due_from > :now + {_STEP})"

_DESTINATION = (
    "iif(url IS NULL OR (:explicit AND NOT created AND NOT confirmed_version), :named, url)"
)
"""The URL that a session goes to, as in `environment.destination`."""


class StateUnusableError(Exception):
    """The state file cannot be opened, created or written."""


class Failure(NamedTuple):
    """A session that failed. `ended_at` is in seconds since the epoch."""

    app: str
    ended_at: float
    exit_code: int
    error: str


class Reached(NamedTuple):
    """The server that the environment names, explicitly or not, and one that has just responded."""

    named: str
    is_explicit: bool
    url: str


class Store:
    """An open state file. Each method is one transaction, safe against other processes."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        lock: IO[str] | None = None,
        clocks: Callable[[], Reading] = read_clocks,
    ) -> None:
        self._connection = connection
        self._lock = lock
        self._clocks = clocks

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        if self._lock is not None:
            self._lock.close()

    def fill(self, source: sqlite3.Connection) -> None:
        """Copy another state file into this one."""
        source.backup(self._connection)

    def accept_start(
        self, start: Start, *, lease: float, server: Server | None = None
    ) -> Session | None:
        """Store the start of an install for `server` and lease it for `lease` seconds.

        A session that has started already keeps its first start. Returns None if the session has
        ended as well: its `random_id` was used again.
        """
        identity = record_id(start.random_id)
        with self._transaction() as now:
            changed = self._connection.execute(
                "INSERT INTO session (record_id, random_id, accepted_at, start, due_from, due_at,"
                " url, collection) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (record_id) DO UPDATE SET"
                " start = coalesce(start, excluded.start), random_id = excluded.random_id,"
                " refused = refused AND start IS NOT NULL,"
                " given_up = given_up AND start IS NOT NULL,"
                " due_from = excluded.due_from,"
                " due_at = iif(refused AND start IS NOT NULL, due_at, excluded.due_at),"
                " url = coalesce(url, excluded.url),"
                " collection = coalesce(collection, excluded.collection),"
                " status = iif(existing_only, NULL, status),"
                " final_version = iif(existing_only, 0, final_version),"
                " confirmed_version = iif(existing_only, 0, confirmed_version),"
                " accepted_at = iif(existing_only, excluded.accepted_at, accepted_at),"
                " existing_only = 0"
                " WHERE start IS NULL OR final_version = 0",
                (
                    *(identity, start.random_id, now, json.dumps(start.fields)),
                    *(now, now + lease, *(server or (None, None))),
                ),
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
        server: Server | None = None,
    ) -> Session | None:
        """Store the end of an install for `server` and lease it for `lease` seconds.

        `identity` is the record ID that we derived, or the one that the server chose. An update
        that is `existing_only` does not end a session that starts later. Returns None if the
        session already has a final status, unless `force`.
        """
        with self._transaction() as now:
            row = self._connection.execute(
                "SELECT record_id FROM session WHERE server_id = ?", (identity,)
            ).fetchone()
            if row:
                (identity,) = row
            changed = self._connection.execute(
                "INSERT INTO session (record_id, random_id, accepted_at, status, exit_code, error,"
                " ended_at, forced, due_from, due_at, existing_only, url, collection,"
                " final_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
                " ON CONFLICT (record_id) DO UPDATE SET status = excluded.status,"
                " random_id = coalesce(random_id, excluded.random_id),"
                " exit_code = excluded.exit_code, error = excluded.error,"
                " ended_at = excluded.ended_at, forced = excluded.forced, refused = 0,"
                " given_up = 0, final_version = final_version + 1,"
                " due_from = excluded.due_from, due_at = excluded.due_at,"
                " url = coalesce(url, excluded.url),"
                " collection = coalesce(collection, excluded.collection)"
                " WHERE final_version = 0 OR excluded.forced",
                (
                    *(identity, random_id, now, final.status.value, final.exit_code, final.error),
                    *(now, force, now, now + lease, existing_only, *(server or (None, None))),
                ),
            ).rowcount
            return self._session(identity) if changed else None

    def unfinished(self) -> list[str]:
        """The record IDs of at most two unfinished sessions of this machine, newest first.

        Sessions older than `LIFETIME` do not count: their installer is gone.
        """
        with self._transaction() as now:
            rows = self._connection.execute(
                "SELECT record_id FROM session WHERE final_version = 0 AND accepted_at > ?"
                " ORDER BY accepted_at DESC LIMIT 2",
                (now - LIFETIME,),
            )
            return [identity for (identity,) in rows]

    def random_id(self, identity: str) -> str | None:
        """The `random_id` of the session with this record ID, derived or chosen by the server."""
        row = self._connection.execute(
            "SELECT random_id FROM session WHERE record_id = ? OR server_id = ?",
            (identity, identity),
        ).fetchone()
        return row[0] if row else None

    def lease(
        self, seconds: float, limit: int, *, reachable: bool = False, reached: Reached | None = None
    ) -> list[Session]:
        """Lease the oldest queued sessions that are due; no other process sends them for `seconds`.

        If servers are `reachable`, sessions that were queued only for that are due as well. If only
        one is known to be (`reached`), only those that go there.
        """
        with self._transaction() as now:
            named, is_explicit, url = reached or ("", False, None)
            identities = self._connection.execute(
                f"SELECT record_id FROM session WHERE waiting AND ({_DUE} OR (unreachable"  # noqa: S608
                f" AND :reachable AND (:url IS NULL OR {_DESTINATION} = :url)))"
                " ORDER BY accepted_at LIMIT :limit",
                {
                    "now": now,
                    "limit": limit,
                    "reachable": reachable,
                    "named": named,
                    "explicit": is_explicit,
                    "url": url,
                },
            ).fetchall()
            self._connection.executemany(
                "UPDATE session SET due_from = ?, due_at = ?, unreachable = 0 WHERE record_id = ?",
                [(now, now + seconds, identity) for (identity,) in identities],
            )
            return [self._session(identity) for (identity,) in identities]

    def release(self, sessions: Iterable[Session]) -> None:
        """End the lease of sessions that were not attempted."""
        with self._transaction():
            self._connection.executemany(
                "UPDATE session SET due_at = 0 WHERE record_id = ?",
                [(session.record_id,) for session in sessions],
            )

    def record(
        self, tried: Session, attempt: Attempt, backoff: float, server: Server | None = None
    ) -> None:
        """Store the outcome of an attempt at `server`; the next one is due after `backoff` seconds.

        Keeps what other processes have stored meanwhile. Gives up an event that has been queued
        for more than `LIFETIME`, and one that was dropped.
        """
        updated = attempt.session
        with self._transaction() as now:
            self._connection.execute(
                "UPDATE session SET created = max(created, :created),"
                " server_id = coalesce(:server_id, server_id),"
                " confirmed_version = max(confirmed_version, :confirmed_version),"
                " attempts = attempts + 1, reason = :reason,"
                " unknown_fields = coalesce(:unknown_fields, unknown_fields)"
                " WHERE record_id = :record_id",
                {
                    "created": updated.created,
                    "server_id": updated.server_id,
                    "confirmed_version": updated.confirmed_version,
                    "reason": attempt.reason or None,
                    "unknown_fields": attempt.unknown_fields,
                    "record_id": tried.record_id,
                },
            )
            if updated.is_confirmed and server and not (tried.is_confirmed and tried.url):
                self._connection.execute(
                    "UPDATE session SET url = ?, collection = ? WHERE record_id = ?",
                    (*server, tried.record_id),
                )
            if attempt.result is not AttemptResult.SETTLED:
                self._connection.execute(
                    "UPDATE session SET due_from = ?, due_at = ?, unreachable = ?, refused = ?,"
                    " given_up = ? OR coalesce(ended_at, accepted_at) < ?"
                    " WHERE record_id = ? AND final_version = ? AND (start IS NULL) = ?",
                    (
                        *(now, now + backoff, attempt.unreachable),
                        *(attempt.result is AttemptResult.REFUSED,),
                        *(attempt.result is AttemptResult.DROPPED, now - LIFETIME),
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
        """Make all queued sessions due now, even those that a server has refused."""
        with self._transaction():
            self._connection.execute("UPDATE session SET due_at = 0, refused = 0 WHERE waiting")

    def count_queued(self) -> int:
        """The number of queued sessions, without those that a server has refused."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM session WHERE waiting AND NOT refused"
        ).fetchone()
        return int(number)

    def entries(self) -> Iterator[OutboxEntry]:
        """The sessions that are queued, were refused or given up, oldest first."""
        rows = self._connection.execute(
            "SELECT record_id, coalesce(json_extract(start, '$.nsapp'), ''), status,"  # noqa: S608
            f" accepted_at, attempts, iif(given_up, NULL, iif({_DUE}, min(due_at, :now), due_at)),"
            " refused OR given_up,"
            " coalesce(reason, '') FROM session WHERE waiting OR given_up ORDER BY accepted_at",
            {"now": self._clocks().wall},
        )
        for identity, app, status, accepted_at, attempts, due_at, refused, reason in rows:
            final = Status(status) if status else None
            yield OutboxEntry(
                identity, app, final, accepted_at, attempts, due_at, bool(refused), reason
            )

    def unknown_fields(self) -> tuple[str, str] | None:
        """The fields that a server did not store of the last delivered record, and its URL."""
        row = self._connection.execute(
            "SELECT unknown_fields, coalesce(url, '') FROM session"
            " WHERE unknown_fields IS NOT NULL ORDER BY accepted_at DESC LIMIT 1"
        ).fetchone()
        return row if row and row[0] else None

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
        (identity, random_id, start, status, exit_code, error, forced, *rest) = row
        final_version, created, confirmed_version, server_id, attempts, existing_only, *there = rest
        url, collection = there
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
            url=url,
            collection=collection,
        )

    def _corrected_now(self) -> float:
        """The time in seconds since the epoch; moves stored times if the clock was set."""
        now = self._clocks()
        row = self._connection.execute("SELECT wall, uptime, boot_id FROM clock").fetchone()
        earlier = Reading(*row) if row else self._first_reading(now)
        seconds = set_forward(earlier, now)
        if seconds:
            self._connection.execute(
                "UPDATE session SET accepted_at = accepted_at + ?, ended_at = ended_at + ?",
                (seconds, seconds),
            )
        is_recent = 0 <= now.wall - earlier.wall < _CLOCK_SECONDS
        if seconds or not is_recent or earlier.boot_id != now.boot_id:
            self._connection.execute("DELETE FROM clock")
            self._connection.execute("INSERT INTO clock VALUES (?, ?, ?)", now)
        return now.wall

    def _first_reading(self, now: Reading) -> Reading:
        """What the clock once showed, from the last event, if it was certainly wrong then."""
        (last,) = self._connection.execute(
            "SELECT max(max(accepted_at, coalesce(ended_at, 0))) FROM session"
        ).fetchone()
        was_right = last is None or _FIRST_RELEASE < last <= now.wall
        return Reading(now.wall if was_right else last, now.uptime, "")

    @contextmanager
    def _transaction(self) -> Iterator[float]:
        """A transaction that yields the time in seconds since the epoch."""
        try:
            # The kernel wakes a process when the lock is free. SQLite polls every 100 ms; of 200
            # simultaneous reports, some would never get the lock (measured).
            with locked(self._lock) if self._lock else nullcontext():
                # IMMEDIATE: waits for the write lock now instead of failing later.
                self._connection.execute("BEGIN IMMEDIATE")
                with self._connection:  # commits, or rolls back on an exception
                    yield self._corrected_now()
        except sqlite3.Error as error:
            remedy = "free disk space or set TELEMETRY_STATE_DIR"
            raise StateUnusableError(f"cannot write the state file ({error}): {remedy}") from error

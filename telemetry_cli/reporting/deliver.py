"""Delivers sessions from the state file to the server."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.protocol import Method
from telemetry_cli.core.session import (
    UNKNOWN_SESSION,
    Attempt,
    AttemptResult,
    Session,
    reconcile,
)
from telemetry_cli.edges import environment
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.state_file import open_store
from telemetry_cli.edges.store import Reached

if TYPE_CHECKING:
    from telemetry_cli.edges.pocketbase import PocketBase
    from telemetry_cli.edges.store import Store

_FIRST_BACKOFF = 30.0
_LAST_BACKOFF = 3600.0
"""Seconds between two attempts for a session: exponential backoff with jitter."""

_LONGEST_WAIT = 24 * 3600.0
"""The longest Retry-After to respect, in seconds."""

_REFUSED_WAIT = 24 * 3600.0
"""Seconds between two attempts for a session that the server refuses: its mistake may be fixed."""

_BATCH = 50
"""Sessions to lease at once: in one transaction, for no more than a second's work."""

_MAX_FAILURES = 3
"""Consecutive failures after which the server, not the sessions, must be the cause."""


class Channel:
    """What a delivery needs: an open state file, and connections to servers.

    `server` is the connection to the server that the environment names. Sessions that were started
    on another server are finished there.
    """

    def __init__(self, store: Store, server: PocketBase) -> None:
        self.store = store
        self._named = server.server
        self._connections = {self._named: server}

    def destination(self, session: Session) -> Server:
        """The server that `session` goes to."""
        return environment.destination(session, self._named)

    def connection(self, server: Server) -> PocketBase:
        """The connection to `server`, opened when it is first needed."""
        if server not in self._connections:
            from telemetry_cli.edges.pocketbase import PocketBase

            self._connections[server] = PocketBase(server)
        return self._connections[server]

    def reached(self, server: Server | None) -> Reached | None:
        """What the state file has to know to lease the sessions that go to `server`."""
        if server is None:
            return None
        return Reached(self._named.url, environment.names_server(), server.url)

    def close(self) -> None:
        """Close all connections; the state file stays open."""
        for connection in self._connections.values():
            connection.close()


@contextmanager
def open_channel(store: Store | None, lock_seconds: float) -> Iterator[Channel]:
    """A channel to the server that the environment names, closed at the end of the block.

    Without a `store`, opens the state file and waits up to `lock_seconds` for its locks. Raises
    ValueError for an invalid PB_URL, and StateUnusableError.
    """
    server = environment.server()
    # Imported here, once the event is on disk: requests takes 0.1 s to load.
    from telemetry_cli.edges.pocketbase import PocketBase

    opened = store or open_store(environment.state_dir(), lock_seconds, durable=False)
    with closing(opened), closing(Channel(opened, PocketBase(server))) as channel:
        yield channel


def deliver(session: Session, channel: Channel, deadline: Deadline) -> Attempt:
    """Deliver one session and store the outcome of the attempt."""
    server = channel.destination(session)
    connection, exchange = channel.connection(server), reconcile(session, server.collection)
    try:
        request = next(exchange)
        while True:
            if request.method is Method.PATCH and channel.store.is_superseded(session):
                return Attempt(session, AttemptResult.DROPPED, UNKNOWN_SESSION)
            request = exchange.send(connection.send(request, deadline))
    except StopIteration as stop:
        attempt: Attempt = stop.value
    wait = backoff(session.attempts, attempt.retry_after)
    if attempt.result is AttemptResult.REFUSED:
        wait = _REFUSED_WAIT
    channel.store.record(session, attempt, wait, server)
    return attempt


def deliver_queued(
    channel: Channel, next_deadline: Callable[[], Deadline], reached: Server | None = None
) -> Iterator[Attempt]:
    """Deliver the queued sessions that are due, oldest first, while their servers accept them.

    `next_deadline` returns the deadline for the next session; if it has passed, delivery stops.
    `reached` is a server that has just responded; without it, every server is tried.
    """
    failures, unavailable = Counter[Server](), set[Server]()
    batch, skipped = deque[Session](), list[Session]()
    try:
        while not (deadline := next_deadline()).passed():
            if not batch:
                # If a batch takes longer than its lease, another process repeats part of it. No
                # harm.
                seconds, where = deadline.remaining(), channel.reached(reached)
                batch.extend(channel.store.lease(seconds, _BATCH, reachable=True, reached=where))
            if not batch:
                return
            session = batch.popleft()
            server = channel.destination(session)
            if server in unavailable:
                skipped.append(session)
                continue
            attempt = deliver(session, channel, deadline)
            yield attempt
            is_later = attempt.result is AttemptResult.LATER
            failures[server] = failures[server] + 1 if is_later else 0
            if attempt.unreachable or attempt.overloaded or failures[server] == _MAX_FAILURES:
                unavailable.add(server)
    finally:
        channel.store.release([*skipped, *batch])


def backoff(attempts: int, retry_after: float | None) -> float:
    """Seconds to wait after `attempts` earlier attempts, and at least `retry_after`."""
    doubled = min(_FIRST_BACKOFF * 2.0 ** min(attempts, 10), _LAST_BACKOFF)
    return max(doubled * random.uniform(0.5, 1.0), min(retry_after or 0.0, _LONGEST_WAIT))

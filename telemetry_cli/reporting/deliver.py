"""Delivers sessions from the state file to the server."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

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
from telemetry_cli.edges.state_file import open_store

if TYPE_CHECKING:
    from telemetry_cli.edges.pocketbase import PocketBase
    from telemetry_cli.edges.store import Store

_FIRST_BACKOFF = 30.0
_LAST_BACKOFF = 3600.0
"""Seconds between two attempts for a session: exponential backoff with jitter."""

_LONGEST_WAIT = 24 * 3600.0
"""The longest Retry-After to respect, in seconds."""

_BATCH = 50
"""Sessions to lease at once: in one transaction, for no more than a second's work."""

_MAX_FAILURES = 3
"""Consecutive failures after which the server, not the sessions, must be the cause."""


class Channel(NamedTuple):
    """What a delivery needs: an open state file and a connection to the server."""

    store: Store
    server: PocketBase


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
    with closing(opened), closing(PocketBase(server)) as connection:
        yield Channel(opened, connection)


def deliver(session: Session, channel: Channel, deadline: Deadline) -> Attempt:
    """Deliver one session and store the outcome of the attempt."""
    exchange = reconcile(session, channel.server.server.collection)
    try:
        request = next(exchange)
        while True:
            if request.method is Method.PATCH and channel.store.is_superseded(session):
                return Attempt(session, AttemptResult.REFUSED, UNKNOWN_SESSION)
            request = exchange.send(channel.server.send(request, deadline))
    except StopIteration as stop:
        attempt: Attempt = stop.value
    channel.store.record(session, attempt, backoff(session.attempts, attempt.retry_after))
    return attempt


def deliver_queued(channel: Channel, next_deadline: Callable[[], Deadline]) -> Iterator[Attempt]:
    """Deliver the queued sessions that are due, oldest first, while the server accepts them.

    `next_deadline` returns the deadline for the next session; if it has passed, delivery stops.
    """
    failures = 0
    while not (deadline := next_deadline()).passed():
        # If the batch takes longer than its lease, another process repeats part of it. No harm.
        batch = deque(channel.store.lease(deadline.remaining(), _BATCH, reachable=True))
        if not batch:
            return
        try:
            while batch and not (deadline := next_deadline()).passed():
                attempt = deliver(batch.popleft(), channel, deadline)
                yield attempt
                failures = failures + 1 if attempt.result is AttemptResult.LATER else 0
                if attempt.unreachable or attempt.overloaded or failures == _MAX_FAILURES:
                    return
        finally:
            channel.store.release(batch)


def backoff(attempts: int, retry_after: float | None) -> float:
    """Seconds to wait after `attempts` earlier attempts, and at least `retry_after`."""
    doubled = min(_FIRST_BACKOFF * 2.0 ** min(attempts, 10), _LAST_BACKOFF)
    return max(doubled * random.uniform(0.5, 1.0), min(retry_after or 0.0, _LONGEST_WAIT))

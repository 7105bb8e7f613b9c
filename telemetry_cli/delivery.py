"""The only place where the state file and the server meet."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.session import Ending, Progress, Session, reconcile

if TYPE_CHECKING:
    from telemetry_cli.edges.pocketbase import PocketBase
    from telemetry_cli.edges.store import Store

_FIRST_BACKOFF = 30.0
_LAST_BACKOFF = 3600.0
"""Seconds between two tries of a session: doubled from the first to the last, with some chance."""

_LONGEST_WAIT = 24 * 3600.0
"""Seconds that a server may ask us to wait."""

_BATCH = 50
"""Sessions claimed at once: one transaction for all, and no more than a second's work."""

_MAX_FAILURES = 3
"""Failures in a row after which the server, and not a session, is taken for the cause."""


def deliver(
    session: Session, store: Store, server: PocketBase, collection: str, deadline: Deadline
) -> Progress:
    """Bring server and state file together for one session; what was learnt is written down."""
    exchange = reconcile(session, collection)
    try:
        request = next(exchange)
        while True:
            request = exchange.send(server.send(request, deadline))
    except StopIteration as stop:
        progress: Progress = stop.value
    store.record(session, progress, backoff(session.attempts, progress.retry_after))
    return progress


def deliver_waiting(
    store: Store,
    server: PocketBase,
    collection: str,
    deadlines: Callable[[], Deadline],
) -> Iterator[Progress]:
    """Deliver what waits and is due, the oldest first, as long as the server takes it.

    `deadlines` gives the deadline for the next session; none is begun after it has passed.
    """
    failures = 0
    while not (deadline := deadlines()).passed():
        # Should the batch take longer than its claim, another process repeats some of it: no harm.
        batch = deque(store.claim(deadline.remaining(), _BATCH, reachable=True))
        if not batch:
            return
        try:
            while batch and not (deadline := deadlines()).passed():
                progress = deliver(batch.popleft(), store, server, collection, deadline)
                yield progress
                failures = failures + 1 if progress.ending is Ending.LATER else 0
                if progress.unreachable or progress.overloaded or failures == _MAX_FAILURES:
                    return
        finally:
            store.release(batch)


def backoff(attempts: int, retry_after: float | None) -> float:
    """Seconds to wait after `attempts` earlier tries, at least what the server asks for."""
    doubled = min(_FIRST_BACKOFF * 2.0 ** min(attempts, 10), _LAST_BACKOFF)
    return max(doubled * random.uniform(0.5, 1.0), min(retry_after or 0.0, _LONGEST_WAIT))

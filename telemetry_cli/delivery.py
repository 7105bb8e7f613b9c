"""The only place where the state file and the server meet."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.session import Ending, Progress, Session, reconcile

if TYPE_CHECKING:
    from telemetry_cli.edges.pocketbase import PocketBase
    from telemetry_cli.edges.store import Store

_FIRST_BACKOFF = 30.0
_LAST_BACKOFF = 3600.0
"""Seconds between two tries of a session: doubled from the first to the last, with some chance."""


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


def deliver_waiting(store: Store, server: PocketBase, collection: str, deadline: Deadline) -> int:
    """Deliver what waits and is due, the oldest first, until nothing is left or the server fails.

    Returns how many sessions were settled.
    """
    settled = 0
    while not deadline.passed():
        session = store.claim(deadline.remaining())
        if session is None:
            break
        progress = deliver(session, store, server, collection, deadline)
        settled += progress.ending is Ending.SETTLED
        if progress.ending is Ending.LATER:
            break  # the server does not answer: the others would only meet the same
    return settled


def backoff(attempts: int, retry_after: float | None) -> float:
    """Seconds to wait after `attempts` earlier tries, at least what the server asks for."""
    doubled = min(_FIRST_BACKOFF * 2.0 ** min(attempts, 10), _LAST_BACKOFF)
    return max(doubled * random.uniform(0.5, 1.0), retry_after or 0.0)

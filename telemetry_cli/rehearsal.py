"""What a report would send, found out on a copy of the state: nothing is sent, nothing stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from telemetry_cli.core.protocol import Request
from telemetry_cli.core.session import undisturbed
from telemetry_cli.edges import environment
from telemetry_cli.edges.consent import consent
from telemetry_cli.edges.state_file import memory_store, snapshot
from telemetry_cli.edges.store import StateUnusableError, Store
from telemetry_cli.reporting import Accept, Accepted

_CLAIM = 3600.0
"""Seconds for which the copy counts a session as claimed; a rehearsal is over long before."""

_NOTHING_DUE = "nothing waits that is due"


class Rehearsal(NamedTuple):
    """The requests that would go out to `base`, a URL; `reason` says why none would be sent."""

    base: str = ""
    requests: tuple[Request, ...] = ()
    reason: str = ""
    warnings: tuple[str, ...] = ()


def rehearse(*events: Accept) -> Rehearsal:
    """The requests of `events`, one after the other; with diagnostics off what they would be."""
    return _rehearse(lambda store: (accept(store, _CLAIM) for accept in events))


def rehearse_waiting(*, force: bool) -> Rehearsal:
    """The requests of a flush."""

    def waiting(store: Store) -> Iterator[Accepted]:
        if force:
            store.make_due()
        due = store.claim(_CLAIM, store.count_waiting(), reachable=True)
        yield from map(Accepted, due)
        if not due:
            yield Accepted(None, _NOTHING_DUE)

    return _rehearse(waiting)


def _rehearse(accepted_by: Callable[[Store], Iterable[Accepted]]) -> Rehearsal:
    try:
        server = environment.server()
    except ValueError as error:
        return Rehearsal(reason=str(error))
    requests, warnings, reason = list[Request](), list[str](), ""
    try:
        store = snapshot(environment.state_dir())
    except StateUnusableError as error:
        store = memory_store()
        warnings.append(str(error))
    with closing(store):
        for accepted in accepted_by(store):
            warnings += accepted.warnings
            reason = accepted.reason
            if accepted.session is not None:
                sent, progress = undisturbed(accepted.session, server.collection)
                store.record(accepted.session, progress, 0.0)
                requests += sent
    granted = consent()
    if not granted.allowed:
        reason = f"diagnostics are off ({granted.source})"
    return Rehearsal(server.shown, tuple(requests), reason, tuple(warnings))

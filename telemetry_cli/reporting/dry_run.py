"""Determines what a report would send, on a copy of the state; sends and stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from telemetry_cli.core.results import DryRun, PlannedRequest
from telemetry_cli.core.session import undisturbed
from telemetry_cli.edges import environment
from telemetry_cli.edges.diagnostics_file import diagnostics
from telemetry_cli.edges.state_file import memory_store, snapshot
from telemetry_cli.edges.store import StateUnusableError, Store
from telemetry_cli.reporting.events import Accepted, Event

_LEASE = 3600.0
"""A lease on the copy, in seconds; longer than any dry run."""

_NOTHING_DUE = "no queued event is due"


def dry_run(*events: Event) -> DryRun:
    """The requests that `events` would send in this order; even if diagnostics are off."""
    return _dry_run(lambda store: (event.accept(store, _LEASE) for event in events))


def dry_run_flush(*, force: bool) -> DryRun:
    """The requests that a flush would send."""

    def queued(store: Store) -> Iterator[Accepted]:
        if force:
            store.make_due()
        due = store.lease(_LEASE, store.count_queued(), reachable=True)
        yield from map(Accepted, due)
        if not due:
            yield Accepted(None, _NOTHING_DUE)

    return _dry_run(queued)


def _dry_run(accept_in: Callable[[Store], Iterable[Accepted]]) -> DryRun:
    try:
        server = environment.server()
    except ValueError as error:
        return DryRun(reason=str(error))
    requests, warnings, reason = list[PlannedRequest](), list[str](), ""
    try:
        store = snapshot(environment.state_dir())
    except StateUnusableError as error:
        store = memory_store()
        warnings.append(str(error))
    with closing(store):
        for accepted in accept_in(store):
            warnings += accepted.warnings
            reason = accepted.reason
            if accepted.session is not None:
                target = environment.destination(accepted.session, server)
                sent, attempt = undisturbed(accepted.session, target.collection)
                store.record(accepted.session, attempt, 0.0, target)
                requests += [PlannedRequest(target.shown, request) for request in sent]
    decision = diagnostics()
    if not decision.allowed:
        reason = f"diagnostics are off ({decision.source})"
    return DryRun(tuple(requests), reason, tuple(warnings))

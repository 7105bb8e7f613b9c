"""One reporting invocation: consent, acceptance on disk, delivery, within one deadline."""

from __future__ import annotations

import gc
import time
from collections import deque
from collections.abc import Callable
from contextlib import closing
from enum import StrEnum
from typing import NamedTuple

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.session import ALREADY_OVER, UNKNOWN_SESSION, Ending, Progress, Session
from telemetry_cli.edges import environment
from telemetry_cli.edges.consent import consent
from telemetry_cli.edges.daemon import detach
from telemetry_cli.edges.patience import within
from telemetry_cli.edges.state_file import forget, memory_store, open_store
from telemetry_cli.edges.store import StateUnusableError, Store

_ACCEPT_SECONDS = 1.0
"""Time to write an event down even if the deadline has passed before Python was up."""

_SLOWNESS = 10.0
"""Time to write an event down, in times of what the start of this process took.

That is less than the deadline on a machine with time to spare. Where 200 reports begin at the same
moment on two cores, each start takes seconds, and so does the wait for the state file (2.5 s
measured, of 0.01 s to write); an event that is not written down is lost.
"""

_DISK_SHARE = 0.6
"""Part of the time that the state file may take; then the event is sent without being kept."""

_LAST_SECONDS = 0.1
"""Time kept at the end of each phase: to write down how it went, and to exit."""


class Result(StrEnum):
    """What became of an event."""

    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    REFUSED = "refused"
    DROPPED = "dropped"
    IGNORED = "ignored"
    LOST = "lost"
    OFF = "off"


class Outcome(NamedTuple):
    """What became of an event and why; the IDs are None where no session was touched."""

    result: Result
    record_id: str | None = None
    random_id: str | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()


class Accepted(NamedTuple):
    """An event that is written down, or why there was none; with warnings about its values."""

    session: Session | None
    reason: str = ""
    warnings: tuple[str, ...] = ()


Accept = Callable[[Store, float], Accepted]
"""Writes an event down, claimed for so many seconds."""


def report(accept: Accept, *, detached: bool, since: float) -> Outcome:
    """Have `accept` write the event down, then deliver it, all before the deadline; never raises.

    The time allowed is counted from `since`, a moment on the monotonic clock in seconds. If
    `detached`, delivery goes on in a process of its own; the outcome is that the event is accepted.
    """
    # A report is over before garbage matters; collections cost 6 ms while requests is loaded.
    gc.disable()
    granted = consent()
    if not granted.allowed:
        return _forget(granted.source)
    seconds, warnings = environment.timeout()
    deadline = Deadline(since + seconds - _LAST_SECONDS)
    slowness = _SLOWNESS * (time.monotonic() - since)
    patience = max(_DISK_SHARE * deadline.remaining(), slowness, _ACCEPT_SECONDS)
    memory, trouble = None, "no answer in time"
    try:
        try:
            accepted = within(patience, lambda: _write_down(accept, patience))
        except StateUnusableError as error:
            accepted, trouble = None, str(error)
        if accepted is None:
            memory = memory_store()
            accepted = accept(memory, patience)
    except Exception as error:  # a defect of ours must not break an install
        return Outcome(Result.LOST, reason=_told(error), warnings=warnings)
    outcome = _undelivered(accepted, warnings, Result.LOST if memory else Result.WAITING, trouble)
    session = accepted.session
    if session is None:
        return outcome
    if detached:
        detach(lambda: _deliver(session, memory, outcome, Deadline.after(seconds)))
        return outcome._replace(result=Result.ACCEPTED, reason="")
    try:
        delivered = within(
            deadline.remaining(), lambda: _deliver(session, memory, outcome, deadline)
        )
    except Exception as error:  # the event is safe, and the next invocation tries again
        return outcome._replace(reason=_told(error))
    return delivered or outcome


def _write_down(accept: Accept, patience: float) -> Accepted:
    with closing(open_store(environment.state_dir(), patience)) as store:
        return accept(store, patience)


def _undelivered(
    accepted: Accepted, warnings: tuple[str, ...], result: Result, reason: str
) -> Outcome:
    """The outcome if nothing more happens."""
    warnings += accepted.warnings
    session = accepted.session
    if session is None:
        return Outcome(Result.IGNORED, reason=accepted.reason, warnings=warnings)
    return Outcome(
        result, session.server_id or session.record_id, session.random_id, reason, warnings
    )


def _deliver(
    session: Session, memory: Store | None, outcome: Outcome, deadline: Deadline
) -> Outcome:
    try:
        server = environment.server()
    except ValueError as error:
        return outcome._replace(reason=str(error))
    # Imported here, when the event is safe: requests takes a tenth of a second to load.
    from telemetry_cli.delivery import deliver, deliver_waiting
    from telemetry_cli.edges.pocketbase import PocketBase

    network = Deadline(deadline.at - _LAST_SECONDS)
    store = memory or open_store(environment.state_dir(), _ACCEPT_SECONDS, durable=False)
    with closing(store), closing(PocketBase(server)) as connection:
        progress = deliver(session, store, connection, server.collection, network)
        if progress.ending is Ending.SETTLED:
            waiting = deliver_waiting(store, connection, server.collection, lambda: network)
            deque(waiting, maxlen=0)
    return _outcome_of(progress, outcome)


def _outcome_of(progress: Progress, undelivered: Outcome) -> Outcome:
    match progress.ending:
        case Ending.SETTLED:
            over = progress.reason == ALREADY_OVER
            result = Result.IGNORED if over else Result.DELIVERED
        case Ending.REFUSED:
            unknown = progress.reason == UNKNOWN_SESSION
            result = Result.DROPPED if unknown else Result.REFUSED
        case Ending.LATER:
            result = undelivered.result
    identity = progress.session.server_id or progress.session.record_id
    return undelivered._replace(result=result, record_id=identity, reason=progress.reason)


def _told(error: Exception) -> str:
    if isinstance(error, StateUnusableError):
        return str(error)
    return f"internal error: {type(error).__name__}: {error}"


def _forget(source: str) -> Outcome:
    """Nothing may be sent, so nothing is kept either."""
    try:
        forget(environment.state_dir())
    except OSError as error:
        return Outcome(Result.OFF, reason=f"{source}; what waits could not be removed: {error}")
    return Outcome(Result.OFF, reason=source)

"""Reports an event: checks diagnostics, accepts it on disk, delivers it, all before a deadline."""

from __future__ import annotations

import gc
import time
from collections import deque
from contextlib import closing

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.results import Outcome, Result
from telemetry_cli.core.session import (
    ALREADY_OVER,
    Attempt,
    AttemptResult,
    Session,
)
from telemetry_cli.edges import environment
from telemetry_cli.edges.daemon import detach
from telemetry_cli.edges.debug_log import log
from telemetry_cli.edges.diagnostics_file import diagnostics
from telemetry_cli.edges.state_file import forget, memory_store, open_store
from telemetry_cli.edges.store import StateUnusableError, Store
from telemetry_cli.edges.time_limit import run_within
from telemetry_cli.reporting.events import Accepted, Event
from telemetry_cli.reporting.time_budget import ACCEPT_SECONDS, DISK_SHARE, LAST_SECONDS, SLOWNESS


def report(event: Event, *, detached: bool, since: float) -> Outcome:
    """Store `event`, then deliver it, all before the deadline. Never raises.

    The time is counted from `since`, in seconds on the monotonic clock. If `detached`, delivery
    continues in the background and the outcome is ACCEPTED.
    """
    # A report is too short for garbage to matter; collecting it costs 6 ms while requests loads.
    gc.disable()
    decision = diagnostics()
    log(f"diagnostics are {'on' if decision.allowed else 'off'}: {decision.source}")
    if not decision.allowed:
        return _forget(decision.source)
    seconds, warnings = environment.timeout()
    deadline = Deadline(since + seconds - LAST_SECONDS)
    slowness = SLOWNESS * (time.monotonic() - since)
    lease = max(DISK_SHARE * deadline.remaining(), slowness, ACCEPT_SECONDS)
    memory, trouble = None, "no response in time"
    try:
        try:
            accepted = run_within(Deadline.after(lease).remaining, lambda: _accept(event, lease))
        except StateUnusableError as error:
            accepted, trouble = None, str(error)
        if accepted is None:
            memory = memory_store()
            accepted = event.accept(memory, lease)
    except Exception as error:  # a bug must not break an install
        return Outcome(Result.LOST, reason=_describe(error), warnings=warnings)
    outcome = _undelivered(accepted, warnings, Result.LOST if memory else Result.QUEUED, trouble)
    session = accepted.session
    log(f"accepted {session.record_id}" if session else f"not accepted: {outcome.reason}")
    if session is None:
        return outcome
    if detached:
        detach(lambda: _deliver(session, memory, outcome, Deadline.after(seconds)))
        return outcome._replace(result=Result.ACCEPTED, reason="")
    try:
        delivered = run_within(
            deadline.remaining, lambda: _deliver(session, memory, outcome, deadline)
        )
    except Exception as error:  # the event is stored, and the next report tries again
        return outcome._replace(reason=_describe(error))
    return delivered or outcome


def _accept(event: Event, lease: float) -> Accepted:
    with closing(open_store(environment.state_dir(), lease)) as store:
        return event.accept(store, lease)


def _undelivered(
    accepted: Accepted, warnings: tuple[str, ...], result: Result, reason: str
) -> Outcome:
    """The outcome unless the event gets delivered."""
    warnings += accepted.warnings
    session = accepted.session
    if session is None:
        return Outcome(Result.IGNORED, reason=accepted.reason, warnings=warnings)
    return Outcome(
        result, session.server_id or session.record_id, session.random_id, reason, warnings
    )


def _deliver(
    session: Session, memory: Store | None, undelivered: Outcome, deadline: Deadline
) -> Outcome:
    """Deliver the session of this event, then other queued sessions."""
    from telemetry_cli.reporting.deliver import deliver, deliver_queued, open_channel

    network = Deadline(deadline.at - LAST_SECONDS)
    try:
        with open_channel(memory, ACCEPT_SECONDS) as channel:
            attempt = deliver(session, channel, network)
            if attempt.result is AttemptResult.SETTLED:
                reached = channel.destination(session)
                deque(deliver_queued(channel, lambda: network, reached), maxlen=0)
    except ValueError as error:
        return undelivered._replace(reason=str(error))
    return _outcome(attempt, undelivered)


def _outcome(attempt: Attempt, undelivered: Outcome) -> Outcome:
    match attempt.result:
        case AttemptResult.SETTLED:
            is_over = attempt.reason == ALREADY_OVER
            result = Result.IGNORED if is_over else Result.DELIVERED
        case AttemptResult.REFUSED:
            result = Result.REFUSED
        case AttemptResult.DROPPED:
            result = Result.DROPPED
        case AttemptResult.LATER:
            result = undelivered.result
    identity = attempt.session.server_id or attempt.session.record_id
    return undelivered._replace(result=result, record_id=identity, reason=attempt.reason)


def _describe(error: Exception) -> str:
    if isinstance(error, StateUnusableError):
        return str(error)
    from telemetry_cli.reporting.unexpected import describe_unexpected

    return describe_unexpected(error)


def _forget(source: str) -> Outcome:
    """Remove queued events: with diagnostics off, nothing is sent and nothing is stored."""
    try:
        forget(environment.state_dir())
    except OSError as error:
        return Outcome(Result.OFF, reason=f"{source}; queued events could not be removed: {error}")
    return Outcome(Result.OFF, reason=source)

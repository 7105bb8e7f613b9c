"""One reporting invocation: consent, acceptance on disk, delivery, within one deadline."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.session import ALREADY_OVER, UNKNOWN_SESSION, Ending, Session
from telemetry_cli.edges import environment
from telemetry_cli.edges.consent import consent
from telemetry_cli.edges.store import (
    StateUnusableError,
    Store,
    forget,
    memory_store,
    open_store,
)

_ACCEPT_SECONDS = 1.0
"""Time to write an event down even if TELEMETRY_TIMEOUT is shorter than the start of Python."""

_WRITE_DOWN_SECONDS = 0.2
"""Time kept after the network for writing down how it went, and for the exit."""


class Result(StrEnum):
    """What became of an event."""

    DELIVERED = "delivered"
    WAITING = "waiting"
    REFUSED = "refused"
    DROPPED = "dropped"
    IGNORED = "ignored"
    LOST = "lost"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an event and why; the IDs are None where no session was touched."""

    result: Result
    record_id: str | None = None
    random_id: str | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """An event that is on disk, or why there was none to write; with warnings about its values."""

    session: Session | None
    reason: str = ""
    warnings: tuple[str, ...] = ()


Accept = Callable[[Store, float], Accepted]
"""Writes an event down, claimed for so many seconds."""


def report(accept: Accept) -> Outcome:
    """Have `accept` write the event down, then deliver it. Never raises nor outlasts the deadline.

    The work is done by a thread that is left behind when the time is up: nothing else bounds a
    name resolution or a disk that hangs. Whatever it was at, the state file is consistent.
    """
    granted = consent()
    if not granted.allowed:
        return _forget(granted.source)
    seconds, warnings = environment.timeout()
    deadline = Deadline(environment.process_start() + seconds - _WRITE_DOWN_SECONDS / 2)
    work = _Work(accept, deadline)
    thread = threading.Thread(target=work.run, daemon=True)
    thread.start()
    work.accepted.wait(max(deadline.remaining(), _ACCEPT_SECONDS))
    thread.join(deadline.remaining())
    outcome = work.outcome
    return replace(outcome, warnings=warnings + outcome.warnings)


class _Work:
    """What the thread does; `outcome` is the best that is known so far."""

    def __init__(self, accept: Accept, deadline: Deadline) -> None:
        self._accept = accept
        self._deadline = deadline
        self.accepted = threading.Event()
        self.outcome = Outcome(Result.LOST, reason="the state directory does not answer")

    def run(self) -> None:
        try:
            self._run()
        except Exception as error:  # whatever goes wrong here, the caller must not break
            reason = f"{type(error).__name__}: {error}"
            self.outcome = replace(self.outcome, reason=reason)
        finally:
            self.accepted.set()

    def _run(self) -> None:
        patience = max(self._deadline.remaining(), _ACCEPT_SECONDS)
        on_disk = True
        warnings: tuple[str, ...] = ()
        try:
            store = open_store(environment.state_dir(), patience)
        except StateUnusableError as error:
            store, on_disk, warnings = memory_store(), False, (str(error),)
        try:
            accepted = self._accept(store, patience)
            warnings += accepted.warnings
            session = accepted.session
            if session is None:
                self.outcome = Outcome(Result.IGNORED, reason=accepted.reason, warnings=warnings)
                return
            undelivered = Result.WAITING if on_disk else Result.LOST
            self.outcome = Outcome(
                undelivered,
                session.server_id or session.record_id,
                session.random_id,
                "no answer in time",
                warnings,
            )
            self.accepted.set()
            self._deliver(store, session, undelivered)
        finally:
            store.close()

    def _deliver(self, store: Store, session: Session, undelivered: Result) -> None:
        try:
            server = environment.server()
        except ValueError as error:
            self.outcome = replace(self.outcome, reason=str(error))
            return
        # Imported here, when the event is safe: requests takes a tenth of a second to load.
        from telemetry_cli.delivery import deliver, deliver_waiting
        from telemetry_cli.edges.pocketbase import PocketBase

        network = Deadline(self._deadline.at - _WRITE_DOWN_SECONDS)
        connection = PocketBase(server)
        progress = deliver(session, store, connection, server.collection, network)
        result = undelivered
        if progress.ending is Ending.SETTLED:
            result = Result.IGNORED if progress.reason == ALREADY_OVER else Result.DELIVERED
        elif progress.ending is Ending.REFUSED:
            unknown = progress.reason == UNKNOWN_SESSION
            result = Result.DROPPED if unknown else Result.REFUSED
        self.outcome = replace(
            self.outcome,
            result=result,
            record_id=progress.session.server_id or session.record_id,
            reason=progress.reason,
        )
        if progress.ending is Ending.SETTLED:
            deliver_waiting(store, connection, server.collection, network)
        connection.close()


def _forget(source: str) -> Outcome:
    try:
        forget(environment.state_dir())
    except OSError as error:
        return Outcome(Result.OFF, reason=f"{source}; what waits could not be removed: {error}")
    return Outcome(Result.OFF, reason=source)

"""Delivers all queued events, while the server accepts them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.results import FlushSummary, OutboxEntry
from telemetry_cli.core.session import AttemptResult
from telemetry_cli.edges import environment
from telemetry_cli.edges.diagnostics_file import diagnostics
from telemetry_cli.edges.state_file import forget, has_state, open_store
from telemetry_cli.edges.store import StateUnusableError
from telemetry_cli.edges.time_limit import run_within

_LAST_SECONDS = 0.1
"""Time reserved for storing the outcome of the last attempt, in seconds."""

_LOCK_SECONDS = 5.0
"""The longest wait for the state file, in seconds, when it is only read."""

ShowProgress = Callable[[int, int], None]
"""Called with the number of sessions done, and the number of all sessions."""


def flush(show_progress: ShowProgress, *, force: bool) -> FlushSummary:
    """Deliver queued sessions, oldest first; with `force`, even those that are not due yet.

    Stops when the outbox is empty, or when the server does not respond in time. Never raises.
    """
    decision = diagnostics()
    if not decision.allowed:
        forget(environment.state_dir())
        return FlushSummary(reason=f"diagnostics are off: {decision.source}")
    seconds, _ = environment.timeout()
    work = _Flush(show_progress, seconds, force=force)
    # An attempt that exceeds its deadline hangs in a call without a timeout (name resolution).
    run_within(lambda: work.deadline.remaining(), work.run)
    return work.summary


class _Flush:
    """A flush in progress: `summary` so far, and `deadline` of the current session."""

    def __init__(self, show_progress: ShowProgress, seconds: float, *, force: bool) -> None:
        self._show_progress = show_progress
        self._seconds = seconds
        self._force = force
        self.deadline = Deadline.after(seconds)
        self.summary = FlushSummary(reason="no response in time")

    def run(self) -> None:
        try:
            self._run()
        except (StateUnusableError, ValueError) as error:
            self.summary = self.summary._replace(reason=str(error))

    def _run(self) -> None:
        if not has_state(environment.state_dir()):
            self.summary = FlushSummary()
            return
        from telemetry_cli.reporting.deliver import deliver_queued, open_channel

        with open_channel(None, self._seconds) as channel:
            if self._force:
                channel.store.make_due()
            total, delivered, refused, reason = channel.store.count_queued(), 0, 0, ""
            self.summary = FlushSummary(queued=total, reason="no response in time")
            for attempt in deliver_queued(channel, self._next_deadline):
                delivered += attempt.result is AttemptResult.SETTLED
                refused += attempt.result in (AttemptResult.REFUSED, AttemptResult.DROPPED)
                reason = attempt.reason if attempt.result is AttemptResult.LATER else reason
                self._show_progress(delivered + refused, total)
                queued = max(total - delivered - refused, 0)
                self.summary = FlushSummary(delivered, refused, queued, reason)
            queued = channel.store.count_queued()
            self.summary = FlushSummary(delivered, refused, queued, reason if queued else "")

    def _next_deadline(self) -> Deadline:
        self.deadline = Deadline.after(self._seconds)
        return Deadline(self.deadline.at - _LAST_SECONDS)


def outbox(directory: Path | None) -> list[OutboxEntry]:
    """The sessions that are queued or were refused, oldest first. Raises StateUnusableError."""
    if not has_state(directory):
        return []
    with closing(open_store(directory, _LOCK_SECONDS, durable=False)) as store:
        return list(store.entries())

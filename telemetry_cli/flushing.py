"""One flush: everything that waits, for as long as the server takes it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.session import Ending
from telemetry_cli.edges import environment
from telemetry_cli.edges.consent import consent
from telemetry_cli.edges.state_file import forget, has_state, open_store
from telemetry_cli.edges.store import Entry, StateUnusableError

_LAST_SECONDS = 0.1
"""Time kept for writing down how the last try went."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How a flush went: sessions delivered, refused for good, and still waiting, and why."""

    delivered: int = 0
    refused: int = 0
    waiting: int = 0
    reason: str = ""

    @property
    def all_delivered(self) -> bool:
        """Whether nothing waits any more and the server has refused nothing."""
        return not (self.refused or self.waiting or self.reason)


ShowProgress = Callable[[int, int], None]
"""Is told how many sessions are done, and how many there are in all."""


def flush(show_progress: ShowProgress, *, force: bool) -> Summary:
    """Deliver what waits, the oldest first; with `force` also what should wait longer.

    Ends when nothing is left or no answer comes within the time of one report. Never raises.
    """
    granted = consent()
    if not granted.allowed:
        forget(environment.state_dir())
        return Summary(reason=f"diagnostics are off: {granted.source}")
    seconds, _ = environment.timeout()
    work = _Flush(show_progress, seconds, force=force)
    thread = threading.Thread(target=work.run, daemon=True)
    thread.start()
    # A try that outlasts its deadline hangs where no timeout reaches, as in name resolution.
    while thread.is_alive() and not work.deadline.passed():
        thread.join(max(work.deadline.remaining(), 0.01))
    return work.summary


class _Flush:
    """What the thread does; `summary` is what is known so far."""

    def __init__(self, show_progress: ShowProgress, seconds: float, *, force: bool) -> None:
        self._show_progress = show_progress
        self._seconds = seconds
        self._force = force
        self.deadline = Deadline.after(seconds)
        self.summary = Summary(reason="no answer in time")

    def run(self) -> None:
        try:
            self._run()
        except (StateUnusableError, ValueError) as error:
            self.summary = replace(self.summary, reason=str(error))

    def _run(self) -> None:
        directory = environment.state_dir()
        if not has_state(directory):
            self.summary = Summary()
            return
        # Imported here: requests takes a tenth of a second to load.
        from telemetry_cli.delivery import deliver_waiting
        from telemetry_cli.edges.pocketbase import PocketBase

        server = environment.server()
        with (
            closing(open_store(directory, self._seconds, durable=False)) as store,
            closing(PocketBase(server)) as connection,
        ):
            if self._force:
                store.make_due()
            total, delivered, refused, reason = store.count_waiting(), 0, 0, ""
            self.summary = Summary(waiting=total, reason="no answer in time")
            for progress in deliver_waiting(
                store, connection, server.collection, self._next_deadline
            ):
                delivered += progress.ending is Ending.SETTLED
                refused += progress.ending is Ending.REFUSED
                reason = progress.reason if progress.ending is Ending.LATER else reason
                self._show_progress(delivered + refused, total)
                waiting = max(total - delivered - refused, 0)
                self.summary = Summary(delivered, refused, waiting, reason)
            waiting = store.count_waiting()
            self.summary = Summary(delivered, refused, waiting, reason if waiting else "")

    def _next_deadline(self) -> Deadline:
        self.deadline = Deadline.after(self._seconds)
        return Deadline(self.deadline.at - _LAST_SECONDS)


def entries(directory: Path | None) -> list[Entry]:
    """What waits or was refused, the oldest first; raises StateUnusableError."""
    if not has_state(directory):
        return []
    with closing(open_store(directory, 5.0, durable=False)) as store:
        return list(store.entries())

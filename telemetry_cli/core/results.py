"""What came of a command, as values: reporting makes them, rendering prints them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from telemetry_cli.core.protocol import Request
from telemetry_cli.core.record import Status


class Result(StrEnum):
    """What became of an event."""

    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    QUEUED = "waiting"
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


class DryRun(NamedTuple):
    """The requests that would go out to `base`, a URL; `reason` says why none would be sent."""

    base: str = ""
    requests: tuple[Request, ...] = ()
    reason: str = ""
    warnings: tuple[str, ...] = ()


class FlushSummary(NamedTuple):
    """How a flush went: sessions delivered, refused for good, and still queued, and why."""

    delivered: int = 0
    refused: int = 0
    queued: int = 0
    reason: str = ""

    @property
    def all_delivered(self) -> bool:
        """Whether nothing is queued any more and the server has refused nothing."""
        return not (self.refused or self.queued or self.reason)


class OutboxEntry(NamedTuple):
    """A session in the outbox as `flush --list` shows it. Times are in seconds since the epoch.

    `status` is the final one, None if the start alone waits.
    """

    record_id: str
    app: str
    status: Status | None
    accepted_at: float
    attempts: int
    due_at: float
    refused: bool
    reason: str


class Check(NamedTuple):
    """One line of the checklist. `ok` is None for what could not be checked."""

    name: str
    ok: bool | None
    detail: str
    remedy: str = ""

"""The results of commands as values: reporting/ creates them, rendering/ prints them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from telemetry_cli.core.protocol import Request
from telemetry_cli.core.record import Status


class Result(StrEnum):
    """What happened to an event."""

    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    QUEUED = "waiting"
    REFUSED = "refused"
    DROPPED = "dropped"
    IGNORED = "ignored"
    LOST = "lost"
    OFF = "off"


class Outcome(NamedTuple):
    """What happened to an event, and why. The IDs are None if no session was changed."""

    result: Result
    record_id: str | None = None
    random_id: str | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()


class PlannedRequest(NamedTuple):
    """A request that would be sent, and the base URL of its server, without a password."""

    base: str
    request: Request


class DryRun(NamedTuple):
    """The requests that would be sent, or the reason why none would be."""

    requests: tuple[PlannedRequest, ...] = ()
    reason: str = ""
    warnings: tuple[str, ...] = ()


class FlushSummary(NamedTuple):
    """The numbers of sessions that a flush delivered, that were refused, and that are queued."""

    delivered: int = 0
    refused: int = 0
    queued: int = 0
    reason: str = ""

    @property
    def all_delivered(self) -> bool:
        """Whether the outbox is empty and the server has refused nothing."""
        return not (self.refused or self.queued or self.reason)


class OutboxEntry(NamedTuple):
    """A session in the outbox, as listed by `flush --list`. Times are in seconds since the epoch.

    `status` is the final status, None if only the start is queued. `due_at` is None if the
    session has been given up, which counts as refused.
    """

    record_id: str
    app: str
    status: Status | None
    accepted_at: float
    attempts: int
    due_at: float | None
    refused: bool
    reason: str


class Check(NamedTuple):
    """One line of the doctor's checklist. `ok` is None if it could not be checked."""

    name: str
    ok: bool | None
    detail: str
    remedy: str = ""

"""How often an exit code was reported of late."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from telemetry_cli.core import filters
from telemetry_cli.core.moments import on_the_wire
from telemetry_cli.core.record import Status
from telemetry_cli.edges.access import access
from telemetry_cli.edges.reader import Search
from telemetry_cli.edges.search import count, first

DAYS = 30
_MAX_RECORDS = 10_000
"""Records that are read to find the apps, the newest first."""

_MOST_APPS = 5


class Seen(NamedTuple):
    """Installs that failed with one exit code, of all that failed, in so many days.

    `apps` are those with the most, each with its number.
    """

    days: int
    times: int
    failures: int
    apps: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return {**self._asdict(), "apps": dict(self.apps)}


def seen(code: int) -> Seen:
    """How often `code` was reported in the last 30 days. Raises UserError."""
    since = datetime.now(UTC) - timedelta(days=DAYS)
    failed = filters.all_of(
        [
            filters.equals("status", Status.FAILED),
            f"created >= {filters.literal(on_the_wire(since))}",
        ]
    )
    these = filters.all_of([failed, filters.equals("exit_code", code)])
    server = access()
    pages = first(Search(these, "-@rowid"), server, _MAX_RECORDS)
    apps = Counter(str(record.get("nsapp")) for page in pages for record in page.records)
    times, failures = count(these, server), count(failed, server)
    return Seen(DAYS, times, failures, tuple(apps.most_common(_MOST_APPS)))

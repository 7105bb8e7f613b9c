"""What a report of statistics holds, however it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telemetry_cli.analysis.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Report:
    """Statistics of the records that match `filter` at `source`, and when they were made.

    `before` counts the period of the same length before `since`, None if nothing is compared;
    groups of less than `minimum` installs are left out of lists of apps.
    """

    now: Statistics
    before: Statistics | None
    since: datetime | None
    until: datetime | None
    filter: str
    source: str
    made_at: datetime
    minimum: int

    @property
    def period(self) -> str:
        """The time that is covered, in UTC."""
        first = f"from {self.since:%Y-%m-%d %H:%M}" if self.since else "from the beginning"
        return f"{first} to {self.until or self.made_at:%Y-%m-%d %H:%M} UTC"

"""Statistics of a search, and of the period before it, with everything derived from the two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from telemetry_cli.analysis.comparison import Change, Trend, compare, compare_total
from telemetry_cli.analysis.statistics import Dimension, Group, Statistics


@dataclass(frozen=True)
class Summary:
    """Statistics of the records that match `filter` at `source`, and when they were counted.

    `before` counts the period of the same length before `since`, None if nothing is compared;
    apps with fewer than `minimum` installs are left out of lists.
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

    def groups(self, dimension: Dimension) -> list[Group]:
        """The groups of a dimension to list, most failures first; days in their order."""
        return self.now.ranked(dimension, self.minimum if dimension is Dimension.APP else 1)

    @cached_property
    def total_change(self) -> Change | None:
        """The change of all installs together, None if nothing is compared."""
        return None if self.before is None else compare_total(self.before, self.now)

    @cached_property
    def changes(self) -> dict[Dimension, dict[str, Change]]:
        """The changes by dimension and key; empty if nothing is compared. Days have none."""
        if self.before is None:
            return {}
        return {
            dimension: {change.key: change for change in compare(self.before, self.now, dimension)}
            for dimension in Dimension
            if dimension is not Dimension.DAY
        }

    @cached_property
    def worse(self) -> list[tuple[Dimension, Change]]:
        """What got significantly worse, in any dimension, by what it has cost."""
        pairs = [
            (dimension, change)
            for dimension, changes in self.changes.items()
            for change in changes.values()
            if change.trend is Trend.WORSE
        ]
        return sorted(pairs, key=lambda pair: -pair[1].excess)

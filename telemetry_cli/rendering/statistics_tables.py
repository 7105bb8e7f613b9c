"""The tables of statistics for terminal and HTML page, and the wording of their numbers."""

from __future__ import annotations

from telemetry_cli.analysis.comparison import Change, Trend
from telemetry_cli.analysis.statistics import Dimension, Group, is_exit_code
from telemetry_cli.analysis.summary import Summary
from telemetry_cli.knowledge.exit_codes import describe
from telemetry_cli.rendering.table import Cell, Column, Table, Tone, cells

TITLES = {
    Dimension.APP: "App",
    Dimension.EXIT_CODE: "Exit code",
    Dimension.CATEGORY: "Category",
    Dimension.OS: "Operating system",
    Dimension.PVE_VERSION: "Proxmox VE",
    Dimension.TYPE: "Type",
    Dimension.METHOD: "Method",
    Dimension.DAY: "Day",
}
_SHARES = (Dimension.EXIT_CODE, Dimension.CATEGORY)
"""Dimensions that only failures have: shown is their share of all ended installs, not a rate."""

_TONES = {Trend.WORSE: Tone.BAD, Trend.BETTER: Tone.GOOD, Trend.SAME: Tone.NEUTRAL}


def worse_table(summary: Summary, limit: int) -> Table:
    """What got significantly worse, in at most `limit` rows."""
    columns = [Column("Name"), Column("Dimension", rigid=True)]
    titles = ("Before", "Now", "Excess failures", "p")
    columns += [Column(title, rigid=True, numeric=True) for title in titles]
    rows = [
        cells(
            key_name(dimension, change.key),
            TITLES[dimension].lower(),
            percent(change.rate_before) or "new",
            percent(change.rate),
            f"{change.excess:+,.0f}",
            f"{change.p_value:.1g}",
        )
        for dimension, change in summary.worse[:limit]
    ]
    return Table(columns, rows, omitted=max(0, len(summary.worse) - limit))


def dimension_table(summary: Summary, dimension: Dimension, limit: int) -> Table:
    """The groups of one dimension, in at most `limit` rows."""
    groups = summary.groups(dimension)
    numbers = ["Failed", "Share"] if dimension in _SHARES else ["Installs", "Failed", "Rate"]
    changes = summary.changes.get(dimension, {})
    columns = [Column(TITLES[dimension])]
    columns += [Column(title, rigid=True, numeric=True) for title in numbers]
    if changes:
        columns += [Column("Before", rigid=True, numeric=True), Column("Change", rigid=True)]
    total = summary.now.total
    rows = []
    for group in groups[:limit]:
        row = [Cell(key_name(dimension, group.key)), *_numbers(group, total, dimension)]
        if changes:
            row += _before(changes.get(group.key))
        rows.append(row)
    return Table(columns, rows, omitted=max(0, len(groups) - limit))


def percent(rate: float | None) -> str:
    """A rate (0 to 1) as a percentage, '' for None."""
    return "" if rate is None else f"{100 * rate:.1f} %"


def trend(change: Change) -> str:
    """The direction of a change, and its p-value if it is significant."""
    p_value = f", p = {change.p_value:.2g}" if change.is_significant else ""
    return f"{change.trend.value}{p_value}"


def key_name(dimension: Dimension, key: str) -> str:
    """A key for display; exit codes with their meaning."""
    if dimension is Dimension.EXIT_CODE and is_exit_code(key):
        return f"{key}  {describe(int(key))}"
    return key


def merged_days(days: list[Group], most: int) -> list[Group]:
    """`days` merged into at most `most` groups of consecutive days, named after their first."""
    size = days_per_group(days, most)
    return [_sum(days[start : start + size]) for start in range(0, len(days), size)]


def days_per_group(days: list[Group], most: int) -> int:
    """The number of days in each group of `merged_days`."""
    return max(1, -(-len(days) // most))


def _sum(days: list[Group]) -> Group:
    return Group(
        days[0].key,
        succeeded=sum(day.succeeded for day in days),
        failed=sum(day.failed for day in days),
        unknown=sum(day.unknown for day in days),
        installing=sum(day.installing for day in days),
    )


def _numbers(group: Group, total: Group, dimension: Dimension) -> list[Cell]:
    if dimension in _SHARES:
        failed = group.failed + group.unknown
        ended = total.finished + total.unknown
        return cells(f"{failed:,}", percent(failed / ended))
    return [*cells(f"{group.installs:,}", f"{group.failed:,}"), _rate(group)]


def _rate(group: Group) -> Cell:
    if group.failure_rate is None or group.interval is None:
        return Cell("")
    low, high = group.interval
    note = f"95 % confidence: {percent(low)} to {percent(high)}"
    return Cell(percent(group.failure_rate), share=group.failure_rate, note=note)


def _before(change: Change | None) -> list[Cell]:
    if change is None:
        return cells("", "")
    word = change.trend.value if change.is_significant else ""
    return [Cell(percent(change.rate_before) or "new"), Cell(word, _TONES[change.trend])]

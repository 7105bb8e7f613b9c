"""Statistics for a person at a terminal, and as JSON or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from telemetry_cli.analysis.comparison import Change, Trend, compare, compare_total
from telemetry_cli.analysis.statistics import Dimension, Group, is_exit_code
from telemetry_cli.analysis.summary import Report
from telemetry_cli.knowledge.exit_codes import describe
from telemetry_cli.rendering.records import csv_cell
from telemetry_cli.rendering.table import Column, print_table, terminal_width

TITLES = {
    Dimension.APP: "App",
    Dimension.EXIT_CODE: "Exit code",
    Dimension.CATEGORY: "Category of exit codes",
    Dimension.OS: "Operating system",
    Dimension.PVE_VERSION: "Proxmox VE",
    Dimension.TYPE: "Type",
    Dimension.METHOD: "Method",
    Dimension.DAY: "Day",
}
_TOP = 15
"""Rows of a table; -o json has all."""

_MOST_BARS = 31
"""Lines of the chart; with more days, several share one."""

_WORST = 10
_PLAIN_WIDTH = 80
_BLOCKS = {"succeeded": ("█", "green"), "failed": ("▓", "red"), "other": ("░", "dim")}
_ASCII = str.maketrans("█▓░", "#x.")


def show(report: Report) -> None:
    """Show the totals, the days as a chart, what got worse, and a table a dimension."""
    console = Console(highlight=False, soft_wrap=True)
    total = report.now.total
    console.print(Text(f"Installs {report.period}", style="bold"))
    console.print(Text(headline(report)))
    if not total.installs:
        return
    console.print()
    for line in _chart(report.now.ranked(Dimension.DAY)):
        console.print(line)
    if report.before is not None:
        _show_changes(console, report)
    for dimension in Dimension:
        if dimension is not Dimension.DAY:
            _show_groups(console, report, dimension)


def headline(report: Report) -> str:
    """The totals in one line, and how the failure rate was before."""
    total = report.now.total
    parts = [f"{total.installs:,} installs", f"{total.succeeded:,} succeeded"]
    parts += [f"{total.failed:,} failed", f"{total.unknown:,} unknown"]
    parts += [f"{total.installing:,} unfinished"]
    text = ", ".join(parts)
    if total.failure_rate is not None:
        text += f"; success rate {percent(1 - total.failure_rate)}"
    if report.before is not None:
        change = compare_total(report.before, report.now)
        if change.rate_before is not None:
            text += f" (before: {percent(1 - change.rate_before)}, {told(change)})"
    return text


def percent(rate: float | None) -> str:
    """A rate (0 to 1) as people read it."""
    return "" if rate is None else f"{100 * rate:.1f} %"


def told(change: Change) -> str:
    """Whether a change is one."""
    return f"{change.trend.value}" + (
        f", p = {change.p_value:.2g}" if change.is_significant else ""
    )


def name_of(dimension: Dimension, key: str) -> str:
    """A key as people read it: an exit code with its meaning."""
    if dimension is Dimension.EXIT_CODE and is_exit_code(key):
        return f"{key}  {describe(int(key))}"
    return key


def days_in(groups: list[Group], most: int) -> list[Group]:
    """The days, `most` of them: as many in a row as need be are added up under the first."""
    size = _size(groups, most)
    return [_sum(groups[place : place + size]) for place in range(0, len(groups), size)]


def _size(groups: list[Group], most: int) -> int:
    return max(1, -(-len(groups) // most))


def _sum(groups: list[Group]) -> Group:
    sums = (sum(numbers) for numbers in zip(*(group[1:] for group in groups), strict=True))
    return Group(groups[0].key, *sums)


def _chart(days: list[Group]) -> Iterator[Text]:
    bars = days_in(days, _MOST_BARS)
    most = max(bar.installs for bar in bars)
    numbers = [f"{bar.installs:,}" for bar in bars]
    wide = max(map(len, numbers))
    room = (terminal_width() or _PLAIN_WIDTH) - 10 - wide - len("  100.0 % failed") - 4
    legend = Text("by day: " if len(bars) == len(days) else f"by {_size(days, _MOST_BARS)} days: ")
    for name, (block, style) in _BLOCKS.items():
        legend.append(_drawable(block), style)
        legend.append(f" {name}  ")
    yield legend
    for bar, number in zip(bars, numbers, strict=True):
        line = Text(f"{bar.key:10.10}  ")
        parts = (bar.succeeded, bar.failed, bar.unknown + bar.installing)
        drawn = 0
        for place, (block, style) in enumerate(_BLOCKS.values(), 1):
            end = round(max(room, 10) * sum(parts[:place]) / most)
            line.append(_drawable(block * (end - drawn)), style)
            drawn = end
        line.append(" " * (max(room, 10) - drawn) + f"  {number:>{wide}}")
        rate = percent(bar.failure_rate)
        line.append(f"  {rate:>7} failed" if rate else "")
        yield line


def _drawable(blocks: str) -> str:
    try:
        blocks.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return blocks.translate(_ASCII)
    return blocks


def changes_of(report: Report) -> list[tuple[Dimension, Change]]:
    """What got significantly worse, in any dimension, by what it has cost."""
    assert report.before is not None
    found = [
        (dimension, change)
        for dimension in Dimension
        if dimension is not Dimension.DAY
        for change in compare(report.before, report.now, dimension)
        if change.trend is Trend.WORSE
    ]
    return sorted(found, key=lambda pair: -pair[1].excess)


def _show_changes(console: Console, report: Report) -> None:
    worse = changes_of(report)
    console.print()
    console.print(Text("What got worse", style="bold"))
    if not worse:
        console.print("Nothing got significantly worse than in the period before.")
        return
    columns = [Column("WHAT", rigid=True), Column("WHICH")]
    columns += [
        Column(title, rigid=True, numbers=True) for title in ("BEFORE", "NOW", "MORE FAILURES", "P")
    ]
    rows = [
        [
            TITLES[dimension].lower().split(" of")[0],
            name_of(dimension, change.key),
            percent(change.rate_before) or "new",
            percent(change.rate),
            f"{change.excess:+,.0f}",
            f"{change.p_value:.1g}",
        ]
        for dimension, change in worse[:_WORST]
    ]
    print_table(columns, rows)
    _say_rest(console, len(worse) - len(rows))


def _show_groups(console: Console, report: Report, dimension: Dimension) -> None:
    minimum = report.minimum if dimension is Dimension.APP else 1
    groups = report.now.ranked(dimension, minimum)
    if not groups:
        return
    shares = dimension in (Dimension.EXIT_CODE, Dimension.CATEGORY)
    changes = (
        {change.key: change for change in compare(report.before, report.now, dimension)}
        if report.before is not None
        else {}
    )
    titles = ["FAILED", "SHARE"] if shares else ["INSTALLS", "FAILED", "RATE"]
    titles += ["BEFORE"] if changes else []
    columns = [Column(TITLES[dimension].upper())]
    columns += [Column(title, rigid=True, numbers=True) for title in titles]
    columns += [Column("CHANGE", rigid=True)] if changes else []
    ended = report.now.total.finished + report.now.total.unknown
    rows = []
    for group in groups[:_TOP]:
        row = [name_of(dimension, group.key)]
        if shares:
            failed = group.failed + group.unknown
            row += [f"{failed:,}", percent(failed / ended)]
        else:
            row += [f"{group.installs:,}", f"{group.failed:,}", percent(group.failure_rate)]
        if changes:
            change = changes.get(group.key)
            row += [percent(change.rate_before) or "new", _arrow(change)] if change else ["", ""]
        rows.append(row)
    console.print()
    print_table(columns, rows, lambda cell: {"worse": "red", "better": "green"}.get(cell, ""))
    _say_rest(console, len(groups) - len(rows))


def _arrow(change: Change) -> str:
    return change.trend.value if change.is_significant else ""


def _say_rest(console: Console, number: int) -> None:
    if number > 0:
        console.print(Text(f"... and {number:,} more: -o json shows all", style="dim"))


def as_json(report: Report) -> str:
    """Everything as one JSON object."""
    whole: dict[str, object] = {
        "source": report.source,
        "filter": report.filter,
        "since": report.since.isoformat() if report.since else None,
        "until": (report.until or report.made_at).isoformat(),
        "total": _group(report.now.total),
    }
    for dimension in Dimension:
        minimum = report.minimum if dimension is Dimension.APP else 1
        whole[dimension.value] = [
            _named(dimension, group.key) | _group(group)
            for group in report.now.ranked(dimension, minimum)
        ]
    if report.before is not None:
        whole["before"] = _group(report.before.total)
        whole["change"] = _change(compare_total(report.before, report.now))
        whole["changes"] = {
            dimension.value: [
                _named(dimension, change.key) | _change(change)
                for change in compare(report.before, report.now, dimension)
            ]
            for dimension in Dimension
            if dimension is not Dimension.DAY
        }
    return json.dumps(whole, ensure_ascii=sys.stdout.encoding.lower() != "utf-8")


def write_csv(report: Report) -> None:
    """One row a group: the dimension, its key, the numbers, and the period before if compared."""
    titles = ["dimension", "key", "meaning", "installs", "succeeded", "failed", "unknown"]
    titles += ["installing", "failure_rate"]
    titles += ["rate_before", "p_value", "trend"] if report.before is not None else []
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(titles)
    for dimension in Dimension:
        changes = (
            {change.key: change for change in compare(report.before, report.now, dimension)}
            if report.before is not None and dimension is not Dimension.DAY
            else {}
        )
        for group in report.now.ranked(dimension):
            meaning = name_of(dimension, group.key).removeprefix(group.key).strip()
            row: list[object] = [dimension.value, csv_cell(group.key), meaning, group.installs]
            row += [*group[1:], _rounded(group.failure_rate)]
            if report.before is not None:
                change = changes.get(group.key)
                row += (
                    [_rounded(change.rate_before), _rounded(change.p_value), change.trend.value]
                    if change
                    else ["", "", ""]
                )
            writer.writerow(row)


def _named(dimension: Dimension, key: str) -> dict[str, object]:
    if dimension is Dimension.EXIT_CODE and is_exit_code(key):
        return {"key": int(key), "meaning": describe(int(key))}
    return {"key": key}


def _group(group: Group) -> dict[str, object]:
    counts = group._asdict()
    del counts["key"]
    return {"installs": group.installs, **counts, "failure_rate": _rounded(group.failure_rate)}


def _change(change: Change) -> dict[str, object]:
    return {
        "rate_before": _rounded(change.rate_before),
        "rate": _rounded(change.rate),
        "excess_failures": round(change.excess, 1),
        "p_value": _rounded(change.p_value),
        "significant": change.is_significant,
        "trend": change.trend.value,
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else float(f"{rate:.4g}")

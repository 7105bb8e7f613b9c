"""Prints statistics on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from telemetry_cli.analysis.statistics import Dimension, Group
from telemetry_cli.analysis.summary import Summary
from telemetry_cli.rendering.statistics_tables import (
    days_per_group,
    dimension_table,
    merged_days,
    percent,
    trend,
    worse_table,
)
from telemetry_cli.rendering.table import Table
from telemetry_cli.rendering.terminal_table import print_table, terminal_width

_TOP = 15
"""Rows per table; -o json prints all."""

_WORST = 10
_MOST_BARS = 31
"""Lines of the chart; more days are merged."""

_PLAIN_WIDTH = 80
_SHORTEST_BAR = 10


class _Block(NamedTuple):
    """How one part of a bar is drawn; `ascii` replaces `character` if stdout cannot encode it."""

    name: str
    character: str
    ascii: str
    style: str


_BLOCKS = (
    _Block("succeeded", "█", "#", "green"),
    _Block("failed", "▓", "x", "red"),
    _Block("other", "░", ".", "dim"),
)


def show(summary: Summary) -> None:
    """Print the totals, a chart of the days, what got worse, and a table per dimension."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"Installs {summary.period}", style="bold"))
    console.print(Text(_headline(summary)))
    if not summary.now.total.installs:
        return
    console.print()
    for line in _chart(summary.groups(Dimension.DAY)):
        console.print(line)
    if summary.before is not None:
        console.print()
        console.print(Text("What got worse", style="bold"))
        if summary.worse:
            _print(console, worse_table(summary, _WORST))
        else:
            console.print("Nothing got significantly worse compared with the period before.")
    for dimension in Dimension:
        if dimension is not Dimension.DAY and summary.groups(dimension):
            console.print()
            _print(console, dimension_table(summary, dimension, _TOP))


def _print(console: Console, table: Table) -> None:
    print_table(table)
    if table.omitted:
        console.print(Text(f"... and {table.omitted:,} more: -o json shows all", style="dim"))


def _headline(summary: Summary) -> str:
    """The totals on one line, with the success rate of the period before."""
    total = summary.now.total
    parts = [f"{total.installs:,} installs", f"{total.succeeded:,} succeeded"]
    parts += [f"{total.failed:,} failed", f"{total.unknown:,} unknown"]
    parts += [f"{total.installing:,} unfinished"]
    text = ", ".join(parts)
    if total.failure_rate is not None:
        text += f"; success rate {percent(1 - total.failure_rate)}"
    change = summary.total_change
    if change is not None and change.rate_before is not None:
        text += f" (before: {percent(1 - change.rate_before)}, {trend(change)})"
    return text


def _chart(days: list[Group]) -> Iterator[Text]:
    bars = merged_days(days, _MOST_BARS)
    most = max(bar.installs for bar in bars)
    digits = max(len(f"{bar.installs:,}") for bar in bars)
    taken = len("2026-02-01  ") + digits + len("    100.0 % failed") + len("  ")
    room = max((terminal_width() or _PLAIN_WIDTH) - taken, _SHORTEST_BAR)
    size = days_per_group(days, _MOST_BARS)
    legend = Text("by day: " if size == 1 else f"by {size} days: ")
    for block in _BLOCKS:
        legend.append(_character(block), block.style).append(f" {block.name}  ")
    yield legend
    for bar in bars:
        line = Text(f"{bar.key:10.10}  ")
        parts = (bar.succeeded, bar.failed, bar.unknown + bar.installing)
        drawn = 0
        for index, block in enumerate(_BLOCKS, 1):
            end = round(room * sum(parts[:index]) / most)
            line.append(_character(block) * (end - drawn), block.style)
            drawn = end
        line.append(" " * (room - drawn) + f"  {bar.installs:>{digits},}")
        rate = percent(bar.failure_rate)
        line.append(f"  {rate:>7} failed" if rate else "")
        yield line


def _character(block: _Block) -> str:
    """The character of a block in the encoding of stdout."""
    try:
        block.character.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return block.ascii
    return block.character

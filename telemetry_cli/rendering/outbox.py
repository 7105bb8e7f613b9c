"""Prints the outbox, and the progress and summary of a flush."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from telemetry_cli.core.results import FlushSummary, OutboxEntry
from telemetry_cli.core.text import shown
from telemetry_cli.rendering.table import Cell, Column, Table, cells
from telemetry_cli.rendering.terminal_table import print_table

_COLUMNS = (
    Column("since (UTC)", rigid=True),
    Column("app"),
    Column("event", rigid=True),
    Column("attempts", rigid=True),
    Column("next attempt", rigid=True),
    Column("reason"),
)


def show_entries(entries: Sequence[OutboxEntry], *, as_json: bool) -> None:
    """Print the sessions that are queued or were refused."""
    if as_json:
        print(json.dumps([_entry_as_json(entry) for entry in entries]))
    elif entries:
        now = datetime.now(UTC)
        print_table(Table(_COLUMNS, [_row(entry, now) for entry in entries]))
    else:
        print("nothing is queued", file=sys.stderr)


def show_summary(summary: FlushSummary, *, as_json: bool, visible: bool) -> None:
    """Print the summary of a flush: JSON on stdout, a line on stderr if `visible`."""
    if as_json:
        print(json.dumps(_summary_as_json(summary)))
    if visible:
        parts = [f"{summary.delivered} delivered"]
        parts += [f"{summary.refused} refused"] if summary.refused else []
        parts += [f"{summary.queued} queued"] if summary.queued else []
        reason = f": {shown(summary.reason)}" if summary.reason else ""
        print(f"telemetry-cli: {', '.join(parts)}{reason}", file=sys.stderr)


@contextmanager
def progress_bar(*, visible: bool) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on stderr; yields a function that sets (done, total)."""
    if not visible:
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("delivering"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _row(entry: OutboxEntry, now: datetime) -> list[Cell]:
    return cells(
        _moment(entry.accepted_at).strftime("%Y-%m-%d %H:%M"),
        entry.app,
        entry.status.word if entry.status else "start",
        str(entry.attempts),
        _next_attempt(entry, now),
        entry.reason,
    )


def _next_attempt(entry: OutboxEntry, now: datetime) -> str:
    if entry.due_at is None:
        return "never"
    seconds = (_moment(entry.due_at) - now).total_seconds()
    if seconds <= 0:
        return "now"
    return f"in {seconds:.0f} s" if seconds < 120 else f"in {seconds / 60:.0f} min"


def _summary_as_json(summary: FlushSummary) -> dict[str, int | str]:
    return {
        "delivered": summary.delivered,
        "refused": summary.refused,
        "waiting": summary.queued,
        "reason": summary.reason,
    }


def _entry_as_json(entry: OutboxEntry) -> dict[str, str | int | bool | None]:
    return {
        "record_id": entry.record_id,
        "app": entry.app,
        "status": entry.status.word if entry.status else None,
        "accepted_at": _moment(entry.accepted_at).isoformat(),
        "attempts": entry.attempts,
        "due_at": None if entry.due_at is None else _moment(entry.due_at).isoformat(),
        "refused": entry.refused,
        "reason": entry.reason,
    }


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

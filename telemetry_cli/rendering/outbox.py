"""The outbox: what is queued, and how a flush goes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from telemetry_cli.core.text import shown
from telemetry_cli.edges.store import Entry
from telemetry_cli.rendering.table import Column, print_table
from telemetry_cli.reporting.flush import Summary

_COLUMNS = (
    Column("SINCE (UTC)", rigid=True),
    Column("APP"),
    Column("EVENT", rigid=True),
    Column("TRIES", rigid=True),
    Column("NEXT TRY", rigid=True),
    Column("WHY"),
)


def show_entries(entries: Sequence[Entry], *, as_json: bool) -> None:
    """Print what is queued or was refused."""
    if as_json:
        print(json.dumps([_entry_as_json(entry) for entry in entries]))
    elif entries:
        now = datetime.now(UTC)
        print_table(_COLUMNS, [_row(entry, now) for entry in entries])
    else:
        print("nothing is queued", file=sys.stderr)


def show_summary(summary: Summary, *, as_json: bool, visible: bool) -> None:
    """Print how a flush went, as far as the options ask for it."""
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
    """A bar on stderr while the block lasts; yields what is to be called after each step."""
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


def _row(entry: Entry, now: datetime) -> list[str]:
    return [
        _moment(entry.accepted_at).strftime("%Y-%m-%d %H:%M"),
        shown(entry.app),
        entry.status.word if entry.status else "start",
        str(entry.attempts),
        _next_try(entry, now),
        shown(entry.reason),
    ]


def _next_try(entry: Entry, now: datetime) -> str:
    if entry.refused:
        return "never"
    seconds = (_moment(entry.due_at) - now).total_seconds()
    if seconds <= 0:
        return "now"
    return f"in {seconds:.0f} s" if seconds < 120 else f"in {seconds / 60:.0f} min"


def _summary_as_json(summary: Summary) -> dict[str, int | str]:
    return {
        "delivered": summary.delivered,
        "refused": summary.refused,
        "waiting": summary.queued,
        "reason": summary.reason,
    }


def _entry_as_json(entry: Entry) -> dict[str, str | int | bool | None]:
    return {
        "record_id": entry.record_id,
        "app": entry.app,
        "status": entry.status.word if entry.status else None,
        "accepted_at": _moment(entry.accepted_at).isoformat(),
        "attempts": entry.attempts,
        "due_at": None if entry.refused else _moment(entry.due_at).isoformat(),
        "refused": entry.refused,
        "reason": entry.reason,
    }


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

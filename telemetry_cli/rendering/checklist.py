"""Prints the checklist of the doctor, each line as soon as its check is done."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from telemetry_cli.core.results import Check
from telemetry_cli.core.text import shown
from telemetry_cli.rendering.terminal_table import terminal_width

_MARKS = {True: ("good", "green"), False: ("BAD", "bold red"), None: ("-", "dim")}
_NAME_WIDTH = 15
_UNBOUNDED = 10_000


def show(checks: Iterable[Check]) -> bool:
    """Print each check as soon as it is done; returns whether no problem was found."""
    console = Console(highlight=False, width=terminal_width() or _UNBOUNDED)
    is_ok = True
    for check in checks:
        mark, style = _MARKS[check.ok]
        line = Grid.grid(padding=(0, 2))
        line.add_column(width=max(len(word) for word, _ in _MARKS.values()))
        line.add_column(width=_NAME_WIDTH)
        line.add_column(overflow="fold")
        line.add_row(Text(mark, style=style), check.name, Text(shown(check.detail)))
        if check.remedy:
            line.add_row("", "", Text(f"-> {shown(check.remedy)}"))
        with console.capture() as captured:
            console.print(line)
        for row in captured.get().splitlines():
            print(row.rstrip(), flush=True)  # at once: the next check may take a while
        is_ok = is_ok and check.ok is not False
    return is_ok


def show_json(checks: Iterable[Check]) -> bool:
    """Print all checks as one JSON object; returns whether no problem was found."""
    completed = list(checks)
    is_ok = all(check.ok is not False for check in completed)
    print(json.dumps({"ok": is_ok, "checks": [_as_json(check) for check in completed]}))
    return is_ok


def _as_json(check: Check) -> dict[str, str | bool | None]:
    return {
        "name": check.name,
        "good": check.ok,
        "found": check.detail,
        "remedy": check.remedy,
    }

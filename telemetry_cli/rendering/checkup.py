"""The troubleshooting checklist, line by line as it is worked off."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from telemetry_cli.checkup import Finding
from telemetry_cli.core.text import shown
from telemetry_cli.rendering.table import terminal_width

_MARKS = {True: ("good", "green"), False: ("BAD", "bold red"), None: ("-", "dim")}
_NAME_WIDTH = 15
_UNBOUNDED = 10_000


def show(findings: Iterable[Finding]) -> bool:
    """Show each finding as it comes, with what to do; returns whether nothing is wrong."""
    console = Console(highlight=False, width=terminal_width() or _UNBOUNDED)
    well = True
    for finding in findings:
        mark, style = _MARKS[finding.good]
        line = Table.grid(padding=(0, 2))
        line.add_column(width=max(len(word) for word, _ in _MARKS.values()))
        line.add_column(width=_NAME_WIDTH)
        line.add_column(overflow="fold")
        line.add_row(Text(mark, style=style), finding.name, Text(shown(finding.found)))
        if finding.remedy:
            line.add_row("", "", Text(f"-> {shown(finding.remedy)}"))
        with console.capture() as captured:
            console.print(line)
        for row in captured.get().splitlines():
            print(row.rstrip(), flush=True)  # as it comes: the next check may take a while
        well = well and finding.good is not False
    return well


def show_json(findings: Iterable[Finding]) -> bool:
    """Show all findings as one JSON object; returns whether nothing is wrong."""
    found = list(findings)
    well = all(finding.good is not False for finding in found)
    print(json.dumps({"ok": well, "checks": [finding._asdict() for finding in found]}))
    return well

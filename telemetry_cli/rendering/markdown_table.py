"""Draws tables as GitHub Flavored Markdown; texts are escaped here."""

from __future__ import annotations

import re

from telemetry_cli.core.text import one_line, shown
from telemetry_cli.rendering.table import Table

_ACTIVE = re.compile(r"([\\`*{}\[\]<>#|~@!]|(?<!\w)_|_(?!\w))")
"""Characters that start markup, a mention or a table cell."""


def markdown_table(table: Table) -> str:
    """The table as lines of Markdown, without a trailing newline."""
    titles = [markdown_text(column.title) for column in table.columns]
    rules = ["---:" if column.numeric else "---" for column in table.columns]
    rows = [
        [_code(cell.text) if cell.verbatim else markdown_text(cell.text) for cell in row]
        for row in table.rows
    ]
    lines = [titles, rules, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def markdown_text(text: str) -> str:
    """`text` on one line, escaped for Markdown."""
    return _ACTIVE.sub(r"\\\1", shown(one_line(text)))


def _code(text: str) -> str:
    """`text` as inline code; '' stays ''."""
    line = shown(one_line(text)).replace("|", "\\|")
    longest = max(map(len, re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if longest else ""
    return f"{fence}{padding}{line}{padding}{fence}" if line else ""

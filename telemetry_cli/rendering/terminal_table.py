"""Draws tables as aligned text; on a terminal with colors, and cut to its width."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from telemetry_cli.core.text import shown
from telemetry_cli.rendering.table import Cell, Column, Table, Tone

_GAP = "  "
STYLES = {
    Tone.NEUTRAL: "",
    Tone.GOOD: "green",
    Tone.BAD: "red",
    Tone.UNSURE: "yellow",
    Tone.ACTIVE: "cyan",
}
"""The rich style of each tone."""


def terminal_width() -> int | None:
    """The width of the terminal in columns, None if stdout is not a terminal."""
    console = Console()
    return console.width if console.is_terminal else None


def print_table(table: Table) -> None:
    """Print a whole table."""
    TableWriter(table.columns).add(table.rows)


class TableWriter:
    """A table that is printed in parts; the first rows determine the widths of the columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._widths: list[int] = []
        self._console = Console(highlight=False)

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Print `rows`, after the titles if they are the first."""
        safe = [[shown(cell.text) for cell in row] for row in rows]
        if not self._widths:
            titles = [column.title.upper() for column in self._columns]
            self._widths = [max(map(cell_len, texts)) for texts in zip(titles, *safe, strict=True)]
            if (limit := terminal_width()) is not None:
                _shrink(self._widths, self._columns, limit)
            self._print(titles, ["bold"] * len(titles))
        for row, texts in zip(rows, safe, strict=True):
            self._print(texts, [STYLES[cell.tone] for cell in row])

    def _print(self, texts: Sequence[str], styles: Sequence[str]) -> None:
        line = Text()
        for text, style, column, width in zip(
            texts, styles, self._columns, self._widths, strict=True
        ):
            part = Text(text, style=style)
            part.truncate(width, overflow="ellipsis")
            part.align("right" if column.numeric else "left", width)
            line += part
            line += _GAP
        line.rstrip()
        self._console.print(line, soft_wrap=True)


def _shrink(widths: list[int], columns: Sequence[Column], limit: int) -> None:
    """Narrow the widest column that may be cut, until all columns fit."""
    elastic = [index for index, column in enumerate(columns) if not column.rigid]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - limit
    while excess > 0 and elastic:
        widest = max(elastic, key=lambda index: widths[index])
        if widths[widest] <= 1:
            break
        widths[widest] -= 1
        excess -= 1

"""Tables: aligned plain text in a pipe; coloured and cut to its width in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, whether its cells are worthless when cut, and whether it has numbers."""

    title: str
    rigid: bool = False
    numbers: bool = False


def terminal_width() -> int | None:
    """The columns of the terminal that stdout is, None if it is none."""
    console = Console()
    return console.width if console.is_terminal else None


def print_table(
    columns: Sequence[Column], rows: list[list[str]], style: Callable[[str], str] = lambda _: ""
) -> None:
    """Print `rows` of cells that are safe to show; `style` gives the rich style of a cell."""
    Table(columns, style).add(rows)


class Table:
    """A table that grows: the first rows that are added decide how wide its columns are."""

    def __init__(
        self, columns: Sequence[Column], style: Callable[[str], str] = lambda _: ""
    ) -> None:
        self._columns = columns
        self._style = style
        self._widths: list[int] = []
        self._console = Console(highlight=False)

    def add(self, rows: list[list[str]]) -> None:
        """Print `rows` of cells that are safe to show, below the titles if they are the first."""
        if not self._widths:
            titles = [column.title for column in self._columns]
            self._widths = [max(map(cell_len, cells)) for cells in zip(titles, *rows, strict=True)]
            if (limit := terminal_width()) is not None:
                _shrink(self._widths, self._columns, limit)
            self._print(titles, lambda _: "bold")
        for row in rows:
            self._print(row, self._style)

    def _print(self, cells: list[str], style: Callable[[str], str]) -> None:
        line = _line(cells, self._columns, self._widths, style)
        self._console.print(line, soft_wrap=True)


def _shrink(widths: list[int], columns: Sequence[Column], limit: int) -> None:
    """Take room from the widest column that can give some, until all fit."""
    elastic = [place for place, column in enumerate(columns) if not column.rigid]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - limit
    while excess > 0 and elastic:
        widest = max(elastic, key=lambda place: widths[place])
        if widths[widest] <= 1:
            break
        widths[widest] -= 1
        excess -= 1


def _line(
    cells: list[str], columns: Sequence[Column], widths: list[int], style: Callable[[str], str]
) -> Text:
    line = Text()
    for cell, column, width in zip(cells, columns, widths, strict=True):
        text = Text(cell, style=style(cell))
        text.truncate(width, overflow="ellipsis")
        text.align("right" if column.numbers else "left", width)
        line += text
        line += _GAP
    line.rstrip()
    return line

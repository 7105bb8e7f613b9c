"""Tables: aligned plain text in a pipe; coloured and cut to its width in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and whether its cells are worthless when cut."""

    title: str
    rigid: bool = False


def terminal_width() -> int | None:
    """The columns of the terminal that stdout is, None if it is none."""
    console = Console()
    return console.width if console.is_terminal else None


def print_table(
    columns: Sequence[Column], rows: list[list[str]], style: Callable[[str], str] = lambda _: ""
) -> None:
    """Print `rows` of cells that are safe to show; `style` gives the rich style of a cell."""
    console = Console(highlight=False)
    for line in _lines(columns, rows, terminal_width(), style):
        console.print(line, soft_wrap=True)


def _lines(
    columns: Sequence[Column],
    rows: list[list[str]],
    limit: int | None,
    style: Callable[[str], str],
) -> Iterator[Text]:
    titles = [column.title for column in columns]
    widths = [max(map(cell_len, cells)) for cells in zip(titles, *rows, strict=True)]
    if limit is not None:
        _shrink(widths, columns, limit)
    yield _line(titles, widths, lambda _: "bold")
    for row in rows:
        yield _line(row, widths, style)


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


def _line(cells: list[str], widths: list[int], style: Callable[[str], str]) -> Text:
    line = Text()
    for cell, width in zip(cells, widths, strict=True):
        text = Text(cell, style=style(cell))
        text.truncate(width, overflow="ellipsis", pad=True)
        line += text
        line += _GAP
    line.rstrip()
    return line

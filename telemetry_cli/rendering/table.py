"""One model of a table; its renderers (terminal, HTML, Markdown) draw and escape it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple


class Tone(Enum):
    """What a cell means; each renderer has its own color for it."""

    NEUTRAL = "neutral"
    GOOD = "good"
    BAD = "bad"
    UNSURE = "unsure"
    ACTIVE = "active"


class Column(NamedTuple):
    """A column: its title, whether its cells are numbers, and whether they are useless when cut."""

    title: str
    numeric: bool = False
    rigid: bool = False


class Cell(NamedTuple):
    """A cell. `share` (0 to 1) may be drawn as a bar; `note` is a tooltip; `verbatim` is code."""

    text: str
    tone: Tone = Tone.NEUTRAL
    share: float | None = None
    note: str = ""
    verbatim: bool = False


class Table(NamedTuple):
    """Rows under columns; `omitted` counts the rows that were left out at the end."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    omitted: int = 0


def cells(*texts: str) -> list[Cell]:
    """A row of plain cells."""
    return [Cell(text) for text in texts]

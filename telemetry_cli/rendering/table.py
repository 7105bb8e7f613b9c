"""The model of a table. Renderers for terminal, HTML and Markdown draw and escape it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple


class Tone(Enum):
    """The meaning of a cell; each renderer chooses its own color."""

    NEUTRAL = "neutral"
    GOOD = "good"
    BAD = "bad"
    UNSURE = "unsure"
    ACTIVE = "active"


class Column(NamedTuple):
    """A column. `numeric` aligns its cells to the right, `rigid` means that they are never cut."""

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
    """A table. `omitted` is the number of rows that were left out at the end."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    omitted: int = 0


def cells(*texts: str) -> list[Cell]:
    """A row of plain cells."""
    return [Cell(text) for text in texts]

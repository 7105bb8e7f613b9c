"""A log in the form in which its lines can be compared with phrases."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from telemetry_cli.knowledge.phrases import Needs, letters

_ESCAPES = re.compile(
    r"(?:\x1b[PX\]^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]{0,4000}(?:\x07|\x1b\\|\x9c)?"
    r"|(?:\x1b\[|\x9b)[0-?]{0,40}[ -/]{0,9}[@-~]?|\x1b[ -/]{0,9}[0-~]?"
)
_ESCAPING = "\x1b\x90\x98\x9b\x9d\x9e\x9f"
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))
_BLANK = ("\xa0", "\u202f")
_SHORTER = ("\u0130", "I")
"""The one letter that is two in lower case, which would move what follows."""
_FOLDED = (
    ("« ", "'"),
    (" »", "'"),
    *((quote, "'") for quote in "´‘’“”„«»‹›"),  # noqa: RUF001
    *((dash, "-") for dash in "–—"),  # noqa: RUF001
    ("`", "'"),
    ('"', "'"),
)
"""Marks that are the same for a phrase. The last two are those of ASCII."""
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_LONGEST, _OVERLAP = 1000, 200
"""Characters of a line that are looked at together, and that two such parts have in common."""
_PLACES = 60
"""Lines with the same words that are looked at from the beginning, and as many from the end."""
_SAME_LINE = "\0"
"""In front of what continues a line: clean text has no such character."""


def cleaned(text: str) -> str:
    """`text` without escape sequences and control characters.

    A carriage return, and the two characters `\\n` of quoted output, stay as carriage returns.
    """
    if any(mark in text for mark in _ESCAPING):
        text = _ESCAPES.sub("", text)
    if text.isascii():  # for which translate is fast, and only for which
        return text.translate(_CONTROLS).replace("\\n", "\r")
    for code in _CONTROLS:
        text = text.replace(chr(code), "")
    for mark in _BLANK:
        text = text.replace(mark, " ")
    return text.replace(*_SHORTER).replace("\\n", "\r")


class Place(NamedTuple):
    """A part of a line that a phrase may stand on: its first and its last occurrence.

    `first` and `last` count parts from 0; `text` has folded blanks and quotation marks, `lower` is
    the same in lower case.
    """

    first: int
    last: int
    text: str
    lower: str


class FoldedLog:
    """A log cut into parts of lines, in which a run of blanks is one blank, any quotation mark is
    `'` and any dash is `-`.

    A carriage return ends a part, and a very long line is several parts that overlap.
    """

    def __init__(self, clean: str) -> None:
        self._parts = _parts(_folded(clean))
        lowered = [part.lower() for part in self._parts]
        self._lowered = lowered
        self._last = dict(zip(lowered, range(len(lowered)), strict=True))
        self._first = dict(zip(reversed(lowered), range(len(lowered) - 1, -1, -1), strict=True))
        self._unique = list(self._last)
        self._ends = list(accumulate(len(line) + 1 for line in self._unique))
        self._text = "\n".join(self._unique)

    def __len__(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    def may_have(self, needs: Needs) -> bool:
        """Whether the log has these words and pieces of words, in whatever places."""
        return needs.words <= self._words and all(piece in self._spelled for piece in needs.pieces)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(letters(self._text))

    @cached_property
    def _spelled(self) -> str:
        return " ".join(self._words)

    def places(self, text: str) -> Iterator[Place]:
        """The different parts that hold `text`, which is in lower case, in order: of very many,
        the first and the last."""
        index = -1
        position = self._text.find(text)
        for _ in range(_PLACES):
            if position < 0:
                return
            index = bisect_right(self._ends, position)
            yield self._place(index)
            position = self._text.find(text, self._ends[index])
        yield from map(self._place, self._last_places(text, index))

    def _last_places(self, text: str, after: int) -> list[int]:
        """The last different parts that hold `text` behind the part `after`."""
        indexes: list[int] = []
        position = self._text.rfind(text)
        while position >= self._ends[after] and len(indexes) < _PLACES:
            indexes.append(bisect_right(self._ends, position))
            position = self._text.rfind(text, 0, self._ends[indexes[-1] - 1])
        return indexes[::-1]

    def _place(self, index: int) -> Place:
        part = self._unique[index]
        first = self._first[part]
        return Place(first, self._last[part], self._parts[first].lstrip(_SAME_LINE), part)

    def around(self, index: int, reach: int) -> str:
        """The part number `index` with `reach` parts on either side, in lower case."""
        return "\n".join(self._lowered[max(0, index - reach) : index + reach + 1])

    def line_number(self, index: int) -> int:
        """The number, from 1, of the line that the part belongs to."""
        return sum(not part.startswith(_SAME_LINE) for part in self._parts[: index + 1])


def parts(clean: str) -> list[str]:
    """The parts of a clean log as a person reads them, numbered as a `FoldedLog` numbers them."""
    return [part.lstrip(_SAME_LINE).strip() for part in _parts(clean)]


def _folded(clean: str) -> str:
    for mark, folded in _FOLDED[-2:] if clean.isascii() else _FOLDED:
        clean = clean.replace(mark, folded)
    return _BLANKS.sub(" ", clean)


def _parts(clean: str) -> list[str]:
    lines = clean.replace("\r", f"\n{_SAME_LINE}").split("\n")
    if len(max(lines, key=len)) <= _LONGEST:
        return lines
    return [piece for line in lines for piece in _pieces(line)]


def _pieces(line: str) -> list[str]:
    if len(line) <= _LONGEST:
        return [line]
    starts = range(0, len(line), _LONGEST - _OVERLAP)
    return [(_SAME_LINE if start else "") + line[start : start + _LONGEST] for start in starts]

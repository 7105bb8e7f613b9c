"""A log in the form in which its lines can be compared with phrases."""

from __future__ import annotations

import re
from typing import NamedTuple

_ESCAPES = re.compile(
    r"(?:\x1b[PX\]^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]{0,4000}(?:\x07|\x1b\\|\x9c)?"
    r"|(?:\x1b\[|\x9b)[0-?]{0,40}[ -/]{0,9}[@-~]?|\x1b[ -/]{0,9}[0-~]?"
)
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))
_GUILLEMETS = (("« ", "'"), (" »", "'"))
_QUOTES = str.maketrans(dict.fromkeys('"`´‘’“”„«»‹›', "'"))
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_BREAK = re.compile(r"[\n\r]")
_WINDOW = 1000
"""Characters on either side of a word that are looked at: what is longer is data, not a message."""
_LINE = 120
"""Characters that a line is taken to have where a number of lines is meant roughly."""


class Excerpt(NamedTuple):
    """The part of one line that lies between two positions."""

    start: int
    end: int
    text: str


def cleaned(text: str) -> str:
    """`text` without escape sequences and control characters.

    A carriage return, and the two characters `\\n` of quoted output, stay as carriage returns:
    they end a line for the phrases, but do not count as one.
    """
    if "\x1b" in text or not text.isascii():
        text = _ESCAPES.sub("", text)
        text = text.replace("\u0130", "I").replace("\xa0", " ").replace("\u202f", " ")
    return text.translate(_CONTROLS).replace("\\n", "\r")


class FoldedLog:
    """A log in which a run of blanks is one blank and any quotation mark is `'`.

    `lower` is the same in lower case. Positions are the same in both.
    """

    def __init__(self, clean: str) -> None:
        if not clean.isascii():
            for mark, quote in _GUILLEMETS:
                clean = clean.replace(mark, quote)
        self.text = _BLANKS.sub(" ", clean.translate(_QUOTES))
        self.lower = self.text.lower()

    def excerpt(self, position: int) -> Excerpt:
        """The line around `position`, at most 1,000 characters to either side."""
        first, last = max(0, position - _WINDOW), position + _WINDOW
        start = 1 + max(self.text.rfind(mark, first, position) for mark in "\n\r")
        ends = [self.text.find(mark, position, last) for mark in "\n\r"]
        end = min((end for end in ends if end >= 0), default=min(last, len(self.text)))
        return Excerpt(max(start, first), end, self.text[max(start, first) : end])

    def around(self, position: int, lines: int) -> str:
        """About `lines` lines before and after `position`, in lower case."""
        return self.lower[max(0, position - lines * _LINE) : position + lines * _LINE]

    def line_number(self, position: int) -> int:
        """The number of the line at `position`, from 1."""
        return self.text.count("\n", 0, position) + 1

    def breaks(self, position: int) -> int:
        """How many lines, or parts of lines, end before `position`."""
        return sum(self.text.count(mark, 0, position) for mark in "\n\r")


def part(clean: str, breaks: int) -> str:
    """What stands in `clean` after so many ends of lines or parts of lines."""
    start = 0
    for index, match in enumerate(_BREAK.finditer(clean)):
        if index == breaks:
            return clean[start : match.start()].strip()
        start = match.end()
    return clean[start:].strip()

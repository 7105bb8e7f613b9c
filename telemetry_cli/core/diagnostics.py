"""Diagnostics, the consent setting: the rule that decides whether anything may be sent."""

from __future__ import annotations

from typing import NamedTuple

_NO = frozenset({"no", "n", "off", "false", "0"})
_QUOTES = "\"'"


class Diagnostics(NamedTuple):
    """Whether events may be sent, and what decided it, as people would name it."""

    allowed: bool
    source: str


def decide(variable: str | None, line: str | None, file: str) -> Diagnostics:
    """What follows from the variable DIAGNOSTICS and the value in the diagnostics file.

    Any no wins, else any yes allows, else nothing is sent. `file` is the name of the file.
    """
    by_variable, by_file = _answer(variable), _answer(line)
    for answer in (False, True):
        if by_variable is answer:
            return Diagnostics(answer, "the variable DIAGNOSTICS")
        if by_file is answer:
            return Diagnostics(answer, file)
    return Diagnostics(False, f"neither the variable DIAGNOSTICS nor {file} says yes")


def value_in(text: str) -> str | None:
    """The value of the last line `DIAGNOSTICS=` in the text of a diagnostics file."""
    lines = text.splitlines()
    place = _place(lines)
    return None if place is None else lines[place].partition("=")[2]


def with_answer(text: str, *, allowed: bool) -> str:
    """The text of a diagnostics file with yes or no on the line that counts; the rest stays."""
    answer = "yes" if allowed else "no"
    lines = text.splitlines(keepends=True)
    place = _place(lines)
    if place is None:
        separator = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{separator}DIAGNOSTICS={answer}\n"
    line = lines[place]
    ending = line[len(line.rstrip("\r\n")) :]
    lines[place] = f"{line.partition('=')[0]}={answer}{ending}"
    return "".join(lines)


def _place(lines: list[str]) -> int | None:
    """Which of the lines counts: the last assignment to DIAGNOSTICS."""
    found = None
    for place, line in enumerate(lines):
        # Neither a byte order mark nor `export` before the name is part of it.
        name, sign, _ = line.lstrip("\ufeff").partition("=")
        words = name.split()
        if sign and words and words[-1].upper() == "DIAGNOSTICS" and not words[0].startswith("#"):
            found = place
    return found


def _answer(text: str | None) -> bool | None:
    words = (text or "").partition("#")[0].strip().strip(_QUOTES).strip().lower()
    if words in _NO:
        return False
    return True if words == "yes" else None

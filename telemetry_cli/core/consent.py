"""Whether anything may be sent: the rule, without reading anything."""

from __future__ import annotations

from typing import NamedTuple

_NO = frozenset({"no", "n", "off", "false", "0"})
_QUOTES = "\"'"


class Consent(NamedTuple):
    """Whether events may be sent, and what decided it, as people would name it."""

    allowed: bool
    source: str


def decide(variable: str | None, line: str | None, file: str) -> Consent:
    """The consent that follows from the variable DIAGNOSTICS and the value in the diagnostics file.

    Any no wins, else any yes allows, else nothing is sent. `file` is the name of the file.
    """
    by_variable, by_file = _answer(variable), _answer(line)
    for answer in (False, True):
        if by_variable is answer:
            return Consent(answer, "the variable DIAGNOSTICS")
        if by_file is answer:
            return Consent(answer, file)
    return Consent(False, f"neither the variable DIAGNOSTICS nor {file} says yes")


def value_in(text: str) -> str | None:
    """The value of the last line `DIAGNOSTICS=` in the text of a diagnostics file."""
    found = None
    for line in text.splitlines():
        # Neither a byte order mark nor `export` before the name is part of it.
        name, sign, value = line.lstrip("\ufeff").partition("=")
        if sign and name.split() and name.split()[-1].upper() == "DIAGNOSTICS":
            found = None if name.lstrip().startswith("#") else value
    return found


def _answer(text: str | None) -> bool | None:
    words = (text or "").partition("#")[0].strip().strip(_QUOTES).strip().lower()
    if words in _NO:
        return False
    return True if words == "yes" else None

"""Diagnostics, the consent setting: decides whether anything may be sent."""

from __future__ import annotations

from typing import NamedTuple

_NO = frozenset({"no", "n", "off", "false", "0"})
_TRACK = frozenset({"", "0", "false"})
"""Values of DO_NOT_TRACK that forbid nothing (https://consoledonottrack.com)."""

_QUOTES = "\"'"


class Settings(NamedTuple):
    """The values of the variables and of the line in the diagnostics file, None if not set."""

    variable: str | None = None
    line: str | None = None
    do_not_track: str | None = None


class Diagnostics(NamedTuple):
    """Whether events may be sent, and the setting that decided it, worded for the user."""

    allowed: bool
    source: str


def decide(settings: Settings, file: str) -> Diagnostics:
    """Combine the variable DIAGNOSTICS with the value in the diagnostics file.

    Any no wins, else any yes allows, else nothing is sent. DO_NOT_TRACK counts as a no. `file` is
    the name of the file.
    """
    if (settings.do_not_track or "").lower() not in _TRACK:
        return Diagnostics(False, "the variable DO_NOT_TRACK")
    by_variable, by_file = _setting(settings.variable), _setting(settings.line)
    for allowed in (False, True):
        if by_variable is allowed:
            return Diagnostics(allowed, "the variable DIAGNOSTICS")
        if by_file is allowed:
            return Diagnostics(allowed, file)
    return Diagnostics(False, f"neither the variable DIAGNOSTICS nor {file} says yes")


def value_in(text: str) -> str | None:
    """The value of the last line `DIAGNOSTICS=` in the text of a diagnostics file."""
    lines = text.splitlines()
    index = _effective_line(lines)
    if index is None:
        return None
    _, _, value = lines[index].partition("=")
    return value


def with_setting(text: str, *, allowed: bool) -> str:
    """The text of a diagnostics file, its effective line set to yes or no, the rest unchanged."""
    value = "yes" if allowed else "no"
    lines = text.splitlines(keepends=True)
    index = _effective_line(lines)
    if index is None:
        separator = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{separator}DIAGNOSTICS={value}\n"
    line = lines[index]
    ending = line[len(line.rstrip("\r\n")) :]
    name, _, _ = line.partition("=")
    lines[index] = f"{name}={value}{ending}"
    return "".join(lines)


def _effective_line(lines: list[str]) -> int | None:
    """The index of the last assignment to DIAGNOSTICS."""
    effective = None
    for index, line in enumerate(lines):
        # The name may follow a byte order mark or `export`.
        name, sign, _ = line.lstrip("\ufeff").partition("=")
        words = name.split()
        if sign and words and words[-1].upper() == "DIAGNOSTICS" and not words[0].startswith("#"):
            effective = index
    return effective


def _setting(text: str | None) -> bool | None:
    value, _, _comment = (text or "").partition("#")
    value = value.strip().strip(_QUOTES).strip().lower()
    if value in _NO:
        return False
    return True if value == "yes" else None

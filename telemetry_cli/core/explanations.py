"""All that is known of an exit code: what happened, why, and what to do about it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from telemetry_cli.core.exit_code_table import ROWS
from telemetry_cli.core.exit_codes import FIRST, LAST, UNKNOWN, describe
from telemetry_cli.core.text import shortened, shown


class Fix(NamedTuple):
    """Something to do: a command to paste (and why to run it), or plain advice."""

    text: str
    why: str
    is_command: bool


class ExitCode(NamedTuple):
    """A row of the table. `causes` and `fixes` come with the most likely and most useful first;
    `elsewhere` tells where else the number is used."""

    code: int
    origin: str
    category: str
    description: str
    names: tuple[str, ...]
    causes: tuple[str, ...]
    fixes: tuple[str, ...]
    elsewhere: tuple[str, ...]

    def instructions(self) -> list[Fix]:
        """The fixes, taken apart: in the table `   # ` stands between a command and its reason."""
        parts = (fix.partition("   # ") for fix in self.fixes)
        return [Fix(text, why, is_command=bool(separator)) for text, separator, why in parts]


KNOWN = tuple(ExitCode(*row) for row in ROWS)
CATEGORIES = tuple(dict.fromkeys(known.category for known in KNOWN))
_BY_CODE = {known.code: known for known in KNOWN}
_SPELLINGS = {name.lower(): name for known in KNOWN for name in known.names}
_BY_NAME = {name.lower(): known for known in KNOWN for name in known.names} | {
    f"{known.origin}:{known.code}": known for known in KNOWN
}

_SIGNAL_CAUSE = "The process was ended by this signal: by another process, the kernel or a user."
_SIGNAL_FIX = "journalctl --since -1h   # who or what sent it?"
_UNKNOWN_CAUSE = "The program itself has chosen this number; no rule says what it means."
_UNKNOWN_FIX = "Read the last lines of the log above the error, and the manual of the command."


def explanation(code: int) -> ExitCode:
    """What is known of `code` (0-255), also of signals and of codes that are not in the table."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    description = describe(code)
    if description == UNKNOWN:
        return ExitCode(
            code, "unknown", "unknown", UNKNOWN, (), (_UNKNOWN_CAUSE,), (_UNKNOWN_FIX,), ()
        )
    return ExitCode(code, "signal", "signal", description, (), (_SIGNAL_CAUSE,), (_SIGNAL_FIX,), ())


def find(word: str) -> ExitCode:
    """The exit code that `word` means: a number, a name as SIGKILL or oom, or ORIGIN:CODE.

    Raises ValueError with what to do if it means none.
    """
    wanted = word.strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= 9:
        if FIRST <= int(wanted) <= LAST:
            return explanation(int(wanted))
    elif found := _BY_NAME.get(wanted.lower()):
        return found
    visible = shortened(shown(word), 40)
    if near := get_close_matches(wanted.lower(), _BY_NAME, 3, 0.7):
        spelled = ", ".join(_SPELLINGS.get(name, name) for name in near)
        raise ValueError(f"'{visible}' is no exit code: did you mean {spelled}?")
    remedy = f"give a whole number from {FIRST} to {LAST}, or a name as SIGKILL, oom or curl:6"
    raise ValueError(f"'{visible}' is no exit code: {remedy}")


def search(text: str, category: str | None = None) -> list[ExitCode]:
    """The known codes of `category` (all if None) in whose words all words of `text` stand."""
    words = text.lower().split()
    return [
        known
        for known in KNOWN
        if category in (None, known.category) and all(word in _text(known) for word in words)
    ]


def _text(known: ExitCode) -> str:
    parts = (known.description, *known.names, *known.causes, *known.fixes, *known.elsewhere)
    return "\n".join(parts).lower()

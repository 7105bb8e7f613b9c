"""What an exit code means: the table of known codes, signals by the system's own names."""

from __future__ import annotations

from telemetry_cli.knowledge.exit_code_table import ROWS

UNKNOWN, UNKNOWN_CATEGORY = "Unknown error", "unknown"
FIRST, LAST = 0, 255
_SIGNAL_BASE = 128
"""A shell reports a command that died of signal n as 128 + n (bash(1), EXIT STATUS)."""

_ROWS = {row["code"]: row for row in ROWS}


def describe(code: int, command: str | None = None) -> str:
    """What `code` (0-255) means, in one phrase of at most 80 characters.

    `command` is the shell command that exited with it, if that is known. The phrase may then name
    its program ("pct failed (exit code 25)"), so it is to be redacted like other text.
    """
    if command:
        return _after(code, command)[0]
    row = _ROWS.get(code)
    return row["description"] if row else _signal(code - _SIGNAL_BASE) or UNKNOWN


def category(code: int, command: str | None = None) -> str:
    """The category of `code` (0-255), after the shell command `command` if that is known."""
    if command:
        return _after(code, command)[1]
    row = _ROWS.get(code)
    if row:
        return row["category"]
    return "signal" if _signal(code - _SIGNAL_BASE) else UNKNOWN_CATEGORY


def _after(code: int, command: str) -> tuple[str, str]:
    # Imported here: a code alone is explained without reading commands.
    from telemetry_cli.knowledge.meanings import meaning

    found = meaning(code, command)
    return found.description, found.category


def _signal(number: int) -> str:
    # Imported here: the signal module builds enums, which a known code need not wait for.
    import signal

    if number not in signal.valid_signals():
        return ""
    named = {int(member): f" ({member.name})" for member in signal.Signals}
    return f"{signal.strsignal(number)}{named.get(number, '')}"

"""What an exit code means: the table of known codes, signals by the system's own names."""

from __future__ import annotations

from telemetry_cli.knowledge.exit_code_table import ROWS

UNKNOWN = "Unknown error"
FIRST, LAST = 0, 255
_SIGNAL_BASE = 128
"""A shell reports a command that died of signal n as 128 + n (bash(1), EXIT STATUS)."""

_DESCRIPTIONS = {row["code"]: row["description"] for row in ROWS}


def describe(code: int) -> str:
    """What `code` (0-255) means, in one phrase of at most 80 characters."""
    return _DESCRIPTIONS.get(code) or _signal(code - _SIGNAL_BASE) or UNKNOWN


def _signal(number: int) -> str:
    # Imported here: the signal module builds enums, which a known code need not wait for.
    import signal

    if number not in signal.valid_signals():
        return ""
    named = {int(member): f" ({member.name})" for member in signal.Signals}
    return f"{signal.strsignal(number)}{named.get(number, '')}"

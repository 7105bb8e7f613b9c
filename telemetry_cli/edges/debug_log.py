"""The debug log on stderr, enabled by --debug or TELEMETRY_DEBUG.

Does not use `logging`: importing it takes longer than a report with diagnostics off.
"""

from __future__ import annotations

import os
import sys
import time

from telemetry_cli.core.text import shown, shown_lines

VARIABLE = "TELEMETRY_DEBUG"
_OFF = ("", "0", "false", "no")


def is_debugging() -> bool:
    """Whether the debug log is on."""
    return os.environ.get(VARIABLE, "").strip().lower() not in _OFF


def log(message: str) -> None:
    """Print one line with a timestamp (monotonic clock, seconds)."""
    if is_debugging():
        print(f"telemetry-cli: {time.monotonic():.3f} {shown(message)}", file=sys.stderr)


def log_traceback(error: BaseException) -> None:
    """Print the traceback of an error."""
    if is_debugging():
        import traceback

        print(shown_lines("".join(traceback.format_exception(error))), file=sys.stderr, end="")

"""Reads the user's decision: the variable DIAGNOSTICS and the diagnostics file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from telemetry_cli.core.consent import Consent, decide, value_in

_DEFAULT_FILE = "/usr/local/community-scripts/diagnostics"
_MAX_BYTES = 65536


def diagnostics_file() -> Path:
    """The file with the line `DIAGNOSTICS=`."""
    return Path(os.environ.get("TELEMETRY_DIAGNOSTICS_FILE") or _DEFAULT_FILE)


def consent() -> Consent:
    """Whether events may be sent."""
    file = diagnostics_file()
    return decide(os.environ.get("DIAGNOSTICS"), value_in(_text(file)), str(file))


def _text(file: Path) -> str:
    """The file's text, '' if it cannot be read. A pipe or a device in its place does not block."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return ""
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return ""
        return os.read(descriptor, _MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
    finally:
        os.close(descriptor)

"""Reads the end of an installer's log."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

_BYTES = 1 << 16
"""Bytes to read from the end; without progress meters, about 5,000 characters remain."""


class Log(NamedTuple):
    """The end of a log. `is_cut` means that it does not start at the beginning."""

    text: str
    is_cut: bool = False


def read(file: Path) -> Log:
    """Read the end of a log.

    Raises OSError, also if it is not a regular file: a pipe or a device could block the install.
    """
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "not a regular file")
        start = max(0, status.st_size - _BYTES)
        stream.seek(start)
        return Log(stream.read(_BYTES).decode("utf-8", "replace"), is_cut=start > 0)

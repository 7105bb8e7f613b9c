"""Reads the end of a log that an installer names."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

_BYTES = 1 << 16
"""Bytes read from the end: with progress meters taken out, some 5,000 characters remain."""


class Log(NamedTuple):
    """The end of a log; `is_cut` if more came before."""

    text: str
    is_cut: bool = False


def read(file: Path) -> Log:
    """The end of a log.

    Raises OSError, also for what is no regular file: a pipe or a device could block the install.
    """
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "not a regular file")
        start = max(0, found.st_size - _BYTES)
        stream.seek(start)
        return Log(stream.read(_BYTES).decode("utf-8", "replace"), is_cut=start > 0)

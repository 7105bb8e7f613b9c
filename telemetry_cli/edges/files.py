"""Directories that are their owner's alone, and locks."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def private_directory(directory: Path) -> Path:
    """`directory`, created with mode 0700 if it is not there. Raises OSError."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory


@contextmanager
def locked(lock: IO[str]) -> Iterator[None]:
    """Hold a lock file against other processes; the kernel lets it go when we die."""
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)

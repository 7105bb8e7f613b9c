"""Files and directories that are their owner's alone, and locks."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def private_directory(directory: Path) -> Path:
    """`directory`, created with mode 0700 if it is not there.

    Raises OSError, also if somebody else could put other files or links in its place.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_foreign(directory)
    if stranger := _stranger(directory.resolve(), sticky_is_safe=False):
        raise PermissionError(stranger)
    return directory


def refuse_foreign(path: Path) -> None:
    """Raise PermissionError if others could replace `path`, or a directory or link on the way.

    Others are all users but root and us. In a sticky directory, such as /tmp, each may replace
    what is his own (unlink(2)).
    """
    real = path.resolve()
    for part in dict.fromkeys((*path.parents, path, *real.parents, real)):
        if stranger := _stranger(part, sticky_is_safe=True):
            raise PermissionError(stranger)


def open_private(file: Path) -> IO[str]:
    """`file`, created with mode 0600 if it is not there; a link is not followed. Raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    return os.fdopen(os.open(file, flags, 0o600), "r+")


@contextmanager
def locked(lock: IO[str]) -> Iterator[None]:
    """Hold a lock file against other processes; the kernel lets it go when we die."""
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)


def _stranger(part: Path, *, sticky_is_safe: bool) -> str:
    """What is wrong with one component of a path, '' if it is ours or root's alone."""
    try:
        found = part.lstat()
    except FileNotFoundError:
        return ""
    if found.st_uid not in (0, os.geteuid()):
        return f"{part} belongs to another user"
    if stat.S_ISLNK(found.st_mode) or (sticky_is_safe and found.st_mode & stat.S_ISVTX):
        return ""
    # A group of the same number as its user has no other member, on Debian and elsewhere.
    others = stat.S_IWOTH | (stat.S_IWGRP if found.st_gid != found.st_uid else 0)
    return f"others may write in {part}" if found.st_mode & others else ""

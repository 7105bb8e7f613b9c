"""Private files and directories, and file locks."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def private_directory(directory: Path) -> Path:
    """`directory`, created with mode 0700 if it does not exist.

    Raises OSError, also if another user could replace it or files in it.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_foreign(directory)
    if risk := _risk(directory.resolve(), sticky_is_safe=False):
        raise PermissionError(risk)
    return directory


def refuse_foreign(path: Path) -> None:
    """Raise PermissionError if another user could replace `path`, or a directory or link in it.

    Root is trusted. In a sticky directory such as /tmp, users can only replace their own files
    (unlink(2)).
    """
    real = path.resolve()
    for part in dict.fromkeys((*path.parents, path, *real.parents, real)):
        if risk := _risk(part, sticky_is_safe=True):
            raise PermissionError(risk)


def open_private(file: Path) -> IO[str]:
    """Open `file` or create it with mode 0600; does not follow links. Raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    return os.fdopen(os.open(file, flags, 0o600), "r+")


@contextmanager
def locked(lock: IO[str]) -> Iterator[None]:
    """Hold a lock file; the kernel releases it if this process dies."""
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)


def _risk(part: Path, *, sticky_is_safe: bool) -> str:
    """Why a component of a path is not safe, '' if only this user and root can change it."""
    try:
        status = part.lstat()
    except FileNotFoundError:
        return ""
    if status.st_uid not in (0, os.geteuid()):
        return f"{part} belongs to another user"
    if stat.S_ISLNK(status.st_mode) or (sticky_is_safe and status.st_mode & stat.S_ISVTX):
        return ""
    # A group with the same number as its user has no other members, on Debian and elsewhere.
    others = stat.S_IWOTH | (stat.S_IWGRP if status.st_gid != status.st_uid else 0)
    return f"other users can write to {part}" if status.st_mode & others else ""

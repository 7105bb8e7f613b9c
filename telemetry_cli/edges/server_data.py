"""Where `serve` keeps its database: apart from the state of reports, which a purge removes."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import time
from pathlib import Path

from telemetry_cli.core.errors import UserError
from telemetry_cli.edges.environment import data_dir
from telemetry_cli.edges.files import open_private, private_directory

LOCK_FILE = "lock"
"""Locked while a server uses the directory."""


def server_directory(state: Path) -> Path:
    """The data directory of `serve`; moves the data that earlier versions kept in `state`.

    Raises OSError, and UserError if there is no place for data or a server uses the earlier one.
    """
    base = data_dir()
    if base is None:
        raise UserError("no data directory: set HOME, XDG_DATA_HOME or --data-dir")
    directory, earlier = base / "serve", state / "serve"
    if earlier.is_dir() and not directory.exists():
        with open_private(earlier / LOCK_FILE) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UserError(f"another server is using {earlier}: stop it first") from None
            private_directory(directory.parent)
            _move(earlier, directory)
    return directory


def _move(source: Path, target: Path) -> None:
    """Move a directory, also to another file system; `target` appears complete or not at all."""
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        draft = target.with_name(f"{target.name}.{os.getpid()}.{time.monotonic_ns()}.new")
        shutil.copytree(source, draft, symlinks=True)
        draft.rename(target)
        shutil.rmtree(source)

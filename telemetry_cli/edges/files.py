"""Files and directories that are their owner's alone."""

from __future__ import annotations

from pathlib import Path


def private_directory(directory: Path) -> Path:
    """`directory`, created with mode 0700 if it is not there. Raises OSError."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory

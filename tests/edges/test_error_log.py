"""Reading the end of a log file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from telemetry_cli.edges import error_log


def test_a_short_log_is_read_completely(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"a\xff\nb\n")
    assert error_log.read(tmp_path / "log") == ("a\ufffd\nb\n", False)


def test_only_the_end_of_a_long_log_is_read(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        # Sparse: takes no space, but reading it completely would take forever.
        log.truncate(10 << 30)
        log.seek(0, os.SEEK_END)
        log.write(b"the end\n")
    log_end = error_log.read(tmp_path / "log")
    assert (log_end.text[-8:], log_end.is_cut) == ("the end\n", True)
    assert len(log_end.text) <= 1 << 16


def test_anything_but_a_regular_file_is_refused_without_blocking(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "missing", Path("/dev/zero")):
        with pytest.raises(OSError):  # noqa: PT011
            error_log.read(path)

"""Where the user's decision is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from telemetry_cli.edges.consent import consent


def test_the_file_and_the_variable_are_both_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not consent().allowed
    (tmp_path / "diagnostics").write_text("DIAGNOSTICS=yes\n")
    assert consent().allowed
    monkeypatch.setenv("DIAGNOSTICS", "no")
    assert not consent().allowed


def test_a_pipe_in_place_of_the_file_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "diagnostics")
    assert not consent().allowed


@pytest.mark.parametrize("content", [b"\xff\xfeDIAGNOSTICS", b"\0" * 99, b"DIAGNOSTICS=\xff"])
def test_a_file_that_cannot_be_understood_allows_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "diagnostics").write_bytes(content)
    assert not consent().allowed


def test_a_directory_in_place_of_the_file_allows_nothing(tmp_path: Path) -> None:
    (tmp_path / "diagnostics").mkdir()
    assert not consent().allowed

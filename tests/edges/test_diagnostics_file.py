"""Reading the diagnostics setting from the file and the variable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from telemetry_cli.core.diagnostics import Diagnostics
from telemetry_cli.edges.diagnostics_file import diagnostics, diagnostics_file


def test_the_file_and_the_variable_both_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not diagnostics().allowed
    (tmp_path / "diagnostics").write_text("DIAGNOSTICS=yes\n")
    assert diagnostics().allowed
    monkeypatch.setenv("DIAGNOSTICS", "no")
    assert not diagnostics().allowed


def test_a_fifo_in_place_of_the_file_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "diagnostics")
    assert not diagnostics().allowed


def test_content_of_a_fifo_is_ignored(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "diagnostics")
    with (tmp_path / "diagnostics").open("r+b", buffering=0) as pipe:
        pipe.write(b"DIAGNOSTICS=yes\n")
        assert not diagnostics().allowed


@pytest.mark.parametrize("content", [b"\xff\xfeDIAGNOSTICS", b"\0" * 99, b"DIAGNOSTICS=\xff"])
def test_an_unreadable_encoding_allows_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "diagnostics").write_bytes(content)
    assert not diagnostics().allowed


def test_a_directory_in_place_of_the_file_allows_nothing(tmp_path: Path) -> None:
    (tmp_path / "diagnostics").mkdir()
    assert not diagnostics().allowed


def test_the_default_is_the_file_of_the_installers(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (None, ""):
        if value is None:
            monkeypatch.delenv("TELEMETRY_DIAGNOSTICS_FILE")
        else:
            monkeypatch.setenv("TELEMETRY_DIAGNOSTICS_FILE", value)
        assert diagnostics_file() == Path("/usr/local/community-scripts/diagnostics")


def test_without_a_file_the_variable_decides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DIAGNOSTICS", "yes")
    assert diagnostics() == Diagnostics(True, "the variable DIAGNOSTICS")


def test_the_decision_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "diagnostics"
    file.write_text("# comment\nDIAGNOSTICS='No'\n")
    assert diagnostics() == Diagnostics(False, str(file))


def test_a_symlink_to_the_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("DIAGNOSTICS=yes\n")
    (tmp_path / "diagnostics").symlink_to(tmp_path / "elsewhere")
    assert diagnostics().allowed


def test_a_no_counts_even_at_the_end_of_a_long_file(tmp_path: Path) -> None:
    filler = "# all that came before\n" * 4096
    (tmp_path / "diagnostics").write_text(f"DIAGNOSTICS=yes\n{filler}DIAGNOSTICS=no\n")
    assert not diagnostics().allowed

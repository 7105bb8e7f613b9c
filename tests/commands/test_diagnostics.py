"""diagnostics: show and change whether reports are sent."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.conftest import NOBODY, Cli, Server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The diagnostics file; it does not exist yet."""
    return tmp_path / "diagnostics"


def test_show_prints_the_setting_and_its_source(cli: Cli, file: Path) -> None:
    file.write_text("DIAGNOSTICS=no\n")
    lines = cli("diagnostics", "show").stdout.splitlines()
    assert lines[0] == f"diagnostics are off: {file}"
    assert lines[1] == "variable DIAGNOSTICS: 'yes'"
    assert lines[2] == "variable DO_NOT_TRACK: not set"
    assert lines[3] == f"file {file}: 'no'"
    file.unlink()
    settings = json.loads(cli("diagnostics", "show", "--json").stdout)
    assert (settings["allowed"], settings["decided_by"]) == (True, "the variable DIAGNOSTICS")
    assert settings["line"] is None


def test_do_not_track_is_a_no_that_show_names(cli: Cli) -> None:
    lines = cli("diagnostics", "show", DO_NOT_TRACK="1").stdout.splitlines()
    assert lines[0] == "diagnostics are off: the variable DO_NOT_TRACK"
    assert "variable DO_NOT_TRACK: '1'" in lines
    settings = json.loads(cli("diagnostics", "show", "--json", DO_NOT_TRACK="1").stdout)
    assert (settings["allowed"], settings["do_not_track"]) == (False, "1")


def test_do_not_track_sends_nothing_and_drops_queued_events(
    cli: Cli, pocketbase: Server, random_id: str, state: Path
) -> None:
    given = {"RANDOM_UUID": random_id}
    assert json.loads(cli("start-lxc", "--json", **given, PB_URL=NOBODY).stdout)["result"] != "off"
    assert list(state.glob("state.db*"))
    report = cli("start-lxc", "--json", **given, DO_NOT_TRACK="1")
    assert json.loads(report.stdout)["result"] == "off"
    assert not list(state.glob("state.db*"))
    assert pocketbase.of(random_id) == []
    assert (
        json.loads(cli("start-lxc", "--json", **given, DO_NOT_TRACK="0").stdout)["result"] != "off"
    )
    assert pocketbase.only(random_id)


def test_disable_writes_no_and_drops_queued_events(cli: Cli, file: Path, state: Path) -> None:
    cli("start-lxc")
    assert json.loads(cli("diagnostics", "show", "--json").stdout)["waiting"] == 1
    done = cli("diagnostics", "disable")
    assert (done.returncode, done.stderr) == (0, "")
    assert file.read_text() == "DIAGNOSTICS=no\n"
    assert not list(state.glob("state.db*"))
    assert json.loads(cli("start-lxc", "--json").stdout)["result"] == "off"


def test_enable_writes_yes_and_warns_if_the_variable_says_no(cli: Cli, file: Path) -> None:
    assert cli("diagnostics", "enable", DIAGNOSTICS=None).stdout.startswith("diagnostics are on")
    assert file.read_text() == "DIAGNOSTICS=yes\n"
    said = cli("diagnostics", "enable", DIAGNOSTICS="no").stdout
    assert said == "diagnostics file changed, but diagnostics stay off: the variable DIAGNOSTICS\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "DIAGNOSTICS=no\n"),
        ("A=1", "A=1\nDIAGNOSTICS=no\n"),
        ("A=1\nDIAGNOSTICS=yes\n# end\n", "A=1\nDIAGNOSTICS=no\n# end\n"),
        ("DIAGNOSTICS=yes\nDIAGNOSTICS=yes", "DIAGNOSTICS=yes\nDIAGNOSTICS=no"),
        ("export DIAGNOSTICS='yes'\r\nB=2\r\n", "export DIAGNOSTICS=no\r\nB=2\r\n"),
        ("# DIAGNOSTICS=yes\n", "# DIAGNOSTICS=yes\nDIAGNOSTICS=no\n"),
    ],
)
def test_only_the_diagnostics_line_of_the_file_changes(
    cli: Cli, file: Path, before: str, after: str
) -> None:
    file.write_bytes(before.encode())
    cli("diagnostics", "disable")
    assert file.read_bytes() == after.encode()


def test_rewriting_keeps_owner_and_mode_and_leaves_no_temporary_file(cli: Cli, file: Path) -> None:
    file.write_text("DIAGNOSTICS=yes\n")
    file.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(file, 1234, 4321)
    before = file.stat()
    cli("diagnostics", "disable")
    after = file.stat()
    assert stat.S_IMODE(after.st_mode) == 0o640
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert not list(file.parent.glob(".diagnostics*"))


def test_a_symlink_to_the_file_stays_a_symlink(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("DIAGNOSTICS=yes\n")
    file.symlink_to(tmp_path / "real")
    cli("diagnostics", "disable")
    assert file.is_symlink()
    assert (tmp_path / "real").read_text() == "DIAGNOSTICS=no\n"


def test_without_write_permission_the_error_says_what_to_do(cli: Cli) -> None:
    done = cli("diagnostics", "disable", TELEMETRY_DIAGNOSTICS_FILE="/proc/diagnostics")
    assert (done.returncode, done.stdout) == (1, "")
    assert "TELEMETRY_DIAGNOSTICS_FILE" in done.stderr
    assert done.stderr.count("\n") == 1

"""Files that other users can neither read nor replace."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from telemetry_cli.edges.files import open_private, private_directory, refuse_foreign
from telemetry_cli.edges.state_file import forget
from tests.conftest import Cli, Server

STRANGER = 12345
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file to somebody else")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_can_access_a_private_directory_and_its_files(tmp_path: Path) -> None:
    directory = private_directory(tmp_path / "a" / "b")
    open_private(directory / "file").close()
    assert (mode(directory), mode(directory / "file")) == (0o700, 0o600)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_access_the_files_of_a_report(
    cli: Cli, state: Path, umask: int, random_id: str
) -> None:
    before = os.umask(umask)
    try:
        cli("start-lxc", "--random-id", random_id)
    finally:
        os.umask(before)
    assert mode(state) == 0o700
    assert {path.name for path in state.iterdir()} == {"state.db", "lock"}
    assert {mode(path) for path in state.iterdir()} == {0o600}


def test_a_symlink_in_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("data")
    (tmp_path / "lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic links"):
        open_private(tmp_path / "lock")
    assert (tmp_path / "precious").read_text() == "data"


def test_a_directory_writable_by_others_is_refused(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    for permissions in (0o777, 0o757, 0o1777):
        shared.chmod(permissions)
        with pytest.raises(PermissionError, match="other users can write"):
            private_directory(shared)


def test_an_own_directory_below_a_sticky_one_is_accepted(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    assert mode(private_directory(tmp_path / "mine")) == 0o700
    tmp_path.chmod(0o777)
    with pytest.raises(PermissionError, match="other users can write"):
        private_directory(tmp_path / "mine")


@as_root
def test_a_path_through_a_directory_of_another_user_is_refused(tmp_path: Path) -> None:
    (tmp_path / "his" / "mine").mkdir(parents=True)
    os.chown(tmp_path / "his", STRANGER, STRANGER)
    for path in (tmp_path / "his", tmp_path / "his" / "mine", tmp_path / "his" / "new"):
        with pytest.raises(PermissionError, match="belongs to another user"):
            private_directory(path)


@as_root
def test_a_symlink_owned_by_another_user_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "good").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "good")
    refuse_foreign(tmp_path / "link" / "file")  # our UID
    os.lchown(tmp_path / "link", STRANGER, STRANGER)
    with pytest.raises(PermissionError, match="belongs to another user"):
        refuse_foreign(tmp_path / "link" / "file")


@as_root
def test_write_access_for_a_shared_group_is_refused(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o770)
    private_directory(shared)
    os.chown(shared, 0, STRANGER)
    with pytest.raises(PermissionError, match="other users can write"):
        private_directory(shared)


@as_root
def test_an_unsafe_home_is_left_alone_and_the_event_is_still_sent(
    cli: Cli, pocketbase: Server, random_id: str, tmp_path: Path
) -> None:
    home = tmp_path / "his"
    trap = home / ".local" / "state" / "telemetry-cli"
    trap.mkdir(parents=True)
    (tmp_path / "precious").write_text("data")
    (trap / "lock").symlink_to(tmp_path / "precious")
    (trap / "state.db").symlink_to(tmp_path / "precious")
    os.chown(trap, STRANGER, STRANGER)
    # HOME belongs to root here, as an attacker would arrange it.
    done = cli(
        *("start-lxc", "--random-id", random_id, "--strict"),
        HOME=str(home),
        TELEMETRY_STATE_DIR=None,
    )
    assert done.returncode == 0
    assert pocketbase.only(random_id)["status"] == "installing"
    assert (tmp_path / "precious").read_text() == "data"


@as_root
def test_switching_off_removes_nothing_behind_a_symlink_of_another_user(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "state.db").write_text("another program's")
    (tmp_path / "link").symlink_to(tmp_path / "other")
    os.lchown(tmp_path / "link", STRANGER, STRANGER)
    with pytest.raises(PermissionError):
        forget(tmp_path / "link")
    assert (tmp_path / "other" / "state.db").read_text() == "another program's"


@as_root
def test_enabling_diagnostics_does_not_follow_a_symlink_of_another_user(
    cli: Cli, tmp_path: Path
) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "precious").write_text("data\n")
    (tmp_path / "diagnostics").symlink_to(tmp_path / "precious")
    os.lchown(tmp_path / "diagnostics", STRANGER, STRANGER)
    done = cli("diagnostics", "enable")
    assert (done.returncode, done.stdout) == (1, "")
    assert "belongs to another user" in done.stderr
    assert (tmp_path / "precious").read_text() == "data\n"

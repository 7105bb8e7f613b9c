"""Login and token: where they come from and how they are stored."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from telemetry_cli.edges import credentials
from telemetry_cli.edges.credentials import Login, keep, superuser_of

URL = "http://127.0.0.1:8090"


def test_a_superuser_login_is_generated_once_per_address(state: Path) -> None:
    login = superuser_of(URL, state)
    assert len(login.password) >= 20
    assert not state.exists(), "nothing is written before the server is there"
    keep(URL, login, state)
    other = superuser_of("http://127.0.0.1:8091", state)
    assert other.password != login.password
    keep("http://127.0.0.1:8091", other, state)
    assert superuser_of(URL, state) == login


def test_the_login_file_is_private_and_the_password_not_in_repr(state: Path) -> None:
    login = superuser_of(URL, state)
    file = keep(URL, login, state)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert login.password not in repr(login)


def test_the_environment_overrides_the_stored_login(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = superuser_of(URL, state)
    keep(URL, login, state)
    assert credentials.login(URL) == login
    assert credentials.login("http://127.0.0.1:1") is None
    monkeypatch.setenv("PB_IDENTITY", "me")
    monkeypatch.setenv("PB_PASSWORD", "pass")
    assert credentials.login(URL) == Login("me", "pass")


@pytest.mark.parametrize("content", ["", "[]", "{", '{"http://127.0.0.1:8090": {}}', "\ud800"])
def test_a_damaged_login_file_counts_as_missing(state: Path, content: str) -> None:
    state.mkdir()
    (state / "servers.json").write_text(content, errors="surrogatepass")
    assert credentials.login(URL) is None
    login = superuser_of(URL, state)
    keep(URL, login, state)
    assert credentials.login(URL) == login


def test_a_login_needs_an_identity_and_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PB_IDENTITY", "me")
    assert credentials.from_environment() is None
    monkeypatch.setenv("PB_PASSWORD", "")
    assert credentials.from_environment() is None
    monkeypatch.setenv("PB_PASSWORD", " pass ")
    assert credentials.from_environment() == Login("me", " pass ")
    monkeypatch.delenv("PB_IDENTITY")
    assert credentials.from_environment() is None


@pytest.mark.parametrize(("text", "token"), [("", None), ("  ", None), (" abc\n", "abc")])
def test_the_token_is_the_variable_without_surrounding_whitespace(
    monkeypatch: pytest.MonkeyPatch, text: str, token: str | None
) -> None:
    assert credentials.token() is None
    monkeypatch.setenv("PB_TOKEN", text)
    assert credentials.token() == token


def test_without_a_state_directory_there_is_no_login(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setenv("TELEMETRY_STATE_DIR", "here")
    assert credentials.login(URL) is None


def test_a_world_readable_login_file_becomes_private(state: Path) -> None:
    state.mkdir()
    (state / "servers.json").write_text("{}")
    (state / "servers.json").chmod(0o644)
    file = keep(URL, superuser_of(URL, state), state)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_replacing_a_login_leaves_no_temporary_file(state: Path) -> None:
    keep(URL, Login("a", "old"), state)
    keep(URL, Login("a", "new"), state)
    assert superuser_of(URL, state) == Login("a", "new")
    assert [file.name for file in state.iterdir()] == ["servers.json"]


def test_a_temporary_file_left_by_a_process_with_the_same_pid_is_overwritten(state: Path) -> None:
    """In a container a process often gets the same PID at each start."""
    state.mkdir()
    (state / f"servers.json.{os.getpid()}.new").write_text("half of")
    keep(URL, Login("a", "pass"), state)
    assert superuser_of(URL, state) == Login("a", "pass")

"""How to sign in."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from telemetry_cli.edges import credentials
from telemetry_cli.edges.credentials import Login, keep, superuser_of

URL = "http://127.0.0.1:8090"


def test_a_superuser_is_made_up_once_for_each_address(state: Path) -> None:
    login = superuser_of(URL, state)
    assert len(login.password) >= 20
    assert not state.exists(), "nothing is written before the server is there"
    keep(URL, login, state)
    other = superuser_of("http://127.0.0.1:8091", state)
    assert other.password != login.password
    keep("http://127.0.0.1:8091", other, state)
    assert superuser_of(URL, state) == login


def test_it_is_its_owners_alone_and_in_no_repr(state: Path) -> None:
    login = superuser_of(URL, state)
    file = keep(URL, login, state)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert login.password not in repr(login)


def test_the_environment_wins_over_the_local_server(
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
def test_a_damaged_file_is_as_none(state: Path, content: str) -> None:
    state.mkdir()
    (state / "servers.json").write_text(content, errors="surrogatepass")
    assert credentials.login(URL) is None
    login = superuser_of(URL, state)
    keep(URL, login, state)
    assert credentials.login(URL) == login

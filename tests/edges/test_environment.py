"""What the environment says."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from telemetry_cli.edges import environment


def test_the_documented_server_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PB_URL")
    server = environment.server()
    assert (server.url, server.collection) == (
        "http://db.community-scripts.org",
        "_dev_telemetry_data",
    )


def test_the_variables_name_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PB_URL", " https://pb.example:8443/base/ ")
    monkeypatch.setenv("PB_COLLECTION", "installs")
    server = environment.server()
    assert (server.url, server.collection) == ("https://pb.example:8443/base", "installs")


@pytest.mark.parametrize("url", ["pb.example", "ftp://pb.example", "http://", "http://x:99999"])
def test_what_is_no_web_address_is_told_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("PB_URL", url)
    with pytest.raises(ValueError, match="PB_URL"):
        environment.server()


def test_a_password_in_the_url_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PB_URL", "http://me:hunter2@127.0.0.1:8090")
    server = environment.server()
    assert server.shown == "http://127.0.0.1:8090"
    assert "hunter2" not in repr(server)
    monkeypatch.setenv("PB_URL", "gopher://me:hunter2@host")
    with pytest.raises(ValueError, match="PB_URL") as error:
        environment.server()
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "is_loopback"),
    [
        ("http://127.0.0.1:1", True),
        ("http://127.1.2.3", True),
        ("http://[::1]:1", True),
        ("http://localhost", True),
        ("http://127.0.0.1.example.org", False),
        ("http://localhost.example.org", False),
        ("http://10.0.0.1", False),
    ],
)
def test_this_machine_is_known_by_its_loopback_names(url: str, is_loopback: bool) -> None:
    assert environment.Server(url, "c").is_loopback is is_loopback


def test_the_state_directory_is_where_xdg_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEMETRY_STATE_DIR", "/chosen")
    assert environment.state_dir() == Path("/chosen")
    monkeypatch.delenv("TELEMETRY_STATE_DIR")
    monkeypatch.setenv("XDG_STATE_HOME", "/xdg")
    assert environment.state_dir() == Path("/xdg/telemetry-cli")
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/me")
    assert environment.state_dir() == Path("/home/me/.local/state/telemetry-cli")


def test_without_home_the_passwd_file_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEMETRY_STATE_DIR", "HOME"):
        monkeypatch.delenv(name)
    found = environment.state_dir()
    assert found is None or found.is_absolute()


@pytest.mark.parametrize(
    ("text", "seconds", "warns"),
    [
        ("", 5, False),
        ("2.5", 2.5, False),
        ("0", 5, True),
        ("-1", 5, True),
        ("nan", 5, True),
        ("soon", 5, True),
        ("1e9", 5, True),
    ],
)
def test_a_timeout_that_is_none_is_the_default_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, text: str, seconds: float, warns: bool
) -> None:
    monkeypatch.setenv("TELEMETRY_TIMEOUT", text)
    found, warnings = environment.timeout()
    assert (found, bool(warnings)) == (seconds, warns)


def test_the_start_of_the_process_is_in_the_past_and_after_that_of_the_tests() -> None:
    assert environment.process_start() <= time.monotonic()
    assert environment.process_start() == pytest.approx(environment.process_start(), abs=0.02)

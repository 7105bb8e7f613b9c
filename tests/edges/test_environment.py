"""Settings from environment variables."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
import time
from pathlib import Path

import pytest

from telemetry_cli.core.protocol import DEFAULT_COLLECTION, DEFAULT_URL
from telemetry_cli.edges import environment


def test_the_default_server_is_the_documented_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PB_URL")
    server = environment.server()
    assert (server.url, server.collection) == (
        "http://db.community-scripts.org",
        "_dev_telemetry_data",
    )


def test_pb_url_and_pb_collection_select_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PB_URL", " https://pb.example:8443/base/ ")
    monkeypatch.setenv("PB_COLLECTION", "installs")
    server = environment.server()
    assert (server.url, server.collection) == ("https://pb.example:8443/base", "installs")


@pytest.mark.parametrize("blank", ["", "  "])
def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    for name in ("PB_URL", "PB_COLLECTION", "TELEMETRY_TIMEOUT"):
        monkeypatch.setenv(name, blank)
    server = environment.server()
    assert (server.url, server.collection) == (
        DEFAULT_URL,
        DEFAULT_COLLECTION,
    )
    assert environment.timeout() == (5, ())


@pytest.mark.parametrize(
    "url",
    [
        *("pb.example", "ftp://pb.example", "http://", "http://x:99999", "http://x:0"),
        *("http://[::1", "//pb.example", "http:pb.example", "http://:8090"),
    ],
)
def test_an_invalid_url_is_rejected_naming_the_variable(
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
def test_loopback_addresses_and_names_are_recognised(url: str, is_loopback: bool) -> None:
    assert environment.Server(url, "c").is_loopback is is_loopback


def test_the_state_directory_follows_the_xdg_specification(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEMETRY_STATE_DIR", "/chosen")
    assert environment.state_dir() == Path("/chosen")
    monkeypatch.delenv("TELEMETRY_STATE_DIR")
    monkeypatch.setenv("XDG_STATE_HOME", "/xdg")
    assert environment.state_dir() == Path("/xdg/telemetry-cli")
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/me")
    assert environment.state_dir() == Path("/home/me/.local/state/telemetry-cli")


def test_without_home_the_passwd_database_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEMETRY_STATE_DIR", "HOME"):
        monkeypatch.delenv(name)
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert environment.state_dir() == home / ".local/state/telemetry-cli"


def test_a_relative_state_directory_becomes_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELEMETRY_STATE_DIR", "here")
    assert environment.state_dir() == tmp_path / "here"


def test_a_relative_state_directory_is_unusable_below_a_deleted_working_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setenv("TELEMETRY_STATE_DIR", "here")
    assert environment.state_dir() is None
    monkeypatch.setenv("TELEMETRY_STATE_DIR", "/there")
    assert environment.state_dir() == Path("/there")


@pytest.mark.parametrize(
    ("text", "seconds", "warns"),
    [
        ("", 5, False),
        ("2.5", 2.5, False),
        (" 7 ", 7, False),
        ("0.1", 0.1, False),
        ("600", 600, False),
        ("0.09", 5, True),
        ("601", 5, True),
        ("inf", 5, True),
        ("5s", 5, True),
        ("0", 5, True),
        ("-1", 5, True),
        ("nan", 5, True),
        ("soon", 5, True),
        ("1e9", 5, True),
    ],
)
def test_an_invalid_timeout_becomes_the_default_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, text: str, seconds: float, warns: bool
) -> None:
    monkeypatch.setenv("TELEMETRY_TIMEOUT", text)
    timeout, warnings = environment.timeout()
    assert (timeout, bool(warnings)) == (seconds, warns)
    assert all(f"TELEMETRY_TIMEOUT '{text}'" in warning for warning in warnings)


def test_the_process_start_is_in_the_past_and_constant() -> None:
    assert environment.process_start() <= time.monotonic()
    assert environment.process_start() == pytest.approx(environment.process_start(), abs=0.02)


def test_the_process_start_lies_between_its_creation_and_its_first_line() -> None:
    program = (
        "import time; first = time.monotonic()\n"
        "from telemetry_cli.edges.environment import process_start\n"
        "print(first); print(process_start())\n"
    )
    made = time.monotonic()
    printed = subprocess.check_output([sys.executable, "-c", program], text=True)
    first, start = map(float, printed.split())
    tick = 1 / os.sysconf("SC_CLK_TCK")
    assert made - tick <= start < first


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://me:hunter2@host:1/base", "http://host:1/base"),
        ("http://me:hun@ter2@host", "http://host"),
        ("me:hunter2@host", "host"),
        ("http://host", "http://host"),
        ("", ""),
    ],
)
def test_user_and_password_are_removed_from_a_url(url: str, shown: str) -> None:
    assert environment.without_password(url) == shown


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a directory to somebody else")
def test_a_home_owned_by_another_user_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TELEMETRY_STATE_DIR")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert environment.state_dir() == tmp_path / ".local" / "state" / "telemetry-cli"
    os.chown(tmp_path, 12345, 12345)
    ours = Path(pwd.getpwuid(os.geteuid()).pw_dir)
    assert environment.state_dir() == ours / ".local" / "state" / "telemetry-cli"

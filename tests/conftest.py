"""Fixtures for all tests: one real PocketBase per test process, and the real command."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import pytest
import requests
from hypothesis import settings

from telemetry_cli.core import filters
from telemetry_cli.core.protocol import DEFAULT_COLLECTION
from telemetry_cli.edges.credentials import Login
from telemetry_cli.edges.local_server import Address, LocalServer, free_port
from tests import proxy as proxies

# No deadline per example: a busy machine is slow, not wrong.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Signals that a background job or nohup ignores would be ignored by the commands under test too.
for _number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(
            _number, signal.default_int_handler if _number == signal.SIGINT else signal.SIG_DFL
        )

SUPERUSER = Login("tests@localhost.invalid", "correct horse battery staple")
NOBODY = "http://127.0.0.1:9"
"""An address that refuses connections: the discard port, where nothing listens."""


@dataclass(frozen=True)
class Server:
    """A running PocketBase, accessed without the tool."""

    url: str
    data: Path = Path("/nonexistent")
    """The directory of its data."""

    @property
    def records_url(self) -> str:
        return f"{self.url}/api/collections/{DEFAULT_COLLECTION}/records"

    def sign_in(self) -> dict[str, str]:
        """The authorization header of the superuser."""
        return {"Authorization": self._superuser_token}

    @cached_property
    def _superuser_token(self) -> str:
        # Cached: PocketBase takes a tenth of a second to check a password.
        url = f"{self.url}/api/collections/_superusers/auth-with-password"
        login = {"identity": SUPERUSER.identity, "password": SUPERUSER.password}
        token: str = requests.post(url, json=login, timeout=30).json()["token"]
        return token

    def sign_up(self) -> Login:
        """Create a user in the auth collection, as a superuser does."""
        login = Login(f"{uuid.uuid4()}@localhost.invalid", "long enough")
        account = {"email": login.identity, "password": login.password}
        account |= {"passwordConfirm": login.password}
        url = f"{self.url}/api/collections/users/records"
        requests.post(url, json=account, headers=self.sign_in(), timeout=30).raise_for_status()
        return login

    def records(self, filter: str) -> list[dict[str, Any]]:
        """All records that match a PocketBase filter (at most 500)."""
        parameters = {"filter": filter, "perPage": "500"}
        answer = requests.get(
            self.records_url, params=parameters, headers=self.sign_in(), timeout=30
        )
        answer.raise_for_status()
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    def of(self, random_id: str) -> list[dict[str, Any]]:
        """The records of a session: at most one, unless something is broken."""
        return self.records(filters.equals("random_id", random_id))

    def only(self, random_id: str) -> dict[str, Any]:
        """The only record of a session."""
        (record,) = self.of(random_id)
        return record

    def add(self, **fields: object) -> dict[str, Any]:
        """Create a record, as another client does."""
        whole = {"random_id": str(uuid.uuid4()), "type": "lxc", "ct_type": 1, "nsapp": "other"}
        whole |= {"status": "installing"} | fields
        answer = requests.post(self.records_url, json=whole, timeout=30)
        assert answer.status_code == 200, answer.text
        record: dict[str, Any] = answer.json()
        return record

    def backdate(self, condition: str, days: float) -> None:
        """Make the records that match an SQL condition older; no API sets `created`."""
        database = self.data / "pb_data" / "data.db"
        with closing(sqlite3.connect(database, timeout=30)) as connection, connection:
            connection.execute(
                f"UPDATE {DEFAULT_COLLECTION} SET created ="
                f" strftime('%Y-%m-%d %H:%M:%fZ', created, '-{days * 86400} seconds')"
                f" WHERE {condition}"
            )


class Cli(Protocol):
    """Runs `telemetry-cli ARGUMENTS` in a new process; keywords set or remove its variables."""

    def __call__(
        self, *arguments: str, **variables: str | None
    ) -> subprocess.CompletedProcess[str]: ...


@contextmanager
def serving(directory: Path, *, hardened: bool) -> Iterator[Server]:
    """Run a real PocketBase with its data in `directory` for the duration of the block."""
    address = Address("127.0.0.1", free_port("127.0.0.1"))
    log = directory / "log"
    with LocalServer(directory, address, SUPERUSER, DEFAULT_COLLECTION, log, hardened=hardened):
        yield Server(address.url, directory)


@pytest.fixture(scope="session")
def pocketbase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("pocketbase"), hardened=False) as server:
        yield server


@pytest.fixture(scope="session")
def hardened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the hardened rules, but without rate limits, which tests would exceed."""
    with serving(tmp_path_factory.mktemp("hardened"), hardened=True) as server:
        unlimited = {"rateLimits": {"enabled": False}}
        settings = f"{server.url}/api/settings"
        requests.patch(
            settings, json=unlimited, headers=server.sign_in(), timeout=30
        ).raise_for_status()
        yield server


@pytest.fixture
def proxy(pocketbase: Server) -> Iterator[proxies.Proxy]:
    """A fault-injecting proxy in front of the server."""
    with proxies.running(pocketbase.url) as running:
        yield running


@pytest.fixture
def random_id() -> str:
    """The random_id of a session that no other test uses."""
    return str(uuid.uuid4())


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The state directory of the commands that a test runs; not created yet."""
    return tmp_path / "state"


@pytest.fixture
def variables(tmp_path: Path, state: Path, request: pytest.FixtureRequest) -> dict[str, str]:
    """The complete environment of a command: diagnostics on, its own state, the real server."""
    needs_server = {"pocketbase", "proxy"} & set(request.fixturenames)
    url = request.getfixturevalue("pocketbase").url if needs_server else NOBODY
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "PB_URL": url,
        "DIAGNOSTICS": "yes",
        "TELEMETRY_DIAGNOSTICS_FILE": str(tmp_path / "diagnostics"),
        "TELEMETRY_STATE_DIR": str(state),
        # Far more than a report takes, so that a busy machine does not run into the deadline.
        "TELEMETRY_TIMEOUT": "60",
    }


@pytest.fixture
def cli(variables: dict[str, str], tmp_path: Path) -> Cli:
    def run(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
        changed = {**variables, **changes}
        return subprocess.run(
            [sys.executable, "-m", "telemetry_cli", *arguments],
            env={name: value for name, value in changed.items() if value is not None},
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


PURE_FOLDERS = frozenset({"core", "knowledge", "analysis", "redaction"})
"""Folders whose tests need no server, proxy or network."""

_sockets = {"are refused": False}


def _refuse_sockets(event: str, _arguments: tuple[object, ...]) -> None:
    # Threads that another test left running at its deadline may still open sockets.
    in_test = threading.current_thread() is threading.main_thread()
    if event == "socket.__new__" and in_test and _sockets["are refused"]:
        raise RuntimeError("a test of a pure folder opens a socket")


sys.addaudithook(_refuse_sockets)


@pytest.fixture(autouse=True)
def _pure_folders_open_no_socket(request: pytest.FixtureRequest) -> Iterator[None]:
    _sockets["are refused"] = request.path.parent.name in PURE_FOLDERS
    yield
    _sockets["are refused"] = False


@pytest.fixture(autouse=True)
def _no_foreign_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Code inside the test process reaches neither a real server nor the user's state."""
    for name in list(os.environ):
        if name.startswith(("PB_", "TELEMETRY_")) or name in (
            "DIAGNOSTICS",
            "DO_NOT_TRACK",
            "XDG_STATE_HOME",
        ):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PB_URL", NOBODY)
    monkeypatch.setenv("TELEMETRY_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("TELEMETRY_DIAGNOSTICS_FILE", str(tmp_path / "diagnostics"))


Background = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def background(variables: dict[str, str], tmp_path: Path) -> Iterator[Background]:
    """Starts `telemetry-cli ARGUMENTS` in the background; killed at the end of the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **changes: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "telemetry_cli", *arguments],
            env={**variables, **changes},
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()

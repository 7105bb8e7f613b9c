"""The checks of the doctor: finds out what works and what does not, and changes nothing."""

from __future__ import annotations

import os
import platform
import shutil
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from telemetry_cli import __version__
from telemetry_cli.core import protocol
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.protocol import Request, Response
from telemetry_cli.core.results import Check
from telemetry_cli.edges import credentials, environment, probe
from telemetry_cli.edges.access import access
from telemetry_cli.edges.diagnostics_file import diagnostics
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.files import refuse_foreign
from telemetry_cli.edges.pocketbase import PocketBase
from telemetry_cli.edges.state_file import has_state, snapshot
from telemetry_cli.edges.store import StateUnusableError
from telemetry_cli.edges.time_limit import run_within

T = TypeVar("T")

_SKEW = 60.0
"""How far the clocks may differ, in seconds; more breaks searches by time and certificates."""

_DAY = 24 * 3600.0
_RENEWAL = 7 * _DAY
"""How long before its expiry a certificate should be renewed, in seconds."""

_FREE = 50 << 20
"""Free disk space that the state file needs, in bytes; a full one takes about 25 MB."""


def checks() -> Iterator[Check]:
    """Run the checks one by one; each may take as long as a report."""
    yield _versions()
    yield _diagnostics()
    directory = environment.state_dir()
    yield _state(directory)
    yield _outbox(directory)
    yield from _unknown_fields(directory)
    try:
        server = environment.server()
    except ValueError as error:
        yield Check("server", False, str(error), "set PB_URL, or unset it to use the default")
        return
    seconds, warnings = environment.timeout()
    for warning in warnings:
        yield Check("timeout", False, warning, "unset TELEMETRY_TIMEOUT to use 5 seconds")
    yield Check("server", True, f"{server.shown}, collection {server.collection}")
    yield from _Network(server, seconds).checks()


def _versions() -> Check:
    parts = [f"telemetry-cli {__version__}", f"Python {platform.python_version()}"]
    for name in ("requests", "rich", "typer"):
        with suppress(PackageNotFoundError):
            parts.append(f"{name} {version(name)}")
    return Check("versions", True, ", ".join(parts))


def _diagnostics() -> Check:
    decision = diagnostics()
    if decision.allowed:
        return Check("diagnostics", True, f"on, by {decision.source}")
    remedy = "to send reports: telemetry-cli diagnostics enable"
    return Check("diagnostics", True, f"off, nothing is sent: {decision.source}", remedy)


def _state(directory: Path | None) -> Check:
    def bad(detail: str, remedy: str) -> Check:
        return Check("state directory", False, detail, remedy)

    elsewhere = "set TELEMETRY_STATE_DIR to a directory that you own"
    if directory is None:
        return bad("none: HOME is not set", "set HOME or TELEMETRY_STATE_DIR")
    try:
        refuse_foreign(directory)
        existing = next(part for part in (directory, *directory.parents) if part.exists())
        free = shutil.disk_usage(existing).free
    except OSError as error:
        return bad(f"{directory}: {error.strerror or error}", elsewhere)
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        return bad(f"{directory}: no permission to write to {existing}", elsewhere)
    if free < _FREE:
        return bad(
            f"{directory}: only {free >> 20} MB of disk space left",
            f"free disk space, or {elsewhere}",
        )
    if existing != directory:
        return Check("state directory", True, f"{directory}, created with the first report")
    exposed = [part for part in sorted(directory.iterdir()) if part.stat().st_mode & 0o077]
    if has_state(directory) and exposed:
        names = ", ".join(part.name for part in exposed)
        return bad(f"{directory}: other users can access {names}", f"chmod -R go= {directory}")
    return Check("state directory", True, str(directory))


def _outbox(directory: Path | None) -> Check:
    try:
        with closing(snapshot(directory)) as store:
            entries = list(store.entries())
    except StateUnusableError as error:
        return Check("waiting", False, str(error), "the next report replaces the state file")
    queued = [entry for entry in entries if not entry.refused]
    refused = [entry for entry in entries if entry.refused]
    counts = [f"{len(queued)} queued"] if queued else []
    counts += [f"{len(refused)} refused"] if refused else []
    reasons = dict.fromkeys(entry.reason for entry in (*queued, *refused) if entry.reason)
    if not entries:
        return Check("waiting", True, "nothing")
    why = f": {'; '.join(list(reasons)[:3])}" if reasons else ""
    remedy = "to list them: telemetry-cli flush --list"
    if queued:
        remedy = f"sent with the next report, or now with telemetry-cli flush; {remedy}"
    return Check("waiting", False, f"{' and '.join(counts)}{why}", remedy)


def _unknown_fields(directory: Path | None) -> Iterator[Check]:
    """Nothing, unless a server has confirmed a record without some of its fields."""
    with suppress(StateUnusableError), closing(snapshot(directory)) as store:
        unknown = store.unknown_fields()
        if unknown is not None:
            names, url = unknown
            detail = f"{environment.without_password(url)} did not store {names.replace(',', ', ')}"
            yield Check("fields", False, detail, "add these fields to the server's collection")


class _Network:
    """The checks of the server; each depends on those before it."""

    def __init__(self, server: Server, seconds: float) -> None:
        parts = urlsplit(server.url)
        self._server = server
        self._seconds = seconds
        self._host = parts.hostname or ""
        self._is_secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._is_secure else 80)

    def checks(self) -> Iterator[Check]:
        with closing(PocketBase(self._server)) as connection:
            proxy = connection.proxy()
            if proxy:
                yield Check("proxy", True, f"{proxy}, from the environment; resolves names itself")
            else:
                for step in (self._name, self._connection, self._certificate):
                    check = step()
                    yield check
                    if not check.ok:
                        yield from self._unchecked()
                        return
            health = self._ask(connection, protocol.health())
            yield self._health(health)
            yield self._clock(health)
            yield self._collection(connection)
        yield self._sign_in()

    def _unchecked(self) -> Iterator[Check]:
        for name in ("health", "clock", "collection", "sign-in"):
            yield Check(name, None, "not checked: no connection")

    def _name(self) -> Check:
        try:
            addresses = run_within(
                Deadline.after(self._seconds).remaining,
                lambda: probe.resolve(self._host, self._port),
            )
        except OSError as error:
            remedy = "check the name in PB_URL and the name servers in /etc/resolv.conf"
            return Check("name resolution", False, f"{self._host}: {error.strerror}", remedy)
        if addresses is None:
            remedy = "check the name servers in /etc/resolv.conf"
            return Check("name resolution", False, f"{self._host}: no response in time", remedy)
        if addresses == [self._host]:
            return Check("name resolution", True, f"{self._host} is an IP address")
        return Check("name resolution", True, f"{self._host} is {', '.join(addresses)}")

    def _connection(self) -> Check:
        target = f"{self._host} port {self._port}"
        try:
            probe.connect(self._host, self._port, self._seconds)
        except OSError as error:
            reason = "no response in time" if isinstance(error, TimeoutError) else error.strerror
            remedy = "check that the server is running, PB_URL, and any firewall"
            return Check("connection", False, f"{target}: {reason}", remedy)
        return Check("connection", True, target)

    def _certificate(self) -> Check:
        if not self._is_secure:
            detail = "not needed" if self._server.is_loopback else "none: not encrypted"
            return Check("TLS", True, f"{detail} (PB_URL is http://)")
        remedy = "check the server's certificate, this machine's clock, and REQUESTS_CA_BUNDLE"
        try:
            secured = probe.secure(self._host, self._port, self._seconds)
        except ssl.SSLCertVerificationError as error:
            return Check("TLS", False, error.verify_message, remedy)
        except OSError as error:
            reason = "no response in time" if isinstance(error, TimeoutError) else str(error)
            return Check("TLS", False, reason, remedy)
        seconds_left = secured.expires_at - time.time()
        detail = f"{secured.version}, certificate valid for {seconds_left / _DAY:.0f} days"
        if seconds_left < _RENEWAL:
            return Check("TLS", False, detail, "renew the server's certificate")
        return Check("TLS", True, detail)

    def _within_seconds(self, work: Callable[[], T]) -> T | None:
        return run_within(Deadline.after(self._seconds).remaining, work)

    def _ask(self, connection: PocketBase, request: Request) -> Response:
        seconds = self._seconds
        response = run_within(
            Deadline.after(seconds).remaining,
            lambda: connection.send(request, Deadline.after(seconds)),
        )
        return response or Response(0, error=f"{self._server.shown}: no response in time")

    def _health(self, response: Response) -> Check:
        if (
            response.status == 200
            and isinstance(response.json, dict)
            and response.json.get("code") == 200
        ):
            return Check("health", True, str(response.json.get("message", "healthy")))
        remedy = "check that PB_URL is the URL of a PocketBase server"
        return Check("health", False, response.reason(), remedy)

    def _clock(self, response: Response) -> Check:
        if response.date is None:
            return Check("clock", None, "not checked: the server did not send its time")
        skew = time.time() - response.date
        if abs(skew) <= _SKEW:
            return Check("clock", True, f"within {_SKEW:.0f} s of the server's")
        detail = f"{abs(skew):.0f} s {'ahead of' if skew > 0 else 'behind'} the server's"
        return Check("clock", False, detail, "set the clock: timedatectl set-ntp true")

    def _collection(self, connection: PocketBase) -> Check:
        name = self._server.collection
        response = self._ask(connection, protocol.page(name, page=1, per_page=1))
        if response.records is not None:
            return Check("collection", True, f"{name} exists")
        if response.status in (401, 403):
            return Check("collection", True, f"{name} exists; searches require signing in")
        remedy = "check PB_COLLECTION and PB_URL"
        return Check("collection", False, f"{name}: {response.reason()}", remedy)

    def _sign_in(self) -> Check:
        if credentials.token() is None and credentials.login(self._server.url) is None:
            remedy = "for searches, set PB_TOKEN, or PB_IDENTITY and PB_PASSWORD"
            return Check("sign-in", True, "not set up; reports do not need it", remedy)
        try:
            granted = self._within_seconds(access)
        except UserError as error:
            return Check("sign-in", False, str(error), "reports are not affected")
        if granted is None:
            return Check("sign-in", False, "no response in time", "reports are not affected")
        with closing(granted.connect()) as connection:
            response = self._ask(
                connection, protocol.page(self._server.collection, page=1, per_page=1)
            )
        if response.records is None:
            remedy = "check PB_TOKEN, or PB_IDENTITY and PB_PASSWORD"
            return Check("sign-in", False, response.reason(), remedy)
        return Check("sign-in", True, "accepted, searches work")

"""The troubleshooting checklist: what works and what does not, without changing anything."""

from __future__ import annotations

import os
import platform
import shutil
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from telemetry_cli import __version__
from telemetry_cli.core import protocol
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.protocol import Answer, Request
from telemetry_cli.edges import credentials, environment, probe
from telemetry_cli.edges.access import access
from telemetry_cli.edges.consent import consent
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.files import refuse_foreign
from telemetry_cli.edges.patience import within
from telemetry_cli.edges.pocketbase import PocketBase
from telemetry_cli.edges.state_file import has_state, snapshot
from telemetry_cli.edges.store import StateUnusableError

_SKEW = 60.0
"""Seconds by which clocks may differ: searches by time and certificates bear no more."""

_DAY = 24 * 3600.0
_RENEWAL = 7 * _DAY
"""Seconds before its end at which a certificate should have been renewed."""

_FREE = 50 << 20
"""Bytes that the disk of the state should have left; a full state file takes about 25 MB."""


class Finding(NamedTuple):
    """One line of the checklist. `good` is None for what could not be checked."""

    name: str
    good: bool | None
    found: str
    remedy: str = ""


def checkup() -> Iterator[Finding]:
    """Check one thing after the other, each for as long as a report may take."""
    yield _versions()
    yield _diagnostics()
    directory = environment.state_dir()
    yield _state(directory)
    yield _waiting(directory)
    try:
        server = environment.server()
    except ValueError as error:
        yield Finding("server", False, str(error), "set PB_URL, or unset it for the documented one")
        return
    seconds, warnings = environment.timeout()
    for warning in warnings:
        yield Finding("timeout", False, warning, "unset TELEMETRY_TIMEOUT for 5 seconds")
    yield Finding("server", True, f"{server.shown}, collection {server.collection}")
    yield from _Network(server, seconds).findings()


def _versions() -> Finding:
    parts = [f"telemetry-cli {__version__}", f"Python {platform.python_version()}"]
    for name in ("requests", "rich", "typer"):
        with suppress(PackageNotFoundError):
            parts.append(f"{name} {version(name)}")
    return Finding("versions", True, ", ".join(parts))


def _diagnostics() -> Finding:
    granted = consent()
    if granted.allowed:
        return Finding("diagnostics", True, f"on, by {granted.source}")
    remedy = "to send reports: telemetry-cli diagnostics enable"
    return Finding("diagnostics", True, f"off, nothing is sent: {granted.source}", remedy)


def _state(directory: Path | None) -> Finding:
    def bad(found: str, remedy: str) -> Finding:
        return Finding("state directory", False, found, remedy)

    elsewhere = "set TELEMETRY_STATE_DIR to a directory of your own"
    if directory is None:
        return bad("no place for one: HOME is not set", "set HOME or TELEMETRY_STATE_DIR")
    try:
        refuse_foreign(directory)
        place = next(part for part in (directory, *directory.parents) if part.exists())
        free = shutil.disk_usage(place).free
    except OSError as error:
        return bad(f"{directory}: {error.strerror or error}", elsewhere)
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        return bad(f"{directory}: no right to write in {place}", elsewhere)
    if free < _FREE:
        return bad(
            f"{directory}: {free >> 20} MB are left on its disk", f"free space, or {elsewhere}"
        )
    if place != directory:
        return Finding("state directory", True, f"{directory}, begun with the first report")
    exposed = [part for part in sorted(directory.iterdir()) if part.stat().st_mode & 0o077]
    if has_state(directory) and exposed:
        names = ", ".join(part.name for part in exposed)
        return bad(f"{directory}: others may read {names}", f"chmod -R go= {directory}")
    return Finding("state directory", True, str(directory))


def _waiting(directory: Path | None) -> Finding:
    try:
        with closing(snapshot(directory)) as store:
            entries = list(store.entries())
    except StateUnusableError as error:
        return Finding("waiting", False, str(error), "it is set aside with the next report")
    waiting = [entry for entry in entries if not entry.refused]
    refused = [entry for entry in entries if entry.refused]
    counts = [f"{len(waiting)} waiting"] if waiting else []
    counts += [f"{len(refused)} refused for good"] if refused else []
    reasons = dict.fromkeys(entry.reason for entry in (*waiting, *refused) if entry.reason)
    if not entries:
        return Finding("waiting", True, "nothing")
    why = f": {'; '.join(list(reasons)[:3])}" if reasons else ""
    remedy = "telemetry-cli flush --list shows all"
    if waiting:
        remedy = f"they go out with the next report, or now with telemetry-cli flush; {remedy}"
    return Finding("waiting", False, f"{' and '.join(counts)}{why}", remedy)


class _Network:
    """The checks of the server, each of which needs those before it."""

    def __init__(self, server: Server, seconds: float) -> None:
        parts = urlsplit(server.url)
        self._server = server
        self._seconds = seconds
        self._host = parts.hostname or ""
        self._is_secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._is_secure else 80)

    def findings(self) -> Iterator[Finding]:
        with closing(PocketBase(self._server)) as connection:
            proxy = connection.proxy()
            if proxy:
                yield Finding("proxy", True, f"{proxy}, by the environment; names are its business")
            else:
                for check in (self._name, self._connection, self._certificate):
                    finding = check()
                    yield finding
                    if not finding.good:
                        yield from self._unchecked()
                        return
            health = self._ask(connection, protocol.health())
            yield self._health(health)
            yield self._clock(health)
            yield self._collection(connection)
        yield self._sign_in()

    def _unchecked(self) -> Iterator[Finding]:
        for name in ("health", "clock", "collection", "sign-in"):
            yield Finding(name, None, "not checked: no connection")

    def _name(self) -> Finding:
        try:
            found = within(self._seconds, lambda: probe.resolve(self._host, self._port))
        except OSError as error:
            remedy = "check the name in PB_URL and the name servers in /etc/resolv.conf"
            return Finding("name resolution", False, f"{self._host}: {error.strerror}", remedy)
        if found is None:
            remedy = "check the name servers in /etc/resolv.conf: none answers"
            return Finding("name resolution", False, f"{self._host}: no answer in time", remedy)
        if found == [self._host]:
            return Finding("name resolution", True, f"{self._host} is an address")
        return Finding("name resolution", True, f"{self._host} is {', '.join(found)}")

    def _connection(self) -> Finding:
        where = f"{self._host} port {self._port}"
        try:
            probe.connect(self._host, self._port, self._seconds)
        except OSError as error:
            reason = "no answer in time" if isinstance(error, TimeoutError) else error.strerror
            remedy = "is the server running, PB_URL right, and no firewall in between?"
            return Finding("connection", False, f"{where}: {reason}", remedy)
        return Finding("connection", True, where)

    def _certificate(self) -> Finding:
        if not self._is_secure:
            private = "none needed" if self._server.is_loopback else "none: others may read along"
            return Finding("TLS", True, f"{private} (PB_URL is http://)")
        remedy = "check the server's certificate, this machine's clock, and REQUESTS_CA_BUNDLE"
        try:
            secured = probe.secure(self._host, self._port, self._seconds)
        except ssl.SSLCertVerificationError as error:
            return Finding("TLS", False, error.verify_message, remedy)
        except OSError as error:
            reason = "no answer in time" if isinstance(error, TimeoutError) else str(error)
            return Finding("TLS", False, reason, remedy)
        left = secured.expires_at - time.time()
        found = f"{secured.version}, certificate valid for {left / _DAY:.0f} days"
        if left < _RENEWAL:
            return Finding("TLS", False, found, "renew the server's certificate")
        return Finding("TLS", True, found)

    def _ask(self, connection: PocketBase, request: Request) -> Answer:
        seconds = self._seconds
        answer = within(seconds, lambda: connection.send(request, Deadline.after(seconds)))
        return answer or Answer(0, fault=f"{self._server.shown}: no answer in time")

    def _health(self, answer: Answer) -> Finding:
        if (
            answer.status == 200
            and isinstance(answer.json, dict)
            and answer.json.get("code") == 200
        ):
            return Finding("health", True, str(answer.json.get("message", "answers")))
        return Finding("health", False, answer.problem(), "is this a PocketBase? check PB_URL")

    def _clock(self, answer: Answer) -> Finding:
        if answer.date is None:
            return Finding("clock", None, "not checked: the server does not tell its time")
        skew = time.time() - answer.date
        if abs(skew) <= _SKEW:
            return Finding("clock", True, f"within {_SKEW:.0f} s of the server's")
        found = f"{abs(skew):.0f} s {'ahead of' if skew > 0 else 'behind'} the server's"
        return Finding("clock", False, found, "set it: timedatectl set-ntp true")

    def _collection(self, connection: PocketBase) -> Finding:
        name = self._server.collection
        answer = self._ask(connection, protocol.page(name, page=1, per_page=1))
        if answer.records is not None:
            return Finding("collection", True, f"{name} is there")
        if answer.status in (401, 403):
            return Finding("collection", True, f"{name} is there; searching it needs a sign-in")
        remedy = "set PB_COLLECTION, or PB_URL to the server's base"
        return Finding("collection", False, f"{name}: {answer.problem()}", remedy)

    def _sign_in(self) -> Finding:
        if credentials.token() is None and credentials.login(self._server.url) is None:
            found = "none, as reports need none"
            return Finding(
                "sign-in", True, found, "for searches: PB_TOKEN, or PB_IDENTITY, PB_PASSWORD"
            )
        try:
            granted = within(self._seconds, access)
        except UserError as error:
            return Finding("sign-in", False, str(error), "reports go out all the same")
        if granted is None:
            return Finding("sign-in", False, "no answer in time", "reports go out all the same")
        with closing(granted.connect()) as connection:
            answer = self._ask(
                connection, protocol.page(self._server.collection, page=1, per_page=1)
            )
        if answer.records is None:
            return Finding(
                "sign-in", False, answer.problem(), "check PB_TOKEN, or PB_IDENTITY and PB_PASSWORD"
            )
        return Finding("sign-in", True, "accepted, searches work")

"""The steps of a connection one by one: name, port, certificate. For troubleshooting alone."""

from __future__ import annotations

import socket
import ssl
from typing import NamedTuple

from telemetry_cli.edges.pocketbase import ca_bundle


class Secured(NamedTuple):
    """A TLS connection: its version, and when the server's certificate ends (seconds, epoch)."""

    version: str
    expires_at: float


def resolve(host: str, port: int) -> list[str]:
    """The addresses of `host`, each once. Raises OSError; takes as long as the resolver does."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


def connect(host: str, port: int, seconds: float) -> None:
    """Connect to a TCP port and hang up; tries each address for `seconds`. Raises OSError."""
    socket.create_connection((host, port), timeout=seconds).close()


def secure(host: str, port: int, seconds: float) -> Secured:
    """Connect with TLS as a report does. Raises OSError, ssl.SSLError among them."""
    context = ssl.create_default_context(cafile=ca_bundle())
    with (
        socket.create_connection((host, port), timeout=seconds) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        certificate = secured.getpeercert() or {}
        expires = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
        return Secured(secured.version() or "TLS", float(expires))

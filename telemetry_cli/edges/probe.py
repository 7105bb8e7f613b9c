"""The steps of a connection one by one: name, port, certificate. Only for troubleshooting."""

from __future__ import annotations

import socket
import ssl
from typing import NamedTuple

from telemetry_cli.edges.pocketbase import ca_bundle


class Secured(NamedTuple):
    """A TLS connection: its version, and when the certificate expires (seconds since the epoch)."""

    version: str
    expires_at: float


def resolve(host: str, port: int) -> list[str]:
    """The addresses of `host`, without duplicates. Raises OSError; not bounded in time."""
    results = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(socket_address[0]) for *_, socket_address in results]
    return list(dict.fromkeys(addresses))


def connect(host: str, port: int, seconds: float) -> None:
    """Connect to a TCP port and close the connection; `seconds` per address. Raises OSError."""
    socket.create_connection((host, port), timeout=seconds).close()


def secure(host: str, port: int, seconds: float) -> Secured:
    """Connect with TLS as a report does. Raises OSError (which includes ssl.SSLError)."""
    context = ssl.create_default_context(cafile=ca_bundle())
    with (
        socket.create_connection((host, port), timeout=seconds) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        certificate = secured.getpeercert() or {}
        expires = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
        return Secured(secured.version() or "TLS", float(expires))

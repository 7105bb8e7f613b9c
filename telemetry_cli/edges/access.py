"""Access to a server: signs in if there are credentials."""

from __future__ import annotations

from dataclasses import dataclass, field

from telemetry_cli.core import protocol
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.protocol import Response
from telemetry_cli.edges import credentials, environment
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.pocketbase import PocketBase

_SECONDS = 30.0
"""Timeout of a sign-in; PocketBase takes 0.1 s to check a password (measured)."""

_AUTH_COLLECTIONS = ("_superusers", "users")
UNREACHABLE = "check that the server is running and PB_URL is correct"


@dataclass(frozen=True, slots=True)
class Access:
    """A server and the token for it, if any. The repr does not contain the token."""

    server: Server
    token: str | None = field(default=None, repr=False)

    def connect(self) -> PocketBase:
        """Open a new connection."""
        return PocketBase(self.server, token=self.token)


def access() -> Access:
    """The server that the environment names, signed in if there are credentials for it.

    Raises UserError if the sign-in is refused, or if the connection would not be encrypted.
    """
    try:
        server = environment.server()
    except ValueError as error:
        raise UserError(str(error)) from error
    return Access(server, _token(server))


def _token(server: Server) -> str | None:
    if token := credentials.token():
        _refuse_unencrypted(server)
        return token
    login = credentials.login(server.url)
    if login is None:
        return None
    _refuse_unencrypted(server)
    is_local_server = credentials.from_environment() is None
    connection = PocketBase(server)
    response = Response(0)
    for collection in _AUTH_COLLECTIONS:
        request = protocol.sign_in(collection, login.identity, login.password)
        response = connection.send(request, Deadline.after(_SECONDS))
        received = response.json.get("token") if isinstance(response.json, dict) else None
        if response.status == 200 and isinstance(received, str):
            return received
    if response.error:
        raise UserError(f"{response.error}: {UNREACHABLE}")
    if is_local_server:
        return None  # another server uses the former address of a local one: search anonymously
    message = f"{server.shown} refused the sign-in of {login.identity} ({response.reason()}): "
    raise UserError(message + "check PB_IDENTITY and PB_PASSWORD")


def _refuse_unencrypted(server: Server) -> None:
    if server.url.startswith("http://") and not server.is_loopback:
        message = f"no credentials are sent unencrypted to {server.shown}: use an https:// PB_URL"
        raise UserError(message)

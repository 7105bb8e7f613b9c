"""Who asks a server: signed in where there is a way."""

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
"""Time for a sign-in; PocketBase takes 0.1 s of it to check a password (measured)."""

_AUTH_COLLECTIONS = ("_superusers", "users")
UNREACHABLE = "is the server running, and PB_URL right?"


@dataclass(frozen=True, slots=True)
class Access:
    """A server and the token to ask it with, if there is one; the token is in no repr."""

    server: Server
    token: str | None = field(default=None, repr=False)

    def connect(self) -> PocketBase:
        """A connection of its own."""
        return PocketBase(self.server, token=self.token)


def access() -> Access:
    """The server that the environment names, signed in if there is a way.

    Raises UserError if the sign-in is refused or would go out in the clear.
    """
    try:
        server = environment.server()
    except ValueError as error:
        raise UserError(str(error)) from error
    return Access(server, _token(server))


def _token(server: Server) -> str | None:
    if given := credentials.token():
        _refuse_in_the_clear(server)
        return given
    login = credentials.login(server.url)
    if login is None:
        return None
    _refuse_in_the_clear(server)
    is_ours = credentials.from_environment() is None
    connection = PocketBase(server)
    response = Response(0)
    for collection in _AUTH_COLLECTIONS:
        request = protocol.sign_in(collection, login.identity, login.password)
        response = connection.send(request, Deadline.after(_SECONDS))
        token = response.json.get("token") if isinstance(response.json, dict) else None
        if response.status == 200 and isinstance(token, str):
            return token
    if response.error:
        raise UserError(f"{response.error}: {UNREACHABLE}")
    if is_ours:
        return None  # another server has the address that a local one had: ask it as anybody
    message = f"{server.shown} refused the sign-in of {login.identity} ({response.reason()}): "
    raise UserError(message + "check PB_IDENTITY and PB_PASSWORD")


def _refuse_in_the_clear(server: Server) -> None:
    if server.url.startswith("http://") and not server.is_loopback:
        message = (
            f"{server.shown} is not encrypted, no secret is sent there: use an https:// PB_URL"
        )
        raise UserError(message)

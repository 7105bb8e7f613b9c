"""Asks a PocketBase server for records, signed in where it is possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from telemetry_cli.core import protocol
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.protocol import MAX_PER_PAGE, Answer
from telemetry_cli.core.text import shortened
from telemetry_cli.edges import credentials, environment
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.pocketbase import MAX_PAGE, PocketBase

_SECONDS = 30.0
"""Time for one page; the slowest measured (a million records, no index) takes 3.2 s."""

_SIGN_IN = "set PB_TOKEN, or PB_IDENTITY and PB_PASSWORD"
_AUTH_COLLECTIONS = ("_superusers", "users")


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for. `limit` is a number of records, None for one page alone."""

    filter: str
    sort: str
    fields: str
    page: int
    per_page: int
    limit: int | None


def records(search: Search) -> Iterator[Mapping[str, Any]]:
    """The records that match, page by page as they are needed.

    Raises UserError if the server cannot be asked.
    """
    connection = _connect()
    server = connection.server
    number, left = search.page, search.limit
    while True:
        request = protocol.page(
            server.collection,
            filter=search.filter,
            sort=search.sort,
            page=number,
            per_page=search.per_page,
            fields=search.fields,
        )
        answer = connection.send(request, Deadline.after(_SECONDS), MAX_PAGE)
        page = answer.records
        if page is None:
            raise UserError(_problem(answer, server, search))
        if left is None:
            yield from page
            return
        yield from page[:left]
        number, left = number + 1, left - len(page)
        if left <= 0 or len(page) < search.per_page:
            return


def count(filter: str) -> int:
    """How many records match. Raises UserError if the server cannot be asked."""
    connection = _connect()
    server = connection.server
    request = protocol.count(server.collection, filter)
    answer = connection.send(request, Deadline.after(_SECONDS))
    total = answer.json.get("totalItems") if isinstance(answer.json, dict) else None
    if answer.status != 200 or not isinstance(total, int):
        search = Search(filter, "", "", page=1, per_page=1, limit=None)
        raise UserError(_problem(answer, server, search))
    return total


def per_page_for(limit: int) -> int:
    """Records a page when `limit` are wanted: as many as fit, in as few pages as there can be."""
    return min(limit, MAX_PER_PAGE)


def _connect() -> PocketBase:
    """The server that the environment names, signed in if there is a way."""
    try:
        server = environment.server()
    except ValueError as error:
        raise UserError(str(error)) from error
    return sign_in(server)


def sign_in(server: Server) -> PocketBase:
    """A connection to `server`, signed in if there is a way.

    Raises UserError if the sign-in is refused or would go out in the clear.
    """
    return PocketBase(server, token=_token(server))


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
    answer = Answer(0)
    for collection in _AUTH_COLLECTIONS:
        request = protocol.sign_in(collection, login.identity, login.password)
        answer = connection.send(request, Deadline.after(_SECONDS))
        token = answer.json.get("token") if isinstance(answer.json, dict) else None
        if answer.status == 200 and isinstance(token, str):
            return token
    if answer.fault:
        raise UserError(f"{answer.fault}: {_UNREACHABLE}")
    if is_ours:
        return None  # another server has the address that a local one had: ask it as anybody
    message = f"{server.shown} refused the sign-in of {login.identity} ({answer.problem()}): "
    raise UserError(message + "check PB_IDENTITY and PB_PASSWORD")


def _refuse_in_the_clear(server: Server) -> None:
    if server.url.startswith("http://") and not server.is_loopback:
        message = (
            f"{server.shown} is not encrypted, no secret is sent there: use an https:// PB_URL"
        )
        raise UserError(message)


_UNREACHABLE = "is the server running, and PB_URL right?"


def _problem(answer: Answer, server: Server, search: Search) -> str:
    if answer.fault:
        return f"{answer.fault}: {_UNREACHABLE}"
    match answer.status:
        case 400:
            asked = f"filter {shortened(search.filter, 80)!r}, sort {shortened(search.sort, 40)!r}"
            remedy = "check --filter, --sort and --page"
            return f"{server.shown} does not understand the search ({asked}): {remedy}"
        case 401 | 403:
            return f"{server.shown} lets only signed-in users search: {_SIGN_IN}"
        case 404:
            missing = f"{server.shown} has no collection '{server.collection}'"
            return f"{missing}: set PB_COLLECTION, or PB_URL to the server's base"
        case 429 | 500 | 502 | 503 | 504:
            return f"{server.shown} cannot answer now ({answer.problem()}): try again later"
        case _:
            return f"{server.shown} is no PocketBase ({answer.problem()}): check PB_URL"

"""Reads pages of records over one connection, and waits while the server is unavailable."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from telemetry_cli.core import filters, paging, protocol
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.paging import Page
from telemetry_cli.core.protocol import MAX_PER_PAGE, Request, Response
from telemetry_cli.core.text import shortened
from telemetry_cli.edges.access import UNREACHABLE
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.pocketbase import PocketBase

_SECONDS = 60.0
"""Timeout of one page; the slowest measured (a million records, no index) takes 3.2 s."""

_OUTAGE = 300.0
"""How long a search that has begun waits for its server to come back, in seconds."""

_FIRST_PAUSE, _LAST_PAUSE = 0.1, 5.0
"""Seconds between two attempts during an outage."""

_TEMPORARY = frozenset({0, 429, 500, 502, 503, 504})
"""Statuses of a server that may recover soon; 0 means no response."""

_MAX_PAGE = 2 << 20
"""The size limit of a page, in bytes: five times 1,000 usual records. Larger ones get split."""

_SIGN_IN = "set PB_TOKEN, or PB_IDENTITY and PB_PASSWORD"


@dataclass(frozen=True, slots=True)
class Search:
    """The parameters of a PocketBase search; those that are '' are left out."""

    filter: str = ""
    sort: str = ""
    fields: str = ""


class TooLargeError(Exception):
    """A page exceeds the size limit; fewer records would fit."""


class Reader:
    """Reads the pages of one search over one connection.

    After the first page, waits up to `outage` seconds for a server that is unavailable.
    """

    def __init__(
        self,
        connection: PocketBase,
        search: Search,
        *,
        has_begun: bool = False,
        outage: float = _OUTAGE,
    ) -> None:
        self._connection = connection
        self._search = search
        self._has_begun = has_begun
        self._outage = outage
        self._per_page = MAX_PER_PAGE

    def from_key(self, order: tuple[paging.Key, ...], bound: str = "") -> Iterator[Page]:
        """All pages of the records that also match the filter `bound`, by keyset pagination."""
        matches = f"({self._search.filter})" if self._search.filter else ""
        after_last = ""
        while True:
            narrowed = filters.all_of([matches, bound, after_last])
            try:
                page = self.page(narrowed, per_page=self._per_page)
            except TooLargeError:
                self._per_page = max(1, self._per_page // 8)
                continue
            yield page
            if page.is_last:
                return
            size = len(page.body) / len(page.records)
            self._per_page = min(MAX_PER_PAGE, max(1, int(_MAX_PAGE / 2 / size)))
            try:
                after_last = paging.after(order, page.records[-1])
            except ValueError as error:
                last = page.records[-1].get("id")
                raise UserError(f"cannot page past record {last} ({error}): sort by id") from error

    def page(self, filter: str, *, page: int = 1, per_page: int, limit: int = _MAX_PAGE) -> Page:
        """One page. Raises UserError, or TooLargeError if it has more than `limit` bytes."""
        request = protocol.page(
            self._connection.server.collection,
            filter=filter,
            sort=self._search.sort,
            fields=self._search.fields,
            page=page,
            per_page=per_page,
        )
        response = self._send(request, limit)
        if response.is_too_large and per_page > 1:
            raise TooLargeError
        if response.records is None:
            raise UserError(search_error(response, self._connection.server, self._search))
        self._has_begun = True
        is_last = len(response.records) < min(per_page, response.per_page or per_page)
        return Page(response.records, response.body, is_last, response.date or time.time())

    def _send(self, request: Request, limit: int) -> Response:
        end, pause = Deadline.after(self._outage), _FIRST_PAUSE
        while True:
            response = self._connection.send(request, Deadline.after(_SECONDS), limit)
            garbled = response.status == HTTPStatus.OK and response.records is None
            temporary = (response.status in _TEMPORARY or garbled) and not response.is_too_large
            if not temporary or not self._has_begun or end.passed():
                return response
            time.sleep(max(pause * random.uniform(0.5, 1.0), min(response.retry_after or 0, 60.0)))
            pause = min(2 * pause, _LAST_PAUSE)


def search_error(response: Response, server: Server, search: Search) -> str:
    """Why a search failed, with a remedy, on one line."""
    if response.error:
        return f"{response.error}: {UNREACHABLE}"
    match response.status:
        case 400:
            query = f"filter {shortened(search.filter, 80)!r}, sort {shortened(search.sort, 40)!r}"
            remedy = "check --filter, --sort and --page"
            return f"{server.shown} rejected the search ({query}): {remedy}"
        case 401 | 403:
            return f"{server.shown} lets only signed-in users search: {_SIGN_IN}"
        case 404:
            missing = f"{server.shown} has no collection '{server.collection}'"
            return f"{missing}: check PB_COLLECTION and PB_URL"
        case 429 | 500 | 502 | 503 | 504:
            return f"{server.shown} is unavailable ({response.reason()}): try again later"
        case _:
            return f"{server.shown} is not a PocketBase server ({response.reason()}): check PB_URL"

"""The protocol of PocketBase without a socket: requests to send, answers understood.

Source: https://pocketbase.io/docs/api-records and measurements on PocketBase 0.40.6.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

from telemetry_cli.core import filters
from telemetry_cli.core.record import Status, Value

MAX_PER_PAGE = 1000
"""Records PocketBase puts on one page at most (measured)."""


class Method(Enum):
    """The HTTP methods in use."""

    GET = "GET"
    POST = "POST"
    PATCH = "PATCH"


class Request(NamedTuple):
    """One HTTP request, its path relative to the base URL. `body` is sent as JSON.

    `headers` go wherever it is redirected to, as the body does; a `confidential` body is for that
    server alone.
    """

    method: Method
    path: str
    parameters: Mapping[str, str] = MappingProxyType({})
    body: Mapping[str, Value] | None = None
    headers: Mapping[str, str] = MappingProxyType({})
    confidential: bool = False


class Response(NamedTuple):
    """What came back: an HTTP status with its JSON (if any), or status 0 and the error that hit.

    `body` is the JSON as it came; `is_too_large` tells that it was more than was to be read.
    `retry_after` is in seconds, `date` in seconds since the epoch, from the headers of those names.
    """

    status: int
    json: Any = None
    error: str = ""
    retry_after: float | None = None
    date: float | None = None
    body: bytes = b""
    is_too_large: bool = False

    @property
    def record(self) -> Mapping[str, Any] | None:
        """The record of a successful create, update or view.

        A response without one is none of PocketBase's, whatever its status: a captive portal
        answers 200 with a page of its own.
        """
        return self.json if self.status == 200 and _is_record(self.json) else None

    @property
    def records(self) -> list[Mapping[str, Any]] | None:
        """The records of a successful list, None if this is no list of PocketBase's."""
        if self.status != 200 or not isinstance(self.json, dict):
            return None
        items = self.json.get("items")
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            return None
        return items

    def error_codes(self) -> dict[str, str]:
        """The `code` of each field that a 400 complains about."""
        data = self.json.get("data") if self.status == 400 and isinstance(self.json, dict) else None
        if not isinstance(data, dict):
            return {}
        return {
            str(name): str(problem.get("code"))
            for name, problem in data.items()
            if isinstance(problem, dict)
        }

    def reason(self) -> str:
        """Why this response is no success, on one line."""
        if self.error:
            return self.error
        details = ", ".join(f"{name}: {code}" for name, code in self.error_codes().items())
        message = self.json.get("message") if isinstance(self.json, dict) else None
        if 200 <= self.status < 300:
            return f"HTTP {self.status}, but not a PocketBase response"
        return f"HTTP {self.status}" + (f" ({details or message})" if details or message else "")


class Verdict(Enum):
    """What a response to a create or an update means for the event."""

    CONFIRMED = "confirmed"
    EXISTS = "exists"
    ID_REFUSED = "id refused"
    MISSING = "missing"
    REFUSED = "refused"
    LATER = "later"


def create(collection: str, fields: Mapping[str, Value], record_id: str | None) -> Request:
    """The POST of a record, under an ID of our choice unless `record_id` is None."""
    body = dict(fields) if record_id is None else {"id": record_id, **fields}
    return Request(Method.POST, _records(collection), body=body)


def update(
    collection: str, record_id: str, fields: Mapping[str, Value], random_id: str | None
) -> Request:
    """The PATCH of a record; a hardened server asks for its `random_id` as proof of ownership."""
    proof = {"Random-Id": random_id} if random_id else {}
    return Request(Method.PATCH, _record(collection, record_id), body=fields, headers=proof)


def view(collection: str, record_id: str) -> Request:
    """The GET of one record by its ID."""
    return Request(Method.GET, _record(collection, record_id))


def look_up(collection: str, random_id: str) -> Request:
    """The documented search for the record of a session that somebody else created."""
    parameters = {"filter": f"({filters.equals('random_id', random_id)})", "perPage": "1"}
    return Request(Method.GET, _records(collection), parameters | {"skipTotal": "1"})


def page(
    collection: str,
    *,
    page: int,
    per_page: int,
    filter: str = "",
    sort: str = "",
    fields: str = "",
) -> Request:
    """The GET of one page of a search. '' leaves a parameter out."""
    given = {"filter": filter, "sort": sort, "fields": fields}
    parameters = {name: value for name, value in given.items() if value}
    # Without skipTotal the server counts every match for each page.
    parameters |= {"page": str(page), "perPage": str(per_page), "skipTotal": "1"}
    return Request(Method.GET, _records(collection), parameters)


def count(collection: str, filter: str) -> Request:
    """The GET whose `totalItems` tells how many records match."""
    return Request(Method.GET, _records(collection), {"filter": filter, "perPage": "1"})


def health() -> Request:
    """The GET that tells whether the server is well."""
    return Request(Method.GET, "/api/health")


def sign_in(collection: str, identity: str, password: str) -> Request:
    """The POST that trades a password for a token."""
    path = f"/api/collections/{quote(collection, safe='')}/auth-with-password"
    return Request(
        Method.POST, path, body={"identity": identity, "password": password}, confidential=True
    )


def verdict(response: Response) -> Verdict:
    """What `response` to a create or an update means."""
    if response.record is not None:
        return Verdict.CONFIRMED
    errors = response.error_codes()
    if "validation_not_unique" in errors.values():
        return Verdict.EXISTS
    if set(errors) == {"id"}:
        return Verdict.ID_REFUSED
    if errors or response.status == 413:
        return Verdict.REFUSED
    if response.status == 404:
        return Verdict.MISSING
    return Verdict.LATER


def is_over(record: Mapping[str, Any]) -> bool:
    """Whether a record of the server already carries a final status."""
    status = record.get("status")
    return status in tuple(Status) and Status(status).is_final


def _is_record(json: Any) -> bool:
    return isinstance(json, dict) and isinstance(json.get("id"), str) and json["id"] != ""


def _records(collection: str) -> str:
    return f"/api/collections/{quote(collection, safe='')}/records"


def _record(collection: str, record_id: str) -> str:
    return f"{_records(collection)}/{quote(record_id, safe='')}"

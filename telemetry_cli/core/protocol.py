"""The PocketBase API without a socket: builds requests and interprets responses.

Source: https://pocketbase.io/docs/api-records, and measurements with PocketBase 0.40.6.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

from telemetry_cli.core import filters
from telemetry_cli.core.record import Status, Value

DEFAULT_URL = "http://db.community-scripts.org"
DEFAULT_COLLECTION = "_dev_telemetry_data"
"""The documented server and its collection of install records."""

MAX_PER_PAGE = 1000
"""The most records that PocketBase returns on one page (measured)."""


class Method(Enum):
    """An HTTP method."""

    GET = "GET"
    POST = "POST"
    PATCH = "PATCH"


class Request(NamedTuple):
    """An HTTP request. `path` is relative to the base URL, `body` is sent as JSON.

    `headers` and `body` follow redirects; a `confidential` body is sent only to the server itself.
    """

    method: Method
    path: str
    parameters: Mapping[str, str] = MappingProxyType({})
    body: Mapping[str, Value] | None = None
    headers: Mapping[str, str] = MappingProxyType({})
    confidential: bool = False


class Response(NamedTuple):
    """An HTTP status with the parsed JSON, or status 0 and the error that prevented a response.

    `body` is the unparsed JSON; `is_too_large` means that it exceeded the size limit.
    `retry_after` (seconds) and `date` (seconds since the epoch) come from the headers.
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
        """The record that a successful create, update or view returned, None without one.

        A 200 without a record does not come from PocketBase; a captive portal answers like that.
        """
        return self.json if self.status == 200 and _is_record(self.json) else None

    @property
    def records(self) -> list[Mapping[str, Any]] | None:
        """The records of a successful list, None if this is not a PocketBase list."""
        if self.status != 200 or not isinstance(self.json, dict):
            return None
        items = self.json.get("items")
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            return None
        return items

    @property
    def per_page(self) -> int | None:
        """The page size of a list: less than requested if the server has a lower limit."""
        size = self.json.get("perPage") if isinstance(self.json, dict) else None
        return size if isinstance(size, int) and size > 0 else None

    def error_codes(self) -> dict[str, str]:
        """The error code of each field that a 400 response rejects."""
        data = self.json.get("data") if self.status == 400 and isinstance(self.json, dict) else None
        if not isinstance(data, dict):
            return {}
        return {
            str(name): str(problem.get("code"))
            for name, problem in data.items()
            if isinstance(problem, dict)
        }

    def reason(self) -> str:
        """Why the request failed, on one line."""
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
    """The POST that creates a record; the server chooses the ID if `record_id` is None."""
    body = dict(fields) if record_id is None else {"id": record_id, **fields}
    return Request(Method.POST, _records(collection), body=body)


def update(
    collection: str, record_id: str, fields: Mapping[str, Value], random_id: str | None
) -> Request:
    """The PATCH of a record; a hardened server requires its `random_id` as proof of ownership."""
    target = _record(collection, record_id)
    return Request(Method.PATCH, target, body=fields, headers=_proof(random_id))


def view(collection: str, record_id: str, random_id: str | None) -> Request:
    """The GET of a session's record by its ID; a hardened server requires its `random_id`."""
    return Request(Method.GET, _record(collection, record_id), headers=_proof(random_id))


def look_up(collection: str, random_id: str) -> Request:
    """The search for a session's record whose ID is not known, by its `random_id`."""
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
    """The GET of one page of a search; parameters that are '' are left out."""
    optional = {"filter": filter, "sort": sort, "fields": fields}
    parameters = {name: value for name, value in optional.items() if value}
    # Without skipTotal, the server counts all matches for every page.
    parameters |= {"page": str(page), "perPage": str(per_page), "skipTotal": "1"}
    return Request(Method.GET, _records(collection), parameters)


def count(collection: str, filter: str) -> Request:
    """The GET whose `totalItems` is the number of matching records."""
    return Request(Method.GET, _records(collection), {"filter": filter, "perPage": "1"})


def health() -> Request:
    """The GET that checks whether the server is healthy."""
    return Request(Method.GET, "/api/health")


def sign_in(collection: str, identity: str, password: str) -> Request:
    """The POST that exchanges a password for a token."""
    path = f"/api/collections/{quote(collection, safe='')}/auth-with-password"
    return Request(
        Method.POST, path, body={"identity": identity, "password": password}, confidential=True
    )


def verdict(response: Response) -> Verdict:
    """Interpret the response to a create or an update."""
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
    """Whether a record on the server already has a final status."""
    status = record.get("status")
    return status in tuple(Status) and Status(status).is_final


def _is_record(json: Any) -> bool:
    return isinstance(json, dict) and isinstance(json.get("id"), str) and json["id"] != ""


def _proof(random_id: str | None) -> dict[str, str]:
    return {"Random-Id": random_id} if random_id else {}


def _records(collection: str) -> str:
    return f"/api/collections/{quote(collection, safe='')}/records"


def _record(collection: str, record_id: str) -> str:
    return f"{_records(collection)}/{quote(record_id, safe='')}"

"""A session, and how to bring the server up to date with it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

from telemetry_cli.core import protocol
from telemetry_cli.core.protocol import Method, Request, Response, Verdict
from telemetry_cli.core.record import SENT_FIELDS, Final, Status, Value

ALREADY_OVER = "the session already has a final status"
UNKNOWN_SESSION = "the server has no unfinished session with this ID, or forbids changes to it"
_NOT_OURS = "the server has the record but does not allow changes to it"
_ANOTHER_SESSION = "the server returned the record of another session"
_NOT_SHOWN = (401, 403, 404)
"""The statuses of a view that is not allowed: PocketBase hides records behind its rules."""


class Session(NamedTuple):
    """One install as this machine knows it.

    `start` has the fields of the POST, `final` the result; either may be unknown so far.
    `final_version` is incremented with each accepted update (more than one only with force).
    An update that is `existing_only` ends only a session that has started before it.
    `created` and `confirmed_version` are what the server has confirmed. `server_id` is the
    record's ID on the server if it differs from `record_id`. `url` and `collection` say which
    server has the record, or is to get it while none has confirmed it.
    """

    record_id: str
    random_id: str | None
    start: dict[str, Value] | None = None
    final: Final | None = None
    final_version: int = 0
    forced: bool = False
    created: bool = False
    confirmed_version: int = 0
    server_id: str | None = None
    attempts: int = 0
    existing_only: bool = False
    url: str | None = None
    collection: str | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether a server has confirmed the start or an end."""
        return self.created or self.confirmed_version > 0

    @property
    def settled(self) -> bool:
        """Whether the server has confirmed everything that is known."""
        return (self.created or self.start is None) and self.confirmed_version >= self.final_version


class AttemptResult(Enum):
    """How an attempt to deliver a session ended.

    What is REFUSED is tried again, since the mistake may be the server's; what is DROPPED is not.
    """

    SETTLED = "settled"
    LATER = "later"
    REFUSED = "refused"
    DROPPED = "dropped"


class Attempt(NamedTuple):
    """The outcome of one attempt: what the server has now, and whether and when to try again.

    `retry_after` is in seconds, None if the server did not specify it. `unreachable` means that
    there was no response, `overloaded` that the server cannot serve anybody at the moment.
    `unknown_fields` are the fields, separated by commas, that the server has confirmed but not
    stored, because its collection lacks them; None if it has confirmed nothing.
    """

    session: Session
    result: AttemptResult
    reason: str = ""
    retry_after: float | None = None
    unreachable: bool = False
    overloaded: bool = False
    unknown_fields: str | None = None


Exchange: TypeAlias = Generator[Request, Response, Attempt]
"""Yields requests, receives their responses, and returns the outcome."""


def reconcile(session: Session, collection: str) -> Exchange:
    """Send the server what it does not have of `session` yet.

    Every request is idempotent, so it does not matter where an earlier attempt stopped or whether
    another process does the same at this moment.

    A response that shows another session's record is not believed: it neither confirms an event
    nor names a record to change. If the server refuses only the error text, the rest goes without
    it: how an install ended matters more than its log.
    """
    exchange, text_refused, record = _reconcile(session, collection), "", None
    try:
        request = next(exchange)
        while True:
            response = yield request
            if request.body and request.body.get("error") and _refuses_only_text(response):
                text_refused = response.reason()
                response = yield request._replace(body={**request.body, "error": ""})
            if _shows_another_session(response, session):
                response = Response(response.status, error=_ANOTHER_SESSION)
            record = response.record or record
            request = exchange.send(response)
    except StopIteration as stop:
        attempt: Attempt = stop.value
    if record is not None:
        lacking = (name for name in SENT_FIELDS if name not in record and name != "random_id")
        attempt = attempt._replace(unknown_fields=",".join(lacking))
    if text_refused and attempt.result is AttemptResult.SETTLED:
        attempt = attempt._replace(
            reason=f"without the error text, which the server refused: {text_refused}"
        )
    return attempt


def _reconcile(session: Session, collection: str) -> Exchange:
    if session.start is not None and not session.created:
        return (yield from _create(session, collection))
    if session.settled:
        return Attempt(session, AttemptResult.SETTLED)
    if session.created:
        return (yield from _finish(session, collection))
    return (yield from _finish_elsewhere(session, collection))


def _refuses_only_text(response: Response) -> bool:
    return set(response.error_codes()) == {"error"} or response.status == 413


def _shows_another_session(response: Response, session: Session) -> bool:
    """Whether a record in the response has another `random_id`; some servers do not show it."""
    records = response.records or ([response.record] if response.record else [])
    shown = {record.get("random_id") or session.random_id for record in records}
    return session.random_id is not None and shown - {session.random_id} != set()


def undisturbed(session: Session, collection: str) -> tuple[list[Request], Attempt]:
    """The requests that a delivery would send if every one of them succeeded, and its outcome."""
    record = {"id": session.server_id or session.record_id, "status": Status.INSTALLING.value}
    exchange, requests = reconcile(session, collection), list[Request]()
    try:
        request = next(exchange)
        while True:
            requests.append(request)
            searches = request.method is Method.GET and bool(request.parameters)
            response = Response(200, {"items": [record]} if searches else record)
            request = exchange.send(response)
    except StopIteration as stop:
        return requests, stop.value


def _create(session: Session, collection: str) -> Exchange:
    assert session.start is not None
    fields = session.start | (session.final.fields() if session.final else {})
    response = yield protocol.create(collection, fields, session.record_id)
    if protocol.verdict(response) is Verdict.ID_REFUSED:
        response = yield protocol.create(collection, fields, None)
    match protocol.verdict(response):
        case Verdict.CONFIRMED:
            assert response.record is not None
            confirmed = session._replace(created=True, confirmed_version=session.final_version)
            return Attempt(_located(confirmed, response.record), AttemptResult.SETTLED)
        case Verdict.EXISTS:  # an earlier attempt whose response was lost, or another process
            created = session._replace(created=True)
            if created.settled:
                return Attempt(created, AttemptResult.SETTLED)
            return (yield from _finish(created, collection))
        case Verdict.REFUSED:
            return Attempt(session, AttemptResult.REFUSED, response.reason())
        case _:
            return _later(session, response)


def _finish(session: Session, collection: str) -> Exchange:
    attempt = yield from _end(session, collection)
    return attempt or (yield from _finish_elsewhere(session, collection))


def _end(session: Session, collection: str) -> Generator[Request, Response, Attempt | None]:
    """End the record that has the session's ID; None if the server does not have or show it.

    The record is read first: the first final status wins, whichever machine sends it. Where
    reading is not allowed, the server's rules have to ensure that.
    """
    if not session.forced:
        target = session.server_id or session.record_id
        response = yield protocol.view(collection, target, session.random_id)
        if response.record is not None and protocol.is_over(response.record):
            return _over(session, response.record)
        if response.record is None and response.status not in _NOT_SHOWN:
            return _later(session, response)
    response = yield _update(session, collection)
    if protocol.verdict(response) is Verdict.MISSING:
        return None
    return _finished(session, response)


def _finish_elsewhere(session: Session, collection: str) -> Exchange:
    """End a session whose record may have another ID: look it up first."""
    if session.random_id is None:
        attempt = yield from _end(session, collection)
        return attempt or Attempt(session, AttemptResult.DROPPED, UNKNOWN_SESSION)
    response = yield protocol.look_up(collection, session.random_id)
    record = next(iter(response.records or ()), None)
    if record is not None:
        located = _located(session._replace(created=True), record)
        if protocol.is_over(record) and not session.forced:
            return _over(located, record)
        response = yield _update(located, collection)
        return _finished(located, response)
    # 400: a server that hides random_id refuses filters that name it.
    if response.records == [] or response.status in (400, 401, 403):
        if session.start is None:
            return (yield from _finish_unseen(session, collection))
        lost = session._replace(created=False, server_id=None)
        return (yield from _create_again(lost, collection))
    return _later(session, response)


def _create_again(session: Session, collection: str) -> Exchange:
    """Create a record that the server does not return.

    Either the server was set up again, or it hides records that have ended.
    """
    assert session.start is not None
    assert session.final is not None
    fields = session.start | session.final.fields()
    response = yield protocol.create(collection, fields, session.record_id)
    if protocol.verdict(response) is Verdict.EXISTS:
        return (yield from _finish_unseen(session._replace(created=True), collection))
    return _finished(session._replace(created=response.record is not None), response)


def _finish_unseen(session: Session, collection: str) -> Exchange:
    """End a session on a server that does not return records even to their owner."""
    attempt = yield from _end(session, collection)
    if attempt is not None:
        return attempt
    if not session.created:
        return Attempt(session, AttemptResult.DROPPED, UNKNOWN_SESSION)
    if session.forced:
        return Attempt(session, AttemptResult.REFUSED, _NOT_OURS)
    over = session._replace(confirmed_version=session.final_version)
    return Attempt(over, AttemptResult.SETTLED, ALREADY_OVER)


def _over(session: Session, record: Mapping[str, Any]) -> Attempt:
    """Nothing to send: the record has ended, perhaps by an earlier attempt of this session."""
    assert session.final is not None
    status, code, text = (record.get(name) for name in ("status", "exit_code", "error"))
    same_end = (status, code) == (session.final.status.value, session.final.exit_code)
    is_ours = same_end and text in (session.final.error, "")  # '' if the text was refused
    over = session._replace(confirmed_version=session.final_version)
    return Attempt(over, AttemptResult.SETTLED, "" if is_ours else ALREADY_OVER)


def _update(session: Session, collection: str) -> Request:
    assert session.final is not None
    target = session.server_id or session.record_id
    return protocol.update(collection, target, session.final.fields(), session.random_id)


def _finished(session: Session, response: Response) -> Attempt:
    match protocol.verdict(response):
        case Verdict.CONFIRMED:
            confirmed = session._replace(confirmed_version=session.final_version)
            return Attempt(confirmed, AttemptResult.SETTLED)
        case Verdict.LATER:
            return _later(session, response)
        case Verdict.MISSING:
            return Attempt(session, AttemptResult.REFUSED, _NOT_OURS)
        case _:
            return Attempt(session, AttemptResult.REFUSED, response.reason())


def _located(session: Session, record: Mapping[str, Any]) -> Session:
    server_id = record["id"] if record["id"] != session.record_id else None
    return session._replace(server_id=server_id)


def _later(session: Session, response: Response) -> Attempt:
    return Attempt(
        session,
        AttemptResult.LATER,
        response.reason(),
        response.retry_after,
        unreachable=response.status == 0,
        overloaded=response.status in (429, 502, 503, 504),
    )

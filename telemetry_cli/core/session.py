"""A session, what the server has of it, and how the two are brought together."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

from telemetry_cli.core import protocol
from telemetry_cli.core.protocol import Answer, Method, Request, Verdict
from telemetry_cli.core.record import Final, Status, Value

ALREADY_OVER = "the session already has a final status"
UNKNOWN_SESSION = "the server knows no unfinished session of this ID"
_NOT_OURS = "the server has the record but does not let it be changed"


class Session(NamedTuple):
    """One install as this machine knows it.

    `start` holds the fields of the POST, `final` the end; either may still be unknown, and
    `final_version` grows by one with each end accepted (there is a second one only by force).
    `created` and `confirmed_version` are what the server has confirmed. `server_id` is the
    record's ID on the server where it is not `record_id`.
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

    @property
    def settled(self) -> bool:
        """Whether the server has everything that is known."""
        return (self.created or self.start is None) and self.confirmed_version >= self.final_version


class Ending(Enum):
    """How one try to deliver a session ended."""

    SETTLED = "settled"
    LATER = "later"
    REFUSED = "refused"


class Progress(NamedTuple):
    """What one try has shown: what the server has by now, and whether and when to try again.

    `retry_after` is in seconds, None where the server named no time. `unreachable` tells that no
    answer came at all, `overloaded` that the server cannot serve anybody now.
    """

    session: Session
    ending: Ending
    reason: str = ""
    retry_after: float | None = None
    unreachable: bool = False
    overloaded: bool = False


Exchange: TypeAlias = Generator[Request, Answer, Progress]
"""Yields requests, is sent their answers, returns what they have shown."""


def reconcile(session: Session, collection: str) -> Exchange:
    """Bring the server and `session` together.

    Every request may be repeated without harm, so it does not matter where an earlier try broke
    off or whether another process does the same now.
    """
    if session.start is not None and not session.created:
        return (yield from _create(session, collection))
    if session.settled:
        return Progress(session, Ending.SETTLED)
    if session.created:
        return (yield from _finish(session, collection))
    return (yield from _finish_elsewhere(session, collection))


def undisturbed(session: Session, collection: str) -> tuple[list[Request], Progress]:
    """The requests of a delivery in which the server answers as an installer hopes, and its end."""
    record = {"id": session.server_id or session.record_id, "status": Status.INSTALLING.value}
    exchange, requests = reconcile(session, collection), list[Request]()
    try:
        request = next(exchange)
        while True:
            requests.append(request)
            searches = request.method is Method.GET and bool(request.parameters)
            answer = Answer(200, {"items": [record]} if searches else record)
            request = exchange.send(answer)
    except StopIteration as stop:
        return requests, stop.value


def _create(session: Session, collection: str) -> Exchange:
    assert session.start is not None
    fields = session.start | (session.final.fields() if session.final else {})
    answer = yield protocol.create(collection, fields, session.record_id)
    if protocol.verdict(answer) is Verdict.ID_REFUSED:
        answer = yield protocol.create(collection, fields, None)
    match protocol.verdict(answer):
        case Verdict.CONFIRMED:
            assert answer.record is not None
            known = session._replace(created=True, confirmed_version=session.final_version)
            return Progress(_located(known, answer.record), Ending.SETTLED)
        case Verdict.EXISTS:  # an earlier try whose answer was lost, or another process
            known = session._replace(created=True)
            if known.settled:
                return Progress(known, Ending.SETTLED)
            return (yield from _finish(known, collection))
        case Verdict.REFUSED:
            return Progress(session, Ending.REFUSED, answer.problem())
        case _:
            return _later(session, answer)


def _finish(session: Session, collection: str) -> Exchange:
    answer = yield _update(session, collection)
    if protocol.verdict(answer) is Verdict.MISSING:
        return (yield from _finish_elsewhere(session, collection))
    return _finished(session, answer)


def _finish_elsewhere(session: Session, collection: str) -> Exchange:
    """End a session whose record is not known to be where it should be: search it first."""
    if session.random_id is None:
        answer = yield protocol.view(collection, session.record_id)
        found, absent = answer.record, answer.status == 404
    else:
        answer = yield protocol.look_up(collection, session.random_id)
        found, absent = next(iter(answer.records or ()), None), answer.records == []
    if found is not None:
        located = _located(session._replace(created=True), found)
        if protocol.is_over(found) and not session.forced:
            over = located._replace(confirmed_version=session.final_version)
            return Progress(over, Ending.SETTLED, ALREADY_OVER)
        answer = yield _update(located, collection)
        return _finished(located, answer)
    if absent or answer.status in (401, 403):
        if session.start is None:
            return (yield from _finish_unseen(session, collection))
        lost = session._replace(created=False, server_id=None)
        return (yield from _create_again(lost, collection))
    return _later(session, answer)


def _create_again(session: Session, collection: str) -> Exchange:
    """Create a record that the server does not show: it was set up anew, or hides what is over."""
    assert session.start is not None
    assert session.final is not None
    fields = session.start | session.final.fields()
    answer = yield protocol.create(collection, fields, session.record_id)
    if protocol.verdict(answer) is Verdict.EXISTS:
        return (yield from _finish_unseen(session._replace(created=True), collection))
    return _finished(session._replace(created=answer.record is not None), answer)


def _finish_unseen(session: Session, collection: str) -> Exchange:
    """End a session on a server that shows its records to nobody, to their owner least."""
    answer = yield _update(session, collection)
    if protocol.verdict(answer) is not Verdict.MISSING:
        return _finished(session, answer)
    if not session.created:
        return Progress(session, Ending.REFUSED, UNKNOWN_SESSION)
    if session.forced:
        return Progress(session, Ending.REFUSED, _NOT_OURS)
    over = session._replace(confirmed_version=session.final_version)
    return Progress(over, Ending.SETTLED, ALREADY_OVER)


def _update(session: Session, collection: str) -> Request:
    assert session.final is not None
    target = session.server_id or session.record_id
    return protocol.update(collection, target, session.final.fields(), session.random_id)


def _finished(session: Session, answer: Answer) -> Progress:
    match protocol.verdict(answer):
        case Verdict.CONFIRMED:
            known = session._replace(confirmed_version=session.final_version)
            return Progress(known, Ending.SETTLED)
        case Verdict.LATER:
            return _later(session, answer)
        case Verdict.MISSING:
            return Progress(session, Ending.REFUSED, _NOT_OURS)
        case _:
            return Progress(session, Ending.REFUSED, answer.problem())


def _located(session: Session, record: Mapping[str, Any]) -> Session:
    elsewhere = record["id"] if record["id"] != session.record_id else None
    return session._replace(server_id=elsewhere)


def _later(session: Session, answer: Answer) -> Progress:
    return Progress(
        session,
        Ending.LATER,
        answer.problem(),
        answer.retry_after,
        unreachable=answer.status == 0,
        overloaded=answer.status in (429, 502, 503, 504),
    )

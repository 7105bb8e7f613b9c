"""How a session and the server are brought together, request by request."""

from __future__ import annotations

from typing import Any

from telemetry_cli.core.protocol import Answer, Method, Request
from telemetry_cli.core.record import Final, Status
from telemetry_cli.core.session import UNKNOWN_SESSION, Ending, Progress, Session, reconcile

STARTED = Session("derived", "uuid", start={"random_id": "uuid", "status": "installing"})
FAILED = Final(Status.FAILED, 137, "killed")
ENDED = STARTED._replace(final=FAILED, final_version=1)
ONLY_ENDED = ENDED._replace(start=None)

NOT_UNIQUE = Answer(400, {"data": {"random_id": {"code": "validation_not_unique"}}})
ID_REFUSED = Answer(400, {"data": {"id": {"code": "validation_invalid_format"}}})
REFUSED = Answer(400, {"data": {"type": {"code": "validation_invalid_value"}}})
MISSING = Answer(404, {"data": {}})
NOTHING_FOUND = Answer(200, {"items": []})
DOWN = Answer(0, fault="connection refused")


def ours(identity: str = "derived") -> Answer:
    return Answer(200, {"id": identity, "status": "installing"})


def found(identity: str, status: str = "installing") -> Answer:
    return Answer(200, {"items": [{"id": identity, "status": status}]})


def bring_together(session: Session, *answers: Answer) -> tuple[list[str], Progress]:
    """The requests that are sent as the answers come in, and what they have shown."""
    exchange, left, sent = reconcile(session, "c"), list(answers), []
    try:
        request = next(exchange)
        while True:
            sent.append(_told(request))
            request = exchange.send(left.pop(0))
    except StopIteration as stop:
        assert not left, f"{len(left)} answers too many"
        return sent, stop.value


def _told(request: Request) -> str:
    if request.method is Method.POST:
        body: Any = request.body
        return f"POST {body.get('id')} {body['status']}"
    where = request.path.rpartition("/")[2]
    return f"{request.method.value} {where}"


def test_a_start_is_posted_under_the_derived_id() -> None:
    sent, progress = bring_together(STARTED, ours())
    assert sent == ["POST derived installing"]
    assert (progress.ending, progress.session.created) == (Ending.SETTLED, True)


def test_a_start_that_is_there_already_is_settled() -> None:
    _, progress = bring_together(STARTED, NOT_UNIQUE)
    assert (progress.ending, progress.session.created) == (Ending.SETTLED, True)


def test_start_and_end_together_are_one_post() -> None:
    sent, progress = bring_together(ENDED, ours())
    assert sent == ["POST derived failed"]
    assert progress.session.settled


def test_an_end_after_a_start_whose_answer_was_lost_is_patched() -> None:
    sent, progress = bring_together(ENDED, NOT_UNIQUE, ours())
    assert sent == ["POST derived failed", "PATCH derived"]
    assert progress.session.settled


def test_an_end_of_a_created_record_is_patched() -> None:
    sent, progress = bring_together(ENDED._replace(created=True), ours())
    assert sent == ["PATCH derived"]
    assert progress.session.settled


def test_a_settled_session_is_left_alone() -> None:
    done = ENDED._replace(created=True, confirmed_version=1)
    assert bring_together(done) == ([], Progress(done, Ending.SETTLED))


def test_a_refused_id_is_left_to_the_server() -> None:
    sent, progress = bring_together(STARTED, ID_REFUSED, ours("chosen"))
    assert sent == ["POST derived installing", "POST None installing"]
    assert progress.session.server_id == "chosen"


def test_an_end_goes_to_the_id_that_the_server_chose() -> None:
    created = ENDED._replace(created=True, server_id="chosen")
    sent, _ = bring_together(created, ours("chosen"))
    assert sent == ["PATCH chosen"]


def test_a_record_that_is_elsewhere_is_looked_up() -> None:
    sent, progress = bring_together(ENDED, NOT_UNIQUE, MISSING, found("theirs"), ours("theirs"))
    assert sent == ["POST derived failed", "PATCH derived", "GET records", "PATCH theirs"]
    assert (progress.ending, progress.session.server_id) == (Ending.SETTLED, "theirs")


def test_a_record_that_the_server_lost_is_created_again() -> None:
    created = ENDED._replace(created=True)
    sent, progress = bring_together(created, MISSING, NOTHING_FOUND, ours())
    assert sent == ["PATCH derived", "GET records", "POST derived failed"]
    assert progress.ending is Ending.SETTLED


def test_a_record_that_can_neither_be_found_nor_created_is_refused() -> None:
    created = ENDED._replace(created=True)
    _, progress = bring_together(created, MISSING, NOTHING_FOUND, NOT_UNIQUE)
    assert progress.ending is Ending.REFUSED


def test_an_end_of_a_session_that_nobody_started_is_dropped() -> None:
    sent, progress = bring_together(ONLY_ENDED, NOTHING_FOUND)
    assert sent == ["GET records"]
    assert (progress.ending, progress.reason) == (Ending.REFUSED, UNKNOWN_SESSION)


def test_a_record_known_by_its_id_alone_is_viewed_first() -> None:
    sent, _ = bring_together(ONLY_ENDED._replace(random_id=None), ours(), ours())
    assert sent == ["GET derived", "PATCH derived"]
    _, progress = bring_together(ONLY_ENDED._replace(random_id=None), MISSING)
    assert progress.reason == UNKNOWN_SESSION


def test_an_end_on_the_server_stands_unless_forced() -> None:
    over = found("theirs", "sucess")
    sent, progress = bring_together(ONLY_ENDED, over)
    assert (sent, progress.ending) == (["GET records"], Ending.SETTLED)
    sent, _ = bring_together(ONLY_ENDED._replace(forced=True), over, ours("theirs"))
    assert sent == ["GET records", "PATCH theirs"]


def test_what_fails_for_now_is_tried_later() -> None:
    busy = Answer(429, None, retry_after=17)
    for session, answers in (
        (STARTED, [DOWN]),
        (STARTED, [ID_REFUSED, DOWN]),
        (ENDED, [NOT_UNIQUE, DOWN]),
        (ONLY_ENDED, [DOWN]),
        (ONLY_ENDED, [found("theirs"), DOWN]),
        (ENDED._replace(created=True), [MISSING, DOWN]),
        (ENDED._replace(created=True), [MISSING, NOTHING_FOUND, DOWN]),
    ):
        _, progress = bring_together(session, *answers)
        assert (progress.ending, progress.reason) == (Ending.LATER, "connection refused")
    _, progress = bring_together(STARTED, busy)
    assert progress.retry_after == 17


def test_what_is_refused_for_good_says_why() -> None:
    for session, answers in (
        (STARTED, [REFUSED]),
        (ENDED._replace(created=True), [REFUSED]),
        (ONLY_ENDED, [found("theirs"), REFUSED]),
    ):
        _, progress = bring_together(session, *answers)
        assert progress.ending is Ending.REFUSED
        assert "type: validation_invalid_value" in progress.reason

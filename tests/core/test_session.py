"""Delivery of a session, request by request, without a server."""

from __future__ import annotations

from typing import Any

import pytest

from telemetry_cli.core.protocol import Method, Request, Response
from telemetry_cli.core.record import Final, Status, record_id
from telemetry_cli.core.session import (
    ALREADY_OVER,
    UNKNOWN_SESSION,
    Attempt,
    AttemptResult,
    Session,
    reconcile,
)
from tests.starts import a_start

STARTED = Session("derived", "uuid", start={"random_id": "uuid", "status": "installing"})

FAILED = Final(Status.FAILED, 137, "killed")

ENDED = STARTED._replace(final=FAILED, final_version=1)

ONLY_ENDED = ENDED._replace(start=None)

NOT_UNIQUE = Response(400, {"data": {"random_id": {"code": "validation_not_unique"}}})

ID_REFUSED = Response(400, {"data": {"id": {"code": "validation_invalid_format"}}})

REFUSED = Response(400, {"data": {"type": {"code": "validation_invalid_value"}}})

MISSING = Response(404, {"data": {}})

NOTHING_FOUND = Response(200, {"items": []})

DOWN = Response(0, error="connection refused")


def ours(identity: str = "derived") -> Response:
    return Response(200, {"id": identity, "status": "installing"})


def listed(identity: str, status: str = "installing") -> Response:
    return Response(200, {"items": [{"id": identity, "status": status}]})


def reconcile_with(session: Session, *answers: Response) -> tuple[list[str], Attempt]:
    """The requests that are sent given these responses, and the resulting attempt."""
    exchange, left, sent = reconcile(session, "c"), list(answers), []
    try:
        request = next(exchange)
        while True:
            sent.append(described(request))
            request = exchange.send(left.pop(0))
    except StopIteration as stop:
        assert not left, f"{len(left)} answers too many"
        return sent, stop.value


def described(request: Request) -> str:
    if request.method is Method.POST:
        body: Any = request.body
        return f"POST {body.get('id')} {body['status']}"
    where = request.path.rpartition("/")[2]
    return f"{request.method.value} {where}"


def test_a_start_is_posted_with_the_derived_id() -> None:
    sent, attempt = reconcile_with(STARTED, ours())
    assert sent == ["POST derived installing"]
    assert (attempt.result, attempt.session.created) == (AttemptResult.SETTLED, True)


def test_a_start_that_already_exists_is_settled() -> None:
    _, attempt = reconcile_with(STARTED, NOT_UNIQUE)
    assert (attempt.result, attempt.session.created) == (AttemptResult.SETTLED, True)


def test_a_start_and_its_end_are_sent_in_one_post() -> None:
    sent, attempt = reconcile_with(ENDED, ours())
    assert sent == ["POST derived failed"]
    assert attempt.session.settled


def test_an_end_is_patched_if_the_response_to_the_start_was_lost() -> None:
    sent, attempt = reconcile_with(ENDED, NOT_UNIQUE, ours(), ours())
    assert sent == ["POST derived failed", "GET derived", "PATCH derived"]
    assert attempt.session.settled


def test_the_end_of_a_created_record_is_patched_once_it_has_been_read() -> None:
    sent, attempt = reconcile_with(ENDED._replace(created=True), ours(), ours())
    assert sent == ["GET derived", "PATCH derived"]
    assert attempt.session.settled


def test_a_settled_session_sends_nothing() -> None:
    done = ENDED._replace(created=True, confirmed_version=1)
    assert reconcile_with(done) == ([], Attempt(done, AttemptResult.SETTLED))
    elsewhere = ONLY_ENDED._replace(confirmed_version=1)
    assert reconcile_with(elsewhere) == ([], Attempt(elsewhere, AttemptResult.SETTLED))


def test_if_the_id_is_refused_the_server_chooses_one() -> None:
    sent, attempt = reconcile_with(STARTED, ID_REFUSED, ours("chosen"))
    assert sent == ["POST derived installing", "POST None installing"]
    assert attempt.session.server_id == "chosen"


def test_an_end_is_sent_to_the_id_the_server_chose() -> None:
    created = ENDED._replace(created=True, server_id="chosen")
    sent, _ = reconcile_with(created, ours("chosen"), ours("chosen"))
    assert sent == ["GET chosen", "PATCH chosen"]


def test_a_record_under_another_id_is_looked_up() -> None:
    answers = (NOT_UNIQUE, MISSING, MISSING, listed("theirs"), ours("theirs"))
    sent, attempt = reconcile_with(ENDED, *answers)
    read_and_patched = ["GET derived", "PATCH derived"]
    assert sent == ["POST derived failed", *read_and_patched, "GET records", "PATCH theirs"]
    assert (attempt.result, attempt.session.server_id) == (AttemptResult.SETTLED, "theirs")


def test_a_record_the_server_lost_is_created_again() -> None:
    created = ENDED._replace(created=True)
    sent, attempt = reconcile_with(created, MISSING, MISSING, NOTHING_FOUND, ours())
    assert sent == ["GET derived", "PATCH derived", "GET records", "POST derived failed"]
    assert attempt.result is AttemptResult.SETTLED


def test_a_record_that_exists_but_is_hidden_has_ended() -> None:
    created = ENDED._replace(created=True)
    hidden = (MISSING, NOTHING_FOUND, NOT_UNIQUE)
    sent, attempt = reconcile_with(created, MISSING, *hidden, MISSING, MISSING)
    read_and_patched = ["GET derived", "PATCH derived"]
    assert sent == [*read_and_patched, "GET records", "POST derived failed", *read_and_patched]
    assert (attempt.result, attempt.reason) == (AttemptResult.SETTLED, ALREADY_OVER)
    assert attempt.session.settled
    _, attempt = reconcile_with(created._replace(forced=True), *hidden, MISSING)
    assert (attempt.result, attempt.session.settled) == (AttemptResult.REFUSED, False)


def test_a_record_created_meanwhile_by_another_process_is_ended() -> None:
    created = ENDED._replace(created=True)
    _, attempt = reconcile_with(
        created, MISSING, MISSING, NOTHING_FOUND, NOT_UNIQUE, ours(), ours()
    )
    assert (attempt.result, attempt.reason) == (AttemptResult.SETTLED, "")
    assert attempt.session.settled


def test_a_session_of_another_machine_can_be_ended_on_a_server_that_hides_records() -> None:
    sent, attempt = reconcile_with(ONLY_ENDED, NOTHING_FOUND, MISSING, ours())
    assert sent == ["GET records", "GET derived", "PATCH derived"]
    assert (attempt.result, attempt.session.settled) == (AttemptResult.SETTLED, True)


def test_an_end_without_a_start_is_dropped() -> None:
    sent, attempt = reconcile_with(ONLY_ENDED, NOTHING_FOUND, MISSING, MISSING)
    assert sent == ["GET records", "GET derived", "PATCH derived"]
    assert (attempt.result, attempt.reason) == (AttemptResult.DROPPED, UNKNOWN_SESSION)


def test_a_record_known_only_by_its_id_is_fetched_first() -> None:
    sent, _ = reconcile_with(ONLY_ENDED._replace(random_id=None), ours(), ours())
    assert sent == ["GET derived", "PATCH derived"]
    _, attempt = reconcile_with(ONLY_ENDED._replace(random_id=None), MISSING, MISSING)
    assert attempt.reason == UNKNOWN_SESSION


def test_a_final_status_on_the_server_is_kept_unless_forced() -> None:
    over = listed("theirs", "sucess")
    sent, attempt = reconcile_with(ONLY_ENDED, over)
    assert (sent, attempt.result) == (["GET records"], AttemptResult.SETTLED)
    assert attempt.session.settled
    sent, _ = reconcile_with(ONLY_ENDED._replace(forced=True), over, ours("theirs"))
    assert sent == ["GET records", "PATCH theirs"]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_an_end_is_sent_where_the_record_may_not_be_read(status: int) -> None:
    sent, attempt = reconcile_with(ENDED._replace(created=True), Response(status, {}), ours())
    assert sent == ["GET derived", "PATCH derived"]
    assert attempt.session.settled


def test_a_final_status_that_another_machine_sent_first_is_kept() -> None:
    created = ENDED._replace(created=True)
    theirs = Response(200, {"id": "derived", "status": "sucess", "exit_code": 0, "error": ""})
    sent, attempt = reconcile_with(created, theirs)
    assert (sent, attempt.reason) == (["GET derived"], ALREADY_OVER)
    assert attempt.session.settled
    again = ENDED._replace(final_version=2, confirmed_version=1, created=True, forced=True)
    assert reconcile_with(again, ours())[0] == ["PATCH derived"]


def test_an_end_whose_confirmation_was_lost_counts_as_delivered() -> None:
    ours_already = Response(200, {"id": "derived", **FAILED.fields()})
    sent, attempt = reconcile_with(ENDED._replace(created=True), ours_already)
    assert (sent, attempt.result, attempt.reason) == (["GET derived"], AttemptResult.SETTLED, "")


def of_another_session(response: Response) -> Response:
    """The same response, showing the `random_id` of another session."""
    if response.records is None:
        return response._replace(json={**response.json, "random_id": "other"})
    return response._replace(
        json={"items": [{**record, "random_id": "other"} for record in response.records]}
    )


def test_the_record_of_another_session_is_neither_changed_nor_taken_for_ours() -> None:
    lie = of_another_session(ours())
    created = ENDED._replace(created=True)
    for session, answers, requests in (
        (STARTED, [lie], ["POST derived installing"]),
        (created, [lie], ["GET derived"]),
        (created, [ours(), lie], ["GET derived", "PATCH derived"]),
        (ONLY_ENDED, [of_another_session(listed("theirs"))], ["GET records"]),
    ):
        sent, attempt = reconcile_with(session, *answers)
        assert sent == requests
        assert (attempt.result, attempt.session) == (AttemptResult.LATER, session)
        assert "another session" in attempt.reason


def test_requests_contain_only_known_values() -> None:
    start: dict[str, Any] = {"random_id": "uuid", "status": "installing"}
    end: dict[str, Any] = {"status": "failed", "exit_code": 137, "error": "killed"}
    assert first_request(STARTED) == Request(
        Method.POST, "/api/collections/c/records", body={"id": "derived"} | start
    )
    assert first_request(ENDED).body == {"id": "derived"} | start | end
    assert first_request(ENDED._replace(created=True)) == Request(
        Method.GET, "/api/collections/c/records/derived", headers={"Random-Id": "uuid"}
    )
    assert first_request(ENDED._replace(created=True, forced=True)) == Request(
        Method.PATCH, "/api/collections/c/records/derived", body=end, headers={"Random-Id": "uuid"}
    )
    assert first_request(ONLY_ENDED).parameters["filter"] == "(random_id = 'uuid')"


def first_request(session: Session) -> Request:
    return next(reconcile(session, "c"))


def test_a_record_found_under_the_derived_id_is_addressed_by_it() -> None:
    moved = ENDED._replace(created=True, server_id="chosen")
    sent, attempt = reconcile_with(moved, MISSING, MISSING, listed("derived"), ours())
    assert sent == ["GET chosen", "PATCH chosen", "GET records", "PATCH derived"]
    assert attempt.session.server_id is None


def test_a_record_created_again_gets_the_derived_id() -> None:
    moved = ENDED._replace(created=True, server_id="chosen")
    sent, attempt = reconcile_with(moved, MISSING, MISSING, NOTHING_FOUND, ours())
    assert sent == ["GET chosen", "PATCH chosen", "GET records", "POST derived failed"]
    assert (attempt.session.server_id, attempt.session.settled) == (None, True)


def test_a_forced_second_end_is_patched() -> None:
    twice = ENDED._replace(created=True, confirmed_version=1, final_version=2, forced=True)
    sent, attempt = reconcile_with(twice, ours())
    assert sent == ["PATCH derived"]
    assert attempt.session.confirmed_version == 2


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_server_without_search_permission_still_receives_updates(status: int) -> None:
    closed = Response(status, {"data": {}})
    created = ENDED._replace(created=True)
    sent, attempt = reconcile_with(created, MISSING, MISSING, closed, ours())
    assert sent == ["GET derived", "PATCH derived", "GET records", "POST derived failed"]
    assert attempt.result is AttemptResult.SETTLED
    _, attempt = reconcile_with(ONLY_ENDED, closed, MISSING, MISSING)
    assert (attempt.result, attempt.reason) == (AttemptResult.DROPPED, UNKNOWN_SESSION)


def test_a_record_that_is_listed_but_missing_is_refused() -> None:
    _, attempt = reconcile_with(ONLY_ENDED, listed("theirs"), MISSING)
    assert attempt.result is AttemptResult.REFUSED


def test_a_refused_start_does_not_count_as_created() -> None:
    created = ENDED._replace(created=True)
    for answer in (REFUSED, DOWN):
        _, attempt = reconcile_with(created, MISSING, MISSING, NOTHING_FOUND, answer)
        assert not attempt.session.created


@pytest.mark.parametrize("page", [None, "<html>welcome</html>", {"ok": True}])
def test_a_captive_portal_page_confirms_nothing(page: Any) -> None:
    portal = Response(200, page)
    for session in (STARTED, ENDED, ENDED._replace(created=True), ONLY_ENDED):
        _, attempt = reconcile_with(session, portal)
        assert (attempt.result, attempt.session) == (AttemptResult.LATER, session)


@pytest.mark.parametrize(
    ("answer", "unreachable", "overloaded"),
    [
        (DOWN, True, False),
        *((Response(status), False, True) for status in (429, 502, 503, 504)),
        (Response(500), False, False),
    ],
)
def test_an_attempt_tells_an_unreachable_or_overloaded_server_from_a_bad_session(
    answer: Response, unreachable: bool, overloaded: bool
) -> None:
    _, attempt = reconcile_with(STARTED, answer)
    assert (attempt.unreachable, attempt.overloaded) == (unreachable, overloaded)


def test_a_temporary_failure_is_retried_later() -> None:
    busy = Response(429, None, retry_after=17)
    for session, answers in (
        (STARTED, [DOWN]),
        (STARTED, [ID_REFUSED, DOWN]),
        (ENDED, [NOT_UNIQUE, DOWN]),
        (ENDED, [NOT_UNIQUE, ours(), DOWN]),
        (ONLY_ENDED, [DOWN]),
        (ONLY_ENDED._replace(random_id=None), [DOWN]),
        (ONLY_ENDED, [listed("theirs"), DOWN]),
        (ENDED._replace(created=True), [MISSING, DOWN]),
        (ENDED._replace(created=True), [MISSING, MISSING, DOWN]),
        (ENDED._replace(created=True), [MISSING, MISSING, NOTHING_FOUND, DOWN]),
    ):
        _, attempt = reconcile_with(session, *answers)
        assert (attempt.result, attempt.reason) == (AttemptResult.LATER, "connection refused")
    _, attempt = reconcile_with(STARTED, busy)
    assert attempt.retry_after == 17


def test_a_refusal_carries_the_reason() -> None:
    for session, answers in (
        (STARTED, [REFUSED]),
        (ENDED._replace(created=True), [ours(), REFUSED]),
        (ONLY_ENDED, [listed("theirs"), REFUSED]),
    ):
        _, attempt = reconcile_with(session, *answers)
        assert attempt.result is AttemptResult.REFUSED
        assert "type: validation_invalid_value" in attempt.reason


def began(random_id: str) -> Session:
    """A session as the state file stores it after its start."""
    return Session(record_id(random_id), random_id, start=a_start(random_id).fields)


def ended(session: Session, final: Final = FAILED) -> Session:
    return session._replace(final=final, final_version=session.final_version + 1)

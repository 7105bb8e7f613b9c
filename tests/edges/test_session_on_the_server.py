"""Delivery of a session (core/session.py) to a real server."""

from __future__ import annotations

import json
from contextlib import closing

from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.protocol import DEFAULT_COLLECTION
from telemetry_cli.core.record import Final, Status, record_id
from telemetry_cli.core.session import (
    ALREADY_OVER,
    UNKNOWN_SESSION,
    Attempt,
    AttemptResult,
    Session,
    reconcile,
)
from telemetry_cli.edges.environment import Server as Address
from telemetry_cli.edges.pocketbase import PocketBase
from tests import proxy as faults
from tests.conftest import Server
from tests.proxy import Proxy
from tests.starts import a_start

FAILED = Final(Status.FAILED, 137, "killed")


def began(random_id: str) -> Session:
    """A session as the state file stores it after its start."""
    return Session(record_id(random_id), random_id, start=a_start(random_id).fields)


def ended(session: Session, final: Final = FAILED) -> Session:
    return session._replace(final=final, final_version=session.final_version + 1)


def deliver(session: Session, proxy: Proxy) -> tuple[list[str], Attempt]:
    """Deliver to the real server; returns the methods sent and the resulting attempt."""
    exchange, seen = reconcile(session, DEFAULT_COLLECTION), len(proxy.seen)
    with closing(PocketBase(Address(proxy.url, DEFAULT_COLLECTION))) as server:
        try:
            request = next(exchange)
            while True:
                request = exchange.send(server.send(request, Deadline.after(30)))
        except StopIteration as stop:
            return proxy.methods()[seen:], stop.value


def test_a_start_is_a_post_and_its_end_a_patch(
    pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    sent, attempt = deliver(began(random_id), proxy)
    assert (sent, attempt.result) == (["POST"], AttemptResult.SETTLED)
    assert pocketbase.only(random_id)["status"] == "installing"
    sent, attempt = deliver(ended(attempt.session), proxy)
    assert (sent, attempt.result) == (["GET", "PATCH"], AttemptResult.SETTLED)
    record = pocketbase.only(random_id)
    assert (record["id"], record["status"]) == (record_id(random_id), "failed")
    assert (record["exit_code"], record["error"], record["nsapp"]) == (137, "killed", "plex")
    sent, again = deliver(attempt.session, proxy)
    assert (sent, again.session) == ([], attempt.session)


def test_a_start_and_its_end_are_sent_in_one_post(
    pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    sent, attempt = deliver(ended(began(random_id)), proxy)
    assert sent == ["POST"]
    assert attempt.session.settled
    assert pocketbase.only(random_id)["status"] == "failed"


def test_a_lost_response_does_not_duplicate_the_record(
    pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    proxy.faults = [faults.drop_answer]
    _, attempt = deliver(began(random_id), proxy)
    assert (attempt.result, attempt.unreachable) == (AttemptResult.LATER, True)
    sent, attempt = deliver(ended(attempt.session), proxy)
    assert (sent, attempt.result) == (["POST", "GET", "PATCH"], AttemptResult.SETTLED)
    assert pocketbase.only(random_id)["status"] == "failed"


def test_a_record_created_by_another_client_is_found_and_ended(
    pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    record_id_of_another_client = pocketbase.add(random_id=random_id)["id"]
    sent, attempt = deliver(ended(began(random_id)), proxy)
    assert sent == ["POST", "GET", "PATCH", "GET", "PATCH"]
    assert attempt.session.server_id == record_id_of_another_client
    assert pocketbase.only(random_id)["exit_code"] == 137


def test_a_final_status_on_the_server_is_kept_unless_forced(
    pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    pocketbase.add(random_id=random_id, status="sucess")
    late = ended(Session(record_id(random_id), random_id))
    sent, attempt = deliver(late, proxy)
    assert (sent, attempt.result, attempt.reason) == (
        ["GET"],
        AttemptResult.SETTLED,
        ALREADY_OVER,
    )
    assert pocketbase.only(random_id)["status"] == "sucess"
    sent, _ = deliver(late._replace(forced=True), proxy)
    assert sent == ["GET", "PATCH"]
    assert pocketbase.only(random_id)["status"] == "failed"


def test_an_end_without_a_start_is_dropped(
    pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    alone = ended(Session(record_id(random_id), random_id))
    for session, look_up in ((alone, ["GET"]), (alone._replace(random_id=None), [])):
        sent, attempt = deliver(session, proxy)
        assert (sent, attempt.reason) == ([*look_up, "GET", "PATCH"], UNKNOWN_SESSION)
    assert pocketbase.of(random_id) == []


def test_a_record_the_server_lost_is_created_again_with_all_fields(
    pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    sent, attempt = deliver(ended(began(random_id)._replace(created=True)), proxy)
    assert (sent, attempt.result) == (
        ["GET", "PATCH", "GET", "POST"],
        AttemptResult.SETTLED,
    )
    record = pocketbase.only(random_id)
    assert (record["nsapp"], record["status"]) == ("plex", "failed")


def test_if_the_id_is_refused_the_server_chooses_one(
    pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    sent, attempt = deliver(began(random_id)._replace(record_id="NO-SUCH-ID"), proxy)
    assert (sent, attempt.result) == (["POST", "POST"], AttemptResult.SETTLED)
    chosen = pocketbase.only(random_id)["id"]
    assert attempt.session.server_id == chosen
    sent, _ = deliver(ended(attempt.session), proxy)
    assert sent == ["GET", "PATCH"]
    assert pocketbase.only(random_id)["status"] == "failed"


def test_a_refusal_names_the_field(pocketbase: Server, proxy: Proxy, random_id: str) -> None:
    wrong = began(random_id)
    wrong = wrong._replace(start={**(wrong.start or {}), "type": "ct"})
    sent, attempt = deliver(wrong, proxy)
    assert (sent, attempt.result) == (["POST"], AttemptResult.REFUSED)
    assert "type: validation_invalid_value" in attempt.reason
    assert pocketbase.of(random_id) == []


def test_another_sessions_record_in_the_response_to_a_look_up_is_not_changed(
    pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    other = pocketbase.add()
    proxy.faults = [faults.answer(200, json.dumps({"items": [other]}))]
    sent, attempt = deliver(ended(Session(record_id(random_id), random_id)), proxy)
    assert (sent, attempt.result) == (["GET"], AttemptResult.LATER)
    assert pocketbase.only(other["random_id"]) == other

"""Requests to PocketBase, and the meaning of its responses."""

from __future__ import annotations

from typing import Any

import pytest

from telemetry_cli.core import protocol
from telemetry_cli.core.protocol import Method, Response, Verdict


def complaint(**codes: str) -> dict[str, Any]:
    return {"data": {name: {"code": code} for name, code in codes.items()}, "status": 400}


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Response(200, {"id": "abc"}), Verdict.CONFIRMED),
        (Response(200, {"ok": True}), Verdict.LATER),
        (Response(200, None), Verdict.LATER),
        (Response(204, None), Verdict.LATER),
        (Response(0, error="no route"), Verdict.LATER),
        (Response(400, complaint(random_id="validation_not_unique")), Verdict.EXISTS),
        (Response(400, complaint(id="validation_not_unique")), Verdict.EXISTS),
        (Response(400, complaint(id="validation_min_text_constraint")), Verdict.ID_REFUSED),
        (Response(400, complaint(type="validation_invalid_value")), Verdict.REFUSED),
        (Response(400, {"data": {}, "message": "Something went wrong"}), Verdict.LATER),
        (Response(404, {"data": {}}), Verdict.MISSING),
        (Response(200, {"id": ""}), Verdict.LATER),
        (Response(200, {"id": 1}), Verdict.LATER),
        (Response(201, {"id": "abc"}), Verdict.LATER),
        (Response(400, complaint(id="x", type="y")), Verdict.REFUSED),
        (Response(400, complaint(id="x", random_id="validation_not_unique")), Verdict.EXISTS),
        (Response(413, None), Verdict.REFUSED),
        (Response(403, {"data": {}}), Verdict.LATER),
        (Response(429, None), Verdict.LATER),
        (Response(500, None), Verdict.LATER),
    ],
)
def test_each_response_has_its_verdict(answer: Response, verdict: Verdict) -> None:
    assert protocol.verdict(answer) is verdict


@pytest.mark.parametrize(
    "json", [None, [], "text", 1, {"data": []}, {"data": {"a": 1}}, {"items": 1}, {"items": [1]}]
)
def test_json_of_any_shape_is_tolerated(json: Any) -> None:
    for status in (200, 400, 500):
        answer = Response(status, json)
        assert answer.record is None
        assert answer.records is None
        assert answer.error_codes() == {}
        assert str(status) in answer.reason()


def test_collection_and_id_are_escaped_in_the_path() -> None:
    request = protocol.view("a/../b", "?x#y/", None)
    assert request.path == "/api/collections/a%2F..%2Fb/records/%3Fx%23y%2F"
    request = protocol.sign_in("a/../b", "me", "hunter2")
    assert request.path == "/api/collections/a%2F..%2Fb/auth-with-password"


def test_only_a_400_has_field_errors() -> None:
    assert Response(400, complaint(type="wrong")).error_codes() == {"type": "wrong"}
    assert Response(500, complaint(type="wrong")).error_codes() == {}


RECORDS = "/api/collections/c/records"


def test_create_sends_the_chosen_id_or_leaves_it_to_the_server() -> None:
    ours = protocol.create("c", {"nsapp": "plex"}, "chosen")
    assert (ours.method, ours.path) == (Method.POST, RECORDS)
    assert ours.body == {"id": "chosen", "nsapp": "plex"}
    assert protocol.create("c", {"nsapp": "plex"}, None).body == {"nsapp": "plex"}


def test_an_update_contains_only_the_given_fields() -> None:
    request = protocol.update("c", "chosen", {"status": "failed"}, None)
    assert (request.method, request.path) == (Method.PATCH, f"{RECORDS}/chosen")
    assert (request.body, request.headers) == ({"status": "failed"}, {})


def test_an_update_sends_the_random_id_as_a_header() -> None:
    request = protocol.update("c", "chosen", {"status": "failed"}, "uuid")
    assert request.headers == {"Random-Id": "uuid"}
    assert request.body == {"status": "failed"}


def test_a_session_is_looked_up_by_an_escaped_random_id() -> None:
    request = protocol.look_up("c", "a'b")
    assert (request.method, request.path, request.body) == (Method.GET, RECORDS, None)
    assert request.parameters["filter"] == r"(random_id = 'a\'b')"


def test_a_page_request_contains_only_the_given_parameters() -> None:
    bare = protocol.page("c", filter="", sort="", page=2, per_page=30, fields="")
    assert bare.parameters == {"page": "2", "perPage": "30", "skipTotal": "1"}
    whole = protocol.page("c", filter="f", sort="-s", page=1, per_page=1, fields="id")
    assert whole.parameters.items() >= {"filter": "f", "sort": "-s", "fields": "id"}.items()


def test_only_a_sign_in_is_confidential() -> None:
    request = protocol.sign_in("users", "me", "hunter2")
    assert request.path == "/api/collections/users/auth-with-password"
    assert request.body == {"identity": "me", "password": "hunter2"}
    assert request.confidential
    assert not protocol.create("c", {}, None).confidential


@pytest.mark.parametrize(
    ("status", "is_over"),
    [
        *(("installing", False), ("sucess", True), ("failed", True), ("unknown", True)),
        *(("", False), (None, False), (1, False), ("success", False), ([], False)),
    ],
)
def test_a_record_with_a_final_status_is_over(status: object, is_over: bool) -> None:
    assert protocol.is_over({"status": status}) is is_over


def test_the_records_of_a_list_response_are_its_items() -> None:
    assert Response(200, {"items": [{"id": "a"}]}).records == [{"id": "a"}]
    assert Response(200, {"items": []}).records == []
    assert Response(400, {"items": []}).records is None


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Response(0, error="no route"), "no route"),
        (Response(400, complaint(type="wrong") | {"message": "m"}), "HTTP 400 (type: wrong)"),
        (Response(403, {"message": "Only superusers."}), "HTTP 403 (Only superusers.)"),
        (Response(500, None), "HTTP 500"),
        (Response(200, "<html>"), "HTTP 200, but not a PocketBase response"),
    ],
)
def test_the_reason_of_a_failed_response_is_one_line(answer: Response, problem: str) -> None:
    assert answer.reason() == problem

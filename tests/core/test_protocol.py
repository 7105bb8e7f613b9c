"""Answers of a server, understood."""

from __future__ import annotations

from typing import Any

import pytest

from telemetry_cli.core import protocol
from telemetry_cli.core.protocol import Answer, Verdict


def complaint(**codes: str) -> dict[str, Any]:
    return {"data": {name: {"code": code} for name, code in codes.items()}, "status": 400}


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer(200, {"id": "abc"}), Verdict.CONFIRMED),
        (Answer(200, {"ok": True}), Verdict.LATER),
        (Answer(200, None), Verdict.LATER),
        (Answer(204, None), Verdict.LATER),
        (Answer(0, fault="no route"), Verdict.LATER),
        (Answer(400, complaint(random_id="validation_not_unique")), Verdict.EXISTS),
        (Answer(400, complaint(id="validation_not_unique")), Verdict.EXISTS),
        (Answer(400, complaint(id="validation_min_text_constraint")), Verdict.ID_REFUSED),
        (Answer(400, complaint(type="validation_invalid_value")), Verdict.REFUSED),
        (Answer(400, {"data": {}, "message": "Something went wrong"}), Verdict.LATER),
        (Answer(404, {"data": {}}), Verdict.MISSING),
        (Answer(413, None), Verdict.REFUSED),
        (Answer(403, {"data": {}}), Verdict.LATER),
        (Answer(429, None), Verdict.LATER),
        (Answer(500, None), Verdict.LATER),
    ],
)
def test_an_answer_is_judged(answer: Answer, verdict: Verdict) -> None:
    assert protocol.verdict(answer) is verdict


@pytest.mark.parametrize(
    "json", [None, [], "text", 1, {"data": []}, {"data": {"a": 1}}, {"items": 1}, {"items": [1]}]
)
def test_json_of_any_shape_is_no_trouble(json: Any) -> None:
    for status in (200, 400, 500):
        answer = Answer(status, json)
        assert answer.record is None
        assert answer.records is None
        assert answer.error_codes() == {}
        assert str(status) in answer.problem()


def test_a_collection_and_an_id_cannot_leave_their_place_in_the_path() -> None:
    request = protocol.view("a/../b", "?x#y/")
    assert request.path == "/api/collections/a%2F..%2Fb/records/%3Fx%23y%2F"

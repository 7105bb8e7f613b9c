"""The error text of a record."""

from __future__ import annotations

import json
import uuid

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from telemetry_cli.edges.error_log import Log
from telemetry_cli.knowledge.exit_codes import describe
from telemetry_cli.reporting.error_text import error_text

KILLED = describe(137)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ("disk full", "disk full"),
        ("", ""),
        ("x" * 10_000, "x" * 4999 + "…"),
        ("x" * 5000, "x" * 5000),
        ("  line 1\nline 2\n", "line 1\nline 2"),
        ("nul\0 and half a \ud83d pair", "nul and half a ? pair"),
    ],
)
def test_a_given_text_replaces_the_explanation_and_is_truncated_to_the_field_limit(
    given: str, error: str
) -> None:
    assert error_text(KILLED, text=given) == error


@given(st.none() | st.text(max_size=400))
@example("x" * 10_000)
@example("🎉" * 10_000)
@example("\ud800\0")
def test_any_text_yields_a_valid_error_field(text: str | None) -> None:
    error = error_text(KILLED, text=text)
    assert len(error) <= 5000
    assert "\0" not in json.loads(json.dumps(error, ensure_ascii=False).encode())


def test_the_log_follows_the_explanation_or_the_given_text() -> None:
    log = Log("apt: no space left\n")
    assert error_text(describe(100), log=log) == f"{describe(100)}\napt: no space left"
    assert error_text(KILLED, text="disk full", log=log) == "disk full\napt: no space left"


def test_text_and_log_are_redacted_except_for_the_uuid_of_the_session() -> None:
    session, other = str(uuid.uuid4()), str(uuid.uuid4())
    log = Log(f"host nuc7 at 10.0.0.1: {session} {other}")
    error = error_text(KILLED, text="password=x", log=log, session=session, names=("nuc7",))
    assert error == f"password=<secret>\nhost <host> at <ip>: {session} <uuid>"


@pytest.mark.parametrize("length", [0, 10, 4_990, 5_000, 60_000])
def test_text_and_log_together_fit_the_field(length: int) -> None:
    log = Log("\n".join(f"line {number}" for number in range(2_000)))
    error = error_text(KILLED, text="x " * (length // 2), log=log)
    assert len(error) <= 5_000
    if length < 4_000:
        assert error.endswith("line 1999")

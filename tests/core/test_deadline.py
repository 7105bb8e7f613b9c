"""The deadline shared by all steps of an invocation."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.core.deadline import Deadline
from tests.proxy import wait_until


@given(st.floats(-1e6, 1e6))
def test_after_sets_the_deadline_relative_to_now(seconds: float) -> None:
    before = time.monotonic()
    deadline = Deadline.after(seconds)
    assert before + seconds <= deadline.at <= time.monotonic() + seconds


def test_remaining_time_shrinks_while_the_deadline_stays_fixed() -> None:
    deadline = Deadline.after(60)
    at, first = deadline.at, deadline.remaining()
    wait_until(lambda: deadline.remaining() < first)
    assert (deadline.at, deadline.passed()) == (at, False)


def test_a_deadline_passes_without_further_calls() -> None:
    deadline = Deadline.after(0.02)
    wait_until(deadline.passed)
    assert deadline.remaining() == 0


@pytest.mark.parametrize("seconds", [0, -1, -1e9])
def test_a_deadline_in_the_past_has_no_time_remaining(seconds: float) -> None:
    deadline = Deadline.after(seconds)
    assert deadline.passed()
    assert deadline.remaining() == 0

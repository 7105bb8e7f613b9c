"""PocketBase filters; tests/edges/test_filters_on_the_server.py runs them on a server."""

from __future__ import annotations

import pytest

from telemetry_cli.core import filters


@pytest.mark.parametrize(("text", "why"), [("a\0b", "NUL"), ("a\ud800b", "UTF-8")])
def test_text_that_a_filter_cannot_contain_is_rejected(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        filters.equals("nsapp", text)


def test_empty_conditions_are_left_out() -> None:
    assert filters.all_of([]) == filters.all_of(["", filters.any_of([])]) == ""
    assert filters.any_of(["", "a = 1"]) == filters.all_of(["", "a = 1"]) == "a = 1"


def test_numbers_are_not_quoted() -> None:
    assert filters.equals("exit_code", 137) == "exit_code = 137"

"""Filters, as the real server reads them."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from telemetry_cli.core import filters

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)

SYNTAX = st.text(alphabet="\\'\"()&|=~!<>/ \n%_#@{}:,x", min_size=1)


@pytest.mark.parametrize(("text", "why"), [("a\0b", "NUL"), ("a\ud800b", "UTF-8")])
def test_what_no_filter_can_carry_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        filters.equals("nsapp", text)


def test_no_condition_is_no_filter() -> None:
    assert filters.all_of([]) == filters.all_of(["", filters.any_of([])]) == ""
    assert filters.any_of(["", "a = 1"]) == filters.all_of(["", "a = 1"]) == "a = 1"


def test_numbers_stand_bare() -> None:
    assert filters.equals("exit_code", 137) == "exit_code = 137"

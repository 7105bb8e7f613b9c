"""Keyset pagination; tests/edges/test_search.py runs it on a server."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.core.paging import Key, Range, after, density, keys, split

IDS = st.text(string.ascii_lowercase + string.digits, min_size=15, max_size=15)


def test_ties_are_sorted_by_id_in_the_direction_of_the_last_key() -> None:
    assert keys("id") == (Key("id"),)
    assert keys("nsapp,-created") == (Key("nsapp"), Key("created", True), Key("id", True))
    assert keys("-@rowid") == (Key("created", True), Key("id", True))
    assert ",".join(map(str, keys("+nsapp"))) == "nsapp,id"


def test_a_random_order_cannot_be_paged() -> None:
    with pytest.raises(ValueError, match="--limit 1000"):
        keys("@random")


def test_the_next_page_starts_after_the_last_record() -> None:
    record = {"id": "abc", "nsapp": "it's", "exit_code": 137}
    assert after(keys("id"), record) == "id > 'abc'"
    assert after(keys("-exit_code"), record) == (
        "exit_code <= 137 && (exit_code < 137 || (exit_code = 137 && id < 'abc'))"
    )
    assert r"nsapp >= 'it\'s'" in after(keys("nsapp"), record)


@given(low=IDS, parts=st.integers(1, 40), identity=IDS)
def test_every_id_after_the_first_page_is_in_exactly_one_range(
    low: str, parts: int, identity: str
) -> None:
    ranges = list(split(low, parts))
    within = [
        one for one in ranges if one.low < identity and (identity <= one.high or not one.high)
    ]
    assert len(within) == (1 if identity > low else 0)
    assert [one.high for one in ranges[:-1]] == [one.low for one in ranges[1:]]


def test_the_estimated_number_of_records_assumes_evenly_spread_ids() -> None:
    assert density("i" + "0" * 14, 500) == pytest.approx(1000, rel=0.01)
    assert Range("", "").filter() == ""
    assert Range("a", "b").filter() == "id > 'a' && id <= 'b'"

"""Filters, as the real server reads them."""

from __future__ import annotations

import pytest
import requests
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from telemetry_cli.core import filters
from tests.conftest import Server

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
SYNTAX = st.text(alphabet="\\'\"()&|=~!<>/ \n%_#@{}:,x", min_size=1)


@pytest.fixture(scope="module")
def search(pocketbase: Server) -> requests.Session:
    session = requests.Session()
    session.headers.update(pocketbase.sign_in())
    return session


@given(text=TEXT | SYNTAX)
@example(text="\\")
@example(text="a\\' || id != '")
@example(text="') || (id != '")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_text_finds_what_was_stored_under_it_and_nothing_else(
    pocketbase: Server, search: requests.Session, text: str
) -> None:
    stored = pocketbase.add(nsapp=text)
    other = pocketbase.add(nsapp=text + "x")
    same = filters.equals("nsapp", text)
    mine = filters.any_of(filters.equals("id", one["id"]) for one in (stored, other))
    for condition in (
        same,
        f"({same})",
        filters.any_of([same, same]),
        filters.all_of([filters.any_of([same, f"({same})"]), filters.equals("ct_type", 1)]),
    ):
        answer = search.get(
            pocketbase.records_url, params={"filter": filters.all_of([mine, condition])}, timeout=30
        )
        assert answer.status_code == 200, (condition, answer.text)
        assert [item["id"] for item in answer.json()["items"]] == [stored["id"]]


def test_a_nul_cannot_be_searched() -> None:
    with pytest.raises(ValueError, match="NUL"):
        filters.literal("a\0b")


def test_no_condition_is_no_filter() -> None:
    assert filters.all_of([]) == filters.all_of(["", filters.any_of([])]) == ""


def test_numbers_stand_bare() -> None:
    assert filters.equals("exit_code", 137) == "exit_code = 137"

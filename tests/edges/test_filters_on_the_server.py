"""The filters of core/filters.py on a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from telemetry_cli.core import filters
from tests.conftest import Server

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)

SYNTAX = st.text(alphabet="\\'\"()&|=~!<>/ \n%_#@{}:,x", min_size=1)


@pytest.fixture(scope="module")
def search(pocketbase: Server) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.headers.update(pocketbase.sign_in())
        yield session


@given(text=TEXT | SYNTAX)
@example(text="\\")
@example(text="a\\' || id != '")
@example(text="') || (id != '")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_matches_only_records_with_exactly_that_value(
    pocketbase: Server, search: requests.Session, text: str
) -> None:
    stored = pocketbase.add(nsapp=text)
    other = pocketbase.add(nsapp=text + "x")
    same = filters.equals("nsapp", text)
    mine = filters.any_of(filters.equals("id", one["id"]) for one in (stored, other))
    conditions = [
        same,
        f"({same})",
        filters.any_of([same, same]),
        filters.all_of([filters.any_of([same, f"({same})"]), filters.equals("ct_type", 1)]),
    ]
    for condition in (filters.all_of(conditions), filters.any_of(conditions)):
        answer = search.get(
            pocketbase.records_url, params={"filter": filters.all_of([mine, condition])}, timeout=30
        )
        assert answer.status_code == 200, (condition, answer.text)
        assert [item["id"] for item in answer.json()["items"]] == [stored["id"]]


@given(text=SYNTAX)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_text_cannot_break_out_of_an_unsatisfied_filter(
    pocketbase: Server, search: requests.Session, text: str
) -> None:
    not_met = filters.all_of([filters.equals("ct_type", 9), filters.equals("nsapp", text)])
    parameters = {"filter": filters.any_of([not_met, filters.equals("id", text)])}
    answer = search.get(pocketbase.records_url, params=parameters, timeout=30)
    assert (answer.status_code, answer.json()["items"]) == (200, [])


def test_and_inside_or_and_or_inside_and_are_grouped_correctly(
    pocketbase: Server, search: requests.Session, random_id: str
) -> None:
    """Independent of the precedence of && and || in PocketBase."""
    wanted = {
        (app, kind): pocketbase.add(nsapp=f"{app} {random_id}", type=kind)["id"]
        for app in ("a", "b")
        for kind in ("lxc", "vm")
    }
    a, b = (filters.equals("nsapp", f"{app} {random_id}") for app in ("a", "b"))
    vm = filters.equals("type", "vm")

    def matches(filter: str) -> set[str]:
        answer = search.get(pocketbase.records_url, params={"filter": filter}, timeout=30)
        return {item["id"] for item in answer.json()["items"]}

    both_vms = {wanted["a", "vm"], wanted["b", "vm"]}
    assert matches(filters.all_of([filters.any_of([a, b]), vm])) == both_vms
    assert matches(filters.all_of([vm, filters.any_of([a, b])])) == both_vms
    a_and_vm_of_b = both_vms | {wanted["a", "lxc"]}
    assert matches(filters.any_of([a, filters.all_of([b, vm])])) == a_and_vm_of_b
    assert matches(filters.any_of([filters.all_of([b, vm]), a])) == a_and_vm_of_b

"""The filters of core/criteria.py on a real server."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from telemetry_cli.core import filters
from telemetry_cli.core.criteria import Criteria, exit_codes
from telemetry_cli.core.record import InstallType, Status
from telemetry_cli.knowledge.explanations import CATEGORIES, explanation
from tests.conftest import Server

TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0*"), min_size=1, max_size=40
)

SYNTAX = st.text(alphabet="\\'\"%_&|() x", min_size=1, max_size=12)

unhurried = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def session(pocketbase: Server) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.headers.update(pocketbase.sign_in())
        yield session


def matches(pocketbase: Server, session: requests.Session, criteria: Criteria) -> set[str]:
    answer = session.get(
        pocketbase.records_url, params={"filter": criteria.filter(), "perPage": "500"}, timeout=30
    )
    assert answer.status_code == 200, (criteria.filter(), answer.text)
    return {record["id"] for record in answer.json()["items"]}


FIELDS = {
    "apps": "nsapp",
    "os_types": "os_type",
    "os_versions": "os_version",
    "pve_versions": "pve_version",
    "methods": "method",
}
"""The field that each list of texts in Criteria is compared with."""


@given(text=TEXT | SYNTAX, bare=st.sampled_from(sorted(FIELDS)))
@example(text="%", bare="apps")
@example(text="_", bare="os_types")
@example(text="\\", bare="os_versions")
@example(text="a\\' || id != '", bare="methods")
@unhurried
def test_any_text_matches_only_records_with_exactly_that_value(
    pocketbase: Server, session: requests.Session, text: str, bare: str
) -> None:
    # Another value in each field, to detect a text that is compared with the wrong field.
    texts = {name: text if name == bare else f"{n}{text}" for n, name in enumerate(FIELDS)}
    values = {FIELDS[name]: value for name, value in texts.items()}
    random_id = str(uuid.uuid4())
    stored = pocketbase.add(random_id=random_id, **values)
    pocketbase.add(**{field: value + "x" for field, value in values.items()})
    criteria: dict[str, Any] = {name: [value] for name, value in texts.items()}
    every_field = Criteria(random_id=random_id, **criteria)
    assert matches(pocketbase, session, every_field) == {stored["id"]}
    any_field = filters.any_of(Criteria(**{name: criteria[name]}).filter() for name in criteria)
    records = pocketbase.records(any_field)
    assert stored["id"] in {record["id"] for record in records}
    for record in records:
        assert any(record[field] == value for field, value in values.items())


@given(before=TEXT | SYNTAX, after=TEXT | SYNTAX)
@unhurried
def test_an_asterisk_matches_any_text_and_other_characters_match_themselves(
    pocketbase: Server, session: requests.Session, before: str, after: str
) -> None:
    assume("\\" not in before[-1:])
    tag = str(uuid.uuid4())
    same = [pocketbase.add(nsapp=f"{before}{middle}{after}", method=tag) for middle in ("", "z*z")]
    pocketbase.add(nsapp=f"{before}{after}-", method=tag)
    pocketbase.add(nsapp=f"-{before}{after}", method=tag)
    criteria = Criteria(apps=[f"{before}*{after}"], methods=[tag])
    assert matches(pocketbase, session, criteria) == {one["id"] for one in same}


def test_an_escaped_asterisk_matches_an_asterisk(
    pocketbase: Server, session: requests.Session
) -> None:
    tag = str(uuid.uuid4())
    starred = pocketbase.add(nsapp="a*b", method=tag)
    pocketbase.add(nsapp="axb", method=tag)
    for name in (r"a\*b", r"a\**"):
        assert matches(pocketbase, session, Criteria(apps=[name], methods=[tag])) == {starred["id"]}


def test_different_criteria_are_anded_and_repeated_ones_ored(
    pocketbase: Server, session: requests.Session
) -> None:
    tag = str(uuid.uuid4())
    wanted = pocketbase.add(
        nsapp="plex", status="failed", exit_code=137, os_type="debian", os_version="12", method=tag
    )
    for change in (
        {"nsapp": "other"},
        {"status": "sucess"},
        {"exit_code": 1},
        {"os_type": "alpine"},
        {"os_version": "13"},
        {"type": "vm"},
    ):
        fields = {"nsapp": "plex", "status": "failed", "exit_code": 137, "os_type": "debian"}
        pocketbase.add(**(fields | {"os_version": "12", "method": tag} | change))
    criteria = Criteria(
        apps=["plex", "emby"],
        statuses=[Status.FAILED, Status.UNKNOWN],
        types=[InstallType.LXC],
        exit_codes=frozenset({137, 139}),
        os_types=["debian", "ubuntu"],
        os_versions=["12"],
        methods=[tag],
        since=datetime.now(UTC) - timedelta(hours=1),
        until=datetime.now(UTC) + timedelta(hours=1),
        raw_filter="ram_size = 0 || ram_size > 1",
    )
    assert matches(pocketbase, session, criteria) == {wanted["id"]}


def test_stuck_sessions_started_long_ago_and_are_unfinished(
    pocketbase: Server, session: requests.Session
) -> None:
    tag = str(uuid.uuid4())
    stuck = pocketbase.add(method=tag)
    pocketbase.add(method=tag, status="failed")
    later, before = datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC) - timedelta(hours=1)
    assert matches(pocketbase, session, Criteria(methods=[tag], stuck_since=later)) == {stuck["id"]}
    assert matches(pocketbase, session, Criteria(methods=[tag], stuck_since=before)) == set()


def test_exit_code_0_does_not_match_unfinished_installs(
    pocketbase: Server, session: requests.Session
) -> None:
    tag = str(uuid.uuid4())
    pocketbase.add(method=tag)
    done = pocketbase.add(method=tag, status="sucess")
    criteria = Criteria(methods=[tag], exit_codes=frozenset({0}))
    assert matches(pocketbase, session, criteria) == {done["id"]}


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_selects_all_its_codes_in_a_valid_filter(
    pocketbase: Server, session: requests.Session, category: str
) -> None:
    codes = exit_codes([], [category])
    assert codes == {code for code in range(256) if explanation(code).category == category}
    matches(pocketbase, session, Criteria(exit_codes=codes))

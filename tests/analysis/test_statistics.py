"""Installs counted by what they have in common."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.analysis.statistics import MAX_KEYS, OTHERS, Dimension, Group, Statistics


def record(**fields: Any) -> dict[str, Any]:
    whole = {
        "nsapp": "plex",
        "type": "lxc",
        "status": "failed",
        "exit_code": 137,
        "method": "default",
    }
    whole |= {"os_type": "debian", "os_version": "12", "pve_version": "8.2.2"}
    return whole | {"created": "2026-02-01 10:00:00.000Z"} | fields


def counted(*records: dict[str, Any]) -> Statistics:
    statistics = Statistics()
    statistics.add(records)
    return statistics


def test_every_dimension_counts_every_install() -> None:
    statistics = counted(
        record(),
        record(status="sucess", exit_code=0),
        record(status="unknown", exit_code=130),
        record(status="installing", exit_code=0, nsapp="emby"),
    )
    assert statistics.total == Group("", succeeded=1, failed=1, unknown=1, installing=1)
    assert statistics.groups(Dimension.APP) == {
        "plex": Group("plex", 1, 1, 1, 0),
        "emby": Group("emby", 0, 0, 0, 1),
    }
    assert statistics.groups(Dimension.OS)["debian 12"].installs == 4
    assert statistics.groups(Dimension.DAY)["2026-02-01"].installs == 4
    assert set(statistics.groups(Dimension.EXIT_CODE)) == {"137", "130"}
    assert set(statistics.groups(Dimension.CATEGORY)) == {"resource", "user_aborted"}


def test_the_failure_rate_is_that_of_installs_with_a_result() -> None:
    assert Group("", succeeded=3, failed=1, unknown=10, installing=10).failure_rate == 0.25
    assert Group("", unknown=1).failure_rate is None


def test_the_interval_is_wilsons() -> None:
    # Newcombe 1998, method 3.
    assert Group("", succeeded=7, failed=3).interval == pytest.approx((0.1078, 0.6032), abs=1e-4)
    assert Group("").interval is None


def test_the_most_failures_come_first_and_days_in_their_order() -> None:
    statistics = counted(
        *(record(nsapp="often", created=f"2026-02-0{day}") for day in (3, 1, 2)),
        record(nsapp="once"),
        *(record(nsapp="well", status="sucess") for _ in range(9)),
    )
    assert [group.key for group in statistics.ranked(Dimension.APP)] == ["often", "once", "well"]
    assert [group.key for group in statistics.ranked(Dimension.APP, 3)] == ["often", "well"]
    days = [group.key for group in statistics.ranked(Dimension.DAY)]
    assert days == ["2026-02-01", "2026-02-02", "2026-02-03"]


def test_names_without_end_are_counted_in_constant_memory() -> None:
    statistics = counted(*(record(nsapp=f"a{number}") for number in range(MAX_KEYS + 10)))
    groups = statistics.groups(Dimension.APP)
    assert len(groups) == MAX_KEYS + 1
    assert groups[OTHERS].failed == 10


values = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                ["nsapp", "status", "exit_code", "os_type", "created", "type", "method"]
            ),
            values,
        )
    )
)
def test_whatever_anybody_posts_is_counted_and_its_names_are_harmless(
    records: list[dict[str, Any]],
) -> None:
    statistics = counted(*records)
    assert statistics.total.installs == len(records)
    for dimension in Dimension:
        for key, group in statistics.groups(dimension).items():
            assert group.installs > 0
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", key)
            assert 0 < len(key) <= 80

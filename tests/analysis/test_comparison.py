"""Two periods compared; the tests of significance against published values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.analysis.comparison import Trend, compare, compare_total, p_value
from telemetry_cli.analysis.statistics import Dimension, Statistics


@pytest.mark.parametrize(
    ("counts", "p"),
    [
        ((3, 4, 1, 4), 0.4857),  # Fisher's tea, 1935
        ((1, 12, 9, 12), 0.002759),  # the students of Wikipedia's article on Fisher's test
        ((7, 12, 0, 5), 0.0441),
        ((104, 11037, 189, 11034), 5.7e-7),  # aspirin and heart attacks, 1988 (Pearson)
        ((50, 1000, 80, 1000), 0.0065),
    ],
)
def test_the_chance_is_that_of_published_examples(
    counts: tuple[int, int, int, int], p: float
) -> None:
    assert p_value(*counts) == pytest.approx(p, rel=0.01)


pairs = st.tuples(st.integers(0, 3000), st.integers(0, 3000)).map(lambda two: (min(two), max(two)))


@given(one=pairs, other=pairs)
def test_a_chance_is_a_probability_and_the_same_both_ways(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    p = p_value(*one, *other)
    assert 0 <= p <= 1
    assert p == pytest.approx(p_value(*other, *one), abs=1e-9)
    assert p_value(*one, *one) == pytest.approx(1, abs=1e-6)


def period(**apps: tuple[int, int]) -> Statistics:
    """Statistics of apps with so many failures and successes."""
    statistics = Statistics()
    for app, (failed, succeeded) in apps.items():
        statistics.add([{"nsapp": app, "status": "failed", "exit_code": 1}] * failed)
        statistics.add([{"nsapp": app, "status": "sucess"}] * succeeded)
    return statistics


def test_what_got_worse_comes_first_by_what_it_has_cost() -> None:
    before = period(
        big=(100, 900), small=(0, 40), better=(200, 200), same=(10, 90), noise=(1, 9), gone=(5, 5)
    )
    now = period(
        big=(200, 800), small=(30, 10), better=(20, 380), same=(11, 89), noise=(2, 8), new=(3, 0)
    )
    changes = compare(before, now, Dimension.APP)
    assert [change.key for change in changes[:3]] == ["big", "small", "better"]
    trends = {change.key: change.trend for change in changes}
    assert trends["big"] is trends["small"] is Trend.WORSE
    assert trends["better"] is Trend.BETTER
    assert trends["same"] is trends["noise"] is trends["gone"] is trends["new"] is Trend.SAME
    assert changes[0].excess == pytest.approx(100)
    assert {change.key: change.rate_before for change in changes}["new"] is None


def test_of_many_apps_chance_alone_makes_none_worse() -> None:
    # 5 of 100 would be called worse at p < 0.05 each.
    before = period(**{f"a{number}": (10, 90) for number in range(100)})
    now = period(**{f"a{number}": (10 + number % 10, 90 - number % 10) for number in range(100)})
    assert not [one for one in compare(before, now, Dimension.APP) if one.is_significant]


def test_exit_codes_are_compared_by_their_share_of_all_that_ended() -> None:
    before, now = period(plex=(10, 990)), period(plex=(100, 900))
    (change,) = compare(before, now, Dimension.EXIT_CODE)
    assert (change.key, change.rate_before, change.rate) == ("1", 0.01, 0.1)
    assert change.trend is Trend.WORSE


def test_the_total_is_compared_too() -> None:
    assert compare_total(period(a=(10, 90)), period(a=(50, 50))).trend is Trend.WORSE
    assert compare_total(period(), period(a=(1, 1))).trend is Trend.SAME

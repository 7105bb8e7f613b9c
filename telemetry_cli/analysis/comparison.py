"""Two periods compared: what got worse, and whether that may be chance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from telemetry_cli.analysis.statistics import OTHERS, Dimension, Group, Statistics

_FALSE_DISCOVERIES = 0.05
"""Share of the differences called significant that may be chance."""

_FEW = 10.0
"""Expected number below which the exact test is used: at 5 the approximation is off by three."""


class Trend(StrEnum):
    """Where a failure rate went."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "no significant change"


class Change(NamedTuple):
    """A group before and now: `failures` of `trials`, as rates, and whether that may be chance.

    `excess` is the number of failures beyond what the rate before would have given.
    """

    key: str
    failures_before: int
    trials_before: int
    failures: int
    trials: int
    p_value: float
    is_significant: bool

    @property
    def rate_before(self) -> float | None:
        """The failure rate of the period before (0 to 1), None without trials."""
        return self.failures_before / self.trials_before if self.trials_before else None

    @property
    def rate(self) -> float | None:
        """The failure rate now (0 to 1), None without trials."""
        return self.failures / self.trials if self.trials else None

    @property
    def excess(self) -> float:
        """Failures beyond the expected ones; of what is new, all."""
        return self.failures - self.trials * (self.rate_before or 0.0)

    @property
    def trend(self) -> Trend:
        """Where the rate went, chance set aside."""
        if not self.is_significant:
            return Trend.SAME
        return Trend.WORSE if self.excess > 0 else Trend.BETTER


def compare(before: Statistics, now: Statistics, dimension: Dimension) -> list[Change]:
    """The changes by `dimension`: what got significantly worse first, by what it has cost.

    Of exit codes and categories the share in all installs that ended is compared, of all else the
    failure rate.
    """
    shares = dimension in (Dimension.EXIT_CODE, Dimension.CATEGORY)
    old, new = before.groups(dimension), now.groups(dimension)
    keys = [key for key in {**new, **old} if key != OTHERS]
    counts = [
        (
            *_trials(old.get(key, Group(key)), before.total, shares=shares),
            *_trials(new.get(key, Group(key)), now.total, shares=shares),
        )
        for key in keys
    ]
    p_values = [p_value(*numbers) for numbers in counts]
    changes = [
        Change(key, *numbers, p, is_significant)
        for key, numbers, p, is_significant in zip(
            keys, counts, p_values, _discoveries(p_values), strict=True
        )
    ]
    order = {Trend.WORSE: 0, Trend.BETTER: 1, Trend.SAME: 2}
    return sorted(changes, key=lambda one: (order[one.trend], -abs(one.excess), one.key))


def compare_total(before: Statistics, now: Statistics) -> Change:
    """The change of all installs together."""
    old, new = before.total, now.total
    counts = (old.failed, old.finished, new.failed, new.finished)
    p = p_value(*counts)
    return Change("", *counts, p, p < _FALSE_DISCOVERIES)


def p_value(failures_before: int, trials_before: int, failures: int, trials: int) -> float:
    """How likely so different rates are if nothing changed (two-sided); 1 where nothing is known.

    Pearson's test of two proportions, or Fisher's exact test where numbers are small.
    """
    whole, failed = trials_before + trials, failures_before + failures
    if not trials_before or not trials or failed in (0, whole):
        return 1.0
    expected = min(failed, whole - failed) * min(trials_before, trials) / whole
    if expected < _FEW:
        return _fisher(failures_before, trials_before, failures, trials)
    rate = failed / whole
    error = math.sqrt(rate * (1 - rate) * (1 / trials_before + 1 / trials))
    z = abs(failures_before / trials_before - failures / trials) / error
    return math.erfc(z / math.sqrt(2))


def _trials(group: Group, total: Group, *, shares: bool) -> tuple[int, int]:
    """Failures and trials of a group."""
    if not shares:
        return group.failed, group.finished
    return group.failed + group.unknown, total.finished + total.unknown


def _fisher(failures_before: int, trials_before: int, failures: int, trials: int) -> float:
    """Fisher's exact test: all tables as unlikely as this one or more (Fisher 1922)."""
    failed = failures_before + failures

    def probability(number: int) -> float:
        ways = _log_choose(trials_before, number) + _log_choose(trials, failed - number)
        return math.exp(ways - _log_choose(trials_before + trials, failed))

    observed = probability(failures_before) * (1 + 1e-7)
    tables = range(max(0, failed - trials), min(failed, trials_before) + 1)
    return min(1.0, sum(p for p in map(probability, tables) if p <= observed))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _discoveries(p_values: Sequence[float]) -> list[bool]:
    """Which of many tests are significant, by Benjamini and Hochberg (1995)."""
    ranked: Iterable[tuple[int, float]] = enumerate(sorted(p_values), 1)
    bounds = [p for rank, p in ranked if p <= _FALSE_DISCOVERIES * rank / len(p_values)]
    return [bool(bounds) and p <= max(bounds) for p in p_values]

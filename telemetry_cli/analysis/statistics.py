"""How many installs there were and how they went, by app, exit code and more."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from telemetry_cli.core.record import Status
from telemetry_cli.core.text import shown
from telemetry_cli.knowledge.exit_codes import FIRST, LAST
from telemetry_cli.knowledge.explanations import explanation

MAX_KEYS = 5_000
"""Keys of a dimension that are counted apart; anybody can post new names without end."""

OTHERS = "(others)"
"""What all further keys are counted under."""

_LONGEST_KEY = 80
_SUCCEEDED, _FAILED, _UNKNOWN, _INSTALLING = range(4)
_PLACES = {
    Status.SUCCESS.value: _SUCCEEDED,
    Status.FAILED.value: _FAILED,
    Status.UNKNOWN.value: _UNKNOWN,
    Status.INSTALLING.value: _INSTALLING,
}
_Z = 1.959964
"""Quantile of the normal distribution for 95 %."""


class Dimension(StrEnum):
    """What installs are grouped by."""

    APP = "app"
    EXIT_CODE = "exit_code"
    CATEGORY = "category"
    OS = "os"
    PVE_VERSION = "pve_version"
    TYPE = "type"
    METHOD = "method"
    DAY = "day"


class Group(NamedTuple):
    """Installs with something in common, by how they stand."""

    key: str
    succeeded: int = 0
    failed: int = 0
    unknown: int = 0
    installing: int = 0

    @property
    def installs(self) -> int:
        """All of them."""
        return self.succeeded + self.failed + self.unknown + self.installing

    @property
    def finished(self) -> int:
        """Those that came to a result."""
        return self.succeeded + self.failed

    @property
    def failure_rate(self) -> float | None:
        """Failed of those with a result (0 to 1); None where none has one.

        What was interrupted (`unknown`) or still runs says nothing about the script.
        """
        return self.failed / self.finished if self.finished else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the failure rate lies with 95 % confidence: Wilson's interval (1927)."""
        n = self.finished
        if not n:
            return None
        rate, z2 = self.failed / n, _Z * _Z
        middle = (rate + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z / (1 + z2 / n) * math.sqrt(rate * (1 - rate) / n + z2 / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


class Statistics:
    """Counts records as they come; holds `MAX_KEYS` groups a dimension at most."""

    def __init__(self) -> None:
        self._total = [0, 0, 0, 0]
        self._tallies: dict[Dimension, dict[str, list[int]]] = {one: {} for one in Dimension}

    def add(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Count `records` as PocketBase gives them; values of a wrong type are counted as text."""
        total, tallies = self._total, self._tallies
        apps, codes, systems = (
            tallies[one] for one in (Dimension.APP, Dimension.EXIT_CODE, Dimension.OS)
        )
        versions, types = tallies[Dimension.PVE_VERSION], tallies[Dimension.TYPE]
        methods, days = tallies[Dimension.METHOD], tallies[Dimension.DAY]
        for record in records:
            get = record.get
            status = get("status")
            place = _PLACES.get(status, _UNKNOWN) if isinstance(status, str) else _UNKNOWN
            total[place] += 1
            _count(apps, get("nsapp"), place)
            _count(systems, f"{get('os_type') or ''} {get('os_version') or ''}", place)
            _count(versions, get("pve_version"), place)
            _count(types, get("type"), place)
            _count(methods, get("method"), place)
            _count(days, str(get("created"))[:10], place)
            if place in (_FAILED, _UNKNOWN):
                _count(codes, get("exit_code"), place)

    @property
    def total(self) -> Group:
        """All installs."""
        return Group("", *self._total)

    def groups(self, dimension: Dimension) -> dict[str, Group]:
        """The installs by their value of `dimension`."""
        if dimension is Dimension.CATEGORY:
            return self._categories()
        return {key: Group(key, *counts) for key, counts in self._tallies[dimension].items()}

    def ranked(self, dimension: Dimension, minimum: int = 1) -> list[Group]:
        """The groups of `minimum` installs and more, those with the most failures first.

        Days are in their order; of an exit code, what ended as `unknown` is a failure too.
        """
        groups = [one for one in self.groups(dimension).values() if one.installs >= minimum]
        if dimension is Dimension.DAY:
            return sorted(groups)
        counted = dimension in (Dimension.EXIT_CODE, Dimension.CATEGORY)
        return sorted(
            groups, key=lambda one: (-one.failed - counted * one.unknown, -one.installs, one.key)
        )

    def _categories(self) -> dict[str, Group]:
        found: dict[str, Group] = {}
        for key, counts in self._tallies[Dimension.EXIT_CODE].items():
            category = explanation(int(key)).category if is_exit_code(key) else "unknown"
            known = found.get(category, Group(category))
            sums = (one + other for one, other in zip(known[1:], counts, strict=True))
            found[category] = Group(category, *sums)
        return found


def is_exit_code(key: str) -> bool:
    """Whether a key of the exit codes is one."""
    return key.isdecimal() and len(key) <= 3 and FIRST <= int(key) <= LAST


def _count(tally: dict[str, list[int]], value: Any, place: int) -> None:
    counts = tally.get(value) if isinstance(value, str) else None
    if counts is None:
        key = _key(value)
        if key not in tally and len(tally) >= MAX_KEYS:
            key = OTHERS
        counts = tally.setdefault(key, [0, 0, 0, 0])
    counts[place] += 1


def _key(value: Any) -> str:
    """A value as a name of a group: short, and harmless wherever it is shown."""
    text = " ".join(str("" if value is None else value)[: 2 * _LONGEST_KEY].split())
    return shown(text)[:_LONGEST_KEY] or "(none)"

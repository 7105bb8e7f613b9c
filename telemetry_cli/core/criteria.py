"""Search criteria and the PocketBase filter they translate to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from telemetry_cli.core import filters
from telemetry_cli.core.moments import on_the_wire
from telemetry_cli.core.record import InstallType, Status, record_id
from telemetry_cli.knowledge.exit_codes import FIRST, LAST
from telemetry_cli.knowledge.explanations import CATEGORIES, explanation, find


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a record has to match: values of one kind are ORed, different kinds are ANDed.

    Names may contain `*` as a wildcard. `since` is inclusive, `until` is exclusive. `stuck_since`
    selects installs that started before it and have not ended. `raw_filter` is PocketBase syntax.
    """

    apps: Sequence[str] = ()
    statuses: Sequence[Status] = ()
    types: Sequence[InstallType] = ()
    exit_codes: frozenset[int] = frozenset()
    os_types: Sequence[str] = ()
    os_versions: Sequence[str] = ()
    pve_versions: Sequence[str] = ()
    methods: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    stuck_since: datetime | None = None
    random_id: str | None = None
    record_id: str | None = None
    raw_filter: str = ""

    def filter(self) -> str:
        """The filter; '' matches all records.

        Raises ValueError for text that a filter cannot contain.
        """
        installing = filters.equals("status", Status.INSTALLING)
        stuck = self.stuck_since and f"{installing} && created < {_moment(self.stuck_since)}"
        return filters.all_of(
            [
                filters.any_of(filters.matches("nsapp", name) for name in self.apps),
                filters.any_of(filters.equals("status", status) for status in self.statuses),
                filters.any_of(filters.equals("type", kind) for kind in self.types),
                _exit_codes(self.exit_codes),
                filters.any_of(filters.matches("os_type", name) for name in self.os_types),
                filters.any_of(filters.matches("os_version", name) for name in self.os_versions),
                filters.any_of(filters.matches("pve_version", name) for name in self.pve_versions),
                filters.any_of(filters.matches("method", name) for name in self.methods),
                f"created >= {_moment(self.since)}" if self.since else "",
                f"created < {_moment(self.until)}" if self.until else "",
                stuck or "",
                "" if self.random_id is None else filters.equals("random_id", self.random_id),
                "" if self.record_id is None else filters.equals("id", self.record_id),
                f"({self.raw_filter})" if self.raw_filter else "",
            ]
        )

    def by_record_id(self) -> Criteria:
        """The same criteria, with the record ID that telemetry-cli derives from `random_id`."""
        if self.random_id is None:
            return self
        return replace(self, random_id=None, record_id=record_id(self.random_id))

    def between(self, since: datetime, until: datetime) -> Criteria:
        """The same criteria for another period."""
        return replace(self, since=since, until=until)


def exit_codes(words: Iterable[str], categories: Iterable[str]) -> frozenset[int]:
    """The codes that `words` name (137, oom, 100-125, 1,2) and those in `categories`.

    If both are given, the codes in both. Raises ValueError with a remedy.
    """
    by_word = {code for word in words for part in word.split(",") for code in _codes(part)}
    by_category = {code for category in categories for code in _of_category(category)}
    return frozenset(by_word & by_category if by_word and by_category else by_word | by_category)


def _codes(word: str) -> Iterable[int]:
    first, dash, last = word.strip().partition("-")
    if dash and first.isdecimal() and last.isdecimal():
        if not FIRST <= int(first) <= int(last) <= LAST:
            raise ValueError(f"'{word}' is not a range of exit codes: use e.g. 1-9, within 0-255")
        return range(int(first), int(last) + 1)
    return (find(word).code,)


def _of_category(category: str) -> Iterable[int]:
    categories = (*CATEGORIES, "unknown")
    if category not in categories:
        raise ValueError(f"unknown category '{category}': use one of {', '.join(categories)}")
    return (code for code in range(FIRST, LAST + 1) if explanation(code).category == category)


def _exit_codes(codes: frozenset[int]) -> str:
    # As ranges: PocketBase allows 200 comparisons, and a category may have 60 codes.
    ranges = []
    # In a run of consecutive codes, a code minus its index is constant.
    for _, group in groupby(enumerate(sorted(codes)), lambda item: item[1] - item[0]):
        run = [code for _, code in group]
        first, last = run[0], run[-1]
        single = filters.equals("exit_code", first)
        ranges.append(single if first == last else f"(exit_code >= {first} && exit_code <= {last})")
    # The server also stores 0 for an install that has not ended.
    ended = "" if 0 not in codes else f"status != {filters.literal(Status.INSTALLING)}"
    return filters.all_of([filters.any_of(ranges), ended])


def _moment(moment: datetime) -> str:
    return filters.literal(on_the_wire(moment))

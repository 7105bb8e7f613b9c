"""What to search for, and the PocketBase filter that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from telemetry_cli.core import filters
from telemetry_cli.core.moments import on_the_wire
from telemetry_cli.core.record import InstallType, Status
from telemetry_cli.knowledge.exit_codes import FIRST, LAST
from telemetry_cli.knowledge.explanations import CATEGORIES, explanation, find


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a record has to be: one of the values of each kind given, all kinds together.

    Names may hold `*` for any text. `exit_codes` are codes that were read by `exit_codes`; `since`
    is the first moment that counts and `until` the first that does not; `stuck_since` asks for
    installs that began before it and have not ended. `own` is a filter in PocketBase's words.
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
    own: str = ""

    def filter(self) -> str:
        """The filter, '' for all records. Raises ValueError for text no filter can carry."""
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
                f"({self.own})" if self.own else "",
            ]
        )

    def between(self, since: datetime, until: datetime) -> Criteria:
        """The same in another period."""
        return replace(self, since=since, until=until)


def exit_codes(words: Iterable[str], categories: Iterable[str]) -> frozenset[int]:
    """The codes that `words` name (137, oom, 100-125, 1,2) and that are of `categories`.

    Of both kinds at once: those that are in both. Raises ValueError with what to do.
    """
    by_word = {code for word in words for part in word.split(",") for code in _codes(part)}
    by_category = {code for category in categories for code in _of_category(category)}
    return frozenset(by_word & by_category if by_word and by_category else by_word | by_category)


def _codes(word: str) -> Iterable[int]:
    first, dash, last = word.strip().partition("-")
    if dash and first.isdecimal() and last.isdecimal():
        if not FIRST <= int(first) <= int(last) <= LAST:
            raise ValueError(f"'{word}' is no range of exit codes: give two from 0 to 255, as 1-9")
        return range(int(first), int(last) + 1)
    return (find(word).code,)


def _of_category(category: str) -> Iterable[int]:
    known = (*CATEGORIES, "unknown")
    if category not in known:
        raise ValueError(f"'{category}' is no category: give one of {', '.join(known)}")
    return (code for code in range(FIRST, LAST + 1) if explanation(code).category == category)


def _exit_codes(codes: frozenset[int]) -> str:
    # As ranges: PocketBase takes 200 comparisons at most, and a category may have 60 codes.
    ranges = []
    for _, group in groupby(enumerate(sorted(codes)), lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        first, last = run[0], run[-1]
        one = filters.equals("exit_code", first)
        ranges.append(one if first == last else f"(exit_code >= {first} && exit_code <= {last})")
    # The server stores 0 also for what has not ended.
    ended = "" if 0 not in codes else f"status != {filters.literal(Status.INSTALLING)}"
    return filters.all_of([filters.any_of(ranges), ended])


def _moment(moment: datetime) -> str:
    return filters.literal(on_the_wire(moment))

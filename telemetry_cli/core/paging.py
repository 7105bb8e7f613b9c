"""Paging by key: the next page begins after the last record of this one, at any depth alike.

An offset makes the server count its way to the page, and inserts meanwhile shift it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from telemetry_cli.core import filters

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PRECISION = 4
"""Digits of an ID that tell where in the key space it is."""
_PLACES = 1_679_616
"""Numbers that can be written with them: 36 to the power of 4."""

BY_ID = "id"


Record: TypeAlias = Mapping[str, Any]
"""A record as PocketBase gives it."""


class Page(NamedTuple):
    """Records in the order of the server, the JSON they came in, and whether no page follows.

    `at` is the server's time, in seconds since the epoch.
    """

    records: list[Record]
    body: bytes = b""
    is_last: bool = False
    at: float = 0.0


class Key(NamedTuple):
    """A field to sort by."""

    field: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.field}" if self.descending else self.field


def keys(sort: str) -> tuple[Key, ...]:
    """The keys of a PocketBase sort, made unambiguous by the ID.

    `@rowid`, the order of insertion, is no field to compare with: `created` stands in for it.
    Raises ValueError for `@random`.
    """
    found: list[Key] = []
    for word in (part.strip() for part in sort.split(",") if part.strip()):
        field = word.lstrip("+-")
        if field == "@random":
            raise ValueError("a random order has no next page: give a --limit of 1000 at most")
        found.append(Key("created" if field == "@rowid" else field, word.startswith("-")))
    if not any(key.field == BY_ID for key in found):
        found.append(Key(BY_ID, found[-1].descending if found else False))
    return tuple(found)


def after(order: tuple[Key, ...], record: Mapping[str, Any]) -> str:
    """The filter for what comes after `record` in `order`.

    Raises ValueError if a value of the record cannot stand in a filter.
    """
    first, *others = order
    value = _literal(record.get(first.field))
    beyond = f"{first.field} {'<' if first.descending else '>'} {value}"
    if not others:
        return beyond
    # The bound comes first, for the server's index; the ties after it.
    bound = f"{first.field} {'<=' if first.descending else '>='} {value}"
    ties = after(tuple(others), record)
    return f"{bound} && ({beyond} || ({first.field} = {value} && {ties}))"


class Range(NamedTuple):
    """A part of the key space: IDs after `low` and up to `high`; '' for no bound."""

    low: str = ""
    high: str = ""

    def filter(self) -> str:
        """The filter for the records in it."""
        low = f"id > {filters.literal(self.low)}" if self.low else ""
        high = f"id <= {filters.literal(self.high)}" if self.high else ""
        return filters.all_of([low, high])


def density(last: str, records: int) -> float:
    """How many records the whole key space seems to hold if `records` lie before the ID `last`.

    IDs are spread evenly: they are digits of a hash, or random.
    """
    return records * _PLACES / max(_place(last), 1)


def split(low: str, parts: int) -> Iterator[Range]:
    """The key space after the ID `low`, in `parts` of about the same size."""
    start = _place(low)
    edges = [_at(start + (_PLACES - start) * part // parts) for part in range(1, parts)]
    lows, highs = [low, *edges], [*edges, ""]
    yield from (Range(one, two) for one, two in zip(lows, highs, strict=True) if one != two)


def _place(identity: str) -> int:
    place = 0
    for digit in identity[:_PRECISION].lower().ljust(_PRECISION, "0"):
        place = place * len(_DIGITS) + max(_DIGITS.find(digit), 0)
    return place


def _at(place: int) -> str:
    digits = []
    for _ in range(_PRECISION):
        place, digit = divmod(place, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))


def _literal(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return str(value).lower() if value is not None else "null"
    if isinstance(value, int | float):
        return repr(value)
    return filters.literal(str(value))

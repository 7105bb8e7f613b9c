"""Keyset pagination: each page starts after the last record of the page before.

With an offset, the server would have to skip all earlier records, and records that are inserted
meanwhile would shift the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from telemetry_cli.core import filters

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PRECISION = 4
"""Leading digits of an ID that determine its position in the key space."""
_POSITIONS = 1_679_616
"""Number of positions: 36 to the power of 4."""

BY_ID = "id"


Record: TypeAlias = Mapping[str, Any]
"""A record as PocketBase returns it."""


class Page(NamedTuple):
    """Records in the server's order, the JSON they came in, and whether this is the last page.

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
    """The keys of a PocketBase sort expression, with the ID appended as a tiebreaker.

    `@rowid`, the order of insertion, cannot be used in a filter: `created` replaces it.
    Raises ValueError for `@random`.
    """
    order: list[Key] = []
    for word in (part.strip() for part in sort.split(",") if part.strip()):
        field = word.lstrip("+-")
        if field == "@random":
            raise ValueError("cannot page through a random order: use --limit 1000 or less")
        order.append(Key("created" if field == "@rowid" else field, word.startswith("-")))
    if not any(key.field == BY_ID for key in order):
        order.append(Key(BY_ID, order[-1].descending if order else False))
    return tuple(order)


def after(order: tuple[Key, ...], record: Mapping[str, Any]) -> str:
    """The filter for the records after `record` in `order`.

    Raises ValueError if a filter cannot contain a value of the record.
    """
    first, *others = order
    value = _literal(record.get(first.field))
    beyond = f"{first.field} {'<' if first.descending else '>'} {value}"
    if not others:
        return beyond
    # The bound comes first so that the server can use its index; the ties follow.
    bound = f"{first.field} {'<=' if first.descending else '>='} {value}"
    ties = after(tuple(others), record)
    return f"{bound} && ({beyond} || ({first.field} = {value} && {ties}))"


class Range(NamedTuple):
    """A range of IDs: greater than `low`, up to and including `high`; '' for no bound."""

    low: str = ""
    high: str = ""

    def filter(self) -> str:
        """The filter for the records in this range."""
        low = f"id > {filters.literal(self.low)}" if self.low else ""
        high = f"id <= {filters.literal(self.high)}" if self.high else ""
        return filters.all_of([low, high])


def density(last: str, records: int) -> float:
    """Estimate the total number of records, if `records` of them have IDs up to `last`.

    IDs are evenly distributed: they are digits of a hash, or random.
    """
    return records * _POSITIONS / max(_position(last), 1)


def split(low: str, parts: int) -> Iterator[Range]:
    """Split the IDs after `low` into `parts` ranges of about the same size."""
    start = _position(low)
    bounds = [_id_at(start + (_POSITIONS - start) * part // parts) for part in range(1, parts)]
    lows, highs = [low, *bounds], [*bounds, ""]
    yield from (
        Range(after, upto) for after, upto in zip(lows, highs, strict=True) if after != upto
    )


def _position(identity: str) -> int:
    position = 0
    for digit in identity[:_PRECISION].lower().ljust(_PRECISION, "0"):
        position = position * len(_DIGITS) + max(_DIGITS.find(digit), 0)
    return position


def _id_at(position: int) -> str:
    digits = []
    for _ in range(_PRECISION):
        position, digit = divmod(position, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))


def _literal(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return str(value).lower() if value is not None else "null"
    if isinstance(value, int | float):
        return repr(value)
    return filters.literal(str(value))

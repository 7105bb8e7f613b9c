"""Looks for the signs of causes in a log, and orders what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from telemetry_cli.knowledge.causes import BY_ID, ROWS
from telemetry_cli.knowledge.noise import is_noise
from telemetry_cli.knowledge.phrases import (
    Needs,
    expression,
    literal,
    needs,
    reach,
    texts,
    variants,
)
from telemetry_cli.knowledge.signs import SIGNS
from telemetry_cli.knowledge.wrapper_lines import Wrapper, named_causes

if TYPE_CHECKING:
    from telemetry_cli.knowledge.log_text import FoldedLog, Place
    from telemetry_cli.knowledge.sign_table.row import Sign

_NEARBY = 30
"""Lines around a sign in which its surroundings are looked for, if it does not say."""
_SYMPTOM = 30
_END = 150
"""Up to this rank a sign counts only in so many lines at the end of a log."""
_DISTANCES = ((1500, 14), (300, 8))
"""How much less a sign proves that stands more than so many lines before the end."""
_FOLLOWS, _BESIDE = 300, 5
"""Lines within which a consequence follows its cause, and by which it may stand before it."""
_COMMAND = 25
_COMMAND_LINE = 1000
"""What the exit code of a known command proves, and characters of the command that count."""
_NAMED = 99
"""What the title of a cause proves in an error text that this program wrote."""
_CODE_FITS = 1
"""How much more a sign proves if its cause is known to show the exit code."""


class Finding(NamedTuple):
    """A sign of a cause.

    `rank` is how much it proves, 1 to 99, and `place` the part of the log where it stands, from 0,
    or -1 if it is the exit code of the command. `values` are what the line says of the package,
    host and the like.
    """

    rank: int
    place: int
    cause: str
    values: dict[str, str]


class _Phrase(NamedTuple):
    """A phrase of the table, ready to be looked for."""

    rank: int
    cause: str
    text: str
    pieces: tuple[str, ...]
    before: int
    near: tuple[str, ...]
    within: int
    without: tuple[str, ...]


def findings(log: FoldedLog, clean: str, wrapper: Wrapper) -> list[Finding]:
    """The best sign of each cause that the log names, best first.

    `clean` is the log with what `wrapper` says, `log` without. A cause that explains another
    stands before it.
    """
    command = (wrapper.command or "")[:_COMMAND_LINE]
    found = (*_named_before(clean), *_in_text(log, command.lower()), *_by_code(wrapper, command))
    return _explaining_first(_best_of_each(found, wrapper.code))


def _in_text(log: FoldedLog, command: str) -> Iterator[Finding]:
    """Where each phrase of the table stands first."""
    for (text, needed), phrases in _phrases().items():
        if log.may_have(needed):
            for phrase in phrases:
                if finding := _first(phrase, text, log, command):
                    yield finding


def _first(phrase: _Phrase, text: str, log: FoldedLog, command: str) -> Finding | None:
    for place in log.places(text):
        if phrase.rank <= _SYMPTOM and place.last < len(log) - _END:
            continue
        if not all(piece in place.lower for piece in phrase.pieces):
            continue
        begin = max(0, place.lower.find(text) - phrase.before)
        match = _compiled(phrase.text).search(place.text, begin)
        if match and not is_noise(place.text) and _fits(phrase, place, log, command):
            less = next((less for least, less in _DISTANCES if len(log) - place.last > least), 0)
            values = {name: value for name, value in match.groupdict().items() if value}
            return Finding(phrase.rank - less, place.first, phrase.cause, values)
    return None


def _fits(phrase: _Phrase, place: Place, log: FoldedLog, command: str) -> bool:
    """Whether the phrase stands in its surroundings. The failing command is one of them."""
    if phrase.without and any(word in place.lower for word in phrase.without):
        return False
    if not phrase.near:
        return True
    around = log.around(place.first, phrase.within)
    return any(word in around or word in command for word in phrase.near)


def _named_before(clean: str) -> Iterator[Finding]:
    titles = named_causes(clean)
    yield from (Finding(_NAMED, 0, row["id"], {}) for row in ROWS if row["title"] in titles)


def _by_code(wrapper: Wrapper, command: str) -> Iterator[Finding]:
    for cause, signs in SIGNS.items():
        for tool, codes in signs.get("commands", {}).items():
            if (wrapper.code or 0) in codes and re.search(_runs(tool), command):
                yield Finding(_COMMAND, -1, cause, {})


def _runs(tool: str) -> str:
    """An expression for a command line that runs the tool; any, also none, for an empty name."""
    return rf"(?:^|[\s(`;|&/]){re.escape(tool)}(?![\w.-])" if tool else ""


def _best_of_each(found: Iterable[Finding], code: int | None) -> list[Finding]:
    """The best finding of each cause, best first."""
    best: dict[str, Finding] = {}
    for finding in found:
        if code in BY_ID[finding.cause]["likely_codes"]:
            finding = finding._replace(rank=finding.rank + _CODE_FITS)
        other = best.get(finding.cause)
        if other is None or _order(finding) < _order(other):
            best[finding.cause] = finding
    return sorted(best.values(), key=_order)


def _order(finding: Finding) -> tuple[int, int]:
    return -finding.rank, finding.place


def _explaining_first(ordered: list[Finding]) -> list[Finding]:
    """Each cause that explains others moved before them, if it also stands before or beside them
    in the log."""
    moved: list[Finding] = []
    for finding in ordered:
        explained = SIGNS[finding.cause].get("explains", ())
        index = next(
            (
                index
                for index, other in enumerate(moved)
                if other.cause in explained and -_FOLLOWS <= finding.place - other.place <= _BESIDE
            ),
            len(moved),
        )
        moved.insert(index, finding)
    return moved


@cache
def _phrases() -> dict[tuple[str, Needs], list[_Phrase]]:
    """The phrases of the table, by the text of their lines and what a log needs to have it."""
    phrases: dict[tuple[str, Needs], list[_Phrase]] = {}
    for cause, signs in SIGNS.items():
        for rank, entries in signs["signs"].items():
            for entry in entries:
                sign: Sign = {"phrase": entry} if isinstance(entry, str) else entry
                for text in variants(sign["phrase"]):
                    phrase = _Phrase(
                        rank,
                        cause,
                        text,
                        texts(text),
                        reach(text),
                        near=sign.get("near", ()),
                        within=sign.get("within", _NEARBY),
                        without=sign.get("without", ()),
                    )
                    phrases.setdefault((literal(text), needs(text)), []).append(phrase)
    return phrases


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(expression(phrase), re.IGNORECASE)

"""Finds the cause of a failure in the text of a log: not its code, and not its consequences.

The line that proves most comes first, and among lines that prove as much the earliest: what an
installer prints last is usually debris. A cause that explains another stands before it. Nothing
is named where the text says nothing known: no cause is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from telemetry_cli.knowledge import wrapper_lines
from telemetry_cli.knowledge.causes import ROWS
from telemetry_cli.knowledge.exit_codes import describe
from telemetry_cli.knowledge.explanations import Fix
from telemetry_cli.knowledge.fix_values import fill_command, fill_text, values_of
from telemetry_cli.knowledge.log_text import FoldedLog, Place, cleaned, parts
from telemetry_cli.knowledge.noise import is_noise
from telemetry_cli.knowledge.phrases import Needs, expression, literal, needs, variants

if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Advice, Command, Row, Sign
    from telemetry_cli.knowledge.wrapper_lines import Wrapper

_MOST = 5
"""Causes that are named at most."""
_COMMAND_LINE = 1000
"""Characters of a command that are looked at."""
_NEARBY = 30
"""Lines around a sign in which its surroundings are looked for."""
_SYMPTOM = 30
"""Up to this rank a sign counts only in the last lines of a log."""
_END = 150
_DISTANCES = ((1500, 14), (300, 8))
"""How much less a sign proves that stands more than so many lines before the end."""
_FOLLOWS, _BESIDE = 300, 5
"""Lines within which a consequence follows its cause, and by which it may stand before it."""
_COMMAND = 25
"""What the exit code of a known command proves."""
_NAMED = 99
_CODE_FITS = 1


class Cause(NamedTuple):
    """A cause, and what shows it.

    `evidence` is the line of the log (at most 1,000 characters of it), and `line` its number, from
    1. Where the exit code of the command is all there is, they are the command and None. `values`
    are what the log says of the container, package, host and the like; the commands of `fixes`
    have them filled in, or a `<PLACEHOLDER>`.
    """

    id: str
    title: str
    category: str
    evidence: str
    line: int | None
    values: dict[str, str]
    why: str
    fixes: tuple[Fix, ...]
    lookalikes: str

    def as_dict(self) -> dict[str, object]:
        """The JSON form: each fix is one line."""
        kept = {name: value for name, value in self._asdict().items() if name != "lookalikes"}
        return {**kept, "fixes": [str(fix) for fix in self.fixes]}


class Diagnosis(NamedTuple):
    """The causes that a log names, best first, and what the installer's own lines say: exit code
    (never 0), failing command, and its line in the script (from 1)."""

    causes: tuple[Cause, ...]
    exit_code: int | None
    command: str | None
    script_line: int | None


class _Sign(NamedTuple):
    """A phrase of the table, ready to be looked for."""

    rank: int
    row: Row
    phrase: str
    near: tuple[str, ...]
    within: int
    without: tuple[str, ...]


class _Finding(NamedTuple):
    """A sign at its place. Sorts by what it proves, then by place."""

    rank: int
    place: int
    row: Row
    values: dict[str, str]


def diagnose(
    log: str | Iterable[str],
    *,
    code: int | None = None,
    command: str | None = None,
    values: Mapping[str, str] | None = None,
) -> Diagnosis:
    """The causes that `log` names, a text or its lines, as raw as a terminal got it.

    `code` (0-255) and `command` are those of the failure, if they are known from elsewhere, and
    `values` what is known of the machine: `ctid`, `memory` (MB), `storage` and other names of
    placeholders. Takes time linear in the length of the text.
    """
    clean = cleaned(log if isinstance(log, str) else "\n".join(line.rstrip("\n") for line in log))
    wrapper = wrapper_lines.read(clean)
    wrapper = wrapper._replace(code=code or wrapper.code, command=command or wrapper.command)
    folded = FoldedLog(wrapper_lines.without(clean))
    tried = (wrapper.command or "").lower()
    findings = _best_of_each(
        (
            *_named_before(clean),
            *_findings(folded, tried),
            *_of_the_command(wrapper),
        ),
        wrapper.code,
    )
    lines = parts(clean) if findings else []
    known = {**values_of(clean), **(values or {})}
    causes = tuple(
        _cause(finding, folded, lines, wrapper, known)
        for finding in _explaining_first(findings)[:_MOST]
    )
    return Diagnosis(causes, wrapper.code, wrapper.command, wrapper.line)


def diagnose_error(error: str, code: int) -> Diagnosis:
    """The causes that the `error` of a record names, behind the phrase for its code (0-255)."""
    first, _, rest = error.partition("\n")
    return diagnose(rest if first == describe(code) else error, code=code)


def _findings(log: FoldedLog, command: str) -> Iterator[_Finding]:
    """Where each sign of the table stands first."""
    for (text, needed), signs in _signs().items():
        if log.may_have(needed):
            for sign in signs:
                if finding := _first(sign, text, log, command):
                    yield finding


def _first(sign: _Sign, text: str, log: FoldedLog, command: str) -> _Finding | None:
    for place in log.places(text):
        if sign.rank <= _SYMPTOM and place.last < len(log) - _END:
            continue
        match = _compiled(sign.phrase).search(place.text)
        if match and not is_noise(place.text) and _fits(sign, place, log, command):
            less = next((less for least, less in _DISTANCES if len(log) - place.last > least), 0)
            values = {name: value for name, value in match.groupdict().items() if value}
            return _Finding(sign.rank - less, place.first, sign.row, values)
    return None


def _fits(sign: _Sign, place: Place, log: FoldedLog, command: str) -> bool:
    """Whether the sign stands in its surroundings. The failing command is one of them."""
    if sign.without and any(word in place.text.lower() for word in sign.without):
        return False
    if not sign.near:
        return True
    around = log.around(place.first, sign.within)
    return any(word in around or word in command for word in sign.near)


def _named_before(clean: str) -> Iterator[_Finding]:
    titles = wrapper_lines.named_causes(clean)
    yield from (_Finding(_NAMED, 0, row, {}) for row in ROWS if row["title"] in titles)


def _of_the_command(wrapper: Wrapper) -> Iterator[_Finding]:
    command = (wrapper.command or "")[:_COMMAND_LINE]
    for row in ROWS:
        for tool, codes in row.get("commands", {}).items():
            if (wrapper.code or 0) in codes and re.search(_tool(tool), command):
                yield _Finding(_COMMAND, -1, row, {})


def _tool(name: str) -> str:
    """An expression for a command line that runs the tool; any, also none, for an empty name."""
    return rf"(?:^|[\s(`;|&/]){re.escape(name)}(?![\w.-])" if name else ""


def _best_of_each(findings: Iterable[_Finding], code: int | None) -> list[_Finding]:
    """The best finding of each cause, best first."""
    best: dict[str, _Finding] = {}
    for finding in findings:
        if code in finding.row["likely_codes"]:
            finding = finding._replace(rank=finding.rank + _CODE_FITS)
        other = best.get(finding.row["id"])
        if other is None or _order(finding) < _order(other):
            best[finding.row["id"]] = finding
    return sorted(best.values(), key=_order)


def _order(finding: _Finding) -> tuple[int, int]:
    return -finding.rank, finding.place


def _explaining_first(findings: list[_Finding]) -> list[_Finding]:
    """Each cause that explains others moved before them, if it also stands before or beside them
    in the log."""
    ordered: list[_Finding] = []
    for finding in findings:
        explained = {*finding.row.get("explains", ())}
        index = next(
            (
                index
                for index, other in enumerate(ordered)
                if other.row["id"] in explained
                and -_FOLLOWS <= finding.place - other.place <= _BESIDE
            ),
            len(ordered),
        )
        ordered.insert(index, finding)
    return ordered


def _cause(
    finding: _Finding,
    log: FoldedLog,
    lines: list[str],
    wrapper: Wrapper,
    values: Mapping[str, str],
) -> Cause:
    row, place = finding.row, finding.place
    known = {**values, **finding.values}
    return Cause(
        id=row["id"],
        title=row["title"],
        category=row["category"],
        evidence=lines[place] if place >= 0 else (wrapper.command or "")[:_COMMAND_LINE],
        line=log.line_number(place) if place >= 0 else None,
        values={name: known[name] for name in ("ctid", *finding.values) if name in known},
        why=fill_text(row["why"], known),
        fixes=tuple(_fix(fix, known) for fix in row["fixes"]),
        lookalikes=row["lookalikes"],
    )


def _fix(fix: Command | Advice, known: Mapping[str, str]) -> Fix:
    if "command" in fix:
        return Fix(fill_command(fix["command"], known), fill_text(fix["why"], known))
    return Fix(advice=fill_text(fix["advice"], known))


@cache
def _signs() -> dict[tuple[str, Needs], list[_Sign]]:
    """The signs of the table, by the text that their lines have, and what a log needs for it."""
    signs: dict[tuple[str, Needs], list[_Sign]] = {}
    for row in ROWS:
        for rank, phrases in row["signs"].items():
            for entry in phrases:
                given: Sign = {"phrase": entry} if isinstance(entry, str) else entry
                for phrase in variants(given["phrase"]):
                    text = literal(phrase)
                    sign = _Sign(
                        rank,
                        row,
                        phrase,
                        near=given.get("near", ()),
                        within=given.get("within", _NEARBY),
                        without=given.get("without", ()),
                    )
                    signs.setdefault((text, needs(phrase)), []).append(sign)
    return signs


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(expression(phrase), re.IGNORECASE)

"""Finds the cause of a failure in the text of a log: not its code, and not its consequences.

The line that proves most comes first, and among lines that prove as much the earliest: what an
installer prints last is usually debris. A cause that explains another stands before it. Nothing
is named where the text says nothing known: no cause is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from telemetry_cli.knowledge import wrapper_lines
from telemetry_cli.knowledge.causes import BY_ID
from telemetry_cli.knowledge.exit_codes import describe
from telemetry_cli.knowledge.explanations import Fix
from telemetry_cli.knowledge.findings import Finding, findings
from telemetry_cli.knowledge.fix_values import fill_command, fill_text, values_of
from telemetry_cli.knowledge.log_text import FoldedLog, cleaned, parts

if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Advice, Command

_MOST = 5
"""Causes that are named at most."""


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
        fields = {name: value for name, value in self._asdict().items() if name != "lookalikes"}
        return {**fields, "fixes": [str(fix) for fix in self.fixes]}


class Diagnosis(NamedTuple):
    """The causes that a log names, best first, and what the installer's own lines say: exit code
    (never 0), failing command, and its line in the script (from 1)."""

    causes: tuple[Cause, ...]
    exit_code: int | None
    command: str | None
    script_line: int | None


def diagnose(
    log: str | Iterable[str],
    *,
    code: int | None = None,
    command: str | None = None,
    values: Mapping[str, str] | None = None,
) -> Diagnosis:
    """The causes that `log` names, a text or its lines, as raw as a terminal got it.

    `code` (0-255) and `command` are those of the failure, if they are known from elsewhere, and
    `values` what is known of the machine: `ctid`, `memory` (MB) and other names of placeholders.
    Takes time linear in the length of the text.
    """
    clean = cleaned(log if isinstance(log, str) else "\n".join(line.rstrip("\n") for line in log))
    wrapper = wrapper_lines.read(clean)
    wrapper = wrapper._replace(code=code or wrapper.code, command=command or wrapper.command)
    folded = FoldedLog(wrapper_lines.without(clean))
    found = findings(folded, clean, wrapper)[:_MOST]
    lines = parts(clean) if found else []
    known = {**values_of(clean), **(values or {})}
    causes = tuple(
        _cause(
            finding,
            evidence=lines[finding.place] if finding.place >= 0 else wrapper.command or "",
            line=folded.line_number(finding.place) if finding.place >= 0 else None,
            values=known,
        )
        for finding in found
    )
    return Diagnosis(causes, wrapper.code, wrapper.command, wrapper.line)


def diagnose_error(error: str, code: int) -> Diagnosis:
    """The causes that the `error` of a record names, behind the phrase for its code (0-255)."""
    first, _, rest = error.partition("\n")
    return diagnose(rest if first == describe(code) else error, code=code)


def _cause(
    finding: Finding, *, evidence: str, line: int | None, values: Mapping[str, str]
) -> Cause:
    row = BY_ID[finding.cause]
    known = {**values, **finding.values}
    return Cause(
        id=row["id"],
        title=row["title"],
        category=row["category"],
        evidence=evidence,
        line=line,
        values={name: known[name] for name in ("ctid", *finding.values) if name in known},
        why=fill_text(row["why"], known),
        fixes=tuple(_fix(fix, known) for fix in row["fixes"]),
        lookalikes=row["lookalikes"],
    )


def _fix(fix: Command | Advice, values: Mapping[str, str]) -> Fix:
    if "command" in fix:
        return Fix(fill_command(fix["command"], values), fill_text(fix["why"], values))
    return Fix(advice=fill_text(fix["advice"], values))

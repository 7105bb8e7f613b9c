"""How often the right cause is named: `python -m tests.benchmarks.diagnosis FILE`.

FILE has one JSON object a line: `text`, `exit_code` and `command` of a failure (or null), `source`,
and `causes`, the IDs that are right, the first preferred; an empty list where the text names none.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from telemetry_cli.knowledge.diagnosis import diagnose
from tests.knowledge.successful_install import LINES

_IN_FRONT = 3000
_FAMILY = ("community-scripts/", "tteck/", "asylumexp/", "remz1337/")


class Case(NamedTuple):
    """A failure with the causes that are right for it."""

    text: str
    exit_code: int | None
    command: str | None
    causes: tuple[str, ...]
    source: str

    @property
    def is_of_community_scripts(self) -> bool:
        """Whether it is a log of the installers that this program is made for."""
        return self.source.startswith(_FAMILY)


class Score(NamedTuple):
    """Shares of the cases that name a cause, and of those that name none."""

    cases: int
    first: float
    wrong: float
    first_three: float
    silent: float

    def __str__(self) -> str:
        return (
            f"{self.cases:4} cases: first {self.first:6.1%}  wrong {self.wrong:6.1%}"
            f"  first three {self.first_three:6.1%}  silent where none {self.silent:6.1%}"
        )


def read(file: Path) -> list[Case]:
    """The cases in a file."""
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line)
    return [
        Case(
            text=row["text"],
            exit_code=row.get("exit_code"),
            command=row.get("command"),
            causes=tuple(row["causes"]),
            source=row.get("source") or row.get("id") or "",
        )
        for row in rows
    ]


def answers(case: Case, *, code: bool = True, front: str = "") -> list[str]:
    """The IDs that are named for a case, best first."""
    found = diagnose(
        front + case.text,
        code=case.exit_code if code else None,
        command=case.command if code else None,
    )
    return [cause.id for cause in found.causes]


def score(pairs: Iterable[tuple[Case, list[str]]]) -> Score:
    """How good the answers are."""
    counts: Counter[str] = Counter()
    for case, ids in pairs:
        if not case.causes:
            counts.update(none=1, silent=not ids)
            continue
        is_right = ids[:1] != [] and ids[0] in case.causes
        counts.update(
            some=1,
            first=is_right,
            wrong=bool(ids) and not is_right,
            three=any(cause in case.causes for cause in ids[:3]),
        )
    some, none = max(1, counts["some"]), max(1, counts["none"])
    return Score(
        cases=counts["some"] + counts["none"],
        first=counts["first"] / some,
        wrong=counts["wrong"] / some,
        first_three=counts["three"] / some,
        silent=counts["silent"] / none,
    )


def main(arguments: list[str]) -> int:
    """Print the scores and the cases that are answered wrongly."""
    if len(arguments) != 1:
        print("usage: python -m tests.benchmarks.diagnosis FILE", file=sys.stderr)
        return 2
    cases = read(Path(arguments[0]))
    front = "".join(f"{LINES[index % len(LINES)]}\n" for index in range(_IN_FRONT))
    named = [(case, answers(case)) for case in cases]
    print(f"all                     {score(named)}")
    for title, wanted in (("community-scripts", True), ("others", False)):
        chosen = [pair for pair in named if pair[0].is_of_community_scripts is wanted]
        print(f"{title:23} {score(chosen)}")
    print(f"text only               {score((case, answers(case, code=False)) for case in cases)}")
    print(f"3,000 lines in front    {score((case, answers(case, front=front)) for case in cases)}")
    print("\nwanted -> named first")
    for case, ids in named:
        if ids[:1] != list(case.causes[:1]) and not set(ids[:1]) & set(case.causes):
            wanted_ids = " or ".join(case.causes) or "(none)"
            print(f"{wanted_ids} -> {', '.join(ids) or '(none)'}   {case.source}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

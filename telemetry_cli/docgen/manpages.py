"""Generates the man pages of the commands, of the exit codes, and of what is sent.

Run `python -m telemetry_cli.docgen.manpages man`. The date of the pages is SOURCE_DATE_EPOCH, or
today. A page is not rewritten if only its date would change.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from telemetry_cli.core.record import FIELDS
from telemetry_cli.docgen import command_pages
from telemetry_cli.docgen.mdoc import argument, bullets, sentences, tagged, text
from telemetry_cli.docgen.templates import fill
from telemetry_cli.knowledge import causes
from telemetry_cli.knowledge.explanations import CATEGORIES, ExitCode, Fix, search
from telemetry_cli.knowledge.fix_values import fill_command, fill_text

if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

_DATE = re.compile(r"^\.Dd (?P<date>.*)$", re.MULTILINE)


def pages(directory: Path, date: str) -> dict[str, str]:
    """All pages, by file name. `directory` has the hand-written parts, `date` is in mdoc format."""
    return {
        **command_pages.pages(directory / "parts", date),
        "telemetry-cli-causes.7": fill("causes.mdoc", date=date, causes=_causes()),
        "telemetry-cli-exit-codes.7": fill("exit-codes.mdoc", date=date, codes=_exit_codes()),
        "telemetry-cli-privacy.7": fill("privacy.mdoc", date=date, fields=_fields()),
    }


def date_of(page: str) -> str:
    """The date of a page, '' if it has none."""
    match = _DATE.search(page)
    return match["date"] if match else ""


def _fields() -> str:
    return tagged(
        (
            f"Va {field.name} Pq "
            + (f"e.g. Ql {argument(field.example)}" if field.example else "not sent"),
            f"{field.why[0].upper()}{field.why[1:]}.",
        )
        for field in FIELDS
    )


def _exit_codes() -> str:
    return "\n".join(
        line
        for category in CATEGORIES
        for line in (
            f".Sh {text(category.replace('_', ' ').upper())}",
            *(part for code in search("", category) for part in _entry(code) if part),
        )
    )


def _entry(code: ExitCode) -> Iterator[str]:
    yield f".Ss {argument(f'{code.code}: {code.description}')}"
    yield bullets(code.causes)
    yield from (".Pp", "What to do:")
    for fix in code.fixes:
        yield from (".Pp", sentences(fix.advice)) if fix.advice else (_command(fix),)
    if code.elsewhere:
        yield from (".Pp", "Elsewhere:", bullets(code.elsewhere))


def _causes() -> str:
    return "\n".join(
        line
        for category in causes.CATEGORIES
        for line in (
            f".Sh {text(category.upper())}",
            *(part for row in causes.ROWS if row["category"] == category for part in _cause(row)),
        )
    )


def _cause(row: Row) -> Iterator[str]:
    yield f".Ss {argument(row['title'])}"
    yield f".Pq Li {argument(row['id'])}"
    yield sentences(fill_text(row["why"], {}))
    yield from (".Pp", f"Look for: {text(', '.join(row['words']))}.")
    for fix in row["fixes"]:
        yield from (
            (_command(Fix(fill_command(fix["command"], {}), fill_text(fix["why"], {}))),)
            if "command" in fix
            else (".Pp", sentences(fill_text(fix["advice"], {})))
        )
    if row["lookalikes"]:
        yield from (".Pp", "Similar, but different:", sentences(row["lookalikes"]))


def _command(fix: Fix) -> str:
    return tagged([(f"Li {argument(fix.command)}", fix.why or "\\&")])


def _date() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return f"{day:%B} {day.day}, {day.year}"


def main(directory: Path) -> None:
    """Write the pages that have changed to `directory`."""
    for name, page in pages(directory, _date()).items():
        file = directory / name
        old = file.read_text("utf-8") if file.exists() else ""
        if _DATE.sub("", old) != _DATE.sub("", page):
            file.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

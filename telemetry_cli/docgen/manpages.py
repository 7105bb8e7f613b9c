"""The manual pages: of the commands, the exit codes, and what is sent.

`python -m telemetry_cli.docgen.manpages man` writes them. Their date is SOURCE_DATE_EPOCH, or
today; a page that differs from the one on disk only in its date is left as it is.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from telemetry_cli.core.record import FIELDS
from telemetry_cli.docgen import command_pages
from telemetry_cli.docgen.mdoc import argument, bullets, sentences, tagged, text
from telemetry_cli.docgen.templates import fill
from telemetry_cli.knowledge.explanations import CATEGORIES, ExitCode, Fix, search

_DATE = re.compile(r"^\.Dd (.*)$", re.MULTILINE)


def pages(directory: Path, date: str) -> dict[str, str]:
    """Every page by file name; `directory` has the hand-written parts, `date` is as in mdoc."""
    return {
        **command_pages.pages(directory / "parts", date),
        "telemetry-cli-exit-codes.7": fill("exit-codes.mdoc", date=date, codes=_exit_codes()),
        "telemetry-cli-privacy.7": fill("privacy.mdoc", date=date, fields=_fields()),
    }


def date_of(page: str) -> str:
    """The date that a page bears, '' for none."""
    dated = _DATE.search(page)
    return dated[1] if dated else ""


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
            *(part for known in search("", category) for part in _entry(known) if part),
        )
    )


def _entry(known: ExitCode) -> Iterator[str]:
    yield f".Ss {argument(f'{known.code}: {known.description}')}"
    yield bullets(known.causes)
    yield from (".Pp", "What to do:")
    for fix in known.fixes:
        yield from (".Pp", sentences(fix.advice)) if fix.advice else (_command(fix),)
    if known.elsewhere:
        yield from (".Pp", "Elsewhere:", bullets(known.elsewhere))


def _command(fix: Fix) -> str:
    return tagged([(f"Li {argument(fix.command)}", fix.why or "\\&")])


def _date() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return f"{day:%B} {day.day}, {day.year}"


def main(directory: Path) -> None:
    """Write the pages that have changed into `directory`."""
    for name, page in pages(directory, _date()).items():
        file = directory / name
        old = file.read_text("utf-8") if file.exists() else ""
        if _DATE.sub("", old) != _DATE.sub("", page):
            file.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

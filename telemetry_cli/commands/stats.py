"""stats: numbers of installs, failure rates, and what got worse."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from telemetry_cli.commands.criteria import located, searching
from telemetry_cli.core.criteria import Criteria
from telemetry_cli.core.errors import UserError

if TYPE_CHECKING:
    from telemetry_cli.analysis.statistics import Statistics
    from telemetry_cli.edges.access import Access

_DEFAULT_PERIOD = timedelta(days=7)


class StatsFormat(StrEnum):
    """An output format for statistics."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@searching
def stats(
    criteria: Criteria,
    compare: Annotated[
        bool,
        typer.Option("--compare", help="Compare with the period before; --since defaults to 7d."),
    ] = False,
    minimum: Annotated[
        int, typer.Option(min=1, metavar="N", help="Only list apps with at least N installs.")
    ] = 10,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write a page with charts to FILE."),
    ] = None,
    output: Annotated[
        StatsFormat, typer.Option("--output", "-o", help="Output format.")
    ] = StatsFormat.TABLE,
) -> None:
    """Count installs and failures by app, exit code, system and day.

    The failure rate does not include installs that were interrupted or have not ended. Accepts the
    same search options as query. Times are in UTC.

    Example: telemetry-cli stats --since 7d --compare
    """
    # Imported here so that an invalid option is reported without loading requests and rich.
    from telemetry_cli.analysis.summary import Summary
    from telemetry_cli.edges.access import access
    from telemetry_cli.rendering import statistics_export, statistics_page, statistics_report

    made_at = datetime.now(UTC)
    until = criteria.until or made_at
    since = criteria.since or (until - _DEFAULT_PERIOD if compare else None)
    server = access()
    if since is not None:
        criteria = criteria.between(since, until)
    criteria = located(criteria, server)
    now = _count(criteria, server)
    before = None
    if compare and since is not None:
        before = _count(criteria.between(since - (until - since), since), server)
    summary = Summary(
        now=now,
        before=before,
        since=since,
        until=criteria.until,
        filter=criteria.filter(),
        source=f"{server.server.shown} {server.server.collection}",
        made_at=made_at,
        minimum=minimum,
    )
    if html is not None:
        _write(html, statistics_page.page(summary))
    match output:
        case StatsFormat.TABLE:
            statistics_report.show(summary)
        case StatsFormat.JSON:
            print(statistics_export.as_json(summary))
        case StatsFormat.CSV:
            statistics_export.write_csv(summary)


def _count(criteria: Criteria, server: Access) -> Statistics:
    """Statistics of all matching records; with a progress bar if stderr is a terminal."""
    from telemetry_cli.analysis.statistics import Statistics
    from telemetry_cli.edges import search as searches
    from telemetry_cli.edges.reader import Search

    expression = criteria.filter()
    pages = searches.everything(Search(expression), server)
    if sys.stderr.isatty():
        from telemetry_cli.rendering.progress import counted

        pages = counted(pages, searches.count(expression, server))
    statistics = Statistics()
    for page in pages:
        statistics.add(page.records)
    return statistics


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or error
        raise UserError(f"cannot write {file} ({reason}): choose another --html") from error

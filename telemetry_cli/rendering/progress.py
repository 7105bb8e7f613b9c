"""A progress bar on stderr."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from telemetry_cli.core.paging import Page


def counted(pages: Iterator[Page], total: int) -> Iterator[Page]:
    """`pages` as they arrive, with a progress bar over `total` records."""
    columns = (TextColumn("records"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        for page in pages:
            yield page
            progress.advance(task, len(page.records))

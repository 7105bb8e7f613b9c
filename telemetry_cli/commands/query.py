"""query: search the records."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from telemetry_cli.commands.criteria import located, searching
from telemetry_cli.core import paging
from telemetry_cli.core.criteria import Criteria
from telemetry_cli.core.protocol import MAX_PER_PAGE
from telemetry_cli.core.record import FIELD_NAMES
from telemetry_cli.core.text import shown
from telemetry_cli.rendering.records import Format, write

if TYPE_CHECKING:
    from telemetry_cli.core.paging import Page
    from telemetry_cli.edges.access import Access
    from telemetry_cli.edges.reader import Search

NEWEST_FIRST = "-@rowid"
"""The order of insertion; for `created`, the server would sort the whole table for each page."""

_DEFAULT_LIMIT = 30
_SORT_WORDS = ("@rowid", "@random")


@searching
def query(
    criteria: Criteria,
    sort: Annotated[
        str,
        typer.Option(
            help="Comma-separated fields; prefix with - to sort descending. Default: newest first."
        ),
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=1,
            help=f"Print at most N records. Default: {_DEFAULT_LIMIT}.",
            metavar="N",
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Print all records; faster without --sort, but unordered.")
    ] = False,
    page: Annotated[int | None, typer.Option(min=1, metavar="N", help="Print only page N.")] = None,
    per_page: Annotated[
        int | None, typer.Option(min=1, max=MAX_PER_PAGE, metavar="N", help="Records per page.")
    ] = None,
    fields: Annotated[str, typer.Option(help="Comma-separated fields to print.")] = "",
    output: Annotated[Format, typer.Option("--output", "-o", help="Output format.")] = Format.TABLE,
    count: Annotated[
        bool, typer.Option("--count", help="Print only the number of matching records.")
    ] = False,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Keep printing new matches as they arrive.")
    ] = False,
    print_filter: Annotated[
        bool, typer.Option("--print-filter", help="Print the PocketBase filter and exit.")
    ] = False,
) -> None:
    """Search the records, newest first.

    Repeated options are ORed, different options are ANDed. Times are in UTC. Exits with 0 even if
    nothing matches, and with 1 if the server cannot be reached or refuses the search.

    Example: telemetry-cli query --failed --app 'jelly*' --since 7d
    """
    names = _names(fields, "--fields", FIELD_NAMES)
    _names(sort, "--sort", (*FIELD_NAMES, *_SORT_WORDS))
    is_one_page = page is not None or per_page is not None
    _refuse_contradiction(
        {
            "--all": all_,
            "--limit": limit is not None and not follow,
            "--page and --per-page": is_one_page,
            "--count": count,
            "--follow": follow,
        }
    )
    if follow and (sort or output is Format.JSON):
        raise typer.BadParameter("--follow cannot be combined with --sort or -o json")
    if (limit is not None and limit > MAX_PER_PAGE) or (all_ and sort):
        _refuse_random(sort)
    if print_filter:
        typer.echo(criteria.filter())
        return

    # Imported here so that an invalid option is reported without loading requests.
    from telemetry_cli.edges import search as searches
    from telemetry_cli.edges.access import access
    from telemetry_cli.edges.reader import Search

    server = access()
    search = Search(located(criteria, server).filter(), sort or NEWEST_FIRST, fields)
    if count:
        typer.echo(searches.count(search.filter, server))
        return
    if is_one_page:
        single = searches.one_page(
            search, server, page=page or 1, per_page=per_page or _DEFAULT_LIMIT
        )
        pages: Iterator[Page] = iter([single])
    elif follow:
        pages = searches.follow(search, server, limit or _DEFAULT_LIMIT)
    elif all_:
        pages = _all(Search(search.filter, sort, fields), server)
    else:
        pages = searches.first(search, server, limit or _DEFAULT_LIMIT)
    if not write(pages, output, names) and output is Format.TABLE:
        typer.echo("no record matches", err=True)


def _all(search: Search, access: Access) -> Iterator[Page]:
    """All records; with a progress bar if stderr is a terminal and stdout is not."""
    from telemetry_cli.edges import search as searches
    from telemetry_cli.rendering.progress import counted

    pages = searches.everything(search, access)
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return pages
    return counted(pages, searches.count(search.filter, access))


def _refuse_contradiction(options: dict[str, bool]) -> None:
    given = [name for name, is_given in options.items() if is_given]
    if len(given) > 1:
        raise typer.BadParameter(f"{given[0]} cannot be combined with {given[1]}")


def _refuse_random(sort: str) -> None:
    try:
        paging.keys(sort)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--sort") from error


_NAME = re.compile(r"[+-]?(?P<name>@?\w+|\*)(?::\w+(?:\([^()]*\))?)?", re.ASCII)
"""A field in a list: in --sort after + or -, in --fields before :modifier(arguments)."""


def _names(text: str, option: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """The field names in a comma-separated list."""
    names = tuple(match["name"] for match in _NAME.finditer(text))
    rest = _NAME.sub("", text).replace(",", "").strip()
    for name in (*names, *([rest] if rest else [])):
        if name not in choices and name != "*":
            near = get_close_matches(name, choices, 1)
            remedy = f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(choices)}"
            message = f"unknown field '{shown(name)}': {remedy}"
            raise typer.BadParameter(message, param_hint=option)
    return () if "*" in names else names

"""query: search the records."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from telemetry_cli.commands.criteria import searching
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
"""The order of insertion; by `created` the server sorts the whole table for each page."""

_DEFAULT_LIMIT = 30
_SORT_WORDS = ("@rowid", "@random")


@searching
def query(
    criteria: Criteria,
    sort: Annotated[
        str,
        typer.Option(
            help="Fields by comma, - before one for descending; newest first if not given."
        ),
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=1,
            help=f"At most N records, {_DEFAULT_LIMIT} if not given.",
            metavar="N",
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="All records; without --sort in no order, but faster.")
    ] = False,
    page: Annotated[int | None, typer.Option(min=1, help="This page alone.")] = None,
    per_page: Annotated[
        int | None, typer.Option(min=1, max=MAX_PER_PAGE, help="Records on a page.")
    ] = None,
    fields: Annotated[str, typer.Option(help="These fields alone, by comma.")] = "",
    output: Annotated[
        Format, typer.Option("--output", "-o", help="How to write the records.")
    ] = Format.TABLE,
    count: Annotated[
        bool, typer.Option("--count", help="Print the number of matches alone.")
    ] = False,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on with new matches as they come.")
    ] = False,
    print_filter: Annotated[
        bool, typer.Option("--print-filter", help="Print the PocketBase filter and ask nothing.")
    ] = False,
) -> None:
    """Search the records, the newest first.

    All options together have to match; of one that is repeated, one value. Times are UTC, as on
    the server. Exits with 0 also if nothing matches, with 1 if the server cannot be asked.

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
        raise typer.BadParameter("--follow has its own order and no end: no --sort, no -o json")
    if (limit is not None and limit > MAX_PER_PAGE) or (all_ and sort):
        _refuse_random(sort)
    if print_filter:
        typer.echo(criteria.filter())
        return

    # Imported here: a wrong option is told without waiting for requests.
    from telemetry_cli.edges import search as searches
    from telemetry_cli.edges.access import access
    from telemetry_cli.edges.reader import Search

    search = Search(criteria.filter(), sort or NEWEST_FIRST, fields)
    server = access()
    if count:
        typer.echo(searches.count(search.filter, server))
        return
    if is_one_page:
        one = searches.one_page(search, server, page=page or 1, per_page=per_page or _DEFAULT_LIMIT)
        pages: Iterator[Page] = iter([one])
    elif follow:
        pages = searches.follow(search, server, limit or _DEFAULT_LIMIT)
    elif all_:
        pages = _all(Search(search.filter, sort, fields), server)
    else:
        pages = searches.first(search, server, limit or _DEFAULT_LIMIT)
    if not write(pages, output, names) and output is Format.TABLE:
        typer.echo("no record matches", err=True)


def _all(search: Search, access: Access) -> Iterator[Page]:
    """All records, with a bar on stderr where somebody watches and the records go elsewhere."""
    from telemetry_cli.edges import search as searches
    from telemetry_cli.rendering.progress import counted

    pages = searches.everything(search, access)
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return pages
    return counted(pages, searches.count(search.filter, access))


def _refuse_contradiction(given: dict[str, bool]) -> None:
    several = [name for name, is_given in given.items() if is_given]
    if len(several) > 1:
        raise typer.BadParameter(f"{' and '.join(several[:2])} exclude each other: give one")


def _refuse_random(sort: str) -> None:
    try:
        paging.keys(sort)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--sort") from error


_NAME = re.compile(r"[+-]?(@?\w+|\*)(?::\w+(?:\([^()]*\))?)?", re.ASCII)
"""A field in a list: + or - before it to sort by, :modifier(arguments) behind it to show."""


def _names(text: str, option: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The names in a list by comma."""
    names = tuple(found[1] for found in _NAME.finditer(text))
    rest = _NAME.sub("", text).replace(",", "").strip()
    for name in (*names, *([rest] if rest else [])):
        if name not in known and name != "*":
            near = get_close_matches(name, known, 1)
            remedy = f"did you mean '{near[0]}'?" if near else f"give one of {', '.join(known)}"
            message = f"'{shown(name)}' is no field: {remedy}"
            raise typer.BadParameter(message, param_hint=option)
    return () if "*" in names else names

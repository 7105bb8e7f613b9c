"""The search options that query and stats share."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from telemetry_cli.core import moments
from telemetry_cli.core.criteria import Criteria, exit_codes
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.record import InstallType, Status
from telemetry_cli.core.text import shortened, shown

if TYPE_CHECKING:
    from telemetry_cli.edges.access import Access

_NAME = "* is a wildcard; repeatable."


def _read(
    filter: Annotated[
        str, typer.Option(metavar="FILTER", help="PocketBase filter, ANDed with the other options.")
    ] = "",
    app: Annotated[list[str], typer.Option(help=f"Application; {_NAME}")] = [],
    status: Annotated[
        list[str], typer.Option(help="success, failed, installing or unknown; repeatable.")
    ] = [],
    failed: Annotated[bool, typer.Option("--failed", help="Only failed installs.")] = False,
    type: Annotated[list[InstallType], typer.Option(help="Type of install; repeatable.")] = [],
    exit_code: Annotated[
        list[str],
        typer.Option(metavar="CODE", help="Exit code, e.g. 137, oom, 100-125 or 1,2; repeatable."),
    ] = [],
    category: Annotated[
        list[str],
        typer.Option(metavar="CATEGORY", help="Category of exit codes, e.g. database; repeatable."),
    ] = [],
    os_type: Annotated[
        list[str], typer.Option(help=f"Operating system, e.g. debian; {_NAME}")
    ] = [],
    os_version: Annotated[
        list[str], typer.Option(help=f"Version of the operating system, e.g. 12; {_NAME}")
    ] = [],
    pve_version: Annotated[
        list[str], typer.Option(help=f"Version of Proxmox VE, e.g. 8.2.*; {_NAME}")
    ] = [],
    method: Annotated[list[str], typer.Option(help=f"Installation method; {_NAME}")] = [],
    since: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN", help="Created at or after WHEN: 7d, 36h, 2026-02-01 or a time."
        ),
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help="Created before WHEN.")] = None,
    stuck: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Still installing after TIME, e.g. 24h."),
    ] = None,
    random_id: Annotated[
        str | None, typer.Option(metavar="UUID", help="Only the record of this session.")
    ] = None,
) -> Criteria:
    now = datetime.now(UTC)
    statuses = [_status(word) for word in status] + ([Status.FAILED] if failed else [])
    codes = _checked("--exit-code", lambda: exit_codes(exit_code, category))
    if (exit_code or category) and not codes:
        message = "no exit code matches both --exit-code and --category: use only one of them"
        raise typer.BadParameter(message)
    criteria = Criteria(
        apps=app,
        statuses=[Status.FAILED] if failed and not status else statuses,
        types=type,
        exit_codes=codes,
        os_types=os_type,
        os_versions=os_version,
        pve_versions=pve_version,
        methods=method,
        since=_moment("--since", since, now),
        until=_moment("--until", until, now),
        stuck_since=_stuck(stuck, now),
        random_id=random_id,
        raw_filter=filter,
    )
    if criteria.since and criteria.until and criteria.since >= criteria.until:
        raise typer.BadParameter(f"--since '{since}' is not before --until '{until}'")
    _checked("a value", criteria.filter)
    return criteria


def searching(command: Callable[..., None]) -> Callable[..., None]:
    """Add the search options to `command`, which takes the criteria as its first argument."""
    shared = inspect.signature(_read, eval_str=True).parameters
    _, *own = inspect.signature(command, eval_str=True).parameters.values()

    def with_options(**values: Any) -> None:
        shared_values = {name: values.pop(name) for name in shared}
        command(_read(**shared_values), **values)

    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in (*shared.values(), *own)
    ]
    with_options.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_options.__doc__ = command.__doc__
    return with_options


def located(criteria: Criteria, access: Access) -> Criteria:
    """The criteria with the record ID in place of random_id, unless only the latter matches.

    A hardened server hides random_id, and refuses searches for it. Raises UserError.
    """
    # Imported here so that an invalid option is reported without loading requests.
    from telemetry_cli.edges.search import count

    by_id = criteria.by_record_id()
    if by_id == criteria or count(by_id.filter(), access):
        return by_id
    try:
        return criteria if count(criteria.filter(), access) else by_id
    except UserError:
        return by_id


def _status(word: str) -> Status:
    words = {status.word: status for status in Status} | {Status.SUCCESS.value: Status.SUCCESS}
    if word not in words:
        choices = ", ".join(status.word for status in Status)
        message = f"unknown status '{shown(word)}': use one of {choices}"
        raise typer.BadParameter(message, param_hint="--status")
    return words[word]


def _moment(option: str, text: str | None, now: datetime) -> datetime | None:
    if text is None:
        return None
    try:
        return moments.moment(text, now)
    except ValueError as error:
        raise _wrong(option, f"invalid time '{text}': {error}") from error


def _stuck(text: str | None, now: datetime) -> datetime | None:
    if text is None:
        return None
    try:
        return now - moments.duration(text)
    except (ValueError, OverflowError) as error:
        raise _wrong("--stuck", f"invalid duration '{text}': {error}") from error


def _checked(option: str, work: Callable[[], Any]) -> Any:
    try:
        return work()
    except ValueError as error:
        raise _wrong(option, str(error)) from error


def _wrong(option: str, message: str) -> typer.BadParameter:
    return typer.BadParameter(shown(shortened(message, 200)), param_hint=option)

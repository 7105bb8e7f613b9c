"""Searches: one page, the first records, all records over several connections, new records."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any

from telemetry_cli.core import filters, paging, protocol
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.moments import on_the_wire
from telemetry_cli.core.paging import Page, Record
from telemetry_cli.core.protocol import MAX_PER_PAGE
from telemetry_cli.core.record import Status
from telemetry_cli.edges.access import Access
from telemetry_cli.edges.reader import Reader, Search, TooLargeError, search_error
from telemetry_cli.knowledge.explanations import Seen

_COUNT_SECONDS = 60.0
"""Timeout of a count; a million records without an index take half a second."""

_MAX_GIVEN_PAGE = 64 << 20
"""The size limit of a page whose --per-page the user chose; 1,000 huge records take 25 MB."""

_CONNECTIONS = 4
_WORTH_SPLITTING = 20_000
"""The number of records from which several connections are faster."""

_PARTS = 4 * _CONNECTIONS
"""Parts of the key space: more than connections, so that all of these finish together."""

_POLL = 1.0
_POLL_SHARE = 10.0
"""Seconds between two polls for new records, or this multiple of the duration of a poll."""

_OVERLAP = timedelta(seconds=5)
"""How far each poll looks back: a record may become visible some time after its timestamp."""

_REMEMBERED = 20_000
"""How many printed records `follow` remembers."""

_SEEN_DAYS = 30
_SEEN_RECORDS = 10_000
"""How many records to read, newest first, to count the apps of an exit code."""

_SEEN_APPS = 5

_BY_ID = paging.keys(paging.BY_ID)


def one_page(search: Search, access: Access, *, page: int, per_page: int) -> Page:
    """The page with the number `page`, of `per_page` records. Raises UserError."""
    with closing(access.connect()) as connection:
        reader = Reader(connection, search)
        return reader.page(search.filter, page=page, per_page=per_page, limit=_MAX_GIVEN_PAGE)


def first(search: Search, access: Access, limit: int) -> Iterator[Page]:
    """The first `limit` records in the order of the search. Any page may raise UserError."""
    if limit <= MAX_PER_PAGE:
        with closing(access.connect()) as connection, suppress(TooLargeError):
            page = Reader(connection, search).page(search.filter, per_page=limit)
            if page.is_last or len(page.records) >= limit:
                yield page
                return
    try:
        order = paging.keys(search.sort)
    except ValueError as error:
        raise UserError(str(error)) from error
    with closing(access.connect()) as connection:
        fields = _fields(search.fields, order)
        reader = Reader(connection, Search(search.filter, ",".join(map(str, order)), fields))
        for page in reader.from_key(order):
            yield page if len(page.records) <= limit else Page(page.records[:limit])
            limit -= len(page.records)
            if limit <= 0:
                return


def everything(search: Search, access: Access) -> Iterator[Page]:
    """All records, in the order of the search; without one, in parallel and unspecified order.

    Uses constant memory, and resumes after the last key if the connection is lost. Any page may
    raise UserError, and so does the end if the server has more records than it returned.
    """
    begun, number = None, 0
    for page in _all_pages(search, access):
        begun = begun or page.at
        number += len(page.records)
        yield page
    if begun is not None:
        _refuse_gaps(search.filter, access, number, datetime.fromtimestamp(begun, UTC))


def _refuse_gaps(filter: str, access: Access, number: int, begun: datetime) -> None:
    """Raise UserError if the server counts more than `number` records created before `begun`."""
    since = f"created >= {filters.literal(on_the_wire(begun - _OVERLAP))}"
    try:
        missing = count(filter, access) - number
        if missing > 0:
            missing -= count(filters.all_of([f"({filter})" if filter else "", since]), access)
    except UserError:
        return  # a server that cannot count right now has returned all pages nevertheless
    if missing > 0:
        whole = f"{number} of at least {number + missing} records"
        message = f"{access.server.shown} returned only {whole}: try again, or narrow the search"
        raise UserError(message)


def _all_pages(search: Search, access: Access) -> Iterator[Page]:
    if search.sort:
        yield from first(search, access, limit=1 << 62)
        return
    with closing(access.connect()) as connection:
        by_id = Search(search.filter, paging.BY_ID, _fields(search.fields, _BY_ID))
        reader = Reader(connection, by_id)
        page = next(reader.from_key(_BY_ID))
    yield page
    if not page.records or page.is_last:
        return
    last = str(page.records[-1].get("id"))
    is_large = paging.density(last, len(page.records)) >= _WORTH_SPLITTING
    parts = list(paging.split(last, _PARTS if is_large else 1))
    yield from _in_parallel(parts, by_id, access)


def count(filter: str, access: Access) -> int:
    """The number of matching records. Raises UserError."""
    with closing(access.connect()) as connection:
        request = protocol.count(access.server.collection, filter)
        response = connection.send(request, Deadline.after(_COUNT_SECONDS))
    total = response.json.get("totalItems") if isinstance(response.json, dict) else None
    if response.status != 200 or not isinstance(total, int):
        raise UserError(search_error(response, access.server, Search(filter)))
    return total


def seen(code: int, access: Access) -> Seen:
    """How often exit code `code` was reported in the last 30 days. Raises UserError."""
    since = datetime.now(UTC) - timedelta(days=_SEEN_DAYS)
    failed = filters.all_of(
        [
            filters.equals("status", Status.FAILED),
            f"created >= {filters.literal(on_the_wire(since))}",
        ]
    )
    with_code = filters.all_of([failed, filters.equals("exit_code", code)])
    pages = first(Search(with_code, "-@rowid"), access, _SEEN_RECORDS)
    apps = Counter(str(record.get("nsapp")) for page in pages for record in page.records)
    return Seen(
        days=_SEEN_DAYS,
        times=count(with_code, access),
        failures=count(failed, access),
        apps=tuple(apps.most_common(_SEEN_APPS)),
    )


def _fields(fields: str, order: tuple[paging.Key, ...]) -> str:
    """The fields to request: all, which is faster, unless `fields` has modifiers."""
    return ",".join([fields, *(key.field for key in order)]) if ":" in fields else ""


def _in_parallel(parts: list[paging.Range], search: Search, access: Access) -> Iterator[Page]:
    """The pages of all parts as they arrive, over several connections."""
    queue: Queue[paging.Range] = Queue()
    for part in parts:
        queue.put(part)
    results: Queue[Page | UserError | None] = Queue(maxsize=2)
    is_over = Event()

    def hand_over(result: Page | UserError | None) -> None:
        while not is_over.is_set():
            try:
                results.put(result, timeout=0.5)
                return
            except Full:
                pass

    def work() -> None:
        with closing(access.connect()) as connection:
            reader = Reader(connection, search, has_begun=True)
            try:
                while not is_over.is_set():
                    for page in reader.from_key(_BY_ID, queue.get_nowait().filter()):
                        hand_over(page)
                        if is_over.is_set():
                            return
            except Empty:
                hand_over(None)
            except UserError as error:
                hand_over(error)

    workers = [Thread(target=work, daemon=True) for _ in range(min(_CONNECTIONS, len(parts)))]
    for worker in workers:
        worker.start()
    busy = len(workers)
    try:
        while busy:
            result = results.get()
            if isinstance(result, UserError):
                raise result
            if result is None:
                busy -= 1
            else:
                yield result
    finally:
        is_over.set()


def follow(search: Search, access: Access, last: int) -> Iterator[Page]:
    """The `last` newest records, oldest first, then new matches as they arrive.

    A record is new when it first matches; one that fails may have been created long before.
    After the first response, waits for the server during any outage. Never ends; raises UserError.
    """
    order = paging.keys("updated")
    printed: OrderedDict[Any, None] = OrderedDict()
    with closing(access.connect()) as connection:
        newest = Reader(connection, search).page(search.filter, per_page=last)
        reader = Reader(connection, Search(search.filter, "updated,id"), outage=float("inf"))
        since = datetime.fromtimestamp(newest.at, UTC)
        earlier = {record.get("id") for page in _updated(reader, order, since) for record in page}
        printed.update(dict.fromkeys(earlier | {record.get("id") for record in newest.records}))
        yield Page(newest.records[::-1])
        while True:
            poll_start = time.monotonic()
            for records in _updated(reader, order, since):
                fresh = [record for record in records if record.get("id") not in printed]
                printed.update(dict.fromkeys(record.get("id") for record in fresh))
                since = max(since, _updated_at(records[-1]))
                yield Page(fresh)
            while len(printed) > _REMEMBERED:
                printed.popitem(last=False)
            time.sleep(max(_POLL, _POLL_SHARE * (time.monotonic() - poll_start)))


def _updated(
    reader: Reader, order: tuple[paging.Key, ...], since: datetime
) -> Iterator[list[Record]]:
    bound = f"updated >= {filters.literal(on_the_wire(since - _OVERLAP))}"
    for page in reader.from_key(order, bound):
        if page.records:
            yield page.records


def _updated_at(record: Record) -> datetime:
    return datetime.fromisoformat(str(record.get("updated")))

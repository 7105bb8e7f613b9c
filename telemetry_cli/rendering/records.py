"""Prints records as a table, JSON, newline-delimited JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Any

from telemetry_cli.core.paging import Page, Record
from telemetry_cli.core.record import FIELD_NAMES, Status
from telemetry_cli.core.text import shortened, shown, shown_json
from telemetry_cli.knowledge.exit_codes import FIRST, LAST, describe
from telemetry_cli.rendering.table import Cell, Column, Tone
from telemetry_cli.rendering.terminal_table import TableWriter, terminal_width

_NEEDED_WIDTHS = {"id": 110, "os_type": 100, "type": 60, "created": 52}
"""The terminal width, in columns, that a field of the overview requires."""

_RIGID = frozenset({"created", "updated", "type", "status", "id"})
"""Fields that are never cut; the others share the remaining width."""

_MAX_CELL = 200
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
TONES = {
    Status.SUCCESS: Tone.GOOD,
    Status.FAILED: Tone.BAD,
    Status.INSTALLING: Tone.ACTIVE,
    Status.UNKNOWN: Tone.UNSURE,
}
_OVERVIEW = ("created", "nsapp", "type", "status", "exit_code", "os_type", "id")
_TITLES = {"nsapp": "app", "exit_code": "exit code", "os_type": "os"}


class Format(StrEnum):
    """An output format for records."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"


def write(pages: Iterable[Page], format: Format, fields: tuple[str, ...]) -> int:
    """Print the records of `pages` as they arrive, only `fields` if given; returns their number."""
    match format:
        case Format.TABLE:
            return _table(pages, fields)
        case Format.JSON:
            return _json(pages, fields)
        case Format.NDJSON:
            return _ndjson(pages, fields)
        case Format.CSV:
            return _csv(pages, fields or FIELD_NAMES)


def _json(pages: Iterable[Page], fields: tuple[str, ...]) -> int:
    count, encode = 0, _encoder()
    for page in pages:
        for record in page.records:
            count += 1
            sys.stdout.write(("[\n" if count == 1 else ",\n") + encode(_part(record, fields)))
    sys.stdout.write("\n]\n" if count else "[]\n")
    return count


def _ndjson(pages: Iterable[Page], fields: tuple[str, ...]) -> int:
    count, encode = 0, _encoder()
    as_it_came = not fields and sys.stdout.encoding.lower() == "utf-8" and not sys.stdout.isatty()
    sys.stdout.flush()
    for page in pages:
        count += len(page.records)
        lines = _lines(page) if as_it_came else None
        if lines is None:
            lines = b"".join(
                (encode(_part(record, fields)) + "\n").encode(sys.stdout.encoding)
                for record in page.records
            )
        sys.stdout.buffer.write(lines)
        sys.stdout.buffer.flush()  # so that readers see each page at once
    return count


_ITEMS = b'"items":['
_BEGIN = b'{"collectionId":"'


def _lines(page: Page) -> bytes | None:
    """The records as lines of the server's own JSON, None if its layout is not PocketBase's.

    Quotes in strings are escaped, so the separator of two records cannot occur within a record.
    """
    begin, end = page.body.find(_ITEMS) + len(_ITEMS), page.body.rfind(b"]")
    items = page.body[begin:end]
    separator = b"}," + _BEGIN
    if not items.startswith(_BEGIN) or items.count(separator) != len(page.records) - 1:
        return None
    return items.replace(separator, b"}\n" + _BEGIN) + b"\n"


def _part(record: Record, fields: tuple[str, ...]) -> Record:
    return {name: record[name] for name in fields if name in record} if fields else record


def _encoder() -> Callable[[Record], str]:
    """A function that encodes a record as JSON in the encoding of stdout, safe for a terminal."""
    if sys.stdout.encoding.lower() != "utf-8":
        return json.dumps
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return (lambda record: shown_json(encode(record))) if sys.stdout.isatty() else encode


def _csv(pages: Iterable[Page], fields: tuple[str, ...]) -> int:
    writer, count = csv.writer(sys.stdout, lineterminator="\n"), 0
    visible = shown if sys.stdout.isatty() else str
    writer.writerow(fields)
    for page in pages:
        for record in page.records:
            writer.writerow([visible(csv_cell(record.get(field, ""))) for field in fields])
        count += len(page.records)
        sys.stdout.flush()
    return count


def csv_cell(value: Any) -> str:
    """`value` as a CSV cell; a leading ' keeps spreadsheets from running text as a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return "" if value is None else str(value)


def _table(pages: Iterable[Page], fields: tuple[str, ...]) -> int:
    names = fields or _fields_for(terminal_width())
    columns = [Column(_title(field), rigid=field in _RIGID) for field in names]
    table, count = TableWriter(columns), 0
    for page in pages:
        if page.records:
            table.add([[_cell(record, field) for field in names] for record in page.records])
            count += len(page.records)
            sys.stdout.flush()
    return count


def _fields_for(width: int | None) -> tuple[str, ...]:
    """The fields of the overview that fit, without the least important ones."""
    if width is None:
        return _OVERVIEW
    hidden = {field for field, needed in _NEEDED_WIDTHS.items() if width < needed}
    return tuple(field for field in _OVERVIEW if field not in hidden)


def _title(field: str) -> str:
    return _TITLES.get(field, field.replace("_", " "))


def _cell(record: Record, field: str) -> Cell:
    value = record.get(field)
    if field == "status" and value in tuple(Status):
        return Cell(Status(value).word, TONES[Status(value)])
    return Cell(_cell_text(record, field, value))


def _cell_text(record: Record, field: str, value: Any) -> str:
    if field == "exit_code":
        return _exit_code(record)
    if field in ("created", "updated") and isinstance(value, str):
        return _text(value[:16])
    if field == "os_type":
        return _text(f"{value or ''} {record.get('os_version') or ''}".strip())
    return _text(value)


def _exit_code(record: Record) -> str:
    """The code and its meaning; '' if there is none yet, which the server stores as 0."""
    code = record.get("exit_code")
    if not isinstance(code, int) or not FIRST <= code <= LAST:
        return _text(code)
    if code == 0 and record.get("status", Status.SUCCESS) != Status.SUCCESS:
        return ""
    if not code:
        return str(code)
    error = record.get("error")
    return f"{code}  {_meaning(code, error if isinstance(error, str) else '')}"


@lru_cache(maxsize=1000)
def _meaning(code: int, error: str) -> str:
    """The cause that the error text shows, else the meaning of the exit code."""
    phrase = describe(code)
    if not error or error == phrase:
        return phrase
    # Imported here, because most records have only the phrase.
    from telemetry_cli.knowledge.diagnosis import diagnose_error

    causes = diagnose_error(error, code).causes
    return causes[0].title if causes else phrase


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shortened(text, _MAX_CELL)

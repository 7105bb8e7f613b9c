"""Records as a table for people, as JSON, lines of JSON, or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from telemetry_cli.core.exit_codes import FIRST, LAST, describe
from telemetry_cli.core.record import FIELD_NAMES, Status
from telemetry_cli.core.text import shown
from telemetry_cli.rendering.table import Column, print_table, terminal_width

Record = Mapping[str, Any]

_NEEDED_WIDTHS = {"id": 110, "os_type": 100, "type": 60, "created": 52}
"""Columns of a terminal from which on a field has its place in the overview."""

_RIGID = frozenset({"created", "updated", "type", "status", "id"})
"""Fields that are worthless when cut; the others share what is left of the terminal."""

_MAX_CELL = 200
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_STYLES = {
    Status.SUCCESS.word: "green",
    Status.FAILED.word: "red",
    Status.INSTALLING.word: "cyan",
    Status.UNKNOWN.word: "yellow",
}
_OVERVIEW = ("created", "nsapp", "type", "status", "exit_code", "os_type", "id")
_TITLES = {"nsapp": "app", "exit_code": "exit code", "os_type": "os"}


class Format(StrEnum):
    """How records are written."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"


def write(records: Iterable[Record], format: Format, fields: tuple[str, ...]) -> int:
    """Write `records` to stdout, `fields` alone if any are named; returns how many there were."""
    match format:
        case Format.TABLE:
            return _table(records, fields)
        case Format.JSON:
            return _json(records)
        case Format.NDJSON:
            return _ndjson(records)
        case Format.CSV:
            return _csv(records, fields or FIELD_NAMES)


def _json(records: Iterable[Record]) -> int:
    count, ascii_only = 0, _is_ascii_only()
    for count, record in enumerate(records, 1):
        sys.stdout.write("[\n" if count == 1 else ",\n")
        sys.stdout.write(json.dumps(record, ensure_ascii=ascii_only))
    sys.stdout.write("\n]\n" if count else "[]\n")
    return count


def _ndjson(records: Iterable[Record]) -> int:
    count, ascii_only = 0, _is_ascii_only()
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=ascii_only) + "\n")
        count += 1
    return count


def _is_ascii_only() -> bool:
    """Whether characters beyond ASCII have to be escaped: stdout may not be able to write them."""
    return sys.stdout.encoding.lower() != "utf-8"


def _csv(records: Iterable[Record], fields: tuple[str, ...]) -> int:
    writer, count = csv.writer(sys.stdout, lineterminator="\n"), 0
    writer.writerow(fields)
    for record in records:
        writer.writerow([_csv_cell(record.get(field, "")) for field in fields])
        count += 1
    return count


def _csv_cell(value: Any) -> str:
    """The cell; a text that a spreadsheet would run as a formula is marked as text."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return "" if value is None else str(value)


def _table(records: Iterable[Record], fields: tuple[str, ...]) -> int:
    rows = list(records)
    if rows:
        names = fields or _fields_for(terminal_width())
        columns = [Column(_title(field), rigid=field in _RIGID) for field in names]
        cells = [[_cell(row, field) for field in names] for row in rows]
        print_table(columns, cells, lambda cell: _STYLES.get(cell, ""))
    return len(rows)


def _fields_for(width: int | None) -> tuple[str, ...]:
    """The fields of the overview that there is room for, the least important left out first."""
    if width is None:
        return _OVERVIEW
    hidden = {field for field, needed in _NEEDED_WIDTHS.items() if width < needed}
    return tuple(field for field in _OVERVIEW if field not in hidden)


def _title(field: str) -> str:
    return _TITLES.get(field, field.replace("_", " ")).upper()


def _cell(record: Record, field: str) -> str:
    value = record.get(field)
    if field == "status":
        return Status(value).word if value in tuple(Status) else _text(value)
    if field == "exit_code":
        return _exit_code(record)
    if field in ("created", "updated") and isinstance(value, str):
        return _text(value[:16])
    if field == "os_type":
        return _text(f"{value or ''} {record.get('os_version') or ''}".strip())
    return _text(value)


def _exit_code(record: Record) -> str:
    """The code and its meaning; nothing while there is none, which the server stores as 0."""
    code = record.get("exit_code")
    if not isinstance(code, int) or not FIRST <= code <= LAST:
        return _text(code)
    if code == 0 and record.get("status", Status.SUCCESS) != Status.SUCCESS:
        return ""
    return f"{code}  {describe(code)}" if code else str(code)


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    visible = shown(text[:_MAX_CELL])
    return visible if len(text) <= _MAX_CELL else visible + "…"

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

Record = Mapping[str, Any]

_WIDE = 100
"""Columns of a terminal from which on the record ID has its place."""

_MAX_CELL = 200
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_STYLES = {
    Status.SUCCESS.word: "green",
    Status.FAILED.word: "red",
    Status.INSTALLING.word: "cyan",
    Status.UNKNOWN.word: "yellow",
}
_FIXED_WIDTHS = {"created": 16, "updated": 16, "type": 5, "status": 10}
"""Columns that are worthless when cut; the others share what is left of the terminal."""

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
    count = 0
    for count, record in enumerate(records, 1):
        sys.stdout.write("[\n" if count == 1 else ",\n")
        sys.stdout.write(json.dumps(record, ensure_ascii=False))
    sys.stdout.write("\n]\n" if count else "[]\n")
    return count


def _ndjson(records: Iterable[Record]) -> int:
    count = 0
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += 1
    return count


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
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = list(records)
    if not rows:
        return 0
    console = Console(highlight=False)
    if not console.is_terminal:
        _plain_table(rows, fields or _OVERVIEW)
        return len(rows)
    columns = fields or (_OVERVIEW if console.width >= _WIDE else _OVERVIEW[:-2])
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for field in columns:
        is_wide = field in ("exit_code", "error")
        width = _FIXED_WIDTHS.get(field)
        table.add_column(
            _title(field),
            no_wrap=True,
            overflow="ellipsis",
            ratio=1 if is_wide else None,
            min_width=width,
        )
    for row in rows:
        cells = [_cell(row, field) for field in columns]
        table.add_row(*(Text(cell, style=_STYLES.get(cell, "")) for cell in cells))
    console.print(table)
    return len(rows)


def _plain_table(rows: list[Record], columns: tuple[str, ...]) -> None:
    """Aligned columns without any decoration, whole cells, for pipes and files."""
    from rich.cells import cell_len

    lines = [[_title(field) for field in columns]]
    lines += [[_cell(row, field) for field in columns] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)
        )
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


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
    if code == 0 and record.get("status") != Status.SUCCESS:
        return ""
    return f"{code}  {describe(code)}" if code else str(code)


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    visible = shown(text[:_MAX_CELL])
    return visible if len(text) <= _MAX_CELL else visible + "…"

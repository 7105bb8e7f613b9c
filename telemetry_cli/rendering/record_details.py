"""Prints one record in full, for users or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from rich.console import Console
from rich.table import Table
from rich.text import Text

from telemetry_cli.core.paging import Record
from telemetry_cli.core.record import FIELD, Status
from telemetry_cli.core.text import shown, shown_json
from telemetry_cli.knowledge.diagnosis import Diagnosis, diagnose_error
from telemetry_cli.knowledge.exit_codes import FIRST, LAST
from telemetry_cli.knowledge.explanations import explanation
from telemetry_cli.rendering import diagnosis_card
from telemetry_cli.rendering.card import card, terminal
from telemetry_cli.rendering.records import TONES
from telemetry_cli.rendering.table import Tone
from telemetry_cli.rendering.terminal_table import STYLES, terminal_width

_UNBOUNDED = 10_000
_NAMES = ("id", *FIELD)


def admin_page(base: str, collection: str, identity: str) -> str:
    """The URL of a record in PocketBase's admin page, given the server's base URL."""
    query = urlencode({"collection": collection, "recordId": identity}, quote_via=quote)
    return f"{base}/_/#/collections?{query}"


def show(record: Record, address: str) -> None:
    """Print every field with its unit, the URL `address`, and the explanation of the exit code."""
    console = Console(highlight=False, width=terminal_width() or _UNBOUNDED)
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    status = record.get("status")
    tone = TONES[Status(status)] if status in tuple(Status) else Tone.NEUTRAL
    for name, value in _fields(record):
        style = STYLES[tone] if name == "status" else ""
        table.add_row(Text(name, style="bold"), Text(value, style=style))
    table.add_row(Text("admin page", style="bold"), Text(shown(address)))
    with console.capture() as captured:
        console.print(table)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))
    diagnosis = _diagnosis(record)
    if diagnosis is None or not diagnosis.exit_code:
        return
    print()
    if diagnosis.causes:
        diagnosis_card.write(diagnosis, as_json=False)
        return
    width, color = terminal()
    code = explanation(diagnosis.exit_code, diagnosis.command)
    print(card(code, width=width, color=color and sys.stdout.isatty()), end="")


def show_json(record: Record, address: str) -> None:
    """Print the stored record as JSON, with `explanation` and `admin_page` added."""
    code, diagnosis = record.get("exit_code"), _diagnosis(record)
    explained = None
    if isinstance(code, int) and FIRST <= code <= LAST:
        explained = explanation(code).as_dict()
    causes = [cause.as_dict() for cause in diagnosis.causes] if diagnosis else []
    extended = {**record, "explanation": explained, "causes": causes, "admin_page": address}
    text = json.dumps(extended, indent=2, ensure_ascii=sys.stdout.encoding.lower() != "utf-8")
    print(shown_json(text) if sys.stdout.isatty() else text)


def _diagnosis(record: Record) -> Diagnosis | None:
    """The diagnosis from exit code and error text, None for a record without a failure."""
    code, error = record.get("exit_code"), record.get("error")
    if not isinstance(code, int) or not FIRST < code <= LAST:
        return None
    return diagnose_error(error if isinstance(error, str) else "", code)


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    others = [name for name in record if name not in (*_NAMES, "collectionId", "collectionName")]
    for name in (*_NAMES, *others):
        value = record.get(name)
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        if name == "status" and value in tuple(Status):
            text = Status(value).word
        unit = FIELD[name].unit if name in FIELD else ""
        lines = [shown(line) for line in text.split("\n")]
        yield shown(name), "\n".join(lines) + (f" {unit}" if unit and value else "")

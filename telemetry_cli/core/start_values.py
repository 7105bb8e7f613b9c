"""Converts the texts that installers pass to a start command into fields of the record."""

from __future__ import annotations

import re
from collections.abc import Mapping

from telemetry_cli.core.record import (
    FIELD,
    START_FIELDS,
    Field,
    InstallType,
    Kind,
    Start,
    Status,
    Value,
)
from telemetry_cli.core.text import one_line, quoted, shortened

_NUMBER = re.compile(
    r"(?P<number>[0-9]{1,15}(?:\.[0-9]{1,6})?)\s*(?P<unit>[a-z]*)", re.ASCII | re.IGNORECASE
)
_GIGABYTES = {
    **dict.fromkeys(("m", "mb", "mib"), 1 / 1024),
    **dict.fromkeys(("", "g", "gb", "gib"), 1.0),
    **dict.fromkeys(("t", "tb", "tib"), 1024.0),
}
_MEGABYTES = {unit: 1024 * factor for unit, factor in _GIGABYTES.items()} | {"": 1.0}
_FACTORS = {"GB": _GIGABYTES, "MB": _MEGABYTES, "": {"": 1.0}}
"""The factor for a number, by the unit of its field and the unit that it has."""


def read_start(
    install_type: InstallType, given: Mapping[str, str | None]
) -> tuple[Start, tuple[str, ...]]:
    """Convert `given`, texts by field name, to a start; returns a warning per invalid value.

    An invalid number is left out; a name that is too long is cut.
    """
    warnings: list[str] = []
    fields: dict[str, Value] = {"type": install_type.value, "status": Status.INSTALLING.value}
    for field in START_FIELDS:
        text = (given.get(field.name) or "").strip()
        if field.kind is Kind.NUMBER:
            value: Value = _number(field, text, warnings)
        else:
            value = _name(field, text, warnings) or field.default
        if value not in (None, ""):
            fields[field.name] = value
    fields.setdefault("ct_type", install_type.ct_type)
    random_id = session_id(given.get("random_id") or "")
    return Start(random_id, fields | {"random_id": random_id}), tuple(warnings)


def session_id(text: str) -> str:
    """`text` as a `random_id`: one line of at most 255 characters; deterministic."""
    return one_line(text)[: FIELD["random_id"].maximum]


def _number(field: Field, text: str, warnings: list[str]) -> float | None:
    if not text:
        return None
    parsed = _NUMBER.fullmatch(text)
    if parsed and (factor := _FACTORS[field.unit].get(parsed["unit"].lower())):
        value = round(float(parsed["number"]) * factor, 3)
        if field.minimum <= value <= field.maximum and (value.is_integer() or not field.whole):
            return int(value) if value.is_integer() else value
    unit = f" {field.unit}" if field.unit else ""
    warnings.append(
        f"{field.variable or field.option} {quoted(text)} left out: "
        f"must be a number from {field.minimum} to {field.maximum}{unit}"
    )
    return None


def _name(field: Field, text: str, warnings: list[str]) -> str:
    line = one_line(text)
    if len(line) > field.maximum:
        label = field.variable or field.name
        warnings.append(f"{label} {quoted(line)} cut to {field.maximum} characters")
    return shortened(line, field.maximum)

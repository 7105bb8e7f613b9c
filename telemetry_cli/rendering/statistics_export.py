"""Exports statistics as JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys

from telemetry_cli.analysis.comparison import Change
from telemetry_cli.analysis.statistics import Dimension, Group, is_exit_code
from telemetry_cli.analysis.summary import Summary
from telemetry_cli.knowledge.exit_codes import describe
from telemetry_cli.rendering.records import csv_cell
from telemetry_cli.rendering.statistics_tables import key_name


def as_json(summary: Summary) -> str:
    """The statistics as one JSON object."""
    exported: dict[str, object] = {
        "source": summary.source,
        "filter": summary.filter,
        "since": summary.since.isoformat() if summary.since else None,
        "until": (summary.until or summary.made_at).isoformat(),
        "total": _group(summary.now.total),
    }
    for dimension in Dimension:
        exported[dimension.value] = [
            _key(dimension, group.key) | _group(group) for group in summary.groups(dimension)
        ]
    if summary.before is not None and summary.total_change is not None:
        exported["before"] = _group(summary.before.total)
        exported["change"] = _change(summary.total_change)
        exported["changes"] = {
            dimension.value: [
                _key(dimension, change.key) | _change(change) for change in changes.values()
            ]
            for dimension, changes in summary.changes.items()
        }
    return json.dumps(exported, ensure_ascii=sys.stdout.encoding.lower() != "utf-8")


def write_csv(summary: Summary) -> None:
    """Print one row per group: dimension, key, numbers, and the comparison if there is one."""
    is_compared = summary.before is not None
    titles = ["dimension", "key", "meaning", "installs", "succeeded", "failed", "unknown"]
    titles += ["installing", "failure_rate"]
    titles += ["rate_before", "p_value", "trend"] if is_compared else []
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(titles)
    for dimension in Dimension:
        changes = summary.changes.get(dimension, {})
        for group in summary.now.ranked(dimension):
            meaning = key_name(dimension, group.key).removeprefix(group.key).strip()
            numbers = _group(group)
            row: list[object] = [dimension.value, csv_cell(group.key), meaning, *numbers.values()]
            if is_compared:
                change = changes.get(group.key)
                row += (
                    [_rounded(change.rate_before), _rounded(change.p_value), change.trend.value]
                    if change
                    else ["", "", ""]
                )
            writer.writerow(row)


def _key(dimension: Dimension, key: str) -> dict[str, object]:
    if dimension is Dimension.EXIT_CODE and is_exit_code(key):
        return {"key": int(key), "meaning": describe(int(key))}
    return {"key": key}


def _group(group: Group) -> dict[str, object]:
    return {
        "installs": group.installs,
        "succeeded": group.succeeded,
        "failed": group.failed,
        "unknown": group.unknown,
        "installing": group.installing,
        "failure_rate": _rounded(group.failure_rate),
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "rate_before": _rounded(change.rate_before),
        "rate": _rounded(change.rate),
        "excess_failures": round(change.excess, 1),
        "p_value": _rounded(change.p_value),
        "significant": change.is_significant,
        "trend": change.trend.value,
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else float(f"{rate:.4g}")

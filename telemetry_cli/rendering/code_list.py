"""Explanations as JSON, as the table of all, and with what a server has seen of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from telemetry_cli.core.text import shown
from telemetry_cli.knowledge.explanations import CATEGORIES, ExitCode, Seen
from telemetry_cli.rendering.card import card, terminal


def as_json(known: ExitCode, seen: Seen | None = None) -> dict[str, object]:
    """All that is known, and seen if it was asked."""
    return known.as_dict() | ({} if seen is None else {"seen": seen.as_dict()})


def write_json(explained: Sequence[dict[str, object]]) -> None:
    """Write an array of explanations."""
    sys.stdout.write(json.dumps(explained, indent=2) + "\n")


def write_card(known: ExitCode, seen: Seen | None) -> None:
    """Write what is known: the card on a terminal, the bare description into a pipe."""
    if sys.stdout.isatty():
        width, colour = terminal()
        sys.stdout.write(card(known, width=width, colour=colour))
    else:
        sys.stdout.write(known.description + "\n")
    if seen is not None:
        sys.stdout.write(_sentence(seen) + "\n")


def write_table(known: Sequence[ExitCode]) -> None:
    """Write a line a code; on a terminal grouped by category with headings."""
    is_terminal = sys.stdout.isatty()
    for category in CATEGORIES:
        group = [one for one in known if one.category == category]
        if not group:
            continue
        if is_terminal:
            sys.stdout.write(f"{category}\n")
        for one in group:
            line = f"  {one.code:3}  {one.description}" if is_terminal else _tabbed(one)
            sys.stdout.write(f"{line}\n")


def _tabbed(one: ExitCode) -> str:
    return f"{one.code}\t{one.category}\t{one.description}"


def _sentence(seen: Seen) -> str:
    if not seen.times:
        return f"Not seen in the last {seen.days} days ({seen.failures} failures)."
    apps = ", ".join(f"{shown(app)} ({count})" for app, count in seen.apps)
    share = 100 * seen.times / seen.failures
    return (
        f"Seen {seen.times} times in the last {seen.days} days, {share:.1f} % of"
        f" {seen.failures} failures; most in {apps}"
    )

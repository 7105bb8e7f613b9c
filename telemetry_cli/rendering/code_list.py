"""Exit codes as cards, plain descriptions, a list or JSON. Imports little, to be fast."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from telemetry_cli.knowledge.explanations import CATEGORIES, ExitCode, Seen


def write(
    codes: Sequence[ExitCode], seen: Sequence[Seen | None] | None = None, *, as_json: bool
) -> None:
    """Print each code: a card on a terminal, only its description in a pipe, or JSON.

    `seen` tells how often a server has seen each code.
    """
    pairs = list(zip(codes, seen or [None] * len(codes), strict=True))
    if as_json:
        _write_json([(code, sightings) for code, sightings in pairs])
        return
    for index, (code, sightings) in enumerate(pairs):
        if sys.stdout.isatty():
            from telemetry_cli.rendering.card import card, terminal

            width, color = terminal()
            separator = "\n" if index else ""
            sys.stdout.write(separator + card(code, width=width, color=color))
        else:
            sys.stdout.write(f"{code.description}\n")
        if sightings is not None:
            sys.stdout.write(f"{_sentence(sightings)}\n")


def write_list(codes: Sequence[ExitCode], *, as_json: bool) -> None:
    """Print one line per code, on a terminal grouped by category; or JSON."""
    if as_json:
        _write_json([(code, None) for code in codes])
        return
    is_terminal = sys.stdout.isatty()
    for category in CATEGORIES:
        group = [code for code in codes if code.category == category]
        if group and is_terminal:
            sys.stdout.write(f"{category}\n")
        for code in group:
            line = f"  {code.code:3}  {code.description}" if is_terminal else _tabbed(code)
            sys.stdout.write(f"{line}\n")


def _write_json(pairs: Sequence[tuple[ExitCode, Seen | None]]) -> None:
    import json

    array = [
        code.as_dict() | ({} if seen is None else {"seen": seen.as_dict()}) for code, seen in pairs
    ]
    sys.stdout.write(json.dumps(array, indent=2) + "\n")


def _tabbed(code: ExitCode) -> str:
    return f"{code.code}\t{code.category}\t{code.description}"


def _sentence(seen: Seen) -> str:
    if not seen.times:
        return f"Not seen in the last {seen.days} days ({seen.failures} failures)."
    from telemetry_cli.core.text import shown

    apps = ", ".join(f"{shown(app)} ({count})" for app, count in seen.apps)
    share = 100 * seen.times / seen.failures
    return (
        f"Seen {seen.times} times in the last {seen.days} days, {share:.1f} % of"
        f" {seen.failures} failures; most often in {apps}"
    )

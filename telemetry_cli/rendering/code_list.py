"""Exit codes as cards, plain descriptions, a list or JSON. Imports little, to be fast."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from telemetry_cli.knowledge.explanations import CATEGORIES, ExitCode, Seen


def write(
    codes: Sequence[ExitCode],
    seen: Sequence[Seen | None] | None = None,
    *,
    as_json: bool,
) -> None:
    """Print each code: a card on a terminal, only its description in a pipe, or JSON.

    `seen` tells how often a server has seen each code.
    """
    pairs = list(zip(codes, seen or [None] * len(codes), strict=True))
    if as_json:
        write_json(
            code.as_dict() | ({} if sightings is None else {"seen": sightings.as_dict()})
            for code, sightings in pairs
        )
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
        write_json(code.as_dict() for code in codes)
        return
    is_terminal = sys.stdout.isatty()
    for category in CATEGORIES:
        group = [code for code in codes if code.category == category]
        if group and is_terminal:
            sys.stdout.write(f"{category}\n")
        for code in group:
            line = f"  {code.code:3}  {code.description}" if is_terminal else _tabbed(code)
            sys.stdout.write(f"{line}\n")


def write_json(codes: Iterable[dict[str, object]]) -> None:
    """Print codes in their JSON form as one array."""
    import json

    sys.stdout.write(json.dumps(list(codes), indent=2) + "\n")


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

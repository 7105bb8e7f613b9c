"""Prints the causes that a log shows, as cards or as JSON."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator

from telemetry_cli.core.text import shown
from telemetry_cli.knowledge.diagnosis import Cause, Diagnosis
from telemetry_cli.knowledge.exit_codes import category, describe
from telemetry_cli.rendering.card import Card, terminal

_EVIDENCE = 300
"""The most characters to print of the line that shows the cause."""


def write(diagnosis: Diagnosis, *, as_json: bool) -> None:
    """Print a diagnosis: the first cause in full, the others by title; or all of them as JSON.

    Without a cause, prints the meaning of the exit code for the failed command.
    """
    if as_json:
        print(json.dumps(as_dict(diagnosis), indent=2))
        return
    width, color = terminal()
    color = color and sys.stdout.isatty()
    lines = _causes(diagnosis, Card(width, color=color))
    sys.stdout.write("\n".join(lines if diagnosis.causes else _unknown(diagnosis)) + "\n")


def as_dict(diagnosis: Diagnosis) -> dict[str, object]:
    """The JSON form. Description and category are from the first cause, else from the code."""
    code, first = diagnosis.exit_code, next(iter(diagnosis.causes), None)
    if first is not None:
        description, kind = first.title, first.category
    elif code is not None:
        description, kind = describe(code, diagnosis.command), category(code, diagnosis.command)
    else:
        description, kind = None, None
    return {
        "exit_code": code,
        "description": description,
        "category": kind,
        "causes": [cause.as_dict() for cause in diagnosis.causes],
    }


def _causes(diagnosis: Diagnosis, card: Card) -> Iterator[str]:
    first, *others = diagnosis.causes
    yield from card.title(first.title)
    kinds = [first.category, first.id]
    if diagnosis.exit_code is not None:
        kinds.append(f"exit code {diagnosis.exit_code}")
    yield from card.dim(", ".join(kinds))
    yield ""
    yield card.heading("Evidence" if first.line is None else f"Evidence (line {first.line})")
    yield f"  {_shortened(first.evidence)}"
    if diagnosis.command and diagnosis.command != first.evidence:
        prefix = f"line {diagnosis.script_line}: " if diagnosis.script_line else ""
        yield from card.dim(f"failed in {prefix}{_shortened(diagnosis.command)}", indent="  ")
    yield ""
    yield card.heading("Why")
    yield from card.paragraphs((first.why,))
    yield ""
    yield card.heading("What to do")
    yield from card.fixes(first.fixes)
    if first.lookalikes:
        yield ""
        yield card.heading("Similar, but different")
        yield from card.paragraphs((first.lookalikes,))
    if others:
        yield ""
        yield card.heading("Also possible")
        yield from card.paragraphs(tuple(map(_other, others)))


def _unknown(diagnosis: Diagnosis) -> Iterator[str]:
    yield "No known cause in this text."
    if diagnosis.exit_code is not None:
        meaning = describe(diagnosis.exit_code, diagnosis.command)
        yield f"Exit code {diagnosis.exit_code}: {meaning}"
        if diagnosis.command:
            yield f"Command: {_shortened(diagnosis.command)}"
        yield f"For possible causes, run: telemetry-cli explain {diagnosis.exit_code}"


def _other(cause: Cause) -> str:
    prefix = f"line {cause.line}: " if cause.line else ""
    return f"{cause.title} ({prefix}{textwrap.shorten(shown(cause.evidence), 100)})"


def _shortened(line: str) -> str:
    text = shown(line.strip())
    return text if len(text) <= _EVIDENCE else f"{text[: _EVIDENCE - 1]}…"

"""What an exit code means, as a card for a person. Knows no rich: explaining must not wait."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator

from telemetry_cli.knowledge.explanations import ExitCode

_BOLD, _DIM, _GREEN, _RESET = "1", "2", "32", "0"
_WIDEST = 100


def card(known: ExitCode, *, width: int, colour: bool) -> str:
    """The card in lines of at most `width` columns, but for commands: those are never broken."""
    return "\n".join(_lines(known, max(width, 20), colour=colour)) + "\n"


def terminal() -> tuple[int, bool]:
    """The columns of the terminal, 100 at most, and whether it wants colours."""
    try:
        columns = os.get_terminal_size(1).columns or 80
    except OSError:
        columns = 80
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return min(columns, _WIDEST), colour


def _lines(known: ExitCode, width: int, *, colour: bool) -> Iterator[str]:
    def styled(text: str, style: str) -> str:
        return f"\033[{style}m{text}\033[{_RESET}m" if colour else text

    title = textwrap.wrap(f"{known.code}  {known.description}", width, subsequent_indent="     ")
    yield from (styled(line, _BOLD) for line in title)
    kinds = ", ".join(dict.fromkeys((known.origin, known.category, *known.names)))
    yield from (styled(line, _DIM) for line in textwrap.wrap(kinds, width))
    yield ""
    yield styled("Why", _BOLD)
    yield from _paragraphs(known.causes, width)
    yield ""
    yield styled("What to do", _BOLD)
    for fix in known.fixes:
        if fix.why:
            yield from (styled(line, _DIM) for line in _paragraphs((f"# {fix.why}",), width))
        if fix.command:
            yield styled(f"  {fix.command}", _GREEN)
        else:
            yield from _paragraphs((fix.advice,), width)
    if known.elsewhere:
        yield ""
        yield styled("Elsewhere", _BOLD)
        yield from _paragraphs(known.elsewhere, width)


def _paragraphs(texts: tuple[str, ...], width: int) -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ")

"""Explains an exit code as a card for a terminal. Does not use rich, so that explain is fast."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator

from telemetry_cli.knowledge.explanations import ExitCode

_BOLD, _DIM, _GREEN, _RESET = "1", "2", "32", "0"
_WIDEST = 100


def card(code: ExitCode, *, width: int, color: bool) -> str:
    """The card in lines of at most `width` columns; commands are never wrapped."""
    return "\n".join(_lines(code, max(width, 20), color=color)) + "\n"


def terminal() -> tuple[int, bool]:
    """The width of the terminal, at most 100 columns, and whether to use colors."""
    try:
        columns = os.get_terminal_size(1).columns or 80
    except OSError:
        columns = 80
    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return min(columns, _WIDEST), color


def _lines(code: ExitCode, width: int, *, color: bool) -> Iterator[str]:
    def styled(text: str, style: str) -> str:
        return f"\033[{style}m{text}\033[{_RESET}m" if color else text

    title = textwrap.wrap(f"{code.code}  {code.description}", width, subsequent_indent="     ")
    yield from (styled(line, _BOLD) for line in title)
    kinds = ", ".join(dict.fromkeys((code.origin, code.category, *code.names)))
    yield from (styled(line, _DIM) for line in textwrap.wrap(kinds, width))
    yield ""
    yield styled("Why", _BOLD)
    yield from _paragraphs(code.causes, width)
    yield ""
    yield styled("What to do", _BOLD)
    for fix in code.fixes:
        if fix.why:
            yield from (styled(line, _DIM) for line in _paragraphs((f"# {fix.why}",), width))
        if fix.command:
            yield styled(f"  {fix.command}", _GREEN)
        else:
            yield from _paragraphs((fix.advice,), width)
    if code.elsewhere:
        yield ""
        yield styled("Elsewhere", _BOLD)
        yield from _paragraphs(code.elsewhere, width)


def _paragraphs(texts: tuple[str, ...], width: int) -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ")

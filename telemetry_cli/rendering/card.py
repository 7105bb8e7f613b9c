"""Explains an exit code as a card for a terminal. Does not use rich, so that explain is fast."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Iterator

from telemetry_cli.knowledge.causes import likely
from telemetry_cli.knowledge.explanations import ExitCode, Fix

_BOLD, _DIM, _GREEN, _RESET = "1", "2", "32", "0"
_WIDEST = 100
_LIKELY, _WORDS = 5, 3
"""The most causes to list on a card, and the most phrases to look for per cause."""


class Card:
    """The parts of a card, in lines of at most `width` columns; commands are never wrapped."""

    def __init__(self, width: int, *, color: bool) -> None:
        self._width = max(width, 20)
        self._color = color

    def title(self, text: str) -> list[str]:
        """The title."""
        lines = textwrap.wrap(text, self._width, subsequent_indent="     ")
        return [self._styled(line, _BOLD) for line in lines]

    def heading(self, text: str) -> str:
        """The heading of a section."""
        return self._styled(text, _BOLD)

    def dim(self, text: str, indent: str = "") -> list[str]:
        """Less important text."""
        lines = textwrap.wrap(text, self._width, initial_indent=indent, subsequent_indent=indent)
        return [self._styled(line, _DIM) for line in lines]

    def paragraphs(self, texts: Iterable[str]) -> Iterator[str]:
        """Texts with hanging indents."""
        for text in texts:
            yield from textwrap.wrap(
                text, self._width, initial_indent="  ", subsequent_indent="    "
            )

    def fixes(self, fixes: Iterable[Fix]) -> Iterator[str]:
        """Fixes: each command after its reason, or advice."""
        for fix in fixes:
            if fix.why:
                for line in self.paragraphs((f"# {fix.why}",)):
                    yield self._styled(line, _DIM)
            if fix.command:
                yield self._styled(f"  {fix.command}", _GREEN)
            else:
                yield from self.paragraphs((fix.advice,))

    def _styled(self, text: str, style: str) -> str:
        return f"\033[{style}m{text}\033[{_RESET}m" if self._color else text


def card(code: ExitCode, *, width: int, color: bool) -> str:
    """The card of an exit code."""
    return "\n".join(_lines(code, Card(width, color=color))) + "\n"


def terminal() -> tuple[int, bool]:
    """The width of the terminal, at most 100 columns, and whether to use colors."""
    try:
        columns = os.get_terminal_size(1).columns or 80
    except OSError:
        columns = 80
    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return min(columns, _WIDEST), color


def _lines(code: ExitCode, card: Card) -> Iterator[str]:
    yield from card.title(f"{code.code}  {code.description}")
    yield from card.dim(", ".join(dict.fromkeys((code.origin, code.category, *code.names))))
    yield ""
    yield card.heading("Why")
    yield from card.paragraphs(code.causes)
    yield ""
    yield card.heading("What to do")
    yield from card.fixes(code.fixes)
    if code.elsewhere:
        yield ""
        yield card.heading("Elsewhere")
        yield from card.paragraphs(code.elsewhere)
    causes = likely(code.code)[:_LIKELY]
    if causes:
        yield ""
        yield card.heading("Likely causes, and what to look for in the log")
        yield from card.paragraphs(
            f"{row['title']}: {', '.join(row['words'][:_WORDS])}" for row in causes
        )
        yield ""
        yield "To find the cause in a log, run: telemetry-cli explain --log FILE"

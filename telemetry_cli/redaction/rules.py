"""Rewriting rules: a pattern, and a replacement for the match or for its private part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def secret_value(match: re.Match[str]) -> str:
    """Replace the group `value`; keeps its quotes and the group `name`."""
    value = match["value"]
    quote = value[0] if value[0] in "\"'`" else ""
    closing = quote if quote and value.endswith(quote) and len(value) > 1 else ""
    return f"{match['name']}{quote}<secret>{closing}"


def rule(
    pattern: str,
    replacement: str | Callable[[re.Match[str]], str] = secret_value,
    *,
    ignore_case: bool = True,
) -> Rule:
    """A rule for multiline text. The default replacement needs the groups `name` and `value`."""
    return re.compile(pattern, re.MULTILINE | (re.IGNORECASE if ignore_case else 0)), replacement


def rewritten(text: str, rules: Iterable[Rule]) -> str:
    """Apply the rules to `text`, in order."""
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text

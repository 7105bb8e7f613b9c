"""Rules that replace what a pattern finds, wholly or only the part that is private."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def secret_value(found: re.Match[str]) -> str:
    """The group `name` stays, and the quotes of the group `value`."""
    value = found["value"]
    quote = value[0] if value[0] in "\"'`" else ""
    closing = quote if quote and value.endswith(quote) and len(value) > 1 else ""
    return f"{found['name']}{quote}<secret>{closing}"


def rule(
    pattern: str,
    replacement: str | Callable[[re.Match[str]], str] = secret_value,
    *,
    ignore_case: bool = True,
) -> Rule:
    """A rule for text of several lines; without a replacement, for groups `name` and `value`."""
    return re.compile(pattern, re.MULTILINE | (re.IGNORECASE if ignore_case else 0)), replacement


def rewritten(text: str, rules: Iterable[Rule]) -> str:
    """`text` after one rule after the other."""
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text

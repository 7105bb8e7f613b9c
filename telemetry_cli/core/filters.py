"""PocketBase filters with escaped values.

Source: https://pocketbase.io/docs/api-rules-and-filters and PocketBase 0.40.6.
"""

from __future__ import annotations

from collections.abc import Iterable


def literal(text: str) -> str:
    """`text` as a filter string, with backslashes and quotes escaped for PocketBase 0.40.6.

    Raises ValueError for text that contains NUL or is not valid Unicode.
    """
    if "\0" in text:
        raise ValueError("a filter value cannot contain a NUL character")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ValueError("a filter value must be valid UTF-8") from error
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def equals(field: str, value: str | int) -> str:
    """The filter for records whose `field` is `value`."""
    return f"{field} = {value if isinstance(value, int) else literal(value)}"


def matches(field: str, pattern: str) -> str:
    """The filter for records whose `field` matches `pattern`, with `*` as a wildcard.

    Without `*` the match is exact. With it, ASCII letters match in either case (SQLite's LIKE).
    `\\*` is a literal asterisk. Raises ValueError like `literal`.
    """
    parts = [part.replace("\0", "*") for part in pattern.replace("\\*", "\0").split("*")]
    if "\0" in pattern or len(parts) == 1:
        return equals(field, pattern if "\0" in pattern else parts[0])
    escaped = (part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for part in parts)
    return f"{field} ~ {literal('%'.join(escaped))}"


def any_of(conditions: Iterable[str]) -> str:
    """The filter for records that match at least one of `conditions`; '' for none."""
    alternatives = [condition for condition in conditions if condition]
    return alternatives[0] if len(alternatives) == 1 else _joined(" || ", alternatives)


def all_of(conditions: Iterable[str]) -> str:
    """The filter for records that match every one of `conditions`; '' for none."""
    return " && ".join(condition for condition in conditions if condition)


def _joined(operator: str, conditions: list[str]) -> str:
    return f"({operator.join(conditions)})" if conditions else ""

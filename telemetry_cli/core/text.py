"""Makes text safe to store and to display."""

from __future__ import annotations

import json
import re

# Cc and the line separators; lone surrogates cannot be encoded as UTF-8.
_UNSTORABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# Also characters that reorder or hide text (bidirectional controls, zero width, BOM, tags).
_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_QUOTED = 40


def one_line(text: str) -> str:
    """`text` with each run of control characters replaced by a space, and stripped."""
    return _UNSTORABLE.sub(" ", text).strip()


def quoted(text: str) -> str:
    """`text` in quotes for a message: at most 40 characters, without control characters."""
    return f"'{shortened(shown(text), _QUOTED)}'"


def storable(text: str) -> str:
    """`text` without what JSON or a filter cannot contain: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def shown(text: str) -> str:
    """`text` for display: characters that would act on the terminal are written as escapes.

    >>> shown("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    return _UNSHOWABLE.sub(lambda match: _escape(match[0]), text)


def shown_lines(text: str) -> str:
    """`text` of several lines for display."""
    return "\n".join(shown(line) for line in text.split("\n"))


def shown_json(text: str) -> str:
    """JSON for display: the same values, with characters that act on the terminal escaped."""
    return _UNSHOWABLE.sub(lambda match: _json_escape(match[0]), text)


def shortened(text: str, limit: int) -> str:
    """`text` cut to `limit` characters; an ellipsis marks the cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _json_escape(character: str) -> str:
    # Newlines separate values; inside a string, JSON has them escaped already.
    return character if character == "\n" else json.dumps(character)[1:-1]


def _escape(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")

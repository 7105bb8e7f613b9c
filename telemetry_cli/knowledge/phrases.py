"""The language in which the table of causes says what a tool prints.

A phrase is the message as the tool writes it, on one line. Upper and lower case are the same,
except in words of four or more capitals (ENOSPC, FATAL); any run of blanks is one blank, any
quotation mark is `'` and any dash `-`. It matches whole words. Besides plain text it may hold

- `...` for up to 200 characters of anything,
- `(this|that|)` for alternatives,
- `{host}` for a value that the fixes need, and `{n}` or `{w}` for a number or a word that they
  do not need,
- `^` in front for the beginning of a line, and `$` behind for its end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_GAP = r".{0,200}?"
_FAR = 1000
_LEFT = r"(?:(?<!\w)|(?-i:(?<=[a-z])(?=[A-Z])))"
"""A word begins, or a message goes on directly behind another: `Starting unifiCannot locate`."""

_NAME = r"[A-Za-z0-9](?:[\w.+-]*[\w+])?"
VALUES = {
    "command": r"[\w./+-]*[\w+]",
    "ctid": r"[1-9]\d{2,8}",
    "database": r"[A-Za-z_][\w.-]*",
    "extension": r"[A-Za-z][\w.-]*",
    "file": r"[\w./@+~-]*[\w/]",
    "host": r"[A-Za-z0-9](?:[\w.-]*\w)?",
    "image": r"[a-z0-9](?:[\w./:@-]*\w)?",
    "module": r"[\w./@-]+\w",
    "package": _NAME,
    "path": r"/(?:[\w./@+~-]*[\w/])?",
    "pid": r"\d{1,9}",
    "port": r"\d{1,5}",
    "required": r"[<>=^~v]{0,3} ?\d[\w.+~*-]*",
    "role": r"[A-Za-z_][\w.-]*",
    "storage": r"[A-Za-z][\w-]*",
    "tag": r"[\w./-]*\w",
    "template": r"[a-z][\w.+-]*\w",
    "unit": r"[\w@.:-]*[\w]",
    "url": r"https?://[^\s'<>)\]},;]*[^\s'<>)\]},;.:]",
    "variable": r"[A-Za-z_]\w*",
    "version": r"v?\d[\w.+~-]*",
    "volume": r"(?:vm|base|subvol)-\d+-[\w-]+",
    "n": r"[\d.,]+",
    "w": r"\S+",
}
"""What a value looks like: nothing that a shell would take for more than a word."""

_UNNAMED = {"n", "w"}
_PARTS = re.compile(r"(\.\.\.|\{[a-z]+\}|\([^()]*\|[^()]*\))")
_GROUP = re.compile(r"\([^()]*\|[^()]*\)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_ENOUGH = 7
"""Characters of text with which a phrase is worth looking for."""
_CODES = re.compile(r"[A-Z][A-Z0-9_]{3,}")


def texts(phrase: str) -> tuple[str, ...]:
    """The pieces of plain text, in lower case: a line without one of them cannot match."""
    pieces = _PARTS.split(phrase.removeprefix("^").removesuffix("$"))[::2]
    return tuple(piece.strip().lower() for piece in pieces)


def literal(phrase: str) -> str:
    """The longest of them, which is looked for."""
    return max(texts(phrase), key=len)


def variants(phrase: str) -> tuple[str, ...]:
    """The phrase, or one for each of its alternatives if it has little text besides them."""
    group = _GROUP.search(phrase)
    if group is None or len(literal(phrase)) >= _ENOUGH:
        return (phrase,)
    choices = group[0][1:-1].split("|")
    each = (phrase[: group.start()] + choice + phrase[group.end() :] for choice in choices)
    return tuple(variant for choice in each for variant in variants(choice))


def reach(phrase: str) -> int:
    """Characters before its longest text in which the phrase may begin. A mark of the beginning
    of the line does not count: it stands wherever the line begins."""
    first = texts(phrase)[0]
    return 1 if first == literal(phrase) and not phrase.startswith("^") else _FAR


class Needs(NamedTuple):
    """Letters that a log has to have for a phrase to be in it: whole words and parts of words."""

    words: frozenset[str]
    pieces: tuple[str, ...]


def needs(phrase: str) -> Needs:
    """What a log has to have: the first and last word of a text may be parts of longer ones."""
    runs = [letters(text) for text in texts(phrase)]
    return Needs(
        words=frozenset(word for words in runs for word in words[1:-1]),
        pieces=tuple(sorted({word for words in runs for word in (*words[:1], *words[-1:])})),
    )


def letters(text: str) -> list[str]:
    """The runs of two and more letters in a text."""
    return _LETTERS.findall(text)


def expression(phrase: str) -> str:
    """The phrase as a regular expression, to be used with IGNORECASE on one line.

    Raises KeyError for a value that is not in VALUES.
    """
    begins, ends = phrase.startswith("^"), phrase.endswith("$")
    parts = _PARTS.split(phrase.removeprefix("^").removesuffix("$"))
    seen: set[str] = set()
    body = "".join(
        _plain(part) if index % 2 == 0 else _special(part, seen) for index, part in enumerate(parts)
    )
    left = r"^[^\w/]*" if begins else _edge(parts[0] or parts[1], first=True)
    right = r"\W*$" if ends else _edge(parts[-1] or parts[-2], first=False)
    return left + body + right


def _plain(text: str) -> str:
    pieces: list[str] = []
    end = 0
    for code in _CODES.finditer(text):
        pieces += (re.escape(text[end : code.start()]), f"(?-i:{code[0]})")
        end = code.end()
    return "".join(pieces) + re.escape(text[end:])


def _special(part: str, seen: set[str]) -> str:
    if part == "...":
        return _GAP
    if part.startswith("("):
        return f"(?:{'|'.join(_plain(choice) for choice in part[1:-1].split('|'))})"
    name = part[1:-1]
    if name in _UNNAMED or name in seen:
        return f"(?:{VALUES[name]})"
    seen.add(name)
    return f"(?P<{name}>{VALUES[name]})"


def _edge(part: str, *, first: bool) -> str:
    if part == "..." or (first and part.startswith("curl: (")):
        return ""  # a spinner's line is often continued by curl
    letter = part[0] if first else part[-1]
    is_word = letter.isalnum() or letter == "_" or part.startswith("{")
    if part.startswith("("):
        choices = part[1:-1].split("|")
        is_word = all(
            choice[:1].isalnum() if first else choice[-1:].isalnum() for choice in choices
        )
    if not is_word:
        return ""
    return _LEFT if first else r"(?!\w)"

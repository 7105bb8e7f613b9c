"""Detects random words, such as keys, digests and tokens, among words that people wrote."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

_RUN = re.compile(r"[A-Za-z0-9+/_-]{20,}=*")
_SEPARATORS = re.compile(r"[+/_=-]+")
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+|[A-Z]")
_SYMBOL = re.compile(r"_ZN[A-Z]*[a-z]?[0-9]")
"""Mangled symbols of C++ or Rust, made of lengths and names (Itanium C++ ABI, 5.1)."""
_SHORTEST = 20
"""Minimum length of a random word; shorter ones look like names with a version."""

# fmt: off
_FOLLOWERS = {
    "a": "bcdgiklmnprstuy", "b": "aeiloru", "c": "aehiklortu", "d": "aeios",
    "e": "abcdelmnprstvx", "f": "ailo", "g": "aeior", "h": "aeio", "i": "abcdefglmnoprstv",
    "k": "aei", "l": "aeilostu", "m": "aeiop", "n": "acdegiost", "o": "bcdglmnoprstuw",
    "p": "aehiloprsty", "q": "u", "r": "acdeimostuy", "s": "acehiopstuy", "t": "acehiorstuy",
    "u": "ilmnprst", "v": "aei", "w": "ae", "y": "pst",
}
# fmt: on
"""The 180 most frequent pairs of letters in names of files and of Debian, npm and PyPI packages, as
letter and followers. They are 79% of the pairs in such names, and 27% of all possible pairs."""

_COMMON = 0.55
"""Share of these pairs that marks a name: 99% of package names reach it, 1% of random words do."""


def without_random_words(text: str, placeholder: str) -> str:
    """`text` with each long random word, or component of a path, replaced by `placeholder`."""

    def replaced(run: re.Match[str]) -> str:
        if _SYMBOL.match(run[0]):
            return run[0]
        components = run[0].split("/")
        if _changes(run[0]) >= 0.35 and sum(map(_is_name, components)) < 2:
            return placeholder
        kept: list[str] = []
        # A slash may separate a path or be part of base64: adjacent components that are not names
        # are checked together.
        for is_name, adjacent in groupby(components, _is_name):
            part = "/".join(adjacent)
            kept.append(placeholder if not is_name and _is_random(part) else part)
        return "/".join(kept)

    return _RUN.sub(replaced, text)


def _is_name(component: str) -> bool:
    """Whether a component is a name in a path, not the part of a key between two slashes."""
    if len(component) < 6:
        return len(component) > 1 and component.islower() and component.isalpha()
    return not _is_random(component) and _is_written(component)


def _is_random(part: str) -> bool:
    if any(_is_random_word(word) for word in _SEPARATORS.split(part)):
        return True
    return len(part) >= _SHORTEST and _changes(part) >= 0.2 and not _is_written(part)


def _changes(part: str) -> float:
    """Changes between uppercase, lowercase and digits, per character; 0.5 in random text."""
    segments = [segment for segment in _SEPARATORS.split(part) if segment]
    changes = sum(len(_PIECES.findall(segment)) - 1 for segment in segments)
    return changes / max(1, sum(map(len, segments)))


def _is_random_word(word: str) -> bool:
    """Whether a word of letters and digits looks random."""
    if len(word) < _SHORTEST or len(set(word)) < 3:
        return False
    if word.isdigit():
        return len(word) >= 24
    numbers = sum(piece.isdigit() for piece in _PIECES.findall(word)[1:-1])
    return numbers > 1 or not _is_written(word)


def _is_written(word: str) -> bool:
    """Whether a word looks like something people write, such as `BeanFactory` or `lib64`."""
    pieces = [piece for piece in _PIECES.findall(word) if not piece.isdigit()]
    letters = sum(map(len, pieces))
    if not pieces or letters < 3 * len(pieces):
        return False
    pairs = [pair for piece in pieces for pair in pairwise(piece.lower())]
    common = sum(second in _FOLLOWERS.get(first, "") for first, second in pairs)
    return common >= _COMMON * len(pairs)

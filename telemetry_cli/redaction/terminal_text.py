"""Converts a log to readable text: without escapes, overwritten text and progress meters."""

from __future__ import annotations

import re
from string import ascii_letters, digits

_REWRITES = re.compile(r"(?:\x1b\[|\x9b)(?:[01]?G|[12]K)")
"""Escapes that act like a carriage return: to the first column, erase to the left or the line."""

_ESCAPES = re.compile(
    # Control strings (ECMA-48, 5.6), up to their terminator or else to the end of the line.
    r"(?:\x1b[PX\]^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
_INVISIBLE = re.compile(
    "[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    "\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_BLANKS = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BARS = "━╸╺─█▓▒░▏▎▍▌▋▊▉"
_METERS = re.compile(
    rf"[{_BARS}]{{3,}}.*(?:\d|eta)|[{_BARS}]{{5,}}$"  # pip, community-scripts
    r"|^\s*\d+[KMG]?(?:\s+\.{2,}[. ]*)+\s*\d+%"  # wget
    r"|^\s*(?:\d+\s+[\d.]+[kMGT]?\s+){2}.*(?:\d|-){1,3}:(?:\d|-){2}:(?:\d|-){2}"  # curl
    r"|^\s*% Total\s+% Received|^\s*Dload\s+Upload"
    r"|^\d{1,3}% \[|^\(Reading database \.\.\. *\d{1,2}%|^Progress: \[ *\d{1,3}%"  # apt, dpkg
    r"|^[\s\[\]()<>|/\\#=*.+⠀-⣿◐◓◑◒○●✶-]*\d{1,3}(?:\.\d+)? ?%[\s\[\]()<>|/\\#=*.+-]*$"
    r"|^\s*[|/\\⠀-⣿◐◓◑◒○●-]\s*$"
    r"|\[(?=[^\]]{0,80}[=#])[=#>. -]{5,}\].*\d"  # docker, cargo, wget
    r"|^\s*[\d,.]+[kMG]?\s+\d{1,3}%\s+[\d.]+[kMG]?B/s"  # rsync
    r"|^Progress: resolved \d[^\n]*\d$"  # pnpm
)
_WORD = ascii_letters + digits + "._:@%+/=~-"
_LONGEST_LINE = 5000
"""Maximum length of a line; longer ones are data, not messages."""


def readable(text: str) -> str:
    """`text` as a terminal would show it at the end, without progress meters and repeated lines."""
    lines = (_final(line) for line in _ESCAPES.sub("", _REWRITES.sub("\r", text)).split("\n"))
    lines = (_cut(line) for line in lines if not _METERS.search(line[:_LONGEST_LINE]))
    return _without_repeats("\n".join(lines)).strip("\n")


def _without_repeats(text: str) -> str:
    """Merge repeated lines, and lines that only differ from their percentage on; keeps the last."""
    kept: list[str] = []
    for line in text.split("\n"):
        if kept and (line == kept[-1] or _is_update(kept[-1], line)):
            kept.pop()
        kept.append(line)
    return "\n".join(kept)


def _final(line: str) -> str:
    """Apply carriage returns and backspaces to a line.

    Drops all text before a carriage return, even if a terminal would still show part of it: half
    of a secret is still secret, but no longer recognizable.
    """
    parts = [part for part in line.split("\r") if part.strip()]
    kept: list[str] = []
    for character in parts[-1] if parts else "":
        if character != "\b":
            kept.append(character)
        elif kept:
            kept.pop()
    return _INVISIBLE.sub("", _BLANKS.sub(" ", "".join(kept))).rstrip()


def _cut(line: str) -> str:
    """Cut a long line after a whole word: half of an address is still private."""
    if len(line) <= _LONGEST_LINE:
        return line
    head = line[:_LONGEST_LINE]
    whole = head.rpartition(" ")[0] or head.rstrip(_WORD)
    return f"{whole or head}…"


def _is_update(previous: str, line: str) -> bool:
    before = _before_percentage(line)
    return before is not None and before == _before_percentage(previous)


def _before_percentage(line: str) -> str | None:
    """The line up to its first percentage."""
    head, sign, _ = line.partition("%")
    before = head.rstrip(" 0123456789.,")
    return before if sign and before != head else None

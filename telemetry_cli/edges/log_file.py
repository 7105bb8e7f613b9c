"""Reads the ends of a log that somebody wants to have explained: a file, a pipe or stdin."""

from __future__ import annotations

import codecs
import os
import stat
from collections import deque
from pathlib import Path
from typing import IO, NamedTuple

_HEAD = 1 << 17
_TAIL = 7 << 17
"""Bytes that are kept of the beginning and of the end, 1 MiB together."""
_CHUNK = 1 << 16
_MOST = 1 << 30
"""Bytes after which an endless stream is left."""
_SAMPLE = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class LogFile(NamedTuple):
    """The text of a log, or its two ends. `head` is the number of lines before what is left out,
    or None if it is whole."""

    text: str
    head: int | None = None

    def line_number(self, line: int) -> int | None:
        """The number in the file of a line of `text`, both from 1; None behind what is left out."""
        return line if self.head is None or line <= self.head else None


def read(file: Path) -> LogFile:
    """A log that has a name.

    Raises OSError if it cannot be read, ValueError if it is not a text. A pipe is read to its end.
    """
    with file.open("rb") as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            return read_stream(stream)
        head = stream.read(_HEAD)
        rest = found.st_size - len(head)
        if rest <= _TAIL:
            return _log(head + stream.read(_TAIL + _CHUNK), b"")
        stream.seek(-_TAIL, os.SEEK_END)
        return _log(head, stream.read(_TAIL))


def read_stream(stream: IO[bytes]) -> LogFile:
    """A log from a pipe or stdin, read to its end. Raises OSError, and ValueError as `read`."""
    head = stream.read(_HEAD)
    tail: deque[bytes] = deque()
    kept = total = 0
    while total < _MOST and (chunk := stream.read(_CHUNK)):
        tail.append(chunk)
        kept, total = kept + len(chunk), total + len(chunk)
        while kept - len(tail[0]) >= _TAIL:
            kept -= len(tail.popleft())
    if kept == total:
        return _log(head + b"".join(tail), b"")
    return _log(head, b"".join(tail))


def _log(head: bytes, tail: bytes) -> LogFile:
    """The text of the two ends; no `tail` if nothing was left out."""
    encoding = _encoding(head)
    text = head.decode(encoding, "replace").removeprefix("\ufeff")
    if not tail:
        return LogFile(text)
    if encoding.startswith("utf-16"):
        tail = tail[len(tail) % 2 :]
    end = tail.decode(encoding, "replace")
    _, _, whole_lines = end[:_CHUNK].partition("\n")
    return LogFile(f"{text}\n{whole_lines or end[:_CHUNK]}{end[_CHUNK:]}", text.count("\n") + 1)


def _encoding(head: bytes) -> str:
    """UTF-8, or what a byte order mark or every other byte being 0 tells.

    Raises ValueError for a file that is not a text.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:_SAMPLE]
    half = len(sample) // 2
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if half and high > half * 0.7 and low < half * 0.1:
        return "utf-16-le"
    if half and low > half * 0.7 and high < half * 0.1:
        return "utf-16-be"
    if low + high > len(sample) * 0.1 or sample.startswith(b"\x7fELF"):
        raise ValueError("not a text file")
    return "utf-8"

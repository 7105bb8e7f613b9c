"""Reads the beginning and the end of a log to explain: a file, a pipe or stdin."""

from __future__ import annotations

import codecs
import os
import stat
import sys
import threading
from collections import deque
from pathlib import Path
from typing import IO, NamedTuple

_HEAD = 1 << 17
_TAIL = 7 << 17
"""Bytes to keep of the beginning and of the end, 1 MiB together."""
_CHUNK = 1 << 16
_MOST = 1 << 30
"""Bytes after which to stop reading an endless stream."""
_SAMPLE = 4096
_SILENCE = 2.0
"""Seconds without input after which a message says that stdin is being read."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class LogFile(NamedTuple):
    """The text of a log, or its beginning and its end.

    `head` is the number of lines before the omitted part, None if nothing was omitted.
    """

    text: str
    head: int | None = None

    def line_number(self, line: int) -> int | None:
        """The number in the file of a line of `text`, both from 1; None after the omitted part."""
        return line if self.head is None or line <= self.head else None


def read(file: Path) -> LogFile:
    """Read a log file; a pipe is read to its end.

    Raises OSError if it cannot be read, ValueError if it is not a text file.
    """
    with file.open("rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            return read_stream(stream)
        head = stream.read(_HEAD)
        rest = status.st_size - len(head)
        if rest <= _TAIL:
            return _log(head + stream.read(_TAIL + _CHUNK), b"")
        stream.seek(-_TAIL, os.SEEK_END)
        return _log(head, stream.read(_TAIL))


def stdin_is_piped() -> bool:
    """Whether stdin is a pipe, a socket or a file, rather than a terminal or a device."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def read_stdin() -> LogFile:
    """Read a log from stdin; prints a notice after two seconds. Raises errors like `read`."""
    notice = threading.Timer(_SILENCE, _print_notice)
    notice.daemon = True
    notice.start()
    try:
        return read_stream(sys.stdin.buffer)
    finally:
        notice.cancel()


def _print_notice() -> None:
    print("telemetry-cli: reading a log from stdin; press Ctrl+D to end it", file=sys.stderr)


def read_stream(stream: IO[bytes]) -> LogFile:
    """Read a log from a pipe or stdin to its end. Raises OSError and ValueError like `read`."""
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
    """Decode the beginning and the end; `tail` is empty if nothing was omitted."""
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
    """The encoding: from a byte order mark, UTF-16 if every other byte is 0, else UTF-8.

    Raises ValueError if it is not a text file.
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

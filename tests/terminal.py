"""Runs the command in a terminal of its own, as a person does."""

from __future__ import annotations

import os
import pty
import struct
import subprocess
import sys
import termios
from fcntl import ioctl


def in_terminal(
    *arguments: str,
    variables: dict[str, str],
    columns: int = 80,
    typed: dict[str, str] | None = None,
) -> str:
    """All that `telemetry-cli ARGUMENTS` writes to a terminal of so many columns.

    When a text of `typed` is shown, the keys that belong to it are pressed, once.
    """
    keys = dict(typed or {})
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "telemetry_cli", *arguments],
        env={"TERM": "xterm-256color", **variables},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: ioctl(theirs, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # the last process that had the terminal open has gone
            break
        if not chunk:
            break
        written += chunk
        for text in [text for text in keys if text.encode() in written]:
            os.write(ours, keys.pop(text).encode())
    os.close(ours)
    process.wait()
    return written.decode().replace("\r\n", "\n")

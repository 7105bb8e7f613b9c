"""Runs the command in a terminal, as a user does."""

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
    """The output of `telemetry-cli ARGUMENTS` in a terminal of `columns` columns.

    `typed` maps texts to keys: when a text appears, its keys are typed, once.
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
        except OSError:  # every process that had the terminal open has ended
            break
        if not chunk:
            break
        written += chunk
        for text in [text for text in keys if text.encode() in written]:
            os.write(ours, keys.pop(text).encode())
    os.close(ours)
    process.wait()
    return written.decode().replace("\r\n", "\n")

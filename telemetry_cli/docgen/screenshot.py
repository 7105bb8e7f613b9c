"""Generates the screenshot of the README: real commands on a local server, drawn by rich.

Run `python -m telemetry_cli.docgen.screenshot FILE`.
"""

from __future__ import annotations

import io
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from fcntl import ioctl
from pathlib import Path

from rich.console import Console
from rich.text import Text

from telemetry_cli.core.protocol import DEFAULT_COLLECTION
from telemetry_cli.edges.credentials import keep, superuser_of
from telemetry_cli.edges.environment import own_command
from telemetry_cli.edges.local_server import Address, LocalServer, free_port

_COLUMNS = 96
_SESSION = (
    "start-lxc --app jellyfin --disk-size 8G --ram-size 512",
    "update failed 137",
    "query --failed",
    "explain 137",
)
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def session() -> str:
    """The terminal output of the commands, with colors."""
    with tempfile.TemporaryDirectory(prefix="telemetry-picture-") as name:
        directory = Path(name)
        address = Address("127.0.0.1", free_port("127.0.0.1"))
        superuser = superuser_of(address.url, directory / "state")
        log = directory / "log"
        with LocalServer(
            directory / "server", address, superuser, DEFAULT_COLLECTION, log, hardened=True
        ):
            keep(address.url, superuser, directory / "state")
            environment = {
                "PATH": os.environ["PATH"],
                "HOME": name,
                "LANG": "C.UTF-8",
                "TERM": "xterm-256color",
                "PB_URL": address.url,
                "DIAGNOSTICS": "yes",
                "TELEMETRY_STATE_DIR": str(directory / "state"),
            }
            return "".join(_output(command, environment) for command in _SESSION)


def draw(output: str) -> str:
    """An SVG image of terminal output, without external files."""
    console = Console(record=True, width=_COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(output.rstrip()))
    return _FONTS.sub("", console.export_svg(title="telemetry-cli"))


def _output(command: str, environment: dict[str, str]) -> str:
    master, terminal = pty.openpty()
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, _COLUMNS, 0, 0))
    process = subprocess.Popen(
        [*own_command(), *shlex.split(command)],
        env=environment,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    output = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:  # the command has closed the terminal
            break
        output += chunk
    os.close(master)
    process.wait()
    prompt = f"\x1b[1m$ telemetry-cli {command}\x1b[0m\n"
    return prompt + output.decode().replace("\r\n", "\n") + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(draw(session()), encoding="utf-8")

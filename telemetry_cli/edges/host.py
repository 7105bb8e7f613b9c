"""Facts about the Proxmox VE host."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

_HOSTS = Path("/etc/hosts")
_LONGEST_FILE = 1 << 16
_SECONDS = 2.0
"""Timeout of pveversion, a Perl program that takes about half a second."""


def pve_version(seconds: float) -> str | None:
    """The version of Proxmox VE, e.g. `8.2.2`; None if this is not a Proxmox VE host.

    Also None if pveversion takes longer than `seconds`, or longer than 2 seconds.
    """
    if shutil.which("pveversion") is None:
        return None
    try:
        completed = subprocess.run(
            ["pveversion"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=min(seconds, _SECONDS),
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    # pve-manager/8.2.2/9355359cd7afbae4 (running kernel: 6.8.4-2-pve)
    output = completed.stdout.decode("utf-8", "replace")
    match = re.match(r"pve-manager/(?P<version>[^/\s]+)", output)
    return match["version"] if match else None


def names() -> tuple[str, ...]:
    """The names of this machine that are known without DNS, including its FQDN.

    Source: gethostname(2), and the lines of hosts(5) that contain that name.
    """
    # Imported here because only error texts need it.
    import socket

    name = socket.gethostname()
    try:
        with _HOSTS.open("rb") as stream:
            lines = stream.read(_LONGEST_FILE).decode("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    names = [name, name.partition(".")[0]]
    for line in lines:
        _address, *aliases = line.partition("#")[0].split() or [""]
        if name in aliases:
            names += aliases
    return tuple(dict.fromkeys(names))

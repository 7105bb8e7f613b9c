"""Asks the Proxmox VE host."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

_HOSTS = Path("/etc/hosts")
_LONGEST_FILE = 1 << 16
_SECONDS = 2.0
"""Longest time for pveversion, a Perl program that takes about half a second on a host."""


def pve_version(seconds: float) -> str | None:
    """The version of Proxmox VE, as `8.2.2`; None where this is no such host.

    None also if that cannot be told within `seconds`, or 2 seconds at most.
    """
    if shutil.which("pveversion") is None:
        return None
    try:
        done = subprocess.run(
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
    found = re.match(r"pve-manager/([^/\s]+)", done.stdout.decode("utf-8", "replace"))
    return found[1] if found else None


def names() -> tuple[str, ...]:
    """The names of this machine, its FQDN among them, as far as they are known without asking DNS.

    Source: gethostname(2) and the lines of hosts(5) that hold that name.
    """
    # Imported here: only an error text needs it.
    import socket

    name = socket.gethostname()
    try:
        with _HOSTS.open("rb") as stream:
            lines = stream.read(_LONGEST_FILE).decode("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    aliases = [line.partition("#")[0].split()[1:] for line in lines]
    ours = [alias for known in aliases if name in known for alias in known]
    return tuple(dict.fromkeys([name, name.partition(".")[0], *ours]))

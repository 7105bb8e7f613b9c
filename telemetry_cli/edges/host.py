"""Asks the Proxmox VE host."""

from __future__ import annotations

import re
import shutil
import subprocess

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

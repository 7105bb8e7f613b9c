"""What the environment says: the server, the state directory, the time allowed."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from telemetry_cli.core.text import shortened

DEFAULT_URL = "http://db.community-scripts.org"
DEFAULT_COLLECTION = "_dev_telemetry_data"
DEFAULT_TIMEOUT = 5.0
MIN_TIMEOUT, MAX_TIMEOUT = 0.1, 600.0
_LOOPBACK = re.compile(r"127(\.[0-9]{1,3}){3}", re.ASCII)


class Server(NamedTuple):
    """Where records live. `url` has no trailing slash and may hold a password: show `shown`."""

    url: str
    collection: str

    def __repr__(self) -> str:
        return f"Server({self.shown!r}, {self.collection!r})"

    @property
    def shown(self) -> str:
        """The URL without user and password."""
        return without_password(self.url)

    @property
    def is_loopback(self) -> bool:
        """Whether the server is on this machine by the name it is called by."""
        host = urlsplit(self.url).hostname or ""
        return host in ("localhost", "::1") or bool(_LOOPBACK.fullmatch(host))


def server() -> Server:
    """The server that PB_URL and PB_COLLECTION name.

    Raises ValueError for a URL that is none of http or https, with what to do.
    """
    url = os.environ.get("PB_URL", "").strip() or DEFAULT_URL
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = None
    if not usable:
        message = f"PB_URL '{without_password(url)}' is no web address: set http://HOST[:PORT]"
        raise ValueError(message)
    return Server(url.rstrip("/"), collection())


def collection() -> str:
    """The collection that PB_COLLECTION names."""
    return os.environ.get("PB_COLLECTION", "").strip() or DEFAULT_COLLECTION


def state_dir() -> Path | None:
    """The directory of the state file, None where the environment leaves no place for one."""
    try:
        if chosen := os.environ.get("TELEMETRY_STATE_DIR"):
            return Path(chosen).absolute()
        # The XDG base directory specification has a relative path ignored.
        if (base := os.environ.get("XDG_STATE_HOME", "")).startswith("/"):
            return Path(base) / "telemetry-cli"
        home = _home()
        return home / ".local" / "state" / "telemetry-cli" if home else None
    except OSError:  # no working directory
        return None


def _home() -> Path | None:
    """HOME, unless it is another user's, as `sudo -E` and `su` leave it; else as in passwd(5)."""
    if home := os.environ.get("HOME"):
        try:
            owner = os.stat(home).st_uid  # noqa: PTH116
        except OSError:
            owner = os.geteuid()
        if owner in (0, os.geteuid()):
            return Path(home).absolute()
    import pwd

    try:
        return Path(pwd.getpwuid(os.geteuid()).pw_dir)
    except KeyError:
        return None


def timeout() -> tuple[float, tuple[str, ...]]:
    """The seconds a reporting invocation may take, and a warning if TELEMETRY_TIMEOUT is none."""
    text = os.environ.get("TELEMETRY_TIMEOUT", "").strip()
    try:
        seconds = float(text or DEFAULT_TIMEOUT)
    except ValueError:
        seconds = 0.0
    if MIN_TIMEOUT <= seconds <= MAX_TIMEOUT:
        return seconds, ()
    remedy = f"give seconds from {MIN_TIMEOUT:g} to {MAX_TIMEOUT:g}"
    return DEFAULT_TIMEOUT, (f"TELEMETRY_TIMEOUT '{shortened(text, 40)}' ignored: {remedy}",)


def process_start() -> float:
    """When this process began, on the monotonic clock in seconds; now where that is not known."""
    try:
        stat = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace")
        # proc_pid_stat(5), field 22, in clock ticks since boot; field 2 may hold blanks.
        ticks = int(stat.rpartition(")")[2].split()[19])
        begin = ticks / os.sysconf("SC_CLK_TCK")
        # Both clocks at once: what lies between the two calls would count as age.
        booted, now = time.clock_gettime(time.CLOCK_BOOTTIME), time.monotonic()
    except (OSError, ValueError, IndexError, AttributeError):
        return time.monotonic()
    age = booted - begin
    return now - age if 0 <= age < MAX_TIMEOUT else now


def own_command() -> list[str]:
    """How to call this program again, from wherever it runs: a script, an archive or a module."""
    program = sys.argv[0]
    is_archive_or_script = Path(program).name.startswith("telemetry-cli")
    return [sys.executable, *([program] if is_archive_or_script else ["-m", "telemetry_cli"])]


def without_password(url: str) -> str:
    """`url` without user and password, also where it is malformed."""
    scheme, sign, rest = url.rpartition("://") if "://" in url else ("", "", url)
    return f"{scheme}{sign}{rest.rpartition('@')[2]}"

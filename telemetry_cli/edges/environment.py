"""Settings from the environment: the server, the state directory, the timeout."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from telemetry_cli.core.protocol import DEFAULT_COLLECTION, DEFAULT_URL
from telemetry_cli.core.session import Session
from telemetry_cli.core.text import shortened

DEFAULT_TIMEOUT = 5.0
MIN_TIMEOUT, MAX_TIMEOUT = 0.1, 600.0
_LOOPBACK = re.compile(r"127(\.[0-9]{1,3}){3}", re.ASCII)


class Server(NamedTuple):
    """Where records are stored.

    `url` has no trailing slash and may contain a password; print `shown` instead.
    """

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
        """Whether the URL names this machine."""
        host = urlsplit(self.url).hostname or ""
        return host in ("localhost", "::1") or bool(_LOOPBACK.fullmatch(host))


def server() -> Server:
    """The server that PB_URL and PB_COLLECTION name.

    Raises ValueError with a remedy unless it is an http or https URL.
    """
    url = os.environ.get("PB_URL", "").strip() or DEFAULT_URL
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = None
    if not usable:
        message = f"PB_URL '{without_password(url)}' is not a valid URL: use http://HOST[:PORT]"
        raise ValueError(message)
    return Server(url.rstrip("/"), collection())


def names_server() -> bool:
    """Whether PB_URL names the server explicitly."""
    return bool(os.environ.get("PB_URL", "").strip())


def accepting_server() -> Server | None:
    """The server that an event is accepted for, None if PB_URL is invalid."""
    try:
        return server()
    except ValueError:
        return None


def destination(session: Session, named: Server) -> Server:
    """The server that `session` goes to, if the environment names `named`.

    A session that a server has confirmed is finished there. Any other goes where PB_URL points if
    it is set, else to the server that it was accepted for. `edges/store.py` says this in SQL.
    """
    if session.url is None or (names_server() and not session.is_confirmed):
        return named
    return Server(session.url, session.collection or named.collection)


def collection() -> str:
    """The collection that PB_COLLECTION names."""
    return os.environ.get("PB_COLLECTION", "").strip() or DEFAULT_COLLECTION


def state_dir() -> Path | None:
    """The directory of the state file, None if the environment does not allow for one."""
    try:
        if directory := os.environ.get("TELEMETRY_STATE_DIR"):
            return Path(directory).absolute()
        # The XDG base directory specification says to ignore relative paths.
        if (base := os.environ.get("XDG_STATE_HOME", "")).startswith("/"):
            return Path(base) / "telemetry-cli"
        home = _home()
        return home / ".local" / "state" / "telemetry-cli" if home else None
    except OSError:  # no working directory
        return None


def data_dir() -> Path | None:
    """The directory of data to keep, None if the environment does not allow for one."""
    try:
        if (base := os.environ.get("XDG_DATA_HOME", "")).startswith("/"):
            return Path(base) / "telemetry-cli"
        home = _home()
        return home / ".local" / "share" / "telemetry-cli" if home else None
    except OSError:  # no working directory
        return None


def _home() -> Path | None:
    """HOME, or the directory in passwd(5) if HOME is another user's (after `sudo -E` or `su`)."""
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
    """How many seconds a reporting command may take; warns if TELEMETRY_TIMEOUT is invalid."""
    text = os.environ.get("TELEMETRY_TIMEOUT", "").strip()
    try:
        seconds = float(text or DEFAULT_TIMEOUT)
    except ValueError:
        seconds = 0.0
    if MIN_TIMEOUT <= seconds <= MAX_TIMEOUT:
        return seconds, ()
    remedy = f"must be a number of seconds from {MIN_TIMEOUT:g} to {MAX_TIMEOUT:g}"
    return DEFAULT_TIMEOUT, (f"TELEMETRY_TIMEOUT '{shortened(text, 40)}' ignored: {remedy}",)


def process_start() -> float:
    """When this process started, in seconds on the monotonic clock; now if that is not known."""
    try:
        stat = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace")
        # Field 22 of proc_pid_stat(5), in clock ticks since boot. Field 2 may contain spaces.
        _, _, from_field_3 = stat.rpartition(")")
        started = int(from_field_3.split()[22 - 3]) / os.sysconf("SC_CLK_TCK")
        # Both clocks in one line: time that passes between the two calls would count as age.
        since_boot, now = time.clock_gettime(time.CLOCK_BOOTTIME), time.monotonic()
    except (OSError, ValueError, IndexError, AttributeError):
        return time.monotonic()
    age = since_boot - started
    return now - age if 0 <= age < MAX_TIMEOUT else now


def own_command() -> list[str]:
    """The command that runs this program: a script, an archive or a module."""
    program = sys.argv[0]
    is_archive_or_script = Path(program).name.startswith("telemetry-cli")
    return [sys.executable, *([program] if is_archive_or_script else ["-m", "telemetry_cli"])]


def without_password(url: str) -> str:
    """`url` without user name and password, even if it is malformed."""
    scheme, sign, rest = url.rpartition("://") if "://" in url else ("", "", url)
    return f"{scheme}{sign}{rest.rpartition('@')[2]}"

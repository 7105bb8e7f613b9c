"""Reads and writes the consent setting: the variables and the diagnostics file."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from telemetry_cli.core.diagnostics import Diagnostics, Settings, decide, value_in, with_setting
from telemetry_cli.edges.files import refuse_foreign

_DEFAULT_FILE = "/usr/local/community-scripts/diagnostics"
_MAX_BYTES = 1 << 20


def diagnostics_file() -> Path:
    """The file with the line `DIAGNOSTICS=`."""
    return Path(os.environ.get("TELEMETRY_DIAGNOSTICS_FILE") or _DEFAULT_FILE)


def diagnostics() -> Diagnostics:
    """Whether events may be sent."""
    return decide(settings(), str(diagnostics_file()))


def write_setting(*, allowed: bool) -> None:
    """Write yes or no to the diagnostics file; the rest of it, its owner and its mode are kept.

    The change is atomic. Raises OSError.
    """
    # A symbolic link is kept; the file it points to is replaced.
    named = diagnostics_file().absolute()
    refuse_foreign(named)
    file = named.resolve()
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.stat() if file.exists() else None
    # As bytes, so that line endings and invalid UTF-8 are kept.
    text = file.read_bytes().decode("utf-8", "surrogateescape") if before else ""
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(with_setting(text, allowed=allowed).encode("utf-8", "surrogateescape"))
            os.fchmod(descriptor, stat.S_IMODE(before.st_mode) if before else 0o644)
            if before:
                os.fchown(descriptor, before.st_uid, before.st_gid)
        os.replace(draft, file)  # noqa: PTH105
    except BaseException:
        os.unlink(draft)  # noqa: PTH108
        raise


def settings() -> Settings:
    """The values from the environment and from the diagnostics file."""
    return Settings(
        variable=os.environ.get("DIAGNOSTICS"),
        line=value_in(_text(diagnostics_file())),
        do_not_track=os.environ.get("DO_NOT_TRACK"),
    )


def _text(file: Path) -> str:
    """The file's text, '' if it cannot be read. Does not block on a pipe or a device."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return ""
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return ""
        with os.fdopen(os.dup(descriptor), "rb") as stream:
            return stream.read(_MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
    finally:
        os.close(descriptor)

"""Describes an internal error: one line for the user, and the traceback in a file."""

from __future__ import annotations

import os
import platform
import traceback
from pathlib import Path

from telemetry_cli import __version__
from telemetry_cli.core.text import storable
from telemetry_cli.edges import environment, host
from telemetry_cli.edges.debug_log import is_debugging, log_traceback
from telemetry_cli.edges.files import open_private, private_directory
from telemetry_cli.edges.state_file import ERROR_FILE

_MAX_CHARACTERS = 20_000
"""The maximum length of the file, in characters; each error replaces the one before."""


def describe_unexpected(error: Exception, *, keep: bool = True) -> str:
    """The error on one line, with the name of the file that contains its redacted traceback.

    With the debug log on, the traceback goes to stderr instead. Without `keep`, no file is written.
    """
    summary = f"internal error: {type(error).__name__}: {error}"
    log_traceback(error)
    if is_debugging():
        return summary
    file = _write(error) if keep else None
    return f"{summary} (traceback in {file})" if file else f"{summary} (use --debug for details)"


def _write(error: Exception) -> Path | None:
    """Write the traceback; returns the file, None if it cannot be written."""
    directory = environment.state_dir()
    if directory is None:
        return None
    # Imported here, because only errors need it.
    from telemetry_cli.redaction.redact import redacted_tail

    versions = f"telemetry-cli {__version__}, Python {platform.python_version()}\n"
    text = storable("".join(traceback.format_exception(error)))
    redacted = redacted_tail(text, _MAX_CHARACTERS, cut=False, hosts=host.names())
    try:
        file = private_directory(directory) / ERROR_FILE
        with open_private(file) as stream:
            os.ftruncate(stream.fileno(), 0)
            stream.write(f"{versions}{redacted}\n")
    except OSError:
        return None
    return file

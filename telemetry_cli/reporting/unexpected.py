"""What a defect of ours leaves behind: one line for the user, the traceback in a file."""

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
"""Length of the file; each error replaces the one before."""


def describe_unexpected(error: Exception, *, keep: bool = True) -> str:
    """The error in one line, with the file that its redacted traceback was written to.

    With the debug log on, the traceback goes to stderr instead. Nothing is written unless `keep`.
    """
    summary = f"internal error: {type(error).__name__}: {error}"
    log_traceback(error)
    if is_debugging():
        return summary
    file = _write(error) if keep else None
    return f"{summary} (traceback in {file})" if file else f"{summary} (--debug shows more)"


def _write(error: Exception) -> Path | None:
    """The file with the traceback, None where there is no place for one."""
    directory = environment.state_dir()
    if directory is None:
        return None
    # Imported here: needed only when something has gone wrong.
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

"""Interprets the arguments of `update`, such as done, failed, INTERRUPTED or 137."""

from __future__ import annotations

import re

from telemetry_cli.core.record import Final, Status
from telemetry_cli.core.text import quoted
from telemetry_cli.knowledge.exit_codes import describe

_SUCCESS_WORDS = frozenset({"done", "success", "sucess"})
_SIGNAL_WORDS = {"INTERRUPTED": 130, "TERMINATED": 143, "HANGUP": 129}
_GENERAL_FAILURE = 1


def read_final(status: str, exit_code: str, command: str = "") -> tuple[Final, tuple[str, ...]]:
    """Interpret STATUS and EXIT_CODE like `post_update_to_api`; returns warnings as well.

    The error text is the meaning of the exit code, for the failing `command` if it is known. An
    empty argument counts as not given.
    """
    status, exit_code = status.strip() or "failed", exit_code.strip() or str(_GENERAL_FAILURE)
    if status in _SUCCESS_WORDS:
        return Final(Status.SUCCESS, 0, ""), ()
    code, warnings = _exit_code(exit_code)
    final_status = Status.FAILED if status == "failed" else Status.UNKNOWN
    return Final(final_status, code, describe(code, command)), warnings


def _exit_code(text: str) -> tuple[int, tuple[str, ...]]:
    if text in _SIGNAL_WORDS:
        return _SIGNAL_WORDS[text], ()
    if not re.fullmatch(r"[+-]?[0-9]+", text, re.ASCII):
        return _GENERAL_FAILURE, ()  # installers pass $BASH_COMMAND
    if len(text) <= 20 and 0 <= int(text) <= 255:
        return int(text), ()
    warning = f"exit code {quoted(text)} is not within 0-255, sent as {_GENERAL_FAILURE}"
    return _GENERAL_FAILURE, (warning,)

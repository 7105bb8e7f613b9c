"""From what installers pass, always text, to the values of a record."""

from __future__ import annotations

import re
from typing import NamedTuple

from telemetry_cli.core.record import FIELD, MAX_TEXT, Final, InstallType, Start, Status
from telemetry_cli.core.text import one_line, shortened, shown
from telemetry_cli.knowledge.exit_codes import describe

_NUMBER = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([a-z]*)", re.ASCII | re.IGNORECASE)
_GIGABYTES = {
    **dict.fromkeys(("m", "mb", "mib"), 1 / 1024),
    **dict.fromkeys(("", "g", "gb", "gib"), 1.0),
    **dict.fromkeys(("t", "tb", "tib"), 1024.0),
}
_MEGABYTES = {unit: 1024 * factor for unit, factor in _GIGABYTES.items()} | {"": 1.0}
_COUNT = {"": 1.0}

_SUCCESS_WORDS = frozenset({"done", "success", "sucess"})
_SIGNAL_WORDS = {"INTERRUPTED": 130, "TERMINATED": 143, "HANGUP": 129}
_GENERAL_FAILURE = 1
_QUOTED = 40
"""Characters of a wrong value that a warning shows."""


class RawStart(NamedTuple):
    """The values of a start as given by flag or variable; `None` and '' mean not given."""

    random_id: str
    app: str | None = None
    ct_type: str | None = None
    disk_size: str | None = None
    core_count: str | None = None
    ram_size: str | None = None
    os_type: str | None = None
    os_version: str | None = None
    method: str | None = None
    pve_version: str | None = None


class Log(NamedTuple):
    """The end of a log; `is_cut` if more came before."""

    text: str
    is_cut: bool = False


class Own(NamedTuple):
    """What an error text may name or must not: the session's UUID, the names of this machine."""

    session: str = ""
    hosts: tuple[str, ...] = ()


def read_start(install_type: InstallType, raw: RawStart) -> tuple[Start, tuple[str, ...]]:
    """The start that `raw` describes, and a warning for each value that cannot be used.

    A number that is none is left out; a name that is too long is cut.
    """
    warnings: list[str] = []
    ct_type = _number("ct_type", raw.ct_type, _COUNT, warnings)
    cores = _number("core_count", raw.core_count, _COUNT, warnings)
    ram = _number("ram_size", raw.ram_size, _MEGABYTES, warnings)
    start = Start(
        random_id=session_id(raw.random_id),
        type=install_type,
        ct_type=install_type.ct_type if ct_type is None else int(ct_type),
        app=_name("nsapp", raw.app, warnings) or "unknown",
        method=_name("method", raw.method, warnings) or "default",
        pve_version=_name("pve_version", raw.pve_version, warnings) or "not found",
        disk_size=_number("disk_size", raw.disk_size, _GIGABYTES, warnings),
        core_count=None if cores is None else int(cores),
        ram_size=None if ram is None else int(ram),
        os_type=_name("os_type", raw.os_type, warnings),
        os_version=_name("os_version", raw.os_version, warnings),
    )
    return start, tuple(warnings)


def read_final(
    status: str,
    exit_code: str,
    error: str | None = None,
    log: Log | None = None,
    own: Own = Own(),  # noqa: B008
) -> tuple[Final, tuple[str, ...]]:
    """The end of an install as `post_update_to_api STATUS EXIT_CODE` means it, and warnings.

    `error` replaces the explanation of the exit code, the end of `log` follows it; both are
    redacted. An empty status or exit code counts as not given.
    """
    status, exit_code = status.strip() or "failed", exit_code.strip() or str(_GENERAL_FAILURE)
    if status in _SUCCESS_WORDS:
        return Final(Status.SUCCESS, 0, ""), ()
    code, warnings = _exit_code(exit_code)
    text = describe(code) if error is None and log is None else _told(code, error, log, own)
    return Final(Status.FAILED if status == "failed" else Status.UNKNOWN, code, text), warnings


def _told(code: int, error: str | None, log: Log | None, own: Own) -> str:
    # Imported here: its patterns take longer to build than all of a report without an error text.
    from telemetry_cli.redaction.redact import redact, redacted_tail

    text = describe(code)
    if error is not None:
        told = redact(storable(error), session=own.session, hosts=own.hosts)
        text = shortened(told.strip(), MAX_TEXT)
    room = MAX_TEXT - len(text) - 1
    if log is None or room <= 0:
        return text
    tail = redacted_tail(
        storable(log.text), room, cut=log.is_cut, session=own.session, hosts=own.hosts
    )
    return f"{text}\n{tail}".strip("\n")


def session_id(text: str) -> str:
    """`text` as a `random_id`: one line, 255 characters at most, the same for the same text."""
    return one_line(text)[: FIELD["random_id"].maximum]


def storable(text: str) -> str:
    """`text` without what JSON or a filter cannot carry: lone surrogates, NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def _exit_code(text: str) -> tuple[int, tuple[str, ...]]:
    if text in _SIGNAL_WORDS:
        return _SIGNAL_WORDS[text], ()
    if not re.fullmatch(r"[+-]?[0-9]+", text, re.ASCII):
        return _GENERAL_FAILURE, ()  # installers pass $BASH_COMMAND
    if len(text) <= 20 and 0 <= int(text) <= 255:
        return int(text), ()
    warning = f"exit code {_quoted(text)} is not in 0-255, sent as {_GENERAL_FAILURE}"
    return _GENERAL_FAILURE, (warning,)


def _number(
    name: str, text: str | None, units: dict[str, float], warnings: list[str]
) -> float | None:
    if text is None or not text.strip():
        return None
    field = FIELD[name]
    found = _NUMBER.fullmatch(text.strip())
    if found and (factor := units.get(found[2].lower())):
        value = round(float(found[1]) * factor, 3)
        if field.minimum <= value <= field.maximum and (value.is_integer() or not field.whole):
            return int(value) if value.is_integer() else value
    unit = f" {field.unit}" if field.unit else ""
    warnings.append(
        f"{field.variable} {_quoted(text)} left out: "
        f"give a number from {field.minimum} to {field.maximum}{unit}"
    )
    return None


def _name(name: str, text: str | None, warnings: list[str]) -> str:
    if text is None:
        return ""
    field, line = FIELD[name], one_line(text)
    if len(line) > field.maximum:
        label = field.variable or field.name
        warnings.append(f"{label} {_quoted(line)} cut to {field.maximum} characters")
    return shortened(line, field.maximum)


def _quoted(text: str) -> str:
    return f"'{shortened(shown(text), _QUOTED)}'"

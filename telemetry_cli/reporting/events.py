"""The two events of an install, as values: what to report, before it is stored or sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from telemetry_cli.core.record import Final, InstallType, record_id
from telemetry_cli.core.session import ALREADY_OVER, Session
from telemetry_cli.core.start_values import read_start, session_id
from telemetry_cli.core.text import one_line, shortened, shown
from telemetry_cli.core.update_words import read_final
from telemetry_cli.edges import environment, error_log, host
from telemetry_cli.edges.store import Store

_USED_AGAIN = "this session has already started and ended: use another --random-id"
_NONE_UNFINISHED = "no unfinished session on this machine: use --random-id or --record-id"
_SEVERAL_UNFINISHED = "several unfinished sessions on this machine: use --random-id or --record-id"
_LONGEST_LINE_NUMBER = 7
"""The most digits of a plausible line number."""


class Accepted(NamedTuple):
    """The session of an accepted event, or the reason why there is none, and warnings."""

    session: Session | None
    reason: str = ""
    warnings: tuple[str, ...] = ()


class StartEvent:
    """An install starts. `values` are the texts that the installer passed, by field name."""

    def __init__(self, install_type: InstallType, values: Mapping[str, str | None]) -> None:
        self.install_type = install_type
        # Generated once: the event is accepted again, in memory, if the disk does not respond.
        random_id = session_id(values.get("random_id") or "") or str(uuid.uuid4())
        self.values = {**values, "random_id": random_id}

    def accept(self, store: Store, lease: float) -> Accepted:
        """Store the event and lease its session for `lease` seconds."""
        values = self.values
        if not values.get("pve_version"):
            values = {**values, "pve_version": host.pve_version(lease / 2)}
        start, warnings = read_start(self.install_type, values)
        session = store.accept_start(start, lease=lease, server=environment.accepting_server())
        return Accepted(session, "" if session else _USED_AGAIN, warnings)


class EndEvent(NamedTuple):
    """An install has ended.

    The session is the one of `random_id`, or else of `record_id`, or else the only unfinished
    session on this machine. If `existing_only`, it must have started already.

    `error` replaces the explanation of the exit code. The failing `command` and its `line` in the
    script follow it, then the end of `log_file`. All of them are redacted before they are stored;
    `names` (separated by spaces) are redacted in addition to those of this machine.
    """

    status: str
    exit_code: str
    error: str | None = None
    log_file: Path | None = None
    random_id: str | None = None
    record_id: str | None = None
    force: bool = False
    command: str = ""
    line: str = ""
    existing_only: bool = False
    names: str = ""

    def accept(self, store: Store, lease: float) -> Accepted:
        """Store the event and lease its session for `lease` seconds."""
        random_id = session_id(self.random_id or "") or None
        target = record_id(random_id) if random_id else one_line(self.record_id or "")
        unfinished = [] if target else store.unfinished()
        if len(unfinished) == 1:
            target = unfinished[0]
        final, warnings = self._final(random_id or store.random_id(target) or "")
        if not target:
            reason = _SEVERAL_UNFINISHED if unfinished else _NONE_UNFINISHED
            return Accepted(None, reason, warnings)
        session = store.accept_final(
            target,
            random_id,
            final,
            force=self.force,
            lease=lease,
            existing_only=self.existing_only,
            server=environment.accepting_server(),
        )
        return Accepted(session, "" if session else ALREADY_OVER, warnings)

    def _final(self, random_id: str) -> tuple[Final, tuple[str, ...]]:
        command, line = one_line(self.command), self.line.strip()
        final, warnings = read_final(self.status, self.exit_code, command)
        if line and not (line.isascii() and line.isdigit() and len(line) <= _LONGEST_LINE_NUMBER):
            warnings += (f"--line '{shortened(shown(line), 40)}' left out: must be a line number",)
            line = ""
        if self.error is None and self.log_file is None and not command and not line:
            return final, warnings
        log = None
        if self.log_file is not None:
            try:
                log = error_log.read(self.log_file)
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else error
                remedy = "must be a readable file"
                warnings += (f"--error-log '{self.log_file}' left out ({reason}): {remedy}",)
        if not final.error:
            return final, warnings  # a success has no error text
        # Imported here: compiling its patterns takes longer than the rest of a report.
        from telemetry_cli.reporting.error_text import error_text

        text = error_text(
            final.error,
            text=self.error,
            command=command,
            line=line,
            log=log,
            code=final.exit_code,
            session=random_id,
            names=(*host.names(), *self.names.split()),
        )
        return final._replace(error=text), warnings


Event: TypeAlias = StartEvent | EndEvent

"""The two events of an install, as the reporting commands write them down."""

from __future__ import annotations

import uuid
from pathlib import Path

from telemetry_cli.core.record import InstallType, record_id
from telemetry_cli.core.session import ALREADY_OVER
from telemetry_cli.core.text import one_line
from telemetry_cli.core.values import Log, Own, RawStart, read_final, read_start, session_id
from telemetry_cli.edges import error_log, host
from telemetry_cli.edges.store import Store
from telemetry_cli.reporting import Accept, Accepted

_USED_AGAIN = "this session has begun and ended before: give another --random-id"
_NONE_UNFINISHED = "no unfinished session here: give --random-id or --record-id"
_SEVERAL_UNFINISHED = "several unfinished sessions here: give --random-id or --record-id"


def start(install_type: InstallType, raw: RawStart) -> Accept:
    """An install begins; what `raw` leaves open is asked from the host or made up."""

    # Made up once: the event may be written down a second time, if the first place does not answer.
    random_id = session_id(raw.random_id) or str(uuid.uuid4())

    def accept(store: Store, claimed_for: float) -> Accepted:
        pve_version = raw.pve_version or host.pve_version(claimed_for / 2)
        known = raw._replace(random_id=random_id, pve_version=pve_version)
        begun, warnings = read_start(install_type, known)
        session = store.accept_start(begun, claimed_for=claimed_for)
        return Accepted(session, "" if session else _USED_AGAIN, warnings)

    return accept


def end(
    status: str,
    exit_code: str,
    *,
    error: str | None = None,
    log_file: Path | None = None,
    random_id: str | None = None,
    identity: str | None = None,
    force: bool = False,
) -> Accept:
    """An install has ended: the session of `random_id`, else of the record ID `identity`, else the
    one that is unfinished on this machine. `error` and the end of `log_file` are redacted before
    they are written down."""

    def accept(store: Store, claimed_for: float) -> Accepted:
        session_name = session_id(random_id or "") or None
        target = record_id(session_name) if session_name else one_line(identity or "")
        unfinished = [] if target else store.unfinished()
        if len(unfinished) == 1:
            target = unfinished[0]
        own, log = Own(), None
        complaints: tuple[str, ...] = ()
        if error is not None or log_file is not None:
            own = Own(session_name or store.random_id(target) or "", host.names())
        if log_file is not None:
            log, complaints = _end_of(log_file)
        final, warnings = read_final(status, exit_code, error, log, own)
        warnings += complaints
        if not target:
            reason = _SEVERAL_UNFINISHED if unfinished else _NONE_UNFINISHED
            return Accepted(None, reason, warnings)
        session = store.accept_final(
            target, session_name, final, force=force, claimed_for=claimed_for
        )
        return Accepted(session, "" if session else ALREADY_OVER, warnings)

    return accept


def _end_of(file: Path) -> tuple[Log | None, tuple[str, ...]]:
    try:
        return error_log.read(file), ()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        return None, (f"--error-log '{file}' left out ({reason}): give a file that can be read",)

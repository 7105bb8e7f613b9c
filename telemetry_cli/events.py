"""The two events of an install, as the reporting commands write them down."""

from __future__ import annotations

import uuid

from telemetry_cli.core.record import InstallType, record_id
from telemetry_cli.core.session import ALREADY_OVER
from telemetry_cli.core.text import one_line
from telemetry_cli.core.values import RawStart, read_final, read_start, session_id
from telemetry_cli.edges import host
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
    random_id: str | None = None,
    identity: str | None = None,
    force: bool = False,
) -> Accept:
    """An install has ended: the session of `random_id`, else of the record ID `identity`, else the
    one that is unfinished on this machine."""

    def accept(store: Store, claimed_for: float) -> Accepted:
        final, warnings = read_final(status, exit_code, error)
        session_name = session_id(random_id or "") or None
        target = record_id(session_name) if session_name else one_line(identity or "")
        if not target:
            unfinished = store.unfinished()
            if len(unfinished) != 1:
                reason = _SEVERAL_UNFINISHED if unfinished else _NONE_UNFINISHED
                return Accepted(None, reason, warnings)
            target = unfinished[0]
        session = store.accept_final(
            target, session_name, final, force=force, claimed_for=claimed_for
        )
        return Accepted(session, "" if session else ALREADY_OVER, warnings)

    return accept

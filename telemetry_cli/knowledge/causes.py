"""Causes of failed installs: what went wrong, behind whatever exit code it shows.

The rows are data, one a cause, in `cause_table`. They are imported with an exit code's card, so
they leave out what is long and only a diagnosis needs: the signs, in `sign_table`.
"""

from __future__ import annotations

from telemetry_cli.knowledge.cause_table import (
    apt,
    databases,
    downloads,
    languages,
    memory,
    network,
    node,
    proxmox,
    scripts,
    services,
    shell,
    storage,
)

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    *storage.ROWS,
    *memory.ROWS,
    *network.ROWS,
    *downloads.ROWS,
    *apt.ROWS,
    *proxmox.ROWS,
    *languages.ROWS,
    *node.ROWS,
    *databases.ROWS,
    *services.ROWS,
    *scripts.ROWS,
    *shell.ROWS,
)
BY_ID = {row["id"]: row for row in ROWS}
CATEGORIES = tuple(dict.fromkeys(row["category"] for row in ROWS))


def likely(code: int) -> tuple[Row, ...]:
    """The causes that show the exit code `code`, those that do so most often first."""
    rows = [row for row in ROWS if code in row["likely_codes"]]
    return tuple(sorted(rows, key=lambda row: -row["likely_codes"][code]))

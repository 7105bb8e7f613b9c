"""How the causes are recognised: what tools print, by cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telemetry_cli.knowledge.sign_table import (
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

if TYPE_CHECKING:
    from telemetry_cli.knowledge.sign_table.row import Signs

SIGNS: dict[str, Signs] = {
    **storage.SIGNS,
    **memory.SIGNS,
    **network.SIGNS,
    **downloads.SIGNS,
    **apt.SIGNS,
    **proxmox.SIGNS,
    **languages.SIGNS,
    **node.SIGNS,
    **databases.SIGNS,
    **services.SIGNS,
    **scripts.SIGNS,
    **shell.SIGNS,
}

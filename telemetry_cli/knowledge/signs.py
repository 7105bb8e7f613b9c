"""How the causes are recognised: what tools print, by cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telemetry_cli.knowledge.sign_table import (
    apt_signs,
    databases_signs,
    downloads_signs,
    languages_signs,
    memory_signs,
    network_signs,
    node_signs,
    proxmox_signs,
    scripts_signs,
    services_signs,
    shell_signs,
    storage_signs,
)

if TYPE_CHECKING:
    from telemetry_cli.knowledge.sign_table.sign import Signs

SIGNS: dict[str, Signs] = {
    **storage_signs.SIGNS,
    **memory_signs.SIGNS,
    **network_signs.SIGNS,
    **downloads_signs.SIGNS,
    **apt_signs.SIGNS,
    **proxmox_signs.SIGNS,
    **languages_signs.SIGNS,
    **node_signs.SIGNS,
    **databases_signs.SIGNS,
    **services_signs.SIGNS,
    **scripts_signs.SIGNS,
    **shell_signs.SIGNS,
}

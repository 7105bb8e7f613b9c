"""The record and its ID."""

from __future__ import annotations

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.core.record import Final, InstallType, Start, Status, record_id

START = Start("id", InstallType.VM, 2, "haos", "default", "8.2.2", 32, 2, 4096, "haos", "13.2")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_the_record_id_is_the_end_of_the_sha_256_in_base_36(random_id: str) -> None:
    found = record_id(random_id)
    assert re.fullmatch("[a-z0-9]{15}", found)
    digest = int(hashlib.sha256(random_id.encode()).hexdigest(), 16)
    assert int(found, 36) == digest % 36**15


def test_the_record_id_never_changes() -> None:
    """Records of old releases must be found by new ones."""
    assert record_id("123e4567-e89b-12d3-a456-426614174000") == "juwd83096pubt17"


def test_a_start_has_exactly_these_fields() -> None:
    assert list(START.fields()) == [
        *("ct_type", "type", "disk_size", "core_count", "ram_size", "os_type", "os_version"),
        *("nsapp", "method", "pve_version", "status", "random_id"),
    ]


def test_what_is_not_known_is_not_sent() -> None:
    fields = Start("id", InstallType.LXC, 1, "plex", "default", "not found").fields()
    assert not {"disk_size", "core_count", "ram_size", "os_type", "os_version"} & set(fields)


def test_a_final_status_has_exactly_these_fields() -> None:
    assert Final(Status.SUCCESS, 0, "").fields() == {
        "status": "sucess",
        "error": "",
        "exit_code": 0,
    }


def test_people_read_success_and_the_wire_reads_sucess() -> None:
    assert (Status.SUCCESS.word, Status.SUCCESS.value) == ("success", "sucess")
    assert [status for status in Status if not status.is_final] == [Status.INSTALLING]

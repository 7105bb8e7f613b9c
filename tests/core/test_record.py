"""The record, its fields and its ID."""

from __future__ import annotations

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.core.record import FIELD_NAMES, Final, InstallType, Status, record_id
from tests.starts import a_start

VALUES = {
    "ct_type": "2",
    "disk_size": "32",
    "core_count": "2",
    "ram_size": "4096",
    "os_type": "haos",
    "os_version": "13.2",
}
START = a_start("id", "haos", InstallType.VM, **VALUES)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_the_record_id_is_the_tail_of_the_sha_256_in_base_36(random_id: str) -> None:
    derived = record_id(random_id)
    assert re.fullmatch("[a-z0-9]{15}", derived)
    digest = int(hashlib.sha256(random_id.encode()).hexdigest(), 16)
    assert int(derived, 36) == digest % 36**15


def test_the_record_id_is_stable_across_versions() -> None:
    """New releases must find the records of old ones."""
    assert record_id("123e4567-e89b-12d3-a456-426614174000") == "juwd83096pubt17"


def test_a_start_has_exactly_these_fields() -> None:
    assert set(START.fields) == {
        *("ct_type", "type", "disk_size", "core_count", "ram_size", "os_type", "os_version"),
        *("nsapp", "method", "pve_version", "status", "random_id"),
    }


def test_each_value_is_sent_in_the_field_of_its_name() -> None:
    assert START.fields == {
        "random_id": "id",
        "type": "vm",
        "ct_type": 2,
        "nsapp": "haos",
        "method": "default",
        "pve_version": "8.2",
        "disk_size": 32,
        "core_count": 2,
        "ram_size": 4096,
        "os_type": "haos",
        "os_version": "13.2",
        "status": "installing",
    }


def test_a_zero_is_sent() -> None:
    fields = a_start("id", disk_size="0", core_count="0", ram_size="0").fields
    assert fields["disk_size"] == fields["core_count"] == fields["ram_size"] == 0


def test_a_record_has_only_the_documented_fields() -> None:
    assert set(FIELD_NAMES) == {
        *("id", "random_id", "type", "ct_type", "nsapp", "status", "disk_size", "core_count"),
        *("ram_size", "os_type", "os_version", "pve_version", "method", "error", "exit_code"),
        *("created", "updated"),
    }


def test_unknown_values_are_not_sent() -> None:
    fields = a_start("id").fields
    assert not {"disk_size", "core_count", "ram_size", "os_type", "os_version"} & set(fields)


def test_a_final_status_has_exactly_these_fields() -> None:
    assert Final(Status.SUCCESS, 0, "").fields() == {
        "status": "sucess",
        "error": "",
        "exit_code": 0,
    }


def test_success_is_displayed_as_success_and_sent_as_sucess() -> None:
    assert (Status.SUCCESS.word, Status.SUCCESS.value) == ("success", "sucess")
    assert [status.word for status in Status] == ["installing", "success", "failed", "unknown"]
    assert [status for status in Status if not status.is_final] == [Status.INSTALLING]

"""The schema of core/schema.py on a real server."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from telemetry_cli.core.record import FIELDS
from tests.conftest import Server


def definition(pocketbase: Server) -> dict[str, Any]:
    url = f"{pocketbase.url}/api/collections/_dev_telemetry_data"
    collection: dict[str, Any] = requests.get(url, headers=pocketbase.sign_in(), timeout=30).json()
    return collection


def test_the_collection_has_every_field_as_declared(pocketbase: Server) -> None:
    created = {field["name"]: field for field in definition(pocketbase)["fields"]}
    assert set(created) == {"id"} | {field.name for field in FIELDS}
    for field in FIELDS:
        assert created[field.name]["type"] == field.kind.value
        assert created[field.name].get("required", False) == field.required
        assert tuple(created[field.name].get("values", ())) == field.choices


def test_random_id_is_unique_and_searched_fields_are_indexed(pocketbase: Server) -> None:
    indexes = "\n".join(definition(pocketbase)["indexes"])
    assert "CREATE UNIQUE INDEX" in indexes
    for column in ("random_id", "nsapp", "status", "type", "exit_code", "created", "updated"):
        assert f"(`{column}`)" in indexes


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "ct"), ("status", "success"), ("ct_type", 0), ("nsapp", ""), ("random_id", "")],
)
def test_the_server_refuses_values_outside_the_declared_limits(
    pocketbase: Server, field: str, value: object
) -> None:
    with pytest.raises(AssertionError, match="validation_"):
        pocketbase.add(**{field: value})


def test_the_open_rules_allow_create_read_and_update_but_not_delete(
    pocketbase: Server,
) -> None:
    rules = definition(pocketbase)
    for action in ("create", "view", "list", "update"):
        assert rules[f"{action}Rule"] == "", action
    assert rules["deleteRule"] is None


def test_the_server_sets_updated_when_a_record_changes(pocketbase: Server) -> None:
    record = pocketbase.add()
    assert record["created"]
    changed = requests.patch(
        f"{pocketbase.records_url}/{record['id']}", json={"status": "failed"}, timeout=30
    ).json()
    assert changed["updated"] > record["updated"]
    assert changed["created"] == record["created"]

"""Events that a server refuses: its schema may be wrong for a while."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from telemetry_cli.core.schema import schema
from tests.conftest import Cli, Server
from tests.state import database

Fields = list[dict[str, Any]]


class Collection:
    """A collection of its own on the server, whose fields a test breaks and repairs."""

    def __init__(self, server: Server) -> None:
        self.name = f"c{uuid.uuid4().hex}"
        self._server = server
        self._url = f"{server.url}/api/collections"
        self._call("POST", self._url, schema(self.name, hardened=False)["collection"])
        self._right = self._call("GET", f"{self._url}/{self.name}", None)

    def break_with(self, mistake: Callable[[Fields], Fields]) -> None:
        """Make a mistake in the fields."""
        self._set(mistake(self._right["fields"]))

    def repair(self) -> None:
        """Restore the fields."""
        self._set(self._right["fields"])

    def _set(self, fields: Fields) -> None:
        columns = [f"(`{field['name']}`)" for field in fields]
        indexes = [
            index
            for index in self._right["indexes"]
            if any(index.endswith(column) for column in columns)
        ]
        body = {"fields": fields, "indexes": indexes}
        self._call("PATCH", f"{self._url}/{self.name}", body)

    def records(self) -> list[dict[str, Any]]:
        """All records."""
        items: list[dict[str, Any]] = self._call("GET", f"{self._url}/{self.name}/records", None)[
            "items"
        ]
        return items

    def _call(self, method: str, url: str, body: dict[str, Any] | None) -> dict[str, Any]:
        headers = self._server.sign_in()
        answer = requests.request(method, url, json=body, headers=headers, timeout=30)
        assert answer.status_code == 200, answer.text
        parsed: dict[str, Any] = answer.json()
        return parsed


@pytest.fixture
def collection(pocketbase: Server, variables: dict[str, str]) -> Collection:
    """The collection that the commands report to."""
    created = Collection(pocketbase)
    variables["PB_COLLECTION"] = created.name
    return created


def with_setting(name: str, **settings: object) -> Callable[[Fields], Fields]:
    def mistake(fields: Fields) -> Fields:
        return [field | settings if field["name"] == name else field for field in fields]

    return mistake


def one_more_required_field(fields: Fields) -> Fields:
    return [*fields, {"name": "extra", "type": "text", "required": True}]


def without(name: str) -> Callable[[Fields], Fields]:
    return lambda fields: [field for field in fields if field["name"] != name]


MISTAKES = {
    "a type is missing": with_setting("type", values=["vm"]),
    "a status is missing": with_setting("status", values=["unknown"]),
    "a field more is required": one_more_required_field,
    "names are too short": with_setting("nsapp", max=2),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_an_event_refused_by_mistake_is_delivered_once_the_server_is_repaired(
    cli: Cli, collection: Collection, mistake: Callable[[Fields], Fields]
) -> None:
    collection.break_with(mistake)
    started = cli("start-lxc", "--app", "plex", "--json")
    assert json.loads(started.stdout)["result"] == "refused"
    cli("update", "failed", "137")
    (entry,) = json.loads(cli("flush", "--list", "--json").stdout)
    assert entry["refused"]
    assert "HTTP 400" in entry["reason"]
    cli("flush", "--force")
    collection.repair()
    cli("flush")
    assert collection.records() == [], "refused events wait for a day"
    cli("flush", "--force", "--strict")
    (record,) = collection.records()
    assert (record["nsapp"], record["status"], record["exit_code"]) == ("plex", "failed", 137)


def test_a_refused_end_is_delivered_a_day_later_by_any_report(
    cli: Cli, collection: Collection, state: Path, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, "--strict")
    collection.break_with(with_setting("status", values=["installing"]))
    cli("update", "failed", "137", "--random-id", random_id)
    collection.repair()
    with database(state) as connection:
        connection.execute(
            "UPDATE session SET due_at = due_at - 86400, due_from = due_from - 86400"
        )
    cli("start-lxc", "--app", "next", "--strict")
    statuses = {record["random_id"]: record["status"] for record in collection.records()}
    assert statuses[random_id] == "failed"


@pytest.mark.parametrize("started", [True, False])
def test_if_only_the_error_text_is_refused_the_status_goes_without_it(
    cli: Cli, collection: Collection, random_id: str, started: bool
) -> None:
    collection.break_with(with_setting("error", max=5))
    if started:
        cli("start-lxc", "--random-id", random_id, "--strict")
    else:
        cli("start-lxc", "--random-id", random_id, PB_URL="http://127.0.0.1:9")
    done = cli("update", "failed", "137", "--random-id", random_id, "--json")
    (record,) = collection.records()
    assert (record["status"], record["exit_code"], record["error"]) == ("failed", 137, "")
    outcome = json.loads(done.stdout)
    assert outcome["result"] == "delivered"
    assert "error: validation_max_text_constraint" in outcome["reason"]


def test_a_report_says_that_a_refused_event_is_tried_again(
    cli: Cli, collection: Collection
) -> None:
    collection.break_with(one_more_required_field)
    done = cli("start-lxc", "--verbose")
    assert "refused by the server, next attempt in a day: HTTP 400 (extra: " in done.stderr


def test_doctor_reports_a_field_that_the_server_does_not_store(
    cli: Cli, collection: Collection, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, "--strict")
    assert "did not store" not in cli("doctor").stdout
    collection.break_with(without("exit_code"))
    cli("update", "failed", "137", "--random-id", random_id)
    assert "did not store exit_code" in " ".join(cli("doctor").stdout.split())
    collection.repair()
    cli("start-lxc", "--strict")
    assert "did not store" not in cli("doctor").stdout

"""Attacks on a server with the hardened rules."""

from __future__ import annotations

import socket
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
import requests

from telemetry_cli.core.protocol import DEFAULT_COLLECTION
from telemetry_cli.core.record import FIELDS, FINAL_FIELDS, record_id
from tests.conftest import SUPERUSER, Cli, Server, serving
from tests.proxy import wait_until

END = {"status": "failed", "exit_code": 137, "error": "killed"}
LOCKED = [field.name for field in FIELDS if field.name not in FINAL_FIELDS]


def proof(random_id: str) -> dict[str, str]:
    return {"Random-Id": random_id}


def patch(server: Server, record: dict[str, Any], body: Any, random_id: str = "") -> int:
    url = f"{server.records_url}/{record['id']}"
    headers = proof(random_id) if random_id else {}
    return requests.patch(url, json=body, headers=headers, timeout=30).status_code


@pytest.fixture
def victim(hardened: Server, random_id: str) -> dict[str, Any]:
    """A running install."""
    identity = record_id(random_id)
    return hardened.add(id=identity, random_id=random_id, disk_size=8, nsapp="plex")


def test_a_client_with_the_random_id_can_read_and_end_a_record_once(
    hardened: Server, victim: dict[str, Any], random_id: str
) -> None:
    url = f"{hardened.records_url}/{victim['id']}"
    assert requests.get(url, headers=proof(random_id), timeout=30).json()["nsapp"] == "plex"
    assert patch(hardened, victim, END, random_id) == 200
    assert END.items() <= hardened.only(random_id).items()


@pytest.mark.parametrize(
    "random_id", ["0d9a1f7e-5b6c-4c3d-8e2f-1a2b3c4d5e6f", "Grüße 'aus' \"Ulm\" %"]
)
def test_reports_work_as_on_an_open_server(
    hardened: Server, cli: Cli, tmp_path: Path, random_id: str
) -> None:
    variables = {"PB_URL": hardened.url, "RANDOM_UUID": random_id}
    assert cli("start-lxc", "--strict", **variables).returncode == 0
    elsewhere = str(tmp_path / "elsewhere")
    ended = cli("update", "failed", "137", "--strict", TELEMETRY_STATE_DIR=elsewhere, **variables)
    assert ended.returncode == 0, "a machine that knows nothing but the random_id"
    assert hardened.only(random_id)["exit_code"] == 137
    again = cli(
        "update", "done", "--json", TELEMETRY_STATE_DIR=str(tmp_path / "third"), **variables
    )
    assert '"dropped"' in again.stdout
    assert hardened.only(random_id)["exit_code"] == 137


def test_query_explains_how_to_sign_in(hardened: Server, cli: Cli) -> None:
    done = cli("query", PB_URL=hardened.url)
    assert (done.returncode, done.stdout) == (1, "")
    assert "set PB_TOKEN, or PB_IDENTITY and PB_PASSWORD" in done.stderr


@pytest.mark.parametrize("guess", ["", "'", "%", "*", "' || '1' = '1", "random_id", "null"])
def test_a_client_without_the_random_id_can_neither_read_nor_change_a_record(
    hardened: Server, victim: dict[str, Any], guess: str
) -> None:
    url = f"{hardened.records_url}/{victim['id']}"
    for headers in ({}, proof(guess), proof(victim["id"]), proof(str(uuid.uuid4()))):
        assert requests.get(url, headers=headers, timeout=30).status_code == 404
        assert requests.patch(url, json=END, headers=headers, timeout=30).status_code == 404


@pytest.mark.parametrize("name", ["random_id", "x_random_id", "@request.headers.random_id"])
def test_a_random_id_is_accepted_only_as_a_header(
    hardened: Server, victim: dict[str, Any], name: str, random_id: str
) -> None:
    url = f"{hardened.records_url}/{victim['id']}"
    given = {name: random_id}
    assert requests.get(url, params=given, timeout=30).status_code == 404
    assert requests.patch(url, params=given, json=END, timeout=30).status_code == 404
    assert requests.patch(url, json=END | given, timeout=30).status_code == 404


def test_a_finished_record_is_closed_even_to_its_reporter(
    hardened: Server, victim: dict[str, Any], random_id: str
) -> None:
    assert patch(hardened, victim, {"status": "sucess"}, random_id) == 200
    for change in (END, {"status": "installing"}, {"error": "b"}, {}):
        assert patch(hardened, victim, change, random_id) == 404
    url = f"{hardened.records_url}/{victim['id']}"
    assert requests.get(url, headers=proof(random_id), timeout=30).status_code == 404
    assert hardened.only(random_id)["status"] == "sucess"


def test_of_many_concurrent_ends_exactly_one_wins(hardened: Server) -> None:
    with ThreadPoolExecutor(4) as pool:
        for _ in range(10):
            random_id = str(uuid.uuid4())
            record = hardened.add(random_id=random_id)
            ends = [
                pool.submit(
                    patch, hardened, record, {"status": "failed", "exit_code": code}, random_id
                )
                for code in (1, 2, 3, 4)
            ]
            assert sorted(end.result() for end in ends) == [200, 404, 404, 404]


@pytest.mark.parametrize("name", ["id", *LOCKED])
@pytest.mark.parametrize("spelling", ["{}", "{}+", "+{}", "{}-", "{}:autogenerate", " {}", "{}\0"])
def test_an_update_can_change_only_the_fields_of_an_end(
    hardened: Server, victim: dict[str, Any], random_id: str, name: str, spelling: str
) -> None:
    other = {"type": "vm", "ct_type": 2, "disk_size": 9, "created": "2020-01-01 00:00:00.000Z"}
    patch(hardened, victim, {spelling.format(name): other.get(name, "x" * 15)}, random_id)
    now = hardened.only(random_id)
    assert {key: now[key] for key in victim if key != "updated"} == {
        key: value for key, value in victim.items() if key != "updated"
    }


def test_no_other_content_type_can_change_more_fields(
    hardened: Server, victim: dict[str, Any], random_id: str
) -> None:
    url, headers = f"{hardened.records_url}/{victim['id']}", proof(random_id)
    hidden = '{"nsapp": "evil"}'
    forms: list[dict[str, Any]] = [
        {"data": {"nsapp": "evil"}},
        {"data": {"@jsonPayload": hidden}},
        {"files": {"@jsonPayload": (None, hidden)}},
        {"files": {"nsapp": ("file", b"evil")}},
        {"json": {"@jsonPayload": hidden}},
        {"data": b'{"nsapp": "evil"}{"nsapp": "evil"}'},
    ]
    for form in forms:
        requests.patch(url, headers=headers, timeout=30, **form)
        assert hardened.only(random_id)["nsapp"] == "plex"


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"filter": "nsapp != ''"},
        {"filter": "nsapp != ''", "perPage": "1", "skipTotal": "1", "fields": "id"},
        {"filter": "@collection._superusers.email != ''"},
        {"sort": "-created"},
        {"sort": "@random", "expand": "*"},
    ],
)
def test_searching_requires_a_sign_in(
    hardened: Server, victim: dict[str, Any], parameters: dict[str, str], random_id: str
) -> None:
    for headers in ({}, proof(random_id), {"Authorization": "forged"}):
        answer = requests.get(hardened.records_url, params=parameters, headers=headers, timeout=30)
        assert answer.status_code in (401, 403)
        assert "plex" not in answer.text


def test_strangers_cannot_create_accounts(hardened: Server) -> None:
    account = {"email": "a@localhost.invalid", "password": "12345678"}
    account |= {"passwordConfirm": "12345678"}
    for collection in ("users", "_superusers"):
        url = f"{hardened.url}/api/collections/{collection}/records"
        assert requests.post(url, json=account, timeout=30).status_code == 403


def test_a_signed_in_user_can_search_but_change_nothing(
    hardened: Server, victim: dict[str, Any], cli: Cli
) -> None:
    login = hardened.sign_up()
    found = cli(
        *("query", "--filter", f"id = '{victim['id']}'", "-o", "ndjson"),
        PB_URL=hardened.url,
        PB_IDENTITY=login.identity,
        PB_PASSWORD=login.password,
    )
    assert '"plex"' in found.stdout
    url = f"{hardened.url}/api/collections/users/auth-with-password"
    given = {"identity": login.identity, "password": login.password}
    token = requests.post(url, json=given, timeout=30).json()["token"]
    record = f"{hardened.records_url}/{victim['id']}"
    headers = {"Authorization": token}
    assert requests.patch(record, json=END, headers=headers, timeout=30).status_code == 404
    assert requests.delete(record, headers=headers, timeout=30).status_code == 403


@pytest.mark.parametrize("method", ["DELETE", "PUT", "POST"])
def test_records_cannot_be_deleted_or_replaced(
    hardened: Server, victim: dict[str, Any], method: str, random_id: str
) -> None:
    for url in (f"{hardened.records_url}/{victim['id']}", hardened.records_url):
        if (method, url) != ("POST", hardened.records_url):
            answer = requests.request(method, url, headers=proof(random_id), timeout=30)
            assert answer.status_code in (403, 404, 405)
    assert hardened.only(random_id)["nsapp"] == "plex"


def test_collection_and_settings_are_closed_to_strangers(hardened: Server) -> None:
    for path in (
        *("collections", f"collections/{DEFAULT_COLLECTION}", "settings", "logs", "backups"),
        "collections/_superusers/records",
    ):
        url = f"{hardened.url}/api/{path}"
        assert requests.get(url, timeout=30).status_code in (401, 403)
    batch = {"requests": [{"method": "DELETE", "url": hardened.records_url}]}
    answer = requests.post(f"{hardened.url}/api/batch", json=batch, timeout=30)
    assert answer.status_code == 403


def test_creating_an_existing_record_does_not_overwrite_it(
    hardened: Server, victim: dict[str, Any], random_id: str
) -> None:
    for again in ({"id": victim["id"]}, {"random_id": random_id}):
        with pytest.raises(AssertionError, match="validation_not_unique"):
            hardened.add(nsapp="evil", **again)
    assert hardened.only(random_id)["nsapp"] == "plex"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("type", value) for value in ("ct", "", None, 7)),
        *(("status", value) for value in ("success", "", "done")),
        *(("ct_type", value) for value in (0, 3, 1.5, -1, 1e300)),
        *(("nsapp", value) for value in ("", "x" * 256, "a\nb", "\x1b[2J", "a\0b", None)),
        *(("random_id", value) for value in ("", "x" * 256, "a\nb")),
        *(("os_type", value) for value in ("x" * 256, "\x1b]0;evil\x07")),
        *(("disk_size", value) for value in (-1, 1024**2 + 1, 1e308)),
        *(("core_count", value) for value in (-1, 8193, 0.5)),
        *(("ram_size", value) for value in (-1, 1024**3 + 1, 0.5)),
        *(("exit_code", value) for value in (-1, 256, 1.5)),
        *(("error", value) for value in ("x" * 5001,)),
        *(("id", value) for value in ("x", "X" * 15, "../" * 5, "a" * 16, "'" * 15)),
    ],
)
def test_invalid_records_are_refused(hardened: Server, field: str, value: object) -> None:
    with pytest.raises(AssertionError, match="validation_"):
        hardened.add(**{field: value})


@pytest.mark.parametrize("value", ["abc", {"a": 1}, [1, 2], True, "1e999"])
def test_type_coercion_never_yields_an_out_of_range_value(hardened: Server, value: object) -> None:
    random_id = str(uuid.uuid4())
    with suppress(AssertionError):  # refused
        hardened.add(random_id=random_id, exit_code=value, disk_size=value, os_type=value)
    for stored in hardened.of(random_id):
        assert 0 <= stored["exit_code"] <= 255
        assert 0 <= stored["disk_size"] <= 1024**2
        assert isinstance(stored["os_type"], str)


class Listener:
    """A client of the realtime channel (https://pocketbase.io/docs/api-realtime)."""

    def __init__(
        self, server: Server, headers: dict[str, str], topic: str = f"{DEFAULT_COLLECTION}/*"
    ) -> None:
        self.heard: list[str] = []
        self._connection = HTTPConnection(server.url.removeprefix("http://"), timeout=30)
        self._connection.request("GET", "/api/realtime")
        lines = (line.decode() for line in self._connection.getresponse())
        client = next(line for line in lines if line.startswith("id:")).removeprefix("id:").strip()
        wanted = {"clientId": client, "subscriptions": [topic]}
        url = f"{server.url}/api/realtime"
        answer = requests.post(url, json=wanted, headers=headers, timeout=30)
        if not answer.ok:
            self._connection.sock.close()
        answer.raise_for_status()
        self._thread = threading.Thread(target=self._listen, args=[lines])
        self._thread.start()

    def _listen(self, lines: Iterator[str]) -> None:
        with suppress(OSError, HTTPException):
            for line in lines:
                self.heard.append(line)

    def close(self) -> None:
        """Close the connection, which ends the thread."""
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._connection.close()


def test_the_realtime_channel_sends_strangers_nothing(hardened: Server) -> None:
    stranger, superuser = Listener(hardened, {}), Listener(hardened, hardened.sign_in())
    for _ in range(2):  # by the time the second arrives, everything for the first has been sent
        hardened.add(nsapp="plex")
    wait_until(lambda: sum("plex" in line for line in superuser.heard) == 2)
    assert not any("plex" in line for line in stranger.heard)
    for listener in (stranger, superuser):
        listener.close()


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("limited"), hardened=True) as server:
        server.sign_in()  # before a test exhausts the limit of sign-ins
        yield server


def test_a_flood_is_limited_and_the_reports_of_one_machine_are_kept(
    limited: Server, cli: Cli, random_id: str
) -> None:
    headers = {"Authorization": limited.sign_in()["Authorization"]}
    with requests.Session() as session:
        statuses = [session.post(limited.records_url, json={}).status_code for _ in range(400)]
    assert statuses[0] == 400
    assert statuses[-1] == 429
    reported = cli("start-lxc", "--random-id", random_id, "--json", PB_URL=limited.url)
    assert '"waiting"' in reported.stdout
    waiting = cli("flush", "--list", PB_URL=limited.url).stdout
    assert "429" in waiting
    found = requests.get(limited.records_url, headers=headers, timeout=30)
    assert found.status_code == 200


def test_sign_in_attempts_are_rate_limited(limited: Server) -> None:
    url = f"{limited.url}/api/collections/_superusers/auth-with-password"
    wrong = {"identity": SUPERUSER.identity, "password": "wrong"}
    statuses = {requests.post(url, json=wrong, timeout=30).status_code for _ in range(80)}
    assert statuses == {400, 429}


def test_switching_between_open_and_hardened_takes_effect_each_time(
    tmp_path: Path,
) -> None:
    for hardened, status in ((True, 401), (False, 200), (True, 401)):
        with serving(tmp_path, hardened=hardened) as server:
            assert requests.get(server.records_url, timeout=30).status_code == status

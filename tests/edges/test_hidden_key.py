"""The key of a record, its random_id, on a hardened server: nobody who only reads can learn it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
import requests

from telemetry_cli.core.protocol import DEFAULT_COLLECTION
from telemetry_cli.core.record import record_id
from tests.conftest import Cli, Server
from tests.edges.test_hardening import Listener
from tests.proxy import wait_until


@pytest.fixture(scope="session")
def reader(hardened: Server) -> dict[str, str]:
    """The authorization header of a signed-in user."""
    login = hardened.sign_up()
    url = f"{hardened.url}/api/collections/users/auth-with-password"
    given = {"identity": login.identity, "password": login.password}
    return {"Authorization": requests.post(url, json=given, timeout=30).json()["token"]}


@pytest.fixture
def record(hardened: Server, random_id: str) -> dict[str, Any]:
    """A running install."""
    return hardened.add(id=record_id(random_id), random_id=random_id, nsapp="plex")


def test_no_response_to_a_reader_or_to_the_owner_has_the_random_id(
    hardened: Server, record: dict[str, Any], random_id: str, reader: dict[str, str]
) -> None:
    url, proof = f"{hardened.records_url}/{record['id']}", {"Random-Id": random_id}
    this = {"filter": f"id = '{record['id']}'"}
    responses = [
        requests.get(hardened.records_url, params=this, headers=reader, timeout=30),
        requests.get(url, headers=reader, timeout=30),
        requests.get(url, headers=proof, timeout=30),
        requests.patch(url, json={"status": "failed"}, headers=proof, timeout=30),
    ]
    for response in responses:
        assert "plex" in response.text
        assert random_id not in response.text
    assert "random_id" not in record
    assert hardened.only(random_id)["id"] == record["id"], "the superuser sees it"


@pytest.mark.parametrize(
    "parameters",
    [
        *(
            {"filter": text}
            for text in (
                "random_id ~ '{}%'",
                "id != '' && (nsapp = 'plex' && random_id > '{}')",
                "random_id:lower ~ '{}%'",
                "random_id ?~ '{}%'",
                "'{}%' ~ random_id",
                "@request.headers.random_id = random_id",
                "@collection._dev_telemetry_data.random_id ?~ '{}%'",
            )
        ),
        *({"sort": text} for text in ("random_id", "-random_id", "created,+random_id")),
        *({"fields": text} for text in ("random_id", "id,random_id:excerpt(1)", "*,random_id")),
    ],
)
def test_a_reader_cannot_bisect_the_random_id(
    hardened: Server,
    record: dict[str, Any],
    random_id: str,
    reader: dict[str, str],
    parameters: dict[str, str],
) -> None:
    given = {name: text.format(random_id[:4]) for name, text in parameters.items()}
    headers = reader | {"Random-Id": random_id[:4]}
    others = f"{hardened.url}/api/collections/users/records"
    for url in (hardened.records_url, others):
        found = requests.get(url, params=given, headers=headers, timeout=30)
        if url == others and "fields" in parameters:
            continue
        assert found.status_code in (400, 403), found.text
    if "fields" in parameters:
        url = f"{hardened.records_url}/{record['id']}"
        assert requests.get(url, params=given, headers=headers, timeout=30).status_code == 400


def topic(**query: str) -> str:
    """A subscription to all installs with options (https://pocketbase.io/docs/api-realtime)."""
    return f"{DEFAULT_COLLECTION}/*?options={quote(json.dumps({'query': query}))}"


@pytest.mark.parametrize(
    "query",
    [{"filter": "random_id ~ '1%'"}, {"fields": "random_id"}, {"filter": "id='' || random_id!=''"}],
)
def test_realtime_options_that_name_the_random_id_are_refused(
    hardened: Server, reader: dict[str, str], query: dict[str, str]
) -> None:
    with pytest.raises(requests.HTTPError, match="400"):
        Listener(hardened, reader, topic(**query))


def test_a_realtime_filter_in_disguise_finds_nothing_out(
    hardened: Server, reader: dict[str, str]
) -> None:
    options = '{"query": {"filter": "random\\u005fid ~ \'a\' || random\\u005fid !~ \'a\'"}}'
    disguised = f"{DEFAULT_COLLECTION}/*?options={quote(options)}"
    spy = Listener(hardened, reader, disguised)
    witness = Listener(hardened, reader)
    for _ in range(2):
        hardened.add(nsapp="plex")
    wait_until(lambda: sum("plex" in line for line in witness.heard) == 2)
    assert not any("plex" in line for line in spy.heard)
    for listener in (spy, witness):
        listener.close()


def test_realtime_messages_to_a_reader_lack_the_random_id(
    hardened: Server, reader: dict[str, str], random_id: str
) -> None:
    listener = Listener(hardened, reader, topic(filter="nsapp = 'plex'"))
    hardened.add(nsapp="plex", random_id=random_id)
    wait_until(lambda: any("plex" in line for line in listener.heard))
    assert not any(random_id in line for line in listener.heard)
    listener.close()


@pytest.mark.parametrize("invalid", [123, True, None, ["a"], {"a": "b"}, ""])
def test_a_random_id_that_is_not_a_text_is_refused(hardened: Server, invalid: object) -> None:
    with pytest.raises(AssertionError, match=r'"random_id":{"code":"validation_required"'):
        hardened.add(random_id=invalid)


def test_a_record_can_be_created_with_a_form(hardened: Server, random_id: str) -> None:
    form = {"random_id": random_id, "type": "lxc", "ct_type": "1", "nsapp": "plex"}
    form |= {"status": "installing"}
    requests.post(hardened.records_url, data=form, timeout=30).raise_for_status()
    assert hardened.only(random_id)["nsapp"] == "plex"


def test_a_reader_finds_a_record_by_its_random_id_without_searching_for_it(
    hardened: Server, cli: Cli, record: dict[str, Any], random_id: str, reader: dict[str, str]
) -> None:
    signed_in = {"PB_URL": hardened.url, "PB_TOKEN": reader["Authorization"]}
    for name in (random_id, record["id"]):
        assert record["id"] in cli("show", name, "--json", **signed_in).stdout
    for command in (("query", "-o", "json"), ("query", "--all", "-o", "csv")):
        assert record["id"] in cli(*command, "--random-id", random_id, **signed_in).stdout
    assert cli("query", "--random-id", random_id, "--count", **signed_in).stdout == "1\n"
    stats = cli("stats", "-o", "json", "--random-id", random_id, **signed_in).stdout
    assert '"installs": 1' in stats


def test_a_reader_cannot_find_a_record_with_another_id_by_its_random_id(
    hardened: Server, cli: Cli, random_id: str, reader: dict[str, str]
) -> None:
    hardened.add(random_id=random_id)
    signed_in = {"PB_URL": hardened.url, "PB_TOKEN": reader["Authorization"]}
    for command in (("show", random_id), ("query", "--random-id", random_id)):
        done = cli(*command, **signed_in)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert "no record" in done.stderr


def test_an_update_of_a_record_that_somebody_else_created_is_forbidden(
    hardened: Server, cli: Cli, record: dict[str, Any], random_id: str
) -> None:
    done = cli("update", "failed", "1", "--json", "--record-id", record["id"], PB_URL=hardened.url)
    assert "forbids" in json.loads(done.stdout)["reason"]
    assert hardened.only(random_id)["status"] == "installing"

"""Paging, following and splitting a search on a real server."""

from __future__ import annotations

import dataclasses
import json
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import requests

from telemetry_cli.core import filters
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.paging import Page
from telemetry_cli.core.protocol import DEFAULT_COLLECTION
from telemetry_cli.edges import reader, search
from telemetry_cli.edges.access import Access
from telemetry_cli.edges.environment import Server as Place
from telemetry_cli.edges.local_server import Address, LocalServer, free_port
from telemetry_cli.edges.reader import Search
from tests import proxy as faults
from tests.conftest import SUPERUSER, Server
from tests.proxy import Proxy, wait_until


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of ten records; searches are split from forty records on."""
    monkeypatch.setattr(reader, "MAX_PER_PAGE", 10)
    monkeypatch.setattr(search, "MAX_PER_PAGE", 10)
    monkeypatch.setattr(search, "_WORTH_SPLITTING", 40)


@pytest.fixture
def tag() -> str:
    """A value of `method` shared by the records of one test."""
    return str(uuid.uuid4())


def access_to(url: str) -> Access:
    return Access(Place(url, DEFAULT_COLLECTION))


def tagged(tag: str) -> str:
    return filters.equals("method", tag)


def ids(pages: Iterator[Page]) -> list[str]:
    return [str(record["id"]) for page in pages for record in page.records]


def fill(server: Server, tag: str, number: int, **fields: object) -> list[str]:
    return [server.add(method=tag, **fields)["id"] for _ in range(number)]


@pytest.mark.parametrize("number", [0, 1, 9, 10, 11, 95])
def test_everything_yields_each_record_once(pocketbase: Server, tag: str, number: int) -> None:
    added = fill(pocketbase, tag, number)
    seen_ids = ids(search.everything(Search(tagged(tag)), access_to(pocketbase.url)))
    assert sorted(seen_ids) == sorted(added)


@pytest.mark.parametrize("sort", ["-created", "nsapp", "-nsapp,exit_code", "exit_code,-id", "id"])
def test_a_sorted_search_uses_keyset_pagination_in_the_order_of_the_server(
    pocketbase: Server, proxy: Proxy, tag: str, sort: str
) -> None:
    for number in range(35):
        names = ("a", "B", "it's", "", "ü")
        app = names[number % 4] or "x"
        pocketbase.add(method=tag, nsapp=app, exit_code=number % 3)
    expected = requests.get(
        pocketbase.records_url,
        params={"filter": tagged(tag), "sort": f"{sort},id", "perPage": "500"},
        timeout=30,
    ).json()["items"]
    key = sort.replace("-", "").split(",")
    records = [
        record
        for page in search.everything(Search(tagged(tag), sort), access_to(proxy.url))
        for record in page.records
    ]
    assert [[record[name] for name in key] for record in records] == [
        [record[name] for name in key] for record in expected
    ]
    assert {record["id"] for record in records} == {record["id"] for record in expected}
    pages = [seen for seen in proxy.seen if "skipTotal" in seen.path]
    assert {"page=1" in seen.path for seen in pages} == {True}, "never by offset"


def test_a_limit_above_the_page_size_yields_the_newest_records(
    pocketbase: Server, tag: str
) -> None:
    added = fill(pocketbase, tag, 40)
    newest = search.first(Search(tagged(tag), "-@rowid"), access_to(pocketbase.url), 25)
    assert ids(newest) == added[::-1][:25]


def test_records_created_meanwhile_cause_no_duplicates_or_gaps(
    pocketbase: Server, tag: str
) -> None:
    added, over = fill(pocketbase, tag, 120), threading.Event()

    def insert() -> None:
        while not over.is_set():
            pocketbase.add(method=tag)

    inserting = threading.Thread(target=insert)
    inserting.start()
    try:
        for _ in range(5):
            seen_ids = ids(search.everything(Search(tagged(tag)), access_to(pocketbase.url)))
            assert len(seen_ids) == len(set(seen_ids))
            assert set(added) <= set(seen_ids)
            newest = ids(
                search.first(Search(tagged(tag), "-@rowid"), access_to(pocketbase.url), 100)
            )
            assert len(newest) == len(set(newest)) == 100
    finally:
        over.set()
        inserting.join()


def test_a_broken_connection_is_resumed_after_the_last_key(
    pocketbase: Server, proxy: Proxy, tag: str
) -> None:
    added = fill(pocketbase, tag, 95)
    broken = [
        faults.cut,
        faults.drop_answer,
        faults.answer(503),
        faults.corrupt,
        faults.answer(429),
    ]
    proxy.faults = [faults.pass_on, *broken, faults.pass_on, faults.pass_on, *broken]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_FIRST_PAUSE", 0.01)
        seen_ids = ids(search.everything(Search(tagged(tag)), access_to(proxy.url)))
    assert sorted(seen_ids) == sorted(added)


def test_a_search_survives_a_server_restart(tmp_path: Path, tag: str) -> None:
    address = Address("127.0.0.1", free_port("127.0.0.1"))
    place = (tmp_path / "server", address, SUPERUSER, DEFAULT_COLLECTION, tmp_path / "log")
    server = LocalServer(*place, hardened=False)
    with server:
        added = fill(Server(address.url), tag, 60)
        pages = search.everything(Search(tagged(tag)), access_to(address.url))
        seen_ids = [record["id"] for record in next(pages).records]
        server.stop()
        with ThreadPoolExecutor(1) as pool:
            others = pool.submit(ids, pages)
            server.start()  # in this thread: PocketBase ends with the thread that started it
            seen_ids += others.result()
    assert sorted(map(str, seen_ids)) == sorted(added)


def test_a_server_that_never_responded_is_not_retried(proxy: Proxy) -> None:
    proxy.faults = [faults.answer(503)]
    with pytest.raises(UserError, match="try again later"):
        ids(search.everything(Search(), access_to(proxy.url)))
    assert len(proxy.seen) == 1


def test_a_server_that_stays_down_is_given_up(
    pocketbase: Server, proxy: Proxy, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(pocketbase, tag, 60)
    impatient = {"has_begun": False, "outage": 0.3}
    monkeypatch.setattr(reader.Reader.__init__, "__kwdefaults__", impatient)
    proxy.faults = [faults.pass_on]
    proxy.otherwise = faults.drop_request
    with pytest.raises(UserError, match="connection lost"):
        ids(search.everything(Search(tagged(tag)), access_to(proxy.url)))


def test_oversized_pages_are_fetched_again_in_smaller_ones(
    pocketbase: Server, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = fill(pocketbase, tag, 30, error="ü" * 5000)
    monkeypatch.setattr(reader, "_MAX_PAGE", 40_000)
    monkeypatch.setattr(reader.Reader.page, "__kwdefaults__", {"page": 1, "limit": 40_000})
    pages = list(search.everything(Search(tagged(tag)), access_to(pocketbase.url)))
    assert sorted(ids(iter(pages))) == sorted(added)
    assert max(len(page.body) for page in pages) <= 40_000
    newest = search.first(Search(tagged(tag), "-@rowid"), access_to(pocketbase.url), 10)
    assert ids(newest) == added[::-1][:10]


def test_a_key_that_a_filter_cannot_contain_is_an_error_with_a_remedy(proxy: Proxy) -> None:
    items = [{"id": f"{number:015}", "nsapp": "a\0"} for number in range(10)]
    proxy.faults = [faults.answer(200, json.dumps({"items": items}))]
    with pytest.raises(UserError, match="sort by id"):
        ids(search.everything(Search(sort="nsapp"), access_to(proxy.url)))


class Follower:
    """Follows a search in a separate thread."""

    def __init__(self, url: str, wanted: Search, last: int) -> None:
        self.shown: list[Any] = []
        self._pages = search.follow(wanted, access_to(url), last)
        self.shown += [record["id"] for record in next(self._pages).records]
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        with suppress(UserError):  # the server stops at the end of the test
            for page in self._pages:
                self.shown += [record["id"] for record in page.records]


@pytest.fixture
def quick_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_POLL", 0.02)
    monkeypatch.setattr(search, "_POLL_SHARE", 0.0)


@pytest.mark.usefixtures("quick_polls")
def test_follow_yields_the_last_matches_and_then_each_new_one_once(
    pocketbase: Server, tag: str
) -> None:
    before = fill(pocketbase, tag, 12)
    follower = Follower(pocketbase.url, Search(tagged(tag), "-@rowid"), 5)
    assert follower.shown == before[-5:]
    after = fill(pocketbase, tag, 15)
    wait_until(lambda: len(follower.shown) >= 20)
    assert sorted(follower.shown[5:]) == sorted(after)


@pytest.mark.usefixtures("quick_polls")
def test_follow_yields_an_install_once_it_fails(pocketbase: Server, tag: str) -> None:
    running = pocketbase.add(method=tag)["id"]
    wanted = filters.all_of([tagged(tag), filters.equals("status", "failed")])
    follower = Follower(pocketbase.url, Search(wanted, "-@rowid"), 5)
    assert follower.shown == []
    url = f"{pocketbase.records_url}/{running}"
    requests.patch(url, json={"status": "failed"}, timeout=30).raise_for_status()
    wait_until(lambda: follower.shown == [running])


@pytest.mark.usefixtures("quick_polls")
def test_follow_survives_a_server_restart(tmp_path: Path, tag: str) -> None:
    address = Address("127.0.0.1", free_port("127.0.0.1"))
    place = (tmp_path / "server", address, SUPERUSER, DEFAULT_COLLECTION, tmp_path / "log")
    server = LocalServer(*place, hardened=False)
    with server:
        follower = Follower(address.url, Search(tagged(tag), "-@rowid"), 5)
        first = fill(Server(address.url), tag, 1)
        wait_until(lambda: follower.shown == first)
        server.stop()
        server.start()
        second = fill(Server(address.url), tag, 1)
        wait_until(lambda: follower.shown == first + second)


class ShortPages:
    """A server whose pages end at five records, whatever the client asks for."""

    def __call__(self, handler: Any, seen: faults.Seen) -> None:
        parts = urlsplit(seen.path)
        parameters = dict(parse_qsl(parts.query))
        size = str(min(5, int(parameters.get("perPage", "30"))))
        path = f"{parts.path}?{urlencode(parameters | {'perPage': size})}"
        handler.answer(*handler.ask(dataclasses.replace(seen, path=path)))


@pytest.mark.parametrize("sort", ["", "-created"])
@pytest.mark.parametrize("number", [4, 5, 23, 95])
def test_a_server_with_a_lower_page_limit_returns_all_records(
    pocketbase: Server, proxy: Proxy, tag: str, number: int, sort: str
) -> None:
    proxy.otherwise = ShortPages()
    added = fill(pocketbase, tag, number)
    seen_ids = ids(search.everything(Search(tagged(tag), sort), access_to(proxy.url)))
    assert sorted(seen_ids) == sorted(added)


def test_a_limit_above_a_servers_lower_page_limit_is_reached(
    pocketbase: Server, proxy: Proxy, tag: str
) -> None:
    proxy.otherwise = ShortPages()
    added = fill(pocketbase, tag, 9)
    newest = search.first(Search(tagged(tag), "-@rowid"), access_to(proxy.url), 8)
    assert ids(newest) == added[::-1][:8]


def test_a_search_that_misses_records_of_the_server_is_an_error(
    pocketbase: Server, proxy: Proxy, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if the records had been created five seconds before the search.
    monkeypatch.setattr(search, "_OVERLAP", timedelta(seconds=-5))
    fill(pocketbase, tag, 12)
    first_page = requests.get(
        pocketbase.records_url, params={"filter": tagged(tag), "perPage": "9"}, timeout=30
    ).json()
    proxy.faults = [faults.answer(200, json.dumps(first_page | {"perPage": 10}))]
    with pytest.raises(UserError, match="only 9 of at least 12 records"):
        ids(search.everything(Search(tagged(tag)), access_to(proxy.url)))

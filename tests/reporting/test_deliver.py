"""Delivery of queued events by later reports."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from telemetry_cli.reporting.deliver import backoff
from tests import proxy as faults
from tests.conftest import NOBODY, Cli, Server
from tests.proxy import Proxy
from tests.state import database


def test_a_report_delivers_queued_events_after_its_own(
    cli: Cli, pocketbase: Server, proxy: Proxy, state: Path
) -> None:
    for name in ("first", "second"):
        cli("start-lxc", "--random-id", f"{state}-{name}", PB_URL=NOBODY)
    with database(state) as connection:
        connection.execute("UPDATE session SET due_at = due_at - 3600")
    cli("start-lxc", "--random-id", f"{state}-fresh", PB_URL=proxy.url)
    order = [seen.json["random_id"].rpartition("-")[2] for seen in proxy.seen]
    assert order == ["fresh", "first", "second"]


def test_a_lost_response_does_not_duplicate_the_record(
    cli: Cli, pocketbase: Server, proxy: Proxy, random_id: str, state: Path
) -> None:
    proxy.faults = [faults.drop_answer]
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url)
    cli("update", "failed", "137", "--random-id", random_id, "--strict", PB_URL=proxy.url)
    assert pocketbase.only(random_id)["exit_code"] == 137


@pytest.mark.parametrize("attempts", [0, 1, 5, 100])
def test_the_backoff_doubles_up_to_an_hour(attempts: int) -> None:
    longest = min(30 * 2**attempts, 3600)
    assert longest / 2 <= backoff(attempts, None) <= longest


def test_the_backoff_is_never_shorter_than_retry_after() -> None:
    assert backoff(0, 7200.0) == 7200


@pytest.fixture
def secure(pocketbase: Server, tmp_path: Path) -> Iterator[Proxy]:
    """The server behind TLS; its CA certificate is in ca.pem."""
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with faults.running(pocketbase.url, tls) as running:
        yield running


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_an_untrusted_certificate_leaves_the_event_queued(
    cli: Cli, pocketbase: Server, secure: Proxy, random_id: str, tmp_path: Path, variable: str
) -> None:
    done = cli("start-lxc", "--random-id", random_id, "--verbose", PB_URL=secure.url)
    assert "no secure connection (TLS)" in done.stderr
    assert not pocketbase.of(random_id)
    cli("flush", "--strict", PB_URL=secure.url, **{variable: str(tmp_path / "ca.pem")})
    assert pocketbase.of(random_id)


def test_start_and_update_follow_a_redirect_to_https(
    cli: Cli, pocketbase: Server, secure: Proxy, proxy: Proxy, random_id: str, tmp_path: Path
) -> None:
    proxy.otherwise = faults.redirect(301, secure.url)
    bundle = {"REQUESTS_CA_BUNDLE": str(tmp_path / "ca.pem"), "PB_URL": proxy.url}
    cli("start-lxc", "--random-id", random_id, "--strict", **bundle)
    cli("update", "failed", "137", "--random-id", random_id, "--strict", **bundle)
    assert pocketbase.only(random_id)["exit_code"] == 137

"""What comes back from a server and from a broken wire."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from telemetry_cli.core import protocol
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.protocol import Answer
from telemetry_cli.core.record import Value
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.pocketbase import PocketBase
from tests import proxy as faults
from tests.conftest import NOBODY
from tests.conftest import Server as RealServer
from tests.proxy import Fault, Proxy

FIELDS: dict[str, Value] = {
    "type": "lxc",
    "ct_type": 1,
    "nsapp": "plex",
    "status": "installing",
}


def send(url: str, random_id: str, *, seconds: float = 20, token: str | None = None) -> Answer:
    """The answer to the POST of a session."""
    connection = PocketBase(Server(url, "_dev_telemetry_data"), token=token)
    request = protocol.create("_dev_telemetry_data", FIELDS | {"random_id": random_id}, None)
    answer = connection.send(request, Deadline.after(seconds))
    connection.close()
    return answer


def test_an_answer_is_the_servers(pocketbase: RealServer, random_id: str) -> None:
    answer = send(pocketbase.url, random_id)
    assert answer.record is not None
    assert answer.record["id"] == pocketbase.only(random_id)["id"]
    assert send(pocketbase.url, random_id).error_codes() == {"random_id": "validation_not_unique"}


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (faults.stay_silent, "no answer in time"),
        (faults.trickle, "no complete answer in time"),
        (faults.endless, "larger than"),
        (faults.drop_request, "connection broken off"),
        (faults.drop_answer, "connection broken off"),
        (faults.cut, "connection broken off"),
        (faults.redirect(302, ""), "redirects"),
        (faults.answer(302, b"", {"Location": "file:///etc/passwd"}), "no web address"),
    ],
)
def test_a_fault_is_an_answer_that_says_what_happened(
    proxy: Proxy, random_id: str, fault: Fault, cause: str
) -> None:
    proxy.otherwise = fault
    answer = send(proxy.url, random_id, seconds=1)
    assert answer.status == 0
    assert answer.problem().startswith(proxy.url)
    assert cause in answer.problem()


def test_a_server_that_is_down_refuses_the_connection(random_id: str) -> None:
    assert send(NOBODY, random_id).problem() == f"{NOBODY}: connection refused"


def test_an_endless_answer_does_not_fill_the_memory(proxy: Proxy, random_id: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    proxy.otherwise = faults.endless
    send(proxy.url, random_id)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024, "kB"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_keeps_method_and_body(
    proxy: Proxy, pocketbase: RealServer, random_id: str, status: int
) -> None:
    proxy.faults = [faults.redirect(status, pocketbase.url)]
    assert send(proxy.url, random_id).record is not None
    assert pocketbase.only(random_id)["nsapp"] == "plex"


def test_a_token_goes_to_its_server_alone(proxy: Proxy, random_id: str) -> None:
    with faults.running(proxy.upstream) as other:
        proxy.faults = [faults.redirect(307, other.url)]
        send(proxy.url, random_id, token="secret")
    assert proxy.seen[0].headers["authorization"] == "secret"
    assert "authorization" not in other.seen[0].headers


def test_a_netrc_is_nobodys_business(
    proxy: Proxy, random_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password hunter2\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    send(proxy.url, random_id)
    assert "authorization" not in proxy.seen[0].headers


def test_a_password_in_the_url_is_in_no_fault(random_id: str) -> None:
    url = NOBODY.replace("//", "//me:hunter2@")
    assert "hunter2" not in send(url, random_id).problem()


@pytest.mark.parametrize(("header", "seconds"), [("17", 17.0), ("soon", None), ("-1", None)])
def test_retry_after_is_in_seconds(
    proxy: Proxy, random_id: str, header: str, seconds: float | None
) -> None:
    proxy.otherwise = faults.answer(429, "{}", {"Retry-After": header})
    assert send(proxy.url, random_id).retry_after == seconds


def test_the_proxy_of_the_environment_is_used(
    proxy: Proxy, random_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    proxy.otherwise = faults.answer(418)
    assert send("http://server.invalid", random_id).status == 418

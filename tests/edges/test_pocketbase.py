"""Requests to a server, over working and broken connections."""

from __future__ import annotations

import gzip
import resource
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from telemetry_cli.core import protocol
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.protocol import Response
from telemetry_cli.core.record import Value
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.pocketbase import PocketBase
from tests import proxy as faults
from tests.conftest import NOBODY
from tests.conftest import Server as RealServer
from tests.proxy import Fault, Proxy, Seen

FIELDS: dict[str, Value] = {
    "type": "lxc",
    "ct_type": 1,
    "nsapp": "plex",
    "status": "installing",
}


def send(url: str, random_id: str, *, seconds: float = 20, token: str | None = None) -> Response:
    """The response to the POST of a session."""
    request = protocol.create("_dev_telemetry_data", FIELDS | {"random_id": random_id}, None)
    with closing(PocketBase(Server(url, "_dev_telemetry_data"), token=token)) as connection:
        return connection.send(request, Deadline.after(seconds))


def test_the_response_is_returned_as_the_server_sent_it(
    pocketbase: RealServer, random_id: str
) -> None:
    answer = send(pocketbase.url, random_id)
    assert answer.record is not None
    assert answer.record["id"] == pocketbase.only(random_id)["id"]
    assert send(pocketbase.url, random_id).error_codes() == {"random_id": "validation_not_unique"}


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (faults.stay_silent, "no response in time"),
        (faults.trickle, "no complete response in time"),
        (faults.endless, "larger than"),
        (faults.drop_request, "connection lost"),
        (faults.drop_answer, "connection lost"),
        (faults.cut, "connection lost"),
        (faults.redirect(302, ""), "redirects"),
        (faults.answer(302, b"", {"Location": "file:///etc/passwd"}), "an invalid URL"),
    ],
)
def test_a_network_fault_becomes_a_response_with_the_reason(
    proxy: Proxy, random_id: str, fault: Fault, cause: str
) -> None:
    proxy.otherwise = fault
    answer = send(proxy.url, random_id, seconds=1)
    assert answer.status == 0
    assert answer.reason().startswith(f"{proxy.url}: ")
    assert cause in answer.reason()


def test_an_unreachable_server_is_reported_as_connection_refused(random_id: str) -> None:
    assert send(NOBODY, random_id).reason() == f"{NOBODY}: connection refused"


def test_an_endless_response_does_not_fill_the_memory(proxy: Proxy, random_id: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    proxy.otherwise = faults.endless
    send(proxy.url, random_id)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024, "kB"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_keeps_method_and_body(
    proxy: Proxy, pocketbase: RealServer, random_id: str, status: int
) -> None:
    proxy.faults = [faults.redirect(status, "")]
    assert send(proxy.url, random_id).record is not None
    first, second = proxy.seen
    assert (first.method, first.path) == (second.method, second.path)
    assert first.json == second.json == FIELDS | {"random_id": random_id}
    assert pocketbase.only(random_id)["nsapp"] == "plex"


def test_a_token_is_not_sent_to_another_server_after_a_redirect(
    proxy: Proxy, random_id: str
) -> None:
    with faults.running(proxy.upstream) as other:
        proxy.faults = [faults.redirect(307, other.url)]
        send(proxy.url, random_id, token="secret")
    assert proxy.seen[0].headers["authorization"] == "secret"
    assert "authorization" not in other.seen[0].headers


def test_credentials_from_netrc_are_not_used(
    proxy: Proxy, random_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password hunter2\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    send(proxy.url, random_id)
    assert "authorization" not in proxy.seen[0].headers


def test_a_password_in_the_url_is_not_in_the_error(random_id: str) -> None:
    url = NOBODY.replace("//", "//me:hunter2@")
    assert "hunter2" not in send(url, random_id).reason()


@pytest.mark.parametrize(("header", "seconds"), [("17", 17.0), ("soon", None), ("-1", None)])
def test_retry_after_is_read_in_seconds(
    proxy: Proxy, random_id: str, header: str, seconds: float | None
) -> None:
    proxy.otherwise = faults.answer(429, "{}", {"Retry-After": header})
    assert send(proxy.url, random_id).retry_after == seconds


def test_a_proxy_from_the_environment_is_used(
    proxy: Proxy, random_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    proxy.otherwise = faults.answer(418)
    assert send("http://server.invalid", random_id).status == 418


def test_a_redirect_to_another_address_is_followed(
    proxy: Proxy, pocketbase: RealServer, random_id: str
) -> None:
    proxy.faults = [faults.redirect(307, pocketbase.url)]
    assert send(proxy.url, random_id).record is not None
    assert len(proxy.seen) == 1
    assert pocketbase.only(random_id)["nsapp"] == "plex"


def test_endless_redirects_are_given_up(proxy: Proxy, random_id: str) -> None:
    proxy.otherwise = faults.redirect(308, "")
    assert "more than 5 redirects" in send(proxy.url, random_id).error
    assert len(proxy.seen) == 6


def test_five_redirects_are_followed(proxy: Proxy, pocketbase: RealServer, random_id: str) -> None:
    proxy.faults = [faults.redirect(302, "")] * 5
    assert send(proxy.url, random_id).record is not None
    assert pocketbase.only(random_id)


@pytest.mark.parametrize(
    "location", ["http://", "http://[::1", "http://127.0.0.1:99999/", "ftp://127.0.0.1/", "//"]
)
def test_a_redirect_to_an_invalid_url_is_an_error(
    proxy: Proxy, random_id: str, location: str
) -> None:
    proxy.otherwise = faults.answer(302, b"", {"Location": location})
    assert send(proxy.url, random_id).error.startswith(f"{proxy.url}: ")


def test_a_redirect_without_a_location_is_returned_as_the_response(
    proxy: Proxy, random_id: str
) -> None:
    proxy.otherwise = faults.answer(302, b"")
    assert send(proxy.url, random_id).status == 302


def test_a_corrupt_response_confirms_nothing(
    proxy: Proxy, pocketbase: RealServer, random_id: str
) -> None:
    proxy.otherwise = faults.corrupt
    answer = send(proxy.url, random_id)
    assert (answer.status, answer.json, answer.record) == (200, None, None)
    assert pocketbase.only(random_id), "the server has it all the same"


@pytest.mark.parametrize("body", [b"[" * 100_000, b"", b"NaN", b'"text"', b"<html></html>"])
def test_a_response_without_a_record_confirms_nothing(
    proxy: Proxy, random_id: str, body: bytes
) -> None:
    proxy.otherwise = faults.answer(200, body)
    assert send(proxy.url, random_id).record is None


def test_a_decompression_bomb_is_refused(proxy: Proxy, random_id: str) -> None:
    packed = gzip.compress(b" " * (64 << 20))
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    proxy.otherwise = faults.answer(200, packed, headers)
    assert "larger than" in send(proxy.url, random_id).error


def test_the_caller_sets_the_largest_response(proxy: Proxy) -> None:
    proxy.otherwise = faults.answer(200, b'{"id": "' + b"x" * 990 + b'"}')
    request = protocol.view("c", "x", None)
    for limit, fits in ((1000, True), (999, False)):
        with closing(PocketBase(Server(proxy.url, "c"))) as connection:
            answer = connection.send(request, Deadline.after(20), limit)
        assert (answer.record is not None) is fits


def test_nothing_is_sent_after_the_deadline(proxy: Proxy, random_id: str) -> None:
    assert "no response in time" in send(proxy.url, random_id, seconds=0).error
    assert proxy.seen == []


def test_several_requests_share_one_connection(proxy: Proxy) -> None:
    with closing(PocketBase(Server(proxy.url, "_dev_telemetry_data"))) as connection:
        for _ in range(3):
            connection.send(protocol.look_up("_dev_telemetry_data", "x"), Deadline.after(20))
    assert len({seen.connection for seen in proxy.seen}) == 1


def test_a_connection_closed_by_the_server_is_reopened(
    proxy: Proxy, pocketbase: RealServer, random_id: str
) -> None:
    look_up = protocol.look_up("_dev_telemetry_data", random_id)
    proxy.faults = [faults.drop_request]
    with closing(PocketBase(Server(proxy.url, "_dev_telemetry_data"))) as connection:
        assert connection.send(look_up, Deadline.after(20)).error
        assert connection.send(look_up, Deadline.after(20)).records == []


def test_a_token_is_sent_again_after_a_redirect_back_to_its_server(
    proxy: Proxy, random_id: str
) -> None:
    with faults.running(proxy.upstream) as other:
        proxy.faults = [faults.redirect(307, other.url)]
        other.faults = [faults.redirect(307, proxy.url)]
        send(proxy.url, random_id, token="secret")
        assert [seen.headers.get("authorization") for seen in other.seen] == [None]
    assert [seen.headers.get("authorization") for seen in proxy.seen] == ["secret", "secret"]


def test_a_token_is_not_sent_to_another_name_of_the_same_host(proxy: Proxy, random_id: str) -> None:
    port = urlsplit(proxy.url).port
    proxy.faults = [faults.redirect(307, f"http://localhost:{port}")]
    send(proxy.url, random_id, token="secret")
    assert [seen.headers.get("authorization") for seen in proxy.seen] == ["secret", None]


def test_a_token_is_not_sent_over_plain_http_to_another_host(
    proxy: Proxy, random_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_proxy(monkeypatch, proxy)
    proxy.otherwise = faults.answer(418)
    assert send("http://me:hunter2@server.invalid", random_id, token="secret").status == 418
    assert "authorization" not in proxy.seen[0].headers
    assert "hunter2" not in proxy.seen[0].path


def test_a_token_for_a_local_server_bypasses_the_proxy(
    proxy: Proxy, random_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faults.running(proxy.upstream) as other:
        use_proxy(monkeypatch, other)
        assert send(proxy.url, random_id, token="secret").status == 200
        assert other.seen == []


def test_a_password_for_a_local_server_bypasses_the_proxy(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faults.running(proxy.upstream) as other:
        use_proxy(monkeypatch, other)
        with closing(PocketBase(Server(proxy.url, "c"))) as connection:
            connection.send(protocol.sign_in("users", "me", "hunter2"), Deadline.after(20))
        assert (len(proxy.seen), other.seen) == (1, [])


def test_a_password_does_not_follow_a_redirect(proxy: Proxy) -> None:
    with faults.running(proxy.upstream) as other:
        proxy.otherwise = faults.redirect(307, other.url)
        with closing(PocketBase(Server(proxy.url, "c"))) as connection:
            answer = connection.send(protocol.sign_in("users", "me", "hunter2"), Deadline.after(20))
        assert (len(proxy.seen), other.seen) == (1, [])
    assert "do not follow a redirect" in answer.error


def use_proxy(monkeypatch: pytest.MonkeyPatch, proxy: Proxy) -> None:
    monkeypatch.setenv("http_proxy", proxy.url)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_password_in_the_url_is_not_sent_to_another_server_after_a_redirect(
    proxy: Proxy, random_id: str
) -> None:
    with faults.running(proxy.upstream) as other:
        proxy.faults = [faults.redirect(307, other.url)]
        send(proxy.url.replace("//", "//me:hunter2@"), random_id)
        assert "authorization" not in other.seen[0].headers
    assert proxy.seen[0].headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    "fault",
    [
        *(faults.stay_silent, faults.trickle, faults.endless, faults.drop_request, faults.cut),
        *(faults.redirect(302, ""), faults.answer(302, b"", {"Location": "ftp://127.0.0.1/"})),
        *(faults.redirect(302, "http://127.0.0.1:99999"), faults.redirect(302, NOBODY)),
    ],
)
def test_no_network_error_contains_the_password_of_the_url(
    proxy: Proxy, random_id: str, fault: Fault
) -> None:
    proxy.otherwise = fault
    answer = send(proxy.url.replace("//", "//me:hunter2@"), random_id, seconds=0.5)
    assert answer.error.startswith(f"{proxy.url}: ")
    assert "hunter2" not in answer.error


def test_requests_carry_the_user_agent(proxy: Proxy, random_id: str) -> None:
    send(proxy.url, random_id)
    assert proxy.seen[0].headers["user-agent"].startswith("telemetry-cli/")


HEAD = b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"id":'


@pytest.mark.parametrize(("first", "slow"), [(b"", b""), (HEAD, b""), (HEAD, b" ")])
def test_a_slow_server_is_dropped_at_the_deadline(
    proxy: Proxy, random_id: str, first: bytes, slow: bytes
) -> None:
    outlasted: list[bool] = []

    def hold(handler: faults._Handler, seen: Seen) -> None:
        """Send nothing, or one byte at a time, for ten times the deadline."""
        handler.wfile.write(first)
        for _ in range(30):
            handler.wfile.write(slow)
            if handler.proxy.over.wait(0.1):
                return
        outlasted.append(True)
        handler.hang_up()

    proxy.otherwise = hold
    assert "in time" in send(proxy.url, random_id, seconds=0.3).error
    assert outlasted == []

"""A proxy between the tool and the real PocketBase that injects faults."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Seen:
    """A request that reached the proxy."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str]
    connection: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Fault = Callable[["_Handler", Seen], None]


def pass_on(handler: _Handler, seen: Seen) -> None:
    """No fault: the server's own response."""
    handler.answer(*handler.ask(seen))


def drop_request(handler: _Handler, seen: Seen) -> None:
    """The connection breaks before the request reaches the server."""
    handler.hang_up()


def drop_answer(handler: _Handler, seen: Seen) -> None:
    """The server handles the request, but its response is lost."""
    handler.ask(seen)
    handler.hang_up()


def stay_silent(handler: _Handler, seen: Seen) -> None:
    """The connection is accepted, but there is no response until the proxy ends."""
    handler.proxy.over.wait()
    handler.hang_up()


def cut(handler: _Handler, seen: Seen) -> None:
    """The response ends in the middle."""
    status, headers, body = handler.ask(seen)
    handler.head(status, headers | {"Content-Length": str(len(body))})
    handler.wfile.write(body[: len(body) // 2])
    handler.hang_up()


def corrupt(handler: _Handler, seen: Seen) -> None:
    """The server handles the request, but its response is not valid JSON."""
    status, headers, body = handler.ask(seen)
    handler.answer(status, headers, b"\x00\xff" + body[2:])


def trickle(handler: _Handler, seen: Seen) -> None:
    """The response arrives at ten bytes per second for as long as the client reads."""
    status, headers, body = handler.ask(seen)
    handler.head(status, headers | {"Content-Length": str(len(body))})
    for byte in body:
        handler.wfile.write(bytes([byte]))
        if handler.proxy.over.wait(0.1):
            break


def trickle_headers(handler: _Handler, seen: Seen) -> None:
    """The headers never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.proxy.over.wait(0.1):
        handler.wfile.write(b"x")


def endless(handler: _Handler, seen: Seen) -> None:
    """The body never ends and arrives as fast as possible."""
    handler.head(200, {"Content-Type": "application/json", "Connection": "close"})
    while not handler.proxy.over.is_set():
        handler.wfile.write(b" " * 65536)


def delay(seconds: float) -> Fault:
    """The request reaches the server late."""

    def late(handler: _Handler, seen: Seen) -> None:
        handler.proxy.over.wait(seconds)
        pass_on(handler, seen)

    return late


def answer(status: int, body: bytes | str = b"{}", headers: dict[str, str] | None = None) -> Fault:
    """Respond like this without asking the server."""
    content = body.encode() if isinstance(body, str) else body

    def instead(handler: _Handler, seen: Seen) -> None:
        handler.answer(status, headers or {"Content-Type": "application/json"}, content)

    return instead


def redirect(status: int, target: str) -> Fault:
    """Redirect to the same path on `target`; '' means this proxy."""

    def elsewhere(handler: _Handler, seen: Seen) -> None:
        handler.answer(status, {"Location": (target or handler.proxy.url) + seen.path}, b"")

    return elsewhere


@dataclass
class Proxy:
    """A running proxy: one of `faults` for each of the next requests, then always `otherwise`."""

    upstream: str
    url: str = ""
    faults: list[Fault] = field(default_factory=list)
    otherwise: Fault = pass_on
    seen: list[Seen] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault_for(self, seen: Seen) -> Fault:
        with self.lock:
            self.seen.append(seen)
            return self.faults.pop(0) if self.faults else self.otherwise

    def methods(self) -> list[str]:
        return [seen.method for seen in self.seen]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    proxy: Proxy

    def handle_one_request(self) -> None:
        with suppress(OSError):
            super().handle_one_request()

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        connection = self.client_address[1]
        seen = Seen(self.command, self.path, self.rfile.read(length), headers, connection)
        self.proxy.fault_for(seen)(self, seen)

    do_GET = do_POST = do_PATCH = _handle  # noqa: N815

    def ask(self, seen: Seen) -> tuple[int, dict[str, str], bytes]:
        """The response of the real server: status, headers and body."""
        connection = HTTPConnection(urlsplit(self.proxy.upstream).netloc, timeout=30)
        ours = ("host", "connection", "content-length", "accept-encoding")
        headers = {
            name: value.encode("latin-1")  # the bytes as received
            for name, value in seen.headers.items()
            if name not in ours
        }
        try:
            connection.request(seen.method, seen.path, seen.body or None, headers)
            response = connection.getresponse()
            return response.status, {"Content-Type": "application/json"}, response.read()
        finally:
            connection.close()

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.head(status, headers | {"Content-Length": str(len(body))})
        self.wfile.write(body)

    def head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response_only(status)
        if "Date" not in headers:
            self.send_header("Date", self.date_time_string())
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.flush()

    def hang_up(self) -> None:
        """Close with a reset, like a broken network."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def running(upstream: str, tls: SSLContext | None = None) -> Iterator[Proxy]:
    """Run a proxy in front of the server at `upstream` for the duration of the block."""
    proxy = Proxy(upstream)
    handler = type("Handler", (_Handler,), {"proxy": proxy})
    server = _Server(("127.0.0.1", 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    proxy.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield proxy
    finally:
        proxy.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def wait_until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait for `condition`; fail after `seconds`, far longer than a working program takes."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition never came true"
        time.sleep(0.01)

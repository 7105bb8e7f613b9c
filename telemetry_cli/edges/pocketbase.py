"""Sends requests to a PocketBase server and brings back answers, whatever happens on the way."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from telemetry_cli import __version__
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.protocol import Answer, Request
from telemetry_cli.edges.environment import Server, without_password

MAX_ANSWER = 1 << 20
"""Bytes read of an answer to a report; PocketBase sends less than 10 kB."""

MAX_PAGE = 64 << 20
"""Bytes read of a page of a search: 1,000 records with full text fields fit in 25 MB."""

_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 307, 308})
_CHUNK = 1 << 16


class _Token(AuthBase):
    """Sends a token and nothing else: without it, requests would send what ~/.netrc holds."""

    def __init__(self, token: str | None) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token is not None:
            request.headers["Authorization"] = self._token
        return request


class PocketBase:
    """A connection to one server, kept open between requests. Not for use by several threads."""

    def __init__(self, server: Server, *, token: str | None = None) -> None:
        self.server = server
        self._token = token
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"telemetry-cli/{__version__}"

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def send(self, request: Request, deadline: Deadline, limit: int = MAX_ANSWER) -> Answer:
        """The answer to `request`, a fault included; reads `limit` bytes at most.

        Name resolution alone is not bounded by `deadline`: no call interrupts it.
        """
        try:
            return self._send(request, deadline, limit)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            return Answer(0, fault=f"{self.server.shown}: {_cause(error)}")

    def _send(self, request: Request, deadline: Deadline, limit: int) -> Answer:
        url, parameters = self.server.url + request.path, dict(request.parameters)
        for _ in range(_MAX_REDIRECTS + 1):
            remaining = deadline.remaining()
            if not remaining:
                return Answer(0, fault=f"{self.server.shown}: no answer in time")
            response = self._session.request(
                request.method.value,
                url,
                params=parameters,
                json=request.body,
                auth=_Token(self._token if self._is_trusted(url) else None),
                timeout=remaining,
                stream=True,
                allow_redirects=False,
            )
            with response:
                location = response.headers.get("Location")
                if response.status_code in _REDIRECTS and location:
                    url, parameters = urljoin(response.url, location), {}
                    if urlsplit(url).scheme not in ("http", "https"):
                        return Answer(0, fault=f"{self.server.shown}: redirected to no web address")
                    continue
                return self._read(response, deadline, limit)
        return Answer(0, fault=f"{self.server.shown}: more than {_MAX_REDIRECTS} redirects")

    def _read(self, response: requests.Response, deadline: Deadline, limit: int) -> Answer:
        body = bytearray()
        # read1 returns what has come; read waits for the whole chunk, a byte at a time if need be.
        # urllib3 1.26 has no read1: there only the caller's own deadline ends a trickle.
        read = getattr(response.raw, "read1", response.raw.read)
        while chunk := read(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > limit:
                return Answer(0, fault=f"{self.server.shown}: the answer is larger than {limit} B")
            if deadline.passed():
                return Answer(0, fault=f"{self.server.shown}: no complete answer in time")
        return Answer(
            response.status_code,
            _parsed(bytes(body)),
            retry_after=_seconds(response.headers.get("Retry-After")),
        )

    def _is_trusted(self, url: str) -> bool:
        """Whether a secret may go to `url`: the host it is meant for, not in the clear."""
        target, home = urlsplit(url), urlsplit(self.server.url)
        same = (target.hostname, target.port) == (home.hostname, home.port)
        return same and (target.scheme == "https" or self.server.is_loopback)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _seconds(retry_after: str | None) -> float | None:
    # RFC 9110 also allows a date; PocketBase and the usual proxies send seconds.
    return float(retry_after) if retry_after and re.fullmatch(r"[0-9]{1,9}", retry_after) else None


def _cause(error: Exception) -> str:
    """The innermost reason of an exception of requests, without addresses of Python objects."""
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    text = str(error)
    for pattern, cause in _CAUSES:
        if re.search(pattern, text, re.IGNORECASE):
            return cause
    return without_password(type(error).__name__)


_CAUSES = (
    (r"Connection refused", "connection refused"),
    (r"Failed to resolve|Name or service not known|getaddrinfo|name resolution", "name not found"),
    (r"timed out", "no answer in time"),
    (r"certificate|SSL|TLS", "no secure connection (TLS)"),
    (r"unreachable|No route", "network unreachable"),
    (r"reset|aborted|disconnected|IncompleteRead|broken", "connection broken off"),
    (r"proxy", "proxy not usable"),
)

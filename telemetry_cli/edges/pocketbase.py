"""Sends requests to a PocketBase server; errors come back as responses too."""

from __future__ import annotations

import json
import os
import re
import time
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy
from urllib3.exceptions import HTTPError

from telemetry_cli import __version__
from telemetry_cli.core.deadline import Deadline
from telemetry_cli.core.protocol import Request, Response
from telemetry_cli.edges.debug_log import log
from telemetry_cli.edges.environment import Server, without_password

MAX_RESPONSE = 1 << 20
"""The size limit of a response to a report, in bytes; PocketBase sends less than 10 kB."""

_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 307, 308})
_CHUNK = 1 << 18


class PocketBase:
    """A connection to a server, kept open between requests. Not thread-safe."""

    def __init__(self, server: Server, *, token: str | None = None) -> None:
        self.server = server
        self._token = token
        self._session = requests.Session()
        # Otherwise requests would read the environment for each request, which takes a fifth of its
        # time, and send the credentials in ~/.netrc.
        self._session.trust_env = False
        self._session.verify = ca_bundle() or True
        self._proxies: dict[str, dict[str, str]] = {}
        self._session.headers["User-Agent"] = f"telemetry-cli/{__version__}"

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def proxy(self) -> str:
        """The proxy for this server, without its password; '' for none."""
        url = self.server.url
        return without_password(select_proxy(url, self._proxies_for(url)) or "")

    def send(self, request: Request, deadline: Deadline, limit: int = MAX_RESPONSE) -> Response:
        """Send `request` and return the response, or the error as a response.

        A response of more than `limit` bytes is an error. `deadline` does not bound name resolution
        or headers that trickle in, since nothing can interrupt them. To bound these as well, call
        this in a thread and abandon it.
        """
        start = time.monotonic()
        try:
            response = self._send(request, deadline, limit)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            log(f"{type(error).__name__}: {error}")
            response = Response(0, error=f"{self.server.shown}: {_cause(error)}")
        result = f"HTTP {response.status}" if response.status else response.error
        seconds = time.monotonic() - start
        log(f"{request.method.value} {request.path}: {result} after {seconds:.3f} s")
        return response

    def _send(self, request: Request, deadline: Deadline, limit: int) -> Response:
        url, parameters = self.server.url + request.path, dict(request.parameters)
        for _ in range(_MAX_REDIRECTS + 1):
            remaining = deadline.remaining()
            if not remaining:
                return Response(0, error=f"{self.server.shown}: no response in time")
            if request.confidential and not self._is_trusted(url):
                error = f"{self.server.shown}: credentials do not follow a redirect"
                return Response(0, error=error)
            headers = {**request.headers, **self._secrets_for(url)}
            reply = self._session.request(
                request.method.value,
                url if self._is_trusted(url) else without_password(url),
                params=parameters,
                json=request.body,
                # As bytes: requests encodes text as Latin-1.
                headers={name: value.encode() for name, value in headers.items()},
                proxies={} if self._is_secret(request) else self._proxies_for(url),
                timeout=remaining,
                stream=True,
                allow_redirects=False,
            )
            with reply:
                location = reply.headers.get("Location")
                if reply.status_code in _REDIRECTS and location:
                    url, parameters = urljoin(reply.url, location), {}
                    if urlsplit(url).scheme not in ("http", "https"):
                        error = f"{self.server.shown}: redirected to an invalid URL"
                        return Response(0, error=error)
                    continue
                return self._read(reply, deadline, limit)
        return Response(0, error=f"{self.server.shown}: more than {_MAX_REDIRECTS} redirects")

    def _read(self, reply: requests.Response, deadline: Deadline, limit: int) -> Response:
        body = bytearray()
        # read1 returns what has arrived; read waits for the whole chunk. urllib3 1.26 has no read1:
        # there, only the caller's own deadline ends a slow response.
        read = getattr(reply.raw, "read1", reply.raw.read)
        while chunk := read(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > limit:
                error = f"{self.server.shown}: response larger than {limit} bytes"
                return Response(0, error=error, is_too_large=True)
            if deadline.passed():
                return Response(0, error=f"{self.server.shown}: no complete response in time")
        date = _moment(reply.headers.get("Date"))
        return Response(
            reply.status_code,
            _parsed(bytes(body)),
            body=bytes(body),
            retry_after=_seconds(reply.headers.get("Retry-After"), date),
            date=date,
        )

    def _secrets_for(self, url: str) -> dict[str, str]:
        if self._token is None or not self._is_trusted(url):
            return {}
        return {"Authorization": self._token}

    def _is_secret(self, request: Request) -> bool:
        """Whether a proxy could read a secret that is meant for this machine."""
        return self.server.is_loopback and (request.confidential or self._token is not None)

    def _proxies_for(self, url: str) -> dict[str, str]:
        """The proxies from the environment for the host of `url`."""
        host = urlsplit(url).netloc
        if host not in self._proxies:
            self._proxies[host] = get_environ_proxies(url)
        return self._proxies[host]

    def _is_trusted(self, url: str) -> bool:
        """Whether a secret may be sent to `url`: to the same host only, and encrypted."""
        target, home = urlsplit(url), urlsplit(self.server.url)
        same = (target.hostname, target.port) == (home.hostname, home.port)
        return same and (target.scheme == "https" or self.server.is_loopback)


def ca_bundle() -> str | None:
    """The certificates to trust, from the variables that requests reads."""
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _seconds(retry_after: str | None, now: float | None) -> float | None:
    """Parse Retry-After: seconds or a date (RFC 9110, 10.2.3). Returns seconds from now.

    `now` is what the server's clock shows, in seconds since the epoch: ours may be wrong.
    """
    if retry_after is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", retry_after):
        return float(retry_after)
    moment = _moment(retry_after)
    return None if moment is None else max(0.0, moment - (time.time() if now is None else now))


def _moment(date: str | None) -> float | None:
    """Parse an HTTP date (RFC 9110, 5.6.7). Returns seconds since the epoch."""
    try:
        return parsedate_to_datetime(date).timestamp() if date else None
    except (ValueError, OverflowError):
        return None


def _cause(error: Exception) -> str:
    """The cause of an exception from requests, without addresses of Python objects."""
    if isinstance(error, requests.Timeout):
        return "no response in time"
    text = str(error)
    for pattern, cause in _CAUSES:
        if re.search(pattern, text, re.IGNORECASE):
            return cause
    return type(error).__name__


_CAUSES = (
    (r"Connection refused", "connection refused"),
    (r"Failed to resolve|Name or service not known|getaddrinfo|name resolution", "name not found"),
    (r"timed out", "no response in time"),
    (r"certificate|SSL|TLS", "no secure connection (TLS)"),
    (r"unreachable|No route", "network unreachable"),
    (r"reset|aborted|disconnected|IncompleteRead|broken", "connection lost"),
    (r"proxy", "proxy error"),
)

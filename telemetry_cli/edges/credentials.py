"""Credentials for a server: from the environment, or from a `serve` on this machine."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from telemetry_cli.edges import environment
from telemetry_cli.edges.files import private_directory

_FILE = "servers.json"
_SUPERUSER = "telemetry-cli@localhost.invalid"


@dataclass(frozen=True, slots=True)
class Login:
    """A user name and a password. The repr does not contain the password."""

    identity: str
    password: str = field(repr=False)


def token() -> str | None:
    """The token from PB_TOKEN."""
    return os.environ.get("PB_TOKEN", "").strip() or None


def login(url: str) -> Login | None:
    """The login from PB_IDENTITY and PB_PASSWORD, else the one of the local server at `url`."""
    if login := from_environment():
        return login
    directory = environment.state_dir()
    return _logins(directory / _FILE).get(url) if directory else None


def from_environment() -> Login | None:
    """The login from PB_IDENTITY and PB_PASSWORD."""
    identity, password = os.environ.get("PB_IDENTITY"), os.environ.get("PB_PASSWORD")
    return Login(identity, password) if identity and password else None


def superuser_of(url: str, directory: Path) -> Login:
    """The login of the local server at `url`; generated if there is none yet."""
    return _logins(directory / _FILE).get(url) or Login(_SUPERUSER, secrets.token_urlsafe(24))


def keep(url: str, login: Login, directory: Path) -> Path:
    """Save the login of the local server at `url`; returns the file.

    Only its owner can read the file. Raises OSError if it cannot be written.
    """
    file = directory / _FILE
    _write(file, _logins(file) | {url: login})
    return file


def _logins(file: Path) -> dict[str, Login]:
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
        return {url: Login(entry["identity"], entry["password"]) for url, entry in entries.items()}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}


def _write(file: Path, logins: dict[str, Login]) -> None:
    entries = {
        url: {"identity": login.identity, "password": login.password}
        for url, login in logins.items()
    }
    # mkstemp chooses an unused name and sets mode 0600.
    descriptor, draft = tempfile.mkstemp(dir=private_directory(file.parent), prefix=f"{_FILE}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(entries, stream, indent=2)
    Path(draft).replace(file)

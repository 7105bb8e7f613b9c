"""How to sign in to a server: from the environment, or as `serve` on this machine wrote it down."""

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
    """A name and its password; the password is in no repr."""

    identity: str
    password: str = field(repr=False)


def token() -> str | None:
    """The token in PB_TOKEN."""
    return os.environ.get("PB_TOKEN", "").strip() or None


def login(url: str) -> Login | None:
    """The login in PB_IDENTITY and PB_PASSWORD, else that of the local server at `url`."""
    if given := from_environment():
        return given
    directory = environment.state_dir()
    return _logins(directory / _FILE).get(url) if directory else None


def from_environment() -> Login | None:
    """The login in PB_IDENTITY and PB_PASSWORD."""
    identity, password = os.environ.get("PB_IDENTITY"), os.environ.get("PB_PASSWORD")
    return Login(identity, password) if identity and password else None


def superuser_of(url: str, directory: Path) -> Login:
    """The login of the local server at `url`, made up if there is none yet."""
    known = _logins(directory / _FILE).get(url)
    return known or Login(_SUPERUSER, secrets.token_urlsafe(24))


def keep(url: str, login: Login, directory: Path) -> Path:
    """Write down the login of the local server at `url`; returns the file.

    The file is readable by its owner alone. Raises OSError if it cannot be written.
    """
    file = directory / _FILE
    _write(file, _logins(file) | {url: login})
    return file


def _logins(file: Path) -> dict[str, Login]:
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
        return {url: Login(one["identity"], one["password"]) for url, one in entries.items()}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}


def _write(file: Path, logins: dict[str, Login]) -> None:
    entries = {
        url: {"identity": one.identity, "password": one.password} for url, one in logins.items()
    }
    # mkstemp gives a name that is free, and the mode 0600.
    descriptor, draft = tempfile.mkstemp(dir=private_directory(file.parent), prefix=f"{_FILE}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(entries, stream, indent=2)
    Path(draft).replace(file)

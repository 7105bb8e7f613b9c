"""The environment variables, described once: the manual and the README list them from here."""

from __future__ import annotations

from typing import NamedTuple

from telemetry_cli.cli import REPORT, SEARCH, SET_UP, SETTINGS, UNDERSTAND

_SENDING = (REPORT, SETTINGS)


class Variable(NamedTuple):
    """A variable, what it means, its default, and the groups of commands that read it."""

    name: str
    meaning: str
    default: str
    groups: tuple[str, ...]


VARIABLES = (
    Variable(
        "PB_URL",
        "base URL of the server",
        "http://db.community-scripts.org",
        (*_SENDING, SEARCH),
    ),
    Variable("PB_COLLECTION", "the collection", "_dev_telemetry_data", (*_SENDING, SEARCH, SET_UP)),
    Variable("PB_TOKEN", "token for searches on a server that requires a sign-in", "", (SEARCH,)),
    Variable("PB_IDENTITY", "user or superuser to sign in as, with PB_PASSWORD", "", (SEARCH,)),
    Variable(
        "PB_PASSWORD",
        "password of PB_IDENTITY; sent only over https or to this machine",
        "",
        (SEARCH,),
    ),
    Variable(
        "DIAGNOSTICS",
        "yes allows reports, no forbids them; any no wins",
        "the diagnostics file",
        _SENDING,
    ),
    Variable(
        "TELEMETRY_DIAGNOSTICS_FILE",
        "file with the line DIAGNOSTICS=yes or DIAGNOSTICS=no",
        "/usr/local/community-scripts/diagnostics",
        _SENDING,
    ),
    Variable(
        "TELEMETRY_STATE_DIR",
        "directory of the state file",
        "$XDG_STATE_HOME/telemetry-cli or ~/.local/state/telemetry-cli",
        (*_SENDING, UNDERSTAND, SET_UP),
    ),
    Variable("TELEMETRY_TIMEOUT", "seconds that one report may take", "5", _SENDING),
    Variable(
        "TELEMETRY_COMMAND",
        "the failing command, for update; like --command, but hidden from ps",
        "",
        (REPORT,),
    ),
    Variable("TELEMETRY_LINE", "its line in the script, for update; like --line", "", (REPORT,)),
    Variable(
        "TELEMETRY_REDACT",
        "further names to redact in error texts, separated by blanks",
        "",
        (REPORT,),
    ),
    Variable(
        "TELEMETRY_DEBUG",
        "if 1, log on stderr what happens, like --debug",
        "",
        (REPORT, UNDERSTAND, SEARCH, SETTINGS, SET_UP),
    ),
    Variable("NO_COLOR", "if set, output has no colors", "", (UNDERSTAND, SEARCH)),
)

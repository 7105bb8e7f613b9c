"""The environment variables: the source of the tables in the man pages and the README."""

from __future__ import annotations

from typing import NamedTuple

from telemetry_cli.cli import REPORT, SEARCH, SET_UP, SETTINGS, UNDERSTAND

_SENDING = (REPORT, SETTINGS)


class Variable(NamedTuple):
    """An environment variable. `groups` are the groups of commands that read it."""

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
    Variable(
        "PB_COLLECTION",
        "name of the collection",
        "_dev_telemetry_data",
        (*_SENDING, SEARCH, SET_UP),
    ),
    Variable("PB_TOKEN", "token for a server that requires signing in to search", "", (SEARCH,)),
    Variable("PB_IDENTITY", "user or superuser to sign in as, with PB_PASSWORD", "", (SEARCH,)),
    Variable(
        "PB_PASSWORD",
        "password of PB_IDENTITY; only sent over https or to this machine",
        "",
        (SEARCH,),
    ),
    Variable(
        "DIAGNOSTICS",
        "whether to send reports: yes or no; a no wins, here or in the diagnostics file",
        "the diagnostics file",
        _SENDING,
    ),
    Variable(
        "DO_NOT_TRACK",
        "any value except 0 and false disables reports, like DIAGNOSTICS=no",
        "",
        _SENDING,
    ),
    Variable(
        "TELEMETRY_DIAGNOSTICS_FILE",
        "diagnostics file, with the line DIAGNOSTICS=yes or DIAGNOSTICS=no",
        "/usr/local/community-scripts/diagnostics",
        _SENDING,
    ),
    Variable(
        "TELEMETRY_STATE_DIR",
        "directory of the state file",
        "$XDG_STATE_HOME/telemetry-cli or ~/.local/state/telemetry-cli",
        (*_SENDING, UNDERSTAND, SET_UP),
    ),
    Variable("TELEMETRY_TIMEOUT", "deadline of a report, in seconds", "5", _SENDING),
    Variable(
        "TELEMETRY_COMMAND",
        "the failing command, for update; like --command, but hidden from ps",
        "",
        (REPORT,),
    ),
    Variable(
        "TELEMETRY_LINE",
        "the line number of the failing command, for update; like --line",
        "",
        (REPORT,),
    ),
    Variable(
        "TELEMETRY_REDACT",
        "additional names to redact in error texts, separated by spaces",
        "",
        (REPORT,),
    ),
    Variable(
        "TELEMETRY_DEBUG",
        "if 1, write a debug log to stderr, like --debug",
        "",
        (REPORT, UNDERSTAND, SEARCH, SETTINGS, SET_UP),
    ),
    Variable("NO_COLOR", "if set, disables colors", "", (UNDERSTAND, SEARCH)),
)

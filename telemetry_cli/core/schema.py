"""The PocketBase collection of install records and its access rules, derived from the fields.

Source: https://pocketbase.io/docs/api-rules-and-filters, and attacks on PocketBase 0.40.6
(tests/edges/test_hardening.py).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from telemetry_cli.core.record import FIELD_NAMES, FIELDS, FINAL_FIELDS, MAX_TEXT, Field, Kind

_SIGNED_IN = "@request.auth.collectionName = 'users'"
_KEY = "random_id"
_OWN = "@request.headers.random_id != '' && @request.headers.random_id = random_id"
_UNFINISHED = "status = 'installing'"

_NO_CONTROLS = r"^\P{Cc}*$"
"""Go regular expression for a text of one line."""

_WINDOW = 60
_LIMITS = {"*:auth": 60, "*:create": 300, "*:update": 300, "/api/": 1200}
"""The number of requests allowed per IP address and window (seconds), signed in or not.

A machine that catches up after an outage sends a few dozen. Superusers are exempt (measured).
"""

_ERROR_LEVEL = 8
"""The level of errors in PocketBase's log (that of Go's log/slog)."""

_LOG_DAYS = 5
_LOG_ENTRIES = 200
"""The size limit of the log. An entry repeats the request's URL and has up to 12 kB (measured)."""

_BYTES_PER_CHARACTER = 12
"""The longest spelling of a character in JSON: an escaped surrogate pair."""

_BYTES_PER_FIELD = 100
"""More than the name and the punctuation of a field, or a whole number, take in a body."""


def schema(collection: str, *, hardened: bool, keep: timedelta | None = None) -> dict[str, Any]:
    """The configuration that a server gets when it starts: collection, settings and limits.

    `settings` are PocketBase's own. `maxBody` limits the body of every request that does not
    require a superuser, in bytes. The log has only errors, and no addresses. Records older than
    `keep` are deleted every hour.

    `hardened` is for the open internet: anybody may create records. A client that knows a record's
    `random_id` may read and end it while it is unfinished. Only signed-in users may search, and
    nobody may delete. Without `hardened`, anybody may create, read and update, as documented.
    """
    return {
        "hardened": hardened,
        "collection": _collection(collection, hardened=hardened),
        "maxBody": sum(_largest(field, hardened=hardened) for field in FIELDS),
        "keepSeconds": int(keep.total_seconds()) if keep else 0,
        "maxLogEntries": _LOG_ENTRIES,
        "settings": {
            "logs": {
                "logIP": False,
                "logAuthId": False,
                "minLevel": _ERROR_LEVEL,
                "maxDays": _LOG_DAYS,
            },
            "rateLimits": {
                "enabled": hardened,
                "rules": [
                    {"label": label, "audience": "", "duration": _WINDOW, "maxRequests": requests}
                    for label, requests in _LIMITS.items()
                ],
            },
        },
    }


def _largest(field: Field, *, hardened: bool) -> int:
    """The most bytes that a field takes in the body of a request."""
    if field.kind is not Kind.TEXT:
        return _BYTES_PER_FIELD
    characters = field.maximum if hardened else MAX_TEXT
    return _BYTES_PER_FIELD + _BYTES_PER_CHARACTER * characters


def _collection(name: str, *, hardened: bool) -> dict[str, Any]:
    quoted = name.replace("`", "")
    indexes = [f"CREATE UNIQUE INDEX `idx_{quoted}_random_id` ON `{quoted}` (`random_id`)"]
    indexes += [
        f"CREATE INDEX `idx_{quoted}_{field.name}` ON `{quoted}` (`{field.name}`)"
        for field in FIELDS
        if field.indexed
    ]
    only_the_end = " && ".join(
        f"@request.body.{name}:isset = false" for name in FIELD_NAMES if name not in FINAL_FIELDS
    )
    return {
        "name": name,
        "type": "base",
        "listRule": _SIGNED_IN if hardened else "",
        "viewRule": f"{_SIGNED_IN} || ({_OWN} && {_UNFINISHED})" if hardened else "",
        "createRule": "",
        "updateRule": f"{_OWN} && {_UNFINISHED} && {only_the_end}" if hardened else "",
        "deleteRule": None,
        "fields": [_field(field, hardened=hardened) for field in FIELDS],
        "indexes": indexes,
    }


def _field(field: Field, *, hardened: bool) -> dict[str, Any]:
    common = {
        "name": field.name,
        "type": field.kind.value,
        "required": field.required,
        "hidden": hardened and field.name == _KEY,
    }
    match field.kind:
        case Kind.TEXT:
            return {
                **common,
                "max": field.maximum if hardened else 0,  # 0 means PocketBase's default, 5,000
                "pattern": _NO_CONTROLS if hardened and not field.lines else "",
            }
        case Kind.NUMBER:
            return {
                **common,
                "min": field.minimum if hardened else None,
                "max": field.maximum if hardened else None,
                "onlyInt": hardened and field.whole,
            }
        case Kind.SELECT:
            return {**common, "maxSelect": 1, "values": field.choices}
        case Kind.AUTODATE:
            return {**common, "onCreate": True, "onUpdate": field.name == "updated"}

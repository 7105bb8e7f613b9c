"""The collection of install records as PocketBase is told to create it; made from the fields."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from telemetry_cli.core.record import FIELDS, Field, Kind

_MIGRATION = """\
// Written by telemetry-cli. Creates the collection of install records, or brings it up to date.
migrate((app) => {{
  app.importCollections([{collection}], false)
}}, (app) => {{
  app.delete(app.findCollectionByNameOrId({name}))
}})
"""


def migration(collection: str) -> tuple[str, str]:
    """The name and the text of the migration that creates `collection`.

    The name depends on the text, so that PocketBase applies each version once.
    """
    definition = json.dumps(_collection(collection), indent=2)
    text = _MIGRATION.format(collection=definition, name=json.dumps(collection))
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"1_telemetry_{digest}.js", text


def _collection(name: str) -> dict[str, Any]:
    quoted = name.replace("`", "")
    indexes = [f"CREATE UNIQUE INDEX `idx_{quoted}_random_id` ON `{quoted}` (`random_id`)"]
    indexes += [
        f"CREATE INDEX `idx_{quoted}_{field.name}` ON `{quoted}` (`{field.name}`)"
        for field in FIELDS
        if field.indexed
    ]
    return {
        "name": name,
        "type": "base",
        # The rules of the documented server: anybody creates, updates and reads, nobody deletes.
        "listRule": "",
        "viewRule": "",
        "createRule": "",
        "updateRule": "",
        "deleteRule": None,
        "fields": [_field(field) for field in FIELDS],
        "indexes": indexes,
    }


def _field(field: Field) -> dict[str, Any]:
    common = {"name": field.name, "type": field.kind.value}
    match field.kind:
        case Kind.TEXT | Kind.NUMBER:
            return {**common, "required": field.required}
        case Kind.SELECT:
            return {**common, "required": field.required, "maxSelect": 1, "values": field.choices}
        case Kind.AUTODATE:
            return {**common, "onCreate": True, "onUpdate": field.name == "updated"}

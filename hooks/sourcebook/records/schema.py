"""`json_schema`, `schema_files`: what data files and front matter may hold, for editors.

JSON Schema draft 2020-12 of the input as YAML gives it. Fields that name other records carry
``x-references`` with the collection. The schema cannot say which dates exist, which ids exist,
or that a number such as ``1.0`` is not a whole one; the checker can.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sourcebook.records.content import PageFields
from sourcebook.records.declaration import Declaration
from sourcebook.records.records import RESERVED_ID, Collection
from sourcebook.records.shapes import ID_PATTERN, LONGEST_ID

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = "data/schema"
"""The folder of the schemas in a project."""


def schema_files(collections: Iterable[Collection]) -> dict[str, str]:
    """Return the text of every schema by its path: one a collection, and those of other files."""
    schemas = {one.name: json_schema(one) for one in collections}
    page = {"$schema": DIALECT, **PageFields.model_json_schema(), "title": "Front matter of a page"}
    schemas["page"] = _closed(page)
    declaration = {"$schema": DIALECT, **Declaration.model_json_schema()}
    schemas["collections"] = _closed(declaration | {"title": "Collections of a site"})
    return {
        f"{SCHEMAS}/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }


def modeline(collection: Collection) -> str | None:
    """Return the first line by which editors know the schema of a data file in YAML.

    It is read by yaml-language-server (“Using inlined schema”); front matter has no such line.
    """
    if collection.file is None or not collection.file.endswith(".yml"):
        return None
    return f"# yaml-language-server: $schema=schema/{collection.name}.schema.json"


def json_schema(collection: Collection) -> dict[str, Any]:
    """Return the schema of the collection's data file, or of the front matter of its pages."""
    record = collection.record_type.model_json_schema()
    definitions = record.pop("$defs", {})
    if collection.file:
        root: dict[str, Any] = {
            "type": "object",
            "propertyNames": {
                "pattern": ID_PATTERN,
                "maxLength": LONGEST_ID,
                "not": {"const": RESERVED_ID},
            },
            "additionalProperties": record,
        }
    else:
        root = PageFields.model_json_schema()
        definitions |= root.pop("$defs", {})
        root["properties"][collection.key] = record
        root["required"] = ["title", collection.key]
        root["properties"]["title"] = {"$ref": "#/$defs/Title"}
        definitions["Title"] = _without_null(PageFields.model_json_schema()["properties"]["title"])
    schema = {"$schema": DIALECT, **root, "title": collection.title}
    if definitions:
        schema["$defs"] = definitions
    closed: dict[str, Any] = _closed(schema)
    return closed


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    (kept,) = (part for part in schema["anyOf"] if part.get("type") != "null")
    return {"description": schema["description"], **kept}


def _closed(schema: Any) -> Any:
    """Return *schema* with every mapping of free keys closed to keys of another form.

    Pydantic writes the pattern of the keys as ``patternProperties`` and says nothing of others.
    """
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _closed(value) for key, value in schema.items()}
    if "patternProperties" in inner:
        inner.setdefault("additionalProperties", False)
    return inner

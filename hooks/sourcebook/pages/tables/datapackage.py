"""`datapackage`: the description of the files of data, for programs.

Data Package, version 2.0 (datapackage.org): *Data Package*, *Data Resource*, *Table Schema*.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.tables.columns import Column
from sourcebook.pages.tables.tables import Table
from sourcebook.settings import Licence

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PATH = "datapackage.json"


def datapackage(
    imprint: Imprint,
    tables: Mapping[str, Table],
    others: Mapping[str, tuple[str, str]],
    files: Mapping[str, str],
    horizon: str,
) -> str:
    """Return the descriptor of *tables* (by path) and of *others* (path → title, media type).

    *files* holds the text of each, for its size and digest; *horizon* says until when the record
    reaches.
    """
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": slug(imprint.name),
        "title": imprint.name,
        "description": f"{imprint.description} {horizon}".strip(),
        "homepage": imprint.url,
        "id": f"{imprint.url}{PATH}" if imprint.url else "",
        "created": _moment(imprint.epoch),
        "licenses": _licences(imprint.data_licence),
        "contributors": [{"title": imprint.author}] if imprint.author else [],
        "sources": [{"title": f"{imprint.name}: Sources", "path": f"{imprint.url}sources/"}]
        if "data/sources.csv" in tables
        else [],
        "resources": [
            *(_table(path, table, files[path]) for path, table in tables.items()),
            *(_other(path, *about, files[path]) for path, about in others.items()),
        ],
    }
    kept = {key: value for key, value in package.items() if value}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def slug(name: str) -> str:
    """Return *name* as the standard wants names: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "site"


def _moment(time: int) -> str:
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%dT%H:%M:%SZ}" if time else ""


def _licences(licence: Licence | None) -> list[dict[str, str]]:
    if licence is None:
        return []
    return [{"name": licence.name, "title": licence.title, "path": licence.url}]


def _file(text: str) -> dict[str, Any]:
    content = text.encode()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _table(path: str, table: Table, text: str) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "title": table.title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_file(text),
        "schema": table_schema(table),
    }


def _other(path: str, title: str, media_type: str, text: str) -> dict[str, Any]:
    return {
        "name": slug(path),
        "title": title,
        "path": path,
        "format": path.rpartition(".")[2],
        "mediatype": media_type,
        "encoding": "utf-8",
        **_file(text),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema of *table*."""
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {
                    # The standard's sign for the table itself.
                    "resource": "" if key.table == table.name else key.table.replace("_", "-"),
                    "fields": list(key.key),
                },
            }
            for key in table.foreign_keys
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    if column.description:
        field["description"] = column.description
    constraints: dict[str, Any] = {}
    if column.is_required:
        constraints["required"] = True
    if column.choices and column.type == "string":
        constraints["enum"] = list(column.choices)
    if constraints:
        field["constraints"] = constraints
    return field

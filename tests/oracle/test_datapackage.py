"""The Data Package against the standard, and against `frictionless`, which reads every cell.

The schemas here are written from the text of Data Package v2 (*Data Package*, *Data Resource*,
*Table Schema*, datapackage.org/standard), in what we use of it: they refuse a property that the
standard does not have, which frictionless lets pass.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest
from jsonschema import Draft202012Validator

from building import MakeProject
from publishing import completed

TYPES = ["string", "number", "integer", "boolean", "date"]
"""The types of Table Schema that we use."""
TEXT = {"type": "string", "minLength": 1}
PATH = {"type": "string", "pattern": r"^(https?://|(?!/)(?!.*\.\.)[^~])"}
LICENCE = {
    "type": "object",
    "properties": {"name": {"type": "string", "pattern": r"^([-a-zA-Z0-9._])+$"}, "path": PATH,
                   "title": TEXT},
    "anyOf": [{"required": ["name"]}, {"required": ["path"]}],
}  # fmt: skip
FIELD = {
    "type": "object",
    "required": ["name", "type"],
    "additionalProperties": False,
    "properties": {
        "name": TEXT,
        "type": {"enum": TYPES},
        "description": TEXT,
        "constraints": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "required": {"const": True},
                "enum": {"type": "array", "minItems": 1, "uniqueItems": True, "items": TEXT},
            },
        },
    },
}
NAMES = {"type": "array", "minItems": 1, "uniqueItems": True, "items": TEXT}
SCHEMA = {
    "type": "object",
    "required": ["fields"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/tableschema.json"},
        "fields": {"type": "array", "minItems": 1, "items": FIELD},
        "missingValues": {"const": [""]},
        "primaryKey": NAMES,
        "foreignKeys": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["fields", "reference"],
                "properties": {
                    "fields": NAMES,
                    "reference": {
                        "type": "object",
                        "required": ["fields", "resource"],
                        "properties": {"fields": NAMES, "resource": {"type": "string"}},
                    },
                },
            },
        },
    },
}
RESOURCE = {
    "type": "object",
    "required": ["name", "path"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "pattern": r"^[a-z0-9._-]+$"},
        "type": {"const": "table"},
        "path": PATH,
        "title": TEXT,
        "format": TEXT,
        "mediatype": {"type": "string", "pattern": r"^(.+)/(.+)$"},
        "encoding": {"const": "utf-8"},
        "bytes": {"type": "integer", "minimum": 1},
        "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "schema": SCHEMA,
    },
    "if": {"required": ["type"]},
    "then": {"required": ["schema"]},
}
PACKAGE = {
    "type": "object",
    "required": ["resources", "$schema"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"type": "string", "pattern": r"^[a-z0-9._-]+$"},
        "id": TEXT,
        "title": TEXT,
        "description": TEXT,
        "homepage": {"type": "string", "pattern": "^https?://"},
        "created": {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$",
        },
        "licenses": {"type": "array", "minItems": 1, "items": LICENCE},
        "contributors": {"type": "array", "minItems": 1, "items": {"required": ["title"]}},
        "sources": {"type": "array", "minItems": 1, "items": {"required": ["title"]}},
        "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}


def test_the_descriptor_follows_the_standard(project: MakeProject) -> None:
    """Every property is one of the standard and has the form that the standard asks for."""
    Draft202012Validator.check_schema(PACKAGE)
    package: dict[str, Any] = json.loads(completed(project).files["datapackage.json"])
    problems = [
        (list(error.absolute_path), error.message)
        for error in Draft202012Validator(PACKAGE).iter_errors(package)
    ]
    names = [resource["name"] for resource in package["resources"]]

    assert problems == []
    assert len(names) == len(set(names))


def test_keys_name_columns(project: MakeProject) -> None:
    """Primary and foreign keys name columns that are there, as many on both sides."""
    package = json.loads(completed(project).files["datapackage.json"])
    schemas = {one["name"]: one["schema"] for one in package["resources"] if "schema" in one}
    columns = {
        name: {field["name"] for field in schema["fields"]} for name, schema in schemas.items()
    }
    for name, schema in schemas.items():
        assert set(schema.get("primaryKey", ())) <= columns[name]
        for key in schema.get("foreignKeys", ()):
            target = key["reference"]["resource"] or name
            assert set(key["fields"]) <= columns[name]
            assert set(key["reference"]["fields"]) <= columns[target]
            assert len(key["fields"]) == len(key["reference"]["fields"])


def _problems(folder: Path) -> list[str]:
    """Return what frictionless finds wrong with the package in *folder*, and with its files."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return [str(line) for line in report.flatten(["name", "rowNumber", "fieldName", "type"])]


@pytest.mark.site
def test_frictionless_accepts_the_shipped_package(shipped_site: Path, tmp_path: Path) -> None:
    """Every cell has its type, every key is unique, every foreign key has its row, every digest
    is right; a wrong cell would be found."""
    copy = tmp_path / "site"
    names = [
        resource["path"]
        for resource in json.loads((shipped_site / "datapackage.json").read_text())["resources"]
    ]
    for name in ["datapackage.json", *names]:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shipped_site / name, copy / name)
    found = _problems(copy)
    ledger = copy / "ledger.csv"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace(",figure,", ",number,", 1))
    wrong = _problems(copy)

    assert found == []
    assert any("constraint-error" in problem and "'kind'" in problem for problem in wrong)

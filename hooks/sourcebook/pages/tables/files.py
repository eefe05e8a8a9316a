"""`data_files`: which files of data the site gets, and what is in them.

``data/<collection>.csv`` and ``.json`` · ``data/<collection>-<field>.csv`` for what a record has
many of · ``ledger.csv`` and ``.json``, and ``datapackage.json``, at the root. UTF-8, LF, records in
the order of the project's files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.formats.csv import csv_text
from sourcebook.pages.exports import BIBLIOGRAPHY, FORMATS
from sourcebook.pages.frame.horizon import horizon_words
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.tables.datapackage import PATH, datapackage
from sourcebook.pages.tables.ledger_files import (
    LEDGER_CSV,
    LEDGER_FORMATS,
    RETIRED_CSV,
    ledger_table,
    retired_table,
)
from sourcebook.pages.tables.tables import Table, json_of, tables_of
from sourcebook.site.model import Site

FOLDER = "data"
JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class DataFiles:
    """The files of data of a site."""

    tables: Mapping[str, Table]
    """By path of the CSV file."""
    files: Mapping[str, str]
    """The text of every file that is made here, by its path: CSV, JSON, the description last."""
    sizes: Mapping[str, int]
    """In bytes, by path; the bibliography and the ledger are among them."""


def data_files(site: Site, imprint: Imprint, exports: Mapping[str, str]) -> DataFiles:
    """Return the files of data; *exports* are those of references and the ledger's."""
    tables = {f"{FOLDER}/{table.name}.csv": table for table in tables_of(site, imprint.address)}
    files = {
        path: csv_text([[column.name for column in table.columns], *table.rows])
        for path, table in tables.items()
    }
    others: dict[str, tuple[str, str]] = {}
    for table in tables.values():
        if table.is_main:
            path = f"{FOLDER}/{table.name}.json"
            files[path] = json_of(site, table.name, imprint.address)
            others[path] = (f"{table.title} (JSON)", JSON_TYPE)
    ledger = {path: exports[path] for _, path, _ in LEDGER_FORMATS if path in exports}
    if ledger:
        tables |= {LEDGER_CSV: ledger_table(site), RETIRED_CSV: retired_table(site)}
        others |= {
            path: (f"Ledger ({name})", media_type)
            for name, path, media_type in LEDGER_FORMATS
            if path not in tables
        }
    whole = {f"{BIBLIOGRAPHY}.{form.suffix}": form for form in FORMATS}
    texts = {path: exports[path] for path in whole if path in exports}
    for path in texts:
        others[path] = (f"Bibliography ({whole[path].name})", whole[path].media_type)
    texts |= ledger
    described = datapackage(
        imprint, tables, others, {**files, **texts}, horizon_words(site.subject.horizon)
    )
    sizes = {path: len(text.encode()) for path, text in {**files, **texts}.items()}
    return DataFiles(
        tables,
        {**files, PATH: described},
        {**sizes, PATH: len(described.encode())},
    )

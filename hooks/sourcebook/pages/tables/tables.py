"""`tables_of`, `json_of`: every collection as tables and as JSON.

A record is a row. A field with many texts, names by language or records of its own is a table of
its own, whose first columns are the key of the row it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sourcebook.pages.frame.urls import url_of
from sourcebook.pages.tables.columns import (
    SEPARATOR,
    Column,
    Spec,
    columns_of,
    label_of,
    specs_of,
    values_of,
)
from sourcebook.records.records import Collection, Loaded
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri
from sourcebook.works.works import Work


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose cells are the key of a row of another table, or of the same."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text cells under columns; "" is absent."""

    name: str
    title: str
    key: tuple[str, ...]
    """The columns that name a row."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    is_main: bool = True
    """Its rows are the records of a collection, not parts of them."""


Address = Callable[[str], str]
"""Takes the URI of a page; returns its address as the files show it."""


def tables_of(site: Site, address: Address = url_of) -> tuple[Table, ...]:
    """Return the tables of *site*: each collection that has records, then what is part of it."""
    tables: list[Table] = []
    for collection in site.subject.collections:
        records = site.records.get(collection.name, {})
        if records:
            tables += _tables(site, collection, list(records.values()), address)
    if site.works:
        tables.append(_works(site, address))
    keys = {table.name: table.key for table in tables}
    return tuple(replace(table, foreign_keys=tuple(_foreign(table, keys))) for table in tables)


def _foreign(table: Table, keys: Mapping[str, tuple[str, ...]]) -> Iterator[ForeignKey]:
    yield from table.foreign_keys
    for column in table.columns:
        # An id that names nothing was reported; a collection without records has no table.
        if column.references in keys:
            yield ForeignKey((column.name,), column.references, keys[column.references])


def _tables(
    site: Site, collection: Collection, records: list[Loaded], address: Address
) -> Iterator[Table]:
    specs = specs_of(collection.record_type)
    has_title = collection.key is not None
    columns = [Column("id", "string", "Id, never given to another record", is_required=True)]
    if has_title:
        columns.append(Column("title", "string", "Title of its page"))
    if collection.has_pages:
        columns.append(Column("page", "string", "Address of its page"))
    rows = []
    for loaded in records:
        cells = [loaded.id, *([loaded.label] if has_title else [])]
        if collection.has_pages:
            cells.append(address(page_uri(Node(collection.name, loaded.id))))
        rows.append((*cells, *_cells(site, specs, loaded.record)))
    columns += _columns(specs)
    yield Table(collection.name, collection.title, ("id",), tuple(columns), tuple(rows))
    owners: list[tuple[tuple[str, ...], Any]] = [
        ((loaded.id,), loaded.record) for loaded in records
    ]
    owner = (Column(collection.singular, "string", f"Id of the {collection.singular}", True),)
    whole = Table(collection.name, collection.title, ("id",), (), ())
    yield from _parts(site, whole, owner, specs, owners)


def _parts(
    site: Site,
    whole: Table,
    owner: tuple[Column, ...],
    specs: tuple[Spec, ...],
    owners: list[tuple[tuple[str, ...], Any]],
) -> Iterator[Table]:
    """Yield the tables of the fields that hold many things; *owner* are the columns of a key."""
    names = tuple(column.name for column in owner)
    for spec in specs:
        if spec.form in {"one", "several"}:
            continue
        number = Column(f"{spec.name}_no", "integer", "Position in the list, from 1", True)
        inner = specs_of(spec.record_type) if spec.record_type else ()
        key = (*owner, number)
        if spec.form == "mapping":
            key = (*owner, Column("language", "string", "Language tag (BCP 47)", True))
        own = tuple(_columns(inner)) if inner else (Column("text", "string", spec.description),)
        found = [
            ((*ids, step), part)
            for ids, record in owners
            for step, part in _steps(getattr(record, spec.attribute))
        ]
        if not found:
            continue
        table = Table(
            name=f"{whole.name}-{spec.name}",
            title=f"{whole.title}: {spec.name.replace('_', ' ')}",
            key=tuple(column.name for column in key),
            columns=(*key, *own),
            rows=tuple(
                (*ids, *(_cells(site, inner, part) if inner else (str(part),)))
                for ids, part in found
            ),
            foreign_keys=(ForeignKey(names, whole.name, whole.key),),
            is_main=False,
        )
        yield table
        if inner:
            yield from _parts(site, table, key, inner, found)


def _steps(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    else:
        yield from ((str(number), part) for number, part in enumerate(value or (), start=1))


def _columns(specs: tuple[Spec, ...]) -> list[Column]:
    return [
        column for spec in specs if spec.form in {"one", "several"} for column in columns_of(spec)
    ]


def _cells(site: Site, specs: tuple[Spec, ...], record: Any) -> tuple[str, ...]:
    return tuple(
        _cell(value)
        for spec in specs
        if spec.form in {"one", "several"}
        for value in values_of(spec, getattr(record, spec.attribute), site).values()
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(value)
    return " ".join(str(value).split())


def _works(site: Site, address: Address) -> Table:
    columns = (
        Column("citekey", "string", "Name of the work in citations", is_required=True),
        Column("page", "string", "Address of its page"),
        Column("kind", "string", "What it is"),
        Column("author", "string", f"Who wrote it, with “{SEPARATOR} ” between names"),
        Column("title", "string", "Its title"),
        Column("publisher", "string", "Who publishes it"),
        Column("date", "string", "When it appeared, as EDTF"),
        Column("date_earliest", "date", "The first day that date can mean"),
        Column("date_latest", "date", "The last day that date can mean"),
        Column("language", "string", "Language tag (BCP 47)"),
        Column("url", "string", "Address"),
        Column("doi", "string", "DOI"),
        Column("archive", "string", "Address of a copy in an archive"),
        Column("accessed", "string", "When it was read at its address, as EDTF"),
        Column("perspective", "string", "Who speaks", references="perspectives"),
        Column("perspective_label", "string", "The name of perspective"),
        Column("passages", "integer", "How many passages of the site cite it"),
    )
    rows = tuple(
        tuple(_cell(value) for value in _work(site, work, address).values())
        for work in site.works.values()
    )
    return Table(SOURCES, "Sources", ("citekey",), columns, rows)


def _work(site: Site, work: Work, address: Address) -> dict[str, Any]:
    earliest, latest = (work.date.earliest, work.date.latest) if work.date else (None, None)
    authors = [name.display() for name in work.authors if not name.is_others]
    return {
        "citekey": work.citekey,
        "page": address(page_uri(Node(SOURCES, work.citekey))),
        "kind": work.kind,
        "author": f"{SEPARATOR} ".join(authors) or None,
        "title": work.title or None,
        "publisher": work.publisher,
        "date": work.date.text if work.date else None,
        "date_earliest": earliest.isoformat() if earliest else None,
        "date_latest": latest.isoformat() if latest else None,
        "language": work.langid,
        "url": work.url,
        "doi": work.doi,
        "archive": work.archiveurl,
        "accessed": work.urldate.text if work.urldate else None,
        "perspective": work.perspective,
        "perspective_label": label_of(site, "perspectives", work.perspective)
        if work.perspective
        else None,
        "passages": len(site.passages[work.citekey]),
    }


def json_of(site: Site, name: str, address: Address = url_of) -> str:
    """Return the records of the collection *name* (or the works) as a JSON array; LF at the end.

    Names are those of the columns; what is a table of its own in CSV is a list or a mapping here.
    A number with decimals stays text, so that no digit is lost.
    """
    if name == SOURCES:
        records = [_work(site, work, address) for work in site.works.values()]
    else:
        collection = site.subject.by_name[name]
        records = [
            _record(site, collection, loaded, address) for loaded in site.records[name].values()
        ]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _record(site: Site, collection: Collection, loaded: Loaded, address: Address) -> dict[str, Any]:
    head: dict[str, Any] = {"id": loaded.id}
    if collection.key is not None:
        head["title"] = loaded.label
    if collection.has_pages:
        head["page"] = address(page_uri(Node(collection.name, loaded.id)))
    return head | _fields(site, specs_of(collection.record_type), loaded.record)


def _fields(site: Site, specs: tuple[Spec, ...], record: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for spec in specs:
        value = getattr(record, spec.attribute)
        if spec.form in {"one", "several"}:
            found |= values_of(spec, value, site)
        elif spec.form == "mapping":
            found[spec.name] = dict(value or {})
        elif spec.form == "texts":
            found[spec.name] = list(map(str, value or ()))
        else:
            inner = specs_of(spec.record_type)
            found[spec.name] = [_fields(site, inner, part) for part in value or ()]
    return found

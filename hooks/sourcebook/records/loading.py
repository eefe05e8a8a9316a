"""`load_records`: every record of a project, from data files and from the front matter of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from sourcebook.diagnostics import KEPT, Diagnostic, Location, Source, nearest, rules_rec
from sourcebook.formats.frontmatter import PageParts, split_page, unconvertible
from sourcebook.formats.yaml import load_yaml
from sourcebook.records.content import COLLECTIONS, PageFields
from sourcebook.records.declaration import DECLARATION
from sourcebook.records.problems import missing_field, unknown_field
from sourcebook.records.records import (
    Collection,
    Loaded,
    id_of_page,
    id_problem,
    load,
    validate,
)
from sourcebook.records.rows import load_rows


@dataclass(frozen=True, slots=True)
class LoadedPage:
    """What the front matter of a page says."""

    fields: PageFields
    """The defaults where the front matter cannot be read."""
    collection: Collection | None
    """The collection to which the page's folder gives it."""
    record: Loaded | None
    """Its record, if the page is one and it is sound."""
    broken: str | None = None
    """The id of the record that the page should hold and that is not sound."""


@dataclass(frozen=True, slots=True)
class LoadedRecords:
    """All records and page fields of a project."""

    by_collection: Mapping[str, Mapping[str, Loaded]]
    """By collection, each there even if empty, then by id in the order of the files."""
    broken: frozenset[tuple[str, str]]
    """Collection and id of records that exist but cannot be used: what refers to them must not
    be reported again."""
    pages: Mapping[str, PageFields]
    """By URI of the page (path below ``docs/``)."""


def load_records(
    pages: Mapping[str, Source],
    data: Mapping[str, Source],
    collections: Sequence[Collection] = COLLECTIONS,
) -> tuple[LoadedRecords, tuple[Diagnostic, ...]]:
    """Return the records in *pages* (by URI) and *data* files (by path), and every problem."""
    found: dict[str, dict[str, Loaded]] = {collection.name: {} for collection in collections}
    broken: set[tuple[str, str]] = set()
    problems: list[Diagnostic] = [*unclaimed_files(data, collections)]
    fields: dict[str, PageFields] = {}
    written: list[Loaded] = []
    for uri, source in pages.items():
        page, more = _load_page(source, tuple(collections))
        problems += more
        fields[uri] = page.fields
        if page.record:
            written.append(page.record)
        if page.collection and page.broken:
            broken.add((page.collection.name, page.broken))
    problems += repeated_ids(written, collections)
    for record in written:
        found[record.collection].setdefault(record.id, record)
    for collection in collections:
        if collection.file is not None and collection.file in data:
            source = data[collection.file]
            records, ids, more = _load_file(collection, source)
            problems += more
            found[collection.name] |= {record.id: record for record in records}
            broken |= {(collection.name, id) for id in ids}
    return LoadedRecords(found, frozenset(broken), fields), tuple(problems)


@lru_cache(maxsize=KEPT)
def _load_page(
    source: Source, collections: tuple[Collection, ...]
) -> tuple[LoadedPage, tuple[Diagnostic, ...]]:
    return load_page(source, split_page(source)[0], collections)


@lru_cache(maxsize=64)
def _load_file(
    collection: Collection, source: Source
) -> tuple[tuple[Loaded, ...], frozenset[str], tuple[Diagnostic, ...]]:
    if collection.key_fields:
        return load_rows(collection, source)
    located, problems = load_yaml(source)
    records, broken, more = load(collection, source, located)
    return records, broken, (*problems, *more)


def load_page(
    source: Source, parts: PageParts, collections: Sequence[Collection] = COLLECTIONS
) -> tuple[LoadedPage, tuple[Diagnostic, ...]]:
    """Return the fields and the record of the page *source*, and every problem in them.

    *parts* is the page as `split_page` cuts it. Fields and record stand apart: a mistake in one
    does not spoil the other.
    """
    collection = next((found for found in collections if found.holds(source.path)), None)
    id = id_of_page(source.path) if collection else None
    if parts.is_broken:
        return LoadedPage(PageFields(), collection, None, id), ()
    problems = [*_misplaced(source, parts, collection, collections)]
    fields, more = _fields(parts, collections)
    problems += more
    record = None
    if collection:
        record, more = _record(source, parts, collection, fields, collections)
        problems += more
    if parts.front_matter:
        # One mistake, one diagnostic: a date that is wrong as a record's date says so already.
        reported = {problem.location for problem in problems}
        found = unconvertible(parts.front_matter)
        problems += [problem for problem in found if problem.location not in reported]
    page = LoadedPage(fields or PageFields(), collection, record, None if record else id)
    return page, tuple(problems)


def repeated_ids(
    records: Iterable[Loaded], collections: Sequence[Collection] = COLLECTIONS
) -> Iterator[Diagnostic]:
    """Yield a problem for every record whose id another page of its collection already has."""
    singular = {collection.name: collection.singular for collection in collections}
    first: dict[tuple[str, str], Loaded] = {}
    for record in records:
        earlier = first.setdefault((record.collection, record.id), record)
        if earlier is not record:
            yield rules_rec.DUPLICATE_ID.at(
                record.location(),
                related=((earlier.location(), "the first page with this id"),),
                singular=singular[record.collection],
                id=record.id,
            )


def unclaimed_files(
    paths: Iterable[str], collections: Sequence[Collection] = COLLECTIONS
) -> Iterator[Diagnostic]:
    """Yield a problem for every data file among *paths* that belongs to no collection."""
    files = [DECLARATION, *(found.file for found in collections if found.file)]
    stems = {PurePosixPath(file).stem: file for file in files}
    for path in paths:
        if path not in stems.values():
            close = nearest(PurePosixPath(path).stem, stems)
            yield rules_rec.FILE_WITHOUT_COLLECTION.at(
                Location(path), path=path, nearest=stems[close] if close else None
            )


def _fields(
    parts: PageParts, collections: Sequence[Collection]
) -> tuple[PageFields | None, tuple[Diagnostic, ...]]:
    """Return the front matter without the keys of records."""
    located = parts.front_matter
    if located is None or not isinstance(located.value, dict):
        return PageFields(), ()
    keys, known = _known_fields(collections)
    own = {
        name: value
        for name, value in located.value.items()
        if name in known - keys and not located.is_broken((name,))
    }
    unknown = [
        unknown_field(known, name, located.key_location((name,)))
        for name in located.value
        if name not in known
    ]
    fields, problems = validate(PageFields, own, located, ())
    return fields, (*unknown, *problems)


def _known_fields(collections: Sequence[Collection]) -> tuple[set[str], set[str]]:
    """Return the keys of records, and all fields that front matter can have."""
    keys = {collection.key for collection in collections if collection.key}
    return keys, {*PageFields.model_fields, *keys}


def _record(
    source: Source,
    parts: PageParts,
    collection: Collection,
    fields: PageFields | None,
    collections: Sequence[Collection],
) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    located, key = parts.front_matter, collection.key or ""
    id = id_of_page(source.path)
    if problem := id_problem(id, Location(source.path)):
        return None, (problem,)
    if located is None or not isinstance(located.value, dict) or key not in located.value:
        at = located.key_location(()) if located else Location(source.path)
        return None, (
            rules_rec.PAGE_WITHOUT_RECORD.at(
                at, folder=collection.folder, singular=collection.singular, key=key
            ),
        )
    if located.is_broken((key,)):
        return None, ()
    record, problems = validate(collection.record_type, located.value[key], located, (key,))
    _, known = _known_fields(collections)
    misspelt = {nearest(name, known) for name in located.value if name not in known}
    has_title = located.value.get("title") is not None or located.is_broken(("title",))
    if not has_title and "title" not in misspelt:
        at = located.location(("title",))
        problems = (*problems, missing_field("title", "the title of the page", at))
    if record is None:
        return None, problems
    title = (fields.title if fields else None) or id
    uri = source.path.removeprefix("docs/")
    loaded = Loaded(collection.name, id, title, record, located, (key,), source, uri)
    return loaded, problems


def _misplaced(
    source: Source,
    parts: PageParts,
    collection: Collection | None,
    collections: Sequence[Collection],
) -> Iterator[Diagnostic]:
    """Yield a problem for every key of a record that belongs into another folder."""
    located = parts.front_matter
    if located is None or not isinstance(located.value, dict):
        return
    for other in collections:
        if other is not collection and other.key and other.key in located.value:
            yield rules_rec.MISPLACED_RECORD.at(
                located.key_location((other.key,)),
                key=other.key,
                singular=other.singular,
                folder=other.folder,
            )

"""`Collection`, `Loaded`, `load`: typed records from data files and front matter.

A collection is declared once, in `content`: a strict pydantic type with documented fields. From
the declaration follow loading, problems with line and column, the JSON Schema, the edges of the
graph and the texts that may hold citations. Pydantic's door, with `fields` and `content`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError

from sourcebook.diagnostics import Diagnostic, Location, Source, rules_rec
from sourcebook.formats.yaml import Located, Path
from sourcebook.records import shapes
from sourcebook.records.declaration import DeclaredList, DeclaredViews
from sourcebook.records.fields import Record
from sourcebook.records.problems import bad_id, problems_of
from sourcebook.records.shapes import Citekey, Field, Markdown, roles_of, shape_of_record

RESERVED_ID = "index"
"""The name of the page that lists a collection."""

_ID = re.compile(shapes.ID_PATTERN)
_LINE_WITH_KEY = re.compile(r"^([a-z0-9][a-z0-9-]{0,79})[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """A named set of records of one type, in one data file or one folder of pages.

    One is like another only if it is the same: it names what is kept of files that were read.
    """

    name: str
    """As in record links, ``people``."""
    record_type: type[Record]
    title: str
    """Of its index, “People”."""
    singular: str
    """In messages, “person”."""
    label: str
    """The field that names a record to readers; ``title`` is the page's."""
    file: str | None = None
    """``data/people.yml``: a mapping from id to record, or ``.csv``: a record a row. Either this
    or *folder* and *key*."""
    folder: str | None = None
    """``docs/voyages``: one page a record, whose id is the stem of the file."""
    key: str | None = None
    """The field of the front matter that holds the record, ``voyage``."""
    key_fields: tuple[str, ...] = ()
    """In a file of rows (``.csv``), the fields that name a record together."""
    has_pages: bool = True
    """Each record has a public page, and the collection an index."""
    plural: str = ""
    """In running text, “people”; the title in small letters without it."""
    counted: str = ""
    """One of them where they are counted, “voyage or journey”; *singular* without it."""
    counted_plural: str = ""
    description: str = ""
    """The sentence below the title of its index."""
    type: str = ""
    """What its records are to schema.org, or ""."""
    listing: DeclaredList = field(default_factory=DeclaredList)
    views: DeclaredViews = field(default_factory=DeclaredViews)
    is_declared: bool = False
    """By the site, and not the engine's own."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """What a record holds, by the names in the files."""
        return shape_of_record(self.record_type).fields

    def field_of(self, role: str) -> Field | None:
        """Return the field that plays *role*, if one does."""
        return roles_of(self.record_type).get(role)

    def value_of(self, record: Record, role: str) -> Any:
        """Return what *record* holds in the field of *role*; ``None`` where no field plays it."""
        field = self.field_of(role)
        return field.value_of(record) if field is not None else None

    def ids_of(self, record: Record, role: str) -> tuple[str, ...]:
        """Return the ids that *record* holds in the field of *role*."""
        field = self.field_of(role)
        return field.ids_of(record) if field is not None else ()

    def says(self, record: Record, role: str) -> str:
        """Return the choice of *record* in the field of *role*, "" where it is the default."""
        field = self.field_of(role)
        value = field.value_of(record) if field is not None else None
        return value if field is not None and value and value != field.default else ""

    def count(self, number: int) -> str:
        """Return “1 voyage or journey”, “3 voyages and journeys”: in headings, where room is."""
        one, several = self.counted or self.singular, self.counted_plural or self.many
        return f"{number:,} {one if number == 1 else several}"

    def plain_count(self, number: int) -> str:
        """Return “1 voyage”, “3 voyages”."""
        return f"{number:,} {self.singular if number == 1 else self.many}"

    @property
    def many(self) -> str:
        """Several of them, in running text."""
        return self.plural or self.title.lower()

    def holds(self, path: str) -> bool:
        """Return whether the page at *path* (``docs/voyages/x.md``) is a record of this one."""
        name = path.rpartition("/")[2].lower()
        return (
            self.folder is not None
            and path.startswith(f"{self.folder}/")
            and name not in ("index.md", "readme.md")
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record and where it stands."""

    collection: str
    id: str
    label: str
    record: Record
    located: Located = field(repr=False)
    prefix: Path
    """The path of the record in *located*: its id, or the key of the front matter."""
    source: Source = field(repr=False)
    page_uri: str | None = None
    """``voyages/belgica-1897.md`` for the record of a page, relative to ``docs/``."""

    def location(self, path: Path = ()) -> Location:
        """Return the place of the field at *path*, of the record's key for the record."""
        if not path:
            return self.located.key_location(self.prefix)
        return self.located.location((*self.prefix, *path))


@dataclass(frozen=True, slots=True)
class Pointer:
    """A field that holds the id of a record of another collection, or of the same."""

    path: Path
    relation: str
    """The outermost field: ``members`` for the person of a member."""
    collection: str
    id: str
    location: Location


@dataclass(frozen=True, slots=True)
class MarkdownField:
    """A text that may hold citations and record links."""

    path: Path
    text: str
    start: int | None
    """The offset in the file of its first character, if the file holds it letter for letter."""
    location: Location


def load(
    collection: Collection, source: Source, located: Located | None
) -> tuple[tuple[Loaded, ...], frozenset[str], tuple[Diagnostic, ...]]:
    """Return the records of the data file *source*, the ids that are broken, and all problems.

    *located* is the file read as YAML, ``None`` where that failed. A broken id exists but has no
    record: what refers to it must not be reported again. In a file that is no YAML every line
    that begins like a record counts as one. The order is that of the file.
    """
    if located is None:
        return (), frozenset(_LINE_WITH_KEY.findall(source.text)), ()
    if located.value is None:
        return (), frozenset(), ()
    if not isinstance(located.value, Mapping):
        at = Location(source.path)
        return (), frozenset(), (rules_rec.NOT_RECORDS.at(at, plural=collection.title.lower()),)
    loaded: list[Loaded] = []
    broken: set[str] = set()
    diagnostics: list[Diagnostic] = []
    for id, value in located.value.items():
        if problem := id_problem(id, located.key_location((id,))):
            diagnostics.append(problem)
            broken.add(id)
            continue
        if located.is_broken((id,)):
            # The YAML reader left something out and said so.
            broken.add(id)
            continue
        record, problems = validate(collection.record_type, value, located, (id,))
        diagnostics += problems
        if record is None:
            broken.add(id)
        else:
            label = getattr(record, collection.label)
            loaded.append(Loaded(collection.name, id, label, record, located, (id,), source))
    return tuple(loaded), frozenset(broken), tuple(diagnostics)


RecordT = TypeVar("RecordT", bound=Record)


def validate(
    record_type: type[RecordT], value: object, located: Located, prefix: Path
) -> tuple[RecordT | None, tuple[Diagnostic, ...]]:
    """Return *value* as a record of *record_type*, or ``None`` and every problem with its place."""
    try:
        return record_type.model_validate(value), ()
    except ValidationError as error:
        shape = shape_of_record(record_type)
        return None, problems_of(error.errors(include_url=False), shape, located, prefix)


def id_problem(id: str, at: Location) -> Diagnostic | None:
    """Return what is wrong with *id* as the id of a new record."""
    if id == RESERVED_ID:
        return rules_rec.RESERVED_ID.at(at, id=id)
    if _ID.fullmatch(id) and len(id) <= shapes.LONGEST_ID:
        return None
    return bad_id(id, at)


def id_of_page(path: str) -> str:
    """Return the id of the record whose page is *path*: ``docs/voyages/x.md`` is ``x``."""
    return PurePosixPath(path).stem


def references_of(loaded: Loaded) -> Iterator[Pointer]:
    """Yield every field of the record that names another record."""
    for path, text, marker in _marked(loaded, shapes.Reference):
        at = loaded.location(path)
        yield Pointer(path, str(path[0]), marker.collection, text, at)


def texts_of(loaded: Loaded) -> Iterator[MarkdownField]:
    """Yield every Markdown text of the record."""
    for path, text, _ in _marked(loaded, Markdown):
        span = loaded.located.scalar_span((*loaded.prefix, *path))
        yield MarkdownField(path, text, span and span[0], loaded.location(path))


def citekeys_of(loaded: Loaded) -> Iterator[tuple[Path, str, Location]]:
    """Yield the path, text and place of every citekey in a field of the record."""
    for path, text, _ in _marked(loaded, Citekey):
        yield path, text, loaded.location(path)


def _marked(
    loaded: Loaded, kind: type[shapes.MarkerT]
) -> Iterator[tuple[Path, str, shapes.MarkerT]]:
    return shapes.marked(shape_of_record(type(loaded.record)), loaded.record, kind)

"""`searches_of`: what the search knows of a page beside its text: its kind, filters and names.

A page is found by every name of its record, in any script, and a record of the site also by every
name of who took part and where it was; results are narrowed by what is told here. Plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.labels import sentence_case
from sourcebook.records.content import Agreement, Person, Place
from sourcebook.records.fields import Record
from sourcebook.records.records import Collection
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri
from sourcebook.works.works import Work

_TYPES: Mapping[str, str] = {
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "agreement": "Agreement",
    "series": "Figure",
    "source": "Source",
    "index": "",
    "home": "",
}
"""Kind of a page → its type as readers see it; "" has none. Any other page is “About”."""

UNSEARCHED = frozenset({"filter", "ledger", "moved", "removed", "search"})
"""Kinds of pages that are not found: lists of what has its own page, and what is gone."""


_WEIGHTS: Mapping[str, int] = {
    "topic": 10,
    "event": 9,
    "agreement": 8,
    "series": 8,
    "person": 8,
    "organisation": 7,
    "place": 7,
    "index": 5,
    "source": 4,
    "home": 3,
}
"""What a page is → how much of an answer it is, among pages that hold the words alike."""

_OTHER = 6
"""Any other page: about the site, or of a record without a time."""

_AROUND = ("people", "organisations", "places")
_NOT_ITS_PLACE = frozenset({"succeeded_by"})


@dataclass(frozen=True, slots=True)
class Search:
    """What the search knows of one page. Nothing in it is markup."""

    weight: int
    """The higher, the more of an answer it is."""
    date: str
    """As displayed, or ""."""
    names: tuple[str, ...]
    """All names of what the page is about; what it is called comes before what tells of it."""
    around: tuple[str, ...]
    """All names of who took part and where it was; who wrote and published a work."""
    filters: tuple[tuple[str, str], ...]
    """Pairs of filter and value; a filter may have several values."""


def searches_of(site: Site, pages: Mapping[str, Rendered]) -> dict[str, Search]:
    """Return what the search knows of every page of *pages* that it finds, by URI."""
    works = {page_uri(Node(SOURCES, citekey)): work for citekey, work in site.works.items()}
    return {
        uri: _search(site, rendered, works.get(uri))
        for uri, rendered in pages.items()
        if rendered.kind not in UNSEARCHED
    }


def _search(site: Site, rendered: Rendered, work: Work | None) -> Search:
    page = rendered.page
    record = page.record.record if page and page.record else None
    collection = site.collection_of(page.node) if page else None
    type_ = _TYPES.get(rendered.kind, "About")
    if collection is not None and collection.is_declared:
        type_ = sentence_case(collection.singular)
    date: Edtf | None = None
    found: Iterable[tuple[str, str]] = ()
    around: Iterable[str] = ()
    if work is not None:
        date, found = work.date, _of_work(site, work)
        around = [*(name.display() for name in work.authors), work.publisher or "", work.citekey]
    elif record is not None and collection is not None and page is not None:
        date = collection.value_of(record, "when")
        found = _of_record(site, page.node, collection, record)
        around = _names_around(site, collection, record)
    if isinstance(record, Agreement) and record.history:
        date = record.history[0].dates
    if rendered.kind == "person":
        found = [*found, ("person", rendered.title)]
    filters = [("type", type_), *found, *(("year", year) for year in _years(date))]
    return Search(
        weight=_weight(site, rendered, collection),
        date=date.display() if date is not None else "",
        names=tuple(dict.fromkeys(_names(site, collection, record))),
        around=tuple(dict.fromkeys(filter(None, around))),
        filters=tuple(dict.fromkeys((name, value) for name, value in filters if value)),
    )


def _of_record(
    site: Site, node: Node, collection: Collection, record: Record
) -> Iterator[tuple[str, str]]:
    """Yield the filters of a record: its topics, who took part, its sides and countries."""
    if topic := collection.field_of("topic"):
        kind = site.subject.by_name[topic.names]
        for id in topic.ids_of(record):
            yield kind.singular, site.short(Node(kind.name, id))
    if collection in site.subject.topics:
        yield collection.singular, site.short(node)
    places = [node.id] if node.collection == "places" else []
    for name, field in collection.fields.items():
        if collection.is_declared and field.names == "people":
            for id in field.ids_of(record):
                yield "person", site.label(Node("people", id))
        if field.names == "places" and name not in _NOT_ITS_PLACE:
            places += field.ids_of(record)
    start = collection.field_of("from")
    for id in start.ids_of(record) if start else ():
        yield "side", f"{start.label if start else ''} {site.label(Node('places', site.side(id)))}"
    for id in places:
        for country in _country(site, id):
            yield "country", country


def _of_work(site: Site, work: Work) -> Iterator[tuple[str, str]]:
    if work.perspective:
        yield "side", site.label(Node("perspectives", work.perspective))
        loaded = site.record(Node("perspectives", work.perspective))
        for country in _country(site, getattr(loaded.record, "side", None) if loaded else None):
            yield "country", country


def _names_around(site: Site, collection: Collection, record: Record) -> Iterator[str]:
    """Yield the names of who took part in a record of the site and where it was."""
    for name in _AROUND if collection.is_declared else ():
        for field in collection.fields.values():
            for id in field.ids_of(record) if field.names == name else ():
                loaded = site.record(Node(name, id))
                if loaded is not None:
                    yield from _names(site, site.subject.by_name[name], loaded.record)


def _weight(site: Site, rendered: Rendered, collection: Collection | None) -> int:
    """Return how much of an answer a page is by the role of its kind, and who wrote it."""
    what = rendered.kind
    if collection in site.subject.topics:
        what = "topic"
    elif collection in site.subject.dated:
        what = "event"
    is_written = rendered.page is not None and rendered.page.body is not None
    return _WEIGHTS.get(what, _OTHER) * 2 + is_written


def _names(site: Site, collection: Collection | None, record: Record | None) -> Iterator[str]:
    """Yield every name of *record*; one of the site may have none but its title."""
    name = collection.value_of(record, "name") if record and collection else None
    name = name or getattr(record, "name", None)
    if name:
        yield name
    short = getattr(record, "short", None)
    if short:
        yield short
    yield from getattr(record, "names", {}).values()
    yield from getattr(record, "variants", ())
    # Readers know a person by what the record is sorted by: “Bhutto, Zulfikar Ali”.
    family, comma, _ = (getattr(record, "sort_name", None) or "").partition(",")
    if comma:
        yield family
    if isinstance(record, Person):
        yield from (site.label(Node("offices", held.office)) for held in record.offices)


def _country(site: Site, place: str | None) -> Iterator[str]:
    """Yield the name of the country that *place* is or lies in, if it is known."""
    loaded = site.record(Node("places", place)) if place else None
    if place is None or loaded is None or not isinstance(loaded.record, Place):
        return
    if loaded.record.kind == "country":
        yield site.label(Node("places", place))
    elif loaded.record.country:
        yield site.label(Node("places", loaded.record.country))


def _years(date: Edtf | None) -> Iterator[str]:
    """Yield the years in which *date* begins and ends, where they are known."""
    for part in date.parts if date is not None else ():
        if part.precision not in ("decade", "century"):
            yield part.in_years

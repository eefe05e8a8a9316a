"""`searches_of`: what the search knows of a page beside its text: its kind, filters and names.

A page is found by every name of its record, in any script, and a visit also by every name of who
took part and where it was; results are narrowed by what is told here. Plain text throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.frame.edition import Rendered
from sourcebook.records.content import Agreement, Organisation, Person, Place, Sector, Series, Visit
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri
from sourcebook.works.works import Work

TYPES: Mapping[str, str] = {
    "visit": "Visit",
    "sector": "Sector",
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "agreement": "Agreement",
    "series": "Figure",
    "figure": "Figure",
    "source": "Source",
    "index": "",
    "home": "",
}
"""Kind of a page → its type as readers see it; "" has none. Any other page is “About”."""

UNSEARCHED = frozenset({"filter", "ledger", "moved", "removed", "search"})
"""Kinds of pages that are not found: lists of what has its own page, and what is gone."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the search knows of one page. Nothing in it is markup."""

    type: str
    date: str
    """As displayed, or ""."""
    names: tuple[str, ...]
    """All names of what the page is about; what it is called comes before what tells of it."""
    around: tuple[str, ...]
    """All names of who took part in a visit and where it was; who wrote and published a work."""
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
    type_ = TYPES.get(rendered.kind, "About")
    date: Edtf | None = None
    found: Iterable[tuple[str, str]] = ()
    around: Iterable[str] = ()
    if work is not None:
        date, found = work.date, _of_work(site, work)
        around = [*(name.display() for name in work.authors), work.publisher or "", work.citekey]
    match record:
        case Visit():
            date, found = record.dates, _of_visit(site, record)
            around = _names_around(site, record)
        case Agreement():
            date = record.history[0].dates if record.history else None
            found = _of_agreement(site, record)
        case Series():
            found = [
                *(("sector", _sector(site, id)) for id in record.sectors),
                *(("country", country) for id in record.places for country in _country(site, id)),
            ]
        case Person() | Organisation():
            found = [("country", name) for name in _country(site, record.country)]
        case Place():
            id = page.node.id if page else None
            found = [("country", name) for name in _country(site, id)]
        case Sector():
            found = [("sector", record.label)]
    if rendered.kind == "person":
        found = [*found, ("person", rendered.title)]
    filters = [("type", type_), *found, *(("year", year) for year in _years(date))]
    return Search(
        type=type_,
        date=date.display() if date is not None else "",
        names=tuple(dict.fromkeys(_names(record))),
        around=tuple(dict.fromkeys(filter(None, around))),
        filters=tuple(dict.fromkeys((name, value) for name, value in filters if value)),
    )


def _of_visit(site: Site, visit: Visit) -> Iterator[tuple[str, str]]:
    for id in visit.sectors:
        yield "sector", _sector(site, id)
    for participant in (*visit.visitors, *visit.hosts):
        yield "person", site.label(Node("people", participant.person))
    yield "side", f"Visitors from {site.label(Node('places', site.side(visit.from_)))}"
    for id in (visit.from_, visit.to, *visit.places):
        for country in _country(site, id):
            yield "country", country


def _of_agreement(site: Site, agreement: Agreement) -> Iterator[tuple[str, str]]:
    for id in agreement.sectors:
        yield "sector", _sector(site, id)
    for id in agreement.states:
        for country in _country(site, id):
            yield "country", country


def _of_work(site: Site, work: Work) -> Iterator[tuple[str, str]]:
    if work.perspective:
        yield "side", site.label(Node("perspectives", work.perspective))
        loaded = site.record(Node("perspectives", work.perspective))
        for country in _country(site, getattr(loaded.record, "side", None) if loaded else None):
            yield "country", country


def _names_around(site: Site, visit: Visit) -> Iterator[str]:
    """Yield the names of who took part in *visit* and where it was."""
    people = [one.person for one in (*visit.visitors, *visit.hosts)]
    for collection, ids in (
        ("people", people),
        ("organisations", visit.organisations),
        ("places", (visit.from_, visit.to, *visit.places)),
    ):
        for id in ids:
            loaded = site.record(Node(collection, id))
            if loaded is not None:
                yield from _names(loaded.record)


def _names(record: object) -> Iterator[str]:
    """Yield every name of *record*; a visit and a sector have none but their titles."""
    name = getattr(record, "name", None)
    if name:
        yield name
    short = getattr(record, "short", None)
    if short:
        yield short
    yield from getattr(record, "names", {}).values()
    yield from getattr(record, "variants", ())


def _sector(site: Site, id: str) -> str:
    loaded = site.record(Node("sectors", id))
    return loaded.record.label if loaded and isinstance(loaded.record, Sector) else ""


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

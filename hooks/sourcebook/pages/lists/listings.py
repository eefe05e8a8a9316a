"""`listing_of`: what a directive puts on a page: the lists and drawings of a site.

Each function of the table takes the edition, the URI of the page and its slots, and returns
Markdown; what is not plain structure stands in a slot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sourcebook.pages.evidence.differences import conflicts_listing
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Count
from sourcebook.pages.kinds.agreements import agreements_listing
from sourcebook.pages.lists import views
from sourcebook.pages.lists.figure_index import figures_listing, series_listing
from sourcebook.pages.lists.name_index import (
    organisations_listing,
    people_listing,
    places_listing,
)
from sourcebook.pages.lists.record_index import index_uri, records_listing
from sourcebook.pages.lists.source_index import sources_listing
from sourcebook.records.records import Collection

Listing = Callable[[Edition, str, Slots], str]
"""Takes the edition, the URI of the page and its slots; returns Markdown."""


def counts(edition: Edition, page: str, slots: Slots) -> str:
    """The numbers of records, works, passages and more, each a link."""
    site = edition.site
    sizes = {name: len(records) for name, records in site.records.items()}
    subject = site.subject
    numbers = [
        *((sizes[one.name], one.singular, one.many, one.name) for one in subject.declared),
        (sizes["people"], "person", "people", "people"),
        (len(site.works), "work", "works", "sources"),
        (sum(map(len, site.passages.values())), "passage", "passages", "sources"),
        (sizes["agreements"], "agreement", "agreements", "agreements"),
        (sizes["observations"], "figure", "figures", "series"),
        (sum(map(len, edition.conflicts.values())), "difference", "differences", "conflicts"),
    ]
    made = [
        Count(number, one if number == 1 else several, href(page, index_uri(name)))
        for number, one, several, name in numbers
        if number
    ]
    return slots.block(render("counts", counts=made))


_OF_EVENTS: Mapping[str, Callable[[Edition, str, Slots, Collection], str]] = {
    "latest": views.latest,
    "timeline": views.timeline,
    "map": views.map_view,
    "matrix": views.matrix,
    "decades": views.decades,
}
"""Those of a collection whose records have a time: the one that is named, or the first."""

DIRECTIVES: Mapping[str, Listing] = {
    "agreements": agreements_listing,
    "series": series_listing,
    "people": people_listing,
    "organisations": organisations_listing,
    "places": places_listing,
    "sources": sources_listing,
    "figures": figures_listing,
    "conflicts": conflicts_listing,
    "counts": counts,
}


def listing_of(edition: Edition, name: str, arguments: tuple[str, ...] = ()) -> Listing | None:
    """Return what the directive *name* lists; ``None`` for one that lists nothing here.

    `references` is placed by the page itself.
    """
    subject = edition.site.subject
    if name in _OF_EVENTS:
        dated = {one.name: one for one in subject.dated}
        chosen = dated.get(arguments[0]) if arguments else next(iter(dated.values()), None)
        if chosen is None:
            return None
        view = _OF_EVENTS[name]
        return lambda edition, page, slots: view(edition, page, slots, chosen)
    collection = subject.by_name.get(name)
    if collection is not None and collection.is_declared:
        return lambda edition, page, slots: records_listing(edition, page, slots, collection)
    return DIRECTIVES.get(name)

"""`publish`: the Site becomes all its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from sourcebook.citeproc import Formatted
from sourcebook.pages.compose import compose
from sourcebook.pages.evidence.ledger import ledger_index, ledger_page
from sourcebook.pages.evidence.shares import evidence_page
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.memory import Memory
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.kinds.sources import source_page
from sourcebook.pages.lists.listings import DIRECTIVES, visits_table
from sourcebook.pages.lists.rules import RULES_URI, rules_page
from sourcebook.pages.lists.search_page import SEARCH_URI, search_page
from sourcebook.pages.lists.source_index import source_filter_pages
from sourcebook.pages.lists.visit_index import visit_filter_pages
from sourcebook.settings import DisplayMode
from sourcebook.site.model import Site

Made = TypeVar("Made")

NOTHING_YET = "Nothing is listed here yet.\n{: .sb-note }\n"
"""An index of a site that has just begun."""

INDEXES: Mapping[str, tuple[str, str, str]] = {
    # URI: (directive, title, description)
    "visits/index.md": (
        "visits",
        "Visits",
        "Every visit and meeting in order of time, by decade.",
    ),
    "sectors/index.md": (
        "sectors",
        "Sectors",
        "The sectors of cooperation, and the visits that touched them.",
    ),
    "agreements/index.md": (
        "agreements",
        "Agreements",
        "What was agreed and what became of it: the last state that a work proves, and its age.",
    ),
    "series/index.md": (
        "series",
        "Figures",
        "Every series of figures, each value with the work that states it.",
    ),
    "conflicts/index.md": (
        "conflicts",
        "Where sources differ",
        "Everything that works say differently, the versions side by side with their works.",
    ),
    "people/index.md": (
        "people",
        "People",
        "Everyone named, by country, with the office last attested and where they appear.",
    ),
    "organisations/index.md": (
        "organisations",
        "Organisations",
        "Every organisation named, by kind, and where it appears.",
    ),
    "places/index.md": ("places", "Places", "Every place named, and the visits there."),
    "sources/index.md": (
        "sources",
        "Sources",
        "Every work cited, by who speaks, and how many passages rest on it.",
    ),
    "timeline.md": (
        "timeline",
        "Timeline",
        "The visits on one line of years, and the same as a table.",
    ),
    "map/index.md": (
        "map",
        "Map",
        "The places of the visits on a map, and the same as a table.",
    ),
    "matrix.md": ("matrix", "Visits and sectors", "Which visit touched which sector."),
}
"""Pages that list what is in the site. A written page at the same place is shown instead."""


def publish(
    site: Site, formatted: Formatted, mode: DisplayMode, memory: Memory | None = None
) -> dict[str, Rendered]:
    """Return every page of the site by URI: written pages first, then generated ones.

    What *memory* has of the last time, and would be made the same, is taken from there.
    """
    edition = Edition(site, formatted, mode)
    if memory is not None:
        edition = memory.begin(edition)

    def made(name: str, maker: Callable[..., Made], *of: object) -> Made:
        maker = partial(maker, edition, *of)
        return memory.make((name, *of), maker) if memory is not None else maker()

    pages = {uri: made("written", _composed, uri) for uri in site.pages}
    for citekey in site.works:
        page = made("source", source_page, citekey)
        pages[page.uri] = page
    for page in (*made("sources", _source_filters), *made("visits", _visit_filters)):
        pages.setdefault(page.uri, page)
    for uri in INDEXES:
        if uri not in pages:
            pages[uri] = made("index", _index, uri)
    ledger = (made("ledger", ledger_page, uri) for uri in site.ledger.by_page)
    for page in (made("evidence", evidence_page), made("ledgers", ledger_index), *ledger):
        pages.setdefault(page.uri, page)
    if RULES_URI not in pages:
        pages[RULES_URI] = rules_page()
    if SEARCH_URI not in pages:
        pages[SEARCH_URI] = search_page(pages)
    return pages


def _composed(edition: Edition, uri: str) -> Rendered:
    return compose(edition, edition.site.pages[uri])


def _source_filters(edition: Edition) -> tuple[Rendered, ...]:
    return tuple(source_filter_pages(edition))


def _visit_filters(edition: Edition) -> tuple[Rendered, ...]:
    return tuple(visit_filter_pages(edition))


def _index(edition: Edition, uri: str) -> Rendered:
    directive, title, description = INDEXES[uri]
    slots = Slots(uri)
    listing = DIRECTIVES[directive](edition, uri, slots) or NOTHING_YET
    if directive == "timeline":
        listing += visits_table(edition, uri, slots)
    return Rendered(
        uri=uri,
        title=title,
        description=description,
        markdown=f"{heading(1, title)}{description}\n{{: .sb-deck }}\n\n{listing}",
        slots=slots.made(),
        kind="index",
        section=uri,
    )

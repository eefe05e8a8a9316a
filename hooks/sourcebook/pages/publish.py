"""`publish`: the Site becomes all its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from sourcebook.citeproc import Formatted
from sourcebook.pages.compose import compose
from sourcebook.pages.edition import Edition, Rendered
from sourcebook.pages.evidence import EVIDENCE, LEDGER_INDEX, evidence_page, ledger_uri
from sourcebook.pages.facets import Facet
from sourcebook.pages.ledger import ledger_index, ledger_page
from sourcebook.pages.listings import DIRECTIVES, visits_table
from sourcebook.pages.markdown import heading
from sourcebook.pages.memory import Memory
from sourcebook.pages.rules import RULES_URI, rules_page
from sourcebook.pages.search_page import SEARCH_URI, search_page
from sourcebook.pages.slots import Slots
from sourcebook.pages.source_facets import source_facets
from sourcebook.pages.source_index import source_list_page, source_list_places
from sourcebook.pages.sources import source_page
from sourcebook.pages.visit_index import (
    VisitLists,
    visit_list_page,
    visit_list_places,
    visit_lists,
)
from sourcebook.settings import DisplayMode
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri

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
    facets = {"all": source_facets(edition) if site.works else ()}
    lists = {"all": visit_lists(edition)}
    shown: Mapping[str, tuple[Facet, ...]] = facets
    shown_lists: Mapping[str, VisitLists] = lists
    if memory is not None:
        edition = memory.begin(edition)
        shown = memory.noting("facets", facets)
        shown_lists = memory.noting("lists", lists)

    def made(kind: str, uri: str, maker: Callable[..., Rendered], *of: object) -> Rendered:
        maker = partial(maker, edition, *of)
        return memory.make((kind, uri), maker) if memory is not None else maker()

    pages = {uri: made("written", uri, _composed, uri) for uri in site.pages}
    for citekey in site.works:
        uri = page_uri(Node(SOURCES, citekey))
        pages[uri] = made("source", uri, source_page, citekey)
    others: list[tuple[str, Callable[..., Rendered], tuple[object, ...]]] = [
        *((uri, _source_list, (shown, at)) for uri, at in source_list_places(facets["all"])),
        *((uri, _visit_list, (shown_lists, at)) for uri, at in visit_list_places(lists["all"])),
        *((uri, _index, (uri,)) for uri in INDEXES),
        (EVIDENCE, evidence_page, ()),
        (LEDGER_INDEX, ledger_index, ()),
        *((ledger_uri(page), ledger_page, (page,)) for page in site.ledger.by_page),
    ]
    for uri, maker, of in others:
        if uri not in pages:
            pages[uri] = made("other", uri, maker, *of)
    if RULES_URI not in pages:
        pages[RULES_URI] = rules_page()
    if SEARCH_URI not in pages:
        pages[SEARCH_URI] = search_page(pages)
    return pages


def _composed(edition: Edition, uri: str) -> Rendered:
    return compose(edition, edition.site.pages[uri])


def _source_list(
    edition: Edition, facets: Mapping[str, tuple[Facet, ...]], place: tuple[int, int | None]
) -> Rendered:
    return source_list_page(edition, facets["all"], place)


def _visit_list(
    edition: Edition, lists: Mapping[str, VisitLists], place: tuple[str, ...]
) -> Rendered:
    return visit_list_page(edition, lists["all"], place)


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

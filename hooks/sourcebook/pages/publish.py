"""`publish`: the Site becomes all its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sourcebook.citeproc import Formatted
from sourcebook.pages.compose import compose
from sourcebook.pages.evidence.ledger import ledger_index, ledger_page
from sourcebook.pages.evidence.shares import evidence_page
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.horizon import with_horizon
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.memory import Memory
from sourcebook.pages.frame.parts import part_pages
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.kinds.sources import source_page
from sourcebook.pages.lists.listings import listing_of
from sourcebook.pages.lists.record_index import index_uri, record_filter_pages
from sourcebook.pages.lists.rules import RULES_URI, rules_page
from sourcebook.pages.lists.search_page import SEARCH_URI, search_page
from sourcebook.pages.lists.source_index import source_filter_pages
from sourcebook.pages.lists.views import record_table, view_uri
from sourcebook.progress import Tell, tell_nobody, told
from sourcebook.records.declaration import DeclaredView
from sourcebook.records.records import Collection
from sourcebook.settings import DisplayMode
from sourcebook.site.graph import SOURCES
from sourcebook.site.model import Site

Made = TypeVar("Made")

NOTHING_YET = "Nothing is listed here yet.\n{: .sb-note }\n"
"""An index of a site that has just begun."""


@dataclass(frozen=True, slots=True)
class Index:
    """A page that lists what is in the site. A written page at the same place is shown instead."""

    directive: str
    title: str
    description: str
    arguments: tuple[str, ...] = ()
    table: Collection | None = None
    """The collection whose records stand below as a table."""


def indexes_of(edition: Edition) -> dict[str, Index]:
    """Return the indexes of a site by URI: of what it declares, and of what it has."""
    site, subject = edition.site, edition.site.subject
    found = {
        index_uri(one.name): Index(one.name, one.title, one.description)
        for one in subject.collections
        if one.has_pages and (one.is_declared or site.records[one.name])
    }
    if site.works:
        told = "Every work cited, by who speaks, and how many passages rest on it."
        found["sources/index.md"] = Index("sources", "Sources", told)
    if edition.conflicts:
        found["conflicts/index.md"] = Index(
            "conflicts",
            "Where sources differ",
            "Everything that works say differently, with the works that say it.",
        )
    for one in subject.dated:
        for name in ("timeline", "map", "matrix"):
            view: DeclaredView | None = getattr(one.views, name)
            if view is not None and site.records[one.name]:
                title = view.title or f"{one.title}: {name}"
                found[view_uri(subject, one, name)] = Index(
                    *(name, title, view.description or "", (one.name,)),
                    table=one if name == "timeline" else None,
                )
    return found


def navigation(edition: Edition, pages: Mapping[str, Rendered]) -> list[dict[str, str]]:
    """Return the navigation of a site whose settings have none: title and URI of each index."""
    uris = ("index.md", *indexes_of(edition), "data/index.md", "about/index.md")
    titles = {"index.md": "Home"} | {uri: index.title for uri, index in indexes_of(edition).items()}
    return [{titles.get(uri, pages[uri].title): uri} for uri in uris if uri in pages]


def publish(
    site: Site,
    formatted: Formatted,
    mode: DisplayMode,
    memory: Memory | None = None,
    tell: Tell = tell_nobody,
) -> dict[str, Rendered]:
    """Return every page of the site by URI: written pages first, then generated ones.

    What *memory* has of the last time, and would be made the same, is taken from there. *tell*
    hears how far it is.
    """
    edition = Edition(site, formatted, mode)
    if memory is not None:
        edition = memory.begin(edition)

    def made(name: str, maker: Callable[..., Made], *of: object) -> Made:
        maker = partial(maker, edition, *of)
        return memory.make((name, *of), maker) if memory is not None else maker()

    written = told(tell, "Composing pages", list(site.pages))
    pages = {uri: made("written", _composed, uri) for uri in written}
    for citekey in told(tell, "Pages of works", list(site.works)):
        page = made("source", source_page, citekey)
        pages[page.uri] = page
    for name in told(tell, "Lists", [SOURCES, *(one.name for one in site.subject.declared)]):
        for page in made("filters", _filters, name):
            pages.setdefault(page.uri, page)
    for uri in indexes_of(edition):
        if uri not in pages:
            pages[uri] = made("index", _index, uri)
    entered = told(tell, "Ledger", list(site.ledger.by_page))
    ledger = (made("ledger", ledger_page, uri) for uri in entered)
    for page in (made("evidence", evidence_page), made("ledgers", ledger_index), *ledger):
        pages.setdefault(page.uri, page)
    if RULES_URI not in pages:
        pages[RULES_URI] = rules_page()
    for page in list(pages.values()):
        for part in part_pages(page):
            pages.setdefault(part.uri, with_horizon(edition, part))
    if SEARCH_URI not in pages:
        pages[SEARCH_URI] = search_page(pages)
    return pages


def _composed(edition: Edition, uri: str) -> Rendered:
    return compose(edition, edition.site.pages[uri])


def _filters(edition: Edition, name: str) -> tuple[Rendered, ...]:
    if name == SOURCES:
        pages = source_filter_pages(edition)
    else:
        pages = record_filter_pages(edition, edition.site.subject.by_name[name])
    return tuple(with_horizon(edition, page) for page in pages)


def _index(edition: Edition, uri: str) -> Rendered:
    index = indexes_of(edition)[uri]
    slots = Slots(uri)
    listing = listing_of(edition, index.directive, index.arguments)
    listed = (listing(edition, uri, slots) if listing else "") or NOTHING_YET
    if index.table is not None:
        listed += record_table(edition, uri, slots, index.table)
    deck = f"{index.description}\n{{: .sb-deck }}\n\n" if index.description else ""
    made = Rendered(
        uri=uri,
        title=index.title,
        description=index.description,
        markdown=f"{heading(1, index.title)}{deck}{listed}",
        slots=slots.made(),
        parts=tuple(slots.parts),
        kind="index",
        section=uri,
    )
    return with_horizon(edition, made)

"""Lists and drawings over all records: what directives and index pages put on a page.

Each function returns Markdown; what is not plain structure stands in a slot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import groupby

from sourcebook.pages.drawn.drawings import strip
from sourcebook.pages.drawn.map import map_of, places_visited
from sourcebook.pages.evidence.differences import conflicts_listing
from sourcebook.pages.frame.edition import Edition, datetime_of
from sourcebook.pages.frame.labels import LEVELS, STATUSES, counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Count, Step
from sourcebook.pages.kinds.agreements import agreements_listing
from sourcebook.pages.lists.figure_index import figures_listing, series_listing
from sourcebook.pages.lists.name_index import (
    organisations_listing,
    people_listing,
    places_listing,
)
from sourcebook.pages.lists.source_index import sources_listing
from sourcebook.pages.lists.visit_index import visits_listing
from sourcebook.site.graph import Node

TIMELINE_URI = "timeline.md"
_LATEST = 6

Listing = Callable[[Edition, str, Slots], str]
"""Takes the edition, the URI of the page and its slots; returns Markdown."""


def sectors_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All sectors, core before related, each with the number of visits that touched it."""
    parts = []
    titles = {"core": "Sectors of cooperation", "related": "Related sectors"}
    for scope, group in groupby(edition.sectors, key=lambda pair: pair[1].scope):
        cards = []
        for node, _ in group:
            cards.append(edition.card(page, node, meta=_told(edition, node)))
        listing = slots.block(render("records", cards=cards, compact=False))
        parts.append(heading(2, titles[scope]) + listing)
    return "".join(parts)


def _told(edition: Edition, node: Node) -> str:
    """Return what there is on a sector: “52 visits, 1960–2026 · 12 agreements · 3 figures”."""
    found = Counter(source.collection for source in edition.site.graph.sources_of(node, "sectors"))
    order = edition.visit_order
    years = [
        edition.visits[order[source]][1].dates.year
        for source in edition.site.graph.sources_of(node, "sectors")
        if source in order
    ]
    span = "–".join(dict.fromkeys(map(str, (min(years), max(years))))) if years else ""
    words = [
        f"{counted(found['visits'], 'visit')}{f', {span}' if span else ''}",
        *([counted(found["agreements"], "agreement")] if found["agreements"] else []),
        *([counted(found["series"], "figure")] if found["series"] else []),
    ]
    return " · ".join(words)


def latest(edition: Edition, page: str, slots: Slots) -> str:
    """The latest visits, the last one first."""
    cards = [edition.card(page, node) for node, _ in edition.visits[: -_LATEST - 1 : -1]]
    if not cards:
        return ""
    return slots.block(render("records", cards=cards, compact=True, columns=True))


def matrix(edition: Edition, page: str, slots: Slots) -> str:
    """The table of core visits by sector: a dot where the visit touched the sector."""
    rows = [
        {
            "step": Step(visit.dates.display(), edition.title(node), edition.link(page, node)),
            "sectors": frozenset(visit.sectors),
        }
        for node, visit in edition.visits
    ]
    columns = [
        {"id": node.id, "title": sector.label, "url": edition.link(page, node)}
        for node, sector in edition.sectors
    ]
    caption = "Which visit touched which sector"
    return slots.block(render("matrix", rows=rows, columns=columns, caption=caption))


def decades(edition: Edition, page: str, slots: Slots) -> str:
    """The table of decades by sector: how many visits of the decade touched the sector."""
    numbers: dict[str, Counter[str]] = {}
    for _, visit in edition.visits:
        numbers.setdefault(visit.dates.decade, Counter()).update(visit.sectors)
    columns = [
        {"id": node.id, "title": sector.label, "url": edition.link(page, node)}
        for node, sector in edition.sectors
    ]
    rows = [
        {
            "decade": decade,
            "url": href(page, "visits/index.md", decade),
            "cells": [
                Count(number, "", edition.visits_with(page, "sector", node.id, decade))
                if (number := found[node.id])
                else None
                for node, _ in edition.sectors
            ],
        }
        for decade, found in numbers.items()
    ]
    caption = "How many visits and meetings of each decade touched which sector"
    return slots.block(render("decades", rows=rows, columns=columns, caption=caption))


def timeline_strip(edition: Edition, page: str, slots: Slots) -> str:
    """The visits as marks on one line of years, drawn as SVG."""
    drawn = strip(edition)
    table = "" if page == TIMELINE_URI else href(page, TIMELINE_URI)
    return slots.block(render("strip", strip=drawn, table=table)) if drawn else ""


def visits_table(edition: Edition, page: str, slots: Slots) -> str:
    """The visits as a table: the drawing of `timeline_strip` in words."""
    rows = [
        {
            "when": visit.dates.display(),
            "datetime": datetime_of(visit.dates),
            "visit": edition.value(page, node),
            "direction": edition.direction(visit),
            "level": LEVELS[visit.level],
            "status": STATUSES[visit.status],
            "places": edition.values(page, "places", visit.places),
        }
        for node, visit in edition.visits
    ]
    return slots.block(render("visits-table", rows=rows))


def places_map(edition: Edition, page: str, slots: Slots) -> str:
    """The places of the visits on a map drawn as SVG, and the same as a table."""
    places = places_visited(edition)
    rows = [
        {
            "place": edition.value(page, one.node),
            "country": one.country,
            "number": len(one.visits),
            "first": one.visits[0].dates.display(),
            "last": one.visits[-1].dates.display(),
        }
        for one in places
    ]
    return slots.block(render("map", map=map_of(edition, page, places), rows=rows)) if rows else ""


def counts(edition: Edition, page: str, slots: Slots) -> str:
    """The numbers of visits, sectors, people, works, passages and more, each a link."""
    site = edition.site
    numbers = [
        (len(site.records.get("visits", {})), "visit", "visits/index.md"),
        (len(site.records.get("sectors", {})), "sector", "sectors/index.md"),
        (len(site.records.get("people", {})), "person", "people/index.md"),
        (len(site.works), "work", "sources/index.md"),
        (sum(len(found) for found in site.passages.values()), "passage", "sources/index.md"),
    ]
    more = [
        (len(site.records.get("agreements", {})), "agreement", "agreements/index.md"),
        (len(site.records.get("observations", {})), "figure", "series/index.md"),
        (sum(map(len, edition.conflicts.values())), "conflict", "conflicts/index.md"),
    ]
    numbers += [found for found in more if found[0]]
    plurals = {"person": "people"}
    made = [
        Count(number, noun if number == 1 else plurals.get(noun, f"{noun}s"), href(page, uri))
        for number, noun, uri in numbers
    ]
    return slots.block(render("counts", counts=made))


DIRECTIVES: Mapping[str, Listing] = {
    "visits": visits_listing,
    "sectors": sectors_listing,
    "latest": latest,
    "people": people_listing,
    "organisations": organisations_listing,
    "places": places_listing,
    "sources": sources_listing,
    "agreements": agreements_listing,
    "series": series_listing,
    "figures": figures_listing,
    "conflicts": conflicts_listing,
    "matrix": matrix,
    "decades": decades,
    "timeline": timeline_strip,
    "map": places_map,
    "counts": counts,
}
"""What each directive of `site.directives` lists; `references` is placed by the page itself."""

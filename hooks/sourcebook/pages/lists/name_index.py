"""`people_listing`, `organisations_listing`, `places_listing`: who and what is named, in groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.facets import slugs_of
from sourcebook.pages.frame.labels import ORGANISATION_KINDS_PLURAL, PLACE_KINDS_PLURAL, counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import Card
from sourcebook.records.content import Organisation, Person, Place
from sourcebook.site.graph import Node

_PART: Mapping[str, tuple[str, ...]] = {
    "people": ("visitors", "hosts"),
    "organisations": ("organisations",),
    "places": ("places", "from", "to"),
}
"""Relations by which a record has part in a visit."""
_PAGES = frozenset({"visits", "sectors", "agreements", "series", "pages"})
"""Collections whose pages count where a record is named."""

_Authority = TypeVar("_Authority", Person, Organisation, Place)
_Entry = tuple[str, str, Card]
"""The name to sort by, the id, the card."""


def people_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All people by the country they act for, each with the office attested last."""
    groups: dict[str, list[_Entry]] = {}
    for node, person in _records(edition, "people", Person):
        country = edition.label(Node("places", person.country)) if person.country else "Other"
        groups.setdefault(country, []).append(
            _entry(edition, page, node, person.sort_name, _office(edition, person))
        )
    ordered = sorted(groups, key=lambda name: (name == "Other", -len(groups[name]), name))
    return _grouped(slots, groups, ordered)


def organisations_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All organisations by kind, each with its short form and country."""
    groups: dict[str, list[_Entry]] = {}
    for node, body in _records(edition, "organisations", Organisation):
        country = edition.label(Node("places", body.country)) if body.country else ""
        groups.setdefault(ORGANISATION_KINDS_PLURAL[body.kind], []).append(
            _entry(edition, page, node, None, body.short or "", country, has_summary=True)
        )
    return _grouped(slots, groups, ORGANISATION_KINDS_PLURAL.values())


def places_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All places by kind, each with the country it lies in."""
    groups: dict[str, list[_Entry]] = {}
    for node, place in _records(edition, "places", Place):
        country = edition.label(Node("places", place.country)) if place.country else ""
        groups.setdefault(PLACE_KINDS_PLURAL[place.kind], []).append(
            _entry(edition, page, node, None, country)
        )
    return _grouped(slots, groups, PLACE_KINDS_PLURAL.values())


def _records(
    edition: Edition, collection: str, kind: type[_Authority]
) -> Iterable[tuple[Node, _Authority]]:
    for id, loaded in edition.site.records.get(collection, {}).items():
        if isinstance(loaded.record, kind):
            yield Node(collection, id), loaded.record


def _entry(
    edition: Edition,
    page: str,
    node: Node,
    sort_name: str | None,
    *words: str,
    has_summary: bool = False,
) -> _Entry:
    meta = " · ".join(filter(None, [*words, _appearances(edition, node)]))
    card = edition.card(page, node, meta=meta)
    if not has_summary:
        card = Card(card.title, card.url, card.meta)
    return sort_name or edition.label(node), node.id, card


def _grouped(slots: Slots, groups: Mapping[str, list[_Entry]], ordered: Iterable[str]) -> str:
    parts = []
    slugs = slugs_of(groups)
    for group in ordered:
        if group in groups:
            cards = [card for *_, card in sorted(groups[group], key=_order)]
            title = f"{group} ({len(cards)})"
            listing = render("records", cards=cards, compact=True, columns=True)
            parts.append(heading(2, title, slugs[group]) + slots.block(listing))
    return "".join(parts)


def _order(entry: _Entry) -> tuple[str, str]:
    return entry[0].casefold(), entry[1]


def _office(edition: Edition, person: Person) -> str:
    """Return the office that works attest last, or ""."""
    dated = [(held.dates.sort_key if held.dates else (), held.office) for held in person.offices]
    return edition.label(Node("offices", max(dated)[1])) if dated else ""


def _appearances(edition: Edition, node: Node) -> str:
    """Return in how many visits *node* has part, and on how many other pages it is named."""
    graph = edition.site.graph
    visits = {
        source
        for relation in _PART[node.collection]
        for source in graph.sources_of(node, relation)
        if source.collection == "visits"
    }
    others = {source for source in graph.sources_of(node) if source.collection in _PAGES} - visits
    words = [counted(len(visits), "visit")] if visits else []
    if others:
        words.append(f"named on {counted(len(others), 'other page' if visits else 'page')}")
    offices = sum(source.collection == "offices" for source in graph.sources_of(node))
    if not words and offices:
        return counted(offices, "office")
    return ", ".join(words) or "not yet on any page"

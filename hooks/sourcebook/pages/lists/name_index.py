"""`people_listing`, `organisations_listing`, `places_listing`: who and what is named, in groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.facets import slugs_of
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import Card
from sourcebook.records.content import Organisation, Person, Place
from sourcebook.site.graph import PAGES, Node

_NAMES = frozenset({"people", "organisations", "places", "sources"})
"""Collections in whose records a name may stand that no page tells of."""

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
        groups.setdefault(_group(edition, node, body.kind), []).append(
            _entry(edition, page, node, None, body.short or "", country, has_summary=True)
        )
    return _grouped(slots, groups, _groups(edition, "organisations"))


def places_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All places by kind, each with the country it lies in."""
    groups: dict[str, list[_Entry]] = {}
    for node, place in _records(edition, "places", Place):
        country = edition.label(Node("places", place.country)) if place.country else ""
        groups.setdefault(_group(edition, node, place.kind), []).append(
            _entry(edition, page, node, None, country)
        )
    return _grouped(slots, groups, _groups(edition, "places"))


def _group(edition: Edition, node: Node, kind: str) -> str:
    """Return the heading of those of *kind*."""
    return edition.site.subject.by_name[node.collection].fields["kind"].meaning.group_of(kind)


def _groups(edition: Edition, collection: str) -> Iterable[str]:
    return edition.site.subject.by_name[collection].fields["kind"].meaning.plurals.values()


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
    """Return in how many records with a time *node* has part, and on how many pages it is named."""
    site = edition.site
    others = {
        source
        for source in site.graph.sources_of(node)
        if source.collection == PAGES
        or (edition.exists(source) and source.collection not in _NAMES)
    }
    words = []
    for collection in site.subject.dated:
        fields = [
            name for name, field in collection.fields.items() if field.names == node.collection
        ]
        part = {
            source
            for relation in fields
            for source in site.graph.sources_of(node, relation)
            if source.collection == collection.name
        }
        words += [collection.plain_count(len(part))] if part else []
        others -= part
    if others:
        words.append(f"named on {counted(len(others), 'other page' if words else 'page')}")
    offices = sum(source.collection == "offices" for source in site.graph.sources_of(node))
    if not words and offices:
        return counted(offices, "office")
    return ", ".join(words) or "not yet on any page"

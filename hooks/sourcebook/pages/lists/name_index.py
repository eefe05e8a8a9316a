"""`people_listing`, `organisations_listing`, `places_listing`: who and what is named, in groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.facets import slugs_of
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.parts import by_name, in_parts
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import Card
from sourcebook.records.content import Organisation, Person, Place
from sourcebook.site.graph import PAGES, Node

_NAMES = frozenset({"people", "organisations", "places", "sources"})
"""Collections in whose records a name may stand that no page tells of."""

_Authority = TypeVar("_Authority", Person, Organisation, Place)


class _Entry(NamedTuple):
    """A name in a list: the heading that it stands below, what it is sorted by, what is said."""

    group: str
    name: str
    node: Node
    words: tuple[str, ...]


def people_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All people by the country they act for, each with the office attested last."""
    entries = []
    for node, person in _records(edition, "people", Person):
        country = edition.label(Node("places", person.country)) if person.country else "Other"
        name = person.sort_name or edition.label(node)
        entries.append(_Entry(country, name, node, (_office(edition, person),)))
    sizes = Counter(one.group for one in entries)
    ordered = sorted(sizes, key=lambda name: (name == "Other", -sizes[name], name))
    return _grouped(edition, page, slots, entries, ordered)


def organisations_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All organisations by kind, each with its short form and country."""
    entries = []
    for node, body in _records(edition, "organisations", Organisation):
        country = edition.label(Node("places", body.country)) if body.country else ""
        group = _group(edition, node, body.kind)
        entries.append(_Entry(group, edition.label(node), node, (body.short or "", country)))
    return _grouped(edition, page, slots, entries, _groups(edition, "organisations"))


def places_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All places by kind, each with the country it lies in."""
    entries = []
    for node, place in _records(edition, "places", Place):
        country = edition.label(Node("places", place.country)) if place.country else ""
        group = _group(edition, node, place.kind)
        entries.append(_Entry(group, edition.label(node), node, (country,)))
    return _grouped(edition, page, slots, entries, _groups(edition, "places"))


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


def _card(edition: Edition, page: str, entry: _Entry) -> Card:
    meta = " · ".join(filter(None, [*entry.words, _appearances(edition, entry.node)]))
    card = edition.card(page, entry.node, meta=meta)
    has_summary = entry.node.collection == "organisations"
    return card if has_summary else Card(card.title, card.url, card.meta)


def _grouped(
    edition: Edition, page: str, slots: Slots, entries: list[_Entry], ordered: Iterable[str]
) -> str:
    slugs = slugs_of(dict.fromkeys(one.group for one in entries))
    order = list(ordered)

    def show(uri: str, slots: Slots, entries: list[_Entry]) -> str:
        groups: dict[str, list[Card]] = {}
        for one in entries:
            groups.setdefault(one.group, []).append(_card(edition, uri, one))
        listed = []
        for group in filter(groups.__contains__, order):
            title = f"{group} ({len(groups[group])})"
            cards = render("records", cards=groups[group], compact=True, columns=True)
            listed.append(heading(2, title, slugs[group]) + slots.block(cards))
        return "".join(listed)

    entries.sort(key=lambda one: (one.name.casefold(), one.node.id))
    return in_parts(page, slots, entries, lambda one: by_name(one.name), show, "names")


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

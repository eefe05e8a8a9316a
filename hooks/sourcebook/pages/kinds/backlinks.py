"""`backlinks`: where else a record appears: what has a time in its order, then every other page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.entries import in_order, timeline, told
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.parts import in_parts, place_of
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import Card
from sourcebook.pages.kinds.agreements import COLLECTION as AGREEMENTS
from sourcebook.pages.kinds.agreements import agreement_cards
from sourcebook.pages.kinds.figures import series_block
from sourcebook.records.records import Collection
from sourcebook.records.shapes import Field
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import LINKS_TO, Node
from sourcebook.site.model import Page
from sourcebook.site.passages import sentence_naming

OF_OTHERS = "sb-of-others"
"""Of headings above what other pages say: the search finds it there."""
_FIRST = ("where", "to", "from")
"""Roles whose sections come first, in this order."""


def backlinks(edition: Edition, page: Page, slots: Slots) -> str:
    """Return the sections of *page* that list what points at it, as Markdown."""
    shown: set[Node] = {page.node}
    is_event = page.node in edition.events
    # What came of an event is asked before which others there were.
    parts = [_agreements(edition, page, slots, shown)] if is_event else []
    parts += [_section(edition, page, slots, shown, *one) for one in _relations(edition, page)]
    if not is_event:
        parts.append(_agreements(edition, page, slots, shown))
    parts.append(_series(edition, page, slots, shown))
    parts += _named_sections(edition, page, slots, shown)
    others = [
        node
        for node in edition.site.graph.sources_of(page.node)
        if node not in shown and edition.exists(node)
    ]
    if others:
        others.sort(key=_order(edition))
        title = heading(2, "Appears in", "appears-in", OF_OTHERS)
        section = ("appears-in", "Appears in")
        place = partial(place_of, edition)

        def show(uri: str, slots: Slots, nodes: list[Node]) -> str:
            cards = [_mention(edition, uri, node, page.node) for node in nodes]
            return slots.block(render("records", cards=cards, compact=True))

        parts.append(title + in_parts(page.uri, slots, others, place, show, "rows", section))
    return "".join(parts)


def _mention(edition: Edition, uri: str, node: Node, named: Node) -> Card:
    """Return *node* as an entry, with the sentence in which it names *named*, if one does."""
    written = edition.site.page_of(node)
    sentence = sentence_naming(edition.site, written, named) if written else ""
    return replace(edition.card(uri, node), summary=sentence)


def _relations(edition: Edition, page: Page) -> Iterator[tuple[Collection, Field, str]]:
    """Yield the fields of declared collections by which records name those like *page*.

    With each the anchor of its section: the first of a collection has the plain name.
    """
    own = page.node.collection
    found = [
        (collection, field)
        for collection in edition.site.subject.declared
        for field in collection.fields.values()
        if field.names == own and (field.meaning.inverse or collection.name != own)
    ]
    seen: set[str] = set()
    for collection, field in sorted(found, key=lambda pair: _rank(pair[1].meaning.role)):
        plain = field.name if collection.name == own else collection.name
        yield collection, field, f"{plain}-{field.name}" if plain in seen else plain
        seen.add(plain)


def _rank(role: str) -> int:
    return _FIRST.index(role) if role in _FIRST else len(_FIRST)


def _section(
    edition: Edition,
    page: Page,
    slots: Slots,
    shown: set[Node],
    collection: Collection,
    field: Field,
    anchor: str,
) -> str:
    """Return the section of the records of *collection* that name *page* in *field*."""
    graph, own = edition.site.graph, edition.site.collection_of(page.node)
    nodes = list(graph.sources_of(page.node, field.name))
    if own is collection:
        # A relation between equals is said once and shown on both.
        nodes += graph.targets_of(page.node, field.name)
    for name, other in own.fields.items() if own and own is not collection else ():
        # Either may name the other: a record its agreements, an agreement its records.
        if other.names == collection.name and other.meaning.shown == "section":
            nodes += graph.targets_of(page.node, name)
    listed = [
        node
        for node in dict.fromkeys(nodes)
        if node.collection == collection.name and node not in shown and edition.exists(node)
    ]
    title = field.meaning.inverse or collection.title
    return _listed(edition, page, slots, shown, listed, title, anchor)


def _named_sections(edition: Edition, page: Page, slots: Slots, shown: set[Node]) -> Iterator[str]:
    """Yield the sections of what *page* names in fields that its collection shows so.

    Where those records name the likes of *page* too, both ways were one section already.
    """
    collection = edition.site.collection_of(page.node)
    for name, field in collection.fields.items() if collection else ():
        if field.meaning.shown == "section":
            targets = edition.site.graph.targets_of(page.node, name)
            listed = [node for node in targets if node not in shown and edition.exists(node)]
            yield _listed(edition, page, slots, shown, listed, field.label, name)


def _listed(
    edition: Edition,
    page: Page,
    slots: Slots,
    shown: set[Node],
    nodes: list[Node],
    title: str,
    anchor: str,
) -> str:
    if not nodes:
        return ""
    shown.update(nodes)
    events = [event.node for event in in_order(edition, nodes)]

    def show(uri: str, slots: Slots, nodes: list[Node]) -> str:
        if events:
            return slots.block(timeline(edition, uri, nodes, is_folded=True))
        cards = [edition.card(uri, node, meta=told(edition, node)) for node in nodes]
        return slots.block(render("records", cards=cards, compact=True))

    place = partial(place_of, edition)
    found = in_parts(page.uri, slots, events or nodes, place, show, "section", (anchor, title))
    return heading(2, title, anchor, OF_OTHERS) + found


def _agreements(edition: Edition, page: Page, slots: Slots, shown: set[Node]) -> str:
    """Return the section of the agreements of *page*, each with its last proven state."""
    graph = edition.site.graph
    near = (*graph.targets_of(page.node, "agreements"), *_by_fields(edition, page))
    nodes = [
        node
        for node in dict.fromkeys(near)
        if node.collection == AGREEMENTS and node not in shown and edition.exists(node)
    ]
    if not nodes:
        return ""
    shown.update(nodes)
    title = "Related agreements" if page.node.collection == AGREEMENTS else "Agreements"
    if page.node in edition.events:
        title = "What was agreed, and what became of it"
    cards = agreement_cards(edition, page.uri, nodes)
    block = slots.block(render("records", cards=cards, compact=True))
    return heading(2, title, "agreements") + block


def _series(edition: Edition, page: Page, slots: Slots, shown: set[Node]) -> str:
    """Return the section of the series of *page*, with their charts."""
    nodes = [node for node in _by_fields(edition, page) if node.collection == SERIES]
    if not nodes:
        return ""
    shown.update(nodes)
    blocks = "".join(series_block(edition, page.uri, node, slots) for node in nodes)
    return heading(2, "Figures", "figures") + blocks


def _by_fields(edition: Edition, page: Page) -> tuple[Node, ...]:
    """Return the records that name *page* in a field, not in their text."""
    edges = edition.site.graph.into(page.node)
    return tuple(dict.fromkeys(edge.source for edge in edges if edge.relation != LINKS_TO))


def _order(edition: Edition) -> Callable[[Node], tuple[int, str, str]]:
    names = [one.name for one in edition.site.subject.collections]
    positions = {name: place for place, name in enumerate(names)}
    return lambda node: (positions.get(node.collection, 99), node.collection, node.id)

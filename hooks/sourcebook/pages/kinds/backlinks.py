"""`backlinks`: where else a record appears: its visits in order of time, then every other page."""

from __future__ import annotations

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.timeline import timeline_of
from sourcebook.pages.kinds.agreements import COLLECTION as AGREEMENTS
from sourcebook.pages.kinds.agreements import agreement_cards
from sourcebook.pages.kinds.figures import series_block
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import LINKS_TO, Node
from sourcebook.site.model import Page

_ROLES: dict[str, tuple[tuple[str, str, str], ...]] = {
    # collection: (heading, anchor, relation)
    "visits": (("Related visits", "related", "related"),),
    "agreements": (("Visits", "visits", "agreements"),),
    "sectors": (("Visits that touched this sector", "visits", "sectors"),),
    "people": (
        ("As a visitor", "visits", "visitors"),
        ("As a host", "hosted", "hosts"),
    ),
    "organisations": (("Visits", "visits", "organisations"),),
    "places": (
        ("Visits here", "visits", "places"),
        ("Visits to", "visits-to", "to"),
        ("Visits from", "visits-from", "from"),
    ),
}


def backlinks(edition: Edition, page: Page, slots: Slots) -> str:
    """Return the sections of *page* that list what points at it, as Markdown."""
    graph = edition.site.graph
    shown: set[Node] = {page.node}
    parts = []
    if page.node.collection == "visits":
        # What came of a visit is asked before which other visits there were.
        parts.append(_agreements(edition, page, slots, shown))
    for title, anchor, relation in _ROLES.get(page.node.collection, ()):
        nodes = list(graph.sources_of(page.node, relation))
        if relation == "related":
            # A relation between equals is said once and shown on both.
            nodes += graph.targets_of(page.node, relation)
        elif relation == "agreements":
            # An agreement may name its visits, and a visit its agreements.
            nodes += graph.targets_of(page.node, "visits")
        events = timeline_of(edition, page.uri, [node for node in nodes if node not in shown])
        if events:
            shown.update(nodes)
            parts.append(heading(2, title, anchor) + slots.block(render("timeline", events=events)))
    if page.node.collection != "visits":
        parts.append(_agreements(edition, page, slots, shown))
    parts.append(_series(edition, page, slots, shown))
    others = [
        node for node in graph.sources_of(page.node) if node not in shown and edition.exists(node)
    ]
    if others:
        cards = [edition.card(page.uri, node) for node in sorted(others, key=_order)]
        parts.append(
            heading(2, "Appears in", "appears-in")
            + slots.block(render("records", cards=cards, compact=True))
        )
    return "".join(parts)


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
    titles = {
        AGREEMENTS: "Related agreements",
        "visits": "What was agreed, and what became of it",
    }
    title = titles.get(page.node.collection, "Agreements")
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


def _order(node: Node) -> tuple[int, str, str]:
    collections = ("visits", "sectors", "people", "organisations", "places")
    position = collections.index(node.collection) if node.collection in collections else 99
    return position, node.collection, node.id

"""`backlinks`: where else a record appears: its visits in order of time, then every other page."""

from __future__ import annotations

from sourcebook.pages.edition import Edition
from sourcebook.pages.listings import timeline_of
from sourcebook.pages.markdown import heading
from sourcebook.pages.render import render
from sourcebook.pages.slots import Slots
from sourcebook.site.graph import Node
from sourcebook.site.model import Page

_ROLES: dict[str, tuple[tuple[str, str, str], ...]] = {
    # collection: (heading, anchor, relation)
    "visits": (("Related visits", "related", "related"),),
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
    for title, anchor, relation in _ROLES.get(page.node.collection, ()):
        nodes = list(graph.sources_of(page.node, relation))
        if relation == "related":
            # A relation between equals is said once and shown on both.
            nodes += graph.targets_of(page.node, relation)
        events = timeline_of(edition, page.uri, [node for node in nodes if node not in shown])
        if events:
            shown.update(nodes)
            parts.append(heading(2, title, anchor) + slots.block(render("timeline", events=events)))
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


def _order(node: Node) -> tuple[int, str, str]:
    collections = ("visits", "sectors", "people", "organisations", "places")
    position = collections.index(node.collection) if node.collection in collections else 99
    return position, node.collection, node.id

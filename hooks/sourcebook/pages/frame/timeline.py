"""`timeline_of`, `by_decade`: visits as entries of a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType

from sourcebook.pages.frame.edition import Edition, datetime_of
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import Event
from sourcebook.records.content import Visit
from sourcebook.site.graph import Node

_NO_TOKENS: Mapping[str, str] = MappingProxyType({})


def timeline_of(edition: Edition, page: str, nodes: Iterable[Node]) -> list[Event]:
    """Return the visits among *nodes* as entries of a timeline, in order of time."""
    return [_event(edition, page, node, visit) for node, visit in _in_order(edition, nodes)]


def by_decade(
    edition: Edition,
    page: str,
    slots: Slots,
    nodes: Iterable[Node],
    tokens: Mapping[str, str] = _NO_TOKENS,
) -> str:
    """Return the visits among *nodes* in order of time, below a heading for each decade.

    *tokens* are what the filters of the page know of a visit, by its id.
    """
    parts = []
    visits = _in_order(edition, nodes)
    for decade, group in groupby(visits, key=lambda pair: pair[1].dates.decade):
        events = [
            _event(edition, page, node, visit, tokens.get(node.id, "")) for node, visit in group
        ]
        parts.append(heading(2, decade, decade) + slots.block(render("timeline", events=events)))
    return "".join(parts)


def _in_order(edition: Edition, nodes: Iterable[Node]) -> list[tuple[Node, Visit]]:
    order = edition.visit_order
    positions = sorted({order[node] for node in nodes if node in order})
    return [edition.visits[position] for position in positions]


def _event(edition: Edition, page: str, node: Node, visit: Visit, tokens: str = "") -> Event:
    card = edition.card(page, node)
    return Event(
        when=visit.dates.display(),
        datetime=datetime_of(visit.dates),
        title=card.title,
        url=card.url,
        summary=card.summary,
        chips=edition.visit_chips(page, visit, full=False),
        is_related=visit.scope == "related",
        tokens=tokens,
    )

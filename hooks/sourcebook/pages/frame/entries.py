"""`timeline`, `grouped`, `told`: records as entries of lists, below headings of groups.

What has a time stands newest first, a line each: readers ask what is new before how it began.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from types import MappingProxyType

from markupsafe import Markup

from sourcebook.pages.frame import views
from sourcebook.pages.frame.chips import chips_of
from sourcebook.pages.frame.edition import Edition, datetime_of
from sourcebook.pages.frame.event import Event
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.parts import in_parts, place_of
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.records.records import Collection
from sourcebook.site.graph import Node

SHOWN = 10
"""Entries of a list beside a page's own text; the rest is folded."""
_FEW = 2
"""So many more are shown all the same."""
_MARK = "status"
"""The role whose chip is shown at once, where it is not as usual."""
_MOST_NAMES = 3

NO_TOKENS: Mapping[str, str] = MappingProxyType({})


def in_order(edition: Edition, nodes: Iterable[Node]) -> list[Event]:
    """Return the events among *nodes*, each once, in order of time."""
    events = edition.events
    found = {node: events[node] for node in nodes if node in events}
    return sorted(found.values(), key=lambda event: event.order)


def timeline(
    edition: Edition,
    page: str,
    nodes: Iterable[Node],
    tokens: Mapping[str, str] = NO_TOKENS,
    *,
    is_folded: bool = False,
) -> Markup:
    """Return the events among *nodes* as a list, the newest first.

    What stands beside a page's own text *is_folded*: after the first few, on demand.
    """
    entries = [
        _entry(edition, page, event, tokens.get(event.node.id, ""))
        for event in reversed(in_order(edition, nodes))
    ]
    most = SHOWN if is_folded and len(entries) > SHOWN + _FEW else len(entries)
    return render("timeline", shown=entries[:most], rest=entries[most:])


def grouped(
    edition: Edition,
    page: str,
    slots: Slots,
    collection: Collection,
    nodes: Iterable[Node],
    tokens: Mapping[str, str] = NO_TOKENS,
) -> str:
    """Return *nodes* as *collection* lists them, below a heading for each group.

    *tokens* are what the filters of the page know of a record, by its id.
    """

    def show(page: str, slots: Slots, nodes: list[Node]) -> str:
        listed = []
        for title, anchor, group in _groups(edition, collection, nodes):
            head = heading(2, title, anchor) if title else ""
            listed.append(head + slots.block(_listing(edition, page, group, tokens)))
        return "".join(listed)

    return in_parts(page, slots, list(nodes), partial(place_of, edition), show)


def _groups(
    edition: Edition, collection: Collection, nodes: list[Node]
) -> Iterator[tuple[str, str, list[Node]]]:
    """Yield title, anchor and records of each group; "" for the title of the only one."""
    name = collection.listing.group
    field = collection.fields.get(name or "")
    if not nodes:
        return
    if name == "decade":
        events = reversed(in_order(edition, nodes))
        for decade, group in groupby(events, key=lambda event: event.dates.decade):
            yield decade, decade, [event.node for event in group]
    elif field is None:
        yield "", "", nodes
    else:
        found: dict[str, list[Node]] = {}
        records = edition.site.records[collection.name]
        for node in nodes:
            value = field.value_of(records[node.id].record)
            first = value[0] if isinstance(value, tuple) and value else value or ""
            found.setdefault(str(first), []).append(node)
        if field.names:
            titles = {id: edition.label(Node(field.names, id)) if id else "" for id in found}
            order = sorted(found, key=lambda id: (not id, titles[id].casefold()))
        else:
            titles = {word: field.meaning.group_of(word) for word in found}
            order = [word for word in (*field.shape.choices, *sorted(found)) if word in found]
        for word in dict.fromkeys(order):
            yield titles[word] or "Others", "", found[word]


def _listing(edition: Edition, page: str, nodes: list[Node], tokens: Mapping[str, str]) -> Markup:
    if nodes[0] in edition.events:
        return timeline(edition, page, nodes, tokens)
    cards = [
        edition.card(
            page,
            node,
            meta=told(edition, node),
            chips=chips_of(edition, page, node, full=False),
            tokens=tokens.get(node.id, ""),
        )
        for node in nodes
    ]
    return render("records", cards=cards, compact=False)


def told(edition: Edition, node: Node) -> str:
    """Return what names a record in its fields: “52 voyages, 1960–2026 · 12 agreements”."""
    graph, subject = edition.site.graph, edition.site.subject
    sources = {
        edge.source for edge in graph.into(node) if _is_field(edition, edge.source, edge.relation)
    }
    found = Counter(source.collection for source in sources if edition.exists(source))
    words = []
    for collection in subject.collections:
        number = found[collection.name]
        if number and collection.name != node.collection:
            events = in_order(
                edition, (one for one in sources if one.collection == collection.name)
            )
            years = [event.dates.year for event in events]
            span = "–".join(dict.fromkeys(map(str, (min(years), max(years))))) if years else ""
            words.append(f"{collection.plain_count(number)}{f', {span}' if span else ''}")
    return " · ".join(words)


def _is_field(edition: Edition, source: Node, relation: str) -> bool:
    """Whether *relation* is a field of the record *source*, and not a link in its text."""
    collection = edition.site.collection_of(source)
    return collection is not None and relation in collection.fields


def _entry(edition: Edition, page: str, event: Event, tokens: str = "") -> views.Event:
    card = edition.card(page, event.node)
    chips = chips_of(edition, page, event.node, full=False)
    marks = tuple(chip for chip in chips if chip.kind.partition("-")[0] == _MARK)
    return views.Event(
        when=event.dates.display(),
        datetime=datetime_of(event.dates),
        title=card.title,
        url=card.url,
        meta=" · ".join(filter(None, (_who(edition, event), _where(edition, event)))),
        marks=marks,
        summary=card.summary,
        chips=tuple(chip for chip in chips if chip not in marks),
        is_related=event.is_aside,
        tokens=tokens,
    )


def _who(edition: Edition, event: Event) -> str:
    field = event.collection.field_of("who")
    names = [edition.label(Node(field.names, id)) for id in event.ids("who")] if field else []
    more = f" and {len(names) - _MOST_NAMES} others" if len(names) > _MOST_NAMES + 1 else ""
    return ", ".join(names[:_MOST_NAMES] if more else names) + more


def _where(edition: Edition, event: Event) -> str:
    return ", ".join(edition.label(Node("places", id)) for id in event.ids("where"))

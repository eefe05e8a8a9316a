"""`pictures_of`: which picture goes with which page.

A record that the site declares has its own; any other page has that of the site, and so has one
whose title has a letter that the fonts do not have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sourcebook.pages.evidence.gone import MOVED, REMOVED
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.frame.labels import sentence_case
from sourcebook.pages.pictures.title_card import TitleCard, Year
from sourcebook.records.fields import Record
from sourcebook.records.records import Collection
from sourcebook.site.graph import Node

MOST = 1000
"""Records of a collection that have pictures of their own: of more, nobody tells one from another,
and they would be most of the time and size of the site."""

NAME = "picture.png"
"""Of the file in the folder of a page; that of the site is at its root."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture, and where its file is."""

    path: str
    """Below the root of the site."""
    card: TitleCard


def pictures_of(
    edition: Edition, imprint: Imprint, pages: Mapping[str, Rendered]
) -> dict[str, Pictured]:
    """Return the picture of each page by URI.

    None where the site does not know its address, since a picture is named by a whole one.
    """
    if not imprint.url:
        return {}
    years = Counter(one.year for one in edition.events.values() if one.year is not None)
    whole = _site_card(imprint, years)
    shared = Pictured(NAME, whole) if whole.is_drawable() else None
    found: dict[str, Pictured] = {}
    for uri, rendered in pages.items():
        if rendered.kind in (MOVED, REMOVED):
            continue
        card = _card(edition, imprint, rendered, years)
        if card is not None and card.is_drawable():
            found[uri] = Pictured(f"{uri.removesuffix('.md')}/{NAME}", card)
        elif shared is not None:
            found[uri] = shared
    return found


def _site_card(imprint: Imprint, years: Counter[int]) -> TitleCard:
    lines = (imprint.description,) if imprint.description else ()
    return TitleCard("", "", imprint.name, lines, _years(years, years))


def _card(
    edition: Edition, imprint: Imprint, rendered: Rendered, years: Counter[int]
) -> TitleCard | None:
    node = rendered.page.node if rendered.page else None
    loaded = edition.site.record(node) if node else None
    collection = edition.site.collection_of(node) if node else None
    if node is None or loaded is None or collection is None or not collection.is_declared:
        return None
    if len(edition.site.records[collection.name]) > MOST:
        return None
    event = edition.events.get(node)
    kind = " · ".join(_kinds(collection, loaded.record)) or sentence_case(collection.singular)
    if event is not None:
        places = ", ".join(edition.label(Node("places", id)) for id in event.ids("where"))
        ends = [
            f"{collection.fields[name].label} {edition.label(Node('places', id))}"
            for name in ("from", "to")
            if name in collection.fields
            for id in event.ids(name)
        ]
        way = " ".join([*ends[:1], *(end[:1].lower() + end[1:] for end in ends[1:])])
        told = (" · ".join(filter(None, (event.dates.display(), places))), way)
        meant = Counter([event.year] if event.year is not None else [])
    else:
        sources = dict.fromkeys(edge.source for edge in edition.site.graph.into(node))
        near = [edition.events[source] for source in sources if _names(edition, source, node)]
        meant = Counter(one.year for one in near if one.year is not None)
        told = (_counts(edition, node), _span(meant))
    lines = tuple(filter(None, told))
    return TitleCard(imprint.name, kind, rendered.title, lines, _years(years, meant))


def _kinds(collection: Collection, record: Record) -> Iterator[str]:
    """Yield the kind and rank of *record*, and its status where that is not the usual."""
    for role in ("kind", "rank", "status"):
        field = collection.field_of(role)
        word = collection.says(record, role)
        if field is not None and word:
            yield field.meaning.label_of(word)


def _names(edition: Edition, source: Node, node: Node) -> bool:
    return source in edition.events and node.id in edition.events[source].ids("topic")


def _counts(edition: Edition, node: Node) -> str:
    """Return what names the record *node* in its fields, in numbers; "" for nothing."""
    counts = []
    for collection in edition.site.subject.collections:
        topic = collection.field_of("topic")
        if topic is not None and topic.names == node.collection:
            records = edition.site.records.get(collection.name, {}).values()
            number = sum(node.id in topic.ids_of(one.record) for one in records)
            counts += [collection.count(number)] if number else []
    return ", ".join(counts)


def _span(years: Iterable[int]) -> str:
    known = sorted(years)
    if not known:
        return ""
    return f"{known[0]}" if known[0] == known[-1] else f"{known[0]}–{known[-1]}"


def _years(everything: Counter[int], meant: Counter[int]) -> tuple[Year, ...]:
    return tuple(Year(year, count, meant[year]) for year, count in sorted(everything.items()))

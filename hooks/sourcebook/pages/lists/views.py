"""`timeline`, `map_view`, `matrix`, `decades`, `record_table`: records with a time seen otherwise.

Each function takes the collection whose records it shows, and returns Markdown; what is not plain
structure stands in a slot.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from sourcebook.pages.drawn.drawings import strip
from sourcebook.pages.drawn.map import PlaceEvents, map_of, places_of
from sourcebook.pages.frame.edition import Edition, datetime_of
from sourcebook.pages.frame.event import Event
from sourcebook.pages.frame.labels import sentence_case
from sourcebook.pages.frame.parts import by_name, by_time, in_parts, place_of
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Count, Step, Value
from sourcebook.pages.kinds.facts import values_of_field
from sourcebook.pages.lists.record_index import index_uri
from sourcebook.records.records import Collection
from sourcebook.records.subject import Subject
from sourcebook.site.graph import Node

_LATEST = 6


def view_uri(subject: Subject, collection: Collection, view: str) -> str:
    """Return the URI of the page of *view*; that of the first collection has the plain address."""
    plain = {"timeline": "timeline.md", "map": "map/index.md", "matrix": "matrix.md"}[view]
    having = [one for one in subject.dated if getattr(one.views, view) is not None]
    return plain if having[:1] == [collection] else f"{view}/{collection.name}.md"


def events(edition: Edition, collection: Collection) -> tuple[Event, ...]:
    """Return the events of *collection*, in order of time."""
    return edition.events_of.get(collection.name, ())


def latest(edition: Edition, page: str, slots: Slots, collection: Collection) -> str:
    """The latest records, the last one first."""
    found = events(edition, collection)[: -_LATEST - 1 : -1]
    cards = [edition.card(page, event.node) for event in found]
    return slots.block(render("records", cards=cards, compact=True, columns=True)) if cards else ""


def timeline(edition: Edition, page: str, slots: Slots, collection: Collection) -> str:
    """The records as marks on one line of years, drawn as SVG."""
    drawn = strip(edition, collection)
    has_page = collection.views.timeline is not None
    uri = view_uri(edition.site.subject, collection, "timeline") if has_page else page
    table = "" if page == uri else href(page, uri)
    return slots.block(render("strip", strip=drawn, table=table)) if drawn else ""


def record_table(edition: Edition, page: str, slots: Slots, collection: Collection) -> str:
    """The records as a table of the columns declared; without, of their time, title and chips."""
    fields, listing = collection.fields, collection.listing
    when = (name for name, one in fields.items() if one.meaning.role == "when")
    names = listing.columns or tuple(dict.fromkeys((*when, "title", *listing.chips)))
    heads = [
        fields[name].label
        if name in fields
        else sentence_case(collection.singular if name == "title" else name)
        for name in names
    ]
    caption = sentence_case(collection.counted_plural or collection.many)
    place = names.index("title") if "title" in names else -1

    def show(uri: str, slots: Slots, nodes: list[Node]) -> str:
        rows = [[_cell(edition, uri, node, name) for name in names] for node in nodes]
        return slots.block(
            render("record-table", heads=heads, rows=rows, caption=caption, place=place)
        )

    nodes = edition.lists[collection.name]
    return in_parts(page, slots, nodes, partial(place_of, edition), show, "rows")


def _cell(edition: Edition, page: str, node: Node, name: str) -> tuple[Value, ...]:
    collection, loaded = edition.site.collection_of(node), edition.site.record(node)
    event = edition.events.get(node)
    if name == "title" or collection is None or loaded is None:
        return (edition.value(page, node),)
    if name not in collection.fields:
        text = edition.direction(event) if event and name == "direction" else ""
        return (Value(event.dates.decade if event and name == "decade" else text),)
    field = collection.fields[name]
    if field.meaning.role == "when" and event is not None:
        return (Value(event.dates.display(), datetime=datetime_of(event.dates)),)
    return tuple(values_of_field(edition, page, node, field, loaded.record, is_linked=False))


def matrix(edition: Edition, page: str, slots: Slots, collection: Collection) -> str:
    """The table of records by topic: a dot where the record touched the topic."""
    view = collection.views.matrix
    told = {"caption": view.description or "" if view else "", "title": view.title if view else ""}
    noun = sentence_case(collection.singular)

    def show(uri: str, slots: Slots, found: list[Event]) -> str:
        topics = _topics(edition, uri, collection)
        rows = [
            {
                "step": Step(
                    event.dates.display(), edition.title(event.node), edition.link(uri, event.node)
                ),
                "topics": frozenset(event.ids("topic")),
            }
            for event in found
        ]
        return slots.block(render("matrix", rows=rows, columns=topics, noun=noun, **told))

    return in_parts(page, slots, events(edition, collection), by_time, show)


def decades(edition: Edition, page: str, slots: Slots, collection: Collection) -> str:
    """The table of decades by topic: how many records of the decade touched the topic."""
    numbers: dict[str, Counter[str]] = {}
    for event in events(edition, collection):
        numbers.setdefault(event.dates.decade, Counter()).update(event.ids("topic"))
    topics = _topics(edition, page, collection)
    field = collection.field_of("topic")
    facet = edition.site.subject.by_name[field.names].singular if field else ""
    rows = [
        {
            "decade": decade,
            "url": href(page, index_uri(collection.name), decade),
            "cells": [
                Count(
                    number,
                    "",
                    edition.filtered_in(page, collection.name, facet, topic["id"], decade),
                )
                if (number := found[topic["id"]])
                else None
                for topic in topics
            ],
        }
        for decade, found in numbers.items()
    ]
    view = collection.views.decades
    caption = view.description or "" if view else ""
    return slots.block(render("decades", rows=rows, columns=topics, caption=caption))


def _topics(edition: Edition, page: str, collection: Collection) -> list[dict[str, str]]:
    field = collection.field_of("topic")
    if field is None:
        return []
    nodes = edition.lists.get(field.names) or tuple(
        Node(field.names, id) for id in edition.site.records.get(field.names, {})
    )
    return [
        {"id": node.id, "title": edition.short(node), "url": edition.link(page, node)}
        for node in nodes
    ]


def map_view(edition: Edition, page: str, slots: Slots, collection: Collection) -> str:
    """The places of the records on a map drawn as SVG, and the same as a table."""
    places = places_of(edition, collection)
    if not places:
        return ""
    drawn = map_of(edition, page, places, collection)
    nouns = {"title": collection.title, "several": collection.counted_plural or collection.many}

    def show(uri: str, slots: Slots, places: list[PlaceEvents]) -> str:
        rows = [
            {
                "place": edition.value(uri, one.node),
                "country": one.country,
                "number": len(one.events),
                "first": one.events[0].dates.display(),
                "last": one.events[-1].dates.display(),
            }
            for one in places
        ]
        return slots.block(render("map", map=drawn if uri == page else None, rows=rows, **nouns))

    return in_parts(page, slots, places, lambda one: by_name(one.name), show, "rows")

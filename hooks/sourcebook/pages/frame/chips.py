"""`chips_of`: what stands on the chips of a record, as its collection declares it."""

from __future__ import annotations

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.record_facets import shown
from sourcebook.pages.frame.views import Chip
from sourcebook.site.graph import Node


def chips_of(edition: Edition, page: str, node: Node, *, full: bool = True) -> tuple[Chip, ...]:
    """Return the chips of a declared record; in a list (not *full*) none for what is usual."""
    loaded, collection = edition.site.record(node), edition.site.collection_of(node)
    if loaded is None or collection is None:
        return ()
    chips: list[Chip] = []
    # What is the heading of the group need not be said of each.
    names = [one for one in collection.listing.chips if full or one != collection.listing.group]
    for name in names:
        field = collection.fields.get(name)
        if field is None:
            event = edition.events.get(node)
            text = {
                "direction": edition.direction(event) if event else "",
                "decade": event.dates.decade if event else "",
            }.get(name, "")
            chips += [Chip(text, name)] if text else []
        elif field.names:
            for id in field.ids_of(loaded.record):
                target = Node(field.names, id)
                url = edition.link(page, target) if edition.exists(target) else ""
                text = edition.short(target)
                chips.append(Chip(text, field.meaning.role or "topic", url))
        elif field.shape.choices:
            word, role = field.value_of(loaded.record) or "", field.meaning.role
            is_usual = word == field.default and (role != "status" or not full)
            means = field.meaning.means.get(word, "")
            kind = "-".join(filter(None, (role or "choice", means)))
            chips += [] if is_usual or not word else [Chip(field.meaning.chip_of(word), kind)]
        elif (value := field.value_of(loaded.record)) is not None:
            chips.append(Chip(shown(value), "plain"))
    return tuple(chips)

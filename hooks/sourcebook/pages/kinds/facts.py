"""`facts_of`, `values_of_field`, `names_of`: the fact box of a record, from its declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.frame.edition import Edition, datetime_of
from sourcebook.pages.frame.views import Fact, Value
from sourcebook.records.fields import Record
from sourcebook.records.shapes import Field
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Page


def facts_of(edition: Edition, page: Page) -> list[Fact]:
    """Return the lines of the fact box of *page*; empty facts are left out."""
    collection = edition.site.collection_of(page.node)
    if page.record is None or collection is None:
        return []
    facts = []
    for name, field in collection.fields.items():
        value = field.value_of(page.record.record)
        is_named = name == collection.label or field.meaning.role == "name"
        is_below_title = name == "names" and isinstance(value, Mapping)
        if field.meaning.shown != "facts" or field.is_prose or is_named or is_below_title:
            continue
        values = values_of_field(edition, page.uri, page.node, field, page.record.record)
        if found := tuple(value for value in values if value.text):
            facts.append(Fact(field.label, found))
    return facts


def values_of_field(
    edition: Edition, page: str, node: Node, field: Field, record: Record, *, is_linked: bool = True
) -> Iterator[Value]:
    """Yield what *record* (of *node*) holds in *field*, as the page at URI *page* shows it.

    A choice leads to all records that have it, where *is_linked*.
    """
    value = field.value_of(record)
    if field.names and (each := field.shape.each) is not None and each.fields:
        yield from _participants(edition, page, each.fields, value)
    elif field.names:
        yield from edition.values(page, field.names, field.ids_of(record))
    elif field.shape.choices:
        for word in _several(value):
            url = edition.filtered(page, node, field.name, word) if is_linked else ""
            yield Value(field.meaning.label_of(word), url=url)
    elif isinstance(value, Mapping):
        yield from _names(value)
    elif field.is_prose:
        yield from (Value(edition.plain(text)) for text in _several(value))
    elif (field.shape.each or field.shape).kinds:
        # What is left with a marker is a list of citekeys.
        yield from edition.values(page, SOURCES, _several(value))
    else:
        yield from map(_plain, _several(value))


def _several(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _plain(value: object) -> Value:
    if isinstance(value, Edtf):
        return Value(value.display(), datetime=datetime_of(value))
    text = str(value)
    return Value(text, url=text if text.startswith(("https://", "http://")) else "")


def _participants(
    edition: Edition, page: str, parts: Any, participants: Iterable[Record]
) -> Iterator[Value]:
    person, office = parts["person"], parts["office"]
    for one in participants:
        held = office.value_of(one)
        gloss = edition.label(Node(office.names, held)) if held else ""
        yield edition.value(page, Node(person.names, person.value_of(one)), gloss=gloss)


def names_of(page: Page) -> list[Value]:
    """Return the name of a record in other languages, in the order of the record."""
    names = getattr(page.record.record, "names", None) if page.record else None
    return list(_names(names)) if isinstance(names, Mapping) else []


def _names(names: Mapping[str, str]) -> Iterator[Value]:
    return (Value(name, lang=language) for language, name in names.items())

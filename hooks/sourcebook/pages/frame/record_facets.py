"""`facets_of`, `listed`, `Sides`: the records of a collection sorted as it declares.

A record may have several values of one facet: the topics it touched, the countries it led to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.frame.facets import Facet, FacetValue, slugs_of
from sourcebook.pages.frame.labels import sentence_case
from sourcebook.records.content import Place
from sourcebook.records.fields import Record
from sourcebook.records.records import Collection
from sourcebook.records.shapes import Field
from sourcebook.site.graph import Node
from sourcebook.site.model import Site

ELSEWHERE = "elsewhere"

Short = Callable[[Node], str]


@dataclass(frozen=True, slots=True)
class Sides:
    """The places between which a site runs, as it declares them: none, one or more."""

    site: Site

    @property
    def ids(self) -> tuple[str, ...]:
        return self.site.subject.sides

    def direction(self, collection: Collection, record: Record) -> str:
        """Return ``<from>-to-<to>`` of two sides, ``to-<side>``, ``from-<side>`` or `ELSEWHERE`."""
        ends = [
            self.site.side(id) for role in ("from", "to") for id in collection.ids_of(record, role)
        ]
        if len(ends) != 2 or not self.ids:
            return ""
        start, end = ends
        if len(self.ids) == 1 and start != end and self.ids[0] in ends:
            return f"to-{end}" if end in self.ids else f"from-{start}"
        both = start != end and start in self.ids and end in self.ids
        return f"{start}-to-{end}" if both else ELSEWHERE

    def names(self) -> tuple[tuple[str, str], ...]:
        """Return the directions that there can be, each with its name for readers."""
        label = {id: self.site.label(Node("places", id)) for id in self.ids}
        if len(self.ids) == 1:
            ((id, name),) = label.items()
            pairs = [(f"to-{id}", f"To {name}"), (f"from-{id}", f"From {name}")]
        else:
            pairs = [
                (f"{start}-to-{end}", f"{label[start]} → {label[end]}")
                for start, end in permutations(self.ids, 2)
            ]
        return (*pairs, (ELSEWHERE, "Elsewhere"))

    def note(self, ends: Iterable[str]) -> str:
        """Return which of the places *ends* count as the side that continues them."""
        counted = [
            (self.site.label(Node("places", id)), self.site.label(Node("places", side)))
            for id in sorted(set(ends))
            if (side := self.site.side(id)) != id and side in self.ids
        ]
        return " ".join(f"{name} counts as {side}." for name, side in counted)


def listed(site: Site, collection: Collection) -> tuple[Node, ...]:
    """Return the records of *collection* in the order in which it lists them."""
    order = collection.listing.order
    when = collection.field_of("when")
    names = order or ((when.name,) if when else ())

    def key(item: tuple[str, Any]) -> tuple[object, ...]:
        id, loaded = item
        keys = [_key(collection.fields.get(name), loaded.record, loaded.label) for name in names]
        return (*keys, *([] if when else [loaded.label.casefold()]), id)

    records = site.records.get(collection.name, {})
    return tuple(Node(collection.name, id) for id, _ in sorted(records.items(), key=key))


def _key(field: Field | None, record: Record, label: str) -> tuple[object, ...]:
    """Return what sorts a record by a field: what is absent comes last."""
    value = field.value_of(record) if field is not None else label
    if value is None or value == ():
        return (True,)
    if isinstance(value, Edtf):
        return False, value.sort_key
    if field is not None and field.shape.choices:
        return False, field.shape.choices.index(value)
    return False, value.casefold() if isinstance(value, str) else value


def facets_of(
    site: Site, collection: Collection, lists: Mapping[str, tuple[Node, ...]], short: Short
) -> tuple[Facet, ...]:
    """Return the facets that *collection* declares; one pass over its records for each."""
    records = site.records[collection.name]
    members = [(node.id, records[node.id].record) for node in lists[collection.name]]

    def facet(name: str) -> Facet:
        field = collection.fields.get(name)
        id, label, names, slugs, note = (
            _of_field(site, field, lists, short)
            if field is not None
            else _FOLLOWING[name](site, collection, [record for _, record in members])
        )
        found: dict[str, list[str]] = {}
        for member, record in members:
            for slug in dict.fromkeys(slugs(record)):
                found.setdefault(slug, []).append(member)
        names = names if names is not None else _by_name(found)
        is_free = field is not None and not field.shape.choices and not field.names
        tokens = slugs_of(found) if is_free else {}
        values = (
            FacetValue(text, tokens.get(slug, slug), tuple(found[slug]))
            for slug, text in names
            if slug in found
        )
        return Facet(collection.name, id, label, tuple(values), note)

    return tuple(facet(name) for name in (*collection.listing.facets, *collection.listing.folded))


Names = Iterable[tuple[str, str]] | None
Slugs = Callable[[Record], Iterable[str]]
Described = tuple[str, str, Names, Slugs, str]
"""Id, label, values with their names in order, the values of a record, a note."""


def _by_name(found: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(((text, text) for text in found), key=lambda pair: pair[1].casefold())


def _of_field(
    site: Site, field: Field, lists: Mapping[str, tuple[Node, ...]], short: Short
) -> Described:
    if field.names:
        target = site.subject.by_name[field.names]
        nodes = lists.get(target.name)
        names = (
            [(node.id, short(node)) for node in nodes]
            if nodes is not None
            else sorted(
                ((id, short(Node(target.name, id))) for id in site.records[target.name]),
                key=lambda pair: pair[1].casefold(),
            )
        )
        if field.meaning.role in ("topic", "who"):
            return target.singular, sentence_case(target.singular), names, field.ids_of, ""
        return field.name, field.label, names, field.ids_of, ""
    if field.shape.choices:
        names = list(field.meaning.choices.items())
        return field.name, field.label, names, lambda record: _several(field, record), ""
    return field.name, field.label, None, lambda record: _several(field, record), ""


def _several(field: Field, record: Record) -> list[str]:
    value = field.value_of(record)
    values = value if isinstance(value, tuple) else [] if value is None else [value]
    return [shown(one) for one in values]


def shown(value: object) -> str:
    """Return the value of a field as readers see it."""
    return value.display() if isinstance(value, Edtf) else str(value)


def _direction(site: Site, collection: Collection, records: list[Record]) -> Described:
    sides = Sides(site)
    ends = (id for one in records for role in ("from", "to") for id in collection.ids_of(one, role))

    def slugs(record: Record) -> list[str]:
        direction = sides.direction(collection, record)
        return [direction] if direction else []

    return "direction", "Direction", sides.names(), slugs, sides.note(ends)


def _decade(site: Site, collection: Collection, records: list[Record]) -> Described:
    decades = sorted({collection.value_of(one, "when").year // 10 * 10 for one in records})

    def slugs(record: Record) -> list[str]:
        return [collection.value_of(record, "when").decade]

    return "decade", "Decade", [(f"{year}s", f"{year}s") for year in decades], slugs, ""


def _country(site: Site, collection: Collection, records: list[Record]) -> Described:
    found = {id for one in records for id in countries(site, collection, one)}
    named = sorted((site.label(Node("places", id)), id) for id in found)
    note = "By the country in which the place lies today."
    return (
        *("country", "Country", [(id, label) for label, id in named]),
        *(lambda record: countries(site, collection, record), note),
    )


_FOLLOWING: Mapping[str, Callable[[Site, Collection, list[Record]], Described]] = {
    "direction": _direction,
    "decade": _decade,
    "country": _country,
}
"""What follows from the roles of fields."""


def countries(site: Site, collection: Collection, record: Record) -> list[str]:
    """Return the countries in which the places of *record* lie today, or else where it led to."""
    found = []
    for id in collection.ids_of(record, "where"):
        loaded = site.record(Node("places", id))
        if loaded is not None and isinstance(loaded.record, Place):
            country = id if loaded.record.kind == "country" else loaded.record.country
            found += [site.side(country)] if country else []
    return found or [site.side(id) for id in collection.ids_of(record, "to")]


def pairs_of(
    facets: Iterable[Facet], paired: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the members that two values share, by the tokens of both, in the order of lists.

    Both orders of two facets are there. A pass over the members: each has few values.
    """
    named = {facet.id: facet for facet in facets}
    found: dict[tuple[str, str], list[str]] = {}
    for one, other in paired:
        tokens: dict[str, list[str]] = {}
        for value in named[other].values:
            for member in value.members:
                tokens.setdefault(member, []).append(named[other].token(value))
        for value in named[one].values:
            for member in value.members:
                for token in tokens.get(member, ()):
                    found.setdefault((named[one].token(value), token), []).append(member)
    shared = {pair: tuple(members) for pair, members in found.items()}
    return shared | {(other, one): members for (one, other), members in shared.items()}

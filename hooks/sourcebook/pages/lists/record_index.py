"""The records of a declared collection as lists: index, a page for each value of each facet, and
pages for two values.

All pairs of values would be far more pages than records. So two values have a page of their own
where the collection asks for it (`pairs`) and enough records have both; a decade is a part of
every page, with an anchor; and the browser combines whatever is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.entries import grouped, in_order
from sourcebook.pages.frame.event import Event
from sourcebook.pages.frame.facets import FEWEST, Facet, FacetValue, tokens_of
from sourcebook.pages.frame.parts import is_cut
from sourcebook.pages.frame.record_facets import pairs_of
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Filter, FilterLine, Filters, Value
from sourcebook.pages.lists.filters import (
    combining,
    facet_page,
    filter_line,
    filter_page,
    filters_block,
)
from sourcebook.records.records import Collection
from sourcebook.site.graph import Node

_MOST = 40
"""Values of a facet that are shown above a list; the page of the facet has all."""
_DECADE = "decade"

Chosen = tuple[tuple[Facet, FacetValue], ...]


def index_uri(name: str) -> str:
    """Return the URI of the index of the collection *name*."""
    return f"{name}/index.md"


@dataclass(frozen=True, slots=True)
class _Lists:
    """The facets in which the records of a collection differ, and what two values share."""

    collection: Collection
    facets: Mapping[str, Facet]
    paired: tuple[tuple[str, str], ...]
    """Ids of facets of which two values may have a page, in the order of its address."""
    shared: Mapping[tuple[str, str], tuple[str, ...]]
    """The members of two values, by their tokens."""

    @property
    def index(self) -> str:
        return index_uri(self.collection.name)

    @property
    def all(self) -> str:
        return f"All {self.collection.many}"

    def nodes(self, members: Iterable[str]) -> list[Node]:
        return [Node(self.collection.name, id) for id in members]

    def partners(self, facet: Facet) -> list[Facet]:
        """Return the facets whose values narrow those of *facet*."""
        pairs = _counted(self.facets, self.paired, facet)
        others = {one if other == facet.id else other for one, other in pairs}
        return [self.facets[id] for id in self.facets if id in others]

    def uri(self, one: tuple[Facet, FacetValue], other: tuple[Facet, FacetValue]) -> str:
        """Return the URI of the page of two values, or "" where there is none."""
        if (one[0].id, other[0].id) not in self.paired:
            one, other = other, one
        if (one[0].id, other[0].id) not in self.paired or self.number(one, other) < FEWEST:
            return ""
        stem = one[0].value_uri(one[1]).removesuffix(".md")
        return f"{stem}/{other[0].id}/{other[1].slug}.md"

    def number(self, one: tuple[Facet, FacetValue], other: tuple[Facet, FacetValue]) -> int:
        return len(self.shared.get((one[0].token(one[1]), other[0].token(other[1])), ()))


def _counted(
    facets: Mapping[str, Facet], paired: Iterable[tuple[str, str]], facet: Facet | None = None
) -> list[tuple[str, str]]:
    """Return the pairs of facets of which two values are counted; those with *facet* only."""
    dated = [(_DECADE, id) for id in facets if id != _DECADE]
    return [
        pair
        for pair in (*paired, *dated)
        if set(pair) <= set(facets) and (facet is None or facet.id in pair)
    ]


def _narrowing(edition: Edition, collection: Collection) -> tuple[list[Facet], list[Facet]]:
    """Return the facets in which records differ: those shown, and those shown on demand."""
    facets = edition.facets.get(collection.name, ())
    number = len(collection.listing.facets)
    return (
        [facet for facet in facets[:number] if facet.narrows],
        [facet for facet in facets[number:] if facet.narrows],
    )


def records_listing(edition: Edition, page: str, slots: Slots, collection: Collection) -> str:
    """All records of *collection* in its order and groups, below its filters.

    The browser combines filters where the whole list is on the page.
    """
    open_, folded = _narrowing(edition, collection)
    nodes = edition.lists[collection.name]
    is_whole = not is_cut("entries", nodes)
    is_combining = is_whole and page == index_uri(collection.name)
    filters = Filters(
        f"Filter the {collection.many}",
        tuple(filter_line(page, facet, most=_MOST) for facet in open_),
        folded=tuple(filter_line(page, facet, most=_MOST) for facet in folded),
        noun=f"{collection.singular}|{collection.many}" if is_combining else "",
    )
    tokens = tokens_of([*open_, *folded]) if is_whole else {}
    return filters_block(slots, filters) + grouped(edition, page, slots, collection, nodes, tokens)


def record_filter_pages(edition: Edition, collection: Collection) -> Iterator[Rendered]:
    """Yield the page of each facet, of each value, and of two values where that is worth it."""
    open_, folded = _narrowing(edition, collection)
    facets = {facet.id: facet for facet in (*open_, *folded)}
    listing = collection.listing
    ids = dict(
        zip(
            (*listing.facets, *listing.folded),
            (facet.id for facet in edition.facets.get(collection.name, ())),
            strict=False,
        )
    )
    paired = tuple((ids.get(one, one), ids.get(other, other)) for one, other in listing.pairs)
    shared = pairs_of(facets.values(), _counted(facets, paired))
    lists = _Lists(collection, facets, paired, shared)
    nouns = (collection.singular, collection.many)
    for facet in facets.values():
        ways = (Value(lists.all, href(facet.uri, lists.index)),)
        others = tuple(
            filter_line(facet.uri, one, most=_MOST) for one in facets.values() if one is not facet
        )
        listed = Filters(f"Filter the {collection.many}", others[:3], folded=others[3:], ways=ways)
        title = f"{collection.title} by {facet.label.lower()}"
        name = partial(_named, edition, collection.name)
        yield facet_page(facet, lists.index, title, nouns, listed, name)
        for value in filter(facet.has_page, facet.values):
            yield _value_page(edition, lists, facet, value)
    for one, other in paired:
        if one in facets and other in facets:
            yield from _pair_pages(edition, lists, facets[one], facets[other])


def _named(edition: Edition, name: str, page: str, id: str) -> Value:
    return Value(edition.title(Node(name, id)), edition.link(page, Node(name, id)))


def _value_page(edition: Edition, lists: _Lists, facet: Facet, value: FacetValue) -> Rendered:
    uri = facet.value_uri(value)
    lines = [
        filter_line(uri, facet, value, _MOST),
        *(_within(lists, uri, (facet, value), partner) for partner in lists.partners(facet)),
    ]
    title = f"{lists.collection.title} by {facet.label.lower()}: {value.text}"
    ways = [Value(lists.all, href(uri, lists.index))]
    return _page(edition, lists, uri, title, ((facet, value),), value.members, lines, ways)


def _pair_pages(edition: Edition, lists: _Lists, one: Facet, other: Facet) -> Iterator[Rendered]:
    for first in one.values:
        for second in other.values:
            chosen = ((one, first), (other, second))
            uri = lists.uri(*chosen)
            if not uri:
                continue
            members = lists.shared[one.token(first), other.token(second)]
            lines = [
                _within(lists, uri, chosen[1], one, first),
                _within(lists, uri, chosen[0], other, second),
                _decades(edition, lists, members),
            ]
            ways = [
                Value(f"{facet.label}: {value.text}", facet.way(uri, value))
                for facet, value in chosen
            ]
            title = (
                f"{lists.collection.title} by {one.label.lower()} and {other.label.lower()}: "
                f"{first.text}, {second.text}"
            )
            ways.append(Value(lists.all, href(uri, lists.index)))
            yield _page(edition, lists, uri, title, chosen, members, lines, ways)


def _page(
    edition: Edition,
    lists: _Lists,
    uri: str,
    title: str,
    chosen: Chosen,
    members: tuple[str, ...],
    lines: Iterable[FilterLine],
    ways: Iterable[Value],
) -> Rendered:
    slots = Slots(uri)
    nodes = lists.nodes(members)
    filters = Filters(
        f"Filter the {lists.collection.many}",
        tuple(line for line in lines if line.filters),
        ways=tuple(ways),
        combine=""
        if is_cut("entries", edition.lists[lists.collection.name])
        else combining(uri, lists.index, chosen),
    )
    notes = dict.fromkeys(facet.note for facet, _ in chosen if facet.note)
    number = lists.collection.count(len(members))
    years = years_of(in_order(edition, nodes))
    described = " ".join([f"{number}{f', {years}' if years else ''}.", *notes])
    listing = filters_block(slots, filters)
    listing += grouped(edition, uri, slots, lists.collection, nodes)
    return filter_page(slots, lists.index, title, described, listing)


def _within(
    lists: _Lists,
    page: str,
    chosen: tuple[Facet, FacetValue],
    facet: Facet,
    current: FacetValue | None = None,
) -> FilterLine:
    """Return the values of *facet* that records with *chosen* have, and how many of them."""
    filters = []
    for value in facet.values:
        number = lists.number(chosen, (facet, value))
        if number:
            url = _link(lists, page, chosen, (facet, value))
            token = facet.token(value)
            filters.append(Filter(value.text, number, url, token, is_current=value is current))
    return FilterLine(facet.label, tuple(filters))


def _link(
    lists: _Lists, page: str, one: tuple[Facet, FacetValue], other: tuple[Facet, FacetValue]
) -> str:
    """Return the link to the records with both values: a part of a page, a page, or nothing."""
    for decade, rest in ((one, other), (other, one)):
        if decade[0].id == _DECADE:
            return rest[0].way(page, rest[1], decade[1].slug)
    uri = lists.uri(one, other)
    return href(page, uri) if uri else ""


def _decades(edition: Edition, lists: _Lists, members: Iterable[str]) -> FilterLine:
    """Return the decades of *members*, each a part of the page."""
    facet = lists.facets.get(_DECADE)
    if facet is None:
        return FilterLine("", ())
    numbers = Counter(edition.events[node].dates.decade for node in lists.nodes(members))
    filters = (
        Filter(value.text, numbers[value.slug], f"#{value.slug}", facet.token(value))
        for value in facet.values
        if numbers[value.slug]
    )
    return FilterLine(facet.label, tuple(filters))


def years_of(events: list[Event]) -> str:
    """Return the years of the first and the last of *events*; a decade where no more is known."""
    if not events:
        return ""
    last = max(events, key=lambda event: event.dates.year)
    return "–".join(dict.fromkeys([_year(events[0]), _year(last)]))


def _year(event: Event) -> str:
    start = event.dates.start
    is_coarse = start is not None and start.precision in ("decade", "century")
    return start.plain if start is not None and is_coarse else str(event.dates.year)

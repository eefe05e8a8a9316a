"""The visits as lists: their index, a page for each value of each facet, and pages for two values.

All pairs of values would be far more pages than visits. So two values have a page of their own
where both narrow what readers ask for (`PAIRED`) and enough visits have both; a decade is a part
of every page, with an anchor; and the browser combines whatever is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sourcebook.pages.filters import (
    combining,
    facet_page,
    filter_line,
    filter_page,
    filters_block,
)
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.facets import Facet, FacetValue, tokens_of
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.timeline import by_decade
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Filter, FilterLine, Filters, Value
from sourcebook.pages.frame.visit_facets import VISITS, pairs_of
from sourcebook.records.content import Visit
from sourcebook.site.graph import Node

INDEX = "visits/index.md"
PAIRED = (("direction", "level"), ("direction", "sector"), ("level", "sector"))
"""Facets of which two values may have a page, in the order of its address."""
FEWEST = 3
"""Visits that two values share before they have a page: fewer are found by eye."""
_MOST = 40
"""Values of a facet that are shown above a list; the page of the facet has all."""
_DECADE = "decade"
_FOLDED = frozenset({"country", "setting", "scope", "status"})
_LABEL = "Filter the visits"

Chosen = tuple[tuple[Facet, FacetValue], ...]


@dataclass(frozen=True, slots=True)
class _Lists:
    """The facets in which visits differ, and what two values share, by their tokens."""

    facets: Mapping[str, Facet]
    shared: Mapping[tuple[str, str], tuple[str, ...]]

    def partners(self, facet: Facet) -> list[Facet]:
        """Return the facets whose values narrow those of *facet*."""
        others = {one if other == facet.id else other for one, other in _pairs(self.facets, facet)}
        return [self.facets[id] for id in self.facets if id in others]

    def uri(self, one: tuple[Facet, FacetValue], other: tuple[Facet, FacetValue]) -> str:
        """Return the URI of the page of two values, or "" where there is none."""
        if (one[0].id, other[0].id) not in PAIRED:
            one, other = other, one
        if (one[0].id, other[0].id) not in PAIRED or self.number(one, other) < FEWEST:
            return ""
        stem = one[0].value_uri(one[1]).removesuffix(".md")
        return f"{stem}/{other[0].id}/{other[1].slug}.md"

    def number(self, one: tuple[Facet, FacetValue], other: tuple[Facet, FacetValue]) -> int:
        return len(self.shared.get((one[0].token(one[1]), other[0].token(other[1])), ()))


def _pairs(facets: Mapping[str, Facet], facet: Facet | None = None) -> list[tuple[str, str]]:
    """Return the pairs of facets of which two values are counted; those with *facet* only."""
    dated = [(_DECADE, id) for id in facets if id != _DECADE]
    return [
        pair
        for pair in (*PAIRED, *dated)
        if set(pair) <= set(facets) and (facet is None or facet.id in pair)
    ]


def visits_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All visits by decade, in order of time, those of related scope marked."""
    facets = [facet for facet in edition.visit_facets if facet.narrows]
    is_index = page == INDEX
    filters = Filters(
        _LABEL,
        tuple(filter_line(page, facet, most=_MOST) for facet in facets if facet.id not in _FOLDED),
        folded=tuple(
            filter_line(page, facet, most=_MOST) for facet in facets if facet.id in _FOLDED
        ),
        noun="visit|visits" if is_index else "",
    )
    nodes = (node for node, _ in edition.visits)
    return filters_block(slots, filters) + by_decade(edition, page, slots, nodes, tokens_of(facets))


def visit_filter_pages(edition: Edition) -> Iterator[Rendered]:
    """Yield the page of each facet, of each value, and of two values where that is worth it."""
    facets = {facet.id: facet for facet in edition.visit_facets if facet.narrows}
    lists = _Lists(facets, pairs_of(facets.values(), _pairs(facets)))
    for facet in facets.values():
        ways = (Value("All visits", href(facet.uri, INDEX)),)
        others = tuple(
            filter_line(facet.uri, one, most=_MOST) for one in facets.values() if one is not facet
        )
        listed = Filters(_LABEL, others[:3], folded=others[3:], ways=ways)
        yield facet_page(facet, INDEX, f"Visits by {facet.label.lower()}", "visit", listed)
        for value in facet.values:
            yield _value_page(edition, lists, facet, value)
    for one, other in PAIRED:
        if one in facets and other in facets:
            yield from _pair_pages(edition, lists, facets[one], facets[other])


def _value_page(edition: Edition, lists: _Lists, facet: Facet, value: FacetValue) -> Rendered:
    uri = facet.value_uri(value)
    lines = [
        filter_line(uri, facet, value, _MOST),
        *(_within(lists, uri, (facet, value), partner) for partner in lists.partners(facet)),
    ]
    title = f"Visits by {facet.label.lower()}: {value.text}"
    ways = [Value("All visits", href(uri, INDEX))]
    return _page(edition, uri, title, ((facet, value),), value.members, lines, ways)


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
                _decades(edition, lists.facets, (Node(VISITS, id) for id in members)),
            ]
            ways = [
                Value(f"{facet.label}: {value.text}", href(uri, facet.value_uri(value)))
                for facet, value in chosen
            ]
            title = (
                f"Visits by {one.label.lower()} and {other.label.lower()}: "
                f"{first.text}, {second.text}"
            )
            ways.append(Value("All visits", href(uri, INDEX)))
            yield _page(edition, uri, title, chosen, members, lines, ways)


def _page(
    edition: Edition,
    uri: str,
    title: str,
    chosen: Chosen,
    members: tuple[str, ...],
    lines: Iterable[FilterLine],
    ways: Iterable[Value],
) -> Rendered:
    slots = Slots(uri)
    nodes = [Node(VISITS, id) for id in members]
    filters = Filters(
        _LABEL,
        tuple(line for line in lines if line.filters),
        ways=tuple(ways),
        combine=combining(uri, INDEX, chosen),
    )
    notes = dict.fromkeys(facet.note for facet, _ in chosen if facet.note)
    number = counted(len(members), "visit or meeting", "visits and meetings")
    described = " ".join([f"{number}, {_years(edition, nodes)}.", *notes])
    listing = filters_block(slots, filters) + by_decade(edition, uri, slots, nodes)
    return filter_page(slots, INDEX, title, described, listing)


def _within(
    lists: _Lists,
    page: str,
    chosen: tuple[Facet, FacetValue],
    facet: Facet,
    current: FacetValue | None = None,
) -> FilterLine:
    """Return the values of *facet* that visits with *chosen* have, and how many of them."""
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
    """Return the link to the visits with both values: a part of a page, a page, or nothing."""
    for decade, rest in ((one, other), (other, one)):
        if decade[0].id == _DECADE:
            return href(page, rest[0].value_uri(rest[1]), decade[1].slug)
    uri = lists.uri(one, other)
    return href(page, uri) if uri else ""


def _decades(edition: Edition, facets: Mapping[str, Facet], nodes: Iterable[Node]) -> FilterLine:
    """Return the decades of *nodes*, each a part of the page."""
    if _DECADE not in facets:
        return FilterLine("", ())
    order = edition.visit_order
    numbers = Counter(edition.visits[order[node]][1].dates.decade for node in nodes)
    filters = (
        Filter(value.text, numbers[value.slug], f"#{value.slug}", facets[_DECADE].token(value))
        for value in facets[_DECADE].values
        if numbers[value.slug]
    )
    return FilterLine(facets[_DECADE].label, tuple(filters))


def _years(edition: Edition, nodes: Iterable[Node]) -> str:
    """Return the years of the first and of the last of *nodes*; a decade where no more is known."""
    order = edition.visit_order
    visits = [edition.visits[order[node]][1] for node in nodes]
    first = min(visits, key=lambda visit: visit.dates.sort_key)
    last = max(visits, key=lambda visit: visit.dates.year)
    years = dict.fromkeys([_year(first), _year(last)])
    return "–".join(years)


def _year(visit: Visit) -> str:
    start = visit.dates.start
    is_coarse = start is not None and start.precision in ("decade", "century")
    return start.plain if start is not None and is_coarse else str(visit.dates.year)

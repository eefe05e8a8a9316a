"""The works as lists: the index of sources, and one page for each value of each facet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from sourcebook.pages.exports import BIBLIOGRAPHY
from sourcebook.pages.frame.downloads import downloads
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.facets import Facet, FacetValue, tokens_of
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.parts import Show, by_name, in_parts, is_cut
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Card, Filters, Value
from sourcebook.pages.lists.filters import (
    combining,
    facet_page,
    filter_line,
    filter_page,
    filters_block,
)
from sourcebook.pages.lists.source_facets import source_facets
from sourcebook.site.graph import SOURCES, Node
from sourcebook.works.works import Work

INDEX = "sources/index.md"
_MOST_FILTERS = 12
"""Values of a facet that are shown above a list; the page of the facet has all."""
_NO_TOKENS: Mapping[str, str] = MappingProxyType({})


def sources_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All works by who speaks, in the order of their references, cited before uncited."""
    works = edition.site.works
    facets = source_facets(edition)
    tokens = _NO_TOKENS if _is_cut(edition) else tokens_of(facets)
    head = _filters(edition, page, slots, facets)
    if works:
        head += slots.block(downloads(page, BIBLIOGRAPHY, "All references", BIBLIOGRAPHY))

    def show(uri: str, slots: Slots, citekeys: list[str]) -> str:
        groups: dict[str, list[str]] = {}
        for citekey in citekeys:
            if edition.site.passages[citekey]:
                groups.setdefault(_speaker(edition, works[citekey]), []).append(citekey)
        listed = [
            heading(2, group) + _works(edition, uri, slots, groups[group], tokens)
            for group in sorted(groups)
        ]
        return "".join([*listed, _uncited(edition, uri, slots, citekeys, tokens)])

    return head + _in_parts(edition, page, slots, list(works), show)


def source_filter_pages(edition: Edition) -> Iterator[Rendered]:
    """Yield the page of each facet, which lists its values, and the page of each value."""
    facets = source_facets(edition) if edition.site.works else ()
    for facet in facets:
        others = tuple(one for one in facets if one is not facet)
        title = f"Sources by {facet.label.lower()}"
        filters = _listed(edition, facet.uri, others)
        yield facet_page(facet, INDEX, title, ("work", "works"), filters, partial(_named, edition))
        for value in filter(facet.has_page, facet.values):
            yield _value_page(edition, facets, facet, value)


def _named(edition: Edition, page: str, citekey: str) -> Value:
    node = Node(SOURCES, citekey)
    title = edition.in_its_language(citekey, edition.title(node))
    return Value(title, edition.link(page, node))


def _value_page(
    edition: Edition, facets: tuple[Facet, ...], facet: Facet, value: FacetValue
) -> Rendered:
    uri = facet.value_uri(value)
    slots = Slots(uri)
    passages = edition.site.passages
    number = sum(len(passages[citekey]) for citekey in value.members)

    def show(uri: str, slots: Slots, citekeys: list[str]) -> str:
        cited = [citekey for citekey in citekeys if passages[citekey]]
        listed = _works(edition, uri, slots, cited) if cited else ""
        return listed + _uncited(edition, uri, slots, citekeys)

    return filter_page(
        slots,
        INDEX,
        f"Sources by {facet.label.lower()}: {value.text}",
        f"{counted(len(value.members), 'work')}, cited in {counted(number, 'passage')}.",
        _filters(edition, uri, slots, facets, (facet, value))
        + _in_parts(edition, uri, slots, value.members, show),
    )


def _is_cut(edition: Edition) -> bool:
    return is_cut("names", list(edition.site.works))


def _in_parts(
    edition: Edition, page: str, slots: Slots, citekeys: Sequence[str], show: Show[str]
) -> str:
    works = edition.site.works
    place = lambda citekey: by_name(works[citekey].label)  # noqa: E731
    return in_parts(page, slots, citekeys, place, show, "names")


def _filters(
    edition: Edition,
    page: str,
    slots: Slots,
    facets: Iterable[Facet],
    current: tuple[Facet, FacetValue] | None = None,
) -> str:
    return filters_block(slots, _listed(edition, page, facets, current))


def _listed(
    edition: Edition,
    page: str,
    facets: Iterable[Facet],
    current: tuple[Facet, FacetValue] | None = None,
) -> Filters:
    """Return the filters above a list; facets in which all works are alike are left out."""
    value = current[1] if current else None
    is_index, is_whole = page == INDEX, not _is_cut(edition)
    is_combining = is_whole and current is not None and current[0].narrows
    return Filters(
        "Filter the sources",
        tuple(filter_line(page, facet, value, _MOST_FILTERS) for facet in facets if facet.narrows),
        ways=() if is_index else (Value("All sources", href(page, INDEX)),),
        combine=combining(page, INDEX, [current]) if current and is_combining else "",
        noun="work|works" if is_index and is_whole else "",
    )


def _works(
    edition: Edition,
    page: str,
    slots: Slots,
    citekeys: list[str],
    tokens: Mapping[str, str] = _NO_TOKENS,
) -> str:
    cards = [
        _card(edition, page, citekey, tokens.get(citekey, ""))
        for citekey in _ordered(edition, citekeys)
    ]
    return slots.block(render("records", cards=cards, compact=False))


def _uncited(
    edition: Edition,
    page: str,
    slots: Slots,
    citekeys: list[str],
    tokens: Mapping[str, str] = _NO_TOKENS,
) -> str:
    """Return those of *citekeys* that nothing rests on, below a heading."""
    uncited = [citekey for citekey in citekeys if not edition.site.passages[citekey]]
    if not uncited:
        return ""
    return heading(2, "Kept, not cited") + _works(edition, page, slots, uncited, tokens)


def _card(edition: Edition, page: str, citekey: str, tokens: str) -> Card:
    work = edition.site.works[citekey]
    passages = len(edition.site.passages[citekey])
    date = work.date.display() if work.date else "no date known"
    meta = [work.label, date, work.kind, counted(passages, "passage") if passages else ""]
    reason = f"Kept because: {work.keep}" if work.keep else "Why it is kept is not said."
    node = Node(SOURCES, citekey)
    return Card(
        title=edition.in_its_language(citekey, edition.title(node)),
        url=edition.link(page, node),
        meta=edition.in_its_language(citekey, " · ".join(filter(None, meta))),
        summary="" if passages else reason,
        tokens=tokens,
    )


def _ordered(edition: Edition, citekeys: list[str]) -> list[str]:
    """By author or publisher, then by date with the undated last."""

    def order(citekey: str) -> tuple[str, bool, tuple[object, ...], str]:
        work = edition.site.works[citekey]
        date = work.date.sort_key if work.date else ()
        return work.label.casefold(), work.date is None, date, citekey

    return sorted(citekeys, key=order)


def _speaker(edition: Edition, work: Work) -> str:
    if not work.perspective:
        return "Speaker not stated"
    return edition.label(Node("perspectives", work.perspective))

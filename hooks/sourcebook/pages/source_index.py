"""The works as lists: the index of sources, and one page for each value of each facet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourcebook.pages.downloads import downloads
from sourcebook.pages.edition import Edition, Rendered
from sourcebook.pages.exports import BIBLIOGRAPHY
from sourcebook.pages.facets import Facet, FacetValue, facets_of
from sourcebook.pages.labels import counted
from sourcebook.pages.markdown import heading
from sourcebook.pages.render import render
from sourcebook.pages.slots import Slots
from sourcebook.pages.urls import href
from sourcebook.pages.views import Card, Chip, Filter, FilterLine, Value
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.works import Work

INDEX = "sources/index.md"
_MOST_FILTERS = 12
"""Values of a facet that are shown above a list; the page of the facet has all."""


def sources_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All works by who speaks, in the order of their references, cited before uncited."""
    groups: dict[str, list[str]] = {}
    uncited = []
    for citekey, work in edition.site.works.items():
        if edition.site.passages[citekey]:
            groups.setdefault(_speaker(edition, work), []).append(citekey)
        else:
            uncited.append(citekey)
    parts = [_filters(page, slots, facets_of(edition))]
    if edition.site.works:
        parts.append(slots.block(downloads(page, BIBLIOGRAPHY, "All references", BIBLIOGRAPHY)))
    parts += [
        heading(2, group) + _works(edition, page, slots, groups[group]) for group in sorted(groups)
    ]
    return "".join([*parts, _uncited(edition, page, slots, uncited)])


def facet_pages(edition: Edition) -> Iterator[Rendered]:
    """Yield the page of each facet, which lists its values, and the page of each value."""
    facets = facets_of(edition) if edition.site.works else ()
    for facet in facets:
        yield _facet_page(facets, facet)
        for value in facet.values:
            yield _value_page(edition, facets, facet, value)


def _facet_page(facets: tuple[Facet, ...], facet: Facet) -> Rendered:
    slots = Slots(facet.uri)
    cards = [
        Card(
            value.text,
            href(facet.uri, facet.value_uri(value)),
            meta=counted(len(value.citekeys), "work"),
        )
        for value in facet.values
    ]
    title = f"Sources by {facet.label.lower()}"
    others = tuple(one for one in facets if one is not facet)
    return _page(
        slots,
        title,
        f"Every {facet.label.lower()} in the bibliography, with its works.",
        _filters(facet.uri, slots, others)
        + slots.block(render("records", cards=cards, compact=True)),
    )


def _value_page(
    edition: Edition, facets: tuple[Facet, ...], facet: Facet, value: FacetValue
) -> Rendered:
    uri = facet.value_uri(value)
    slots = Slots(uri)
    passages = edition.site.passages
    cited = [citekey for citekey in value.citekeys if passages[citekey]]
    uncited = [citekey for citekey in value.citekeys if not passages[citekey]]
    number = sum(len(passages[citekey]) for citekey in cited)
    described = f"{counted(len(value.citekeys), 'work')}, cited in {counted(number, 'passage')}."
    listing = _works(edition, uri, slots, cited) if cited else ""
    return _page(
        slots,
        f"Sources by {facet.label.lower()}: {value.text}",
        described,
        _filters(uri, slots, facets, value) + listing + _uncited(edition, uri, slots, uncited),
    )


def _page(slots: Slots, title: str, description: str, listing: str) -> Rendered:
    return Rendered(
        uri=slots.seed,
        title=title,
        description=description,
        markdown=f"{heading(1, title)}{description}\n{{: .sb-deck }}\n\n{listing}",
        slots=slots.made(),
        kind="filter",
        section=INDEX,
    )


def _filters(
    page: str, slots: Slots, facets: Iterable[Facet], current: FacetValue | None = None
) -> str:
    """Return the filters above a list; facets in which all works are alike are left out."""
    lines = [_line(page, facet, current) for facet in facets if len(facet.values) > 1]
    everything = None if page == INDEX else Value("All sources", href(page, INDEX))
    if not lines and everything is None:
        return ""
    return slots.block(
        render("filters", lines=lines, everything=everything, label="Filter the sources")
    )


def _line(page: str, facet: Facet, current: FacetValue | None) -> FilterLine:
    # By size, in turn by place, so that the choice among equals is always the same.
    by_size = sorted(
        range(len(facet.values)), key=lambda place: (-len(facet.values[place].citekeys), place)
    )
    chosen = set(by_size[:_MOST_FILTERS])
    filters = tuple(
        Filter(
            value.text,
            len(value.citekeys),
            href(page, facet.value_uri(value)),
            is_current=value is current,
        )
        for place, value in enumerate(facet.values)
        if place in chosen or value is current
    )
    more = None
    if len(facet.values) > _MOST_FILTERS:
        more = Value(f"all {len(facet.values)}", href(page, facet.uri))
    return FilterLine(facet.label, filters, more)


def _works(edition: Edition, page: str, slots: Slots, citekeys: list[str]) -> str:
    cards = [_card(edition, page, citekey) for citekey in _ordered(edition, citekeys)]
    return slots.block(render("records", cards=cards, compact=False))


def _uncited(edition: Edition, page: str, slots: Slots, citekeys: list[str]) -> str:
    if not citekeys:
        return ""
    return heading(2, "Kept, not cited") + _works(edition, page, slots, citekeys)


def _card(edition: Edition, page: str, citekey: str) -> Card:
    work = edition.site.works[citekey]
    passages = len(edition.site.passages[citekey])
    meta = [work.label, work.date.display() if work.date else "no date known", work.kind]
    reason = f"Kept because: {work.keep}" if work.keep else "Why it is kept is not said."
    node = Node(SOURCES, citekey)
    return Card(
        title=edition.title(node),
        url=edition.link(page, node),
        meta=" · ".join(filter(None, meta)),
        summary="" if passages else reason,
        chips=(Chip(counted(passages, "passage"), "count"),) if passages else (),
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

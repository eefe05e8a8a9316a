"""`filters_block`, `filter_line`, `filter_page`: the filters above a list, and pages of them.

Filters are links to pages. On the index of a collection a script (theme, ``filters.js``) combines
them in the browser, by the tokens that filters and entries carry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlencode

from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.facets import Facet, FacetValue
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.parts import by_name, in_parts
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href, url_of
from sourcebook.pages.frame.views import Card, Filter, FilterLine, Filters, Value


def filters_block(slots: Slots, filters: Filters) -> str:
    """Return *filters* in a slot, or "" where there is nothing to choose and no way out."""
    if not (filters.lines or filters.folded or filters.ways):
        return ""
    return slots.block(render("filters", filters=filters))


def filter_line(
    page: str, facet: Facet, current: FacetValue | None = None, most: int = 0
) -> FilterLine:
    """Return the values of *facet*, each with all that has it; the *most* frequent if not 0."""
    places: Iterable[int] = range(len(facet.values))
    if most:
        # By size, in turn by place, so that the choice among equals is always the same.
        by_size = sorted(places, key=lambda place: (-len(facet.values[place].members), place))
        chosen = set(by_size[:most])
        places = [
            place for place, value in enumerate(facet.values) if place in chosen or value is current
        ]
    filters = tuple(
        Filter(
            value.text,
            len(value.members),
            facet.way(page, value),
            facet.token(value),
            is_current=value is current,
        )
        for value in (facet.values[place] for place in places)
    )
    more = None
    if most and len(facet.values) > most:
        more = Value(f"all {len(facet.values)}", href(page, facet.uri))
    return FilterLine(facet.label, filters, more)


def combining(page: str, index: str, chosen: Iterable[tuple[Facet, FacetValue]]) -> str:
    """Return the address of *index* with *chosen* in its query, as ``filters.js`` reads it."""
    query = urlencode([(facet.id, value.slug) for facet, value in chosen])
    return f"{href(page, index)}?{query}"


def facet_page(
    facet: Facet,
    index: str,
    title: str,
    nouns: tuple[str, str],
    listing: Filters,
    name: Callable[[str, str], Value],
) -> Rendered:
    """Return the page that lists the values of *facet*, each with the number of what has it.

    *nouns* say what that is: one and several. Where few have a value, *name* gives the link from a
    page to each of them.
    """
    slots = Slots(facet.uri)

    def show(uri: str, slots: Slots, values: list[FacetValue]) -> str:
        cards = [
            Card(
                value.text,
                facet.way(uri, value),
                meta=counted(len(value.members), *nouns),
            )
            if facet.has_page(value)
            else Card(
                value.text,
                "",
                links=tuple(name(uri, member) for member in value.members),
                anchor=value.slug,
            )
            for value in values
        ]
        return slots.block(render("records", cards=cards, compact=True, columns=True))

    listed = in_parts(
        facet.uri, slots, facet.values, lambda value: by_name(value.text), show, "names"
    )
    return filter_page(
        slots,
        index,
        title,
        f"Every {facet.label.lower()}, with the number of its {nouns[1]}.",
        filters_block(slots, listing) + listed,
    )


def redirects(facets: Iterable[Facet]) -> Mapping[str, str]:
    """Return by path a file at the address of each value that has no page: it leads to its line.

    No page of the host: it is a hundredth of one, and there may be hundreds.
    """
    return {
        f"{url_of(uri)}index.html": render("redirect", target=facet.way(uri, value))
        for facet in facets
        for value in facet.values
        if facet.narrows and not facet.has_page(value) and (uri := facet.value_uri(value))
    }


def filter_page(slots: Slots, index: str, title: str, description: str, listing: str) -> Rendered:
    """Return a page that belongs to *index* and shows a part of it."""
    return Rendered(
        uri=slots.seed,
        title=title,
        description=description,
        markdown=f"{heading(1, title)}{description}\n{{: .sb-deck }}\n\n{listing}",
        slots=slots.made(),
        parts=tuple(slots.parts),
        kind="filter",
        section=index,
    )

"""`source_facets`: the works sorted by publisher, side, year, language and type.

One value at a time: pages for pairs of values would be tens of thousands on a site with 500 works.
"""

from __future__ import annotations

from collections.abc import Callable

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.facets import Facet, Key, facet_of, named
from sourcebook.pages.frame.labels import language_name, sentence_case
from sourcebook.site.graph import SOURCES, Node
from sourcebook.works.works import Work

_NO_PUBLISHER = "Publisher not stated"


def source_facets(edition: Edition) -> tuple[Facet, ...]:
    """Return the facets of the works; each work has exactly one value of each.

    Values stand by name, years in order of time; the works without a value come last.
    """

    def side(work: Work) -> Key:
        label = edition.label(Node("perspectives", work.perspective)) if work.perspective else ""
        return named(label, "Speaker not stated")

    def facet(id: str, label: str, key_of: Callable[[Work], Key]) -> Facet:
        works = edition.site.works.items()
        return facet_of(SOURCES, id, label, ((citekey, key_of(work)) for citekey, work in works))

    return (
        facet("publisher", "Publisher", lambda work: named(work.publisher or "", _NO_PUBLISHER)),
        facet("side", "Side", side),
        facet("year", "Year", _year),
        facet("language", "Language", _language),
        facet("type", "Type", lambda work: named(sentence_case(work.kind), "")),
    )


def _language(work: Work) -> Key:
    return named(language_name(work.langid or ""), "Language not stated")


def _year(work: Work) -> Key:
    """By the year in which the date begins; decades and open beginnings are values themselves."""
    date = work.date
    if date is None:
        return named("", "No date known")
    if date.start is None:
        return False, 0, "", date.display()
    is_coarse = date.start.precision in ("decade", "century")
    text = date.start.plain if is_coarse else date.start.in_years
    return False, date.start.year, "", text

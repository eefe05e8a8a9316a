"""`facets_of`, `slugs_of`: the works sorted by publisher, side, type, year and language.

A value has a page of its own, ``sources/by/<facet>/<slug>/``, so that a filter is a link, works
without JavaScript and can be sent to somebody. One value at a time: pages for pairs of values
would be tens of thousands on a site with 500 works.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sourcebook.pages.edition import Edition
from sourcebook.pages.labels import language_name, sentence_case
from sourcebook.site.graph import Node
from sourcebook.site.works import Work

_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60

_Key = tuple[bool, int, str, str]
"""Absent last; then by number; then by name, capitals and accents aside; then as shown."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value and the works that have it."""

    text: str
    slug: str
    """Unique in its facet; in ASCII."""
    citekeys: tuple[str, ...]
    """In the order of the bibliography."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to sort the works; each work has exactly one value of it."""

    id: str
    label: str
    values: tuple[FacetValue, ...]
    """By name, years in order of time; the works without a value come last."""

    @property
    def uri(self) -> str:
        """The page that lists all values."""
        return f"sources/by/{self.id}/index.md"

    def value_uri(self, value: FacetValue) -> str:
        return f"sources/by/{self.id}/{value.slug}.md"


def facets_of(edition: Edition) -> tuple[Facet, ...]:
    """Return the facets of the works; one pass over the works for each."""

    def side(work: Work) -> _Key:
        label = edition.label(Node("perspectives", work.perspective)) if work.perspective else ""
        return _named(label, "Speaker not stated")

    return (
        _facet(edition, "publisher", "Publisher", _publisher),
        _facet(edition, "side", "Side", side),
        _facet(edition, "type", "Type", _type),
        _facet(edition, "year", "Year", _year),
        _facet(edition, "language", "Language", _language),
    )


def _publisher(work: Work) -> _Key:
    return _named(work.publisher or "", "Publisher not stated")


def _type(work: Work) -> _Key:
    return _named(sentence_case(work.kind), "")


def _language(work: Work) -> _Key:
    return _named(language_name(work.langid or ""), "Language not stated")


def _year(work: Work) -> _Key:
    """By the year in which the date begins; decades and open beginnings are values themselves."""
    date = work.date
    if date is None:
        return _named("", "No date known")
    if date.start is None:
        return False, 0, "", date.display()
    is_coarse = date.start.precision in ("decade", "century")
    text = date.start.plain if is_coarse else str(date.start.year)
    return False, date.start.year, "", text


def _named(text: str, otherwise: str) -> _Key:
    return not text, 0, _folded(text), text or otherwise


def _facet(edition: Edition, id: str, label: str, key_of: Callable[[Work], _Key]) -> Facet:
    groups: dict[_Key, list[str]] = {}
    for citekey, work in edition.site.works.items():
        groups.setdefault(key_of(work), []).append(citekey)
    slugs = slugs_of(key[-1] for key in groups)
    values = (FacetValue(key[-1], slugs[key[-1]], tuple(groups[key])) for key in sorted(groups))
    return Facet(id, label, tuple(values))


def slugs_of(texts: Iterable[str]) -> dict[str, str]:
    """Return a name for addresses for each of *texts*, no two alike.

    >>> slugs_of(["Voice of America"])
    {'Voice of America': 'voice-of-america'}
    """
    slugs = {text: _slug(text) for text in texts}
    counts = Counter(slugs.values())
    return {
        text: slug if counts[slug] == 1 else _with_digest(slug, text)
        for text, slug in slugs.items()
    }


def _slug(text: str) -> str:
    """Return *text* as a name in an address; with a digest where not all of it can be told."""
    folded = _folded(text)
    slug = _NOT_IN_SLUGS.sub("-", folded).strip("-")
    is_whole = not any(letter.isalnum() and not letter.isascii() for letter in folded)
    if is_whole and 0 < len(slug) <= _LONGEST_SLUG and slug != "index":
        return slug
    return _with_digest(slug[:_LONGEST_SLUG].rstrip("-"), text)


def _with_digest(slug: str, text: str) -> str:
    return f"{slug}-{hashlib.sha256(text.encode()).hexdigest()[:8]}".lstrip("-")


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

"""`Facet`, `facet_of`, `slugs_of`: records or works sorted by one of their traits.

A value has a page of its own, ``<folder>/by/<facet>/<slug>/``, so that a filter is a link, works
without JavaScript and can be sent to somebody. One that few have is a line of the page of its
facet, which names them: nobody opens a page for a single link.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sourcebook.pages.frame.urls import href

FEWEST = 3
"""What has a value before the value has a page; fewer are named where all values are listed."""
MOST_NAMES = 700
"""Names that a page lists; more are cut into parts (`frame.parts`)."""

_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60

Key = tuple[bool, int, str, str]
"""Absent last; then by number; then by name, capitals and accents aside; then as shown."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value and what has it."""

    text: str
    slug: str
    """Unique in its facet; in ASCII."""
    members: tuple[str, ...]
    """Ids or citekeys, in the order of lists."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to sort the records of a collection, or the works."""

    folder: str
    """``sources``, ``voyages``: the collection, and where the pages are."""
    id: str
    label: str
    values: tuple[FacetValue, ...]
    """In the order in which a reader looks for them."""
    note: str = ""
    """How the values are meant, where their names do not say it."""

    @property
    def uri(self) -> str:
        """The page that lists all values."""
        return f"{self.folder}/by/{self.id}/index.md"

    @property
    def narrows(self) -> bool:
        """Whether there is a choice: where all are alike there is nothing to filter."""
        return len(self.values) > 1

    def value_uri(self, value: FacetValue) -> str:
        return f"{self.folder}/by/{self.id}/{value.slug}.md"

    def has_page(self, value: FacetValue) -> bool:
        return len(value.members) >= FEWEST

    def way(self, page: str, value: FacetValue, anchor: str = "") -> str:
        """Return the link from *page* to *anchor* on the page of *value*; else to its line, which
        has no parts: there is no way to an anchor of it."""
        if self.has_page(value) or anchor:
            return href(page, self.value_uri(value), anchor) if self.has_page(value) else ""
        return href(page, self.uri, value.slug if len(self.values) <= MOST_NAMES else "")

    def token(self, value: FacetValue) -> str:
        """Return what names *value* among those of all facets, for the filters in the browser."""
        return f"{self.id}/{value.slug}"


def named(text: str, otherwise: str) -> Key:
    """Return the key of a value that sorts by its name; *otherwise* is shown for none."""
    return not text, 0, folded(text), text or otherwise


def facet_of(folder: str, id: str, label: str, keys: Iterable[tuple[str, Key]]) -> Facet:
    """Return the facet of *keys*, which pair each member with its one value."""
    groups: dict[Key, list[str]] = {}
    for member, key in keys:
        groups.setdefault(key, []).append(member)
    slugs = slugs_of(key[-1] for key in groups)
    values = (FacetValue(key[-1], slugs[key[-1]], tuple(groups[key])) for key in sorted(groups))
    return Facet(folder, id, label, tuple(values))


def tokens_of(facets: Iterable[Facet]) -> Mapping[str, str]:
    """Return by member the tokens of its values, with a space between two.

    Facets without a choice are left out: nobody filters by them.
    """
    found: dict[str, list[str]] = {}
    for facet in facets:
        for value in facet.values if facet.narrows else ():
            for member in value.members:
                found.setdefault(member, []).append(facet.token(value))
    return {member: " ".join(tokens) for member, tokens in found.items()}


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
    plain = folded(text)
    slug = _NOT_IN_SLUGS.sub("-", plain).strip("-")
    is_whole = not any(letter.isalnum() and not letter.isascii() for letter in plain)
    if is_whole and 0 < len(slug) <= _LONGEST_SLUG and slug != "index":
        return slug
    return _with_digest(slug[:_LONGEST_SLUG].rstrip("-"), text)


def _with_digest(slug: str, text: str) -> str:
    return f"{slug}-{hashlib.sha256(text.encode()).hexdigest()[:8]}".lstrip("-")


def folded(text: str) -> str:
    """Return *text* without capitals and accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

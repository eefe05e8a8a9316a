"""`bearing_of`, `counts_of`: which words kept of a work bear out what one citation covers.

First the words that the author names; else the excerpt that shares most of the content words, dates
and numbers of the passage, if it shares enough; else none. How much is enough was judged on pairs
read by eye, `tests/evidence/pairs.yml`, and is held there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sourcebook.formats.claims import Dated, Numbered, dates_of, numbers_of
from sourcebook.formats.editing import is_telling
from sourcebook.formats.quotations import fits, words_of
from sourcebook.records.excerpts import KeptExcerpt
from sourcebook.site.kinship import kinship_of
from sourcebook.site.model import Passage, Site
from sourcebook.site.passages import sentence_of

How = Literal["named", "matched", "none", "unreadable"]
"""Unreadable: all that is kept is in another script, where only dates and numbers are compared."""

LEAST_PERCENT = 33
"""Of what a passage says, that an excerpt must share to be shown for it."""
_LEAST = 2
"""The same as a weight: one common word is chance."""
_LEAST_FOREIGN = 4
"""In another script, where words cannot be compared: two dates or numbers."""
_WEIGHT = 2
"""Of a date or a number; a word has 1."""
_KEPT = 1 << 14

_ASIDE = re.compile(r"[:;,(]\s*see\b[^.;]*")
_ENDINGS = re.compile(
    r"(?<=\w{4})(?:ations?|ings?|ments?|ions?|ies|ied|es|ed|ly|s|y|e|ые|ый|ая|ого|ой|ом|ами|ах|а|у|ы|и|е)$"
)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What bears out one citation."""

    how: How
    words: str = ""
    """To show: those named, or the excerpt; "" for none."""
    kept: KeptExcerpt | None = None
    """The excerpt in which they stand."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many citations have words named, matched, none, or none that can be compared."""

    named: int = 0
    matched: int = 0
    none: int = 0
    unreadable: int = 0
    together: int = 0
    """Citations in one pair of brackets, each such group counted once."""
    twice: int = 0
    """Those of them that words of two independent works bear out."""

    @property
    def all(self) -> int:
        return self.named + self.matched + self.none + self.unreadable


def bearing_of(site: Site, passage: Passage) -> Bearing:
    """Return which of the words kept of the work bear out *passage*."""
    item = passage.cited.item
    kept = site.excerpts.get(site.aliases.get(item.citekey, item.citekey), ())
    if item.words:
        found = next((one for one in kept if fits(item.words, one.excerpt.text)), None)
        return Bearing("named", item.words, found) if found else Bearing("none")
    return nearest(sentence_of(site, passage), kept)


def counts_of(site: Site) -> Counts:
    """Return the counts of the citations on the pages that make statements."""
    kinship = kinship_of(site)
    found = Counter[str]()
    for page in site.pages.values():
        for citation in page.citations if page.is_of_subject else ():
            proving = set()
            for cited in citation.works:
                work = site.work(cited.item.citekey)
                if work is not None:
                    passage = Passage(page.uri, cited, citation.text, citation.location)
                    bearing = bearing_of(site, passage)
                    found[bearing.how] += 1
                    if bearing.kept is not None:
                        proving.add(work.citekey)
            found["together"] += 1
            found["twice"] += kinship.independent(proving) > 1
    return Counts(**found)


def nearest(passage: str, excerpts: Sequence[KeptExcerpt]) -> Bearing:
    """Return the excerpt nearest to *passage*, its plain text; of equals the first."""
    weights = [weight_shared(passage, one.excerpt.text) for one in excerpts]
    best = max(weights, default=0)
    if best:
        kept = excerpts[weights.index(best)]
        return Bearing("matched", kept.excerpt.text, kept)
    said = _said(passage)
    can_be_read = any(_said(one.excerpt.text).is_latin == said.is_latin for one in excerpts)
    return Bearing("none" if can_be_read or not excerpts else "unreadable")


def weight_shared(passage: str, excerpt: str) -> int:
    """Return how much of *passage* stands in *excerpt*, 0 where that is too little.

    Words of one script are not found in another: there two dates or numbers must be the same, and
    half of all.
    """
    said, kept = _said(passage), _said(excerpt)
    numbers = sum(one.is_borne_out_by(kept.numbers) for one in said.numbers)
    dates = sum(_has_day(one, kept.dates) for one in said.dates)
    exact = _WEIGHT * (numbers + dates)
    every = _WEIGHT * (len(said.numbers) + len(said.dates))
    if said.is_latin != kept.is_latin:
        return exact if exact >= _LEAST_FOREIGN and 2 * exact >= every else 0
    shared = exact + len(said.words & kept.words)
    every += len(said.words)
    return shared if shared >= _LEAST and 100 * shared >= LEAST_PERCENT * every else 0


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says, as far as it is compared."""

    words: frozenset[str]
    dates: tuple[Dated, ...]
    numbers: tuple[Numbered, ...]
    is_latin: bool


@lru_cache(maxsize=_KEPT)
def _said(text: str) -> _Said:
    # “: see Nansen in Geneva, 1921” says where more stands.
    plain = _ASIDE.sub("", text)
    words = words_of(plain)
    stems = (stem_of(word) for word in words if len(word) > 1 and is_telling(word))
    latin = sum(word.isascii() and word.isalpha() for word in words)
    return _Said(
        words=frozenset(stem for stem in stems if not stem[0].isdigit()),
        dates=dates_of(plain),
        numbers=numbers_of(plain),
        is_latin=2 * latin >= sum(map(str.isalpha, words)),
    )


def stem_of(word: str) -> str:
    """Return *word* without the endings of grammar, so far as they matter for a comparison.

    >>> {stem_of(word) for word in ("sail", "sailed", "sails")}
    {'sail'}
    """
    return _ENDINGS.sub("", word.removesuffix("'s"))


def _has_day(one: Dated, others: Iterable[Dated]) -> bool:
    """Whether *others* have the date, or its day without the year, which the text may give once."""
    found = tuple(others)
    return one.is_borne_out_by(found) or any(
        one.month is not None
        and not other.year
        and (other.month, other.day) == (one.month, one.day)
        for other in found
    )

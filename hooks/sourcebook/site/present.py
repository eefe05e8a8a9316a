"""`present_word`, `newest`: where a page speaks of the present, and how new what it says is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sourcebook.formats.edtf import Edtf
from sourcebook.formats.prose_dates import edtf_dates
from sourcebook.formats.quotations import quotations
from sourcebook.site.model import Page, Stretch

# Of English, as the months and superlatives of `checkable`. Small letters: “USA Today” is a
# newspaper.
_PRESENT = re.compile(
    r"(?<![-–\w])(?:today|nowadays|currently|at present|so far|to date|the latest|"
    r"(?<!until )(?<!till )(?<!by )now(?! that\b)|^(?:Today|Now|Currently|At present)"
    r")(?![-–\w])"
)


def present_word(page: Page, stretch: Stretch) -> str:
    """Return the word by which a sentence of *page* speaks of the present; "" for none.

    Words that are quoted speak of another's present, and a date in the sentence says which.
    """
    sentence = page.texts[stretch.index].markdown[stretch.start : stretch.end]
    found = _PRESENT.search(sentence)
    if found is None or edtf_dates(sentence):
        return ""
    is_quoted = any(one.start <= found.start() < one.end for one in quotations(sentence))
    return "" if is_quoted else found[0]


def speaks_of_the_present(page: Page) -> bool:
    """Whether a sentence of the page of a record does."""
    return page.record is not None and any(present_word(page, one) for one in page.stretches)


def newest(dates: Iterable[Edtf], until: Edtf | None) -> Edtf | None:
    """Return the date that begins last, of those not after *until*: what is to come is no news."""
    end = until.latest if until else None
    known = [one for one in dates if one.earliest and (end is None or one.earliest <= end)]
    return max(known, key=lambda one: (one.earliest, one.latest), default=None)


def dates_of(page: Page, stretches: Iterable[Stretch]) -> Iterator[Edtf]:
    """Yield the dates in *stretches* of *page*; that of a work cited is none of the sentence."""
    for one in stretches:
        markdown, at = page.texts[one.index].markdown, one.start
        for end, after in [
            *((cited.citation.start, cited.citation.end) for cited in one.citations),
            (one.end, one.end),
        ]:
            yield from edtf_dates(markdown[at:end])
            at = after

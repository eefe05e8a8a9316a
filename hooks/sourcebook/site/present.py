"""`present_word`, `newest`: where a page speaks of the present, and how new what it says is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

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


def newest(page: Page, stretches: Iterable[Stretch], until: Edtf | None) -> Edtf | None:
    """Return the date in *stretches* of *page* that begins last, of those not after *until*: what
    is to come is no news."""
    end = (until.latest if until else None) or date.max
    known = [
        (one.earliest, one.sort_key, one)
        for stretch in stretches
        for one in edtf_dates(page.texts[stretch.index].markdown[stretch.start : stretch.end])
        if one.earliest and one.earliest <= end
    ]
    return max(known, key=lambda found: found[:2])[2] if known else None

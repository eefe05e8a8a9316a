"""`dates_in`: the dates that English prose gives, as EDTF: “6–7 April 2021”, “May 1948”, “1970s”.

Only what has a year is a date here; a day or a month alone hangs on the sentences before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sourcebook.formats.edtf import Edtf, parse_edtf
from sourcebook.formats.edtf_part import MONTHS

_MONTH = rf"(?:{'|'.join(MONTHS[1:])})"
_DATE = re.compile(
    rf"\b(?:(?:(?P<first>\d{{1,2}})(?: (?P<before>{_MONTH}))?(?:[–-]| to | and ))?"
    rf"(?P<day>\d{{1,2}}) )?(?P<month>{_MONTH}) (?P<year>(?:1[5-9]|20)\d\d)\b"
    r"|(?<![\w.,$€£/–-])(?P<bare>(?:1[5-9]|20)\d\d)(?P<decade>(?<=0)s)?\b(?![.,]\d|[–-]\d| %)"
)
_DAY = re.compile(rf"\b\d{{1,2}}(?:(?:[–-]| to | and )\d{{1,2}})? {_MONTH}\b")


def dates_in(text: str) -> tuple[Edtf, ...]:
    """Return the dates in *text*, in order. Linear in *text*.

    >>> [date.text for date in dates_in("from 2 to 5 March 1972, and in the 1980s")]
    ['1972-03-02/1972-03-05', '198X']
    """
    return _dates_in(text)


def has_day(text: str) -> bool:
    """Whether *text* gives a date, or a day of a year that stands elsewhere: “on 29 January”."""
    return bool(_DATE.search(text) or _DAY.search(text))


def without_dates(text: str) -> str:
    """Return *text* without its dates and days: “4 May” counts nothing."""
    return _DAY.sub(" ", _DATE.sub(" ", text))


# The same sentences are asked again by each check, and by every page that shows them.
@lru_cache(maxsize=16384)
def _dates_in(text: str) -> tuple[Edtf, ...]:
    return tuple(_read(text))


def _read(text: str) -> Iterator[Edtf]:
    for match in _DATE.finditer(text):
        if year := match["bare"]:
            found = parse_edtf(f"{year[:3]}X" if match["decade"] else year)
        else:
            end = _iso(match["year"], match["month"], match["day"])
            start = _iso(match["year"], match["before"] or match["month"], match["first"])
            found = parse_edtf(f"{start}/{end}" if match["first"] else end)
        # “31 June 2021” is no date.
        if isinstance(found, Edtf):
            yield found


def _iso(year: str, month: str, day: str | None) -> str:
    number = f"{year}-{MONTHS.index(month):02}"
    return f"{number}-{int(day):02}" if day else number

"""`parse_period`: the time that a figure is of.

Four forms. EDTF (``2020``, ``2023-01/2023-03``); a fiscal year that spans two calendar years,
``FY2020-21``; ``asof-2003-02``, for a work that gives a figure without saying of which year: the
date is that of the work; and ``always``, for what does not change with time, such as the length
of a pipeline as planned.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from sourcebook.formats.edtf import Edtf, EdtfError, parse_edtf

ALWAYS = "always"

_FISCAL = re.compile(r"FY([0-9]{4})-([0-9]{2})")
_AS_OF = "asof-"


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a value is of."""

    text: str
    """As written: the name of the period in references."""
    date: Edtf | None
    """``None`` for a fiscal year and for `ALWAYS`."""
    fiscal_year: int | None = None
    """The calendar year in which the fiscal year begins."""

    @property
    def is_as_of(self) -> bool:
        """The work says when, not for how long."""
        return self.text.startswith(_AS_OF)

    def middle_of(self, fiscal_year_starts: int) -> datetime.date | None:
        """Return the day in the middle, for an axis of time; ``None`` where there is none.

        *fiscal_year_starts* is the month in which fiscal years begin, from 1.
        """
        if self.fiscal_year is not None:
            months = fiscal_year_starts - 1 + 6
            return datetime.date(self.fiscal_year + months // 12, months % 12 + 1, 1)
        if self.date is None or self.date.earliest is None or self.date.latest is None:
            return None
        first, last = self.date.earliest.toordinal(), self.date.latest.toordinal()
        return datetime.date.fromordinal((first + last + 1) // 2)

    @property
    def sort_key(self) -> tuple[int, str]:
        """Order by the middle; what has none comes first if it is `ALWAYS`, else last."""
        # A fiscal year turns with the calendar year, as far as an order needs it.
        if (middle := self.middle_of(7)) is not None:
            return middle.toordinal(), self.text
        return (0 if self.date is None else datetime.date.max.toordinal()), self.text

    def display(self) -> str:
        """Return the period in English words; "" for `ALWAYS`."""
        if self.fiscal_year is not None:
            return f"fiscal year {self.fiscal_year:04}–{(self.fiscal_year + 1) % 100:02}"
        if self.date is None:
            return ""
        return f"as of {self.date.display()}" if self.is_as_of else self.date.display()


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period | EdtfError:
    """Return the period that *text* writes, or why it is none."""
    if text == ALWAYS:
        return Period(text, None)
    if fiscal := _FISCAL.fullmatch(text):
        year = int(fiscal[1])
        if year == 0 or year >= 9999:
            return EdtfError("that year cannot be read", "Write a year from 0001 to 9998.")
        if (year + 1) % 100 != int(fiscal[2]):
            following = (year + 1) % 100
            return EdtfError(
                "a fiscal year ends in the year after the one it begins in",
                f"Write “FY{year:04}-{following:02}”, or the two years as “{year:04}/…”.",
            )
        return Period(text, None, year)
    found = parse_edtf(text.removeprefix(_AS_OF))
    return found if isinstance(found, EdtfError) else Period(text, found)

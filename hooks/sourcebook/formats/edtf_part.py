"""`EdtfPart`: one date of EDTF, and the words for it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "century"]

COARSE_FIRST: tuple[Precision, ...] = ("century", "decade", "year", "season", "month", "day")
# Not calendar.month_name: that speaks the language of the machine.
MONTHS = (
    "",
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
"""What EDTF writes in the place of the month; it does not say which months they are."""


@dataclass(frozen=True, slots=True)
class EdtfPart:
    """One date: a day, month or season, a year, a decade (``197X``), a hundred years (``19XX``)."""

    precision: Precision
    year: int
    """The first year meant: 1970 for ``197X``. Astronomical: 0 is 1 BC."""
    month: int | None = None
    day: int | None = None
    season: int | None = None
    """21 to 24."""
    is_uncertain: bool = False
    is_approximate: bool = False

    @property
    def earliest(self) -> date | None:
        """The first day that it can mean; qualifiers do not widen it. ``None`` before year 1."""
        return date(self.year, self.month or 1, self.day or 1) if self.year > 0 else None

    @property
    def latest(self) -> date | None:
        """The last day that it can mean; qualifiers do not widen it. ``None`` before year 1."""
        return date(self.last_year, *self._last_day) if self.last_year > 0 else None

    @property
    def first_ordinal(self) -> int:
        """The number of its first day, as `date.toordinal` counts, on before year 1."""
        return _ordinal(self.year, self.month or 1, self.day or 1)

    @property
    def last_ordinal(self) -> int:
        """The number of its last day, as `date.toordinal` counts, on before year 1."""
        return _ordinal(self.last_year, *self._last_day)

    @property
    def _last_day(self) -> tuple[int, int]:
        month = self.month or 12
        return month, self.day or calendar.monthrange(self.last_year, month)[1]

    @property
    def last_year(self) -> int:
        return self.year + {"decade": 9, "century": 99}.get(self.precision, 0)

    @property
    def decade(self) -> str:
        """The decade of `year`, such as “1970s”; before year 1 “50s BC”."""
        if self.year > 0:
            return f"{self.year // 10 * 10}s"
        return f"{(1 - self.year) // 10 * 10}s BC"

    @property
    def qualifier(self) -> str:
        """The words before a qualified date, with a space after them, or ""."""
        uncertain = "perhaps " if self.is_uncertain else ""
        return uncertain + ("about " if self.is_approximate else "")

    @property
    def plain(self) -> str:
        """The date in words without its qualifier."""
        if self.precision == "century":
            return f"{self.year}–{self.last_year}"
        if self.precision == "decade":
            return f"{self.year}s"
        words = [str(self.day)] if self.day else []
        words += [MONTHS[self.month]] if self.month else []
        words += [SEASONS[self.season]] if self.season else []
        return " ".join([*words, self.in_years])

    @property
    def in_years(self) -> str:
        """The year alone: “1968”, “44 BC”."""
        return str(self.year) if self.year > 0 else f"{1 - self.year} BC"

    def iso(self, *, last: bool = False) -> str:
        """Return ``2021-04-06``, ``2021-04`` or ``2021``; a decade as its first or *last* year.

        Of a season the year: ISO 8601 has no months for it.
        """
        year = _four_digits(self.last_year if last else self.year)
        month = f"-{self.month:02}" if self.month else ""
        return year + month + (f"-{self.day:02}" if self.day else "")


def _four_digits(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def _ordinal(year: int, month: int, day: int) -> int:
    if year > 0:
        return date(year, month, day).toordinal()
    # Python has no such dates. Only the order counts here, so every year may be a leap year.
    return (year - 1) * 366 + date(4, month, day).timetuple().tm_yday

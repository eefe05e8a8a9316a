"""`parse_edtf`: dates as EDTF writes them, with what is known of them and no more.

The subset of ISO 8601-2 / EDTF (Library of Congress, *Extended Date/Time Format Specification*,
4 February 2019) that is read:

- level 0: ``2021``, ``2021-04``, ``2021-04-06`` and intervals of these, ``2021-04-06/2021-04-07``;
- level 1: a qualifier at the end of a date (``?`` uncertain, ``~`` approximate, ``%`` both),
  unspecified digits from the right (``197X``, ``19XX``, ``2021-XX``, ``2021-04-XX``,
  ``2021-XX-XX``), intervals open at one end (``1968/..``, ``../1968``) or with one that is not
  known (``1968/``, ``/1968``), seasons (``2021-21``), years before Christ (``-0043``: 44 BC).

Not read, and answered with advice: times of day, years of more than four digits, and everything
of level 2.

Own parser: PyPI edtf 5.0.2 takes 5.7 ms a date and makes up an end for open intervals.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sourcebook.formats.edtf_advice import EdtfError, bad_end, not_a_date
from sourcebook.formats.edtf_part import COARSE_FIRST, MONTHS, SEASONS, EdtfPart, Precision

__all__ = ["Edtf", "EdtfError", "EdtfPart", "Precision", "parse_edtf"]

_PART = re.compile(
    r"(?P<year>-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)
_OPEN = ("..", "")
_BEFORE_ALL_DAYS = -10_000 * 366


@dataclass(frozen=True, slots=True)
class Edtf:
    """One date or interval; for a date *start* is *end*, ``None`` is an open end."""

    text: str
    """As written."""
    start: EdtfPart | None
    end: EdtfPart | None

    @property
    def earliest(self) -> date | None:
        """The first day that it can mean; ``None`` where the start is open or before year 1."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        """The last day that it can mean; ``None`` where the end is open or before year 1."""
        return self.end.latest if self.end else None

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @property
    def is_uncertain(self) -> bool:
        return any(part.is_uncertain for part in self.parts)

    @property
    def is_approximate(self) -> bool:
        return any(part.is_approximate for part in self.parts)

    @property
    def parts(self) -> tuple[EdtfPart, ...]:
        """The dates that are written, one or two."""
        ends = (self.start, self.end) if self.is_interval else (self.start,)
        return tuple(part for part in ends if part)

    @property
    def precision(self) -> Precision:
        """The coarser of the precisions of its parts."""
        return min((part.precision for part in self.parts), key=COARSE_FIRST.index)

    @property
    def year(self) -> int:
        """The first year written: of the start, or of the end where the start is open."""
        return self.parts[0].year

    @property
    def decade(self) -> str:
        """The decade of `year`, such as “1970s”."""
        return self.parts[0].decade

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """Order by earliest day, then coarse before exact, then by latest day.

        An open start comes before all days, an open end after all.
        """
        return (
            self.start.first_ordinal if self.start else _BEFORE_ALL_DAYS,
            COARSE_FIRST.index(self.precision),
            self.end.last_ordinal if self.end else date.max.toordinal() + 1,
            self.text,
        )

    @property
    def iso_start(self) -> str | None:
        """The start as a plain ISO 8601 date of its own precision, for JSON-LD."""
        return self.start.iso() if self.start else None

    @property
    def iso_end(self) -> str | None:
        """The end as a plain ISO 8601 date of its own precision, for JSON-LD."""
        return self.end.iso(last=True) if self.end else None

    def overlaps(self, other: Edtf) -> bool:
        """Whether the two may share a day; an open end reaches as far as it needs to."""
        first = max(self.earliest or date.min, other.earliest or date.min)
        last = min(self.latest or date.max, other.latest or date.max)
        return first <= last

    def display(self) -> str:
        """Return the date in English words at the precision it has.

        >>> parse_edtf("2021-04-06/2021-04-07").display()
        '6–7 April 2021'
        """
        start, end = self.start, self.end
        if start and end:
            return _display_closed(start, end)
        if start:
            return f"from {start.qualifier}{start.plain}"
        return f"until {end.qualifier}{end.plain}" if end else ""


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Edtf | EdtfError:
    """Return the date or interval that *text* writes, or why it is none.

    Exact: no spaces are stripped, nothing is guessed. Time is linear in *text*.
    """
    first, slash, second = text.partition("/")
    if "/" in second:
        return not_a_date(text)
    if not slash:
        part = _parse_part(text)
        return part if isinstance(part, EdtfError) else Edtf(text, part, part)
    if first in _OPEN and second in _OPEN:
        return EdtfError("both ends of the interval are open", "Leave the date out.")
    start = None if first in _OPEN else _parse_part(first)
    end = None if second in _OPEN else _parse_part(second)
    if isinstance(start, EdtfError):
        return start
    if isinstance(end, EdtfError):
        return bad_end(first, second, end)
    if start and end and start.first_ordinal > end.last_ordinal:
        return EdtfError(
            "the interval ends before it begins", f"Write “{second}/{first}” if that is meant."
        )
    return Edtf(text, start, end)


def _parse_part(text: str) -> EdtfPart | EdtfError:
    match = _PART.fullmatch(text)
    if not match:
        return not_a_date(text)
    digits, month_text, day_text = match["year"], match["month"], match["day"]
    year = int(digits.replace("X", "0"))
    precision: Precision = (
        "century" if digits.endswith("XX") else "decade" if digits.endswith("X") else "year"
    )
    if month_text and precision != "year" and (month_text, day_text or "XX") != ("XX", "XX"):
        return EdtfError(
            "a month stands after a year that is not known",
            f"Write “{digits}” alone: unknown digits are only read at the end.",
        )
    if month_text == "XX" and day_text not in (None, "XX"):
        return EdtfError(
            "a day stands after a month that is not known",
            f"Write “{digits}-XX” alone: unknown digits are only read at the end.",
        )
    if digits == "-0000":
        return EdtfError("the year 0 has no sign", "Write “0000” for 1 BC, “-0001” for 2 BC.")
    month = int(month_text) if month_text and month_text != "XX" else None
    day = int(day_text) if day_text and day_text != "XX" else None
    problem = _impossible(year, month, day)
    if problem:
        return problem
    season = month if month in SEASONS else None
    month = None if season else month
    if season:
        precision = "season"
    elif precision == "year":
        precision = "day" if day is not None else "month" if month is not None else "year"
    mark = match["qualifier"]
    return EdtfPart(
        precision,
        year,
        month,
        day,
        season,
        is_uncertain=mark in ("?", "%"),
        is_approximate=mark in ("~", "%"),
    )


def _impossible(year: int, month: int | None, day: int | None) -> EdtfError | None:
    if month in SEASONS:
        return (
            EdtfError("a season has no days", f"Write “{year:04}-{month}”.")
            if day is not None
            else None
        )
    if month is not None and not 1 <= month <= 12:
        return EdtfError(
            f"there is no month {month:02}", "Write year, month, day in this order: “2021-04-06”."
        )
    if month is not None and day is not None:
        last = calendar.monthrange(year, month)[1]
        if not 1 <= day <= last:
            return EdtfError(
                f"{MONTHS[month]} {year} has {last} days",
                f"Write a day from 01 to {last}, or “{year:04}-{month:02}” if it is not known.",
            )
    return None


def _display_closed(start: EdtfPart, end: EdtfPart) -> str:
    if start == end:
        return start.qualifier + start.plain
    if start.qualifier != end.qualifier:
        return f"{start.qualifier}{start.plain} – {end.qualifier}{end.plain}"
    return start.qualifier + _display_range(start, end)


def _display_range(start: EdtfPart, end: EdtfPart) -> str:
    """Return both ends with what they share said once."""
    if start.precision == end.precision and start.year == end.year:
        if start.precision == "day" and start.month == end.month:
            return f"{start.day}–{end.plain}"
        if start.precision == "day" and start.month:
            return f"{start.day} {MONTHS[start.month]} – {end.plain}"
        if start.month and not start.day:
            return f"{MONTHS[start.month]}–{end.plain}"
        if start.season:
            return f"{SEASONS[start.season]}–{end.plain}"
    is_short = start.precision == end.precision and start.precision in ("year", "decade")
    return f"{start.plain}{'–' if is_short else ' – '}{end.plain}"

"""`dates_of`, `edtf_dates`: the dates that prose names, each with its place.

Offsets are code points, ends exclusive. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sourcebook.formats.date_words import JOINING, SAYING_NOTHING, month_of, set_of
from sourcebook.formats.edtf import Edtf, parse_edtf


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, month, year or decade; of a span both its ends."""

    start: int
    end: int
    year: str
    """Four digits, “196X” of a decade, "" where the text names none."""
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> Edtf | None:
        """The date as EDTF; ``None`` without a year, and for a day that there is not."""
        parts = (self.year, *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        found = parse_edtf("-".join(parts))
        return found if isinstance(found, Edtf) and self.year else None

    def is_borne_out_by(self, others: Iterable[Dated]) -> bool:
        """Whether *others* say as much: all of it, or the day in one and its year in another."""
        found = tuple(others)
        same = [one for one in found if self._has_day_of(one)]
        if any(self._is_in_year_of(one) for one in same):
            return True
        return any(not one.year for one in same) and any(map(self._is_in_year_of, found))

    def _has_day_of(self, other: Dated) -> bool:
        return self.month in (None, other.month) and self.day in (None, other.day)

    def _is_in_year_of(self, other: Dated) -> bool:
        decade = self.year.endswith("X") and other.year.startswith(self.year[:3])
        return not self.year or self.year == other.year or decade


class _Token(NamedTuple):
    start: int
    end: int
    kind: str
    text: str


_TOKEN = re.compile(
    r"(?P<iso>(?<![\d-])\d{4}-\d\d(?:-\d\d)?(?![\d-]))"
    r"|(?P<numeric>(?<![\d./-])\d{1,2}(?P<sign>[./])\d{1,2}(?P=sign)\d{4}(?!\d))"
    r"|(?P<decade>(?<!\w)\d{3}0(?:['’]?s|-х|-е)(?!\w))"
    r"|(?P<pair>(?<![\d.,])(?:FY ?)?\d{4}[-–/](?:\d{4}|\d\d)(?![\d-]))"
    r"|(?P<year>(?<![\w.,$€£₽-])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d))"
    r"|(?P<day>(?<![\w.,$€£₽])[0-3]?\d(?:st|nd|rd|th|-го)?(?![\w%]|[.,]\d))"
    r"|(?P<word>[^\W\d_]+\.?)"
    r"|(?P<other>\S)"
)
FULL_MONTHS = set_of(
    "january february march april may june july august september october november december"
)
# Most texts hold none, and without a digit only English months are read.
_SIGN_OF_DATE = re.compile(
    "|".join((r"\d", *(month.capitalize() for month in sorted(FULL_MONTHS))))
)
_BEFORE_MONTHS = set_of(
    "in of since until till by from during early late mid and to between last next this"
)
_SCALED = re.compile(r"\s*(?:thousand|million|billion|trillion|percent|per cent|km|tonnes|tons)\b")
_JOINTS = JOINING | {"and", "or", "through"}
_DASHES = frozenset("-–—,")
WEEKDAYS = frozenset(word for word in SAYING_NOTHING if word.endswith("day"))


def dates_of(text: str) -> tuple[Dated, ...]:
    """Return the dates of *text* in order: “6 and 7 April 2021” is two, “2020-21” two years.

    Month names are known in the languages of `date_words`; a month without day and year only in
    English (“in May”). Days that only a calendar could tell (“on Tuesday”) are none.

    >>> [(one.year, one.month, one.day) for one in dates_of("On April 6–7, 2021, in the 1960s")]
    [('2021', 4, 6), ('2021', 4, 7), ('196X', None, None)]
    """
    if not _SIGN_OF_DATE.search(text):
        return ()
    tokens = [
        _Token(match.start(), match.end(), str(match.lastgroup), match[0])
        for match in _TOKEN.finditer(text)
    ]
    found: list[Dated] = []
    taken = -1
    for at, token in enumerate(tokens):
        if token.kind == "word" and _is_month(tokens, at) and at > taken:
            dates, taken = _around_month(tokens, at, taken)
            found += dates
        elif at > taken and not (token.kind == "year" and _is_followed_by_month(tokens, at)):
            found += _by_numbers(text, token)
    return tuple(_with_years(tokens, sorted(found, key=lambda one: one.start)))


def edtf_dates(text: str) -> tuple[Edtf, ...]:
    """Return the dates of *text* that have a year, as EDTF."""
    return tuple(date for one in dates_of(text) if (date := one.edtf) is not None)


def _is_month(tokens: Sequence[_Token], at: int) -> bool:
    word = tokens[at].text.rstrip(".")
    if len(word) < 3 or not month_of(word):
        return False
    day_before = _is(tokens, at - 1, "day") or (_is(tokens, at - 2, "day") and _is_of(tokens, at))
    near = day_before or _is(tokens, at + 1, "day") or _is(tokens, at + 1, "year")
    if not word.isascii():
        return near
    if not word[0].isupper():
        # “6 avril 2021”: English has capitals, and “may 12” is a verb.
        return day_before and _is(tokens, at + 1, "year")
    before = tokens[at - 1].text.casefold() if at else ""
    joined = at + 2 < len(tokens) and _joins(tokens[at + 1]) and month_of(tokens[at + 2].text)
    is_alone = before in _BEFORE_MONTHS or before in _DASHES or joined
    return near or (word.casefold() in FULL_MONTHS and bool(is_alone))


def _is(tokens: Sequence[_Token], at: int, kind: str) -> bool:
    if kind == "year" and 0 <= at < len(tokens) and tokens[at].text == ",":
        at += 1
    return 0 <= at < len(tokens) and tokens[at].kind == kind


def _is_of(tokens: Sequence[_Token], at: int) -> bool:
    return tokens[at - 1].text in ("of", "de", ".")


def _is_followed_by_month(tokens: Sequence[_Token], at: int) -> bool:
    # “2021 April 6”
    return at + 2 < len(tokens) and _is(tokens, at + 2, "day") and _is_month(tokens, at + 1)


def _around_month(tokens: Sequence[_Token], at: int, taken: int) -> tuple[list[Dated], int]:
    """Return the dates of the month at token *at* and the last token used."""
    month = month_of(tokens[at].text.rstrip("."))
    first, last, year = at, at, ""
    days = []
    before = at - 1 - (at > 1 and _is_of(tokens, at))
    while before > taken and tokens[before].kind == "day":
        days.append(tokens[before])
        first = before
        before -= 2 if before > 0 and _joins(tokens[before - 1]) else len(tokens)
    if not days:
        after = at + 1
        while after < len(tokens) and tokens[after].kind == "day":
            days.append(tokens[after])
            last = after
            # “April 6, 7 and 8”; a comma before the year joins nothing.
            after += 2 if after + 1 < len(tokens) and _joins(tokens[after + 1]) else len(tokens)
    if _is(tokens, last + 1, "year"):
        last += 1 if tokens[last + 1].kind == "year" else 2
        year = _digits(tokens[last].text)
    elif at - 1 > taken and tokens[at - 1].kind == "year" and days:
        year, first = _digits(tokens[at - 1].text), min(first, at - 1)
    start, end = tokens[first].start, tokens[last].end
    numbers = sorted(number for one in days if 1 <= (number := _number(one.text)) <= 31)
    return [Dated(start, end, year, month, day) for day in numbers] or [
        Dated(start, end, year, month)
    ], last


def _joins(token: _Token) -> bool:
    return token.text in _DASHES or token.text.casefold() in _JOINTS


def _number(day: str) -> int:
    return int(day.rstrip("stndrh-го"))


def _digits(year: str) -> str:
    return f"{int(year):04}"


def _by_numbers(text: str, token: _Token) -> Iterator[Dated]:
    """Yield the dates of a token that is no month."""
    start, end, kind, written = token
    if kind == "year" and not _SCALED.match(text, end):
        yield Dated(start, end, _digits(written))
    elif kind == "decade":
        yield Dated(start, end, _digits(written[:4])[:3] + "X")
    elif kind == "numeric":
        first, second, year = re.split(r"[./]", written)
        # “06/04/2021” is April for some and June for others: both are kept. Dots put the day first.
        orders = [(first, second), (second, first)][: 1 if "." in written else 2]
        for day, month in dict.fromkeys((int(one), int(other)) for one, other in orders):
            if 1 <= month <= 12 and 1 <= day <= 31:
                yield Dated(start, end, _digits(year), month, day)
    elif kind in ("iso", "pair"):
        years = re.split(r"[-–/]", written.removeprefix("FY").strip())
        if kind == "iso" and isinstance(parse_edtf(written), Edtf) and not _follows(years):
            yield Dated(start, end, years[0], *map(int, years[1:]))
        elif (following := years[0][: -len(years[1])] + years[1]) > years[0] >= "1500":
            yield Dated(start, end, years[0])
            yield Dated(start, end, following)


def _follows(years: Sequence[str]) -> bool:
    """Whether “2010-11” are two years, one after the other."""
    return len(years) == 2 and int(years[1]) == (int(years[0]) + 1) % 100


def _with_years(tokens: Sequence[_Token], dates: list[Dated]) -> Iterator[Dated]:
    """Yield *dates* with the year of the next where they are joined: “28 May to 3 June 2021”."""
    at = {token.end: index for index, token in enumerate(tokens)}
    year, start = "", -1
    found = []
    for one in reversed(dates):
        if not one.year and year:
            between = at.get(one.end, len(tokens)) + 1
            is_joined = one.start == start or (
                between + 1 < len(tokens)
                and _joins(tokens[between])
                and tokens[between + 1].start == start
            )
            found.append(replace(one, year=year) if is_joined else one)
        else:
            found.append(one)
        year, start = found[-1].year, one.start
    return reversed(found)

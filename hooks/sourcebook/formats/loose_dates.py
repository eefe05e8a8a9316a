"""`read_loosely`: dates as people and reference managers write them, as EDTF.

“July 30”, “Sept.”, “10~jan”, “may/jun”, “Spring 1999”, “c. 1968”, “44 BC”, “6.4.2021”, “1981/82”,
“2016-07-18T20:26:06Z”: what is plain is read; what is not is named, and the rest kept. Nothing is
guessed: of “06/04/2021” only the year is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sourcebook.formats import date_words as words
from sourcebook.formats.date_numbers import canonical
from sourcebook.formats.edtf import Edtf, EdtfError, parse_edtf

_LONGEST = 80
_TIME = re.compile(
    r"(?<=[0-9])(?:T|[ ,]+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"\s?(?:[ap]\.?m\.?|Z|GMT|UTC|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2})?",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3)
_TOKEN = re.compile(
    r"(?P<iso>(?<![0-9])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9-]))"
    r"|(?P<decade>[0-9]{3}0)['’]?s\b|(?P<number>[0-9]+)|(?P<word>[^\W\d_]+)"
    r"|(?P<joint>[–—/&‒−-]+)|(?P<asked>\?)|(?P<about>~)|(?P<other>\S)"
)
_LONGEST_INTERVAL = 400
"""Years that a periodical may have appeared; two calendars lie further apart."""
_CALENDARS = ((577, 622, "AH"), (541, 545, "BE"), (3757, 3763, "AM"))
"""By how many years they differ from the Christian era in print, and what to call their years."""
_SAYS_NOTHING = frozenset("#.,;:()[]{}'’º©\u200e\u200f")


@dataclass(frozen=True, slots=True)
class LooseDate:
    """What was read of a text."""

    edtf: str
    """"" where nothing was."""
    unread: str = ""
    """Why not all of it was, as a clause; "" where all was."""
    advice: str = ""
    """A sentence that says what to write."""
    instead: tuple[str, str] = ("", "")
    """The field and value that say what no date can: ``pubstate``, ``inpress``."""
    is_misleading: bool = False
    """Whether readers would take what was read for something else."""
    is_exact: bool = False
    """Whether the text is EDTF, as biblatex has it: with a time of day, which is not kept."""


@dataclass(slots=True)
class _End:
    """One end of an interval, or the whole date."""

    year: str = ""
    month: int | None = None
    season: int | None = None
    numbers: list[int] = field(default_factory=list)
    """Of one or two digits: a day, or in the field “month” a month."""

    def edtf(self) -> str:
        if not self.year:
            return ""
        part = self.season or self.month
        text = f"{self.year}-{part:02}" if part else self.year
        return f"{text}-{self.numbers[0]:02}" if self.month and self.numbers else text


@lru_cache(maxsize=4096)
def read_loosely(year: str, month: str = "", day: str = "") -> LooseDate:
    """Return the date in *year*, with *month* and *day* where they stand by themselves.

    >>> read_loosely("1999", "July 30").edtf, read_loosely("c. 44 BC").edtf
    ('1999-07-30', '-0043~')
    """
    whole = _read(_plain(year))
    if not year.isascii():
        whole = replace(whole, is_exact=False)
    if not month:
        return replace(whole, unread=f"“{day}” is of no month") if day and whole.edtf else whole
    months = _plain(month)
    if not whole.edtf or "/" in whole.edtf or len(whole.edtf.rstrip("?~%")) > 5:
        return _with_months_of_two_years(whole, months)
    found = _ends_read(f"{months} {_plain(day)}".strip(), whole.edtf)
    return replace(whole, edtf=found.edtf or whole.edtf, unread=whole.unread or found.unread)


def _plain(text: str) -> str:
    text = text[:_LONGEST].translate(_DIGITS).replace("\u00a0", " ")
    return _TIME.sub("", text).strip()


def _read(text: str) -> LooseDate:
    if (exact := _edtf(text)) is not None:
        return exact
    joined = re.sub(r"[\W_]+", "", words.folded(text))
    if joined in words.UNDATED or not joined:
        return _said_by("datebasis", "unknown", "it says that the work shows no date")
    if state := words.STATES.get(joined):
        return _said_by("pubstate", state, "it says where publication stands")
    text, unread = canonical(text)
    found = _edtf(text) or _ends_read(text, "")
    found = replace(found, is_exact=False)
    return replace(found, unread=unread or found.unread)


def _said_by(name: str, value: str, reason: str) -> LooseDate:
    return LooseDate("", reason, f"Write “{name} = {{{value}}}” instead.", (name, value))


def _edtf(text: str) -> LooseDate | None:
    """Return *text* where it is EDTF, or was for biblatex before 3.9: open, unknown, “?~”."""
    text = re.sub(r"\b(?:open|unknown)\b|\*", "", text).replace("?~", "%").replace("~?", "%")
    found = parse_edtf(text)
    if not isinstance(found, Edtf):
        return None
    years = [part.year for part in found.parts if part.precision == "year"]
    return _of_two_calendars(years) or LooseDate(text, is_exact=True)


def _of_two_calendars(years: list[int]) -> LooseDate | None:
    """Return what is to be said of two *years* that lie too far apart to be ends of an interval."""
    if len(years) < 2 or abs(years[0] - years[-1]) <= _LONGEST_INTERVAL:
        return None
    apart = abs(years[0] - years[-1])
    if name := _calendar(apart):
        # Only AH counts fewer years than the Christian era.
        other, year = sorted(years) if name == "AH" else sorted(years, reverse=True)
        reason = f"{other} and {year} are one year in two calendars"
        advice = f"Write “{year:04}”, and “{other} {name}” into “note”."
        return LooseDate(f"{year:04}", reason, advice, is_misleading=True)
    reason = f"the interval lasts {apart} years"
    return LooseDate("", reason, "Write the year in which the work appeared.", is_misleading=True)


def _calendar(apart: int) -> str:
    return next((name for least, most, name in _CALENDARS if least <= apart <= most), "")


def _are_one_year(one: str, other: str) -> bool:
    return one.isdecimal() and bool(_calendar(abs(int(one) - int(other))))


def _ends_read(text: str, year: str) -> LooseDate:
    """Return the date in words of *text*; with *year* it is the field “month” of that year."""
    ends = [_End()]
    unread: list[str] = []
    marks: set[str] = set()
    is_before_christ = is_of_other_calendar = False
    for kind, token in _tokens(text):
        end, word = ends[-1], words.folded(token)
        if kind == "joint" or (kind == "word" and word in words.JOINING):
            ends.append(_End())
        elif kind == "number" and len(token) in (3, 4) and not end.year and not year:
            end.year = token.zfill(4)
        elif kind == "number" and len(token) == 4 and _are_one_year(end.year, token):
            ends.append(_End(token))
        elif kind == "number" and len(token) <= 2:
            end.numbers.append(int(token))
        elif kind == "iso":
            end.year, number, *days = token.split("-")
            end.month, end.numbers = int(number), [int(one) for one in days]
        elif kind == "decade" and not end.year:
            end.year = f"{token[:3]}X"
        elif kind == "asked" or word in words.UNCERTAIN:
            marks.add("?")
        elif kind == "about" or word in words.CIRCA:
            marks.add("~")
        elif word in words.BEFORE_CHRIST:
            is_before_christ = True
        elif kind == "word" and word in words.OTHER_CALENDARS:
            is_of_other_calendar = True
        elif kind == "word" and not end.month and (name := words.month_of(token)):
            end.month = name
        elif kind == "word" and not end.season and (name := words.season_of(token)):
            end.season = name
        elif word not in words.SAYING_NOTHING and token not in _SAYS_NOTHING:
            unread.append(token)
    # “jan/feb/mar” begins in January and ends in March.
    ends = [one for one in ends if one != _End()] or [_End()]
    ends = [ends[0], ends[-1]] if len(ends) > 1 else ends
    if two := _of_two_calendars([int(end.year) for end in ends if end.year.isdecimal()]):
        return two
    if is_of_other_calendar:
        reason = "it is a year of another calendar"
        advice = "Write the year of the Christian era, and this one into “note”."
        return LooseDate("", reason, advice, is_misleading=True)
    for end in ends:
        end.year = year.rstrip("?~%") or end.year
        if is_before_christ:
            _before_christ(end)
    _share(ends, is_month=bool(year) and not unread)
    marks |= {"?", "~"} if year.endswith("%") else set(year) & {"?", "~"}
    mark = "%" if len(marks) == 2 else "".join(marks)
    return _assembled(ends, mark, unread)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        yield str(match.lastgroup), match[match.lastgroup or 0]


def _before_christ(end: _End) -> None:
    if not end.year and end.numbers:
        end.year = str(end.numbers.pop())
    if end.year.isdecimal():
        astronomical = 1 - int(end.year)
        end.year = f"{'-' if astronomical < 0 else ''}{abs(astronomical):04}"


def _share(ends: list[_End], *, is_month: bool) -> None:
    """Give each end what only the other says: “10–12 July 1999”, “June–July 1999”."""
    first, last = ends[0], ends[-1]
    first.year, last.year = first.year or last.year, last.year or first.year
    if is_month and not any(end.month or end.season for end in ends):
        for end in ends:
            # Numbers alone in the field “month” count months.
            end.month = end.numbers.pop(0) if end.numbers else None
    for one, other in ((first, last), (last, first)):
        if one.numbers and not one.month and not one.season:
            one.month = other.month


def _assembled(ends: list[_End], mark: str, unread: list[str]) -> LooseDate:
    texts: list[str] = []
    wrong: list[str] = []
    for end in ends:
        text = end.edtf()
        unread += map(str, end.numbers[1 if end.month else 0 :])
        while text and isinstance(found := parse_edtf(text), EdtfError):
            # A month 13, a 31 February: what is good stays.
            text = text.rpartition("-")[0]
            wrong.append(found.reason)
        texts.append(text + mark if text else "")
    if ends[0].season and len(ends) > 1 and texts[1] == ends[1].year:
        unread.append(texts.pop())  # The winter of 1999/2000 has no form in EDTF.
    if texts[-1].startswith(f"{texts[0]}-"):
        del texts[0]  # “1999/jan” is a month.
    elif texts[0].startswith(f"{texts[-1]}-"):
        del texts[-1]  # “01-Feb” is a day.
    whole = "/".join(dict.fromkeys(filter(None, texts)))
    found = parse_edtf(whole)
    if whole and isinstance(found, EdtfError):
        return LooseDate("", found.reason, found.advice, is_misleading=True)
    told = " ".join(filter(None, unread))
    return LooseDate(
        whole, wrong[0] if wrong else f"“{told}” says no day, month or year" if told else ""
    )


def _with_months_of_two_years(whole: LooseDate, months: str) -> LooseDate:
    """Return “dec/jan” of 1999/2000; where the year says more than a year, the year alone."""
    years, found = whole.edtf.split("/"), re.split(r"\s*[–—/-]+\s*", months)
    if len(years) == len(found) == 2:
        ends = [_ends_read(*pair) for pair in zip(found, years, strict=True)]
        if all(end.edtf and not end.unread for end in ends):
            return LooseDate("/".join(end.edtf for end in ends), whole.unread)
    if not whole.edtf or len(years[0]) > 5:
        return whole
    return LooseDate(whole.edtf, f"“{months}” is of one of two years")

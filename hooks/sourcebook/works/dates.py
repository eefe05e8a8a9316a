"""`entry_date`: the date of an entry, from one EDTF field or from BibTeX's year, month and day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sourcebook.formats.bibtex import Field
from sourcebook.formats.bibtex.values import MONTHS
from sourcebook.formats.edtf import Edtf, EdtfError, parse_edtf
from sourcebook.formats.latex import to_unicode
from sourcebook.formats.loose_dates import LooseDate, read_loosely

_SPACE_OF_TEX = re.compile(r"~(?=\w)")
_PART_OF_DATE = re.compile(r"(?:end)?(?:year|month|day)$")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WHOLE_DATE = "Write the whole date into one field, such as “date = {2021-04-06}”."


@dataclass(frozen=True, slots=True)
class DateProblem:
    """What is to be said of the fields of a date."""

    field: Field
    """The one to which it belongs."""
    kind: Literal["plain", "partial", "malformed"]
    """Written in another form than biblatex's but plain; not all of it read; readers would be
    misled."""
    reason: str
    advice: str
    instead: tuple[str, str] = ("", "")
    """The field and value that say what no date can."""


@dataclass(frozen=True, slots=True)
class DateRead:
    """What the fields of a date say."""

    date: Edtf | None = None
    problem: DateProblem | None = None


def entry_date(fields: Mapping[str, Field], prefix: str = "") -> DateRead:
    """Return ``date`` or, where there is none, what ``year``, ``month`` and ``day`` make.

    *prefix* is "", ``event``, ``orig``, ``url`` …
    """
    whole = fields.get(f"{prefix}date")
    if whole and whole.value:
        return _read(read_loosely(_text(whole)), whole, is_standard=True)
    start, end = _older(fields, prefix), _older(fields, f"{prefix}end")
    if not start.date or not end.date or start.problem:
        return start
    joined = parse_edtf(f"{start.date.text}/{end.date.text}")
    if isinstance(joined, EdtfError):
        at = fields[f"{prefix}endyear"]
        return DateRead(None, DateProblem(at, "malformed", joined.reason, joined.advice))
    return DateRead(joined, end.problem)


def _older(fields: Mapping[str, Field], prefix: str) -> DateRead:
    """Return what BibTeX's fields say. A month is no date, but some write all of one there."""
    year, month, day = (
        found if (found := fields.get(f"{prefix}{name}")) and found.value.strip("{} ") else None
        for name in ("year", "month", "day")
    )
    if year is None:
        read = read_loosely(_text(month)) if month else LooseDate("")
        return _read(read, month, is_standard=False) if month and read.edtf else DateRead()
    # Databases write a zero for a year that they do not have.
    text = _text(year) if _text(year).strip("0") else ""
    months, days = (_text(one) if one else "" for one in (month, day))
    read = read_loosely(text, months, days)
    # The first field with which it went wrong, else the last.
    steps = ((year, read_loosely(text)), (month, read_loosely(text, months)), (day, read))
    filled = [(one, step) for one, step in steps if one is not None]
    at = next((one for one, step in filled if step.unread), (month or day or year))
    is_standard = month is None or month_number(_text(month)) is not None
    return _read(read, at, is_standard=is_standard)


def _read(read: LooseDate, at: Field, *, is_standard: bool) -> DateRead:
    found = parse_edtf(read.edtf)
    date = found if isinstance(found, Edtf) else None
    # Only of the work itself is it worth saying that it shows no date.
    is_own = at.name in ("date", "year", "month")
    advice = (read.advice or _WHOLE_DATE) if is_own else "Write such as “2021-04-06”, or nothing."
    if read.is_misleading or not (date or read.instead[0]):
        return DateRead(date, DateProblem(at, "malformed", read.unread, advice))
    if read.unread:
        return DateRead(date, DateProblem(at, "partial", read.unread, advice, read.instead))
    if read.is_exact and is_standard:
        return DateRead(date)
    name = _PART_OF_DATE.sub("date", at.name)
    return DateRead(date, DateProblem(at, "plain", "", f"Write “{name} = {{{read.edtf}}}”."))


def _text(found: Field) -> str:
    """Return the text of a field; “~” at the end is EDTF's “about”, elsewhere TeX's space."""
    value = _SPACE_OF_TEX.sub(" ", found.value)
    text = "~".join(to_unicode(part)[0] for part in value.split("~"))
    return text.replace("{", "").replace("}", "").strip()


def month_number(text: str) -> int | None:
    """Return 1 to 12 for “4”, “apr”, “April” or “Apr.”, else ``None``."""
    name = text.strip().rstrip(".").lower()
    if name in _MONTH_NAMES:
        return _MONTH_NAMES.index(name) + 1
    if name in MONTHS:
        return MONTHS.index(name) + 1
    return int(name) if name.isascii() and name.isdigit() and 1 <= int(name[:3]) <= 12 else None

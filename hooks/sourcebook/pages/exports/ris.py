"""`ris_text`: a work as a RIS record. What goes where is in `ris_tables`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.exports.ris_tables import (
    ACCESS_DATES,
    COMMON,
    COUNTED_IN_SP,
    DEFAULT_TYPE,
    GENRE_IN_M3,
    NAMES,
    NUMBERS,
    RIS_TYPES,
    SERIALS,
    SERIES_NUMBERS,
)
from sourcebook.works.works import Work

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
"""Spaces and all that Python or a reader of RIS takes for the end of a line."""
_RANGE = re.compile(r"([^\s,;&-]+)\s*-+\s*([^\s,;&-]+)")
"""One range of pages; a list of pages stays together in SP."""


def ris_text(work: Work) -> str:
    """Return *work* as one RIS record, its lines ended as the specification asks (CR LF).

    A value is one line: line ends and runs of space become one space.
    """
    lines = [("TY", RIS_TYPES.get(_type(work), DEFAULT_TYPE)), ("ID", work.citekey)]
    is_page = _type(work) == "webpage"
    lines += [
        ("N1" if is_page and tag in ACCESS_DATES else tag, _SPACE.sub(" ", value).strip())
        for tag, value in _lines(work)
    ]
    written = dict.fromkeys(f"{tag}  - {value}" for tag, value in lines if value)
    return "\r\n".join([*written, "ER  - ", "", ""])


def _lines(work: Work) -> Iterator[tuple[str, str]]:
    for variable, tag in NAMES:
        yield from ((tag, name) for name in _names(work, variable))
    yield from _dates(work)
    container = _container(work)
    yield "T2", container
    taken: set[str] = set()
    for variable, tag in COMMON:
        value = str(work.csl.get(variable, ""))
        if value and (tag not in taken or tag == "N1"):
            taken.add(tag)
            # Zotero's web pages have a site and no publisher; said once, as the site.
            if not (tag == "PB" and value == container):
                yield tag, value
    yield "M3" if _type(work) in GENRE_IN_M3 else "N1", str(work.csl.get("genre", ""))
    yield NUMBERS.get(_type(work), "M1"), str(work.csl.get("number", ""))
    yield SERIES_NUMBERS.get(_type(work), "M1"), str(work.csl.get("collection-number", ""))
    yield from _pages(work)
    yield "SN", _serial_number(work)
    yield from (("KW", keyword) for keyword in work.keywords)
    if work.archiveurl:
        on = f" ({work.archivedate.display()})" if work.archivedate else ""
        yield "N1", f"Archived copy: {work.archiveurl}{on}"


def _type(work: Work) -> str:
    return str(work.csl["type"])


def _container(work: Work) -> str:
    """Return what the work is part of; of a web page who publishes it, of a talk the event."""
    instead = {"webpage": "publisher", "speech": "event-title"}.get(_type(work), "")
    return str(work.csl.get("container-title") or work.csl.get(instead, ""))


def _names(work: Work, variable: str) -> Iterator[str]:
    """Yield “Family, Given, Suffix”, and the name of a body with a comma after it.

    The comma keeps readers from cutting a body into given and family name; one inside the name
    would cut it all the same, and goes. “Others” are nobody.
    """
    names = work.csl.get(variable, ())
    for name in names if isinstance(names, list) else ():
        literal = name.get("literal", "")
        if literal == "others":
            continue
        if literal:
            yield f"{literal.replace(',', '')},"
            continue
        particle = name.get("non-dropping-particle") or name.get("dropping-particle", "")
        family = " ".join(filter(None, (particle, name.get("family", ""))))
        given, suffix = name.get("given", ""), name.get("suffix", "")
        yield ", ".join([family, *([given, suffix] if suffix else [given])]).rstrip()


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    """Yield the year, the date, and the day on which the address was read.

    A date is ``YYYY/MM/DD/`` with what is not known left empty; an interval or an uncertain date
    follows in words in the fourth place, which is for “other information”.
    """
    if work.date is not None:
        yield from (("PY", _year(work.date)), ("DA", _slashed(work.date)))
    if work.urldate is not None:
        yield "Y2", _slashed(work.urldate)


def _year(date: Edtf) -> str:
    if date.precision in ("decade", "century") or date.start is None or date.start.year < 1:
        return date.display()
    return f"{date.start.year:04}"


def _slashed(date: Edtf) -> str:
    if date.precision in ("decade", "century") or date.start is None or date.start.year < 1:
        return ""
    start = date.start
    month = f"{start.month:02}" if start.month else ""
    day = f"{start.day:02}" if start.day else ""
    is_plain = not (
        date.is_interval or date.is_uncertain or date.is_approximate or date.precision == "season"
    )
    return f"{start.year:04}/{month}/{day}/" + ("" if is_plain else date.display())


def _pages(work: Work) -> Iterator[tuple[str, str]]:
    pages = str(work.csl.get("page", ""))
    if found := _RANGE.fullmatch(pages):
        yield from (("SP", found[1]), ("EP", found[2]))
    elif pages:
        yield "SP", pages
    elif _type(work) in COUNTED_IN_SP:
        yield "SP", str(work.csl.get("number-of-pages", ""))


def _serial_number(work: Work) -> str:
    order = ("ISSN", "ISBN") if _type(work) in SERIALS else ("ISBN", "ISSN")
    return next((str(work.csl[name]) for name in order if work.csl.get(name)), "")

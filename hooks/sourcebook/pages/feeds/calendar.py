"""`calendars`: records whose days are known, as iCalendar files (RFC 5545), one a collection.

One of which only the month or the year is known, or whose days are a guess, would be a false
entry in a calendar: it is left out, and the index of its collection has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.feeds.entries import Entry, entries_of, host_of, one_line
from sourcebook.pages.frame.horizon import horizon_words
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.site.model import Site

CALENDAR_TYPE = "text/calendar"

_STATUSES = {
    "happened": "CONFIRMED",
    "doubtful": "TENTATIVE",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
    "never": "CANCELLED",
}
_LINE = 75
"""Octets of a line without its end; longer ones are folded (RFC 5545, section 3.1)."""


def calendars(site: Site, imprint: Imprint) -> dict[str, str]:
    """Return the calendars by path, lines ended by CR LF; none that would be empty or undated."""
    found: dict[str, list[tuple[tuple[date, date], Entry]]] = {}
    for entry in entries_of(site, imprint, "calendar"):
        days = days_of(entry.dates)
        if entry.revised and days is not None:
            found.setdefault(entry.node.collection, []).append((days, entry))
    return {f"{name}.ics": _calendar(site, imprint, entries) for name, entries in found.items()}


def _calendar(site: Site, imprint: Imprint, found: list[tuple[tuple[date, date], Entry]]) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sourcebook//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(imprint.name)}",
    ]
    if words := horizon_words(site.subject.horizon):
        lines.append(f"X-WR-CALDESC:{_text(words)}")
    for (first, after), entry in sorted(found, key=lambda pair: (pair[0], pair[1].node)):
        lines += _event(entry, first, after, imprint)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines)


def days_of(dates: Edtf) -> tuple[date, date] | None:
    """Return the first day of *dates* and the day after the last, if both are known to the day."""
    if dates.is_uncertain or dates.is_approximate or dates.precision != "day":
        return None
    first, last = dates.earliest, dates.latest
    if first is None or last is None or last == date.max:
        return None
    return first, last + timedelta(days=1)


def _event(entry: Entry, first: date, after: date, imprint: Imprint) -> Iterator[str]:
    stamp = f"{datetime.fromtimestamp(entry.revised, UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.node}@{host_of(imprint)}"
    # The time of the revision: the file is the same whenever it is made.
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    yield f"DTEND;VALUE=DATE:{_day(after)}"
    yield f"SUMMARY:{_text(entry.title)}"
    yield f"DESCRIPTION:{_text(entry.summary)}"
    if entry.places:
        yield f"LOCATION:{_text(', '.join(entry.places))}"
    if entry.topics:
        yield "CATEGORIES:" + ",".join(map(_text, entry.topics))
    if imprint.url:
        yield f"URL:{entry.url}"
    yield f"STATUS:{_STATUSES[entry.status]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    # strftime does not pad years before 1000 everywhere.
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """Return *text* as a value of type TEXT (section 3.3.11), on one line."""
    line = one_line(text)
    for sign in ("\\", ";", ","):
        line = line.replace(sign, f"\\{sign}")
    return line


def fold(line: str) -> str:
    """Return *line* in pieces of at most 75 octets, no character cut, joined by CR LF SPACE."""
    pieces: list[str] = []
    piece: list[str] = []
    size = 0
    for char in line:
        width = len(char.encode())
        if size + width > _LINE:
            pieces.append("".join(piece))
            # The space that begins a continued line counts.
            piece, size = [], 1
        piece.append(char)
        size += width
    return "\r\n ".join([*pieces, "".join(piece)])

"""The visits as an Atom feed (RFC 4287) and as a calendar (RFC 5545)."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from building import MakeProject
from publishing import FILES, IMPRINT, VISIT, completed
from sourcebook.pages.feeds.calendar import fold
from sourcebook.pages.feeds.entries import one_line

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def test_the_feed_has_what_atom_asks_for(project: MakeProject) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: id, title, updated, author, links; entries newest first."""
    feed = ElementTree.fromstring(completed(project).files["feed.xml"])
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    entries = [
        (one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}updated"))
        for one in feed.findall(f"{ATOM}entry")
    ]

    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == "https://example.org/small/feed.xml"
    assert feed.findtext(f"{ATOM}title") == "A <small> Sourcebook"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "The contributors"
    assert links == {
        "self": "https://example.org/small/feed.xml",
        "alternate": "https://example.org/small/",
    }
    assert entries == [
        (
            "https://example.org/small/visits/plan-1985/",
            'A plan <b>&amp; "more" (cancelled)',
            "2023-11-14T22:13:20Z",
        ),
        ("https://example.org/small/visits/trip-1984/", "A trip, 1984", "2020-09-13T12:26:40Z"),
    ]
    assert feed.findtext(f"{ATOM}updated") == entries[0][2]
    assert all(MOMENT.fullmatch(one.text or "") for one in feed.iter(f"{ATOM}updated"))


def test_every_entry_is_whole(project: MakeProject) -> None:
    """RFC 4287, 4.1.2: each entry has one id, title, updated and alternate link, and a summary."""
    feed = ElementTree.fromstring(completed(project).files["feed.xml"])
    for entry in feed.findall(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "link", "summary"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1
    assert len({one.text for one in feed.iter(f"{ATOM}id")}) == 3


def test_no_time_no_feed(project: MakeProject) -> None:
    """Where no time is known, none is made up: there is no feed and no calendar."""
    files = completed(project, imprint=replace(IMPRINT, epoch=0, revisions={})).files

    assert not {"feed.xml", "visits.ics"} & files.keys()


def test_a_site_without_address_has_a_feed(project: MakeProject) -> None:
    """Ids are then tags of a host that cannot be; addresses are relative."""
    files = completed(project, imprint=replace(IMPRINT, url="")).files
    feed = ElementTree.fromstring(files["feed.xml"])

    assert [one.text for one in feed.iter(f"{ATOM}id")] == [
        "tag:sourcebook.invalid,2000:feed.xml",
        "tag:sourcebook.invalid,2000:visits/plan-1985",
        "tag:sourcebook.invalid,2000:visits/trip-1984",
    ]
    assert "UID:visits/trip-1984@sourcebook.invalid\r\n" in files["visits.ics"]


def test_the_calendar_has_whole_days(project: MakeProject) -> None:
    """A visit of three days ends on the fourth (DTEND is not part of it); a guess is left out."""
    text = completed(project).files["visits.ics"]

    assert text.replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sourcebook//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:A <small> Sourcebook",
        "BEGIN:VEVENT",
        "UID:visits/trip-1984@example.org",
        "DTSTAMP:20200913T122640Z",
        "LAST-MODIFIED:20200913T122640Z",
        "DTSTART;VALUE=DATE:19840530",
        "DTEND;VALUE=DATE:19840602",
        "SUMMARY:A trip\\, 1984",
        "DESCRIPTION:She came to Town\\, the\\, and stayed.",
        "LOCATION:Town\\, the\\, Here",
        "CATEGORIES:Type",
        "URL:https://example.org/small/visits/trip-1984/",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_calendar_without_known_days_is_none(project: MakeProject) -> None:
    """A month is no day: a calendar of nothing is not published."""
    visit = VISIT.format(title="A trip", dates="1984-05", status="held")
    files = {path: text for path, text in FILES.items() if not path.startswith("docs/visits/")} | {
        "docs/visits/trip.md": visit
    }

    assert "visits.ics" not in completed(project, files).files


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_folded_lines_are_short_and_unfold(line: str) -> None:
    """RFC 5545, 3.1: no line over 75 octets, no character cut, and unfolding gives the line."""
    folded = fold(line)

    assert folded.replace("\r\n ", "") == line
    assert [one for one in folded.split("\r\n") if len(one.encode()) > 75] == []


@given(st.text(max_size=60))
def test_any_text_can_stand_in_a_feed(text: str) -> None:
    """What XML cannot hold is taken out; the joiners that scripts need stay."""
    element = ElementTree.fromstring(f"<a>{escape(one_line(text + chr(0x200C)))}</a>")

    assert (element.text or "").endswith("\u200c")

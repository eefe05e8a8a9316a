"""`atom_feed`: records with a time as an Atom feed, the newest change first (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from sourcebook.pages.feeds.entries import Entry, entries_of, host_of, one_line
from sourcebook.pages.frame.horizon import horizon_words
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.site.model import Site

ATOM_PATH = "feed.xml"
ATOM_TYPE = "application/atom+xml"


def atom_feed(site: Site, imprint: Imprint) -> str:
    """Return the feed, or "" where no time is known or there is nothing to tell.

    An entry is “updated” when the file of its page last changed, never when the site was built.
    """
    entries = sorted(entries_of(site, imprint, "feed"), key=lambda one: (-one.revised, one.node))
    if not entries or not entries[0].revised:
        return ""
    told = f"{imprint.description} {horizon_words(site.subject.horizon)}".strip()
    author = imprint.author or imprint.name
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(imprint.language)}">',
        f"  <id>{escape(_feed_id(imprint))}</id>",
        f"  <title>{escape(one_line(imprint.name))}</title>",
        *([f"  <subtitle>{escape(one_line(told))}</subtitle>"] if told else []),
        f"  <updated>{_moment(entries[0].revised)}</updated>",
        f"  <author><name>{escape(one_line(author))}</name></author>",
        *_rights(imprint),
        f'  <link rel="self" type="{ATOM_TYPE}" href="{escape(imprint.url + ATOM_PATH)}"/>',
        f'  <link rel="alternate" type="text/html" href="{escape(imprint.address("index.md"))}"/>',
    ]  # fmt: skip
    for entry in entries:
        lines += _entry(entry, imprint)
    return "\n".join([*lines, "</feed>", ""])


def _rights(imprint: Imprint) -> Iterator[str]:
    if imprint.text_licence:
        licence = imprint.text_licence
        yield f"  <rights>{escape(licence.title)} ({escape(licence.url)})</rights>"


def _entry(entry: Entry, imprint: Imprint) -> Iterator[str]:
    yield "  <entry>"
    yield f"    <id>{escape(_entry_id(entry, imprint))}</id>"
    yield f"    <title>{escape(one_line(entry.title))}</title>"
    yield f"    <updated>{_moment(entry.revised)}</updated>"
    yield f'    <link rel="alternate" type="text/html" href="{escape(entry.url)}"/>'
    words = f"{entry.dates.display()}. {entry.summary}"
    yield f'    <summary type="text">{escape(one_line(words))}</summary>'
    for topic in entry.topics:
        yield f'    <category term="{escape(one_line(topic))}"/>'
    yield "  </entry>"


def _feed_id(imprint: Imprint) -> str:
    return imprint.url + ATOM_PATH if imprint.url else f"tag:{host_of(imprint)},2000:{ATOM_PATH}"


def _entry_id(entry: Entry, imprint: Imprint) -> str:
    return entry.url if imprint.url else f"tag:{host_of(imprint)},2000:{entry.node}"


def _moment(time: int) -> str:
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%dT%H:%M:%SZ}"

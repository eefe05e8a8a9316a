"""`Work`, `interpret`: an entry of the bibliography as a work that can be cited."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sourcebook.diagnostics import KEPT, Diagnostic
from sourcebook.formats.bibtex import Entry
from sourcebook.formats.edtf import Edtf
from sourcebook.formats.identifiers import (
    ALLOWED_SCHEMES,
    is_doi,
    url_problem,
    url_scheme,
)
from sourcebook.formats.name import Name
from sourcebook.works.csl import CslItem, addresses_of, genre, press_of, titles_of
from sourcebook.works.csl_tables import KINDS, PERIODICAL_TYPES, language_tag
from sourcebook.works.entry_checks import check_entry
from sourcebook.works.entry_fields import Reading, read_fields

_SEPARATOR = re.compile(r"[\s,;]+")
_AFTER_ALL_DAYS = date.max.toordinal() + 1
_SHORT_TITLE = 48
"""Characters after which a title that must serve as a label is cut at a word."""


@dataclass(frozen=True, slots=True)
class Work:
    """An entry, interpreted. Text is Unicode without LaTeX; it is not HTML and must be escaped."""

    citekey: str
    entry: Entry
    csl: Mapping[str, object]
    """The CSL-JSON item; its id is the citekey."""
    title: str
    """With subtitle and addition; "" if there is none."""
    authors: tuple[Name, ...]
    """As written; the last may be “others”. Empty where the work names nobody."""
    editors: tuple[Name, ...]
    label: str
    """Short name for lists and running text: “Gul”, “Gul and Jamal”, “Gul et al.”, else who
    publishes it, else its short title."""
    kind: str
    """What it is, in plain words: “web page”, “treaty”, “technical report”."""
    date: Edtf | None
    publisher: str | None
    """Who publishes it: publisher, institution, organisation or journal."""
    url: str | None
    """Only an address that may be linked."""
    doi: str | None
    langid: str | None
    """A language tag: ``en-US``, ``ur``."""
    urldate: Edtf | None
    archiveurl: str | None
    archivedate: Edtf | None
    archivenote: str | None
    perspective: str | None
    keywords: tuple[str, ...]
    basedon: tuple[str, ...]
    verification: str | None
    verificationdate: Edtf | None
    verificationnote: str | None
    titlebasis: str | None
    datebasis: str | None
    citedby: str | None
    keep: str | None

    @property
    def sort_key(self) -> tuple[str, tuple[int, int, int, str], str]:
        """Order of lists: by label (accents and capitals aside), then date, then title.

        A work without a date comes after those with one.
        """
        undated = (_AFTER_ALL_DAYS, 0, 0, "")
        return (_folded(self.label), self.date.sort_key if self.date else undated, self.title)


@lru_cache(maxsize=KEPT)
def interpret(entry: Entry) -> tuple[Work, tuple[Diagnostic, ...]]:
    """Return the work that *entry* describes, and what is wrong with the entry by itself.

    What cannot be read (a date, an address with another scheme than http and https) is reported
    and absent from the work. What works are to one another is checked in `checks.bibliography`.
    """
    reading, pairs = read_fields(entry)
    titles = titles_of(reading)
    url = _linkable(str(addresses_of(reading)["URL"]))
    doi = reading.raw("doi")
    unusable = (*(("URL",) if url is None else ()), *(() if is_doi(doi) else ("DOI",)))
    authors, editors = reading.names("author"), reading.names("editor")
    publisher = _publisher(reading)
    work = Work(
        citekey=entry.citekey,
        entry=entry,
        csl=CslItem(reading, unusable),
        title=str(titles["title"]),
        authors=authors,
        editors=editors,
        label=_label(reading, authors or editors, publisher, titles),
        kind=_kind(reading),
        date=reading.date(),
        publisher=publisher,
        url=url,
        doi=doi if is_doi(doi) else None,
        langid=language_tag(reading.raw("langid"), reading.raw("langidopts")) or None,
        urldate=reading.date("url"),
        archiveurl=_linkable(reading.raw("archiveurl")),
        archivedate=reading.date("archive"),
        archivenote=reading.text("archivenote") or None,
        perspective=reading.raw("perspective").strip() or None,
        keywords=tuple(filter(None, (k.strip() for k in reading.text("keywords").split(",")))),
        basedon=tuple(filter(None, _SEPARATOR.split(reading.raw("basedon")))),
        verification=reading.raw("verification") or None,
        verificationdate=reading.date("verification"),
        verificationnote=reading.text("verificationnote") or None,
        titlebasis=reading.raw("titlebasis") or None,
        datebasis=reading.raw("datebasis") or None,
        citedby=reading.raw("citedby").strip() or None,
        keep=reading.text("keep") or None,
    )
    return work, tuple(check_entry(reading, pairs))


def _linkable(url: str) -> str | None:
    """Return an address that may become a link, or ``None``."""
    is_good = url_problem(url) is None and url_scheme(url) in ALLOWED_SCHEMES
    return url if is_good else None


def _publisher(reading: Reading) -> str | None:
    """Return who publishes the work, for readers."""
    bodies = ["publisher", "institution", "organization"]
    if reading.type in PERIODICAL_TYPES:
        bodies.insert(0, "journaltitle")
    else:
        bodies.append("journaltitle")
    for name in bodies:
        found = reading.text(name) if name == "journaltitle" else reading.listed(name)
        if found:
            return found
    return reading.text("howpublished") or None


def _label(
    reading: Reading, people: tuple[Name, ...], publisher: str | None, titles: Mapping[str, object]
) -> str:
    people = reading.names("shortauthor") or people
    named = [person.short for person in people if not person.is_others]
    if len(named) > 2 or (named and len(named) < len(people)):
        return f"{named[0]} et al."
    if named:
        return " and ".join(named)
    return (
        publisher
        or _shortened(str(titles["title-short"] or titles["title"]))
        or (reading.entry.citekey)
    )


def _shortened(title: str) -> str:
    if len(title) <= _SHORT_TITLE:
        return title
    return title[:_SHORT_TITLE].rpartition(" ")[0].rstrip(",;:–— ") + "…"


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))


def _kind(reading: Reading) -> str:
    named = genre(reading)
    if named:
        return named
    if reading.type in PERIODICAL_TYPES and (press := press_of(reading)[1]):
        return press
    return KINDS.get(reading.type, reading.type)

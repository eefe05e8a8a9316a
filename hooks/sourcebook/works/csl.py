"""`csl_item`: the CSL-JSON item of an entry.

The mapping is pandoc's for biblatex (``src/Text/Pandoc/Citeproc/BibTeX.hs``), so that pandoc's
citeproc formats our items as it would the entries. Where we differ on purpose (plain text instead
of markup, no change of capitals in titles, a type for ``@misc``, open and decade dates) the reason
stands in tests/oracle/test_pandoc_biblatex.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from sourcebook.formats.edtf import Edtf
from sourcebook.works.csl_tables import (
    CHAPTERLIKE,
    CSL_TYPES,
    EPRINT_ADDRESSES,
    IN_SERIES,
    PERIODICAL_TYPES,
    PERIODICALLIKE,
    PRESS,
    THESES,
    TYPES_OF_MANAGERS,
    language_tag,
)
from sourcebook.works.entry_fields import Reading, bibstring

_SUPPLIED = frozenset({"address", "descriptive"})
"""Values of ``titlebasis`` that say that the title was not seen on the work."""


class CslItem(Mapping[str, object]):
    """The item of an entry, made when something of it is first asked for: a check asks nothing."""

    def __init__(self, reading: Reading, without: tuple[str, ...]) -> None:
        self._reading, self._without = reading, without

    @cached_property
    def _item(self) -> dict[str, object]:
        item = csl_item(self._reading)
        return {name: value for name, value in item.items() if name not in self._without}

    def __getitem__(self, variable: str) -> object:
        return self._item[variable]

    def __iter__(self) -> Iterator[str]:
        return iter(self._item)

    def __len__(self) -> int:
        return len(self._item)

    def __repr__(self) -> str:
        return repr(self._item)


def csl_item(reading: Reading) -> dict[str, object]:
    """Return the CSL-JSON item: text in Unicode, no LaTeX and no HTML, only filled variables."""
    variables: dict[str, object] = {
        "id": reading.entry.citekey,
        "type": csl_type(reading),
        "genre": genre(reading),
        "language": language_tag(reading.raw("langid"), reading.raw("langidopts")),
        **_dates(reading),
        **_names(reading),
        **_numbers(reading),
        **titles_of(reading),
        **_publication(reading),
        **addresses_of(reading),
        "note": joined(". ", reading.text("note") if reading.type != "periodical" else "",
                       reading.text("addendum")),
        "annote": reading.text("annotation"),
        "abstract": reading.text("abstract"),
        "keyword": reading.text("keywords"),
        "status": bibstring(reading.text("pubstate")),
    }  # fmt: skip
    return {name: value for name, value in variables.items() if value}


def csl_type(reading: Reading) -> str:
    """Return the CSL type; ``document`` where biblatex's type says nothing."""
    if reading.type in PERIODICAL_TYPES:
        return press_of(reading)[0] or "article-journal"
    if reading.type == "unpublished" and any(
        reading.raw(name) for name in ("eventdate", "eventtitle", "venue")
    ):
        return "speech"
    return CSL_TYPES.get(reading.type, "document")


def press_of(reading: Reading) -> tuple[str, str]:
    """Return the CSL type and the word for readers of an article of the press; "" for others."""
    is_news = reading.entry.type == "newsarticle"
    return PRESS.get("newspaper" if is_news else reading.raw("entrysubtype").lower(), ("", ""))


def genre(reading: Reading) -> str:
    """Return what kind of report, thesis or page it is, in words: “technical report”."""
    default = THESES.get(reading.entry.type, "")
    named = reading.text("type")
    if named.lower() in TYPES_OF_MANAGERS and reading.type not in ("report", "thesis"):
        named = ""
    return bibstring(named or default)


def joined(separator: str, *texts: str) -> str:
    """Join the filled *texts*; where one ends in punctuation, a space is enough."""
    result = ""
    for text in texts:
        if not text or not result:
            result += text
        else:
            result += (" " if result[-1] in "!?.,:;" else separator) + text
    return result


def _dates(reading: Reading) -> dict[str, object]:
    dates = {
        "issued": reading.date(),
        "event-date": reading.date("event"),
        "original-date": reading.date("orig"),
        "accessed": reading.date("url"),
    }
    return {name: csl_date(date) for name, date in dates.items() if date}


def csl_date(date: Edtf) -> dict[str, object]:
    """Return a CSL date variable; a date that CSL has no parts for is given in words."""
    parts = date.parts
    if (len(parts) < 2 and date.is_interval) or date.precision in ("decade", "century"):
        return {"literal": date.display()}
    variable: dict[str, object] = {}
    if len(parts) == 1 and (season := parts[0].season):
        variable["season"] = season - 20
        parts = (replace(parts[0], season=None),)
    # Of an interval each end may be a season: in the place of the month, as pandoc has it.
    ends = [(_christian(p.year), p.season or p.month, p.day) for p in parts]
    variable["date-parts"] = [[number for number in end if number is not None] for end in ends]
    if date.is_approximate or date.is_uncertain:
        variable["circa"] = True
    return variable


def _christian(year: int) -> int:
    """Return the year as CSL counts, which has no year 0: -44 is 44 BC."""
    return year if year > 0 else year - 1


def _names(reading: Reading) -> dict[str, object]:
    editor = reading.names("editor")
    is_director = reading.raw("editortype") == "director"
    lists = {
        "author": reading.names("author"),
        "editor": () if is_director else editor,
        "director": editor if is_director else reading.names("director"),
        "translator": reading.names("translator"),
        "container-author": reading.names("bookauthor"),
    }
    return {name: [person.csl() for person in people] for name, people in lists.items() if people}


def _numbers(reading: Reading) -> dict[str, object]:
    number, issue = reading.text("number"), ""
    numbered = "number"
    if reading.type in IN_SERIES:
        numbered = "collection-number"
    elif reading.type in PERIODICALLIKE:
        numbered, issue = "issue", reading.text("issue")
    return {
        # Journals without pages number their articles, and CSL has no other place for that.
        "page": reading.text("pages", "eid").replace("–", "-"),
        "number-of-pages": reading.text("pagetotal"),
        "volume": ".".join(v for v in (reading.text("volume"), reading.text("part")) if v),
        "number-of-volumes": reading.text("volumes"),
        "chapter-number": reading.text("chapter"),
        "edition": reading.text("edition"),
        "version": reading.text("version"),
        numbered: joined(", ", number, issue) if number else "",
    }


def shown_title(title: str, basis: str) -> str:
    """Return *title* as readers see it, by its ``titlebasis``.

    One that does not stand on the work, rebuilt from the address or made by the editors, is put in
    square brackets, as libraries do (ISBD, A.7). Those that the author wrote are not doubled.
    """
    return f"[{_bare(title, basis)}]" if title and basis in _SUPPLIED else title


def _bare(title: str, basis: str) -> str:
    """Return *title* without the brackets that its author put around all of it."""
    if basis not in _SUPPLIED or not title.startswith("["):
        return title
    depths = accumulate((sign == "[") - (sign == "]") for sign in title)
    closing = next((at for at, depth in enumerate(depths) if depth == 0), None)
    return title[1:-1] if closing == len(title) - 1 else title


def titles_of(reading: Reading) -> dict[str, object]:
    basis = reading.raw("titlebasis")
    is_chapter = reading.type in CHAPTERLIKE
    is_periodical = reading.type == "periodical"
    has_main = bool(reading.raw("maintitle"))
    main = "main" if has_main and not is_chapter else ""
    base = "issue" if is_periodical and reading.raw("issuetitle") else main
    subtitle = reading.text(f"{base}subtitle") if base else reading.text("subtitle")
    addon = reading.text(f"{main}titleaddon")
    if main:
        volume = _title(reading, "")
    elif has_main:
        volume = _title(reading, "book")
    else:
        volume = ""
    if is_periodical:
        container = _title(reading, "")
    elif is_chapter:
        container = _title(reading, "main" if has_main else "book")
    else:
        container = ""
    title = _bare(reading.text(f"{base}title"), basis)
    short_form = "" if has_main and not is_chapter else reading.text("shorttitle")
    # A colon without a space after it is a time or an address, not the start of a subtitle.
    own_title = _bare(reading.text("title"), basis)
    if not short_form and (((subtitle or addon) and not has_main) or ": " in own_title):
        short_form = own_title.partition(": ")[0]
    return {
        "title": shown_title(joined(". ", joined(": ", title, subtitle), addon), basis)
        if title
        else "",
        "title-short": shown_title(short_form, basis),
        "volume-title": volume,
        "container-title": container or _title(reading, "journal"),
        "container-title-short": reading.text("shorttitle")
        if is_periodical and not has_main and reading.raw("shorttitle")
        else reading.text("shortjournal"),
        "collection-title": _series(reading.text("series")),
        "original-title": reading.text("origtitle"),
        # CSL 1.0.2 renamed the first to the second; pandoc's citeproc and older styles read it.
        "event": reading.text("eventtitle"),
        "event-title": reading.text("eventtitle"),
    }


def _series(series: str) -> str:
    """Return “3rd series” for a series that is only a number, as biblatex prints it."""
    if not series.isdecimal():
        return bibstring(series)
    teen = series[-2:-1] == "1"
    ending = "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(series[-1], "th")
    return f"{series}{ending} series"


def _title(reading: Reading, prefix: str) -> str:
    """Return title, subtitle and addition of one level (“main”, “book”, “journal”, "")."""
    title = reading.text(f"{prefix}title")
    if not title:
        return ""
    subtitle = joined(": ", title, reading.text(f"{prefix}subtitle"))
    return joined(". ", subtitle, reading.text(f"{prefix}titleaddon"))


def _publication(reading: Reading) -> dict[str, object]:
    bodies = ("institution", "organization", "howpublished", "publisher")
    publisher = joined(
        "; ",
        *(reading.text(n) if n == "howpublished" else reading.listed(n) for n in bodies),
    )
    place = reading.listed("location")
    is_patent = reading.type == "patent"
    return {
        "publisher": publisher,
        "publisher-place": "" if is_patent else place,
        "jurisdiction": place if is_patent else "",
        "event-place": reading.text("venue"),
        "original-publisher": reading.text("origpublisher"),
        "original-publisher-place": reading.listed("origlocation"),
    }


def addresses_of(reading: Reading) -> dict[str, object]:
    options = reading.options
    url = reading.raw("url") if options.get("url") != "false" or reading.type == "online" else ""
    if not url and reading.raw("eprint"):
        base = EPRINT_ADDRESSES.get(reading.raw("eprinttype").lower(), "")
        url = base + reading.raw("eprint") if base else ""
    return {
        "URL": url,
        "DOI": reading.raw("doi") if options.get("doi") != "false" else "",
        "ISBN": reading.raw("isbn"),
        "ISSN": reading.raw("issn"),
        "PMID": reading.raw("pmid"),
        "PMCID": reading.raw("pmcid"),
        "call-number": reading.raw("library"),
    }

"""`wiki_text`: a work as a template of Wikipedia, ``{{cite news |…}}``.

Parameters: Wikipedia, “Help:Citation Style 1”. Only what is known is filled; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.formats.edtf import Edtf
from sourcebook.works.works import Work

_TEMPLATES = {
    "article-newspaper": "news",
    "article-magazine": "magazine",
    "article-journal": "journal",
    "book": "book",
    "chapter": "book",
    "report": "report",
    "thesis": "thesis",
    "speech": "speech",
    "paper-conference": "conference",
}
"""By CSL type; whatever else has an address is a page on the web."""
_PLAIN = (
    *(("container-title", "work"), ("publisher", "publisher"), ("publisher-place", "location")),
    *(("volume", "volume"), ("issue", "issue"), ("page", "pages"), ("edition", "edition")),
    *(("DOI", "doi"), ("ISBN", "isbn"), ("ISSN", "issn"), ("language", "language")),
)
"""CSL variables and the parameters that say the same."""
_QUOTED = str.maketrans({"|": "{{!}}", "{": "&#123;", "}": "&#125;"})


def wiki_text(work: Work) -> str:
    """Return *work* as a template on one line; text cannot end it, nor begin another."""
    kind = str(work.csl.get("type", ""))
    template = _TEMPLATES.get(kind, "web" if work.url else "")
    name = f"cite {template}" if template else "citation"
    return " ".join((f"{{{{{name}", *(f"|{key}={value}" for key, value in _filled(work)))) + "}}"


def _filled(work: Work) -> Iterator[tuple[str, str]]:
    for key, value in _parameters(work):
        text = " ".join(value.split()).translate(_QUOTED)
        if text:
            yield key, text


def _parameters(work: Work) -> Iterator[tuple[str, str]]:
    people = [name for name in work.authors if not name.is_others]
    for number, name in enumerate(people, start=1):
        if name.family and name.given:
            yield f"last{number}", name.short
            yield f"first{number}", name.given
        else:
            yield f"author{number}", name.display()
    yield "title", work.title or ""
    yield "date", _day(work.date)
    for variable, key in _PLAIN:
        yield key, str(work.csl.get(variable, ""))
    yield "url", work.url or ""
    yield "access-date", _day(work.urldate) if work.url else ""
    if work.archiveurl:
        yield "archive-url", work.archiveurl
        yield "archive-date", _day(work.archivedate)


def _day(date: Edtf | None) -> str:
    """Return *date* as readers know it; the templates understand “6 April 2021”."""
    return date.display() if isinstance(date, Edtf) else ""

"""`Names`, `work_thing`: how things are named, and works, in the terms of schema.org."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.frame.urls import file_href, href
from sourcebook.records.subject import Subject
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.naming import page_uri
from sourcebook.works.works import Work

Thing = dict[str, Any]

SCHEMA = "https://schema.org/"

_FRAGMENTS = {"series": "dataset", SOURCES: "work"}
"""Collection → the fragment that turns the address of a page into the name of its subject, where
it is another than what one of its records is called."""

WORK_TYPES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "broadcast": "VideoObject",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "motion_picture": "VideoObject",
    "paper-conference": "ScholarlyArticle",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "thesis": "Thesis",
    "treaty": "Legislation",
    "webpage": "WebPage",
}
"""CSL type → type of schema.org; others are a CreativeWork."""


_NO_SUBJECT = Subject()


class Names:
    """The ``@id`` of things, as one page says them."""

    def __init__(self, imprint: Imprint, page: str, subject: Subject = _NO_SUBJECT) -> None:
        self._imprint = imprint
        self._subject = subject
        self._page = page

    def page(self, uri: str, fragment: str = "") -> str:
        """Return the name of a page, or of what a fragment on it stands for."""
        if self._imprint.url:
            return self._imprint.address(uri, fragment)
        return href(self._page, uri, fragment)

    def node(self, node: Node) -> str:
        """Return the name of a record or work."""
        collection = self._subject.by_name.get(node.collection)
        kind = (collection.type.lower() or collection.singular) if collection else ""
        return self.page(page_uri(node), _FRAGMENTS.get(node.collection, kind))

    def file(self, path: str) -> str:
        """Return the address of a file of the site."""
        if self._imprint.url:
            return f"{self._imprint.url}{quote(path)}"
        return file_href(self._page, path)


def body(name: str) -> Thing:
    """Return the body called *name*; {} for ""."""
    return {"@type": "Organization", "name": name} if name else {}


def days_of(dates: Edtf) -> Thing:
    """Return start and end as far as they are certain: schema.org cannot say “about”."""
    if dates.is_uncertain or dates.is_approximate or dates.precision not in _EXACT:
        return {}
    return {"startDate": dates.iso_start or "", "endDate": dates.iso_end or ""}


def exact_day(dates: Edtf) -> str:
    """Return the one day, month or year that *dates* name, in ISO 8601; "" for anything else."""
    return "" if dates.is_interval else days_of(dates).get("startDate", "")


_EXACT = ("day", "month", "year")


def named(edition: Edition, type: str, node: Node, names: Names) -> Thing:
    """Return a record by its type, its name for machines and its name for readers."""
    return {"@type": type, "@id": names.node(node), "name": edition.label(node)}


def work_thing(work: Work, names: Names) -> Thing:
    """Return a work of the bibliography."""
    return {
        "@type": WORK_TYPES.get(str(work.csl.get("type", "")), "CreativeWork"),
        "@id": names.node(Node(SOURCES, work.citekey)),
        "name": work.title or work.label,
        "author": [
            {
                "@type": "Organization" if name.literal else "Person",
                "name": name.display(),
            }
            for name in work.authors
            if not name.is_others
        ],
        "datePublished": exact_day(work.date) if work.date is not None else "",
        "publisher": body(work.publisher or ""),
        "url": work.url or "",
        "archivedAt": work.archiveurl or "",
        "inLanguage": work.langid or "",
        "isBasedOn": [{"@id": names.node(Node(SOURCES, key))} for key in work.basedon],
    }

"""`tags_of`: what Zotero and Google Scholar read of a page that can be cited.

Zotero's translators “Embedded Metadata” and “RDF” read ``<meta>``, not JSON-LD. A type of Open
Graph beats ``DC.type``, ``DC.type`` beats what the tags let guess, and a tag of a container
(``citation_journal_title`` …) decides alone; so each is given only where it is true. The page of
a source speaks of the work, any other page of itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.pages.machine.citing import PageCitation
from sourcebook.site.works import Work

Tag = tuple[str, str]
"""``name`` and ``content`` of a ``<meta>``."""

ZOTERO_TYPES = {
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "dataset": "dataset",
    "document": "document",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "videoRecording",
    "paper-conference": "conferencePaper",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "regulation": "statute",
    "report": "report",
    "speech": "presentation",
    "thesis": "thesis",
    "treaty": "document",
    "webpage": "webpage",
}
"""CSL type → Zotero item type (zotero/zotero-schema, ``csl.types``); others are documents.

Zotero has no treaties. Its statutes have “name of act” for a title, which the tags do not fill.
"""

_DECISIVE = {
    "article-journal": "citation_journal_title",
    "chapter": "citation_book_title",
    "paper-conference": "citation_conference_title",
}
_INSTITUTIONS = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}


def page_tags(citation: PageCitation) -> Iterator[Tag]:
    """Yield the tags of a page that speaks of itself: a web page."""
    yield "citation_title", citation.title
    yield "citation_author", citation.author
    yield "citation_publication_date", citation.day.replace("-", "/")
    yield "citation_public_url", citation.url
    yield "citation_language", citation.language
    yield "DC.type", "webpage"


def work_tags(work: Work) -> Iterator[Tag]:
    """Yield the tags of the page of *work*."""

    def text(variable: str) -> str:
        return str(work.csl.get(variable, ""))

    kind = text("type")
    yield "citation_title", work.title or work.label
    for name in work.authors:
        if not name.is_others:
            family = " ".join(filter(None, (name.particle, name.family)))
            given = f", {name.given}" if name.given else ""
            yield "citation_author", name.literal or family + given
    if work.date and work.date.start and work.date.start.precision in ("year", "month", "day"):
        yield "citation_publication_date", work.date.start.iso().replace("-", "/")
    if kind in _DECISIVE:
        yield _DECISIVE[kind], text("container-title")
    else:
        # Without it Zotero takes the name of our site for the newspaper.
        site = text("publisher") if kind == "webpage" else ""
        yield "prism.publicationName", text("container-title") or site
    yield _INSTITUTIONS.get(kind, "citation_publisher"), text("publisher")
    yield "citation_volume", text("volume")
    yield "citation_issue", text("issue")
    first, _, last = text("page").partition("-")
    yield "citation_firstpage", first.strip()
    yield "citation_lastpage", last.strip(" -")
    yield "citation_doi", text("DOI")
    yield "citation_isbn", text("ISBN")
    yield "citation_issn", text("ISSN")
    yield "citation_language", work.langid or ""
    yield "citation_public_url", work.url or ""
    yield "DC.type", ZOTERO_TYPES.get(kind, "document")

"""`page_tags`, `work_tags`, `citation_reference`: what Zotero and Google Scholar read of a page.

Zotero's translators “Embedded Metadata” and “RDF” read ``<meta>``, not JSON-LD. A type of Open
Graph beats ``DC.type``, ``DC.type`` beats what the tags let guess, and a tag of a container
(``citation_journal_title`` …) decides alone; so each is given only where it is true. The page of
a source speaks of the work; any other page speaks of itself, and of each work that it cites in
one ``citation_reference`` (Google Scholar's Highwire tags, which Quarto and Distill write, too).

Indexes and the home page have none: what reads them would take a list for a work
(programminghistorian/jekyll#1632).
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.pages.machine.citing import PageCitation
from sourcebook.works.works import Work

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

_CONTAINERS = {
    # For Zotero a tag of a container decides the type of the whole, so only these have one.
    "article-journal": "citation_journal_title",
    "chapter": "citation_book_title",
    "paper-conference": "citation_conference_title",
}
_REFERENCE_CONTAINERS = {
    "article-journal": "citation_journal_title",
    "article-magazine": "citation_journal_title",
    "article-newspaper": "citation_journal_title",
    "paper-conference": "citation_conference_title",
    "review": "citation_journal_title",
}
_INSTITUTIONS = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}
"""CSL type → the tag of the container, of the publisher."""


def page_tags(citation: PageCitation) -> Iterator[Tag]:
    """Yield the tags of a page that speaks of itself: a web page. Some may be empty."""
    yield "citation_title", citation.title
    yield "citation_author", citation.author
    yield "citation_publication_date", citation.day.replace("-", "/")
    yield "citation_public_url", citation.url
    yield "citation_language", citation.language
    yield "DC.type", "webpage"


def work_tags(work: Work) -> Iterator[Tag]:
    """Yield the tags of the page of *work*. Some may be empty."""
    kind, container = _text(work, "type"), _text(work, "container-title")
    if kind == "webpage":
        # Without it Zotero takes the name of our site for the newspaper.
        container = container or _text(work, "publisher")
    yield from _fields(work, _CONTAINERS.get(kind, "prism.publicationName"), container)
    yield "DC.type", ZOTERO_TYPES.get(kind, "document")


def citation_reference(work: Work) -> str:
    """Return the content of one ``citation_reference``: ``citation_title=…; citation_author=…``.

    The form has no escape for a semicolon, so one within a value becomes a comma.
    """
    container = _REFERENCE_CONTAINERS.get(_text(work, "type"), "citation_inbook_title")
    fields = _fields(work, container, _text(work, "container-title"))
    pairs = ((name, " ".join(value.replace(";", ",").split())) for name, value in fields)
    return "; ".join(f"{name}={value}" for name, value in pairs if value)


def _fields(work: Work, container_tag: str, container: str) -> Iterator[Tag]:
    """Yield what both forms say of *work*; its *container* goes by the name *container_tag*."""
    yield "citation_title", work.title or work.label
    for name in work.authors:
        # “Family, Given”, or the name of a body; “others” are nobody.
        if not name.is_others:
            family = " ".join(filter(None, (name.particle, name.family)))
            given = f", {name.given}" if name.given else ""
            yield "citation_author", name.literal or family + given
    start = work.date.start if work.date else None
    # Google Scholar has no decades, and no years before Christ.
    if start and start.year > 0 and start.precision not in ("decade", "century"):
        yield "citation_publication_date", start.iso().replace("-", "/")
    yield container_tag, container
    yield _INSTITUTIONS.get(_text(work, "type"), "citation_publisher"), _text(work, "publisher")
    yield "citation_volume", _text(work, "volume")
    yield "citation_issue", _text(work, "issue")
    first, _, last = _text(work, "page").partition("-")
    yield "citation_firstpage", first.strip()
    yield "citation_lastpage", last.strip(" -")
    yield "citation_doi", _text(work, "DOI")
    yield "citation_isbn", _text(work, "ISBN")
    yield "citation_issn", _text(work, "ISSN")
    yield "citation_language", work.langid or ""
    yield "citation_public_url", work.url or ""


def _text(work: Work, variable: str) -> str:
    return str(work.csl.get(variable, ""))

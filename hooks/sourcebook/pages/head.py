"""`heads_of`: what programs read at the head of a page that can be cited.

``citation_reference``, one for each cited work, in the form of Google Scholar's Highwire tags
(which Quarto and Distill write, too); links of the relation ``describedby`` to the references in
every format (signposting.org/FAIR). Indexes and the home page have none: what reads them would
take a list for a work (programminghistorian/jekyll#1632).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from sourcebook.pages.edition import Rendered
from sourcebook.pages.exports import FORMATS, references_path, work_path
from sourcebook.pages.render import render
from sourcebook.pages.urls import file_href
from sourcebook.pages.views import Download
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri
from sourcebook.site.works import Work

CITABLE = frozenset({"visit", "sector", "source"})
"""Kinds of pages that people cite."""

_CONTAINERS = {
    "article-journal": "journal_title",
    "article-magazine": "journal_title",
    "article-newspaper": "journal_title",
    "review": "journal_title",
    "chapter": "inbook_title",
    "entry-encyclopedia": "inbook_title",
    "paper-conference": "conference_title",
}
_PUBLISHERS = {
    "report": "technical_report_institution",
    "thesis": "dissertation_institution",
}
"""CSL's type → the tag of the container, of the publisher; without ``citation_``."""


def heads_of(site: Site, pages: Mapping[str, Rendered]) -> dict[str, Markup]:
    """Return the elements for the ``<head>`` of every page of *pages* that can be cited, by URI."""
    citekeys = {page_uri(Node(SOURCES, citekey)): citekey for citekey in site.works}
    heads = {}
    for uri, rendered in pages.items():
        if rendered.kind not in CITABLE:
            continue
        cited = site.cited.get(uri, {})
        if rendered.kind == "source":
            path, what = work_path(citekeys[uri]), "The source"
        else:
            path, what = references_path(uri) if cited else "", "The references"
        references = [citation_reference(site.works[citekey]) for citekey in cited]
        links = [
            Download(
                f"{what} in {form.name}",
                file_href(uri, f"{path}.{form.suffix}"),
                "",
                form.media_type,
            )
            for form in FORMATS
            if path
        ]
        heads[uri] = render("head", references=references, links=links)
    return heads


def citation_reference(work: Work) -> str:
    """Return the content of one ``citation_reference``: ``citation_title=…; citation_author=…``.

    The form has no escape for a semicolon, so one within a value becomes a comma.
    """
    pairs = ((name, " ".join(value.replace(";", ",").split())) for name, value in _tags(work))
    return "; ".join(f"citation_{name}={value}" for name, value in pairs if value)


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    def text(variable: str) -> str:
        return str(work.csl.get(variable, ""))

    kind = text("type")
    yield "title", work.title
    for name in work.authors:
        # “Family, Given”, or the name of a body; “others” are nobody.
        if not name.is_others:
            particle = f"{name.particle} " if name.particle else ""
            given = f", {name.given}" if name.given else ""
            yield "author", name.literal or f"{particle}{name.family}{given}"
    if work.date and work.date.start and work.date.start.precision in ("year", "month", "day"):
        yield "publication_date", work.date.start.iso().replace("-", "/")
    yield _CONTAINERS.get(kind, "inbook_title"), text("container-title")
    yield _PUBLISHERS.get(kind, "publisher"), text("publisher")
    yield "volume", text("volume")
    yield "issue", text("issue")
    first, _, last = text("page").partition("-")
    yield "firstpage", first.strip()
    yield "lastpage", last.strip(" -")
    yield "doi", text("DOI")
    yield "isbn", text("ISBN")
    yield "issn", text("ISSN")
    yield "language", work.langid or ""
    yield "public_url", work.url or ""

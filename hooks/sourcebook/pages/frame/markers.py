"""`marker`, `reference_list`, `requests_of`: citations as readers see them.

Two display modes. *numbered*: a small number for each work, counted page by page, like an
encyclopaedia. *author-date*: the citation as the CSL style prints it.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from sourcebook.citeproc import Request, RequestItem
from sourcebook.diagnostics import rules_cit
from sourcebook.formats.citations import CiteItem, mask
from sourcebook.formats.citations.locators import OWN_TERMS, PANDOC_TERMS, split_locator
from sourcebook.formats.prose import record_links
from sourcebook.pages.exports import references_path
from sourcebook.pages.frame.downloads import downloads
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.excerpts import borne_out, voice_of
from sourcebook.pages.frame.labels import locator_text
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Reference
from sourcebook.site.graph import CITES, SOURCES, Node
from sourcebook.site.model import CitedWork, Page, Passage, PlacedCitation, Site
from sourcebook.site.naming import page_uri, reference_anchor
from sourcebook.site.statement import Rest

_NUMBERED = Markup('<sup {id}class="sb-cite{covers}" data-cites="{citekeys}">{works}</sup>')
_AUTHOR_DATE = Markup(
    '<span {id}class="sb-cite sb-cite--author-date{covers}" data-cites="{citekeys}">{works}</span>'
)
_WORK = Markup('{prefix}<a id="{anchor}" href="#{reference}" title="{title}">{text}</a>{after}')
_RESTS = Markup('<sup class="sb-rests">{}</sup>')
_REST = Markup('<a href="{}" title="{}" aria-label="Where this is told and cited">{}</a>')
_MOST_RESTS = 4
_ANCHOR = Markup('<a id="{}"></a>')
_ID = Markup('id="{}" ')
_AFFIX = Markup('<span class="sb-affix">{}</span>')
_LOCATOR = Markup('<span class="sb-locator">, {}</span>')
_UNKNOWN = Markup('<span class="sb-cite sb-cite--unknown" title="{title}">[{written}]</span>')


def marker(edition: Edition, page: Page, citation: PlacedCitation) -> Markup:
    """Return the marker of *citation*, with a visible mark for every unknown citekey."""
    known: list[CitedWork] = []
    unknown: list[Markup] = []
    for cited in citation.works:
        if edition.site.work(cited.item.citekey) is not None:
            known.append(cited)
        else:
            title = rules_cit.UNKNOWN_CITEKEY.message.format(citekey=cited.item.citekey)
            unknown.append(_UNKNOWN.format(title=title, written=f"@{cited.item.citekey}"))
    mark = Markup()
    if known:
        is_numbered = edition.mode == "numbered"
        works = _numbered(edition, page, known) if is_numbered else _author_date(edition, known)
        citekeys = " ".join(cited.item.citekey for cited in known)
        template = _NUMBERED if is_numbered else _AUTHOR_DATE
        covers = " sb-cite--sentence" if citation.covers_sentence else ""
        statement = edition.site.ledger.anchors.get(page.uri, {}).get(known[0].anchor, ())
        id = _ID.format(statement[0]) if statement else ""
        mark = template.format(id=id, citekeys=citekeys, works=works, covers=covers)
        # Links to what this statement took up arrive here.
        mark += Markup("").join(map(_ANCHOR.format, statement[1:]))
        if is_numbered and known[0].item.mode == "narrative":
            work = edition.site.work(known[0].item.citekey)
            mark = Markup.escape(work.label if work else "") + mark
    return mark + Markup("").join(unknown)


def _numbered(edition: Edition, page: Page, works: list[CitedWork]) -> Markup:
    return Markup("; ").join(_number(edition, page, cited) for cited in works)


def _number(edition: Edition, page: Page, cited: CitedWork) -> Markup:
    citekey = edition.site.aliases.get(cited.item.citekey, cited.item.citekey)
    locator = locator_text(cited.item.locator)
    after = _LOCATOR.format(locator) if locator else Markup()
    if suffix := edition.plain(cited.item.suffix):
        joint = "" if suffix[0] in ",.;:" else " "
        after += _AFFIX.format(joint + suffix)
    prefix = edition.plain(cited.item.prefix)
    return _WORK.format(
        prefix=_AFFIX.format(prefix + " ") if prefix else Markup(),
        anchor=cited.anchor,
        reference=reference_anchor(citekey),
        title=edition.reference(citekey).striptags(),
        text=edition.site.cited[page.uri][citekey],
        after=after,
    )


def _author_date(edition: Edition, works: list[CitedWork]) -> Markup:
    """Return the citation as the style prints it, each work's words leading to its reference."""
    waiting = {cited.anchor: cited for cited in works}
    printed = Markup()
    for piece in edition.formatted.citations[_request(edition.site, works)]:
        if piece.citekey is None:
            printed += piece.markup
            continue
        anchor = next(
            (
                anchor
                for anchor, cited in waiting.items()
                if edition.site.aliases.get(cited.item.citekey, cited.item.citekey) == piece.citekey
            ),
            None,
        )
        if anchor is not None:
            del waiting[anchor]
        printed += _WORK.format(
            prefix=Markup(),
            anchor=anchor or "",
            reference=reference_anchor(piece.citekey),
            title=edition.reference(piece.citekey).striptags(),
            text=piece.markup,
            after=Markup(),
        )
    # A style may print nothing for a work (“ibid.”); links back must arrive all the same.
    return Markup("").join(_ANCHOR.format(anchor) for anchor in waiting) + printed


def rest_marks(page: Page, rest: Rest) -> Markup:
    """Return the marks of a lead that cites nothing: links to the statements that it rests on."""
    links = [
        _REST.format(
            href(page.uri, one.page, one.anchor), one.text, "↓" if one.page == page.uri else "→"
        )
        for one in rest.statements[:_MOST_RESTS]
    ]
    return _RESTS.format(Markup(" ").join(links)) if links else Markup()


def requests_of(site: Site) -> Iterator[Request]:
    """Yield what the style has to print on the pages of *site*; repeats are not removed."""
    for page in site.pages.values():
        yield from page_requests(site, page)


def page_requests(site: Site, page: Page) -> Iterator[Request]:
    """Yield what the style has to print on *page*."""
    for citation in page.citations:
        known = [one for one in citation.works if site.work(one.item.citekey) is not None]
        if known:
            yield _request(site, known)


def _request(site: Site, works: list[CitedWork]) -> Request:
    return Request(tuple(_request_item(site, cited.item) for cited in works))


def _request_item(site: Site, item: CiteItem) -> RequestItem:
    return RequestItem(
        citekey=site.aliases.get(item.citekey, item.citekey),
        mode=item.mode,
        prefix=_with_labels(site, item.prefix),
        suffix=_locator(item) + _with_labels(site, item.suffix),
    )


def _locator(item: CiteItem) -> str:
    """Return the locator as pandoc reads it at the beginning of a suffix.

    One that pandoc knows stands in braces, so that pandoc takes neither more nor less for it. Of
    the others (article, annex, table, timestamp) it must take nothing, not even “00:12:30”.
    """
    if item.locator is None:
        found, _ = split_locator(item.suffix)
        return "{}" if found and found.label not in OWN_TERMS else ""
    if item.locator.label in PANDOC_TERMS:
        return f", {{{PANDOC_TERMS[item.locator.label][0]} {item.locator.value}}}"
    if not item.locator.label:
        return f", {{{item.locator.value}}}"
    return f"{{}}, {locator_text(item.locator)}"


def _with_labels(site: Site, markdown: str) -> str:
    """Return *markdown* with the labels of the records that its links name."""
    for link in reversed(record_links(markdown, mask(markdown))):
        shown = link.text or site.label(Node(link.collection, link.id))
        markdown = markdown[: link.start] + shown + markdown[link.end :]
    return markdown


_MOST_BACKLINKS = 8
_FIRST_BACKLINKS = 5
"""Where a work is cited more often than the one, only the other stand open; the rest unfolds."""


def reference_list(edition: Edition, page: Page) -> Markup:
    """Return the list of the works that *page* cites, each with links back.

    Numbered lists follow the page; others the order of the style.
    """
    site = edition.site
    passages: dict[str, list[Passage]] = {}
    for citation in page.citations:
        for cited in citation.works:
            if (work := site.work(cited.item.citekey)) is not None:
                passage = Passage(page.uri, cited, citation.text, citation.location)
                passages.setdefault(work.citekey, []).append(passage)
    citekeys = list(site.cited[page.uri])
    if edition.mode != "numbered":
        order = edition.reference_order
        citekeys.sort(key=lambda citekey: order[citekey])
    listed = [
        Reference(
            number=number,
            anchor=reference_anchor(citekey),
            formatted=edition.reference(citekey),
            backlinks=tuple(passage.cited.anchor for passage in passages[citekey]),
            url=href(page.uri, page_uri(Node(SOURCES, citekey))),
            passages=len(site.passages[citekey]),
            archive=site.works[citekey].archiveurl or "",
            voice=voice_of(edition, site.works[citekey]),
            borne=borne_out(edition, site.works[citekey], passages[citekey]),
        )
        for number, citekey in enumerate(citekeys, start=1)
    ]
    if not listed:
        return Markup()
    is_numbered = edition.mode == "numbered"
    made = render(
        "references",
        references=listed,
        letters=_letters,
        is_numbered=is_numbered,
        most=_MOST_BACKLINKS,
        first=_FIRST_BACKLINKS,
    )
    if not site.graph.out(page.node, CITES):
        return made  # Only text of a plugin cites here, and files are made of what is written.
    name = page.uri.removesuffix(".md").replace("/", "-")
    return made + downloads(page.uri, references_path(page.uri), "These references", name)


def _letters(index: int) -> str:
    """Return a, b, … z, then 27, 28, …: the name of the *index*-th link back (from 0)."""
    return chr(ord("a") + index) if index < 26 else str(index + 1)

"""`marker`, `reference_list`: citations as readers see them, numbered page by page."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from sourcebook.diagnostics import rules_cit
from sourcebook.pages.labels import locator_text
from sourcebook.pages.render import render
from sourcebook.pages.urls import href
from sourcebook.pages.views import Reference
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import CitedWork, Page, PlacedCitation, Site
from sourcebook.site.naming import page_uri, reference_anchor

_MARK = Markup('<sup class="sb-cite" data-cites="{citekeys}">{works}</sup>')
_WORK = Markup('{prefix}<a id="{anchor}" href="#{reference}" title="{title}">{number}</a>{after}')
_AFFIX = Markup('<span class="sb-affix">{}</span>')
_LOCATOR = Markup('<span class="sb-locator">, {}</span>')
_UNKNOWN = Markup('<span class="sb-cite sb-cite--unknown" title="{title}">[{written}]</span>')

References = Mapping[str, str]
"""Formatted references by citekey: clean inline HTML."""


def marker(site: Site, page: Page, citation: PlacedCitation, references: References) -> Markup:
    """Return the marker of *citation*: its numbers, or a visible mark for an unknown citekey."""
    known: list[Markup] = []
    unknown: list[Markup] = []
    for cited in citation.works:
        if site.work(cited.item.citekey) is None:
            title = rules_cit.UNKNOWN_CITEKEY.message.format(citekey=cited.item.citekey)
            unknown.append(_UNKNOWN.format(title=title, written=f"@{cited.item.citekey}"))
        else:
            known.append(_one(site, page, cited, references))
    citekeys = " ".join(cited.item.citekey for cited in citation.works)
    mark = _MARK.format(citekeys=citekeys, works=Markup("; ").join(known)) if known else Markup()
    if citation.citation.is_narrative:
        work = site.work(citation.works[0].item.citekey)
        mark = Markup.escape(work.label if work else "") + mark
    return mark + Markup("").join(unknown)


def _one(site: Site, page: Page, cited: CitedWork, references: References) -> Markup:
    work = site.work(cited.item.citekey)
    assert work is not None
    locator = locator_text(cited.item.locator)
    after = _LOCATOR.format(locator) if locator else Markup()
    if suffix := cited.item.suffix.strip():
        joint = "" if suffix[0] in ",.;:" else " "
        after += _AFFIX.format(joint + suffix)
    prefix = cited.item.prefix.strip()
    return _WORK.format(
        prefix=_AFFIX.format(prefix + " ") if prefix else Markup(),
        anchor=cited.anchor,
        reference=reference_anchor(work.citekey),
        title=Markup(references[work.citekey]).striptags(),
        number=site.cited[page.uri][work.citekey],
        after=after,
    )


def reference_list(site: Site, page: Page, references: References) -> Markup:
    """Return the numbered list of the works that *page* cites, each with links back."""
    anchors: dict[str, list[str]] = {}
    for citation in page.citations:
        for cited in citation.works:
            if (work := site.work(cited.item.citekey)) is not None:
                anchors.setdefault(work.citekey, []).append(cited.anchor)
    listed = [
        Reference(
            number=number,
            anchor=reference_anchor(citekey),
            formatted=Markup(references[citekey]),
            backlinks=tuple(anchors[citekey]),
            url=href(page.uri, page_uri(Node(SOURCES, citekey))),
            passages=len(site.passages[citekey]),
        )
        for citekey, number in site.cited[page.uri].items()
    ]
    return render("references", references=listed, letters=_letters) if listed else Markup()


def _letters(index: int) -> str:
    """Return a, b, … z, then 27, 28, …: the name of the *index*-th link back (from 0)."""
    return chr(ord("a") + index) if index < 26 else str(index + 1)

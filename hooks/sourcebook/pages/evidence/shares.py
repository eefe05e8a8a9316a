"""`evidence_page`, `evidence_line`: how much of what the site says rests on what, in counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import Markup

from sourcebook.pages.evidence.bearings import bearings, percent
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.parts import Place, in_parts, place_of
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href, source_path
from sourcebook.pages.frame.views import CoverageRow, Formula
from sourcebook.site.bearing import counts_of
from sourcebook.site.coverage import FIGURES, SENTENCES, Coverage, Share, coverage_of
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import PAGES, Node
from sourcebook.site.model import Page, Site
from sourcebook.site.naming import address_of, page_uri

EVIDENCE = "evidence/index.md"
LEDGER_INDEX = "ledger/index.md"
_DECK = "How many statements rest on what: counts with their definitions, and no score."


def ledger_uri(page: str) -> str:
    """Return the URI of the page of the ledger that lists the statements of *page*."""
    # The home page's would be the index of the ledger.
    return "ledger/home-page.md" if not address_of(page) else f"ledger/{page}"


def by_collection(site: Site, pages: Iterable[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name and title of a collection and those of *pages* (URIs) that are in it."""
    groups: dict[str, list[str]] = {}
    for uri in pages:
        groups.setdefault(site.pages[uri].node.collection, []).append(uri)
    titles = {one.name: one.title for one in site.subject.collections} | {PAGES: "Other pages"}
    yield from ((name, title, groups[name]) for name, title in titles.items() if name in groups)


def share_text(share: Share, coverage: Coverage) -> str:
    """Return the share as “38 %”, or “–” where there is nothing to count."""
    count, of = share.count(coverage), share.of(coverage)
    if not of:
        return "–"
    return percent(count, of)


def evidence_line(edition: Edition, page: Page) -> str:
    """Return the line of a record's page that says how much it rests on, with a link; or ""."""
    ledger = edition.site.ledger
    if page.uri not in ledger.by_page:
        return ""
    path = source_path(page.uri, ledger_uri(page.uri))
    told = told_of(edition.site, page.uri)
    return f"\n\n[{told}]({path}) in the ledger.\n{{: .sb-evidence }}\n\n"


def told_of(site: Site, page: str) -> str:
    """Return what the page at URI *page* rests on: “12 sentences, 9 works, none with two …”."""
    told = []
    sentences = coverage_of(site.ledger, "sentences", (page,))
    figures = coverage_of(site.ledger, "figures", (page,))
    if figures.statements:
        told += [counted(figures.statements, "figure"), counted(figures.works, "work")]
        told.append(f"{figures.doubly_sourced or 'none'} stated by two independent sources")
    if sentences.statements:
        told += [counted(sentences.statements, "sentence"), counted(sentences.works, "work")]
        told.append(f"{sentences.doubly_sourced or 'none'} with two independent sources")
    return ", ".join(told)


def evidence_page(edition: Edition) -> Rendered:
    """Return the page of the shares: of the site, of each collection, page by page of some."""
    site = edition.site
    slots = Slots(EVIDENCE)
    whole = coverage_of(site.ledger, "sentences")
    figures = coverage_of(site.ledger, "figures")
    made = [_single(whole, "sentence")]
    if figures.statements:
        made.append(_single(figures, "figure"))
    parts = [
        heading(1, "Evidence"),
        f"{_DECK}\n{{: .sb-deck }}\n\n",
        "A statement is what a citation covers (a sentence, several, or part of one), or a figure: "
        "a value that a work "
        f"states. This site makes {counted(len(site.ledger.entered), 'statement')}: "
        f"{'; and '.join(made)}. "
        "Several works that repeat one another, or come from one outlet, are one source. "
        f"Each statement stands in the [ledger]({source_path(EVIDENCE, LEDGER_INDEX)}).\n\n",
        heading(2, "What is counted of sentences", "sentences"),
        _formulas(slots, SENTENCES, whole),
    ]
    if figures.statements:
        parts += [
            heading(2, "What is counted of figures", "figures"),
            _formulas(slots, FIGURES, figures),
        ]
    parts.append(bearings(slots, counts_of(site)))
    parts += _sentences(edition, slots, whole)
    if figures.statements:
        rows = [
            _row(series.name, _url(site, uri), coverage_of(site.ledger, "figures", (uri,)), FIGURES)
            for id, series in site.figures.series.items()
            if (uri := page_uri(Node(SERIES, id))) in site.ledger.by_page
        ]
        rows.append(_row("All", "", figures, FIGURES))
        parts.append(_table(slots, "Figures by series", "Series", rows, FIGURES))
    return Rendered(
        uri=EVIDENCE,
        title="Evidence",
        description=_DECK,
        markdown="".join(parts).strip() + "\n",
        slots=slots.made(),
        parts=tuple(slots.parts),
        kind="index",
        section=EVIDENCE,
    )


def _single(coverage: Coverage, noun: str) -> str:
    count = counted(coverage.statements, noun)
    single = f"{coverage.single_source:,}" if coverage.single_source else "none"
    return f"{count} with {counted(coverage.works, 'work')}, {single} of them on a single source"


def _formulas(slots: Slots, shares: tuple[Share, ...], coverage: Coverage) -> str:
    return slots.block(render("formulas", formulas=[_formula(one, coverage) for one in shares]))


def _formula(share: Share, coverage: Coverage) -> Formula:
    return Formula(
        share.label,
        share_text(share, coverage),
        f"{share.count(coverage):,} of {share.of(coverage):,}",
        share.numerator,
        share.denominator,
        share.limits,
    )


def _sentences(edition: Edition, slots: Slots, whole: Coverage) -> Iterator[str]:
    """Yield the tables of sentences: of all kinds of pages, then page by page of some kinds."""
    site = edition.site
    pages = dict.fromkeys([*site.ledger.by_page, *site.ledger.uncited_by_page])
    groups = list(by_collection(site, pages))
    covered = [(title, coverage_of(site.ledger, "sentences", uris)) for _, title, uris in groups]
    rows = [_row(title, "", found, SENTENCES) for title, found in covered if found.checkable]
    rows.append(_row("All", "", whole, SENTENCES))
    yield _table(slots, "Sentences by kind of page", "Pages", rows, SENTENCES)

    def place(uri: str) -> Place:
        return place_of(edition, site.pages[uri].node)

    for name, title, uris in groups:
        collection = site.subject.by_name.get(name)
        # Of the others the sum is shown.
        if collection and (collection.is_declared or name == "agreements"):
            show = partial(_page_by_page, site, title)
            listed = in_parts(EVIDENCE, slots, uris, place, show, "rows", (name, title))
            yield heading(2, title) + listed


def _page_by_page(site: Site, title: str, page: str, slots: Slots, uris: list[str]) -> str:
    rows = [
        _row(
            site.pages[uri].title,
            _url(site, uri, page),
            coverage_of(site.ledger, "sentences", (uri,)),
            SENTENCES,
        )
        for uri in uris
    ]
    return slots.block(_rows(title, "Page", rows, SENTENCES))


def _url(site: Site, uri: str, page: str = EVIDENCE) -> str:
    return href(page, ledger_uri(uri) if uri in site.ledger.by_page else uri)


def _row(title: str, url: str, coverage: Coverage, shares: tuple[Share, ...]) -> CoverageRow:
    counts = (f"{coverage.statements:,}", f"{coverage.works:,}")
    return CoverageRow(title, url, (*counts, *(share_text(one, coverage) for one in shares)))


def _table(
    slots: Slots, title: str, first: str, rows: list[CoverageRow], shares: tuple[Share, ...]
) -> str:
    return heading(2, title) + slots.block(_rows(title, first, rows, shares))


def _rows(title: str, first: str, rows: list[CoverageRow], shares: tuple[Share, ...]) -> Markup:
    kind = "Figures" if shares is FIGURES else "Sentences"
    columns = (kind, "Works", *(one.label for one in shares))
    return render("coverage", caption=title, first=first, columns=columns, rows=rows)

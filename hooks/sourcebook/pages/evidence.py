"""`evidence_page`, `evidence_line`: how much of what the site says rests on what, in counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourcebook.pages.edition import Edition, Rendered
from sourcebook.pages.labels import counted
from sourcebook.pages.markdown import heading
from sourcebook.pages.render import render
from sourcebook.pages.slots import Slots
from sourcebook.pages.urls import href, source_path
from sourcebook.pages.views import CoverageRow, Formula
from sourcebook.site.content import COLLECTIONS
from sourcebook.site.coverage import FIGURES, Coverage, Figure, coverage_of
from sourcebook.site.graph import PAGES
from sourcebook.site.model import Page, Site

EVIDENCE = "evidence/index.md"
LEDGER_INDEX = "ledger/index.md"
_DECK = "How many statements rest on what: counts with their definitions, and no score."
_BY_PAGE = ("visits", "sectors", "agreements", "series")
"""Collections whose pages are listed one by one; of the others the sum is shown."""


def ledger_uri(page: str) -> str:
    """Return the URI of the page of the ledger that lists the statements of *page*."""
    # The home page's would be the index of the ledger.
    return "ledger/home-page.md" if page == "index.md" else f"ledger/{page}"


def by_collection(site: Site, pages: Iterable[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name and title of a collection and those of *pages* (URIs) that are in it."""
    groups: dict[str, list[str]] = {}
    for uri in pages:
        groups.setdefault(site.pages[uri].node.collection, []).append(uri)
    titles = {one.name: one.title for one in COLLECTIONS} | {PAGES: "Other pages"}
    yield from ((name, title, groups[name]) for name, title in titles.items() if name in groups)


def share(figure: Figure, coverage: Coverage) -> str:
    """Return the figure as “38 %”, or “–” where there is nothing to count."""
    of = figure.of(coverage)
    # Rounded down: 100 % is all of them.
    return f"{100 * figure.count(coverage) // of} %" if of else "–"


def evidence_line(edition: Edition, page: Page) -> str:
    """Return the line of a record's page that says how much it rests on, with a link; or ""."""
    if page.uri not in edition.site.ledger.by_page:
        return ""
    coverage = coverage_of(edition.site.ledger, (page.uri,))
    doubly = coverage.doubly_sourced
    words = [
        counted(coverage.statements, "statement"),
        counted(coverage.works, "work"),
        f"{doubly or 'none'} with two independent sources",
    ]
    path = source_path(page.uri, ledger_uri(page.uri))
    return f"\n\n[{', '.join(words)}]({path}) in the ledger.\n{{: .sb-evidence }}\n\n"


def evidence_page(edition: Edition) -> Rendered:
    """Return the page of the figures: of the site, of each collection, of each visit and sector."""
    site = edition.site
    slots = Slots(EVIDENCE)
    whole = coverage_of(site.ledger)
    single = counted(whole.single_source, "statement rests", "statements rest")
    parts = [
        heading(1, "Evidence"),
        f"{_DECK}\n{{: .sb-deck }}\n\n",
        "A statement is a sentence that cites at least one work. "
        f"This site makes {counted(whole.statements, 'statement')} with "
        f"{counted(whole.works, 'work')}; {single} on a single source, "
        "several works that repeat one another being one. "
        f"Each stands in the [ledger]({source_path(EVIDENCE, LEDGER_INDEX)}).\n\n",
        heading(2, "What is counted"),
        slots.block(render("formulas", formulas=[_formula(one, whole) for one in FIGURES])),
    ]
    pages = dict.fromkeys([*site.ledger.by_page, *site.ledger.uncited_by_page])
    groups = list(by_collection(site, pages))
    rows = [_row(title, "", coverage_of(site.ledger, uris)) for _, title, uris in groups]
    parts.append(_table(slots, "Kinds of pages", "Pages", [*rows, _row("All", "", whole)]))
    for name, title, uris in groups:
        if name in _BY_PAGE:
            listed = [_page_row(site, uri) for uri in uris]
            parts.append(_table(slots, title, "Page", listed))
    return Rendered(
        uri=EVIDENCE,
        title="Evidence",
        description=_DECK,
        markdown="".join(parts).strip() + "\n",
        slots=slots.made(),
        kind="index",
        section=EVIDENCE,
    )


def _formula(figure: Figure, coverage: Coverage) -> Formula:
    return Formula(
        figure.label,
        share(figure, coverage),
        f"{figure.count(coverage):,} of {figure.of(coverage):,}",
        figure.numerator,
        figure.denominator,
    )


def _page_row(site: Site, uri: str) -> CoverageRow:
    has_page = uri in site.ledger.by_page
    url = href(EVIDENCE, ledger_uri(uri) if has_page else uri)
    return _row(site.pages[uri].title, url, coverage_of(site.ledger, (uri,)))


def _row(title: str, url: str, coverage: Coverage) -> CoverageRow:
    counts = (f"{coverage.statements:,}", f"{coverage.works:,}")
    return CoverageRow(title, url, (*counts, *(share(one, coverage) for one in FIGURES)))


def _table(slots: Slots, title: str, first: str, rows: list[CoverageRow]) -> str:
    columns = ("Statements", "Works", *(one.label for one in FIGURES))
    table = render("coverage", caption=title, first=first, columns=columns, rows=rows)
    return heading(2, title) + slots.block(table)

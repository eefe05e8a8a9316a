"""`ledger_pages`: every statement with its id and what it rests on, a page for each page.

One page of all statements would be megabytes, so ``ledger/`` lists the pages with their counts and
``ledger/visits/x/`` has the statements of ``visits/x/``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.pages.edition import Edition, Rendered
from sourcebook.pages.evidence import EVIDENCE, LEDGER_INDEX, by_collection, ledger_uri
from sourcebook.pages.labels import counted, locator_text
from sourcebook.pages.ledger_files import LEDGER_FORMATS
from sourcebook.pages.markdown import escape_markdown, heading
from sourcebook.pages.render import render
from sourcebook.pages.slots import Slots
from sourcebook.pages.urls import file_href, href, source_path
from sourcebook.pages.views import CoverageRow, Download, LedgerRow, Value
from sourcebook.site.coverage import coverage_of
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.statement import Entered, Statement, Support

_DECK = "Every statement of this site, with its permanent id and the works it rests on."
_COLUMNS = ("Statements", "Works", "Single source", "New")


def ledger_pages(edition: Edition) -> Iterator[Rendered]:
    """Yield the index of the ledger, then a page for each page that makes statements."""
    yield _index(edition)
    for page, entered in edition.site.ledger.by_page.items():
        yield _page(edition, page, entered)


def _index(edition: Edition) -> Rendered:
    slots = Slots(LEDGER_INDEX)
    site = edition.site
    downloads = [
        Download(name, file_href(LEDGER_INDEX, path), path, media_type)
        for name, path, media_type in LEDGER_FORMATS
    ]
    parts = [heading(1, "Ledger"), f"{_DECK}\n{{: .sb-deck }}\n\n"]
    if site.ledger.entered:
        parts.append(slots.block(render("downloads", downloads=downloads, what="All statements")))
    parts.append(
        "An id stays with its statement when the sentence is reworded or moved to another page, "
        "and is never given to another. "
        "A statement marked “new” gets its id when the register is next brought up to date. "
        f"What is counted is said on the page [Evidence]({source_path(LEDGER_INDEX, EVIDENCE)}).\n"
    )
    for _, title, pages in by_collection(site, site.ledger.by_page):
        rows = [_counts(site, page) for page in pages]
        table = render("coverage", caption=title, first="Page", columns=_COLUMNS, rows=rows)
        parts.append(heading(2, title) + slots.block(table))
    return Rendered(
        uri=LEDGER_INDEX,
        title="Ledger",
        description=_DECK,
        markdown="".join(parts).strip() + "\n",
        slots=slots.made(),
        kind="index",
        section=LEDGER_INDEX,
    )


def _counts(site: Site, page: str) -> CoverageRow:
    coverage = coverage_of(site.ledger, (page,))
    new = sum(one.id is None for one in site.ledger.by_page[page])
    counts = (coverage.statements, coverage.works, coverage.single_source, new)
    url = href(LEDGER_INDEX, ledger_uri(page))
    return CoverageRow(site.pages[page].title, url, tuple(f"{count:,}" for count in counts))


def _page(edition: Edition, page: str, entered: tuple[Entered, ...]) -> Rendered:
    uri = ledger_uri(page)
    slots = Slots(uri)
    title = edition.site.pages[page].title
    coverage = coverage_of(edition.site.ledger, (page,))
    rows = [_row(edition, uri, one) for one in entered]
    told = (
        f"{counted(coverage.statements, 'statement')}, {counted(coverage.works, 'work')}, "
        f"{coverage.doubly_sourced or 'none'} with two independent sources."
    )
    markdown = (
        heading(1, f"Ledger: {title}")
        + f"The statements of [{escape_markdown(title)}]({source_path(uri, page)}): {told}\n"
        + slots.block(render("ledger", caption=f"Statements of {title}", rows=rows))
    )
    return Rendered(
        uri=uri,
        title=f"Ledger: {title}",
        window_title=f"Ledger: {title} ({page.partition('/')[0]})",
        description=f"What each statement of {title} rests on.",
        markdown=markdown.strip() + "\n",
        slots=slots.made(),
        kind="ledger",
        section=LEDGER_INDEX,
    )


def _row(edition: Edition, uri: str, entered: Entered) -> LedgerRow:
    one = entered.statement
    return LedgerRow(
        id=entered.id or "",
        text=one.text,
        url=href(uri, one.page, one.anchor),
        works=tuple(_work(edition, uri, work) for work in one.works),
        witnesses="single source" if one.is_single_source else str(one.witnesses),
        sides=_sides(edition, one),
        archived=_archived(one),
        checked=one.checked.display() if one.checked else "not recorded",
    )


def _work(edition: Edition, uri: str, work: Support) -> Value:
    node = Node(SOURCES, work.citekey)
    where = ", ".join(locator_text(one) for one in work.locators)
    return Value(edition.label(node), edition.link(uri, node), gloss=where)


def _sides(edition: Edition, one: Statement) -> str:
    """Return who speaks in the works: “Pakistani press (2), Russian official”."""
    named = []
    for side, count in one.sides.items():
        label = edition.label(Node("perspectives", side)) if side else "not stated"
        named.append(f"{label} ({count})" if count > 1 else label)
    return ", ".join(named)


def _archived(one: Statement) -> str:
    missing = sum(work.archive == "none" for work in one.works)
    if missing:
        return f"{missing} of {len(one.works)} missing" if len(one.works) > 1 else "no"
    if all(work.archive == "offline" for work in one.works):
        return "not on the web"
    copies = sum(work.archive == "copy" for work in one.works)
    return "yes" if copies == len(one.works) else "reason stated"

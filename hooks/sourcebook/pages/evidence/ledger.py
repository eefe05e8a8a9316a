"""`ledger_index`, `ledger_page`: every statement with its id and what it rests on, page by page.

One page of all statements would be megabytes, so ``ledger/`` lists the pages with their counts and
``ledger/voyages/x/`` has the statements of ``voyages/x/``.
"""

from __future__ import annotations

from functools import partial

from sourcebook.pages.evidence.shares import (
    EVIDENCE,
    LEDGER_INDEX,
    by_collection,
    ledger_uri,
    told_of,
)
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.labels import counted, locator_text
from sourcebook.pages.frame.markdown import escape_markdown, heading
from sourcebook.pages.frame.parts import Place, in_parts, place_of
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import file_href, href, source_path
from sourcebook.pages.frame.views import CoverageRow, Download, LedgerRow, RetiredRow, Value
from sourcebook.pages.tables.ledger_files import LEDGER_FORMATS
from sourcebook.site.coverage import coverage_of
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import source_slug
from sourcebook.site.proof import Proof
from sourcebook.site.statement import Entered, Retired, Statement, Support

_DECK = "Every statement of this site, with its permanent id and the works it rests on."
_COLUMNS = ("Sentences", "Figures", "Works", "Single source", "New")


def ledger_index(edition: Edition) -> Rendered:
    """Return the index of the ledger, which lists the pages that make statements."""
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
        "A statement is what a citation covers, or a figure: a value that a work states. "
        "An id stays with its sentence when the sentence is reworded or moved to another page, "
        "and is never given to another; a figure has that of its observation. "
        "A change of a number, a date, a name, a negation or a source is told beside it. "
        "A sentence marked “new” gets its id when it is published; an id that no sentence has any "
        "more stands with what became of it on the page of the ledger where it was last. "
        f"What is counted is said on the page [Evidence]({source_path(LEDGER_INDEX, EVIDENCE)}).\n"
    )

    def place(page: str) -> Place:
        return place_of(edition, site.pages[page].node)

    for name, title, pages in by_collection(site, site.ledger.by_page):
        show = partial(_pages, site, title)
        listed = in_parts(LEDGER_INDEX, slots, pages, place, show, "rows", (name, title))
        parts.append(heading(2, title) + listed)
    gone = site.ledger.retired_by_page
    parts.append(
        _retired(
            edition, LEDGER_INDEX, slots, [uri for uri in gone if uri not in site.ledger.by_page]
        )
    )
    return Rendered(
        uri=LEDGER_INDEX,
        title="Ledger",
        description=_DECK,
        markdown="".join(parts).strip() + "\n",
        slots=slots.made(),
        parts=tuple(slots.parts),
        kind="index",
        section=LEDGER_INDEX,
    )


def _pages(site: Site, title: str, uri: str, slots: Slots, pages: list[str]) -> str:
    rows = [_counts(site, uri, page) for page in pages]
    return slots.block(render("coverage", caption=title, first="Page", columns=_COLUMNS, rows=rows))


def _counts(site: Site, uri: str, page: str) -> CoverageRow:
    sentences = coverage_of(site.ledger, "sentences", (page,))
    figures = coverage_of(site.ledger, "figures", (page,))
    entered = site.ledger.by_page[page]
    counts = (
        sentences.statements,
        figures.statements,
        len({citekey for one in entered for citekey in one.statement.citekeys}),
        sentences.single_source + figures.single_source,
        sum(one.id is None for one in entered),
    )
    url = href(uri, ledger_uri(page))
    return CoverageRow(site.pages[page].title, url, tuple(f"{count:,}" for count in counts))


def ledger_page(edition: Edition, page: str) -> Rendered:
    """Return the statements of the page at URI *page*."""
    entered = edition.site.ledger.by_page[page]
    uri = ledger_uri(page)
    slots = Slots(uri)
    title = edition.site.pages[page].title
    figures = [one for one in entered if one.statement.figure is not None]
    sentences = [one for one in entered if one.statement.figure is None]
    told = told_of(edition.site, page)
    parts = [
        heading(1, f"Ledger: {title}"),
        f"What [{escape_markdown(title)}]({source_path(uri, page)}) states: {told}.\n\n",
    ]
    if figures:
        parts.append(heading(2, "Figures") if sentences else "")
        parts.append(_statements(edition, uri, slots, figures, f"Figures of {title}"))
    if sentences:
        parts.append(heading(2, "Sentences") if figures else "")
        parts.append(_statements(edition, uri, slots, sentences, f"Sentences of {title}"))
    parts.append(_retired(edition, uri, slots, [page]))
    return Rendered(
        uri=uri,
        title=f"Ledger: {title}",
        window_title=f"Ledger: {title} ({page.partition('/')[0]})",
        description=f"What each statement of {title} rests on.",
        markdown="".join(parts).strip() + "\n",
        slots=slots.made(),
        parts=tuple(slots.parts),
        kind="ledger",
        section=LEDGER_INDEX,
    )


def _statements(
    edition: Edition, page: str, slots: Slots, entered: list[Entered], caption: str
) -> str:
    """Return a table of statements, all of them figures or none."""
    noun = caption.partition(" ")[0]

    def show(uri: str, slots: Slots, entered: list[Entered]) -> str:
        rows = [_row(edition, uri, one) for one in entered]
        has_words = entered[0].statement.figure is not None
        return slots.block(render("ledger", caption=caption, rows=rows, has_words=has_words))

    # They stand in the order of the page, which has no letters and no years.
    place = Place((True, 0, ""), noun)
    return in_parts(page, slots, entered, lambda _: place, show, "entries")


_FATES = {"merged": "It is part of", "split": "It was split into", "cut": "It was cut."}


def _retired(edition: Edition, page: str, slots: Slots, pages: list[str]) -> str:
    """Return a section with the ids that stood last on *pages* (URIs), or ""."""
    ledger = edition.site.ledger
    gone = [one for uri in pages for one in ledger.retired_by_page.get(uri, ())]
    if not gone:
        return ""

    def row(uri: str, one: Retired) -> RetiredRow:
        into = tuple(
            Value(id, href(uri, ledger.pages[id], source_slug(id)))
            for id in one.into
            if id in ledger.pages
        )
        id, fate = one.line.id, _FATES[one.became]
        return RetiredRow(id, source_slug(id), one.line.text, fate, into, one.line.history)

    def show(uri: str, slots: Slots, gone: list[Retired]) -> str:
        rows = [row(uri, one) for one in gone]
        return slots.block(render("retired", caption="Retired ids", rows=rows))

    place = Place((True, 0, ""), "Retired ids")
    section = ("retired", "Retired ids")
    listed = in_parts(page, slots, gone, lambda _: place, show, "entries", section)
    return heading(2, "Retired ids", "retired") + listed


def _row(edition: Edition, uri: str, entered: Entered) -> LedgerRow:
    one = entered.statement
    id = entered.id or ""
    # Here every figure is of one series, whose name is the title.
    title = f"{edition.site.pages[one.page].title}: "
    return LedgerRow(
        id=id,
        anchor=source_slug(id) if id else "",
        text=one.text.removeprefix(title) if one.figure is not None else one.text,
        url=href(uri, one.page, entered.anchor),
        works=tuple(_work(edition, uri, work) for work in one.works),
        witnesses=_witnesses(one),
        sides=_sides(edition, one),
        archived=_archived(one),
        checked=one.checked.display() if one.checked else "not recorded",
        words=_words(one.figure.proof) if one.figure is not None else "",
        history=entered.history,
    )


def _witnesses(one: Statement) -> str:
    if not one.is_single_source:
        return counted(one.witnesses, "source")
    # Two reports of one text look like two witnesses.
    return "single source" if len(one.works) == 1 else "single source: the works repeat one another"


def _words(proof: Proof) -> str:
    if proof.kept != "kept":
        return {"no-words": "none given", "altered": "differ"}.get(proof.kept, "not kept")
    shown = {True: "with the number", False: "without the number", None: "number not read"}
    return f"kept, {shown[proof.shows_value]}"


def _work(edition: Edition, uri: str, work: Support) -> Value:
    node = Node(SOURCES, work.citekey)
    where = ", ".join(locator_text(one) for one in work.locators)
    return Value(edition.label(node), edition.link(uri, node), gloss=where)


def _sides(edition: Edition, one: Statement) -> str:
    """Return who speaks in the works: “Press (2), government”."""
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

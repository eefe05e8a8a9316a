"""`check_resting`: what a strict page says without a mark rests on what it says with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sourcebook.diagnostics import Diagnostic, Location, rules_evd
from sourcebook.formats.claims import dates_of
from sourcebook.formats.date_words import JOINING
from sourcebook.formats.quotations import words_of
from sourcebook.records.records import references_of
from sourcebook.site.graph import LINKS_TO, Node
from sourcebook.site.model import Page, Site
from sourcebook.site.passages import in_words, stretch_at
from sourcebook.site.resting import Grounds, grounds_of, names_of_record
from sourcebook.site.statement import Claim, Statement

_JOINING = JOINING | {"in", "since", "from", "after", "before", "about", "and", "or", "the"}
"""What joins the dates of a period."""


def check_resting(site: Site) -> Iterator[Diagnostic]:
    """Yield what the titles, headings and facts of strict pages claim, and nothing bears out."""
    for page in site.pages.values():
        if page.is_strict:
            stated = {page.uri: [one.statement for one in site.ledger.by_page.get(page.uri, ())]}
            grounds = grounds_of(site, stated, page)
            yield from _unmarked(site, page, grounds)
            yield from _facts(site, page, grounds)


def _unmarked(site: Site, page: Page, grounds: Grounds) -> Iterator[Diagnostic]:
    told: list[tuple[str, Location]] = []
    if page.source is not None:
        told += (
            (field, page.source.locate(start, start + len(field)))
            for field in filter(None, (page.title, page.description))
            if (start := page.source.text.find(field)) >= 0
        )
    for placed in page.links:
        link = placed.link
        if link.text and not stretch_at(page, placed.text, link.start).citations:
            told.append((link.text, page.texts[placed.text].locate(link.start, link.end)))
    for stretch in page.stretches:
        words = in_words(site, page, stretch) if stretch.is_heading else ""
        if words and not _is_period(words):
            text = page.texts[stretch.index]
            shown = len(text.markdown[stretch.start : stretch.end].rstrip())
            # The cells of the head of a table are told apart as sentences are.
            words = words.replace(" | ", ". ")
            told.append((words, text.locate(stretch.start, stretch.start + shown)))
    for words, at in told:
        _, missing = grounds.of(words)
        yield from unproved(missing, at, grounds.nearest(words) if missing else ())


def _is_period(heading: str) -> bool:
    """Whether *heading* only says of when what follows tells: “Since 2022”, “1991 to 2012”."""
    rest = list(heading)
    for date in dates_of(heading):
        rest[date.start : date.end] = " " * (date.end - date.start)
    return all(word in _JOINING for word in words_of("".join(rest)))


def unproved(
    missing: Iterable[Claim], at: Location, statements: Sequence[Statement]
) -> Iterator[Diagnostic]:
    related = tuple((one.location, "the nearest statement") for one in statements[:1])
    for claim in missing:
        yield rules_evd.UNPROVED_CLAIM.at(at, related=related, what=claim.what, words=claim.words)


def _facts(site: Site, page: Page, grounds: Grounds) -> Iterator[Diagnostic]:
    """Yield the records that the record of *page* names, and its statements do not.

    One that only leads to others of its own kind claims nothing, and an office has a rule of its
    own. A country is named with a place in it, and a page that links here speaks of this one.
    """
    pointers = (
        []
        if page.record is None
        else [
            one
            for one in references_of(page.record)
            if one.collection not in {page.node.collection, "offices"}
        ]
    )
    linked = {
        Node(one.link.collection, one.link.id)
        for one in page.links
        if stretch_at(page, one.text, one.link.start).citations
    }
    linked.update(site.graph.sources_of(page.node, LINKS_TO))
    told = " ".join(one.text for one in grounds.statements).casefold()
    borne = {
        node
        for one in pointers
        if (node := Node(one.collection, one.id)) in linked
        or any(name.casefold() in told for name in names_of_record(site, node))
    }
    around = {
        Node(one.collection, one.id)
        for node in borne
        if (loaded := site.record(node)) is not None
        for one in references_of(loaded)
        if one.collection == node.collection
    }
    for one in pointers:
        node = Node(one.collection, one.id)
        if node not in borne | around and site.record(node) is not None:
            yield rules_evd.UNPROVED_FACT.at(
                one.location, field=one.relation, label=site.label(node)
            )

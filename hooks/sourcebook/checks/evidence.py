"""`check_evidence`: statements that cite nothing, and what leads and headings claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sourcebook.diagnostics import Diagnostic, Location, Severity, rules_evd
from sourcebook.formats.claims import dates_of
from sourcebook.formats.date_words import JOINING
from sourcebook.formats.quotations import words_of
from sourcebook.site.model import Page, Site, Stretch
from sourcebook.site.passages import in_words, stretch_at
from sourcebook.site.resting import grounds_of
from sourcebook.site.statement import Claim, Rest, Statement

_JOINING = JOINING | {
    "in",
    "since",
    "from",
    "after",
    "before",
    "until",
    "about",
    "and",
    "or",
    "the",
}
"""What joins the dates of a period."""


def check_evidence(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of what cites nothing, and of what has no mark."""
    for page in site.pages.values():
        rests = {(one.index, one.start): one for one in site.ledger.rests_by_page.get(page.uri, ())}
        for stretch in page.stretches:
            if stretch.uncited:
                yield from _stretch(page, stretch, rests.get((stretch.index, stretch.start)))
        if page.is_strict:
            yield from _unmarked(site, page)


def _stretch(page: Page, stretch: Stretch, rest: Rest | None) -> Iterator[Diagnostic]:
    text = page.texts[stretch.index]
    shown = len(text.markdown[stretch.start : stretch.end].rstrip())
    at = text.locate(stretch.start, stretch.start + shown)
    if rest is None or (rest.missing and not page.is_strict):
        problem = rules_evd.UNCITED_STATEMENT.at(at, what=stretch.uncited)
        yield problem.with_severity(Severity.ERROR) if page.is_strict else problem
    else:
        yield from _unproved(rest.missing, at, rest.statements)


def _unmarked(site: Site, page: Page) -> Iterator[Diagnostic]:
    """Yield what title, description and headings of a strict *page* claim and it does not prove."""
    stated = {page.uri: [one.statement for one in site.ledger.by_page.get(page.uri, ())]}
    grounds = grounds_of(site, stated, page)
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
        yield from _unproved(missing, at, grounds.nearest(words) if missing else ())


def _is_period(heading: str) -> bool:
    """Whether *heading* only says of when what follows tells: “Since 2022”, “1991 to 2012”."""
    rest = list(heading)
    for date in dates_of(heading):
        rest[date.start : date.end] = " " * (date.end - date.start)
    return all(word in _JOINING for word in words_of("".join(rest)))


def _unproved(
    missing: Iterable[Claim], at: Location, statements: Sequence[Statement]
) -> Iterator[Diagnostic]:
    related = tuple((one.location, "the nearest statement") for one in statements[:1])
    for claim in missing:
        yield rules_evd.UNPROVED_CLAIM.at(at, related=related, what=claim.what, words=claim.words)

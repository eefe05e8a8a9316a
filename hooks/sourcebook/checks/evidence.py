"""`check_evidence`: quotations against the excerpts kept, statements that cite nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourcebook.checks.resting import unproved
from sourcebook.diagnostics import Diagnostic, Severity, rules_evd
from sourcebook.formats.quotations import Quotation, fits, likeness, parts_of, word_diff
from sourcebook.records.excerpts import MOST_WORDS, KeptExcerpt, excerpts_path
from sourcebook.site.checkable import LEAST_WORDS
from sourcebook.site.model import Page, PlacedCitation, Site, Stretch, Text
from sourcebook.site.statement import Rest


def check_evidence(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of the quotations and of the uncited statements of every page."""
    for page in site.pages.values():
        rests = {(one.index, one.start): one for one in site.ledger.rests_by_page.get(page.uri, ())}
        for stretch in page.stretches:
            if stretch.quotations or stretch.uncited:
                yield from _stretch(site, page, stretch, rests.get((stretch.index, stretch.start)))


def _stretch(site: Site, page: Page, stretch: Stretch, rest: Rest | None) -> Iterator[Diagnostic]:
    text = page.texts[stretch.index]
    if text.kind != "fact":
        for quotation in stretch.quotations:
            yield from _quotation(site, text, quotation, stretch.citations)
    if not stretch.uncited:
        return
    shown = len(text.markdown[stretch.start : stretch.end].rstrip())
    at = text.locate(stretch.start, stretch.start + shown)
    if rest is None or (rest.missing and not page.is_strict):
        problem = rules_evd.UNCITED_STATEMENT.at(at, what=stretch.uncited)
        yield problem.with_severity(Severity.ERROR) if page.is_strict else problem
    else:
        yield from unproved(rest.missing, at, rest.statements)


def _quotation(
    site: Site, text: Text, quotation: Quotation, citing: Iterable[PlacedCitation]
) -> Iterator[Diagnostic]:
    words = sum(len(part) for part in parts_of(quotation.text))
    if words < LEAST_WORDS:
        return
    works = [
        work
        for citation in citing
        for cited in citation.works
        if (work := site.work(cited.item.citekey)) is not None
    ]
    if not works:
        return
    kept = [(work.citekey, one) for work in works for one in site.excerpts.get(work.citekey, ())]
    at = text.locate(quotation.start, quotation.end)
    if not kept:
        citekey = works[0].citekey
        yield rules_evd.QUOTATION_WITHOUT_EXCERPT.at(
            at, citekey=citekey, most=MOST_WORDS, path=excerpts_path(citekey)
        )
    elif not any(fits(quotation.text, one.excerpt.text) for _, one in kept):
        citekey, nearest = max(
            kept, key=lambda pair: likeness(quotation.text, pair[1].excerpt.text)
        )
        yield _misquotation(text, quotation, citekey, nearest)


def _misquotation(
    text: Text, quotation: Quotation, citekey: str, nearest: KeptExcerpt
) -> Diagnostic:
    return rules_evd.MISQUOTATION.at(
        text.locate(quotation.start, quotation.end),
        related=((nearest.location, "the nearest excerpt"),),
        citekey=citekey,
        diff=f"“{word_diff(quotation.text, nearest.excerpt.text)}”.",
        path=excerpts_path(citekey),
    )

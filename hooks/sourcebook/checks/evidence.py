"""`check_evidence`: statements that cite nothing, and rest on nothing that does."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.resting import unproved
from sourcebook.diagnostics import Diagnostic, Severity, rules_evd
from sourcebook.site.model import Page, Site, Stretch
from sourcebook.site.statement import Rest


def check_evidence(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of the uncited statements of every page."""
    for page in site.pages.values():
        rests = {(one.index, one.start): one for one in site.ledger.rests_by_page.get(page.uri, ())}
        for stretch in page.stretches:
            if stretch.uncited:
                yield from _stretch(page, stretch, rests.get((stretch.index, stretch.start)))


def _stretch(page: Page, stretch: Stretch, rest: Rest | None) -> Iterator[Diagnostic]:
    text = page.texts[stretch.index]
    shown = len(text.markdown[stretch.start : stretch.end].rstrip())
    at = text.locate(stretch.start, stretch.start + shown)
    if rest is None or (rest.missing and not page.is_strict):
        problem = rules_evd.UNCITED_STATEMENT.at(at, what=stretch.uncited)
        yield problem.with_severity(Severity.ERROR) if page.is_strict else problem
    else:
        yield from unproved(rest.missing, at, rest.statements)

"""`check_horizon`: whether pages that speak of the present say as of when, and are as new as they
could be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sourcebook.diagnostics import Diagnostic, rules_evd_pages
from sourcebook.formats.edtf import Edtf
from sourcebook.records.declaration import DECLARATION
from sourcebook.site.model import Page, Site, Stretch
from sourcebook.site.present import newest, present_word

_A_YEAR = timedelta(days=366)


def check_horizon(site: Site) -> Iterator[Diagnostic]:
    """Yield what lies beyond the horizon, speaks of now without one, or stopped long before it."""
    horizon = site.subject.horizon
    dated = {one.name for one in site.subject.dated}
    for page in site.pages.values():
        if page.record is not None:
            if horizon is None:
                yield from _present(page)
            # What has a time of its own is told of that time, whatever came after.
            if page.node.collection not in dated:
                yield from _summary(site, page)
    if horizon is not None:
        yield from _beyond(site, horizon)


def _present(page: Page) -> Iterator[Diagnostic]:
    for stretch in page.stretches:
        if word := present_word(page, stretch):
            at = page.texts[stretch.index].locate(stretch.start, stretch.end)
            yield rules_evd_pages.PRESENT_WITHOUT_HORIZON.at(at, word=word, file=DECLARATION)
            return


def _summary(site: Site, page: Page) -> Iterator[Diagnostic]:
    """Yield the summary that is more than a year older than the page."""
    kinds: dict[str, list[Stretch]] = {"summary": [], "body": []}
    for one in page.stretches:
        kind = page.texts[one.index].kind
        if kind == "summary" or (kind == "body" and one.citations):
            kinds[kind].append(one)
    horizon = site.subject.horizon
    told = newest(page, kinds["summary"], horizon)
    body = newest(page, kinds["body"], horizon)
    if not (told and body and told.latest and body.earliest):
        return
    if body.earliest > told.latest + _A_YEAR:
        at = page.texts[kinds["summary"][0].index].location
        yield rules_evd_pages.STALE_SUMMARY.at(at, summary=told.display(), body=body.display())


def _beyond(site: Site, horizon: Edtf) -> Iterator[Diagnostic]:
    """Yield the newest work cited, if it is later than the *horizon*."""
    cited = (work for citekey, work in site.works.items() if site.passages[citekey])
    dated = [(work.date.earliest, work) for work in cited if work.date and work.date.earliest]
    day, work = max(dated, key=lambda pair: pair[0], default=(date.min, None))
    if work is not None and work.date is not None and day > (horizon.latest or date.max):
        yield rules_evd_pages.HORIZON_PASSED.at(
            work.entry.location,
            horizon=horizon.display(),
            citekey=work.citekey,
            date=work.date.display(),
            file=DECLARATION,
        )

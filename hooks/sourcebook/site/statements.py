"""`statements_of`: every sentence and figure of a site, and what each of them rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sourcebook.formats.citations import Locator
from sourcebook.formats.quotations import fits, parts_of
from sourcebook.site.checkable import LEAST_WORDS, Stretch, stretches_of
from sourcebook.site.figures import SERIES, Observed
from sourcebook.site.model import Page, Site
from sourcebook.site.passages import section_at, sentence_between
from sourcebook.site.proof import proof_of
from sourcebook.site.roots import Roots, independent, roots_of_works
from sourcebook.site.statement import Archive, Stated, Statement, Support, Uncited
from sourcebook.site.works import Work


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements of a site in page order, and the sentences that should be statements."""

    statements: tuple[Statement, ...]
    uncited: tuple[Uncited, ...]


def statements_of(site: Site) -> Statements:
    """Return what *site* says. One pass over the texts of its pages."""
    roots = roots_of_works(site.works, site.aliases)
    statements: list[Statement] = []
    uncited: list[Uncited] = []
    for page in site.pages.values():
        figures = _figures(site, roots, page)
        for stretch in stretches_of(page):
            if stretch.citations:
                path = page.texts[stretch.index].path
                found = _statement(site, roots, page, stretch)
                # The value of a series is a fact whose path is the id of its observation.
                stated, agreeing = figures.get(str(path[0]) if path else "", (None, 0))
                statements += (
                    found
                    if stated is None
                    else (
                        replace(one, kind="figure", witnesses=agreeing, figure=stated)
                        for one in found
                    )
                )
            elif stretch.uncited:
                at = page.texts[stretch.index].locate(stretch.start, stretch.end)
                uncited.append(Uncited(page.uri, at))
    return Statements(tuple(statements), tuple(uncited))


def _figures(site: Site, roots: Roots, page: Page) -> Mapping[str, tuple[Stated, int]]:
    """Return the figures on *page* by id, with how many independent works state the same."""
    if page.node.collection != SERIES:
        return {}
    found = {}
    for rows in site.figures.by_series.get(page.node.id, {}).values():
        for value in site.figures.values(page.node.id, rows):
            works = [site.work(row.observation.citekey) for row in value.rows]
            known = {work.citekey for work in works if work is not None}
            agreeing = independent(known, roots)
            found.update({row.id: (_stated(site, row), agreeing) for row in value.rows})
    return found


def _stated(site: Site, row: Observed) -> Stated:
    observation = row.observation
    work = site.work(observation.citekey)
    kept = site.excerpts.get(work.citekey, ()) if work is not None else ()
    return Stated(
        observation=row.id,
        period=observation.period.text,
        value=observation.value,
        unit=observation.unit,
        words=observation.excerpt or "",
        proof=proof_of(observation, kept),
    )


def _statement(site: Site, roots: Roots, page: Page, stretch: Stretch) -> Iterator[Statement]:
    locators: dict[str, list[Locator]] = {}
    anchor = ""
    for citation in stretch.citations:
        for cited in citation.works:
            work = site.work(cited.item.citekey)
            if work is None:
                continue
            anchor = anchor or cited.anchor
            found = locators.setdefault(work.citekey, [])
            if cited.item.locator is not None and cited.item.locator not in found:
                found.append(cited.item.locator)
    if not locators:
        return
    works = [_support(site, roots, site.works[key], found) for key, found in locators.items()]
    quoted = [one.text for one in stretch.quotations if _word_count(one.text) >= LEAST_WORDS]
    kept = [one.excerpt.text for key in locators for one in site.excerpts.get(key, ())]
    text = page.texts[stretch.index]
    yield Statement(
        page=page.uri,
        kind=text.kind,
        section=section_at(site, page, stretch.index, stretch.start),
        text=sentence_between(site, page, stretch.index, stretch.start, stretch.end),
        anchor=anchor,
        location=text.locate(stretch.start, stretch.end),
        works=tuple(works),
        witnesses=independent(locators, roots),
        quotations=len(quoted),
        checked_quotations=sum(1 for one in quoted if any(fits(one, words) for words in kept)),
    )


def _support(site: Site, roots: Roots, work: Work, locators: list[Locator]) -> Support:
    return Support(
        citekey=work.citekey,
        locators=tuple(locators),
        side=work.perspective or "",
        roots=roots[work.citekey],
        archive=_archive(work),
        checked=work.verificationdate or work.urldate,
        has_excerpt=bool(site.excerpts.get(work.citekey)),
    )


def _archive(work: Work) -> Archive:
    if work.archiveurl:
        return "copy"
    if not (work.url or work.doi):
        return "offline"
    return "reason" if work.archivenote else "none"


def _word_count(quotation: str) -> int:
    return sum(len(part) for part in parts_of(quotation))

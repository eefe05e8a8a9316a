"""`statements_of`: every sentence and figure of a site, and what each of them rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sourcebook.formats.citations import Locator
from sourcebook.formats.quotations import LEAST_WORDS, fits, word_count
from sourcebook.site.figures import SERIES, Observed
from sourcebook.site.kinship import Kinship, kinship_of
from sourcebook.site.model import Page, Site, Stretch
from sourcebook.site.passages import in_words, section_at
from sourcebook.site.proof import proof_of
from sourcebook.site.resting import rests_of
from sourcebook.site.statement import Archive, Rest, Stated, Statement, Support, Uncited
from sourcebook.works.works import Work


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements of a site in page order, and the sentences that should be statements."""

    statements: tuple[Statement, ...]
    uncited: tuple[Uncited, ...]
    rests: tuple[Rest, ...]


def statements_of(site: Site) -> Statements:
    """Return what *site* says. One pass over the texts of its pages."""
    supports = _Supports(site, kinship_of(site))
    stated = {
        page.uri: tuple(_of_page(site, supports, page))
        for page in site.pages.values()
        if page.is_of_subject
    }
    rests = tuple(rest for uri in stated for rest in rests_of(site, stated, site.pages[uri]))
    at_rest = {(one.page, one.index, one.start) for one in rests if not one.missing}
    uncited = tuple(
        Uncited(page.uri, page.texts[stretch.index].locate(stretch.start, stretch.end))
        for page in site.pages.values()
        for stretch in page.stretches
        if stretch.uncited and (page.uri, stretch.index, stretch.start) not in at_rest
    )
    every = tuple(one for statements in stated.values() for one in statements)
    return Statements(every, uncited, rests)


def _of_page(site: Site, supports: _Supports, page: Page) -> Iterator[Statement]:
    figures = _figures(site, supports.kinship, page)
    for stretch in page.stretches:
        if stretch.citations:
            path = page.texts[stretch.index].path
            found = _statement(site, supports, page, stretch)
            # The value of a series is a fact whose path is the id of its observation.
            stated, agreeing = figures.get(str(path[0]) if path else "", (None, 0))
            yield from (
                found
                if stated is None
                else (
                    replace(one, kind="figure", witnesses=agreeing, figure=stated) for one in found
                )
            )


def _figures(site: Site, kinship: Kinship, page: Page) -> Mapping[str, tuple[Stated, int]]:
    """Return the figures on *page* by id, with how many independent works state the same."""
    if page.node.collection != SERIES:
        return {}
    found = {}
    for rows in site.figures.by_series.get(page.node.id, {}).values():
        for value in site.figures.values(page.node.id, rows):
            works = [site.work(row.observation.citekey) for row in value.rows]
            known = {work.citekey for work in works if work is not None}
            agreeing = kinship.independent(known)
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


class _Supports:
    """What each work gives to a statement: the same in all, but for the locators."""

    def __init__(self, site: Site, kinship: Kinship) -> None:
        self.kinship = kinship
        self._site = site
        self._alone: dict[str, Support] = {}

    def of(self, citekey: str, locators: list[Locator]) -> Support:
        """Return the support of the work *citekey* at *locators*."""
        found = self._alone.get(citekey)
        if found is None:
            found = self._alone[citekey] = self._read(self._site.works[citekey])
        return replace(found, locators=tuple(locators)) if locators else found

    def _read(self, work: Work) -> Support:
        return Support(
            citekey=work.citekey,
            locators=(),
            side=work.perspective or "",
            roots=self.kinship.roots[work.citekey],
            archive=_archive(work),
            checked=work.verificationdate or work.urldate,
            has_excerpt=bool(self._site.excerpts.get(work.citekey)),
        )


def _statement(
    site: Site, supports: _Supports, page: Page, stretch: Stretch
) -> Iterator[Statement]:
    locators: dict[str, list[Locator]] = {}
    together: list[set[str]] = []
    anchor = ""
    for citation in stretch.citations:
        together.append(set())
        for cited in citation.works:
            work = site.work(cited.item.citekey)
            if work is None:
                continue
            together[-1].add(work.citekey)
            anchor = anchor or cited.anchor
            found = locators.setdefault(work.citekey, [])
            if cited.item.locator is not None and cited.item.locator not in found:
                found.append(cited.item.locator)
    if not locators:
        return
    quoted: list[str] = []
    kept: list[str] = []
    if stretch.quotations:
        quoted = [one.text for one in stretch.quotations if word_count(one.text) >= LEAST_WORDS]
        kept = [one.excerpt.text for key in locators for one in site.excerpts.get(key, ())]
    text = page.texts[stretch.index]
    yield Statement(
        page=page.uri,
        kind=text.kind,
        section=section_at(site, page, stretch.index, stretch.start),
        text=in_words(site, page, stretch),
        anchor=anchor,
        location=text.locate(stretch.start, stretch.end),
        works=tuple(supports.of(key, found) for key, found in locators.items()),
        witnesses=max(map(supports.kinship.independent, together), default=1),
        quotations=len(quoted),
        checked_quotations=sum(1 for one in quoted if any(fits(one, words) for words in kept)),
    )


def _archive(work: Work) -> Archive:
    if work.archiveurl:
        return "copy"
    if not (work.url or work.doi):
        return "offline"
    return "reason" if work.archivenote else "none"

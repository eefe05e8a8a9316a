"""`statements_of`: every statement of a site, and what each of them rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourcebook.formats.citations import Locator
from sourcebook.formats.quotations import fits, parts_of
from sourcebook.site.checkable import LEAST_WORDS
from sourcebook.site.model import Page, Site, Stretch, Text
from sourcebook.site.passages import in_words, section_at
from sourcebook.site.roots import Roots, independent, roots_of_works
from sourcebook.site.statement import Archive, Statement, Support, Uncited
from sourcebook.site.works import Work


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements of a site in page order, and the sentences that should be statements."""

    statements: tuple[Statement, ...]
    uncited: tuple[Uncited, ...]


def statements_of(site: Site) -> Statements:
    """Return what *site* says. One pass over the texts of its pages."""
    supports = _Supports(site, roots_of_works(site.works, site.aliases))
    statements: list[Statement] = []
    uncited: list[Uncited] = []
    for page in site.pages.values():
        for stretch in page.stretches:
            if stretch.citations:
                statements += _statement(site, supports, page, stretch)
            elif stretch.uncited:
                at = page.texts[stretch.index].locate(stretch.start, stretch.end)
                uncited.append(Uncited(page.uri, at))
    return Statements(tuple(statements), tuple(uncited))


class _Supports:
    """What each work gives to a statement: the same in all, but for the locators."""

    def __init__(self, site: Site, roots: Roots) -> None:
        self.roots = roots
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
            roots=self.roots[work.citekey],
            archive=_archive(work),
            checked=work.verificationdate or work.urldate,
            has_excerpt=bool(self._site.excerpts.get(work.citekey)),
        )


def _statement(
    site: Site, supports: _Supports, page: Page, stretch: Stretch
) -> Iterator[Statement]:
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
    quoted: list[str] = []
    kept: list[str] = []
    if stretch.quotations:
        quoted = [one.text for one in stretch.quotations if _word_count(one.text) >= LEAST_WORDS]
        kept = [one.excerpt.text for key in locators for one in site.excerpts.get(key, ())]
    text = page.texts[stretch.index]
    yield Statement(
        page=page.uri,
        kind=text.kind,
        section=section_at(site, page, stretch.index, stretch.start),
        text=_sentence(site, page, text, stretch),
        anchor=anchor,
        location=text.locate(stretch.start, stretch.end),
        works=tuple(supports.of(key, found) for key, found in locators.items()),
        witnesses=independent(locators, supports.roots) if len(locators) > 1 else 1,
        quotations=len(quoted),
        checked_quotations=sum(1 for one in quoted if any(fits(one, words) for words in kept)),
    )


def _sentence(site: Site, page: Page, text: Text, stretch: Stretch) -> str:
    """Return the words of *stretch*; its citations are at hand."""
    written = [one.citation for one in stretch.citations if not one.is_of_figure]
    return in_words(site, page, text, stretch.start, stretch.end, written)


def _archive(work: Work) -> Archive:
    if work.archiveurl:
        return "copy"
    if work.archivenote:
        return "reason"
    return "none" if work.url else "offline"


def _word_count(quotation: str) -> int:
    return sum(len(part) for part in parts_of(quotation))

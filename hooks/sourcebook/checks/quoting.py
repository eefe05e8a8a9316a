"""`check_quoting`: quotations and named words against the excerpts, and these with one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.checks.speaking import Speaking
from sourcebook.diagnostics import Diagnostic, Location, Rule, rules_evd
from sourcebook.formats.quotations import (
    LEAST_WORDS,
    Quotation,
    fits,
    likeness,
    word_count,
    word_diff,
)
from sourcebook.records.excerpts import MOST_WORDS, KeptExcerpt, excerpts_path
from sourcebook.site.kinship import kinship_of
from sourcebook.site.model import Page, Site, Stretch
from sourcebook.site.roots import Roots
from sourcebook.works.works import Work


def check_quoting(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of the words of works, page by page, then of the excerpts."""
    speaking = Speaking(site)
    for page in site.pages.values():
        for stretch in page.stretches:
            if stretch.quotations:
                yield from _stretch(site, speaking, page, stretch)
        for citation in page.citations:
            for cited in citation.works:
                work = site.work(cited.item.citekey)
                if cited.item.words and work is not None:
                    yield from _compared(
                        site, [work], cited.item.words, cited.location, rules_evd.WORDS_NOT_KEPT
                    )
    yield from _common_words(site)


def _stretch(site: Site, speaking: Speaking, page: Page, stretch: Stretch) -> Iterator[Diagnostic]:
    text = page.texts[stretch.index]
    works = [
        work
        for citation in stretch.citations
        for cited in citation.works
        if (work := site.work(cited.item.citekey)) is not None
    ]
    if works and text.kind != "fact":
        sentence = text.markdown[stretch.start : stretch.end]
        for quotation in stretch.quotations:
            if _is_compared(page, quotation):
                at = text.locate(quotation.start, quotation.end)
                found = list(_compared(site, works, quotation.text, at, rules_evd.MISQUOTATION))
                yield from found or speaking.compare(works, sentence, quotation, at)


def _is_compared(page: Page, quotation: Quotation) -> bool:
    # Pages about the site set off examples as they do quotations.
    is_example = quotation.is_block and not page.is_of_subject
    return not is_example and word_count(quotation.text) >= LEAST_WORDS


def _compared(
    site: Site, works: Sequence[Work], words: str, at: Location, rule: Rule
) -> Iterator[Diagnostic]:
    """Yield what is wrong with *words*, which ought to stand in an excerpt of one of *works*.

    The title of a work may be quoted, too.
    """
    kept = [(work.citekey, one) for work in works for one in site.excerpts.get(work.citekey, ())]
    if any(fits(words, one.excerpt.text) for _, one in kept):
        return
    if any(work.title and fits(words, work.title) for work in works):
        return
    if not kept:
        citekey = works[0].citekey
        yield rules_evd.QUOTATION_WITHOUT_EXCERPT.at(
            at, citekey=citekey, most=MOST_WORDS, path=excerpts_path(citekey)
        )
        return
    citekey, nearest = max(kept, key=lambda pair: likeness(words, pair[1].excerpt.text))
    yield _altered(rule, at, words, citekey, nearest)


def _altered(
    rule: Rule, at: Location, words: str, citekey: str, nearest: KeptExcerpt
) -> Diagnostic:
    return rule.at(
        at,
        related=((nearest.location, "the nearest excerpt"),),
        citekey=citekey,
        diff=f"“{word_diff(words, nearest.excerpt.text)}”.",
        path=excerpts_path(citekey),
        most=MOST_WORDS,
    )


def _common_words(site: Site) -> Iterator[Diagnostic]:
    kinship = kinship_of(site)
    for found in kinship.common:
        works = [work for citekey in found.citekeys if (work := site.work(citekey)) is not None]
        if len(works) == 2 and not _is_explained(kinship.roots, *works):
            earlier, later = found.kept
            yield rules_evd.COMMON_WORDS.at(
                later.location,
                related=((earlier.location, "the same words"),),
                citekey=works[1].citekey,
                other=works[0].citekey,
                count=len(found.words),
                words=" ".join(found.words),
            )


def _is_explained(roots: Roots, one: Work, other: Work) -> bool:
    """Whether the entries say what the words of the two have to do with one another."""
    if not roots[one.citekey].isdisjoint(roots[other.citekey]):
        return True
    return any(
        named.citekey in work.entry.value("commonwords")
        for work, named in ((one, other), (other, one))
    )

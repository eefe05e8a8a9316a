"""`check_evidence`: quotations against the excerpts kept, statements that cite nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, Severity, rules_evd
from sourcebook.formats.citations import MASKED, mask
from sourcebook.formats.quotations import (
    Quotation,
    fits,
    likeness,
    parts_of,
    quotations,
    word_diff,
)
from sourcebook.site.excerpts import MOST_WORDS, KeptExcerpt, excerpts_path
from sourcebook.site.model import Page, PlacedCitation, Site, Text
from sourcebook.site.parsing import parse_text

LEAST_WORDS = 5
"""Shorter quotations are names and turns of phrase; they need no excerpt."""

_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_MONTH = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)
_NUMBER = re.compile(r"(?<![\w.])[$€£₽]?\d")
_SUPERLATIVE = re.compile(
    r"\b(?:first|largest|biggest|highest|lowest|longest|greatest|deepest|oldest|most|least|record"
    r"|only|never|unprecedented)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"(?:[-*+] )?\*\*[^*]+\*\*")
"""A line in bold: a heading within a section."""
_WORDS = re.compile(r"[^\W\d_]{2}")


def check_evidence(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of the quotations and of the uncited statements of every page."""
    for page in site.pages.values():
        by_text: dict[int, list[PlacedCitation]] = {}
        for citation in page.citations:
            by_text.setdefault(citation.text, []).append(citation)
        for index, text in enumerate(page.texts):
            if text.kind != "fact":
                yield from _text(site, page, text, by_text.get(index, []))


def _text(
    site: Site, page: Page, text: Text, citations: list[PlacedCitation]
) -> Iterator[Diagnostic]:
    found = parse_text(text.markdown)
    prose = mask(text.markdown)
    starts = [one.citation.start for one in citations]
    headings = {one.start for one in found.headings}
    quoted = [one for one in quotations(text.markdown) if prose[one.start - 1] != MASKED]
    quoted_starts = [one.start for one in quoted]
    for start, end in zip(found.sentences.starts, found.sentences.ends, strict=True):
        citing = citations[bisect_left(starts, start) : bisect_left(starts, end)]
        quoting = quoted[bisect_left(quoted_starts, start) : bisect_left(quoted_starts, end)]
        for quotation in quoting:
            yield from _quotation(site, text, quotation, citing)
        is_heading = start in headings or _LEAD_IN.fullmatch(text.markdown[start:end].strip())
        if not citing and not is_heading and _makes_statements(page):
            what = _checkable(text, start, end, prose, bool(quoting), page.is_strict)
            if what:
                shown = len(text.markdown[start:end].rstrip())
                problem = rules_evd.UNCITED_STATEMENT.at(
                    text.locate(start, start + shown), what=what
                )
                yield problem.with_severity(Severity.ERROR) if page.is_strict else problem


def _makes_statements(page: Page) -> bool:
    """Whether the page speaks about its subject: records do, pages about the site do not."""
    return page.is_strict or page.record is not None


def _quotation(
    site: Site, text: Text, quotation: Quotation, citing: list[PlacedCitation]
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


def _checkable(
    text: Text, start: int, end: int, prose: str, has_quotation: bool, is_strict: bool
) -> str:
    """Return what in the sentence a reader would want to check, or ""."""
    words = list(prose[start:end])
    for link in parse_text(text.markdown).links:
        # The name of a record is no statement, also where it holds a year.
        if start <= link.start < end:
            words[link.start - start : link.end - start] = MASKED * (link.end - link.start)
    sentence = "".join(words)
    if has_quotation:
        return "a quotation"
    if _YEAR.search(sentence) or _MONTH.search(sentence):
        return "a date"
    if _NUMBER.search(sentence):
        return "a number"
    if _SUPERLATIVE.search(sentence):
        return "a superlative"
    # On a page of strict evidence every sentence is a statement, unless it only leads elsewhere.
    if is_strict and _WORDS.search(sentence) and sentence.rstrip(" \n*_").endswith((".", "!", "?")):
        return "a statement"
    return ""

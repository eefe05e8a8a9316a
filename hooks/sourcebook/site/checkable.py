"""`stretches_of`: the sentences of a text with what they rest on.

A sentence that holds a date, a number, a superlative or a quotation should carry a citation: a
reader would want to check it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sourcebook.formats.citations import MASKED
from sourcebook.formats.prose import RecordLink
from sourcebook.formats.quotations import quotations
from sourcebook.site.model import Page, PlacedCitation, Stretch, Text
from sourcebook.site.parsing import parse_text

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
LEAD_IN = re.compile(r"(?:[-*+] )?\*\*[^*]+\*\*")
"""A line in bold: a heading within a section."""
_WORDS = re.compile(r"[^\W\d_]{2}")

LEAST_WORDS = 5
"""Shorter quotations are names and turns of phrase; they need no excerpt."""


def stretches_of(page: Page) -> Iterator[Stretch]:
    """Yield every sentence of *page* in reading order."""
    by_text: dict[int, list[PlacedCitation]] = {}
    for citation in page.citations:
        by_text.setdefault(citation.text, []).append(citation)
    for index, text in enumerate(page.texts):
        yield from _stretches(page, index, text, by_text.get(index, []))


def _stretches(
    page: Page, index: int, text: Text, citations: list[PlacedCitation]
) -> Iterator[Stretch]:
    found = parse_text(text.markdown)
    prose = found.masked
    starts = [one.citation.start for one in citations]
    headings = {one.start for one in found.headings}
    quoted = [one for one in quotations(text.markdown) if prose[one.start - 1] != MASKED]
    quoted_starts = [one.start for one in quoted]
    links = sorted(found.links, key=lambda one: one.start)
    linked = [one.start for one in links]
    for start, end in zip(found.sentences.starts, found.sentences.ends, strict=True):
        citing = citations[bisect_left(starts, start) : bisect_left(starts, end)]
        quoting = quoted[bisect_left(quoted_starts, start) : bisect_left(quoted_starts, end)]
        is_heading = start in headings or LEAD_IN.fullmatch(text.markdown[start:end].strip())
        uncited = ""
        if not citing and not is_heading and _states(text) and _makes_statements(page):
            names = links[bisect_left(linked, start) : bisect_left(linked, end)]
            words = _without(names, prose[start:end], start)
            uncited = _what_to_check(words, bool(quoting), page.is_strict)
        yield Stretch(index, start, end, tuple(citing), tuple(quoting), uncited)


def _states(text: Text) -> bool:
    """Whether the text speaks of the world: a fact has its sources beside it, a definition says
    what is counted."""
    return text.kind != "fact" and text.path[-1:] != ("definition",)


def _makes_statements(page: Page) -> bool:
    """Whether the page speaks about its subject: records do, pages about the site do not."""
    return page.is_strict or page.record is not None


def _without(links: Sequence[RecordLink], sentence: str, start: int) -> str:
    """Return *sentence* with links masked: the name of a record is no statement, year or not."""
    words = list(sentence)
    for link in links:
        words[link.start - start : link.end - start] = MASKED * (link.end - link.start)
    return "".join(words)


def _what_to_check(sentence: str, has_quotation: bool, is_strict: bool) -> str:
    """Return what in the *sentence*, its masked text, a reader would want to check, or ""."""
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

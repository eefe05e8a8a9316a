"""`stretches_of`: a text cut into what its citations cover, and the sentences between.

A sentence that holds a date, a number, a superlative or a quotation should carry a citation: a
reader would want to check it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sourcebook.formats.citations import MASKED
from sourcebook.formats.prose import LEAD_IN, RecordLink
from sourcebook.formats.quotations import quotations
from sourcebook.site.model import Page, PlacedCitation, Stretch, Text
from sourcebook.site.parsing import TextParts, parse_text

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
_CLOSING = " \t\n,;:.!?…۔؟)]\"'”’»–—"
_LETTER = re.compile(r"[^\W_]")
_WITHOUT_MARKS = re.compile(
    r"^(?:[^\n|]*\|[^\n]*\n(?=[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|)"  # the head of a table
    r"|\*\[[^\]\n]+\]:"  # what an abbreviation stands for
    r"|!\[[^\]\n]*\]\([^)\n]*\)(?:\{[^}\n]*\})?[ \t]*$)",  # a picture by itself
    re.MULTILINE,
)
_WORDS = re.compile(r"[^\W\d_]{2}")


def stretches_of(page: Page) -> Iterator[Stretch]:
    """Yield what the citations of *page* cover, and the sentences between, in reading order."""
    by_text: dict[int, list[PlacedCitation]] = {}
    for citation in page.citations:
        by_text.setdefault(citation.text, []).append(citation)
    for index, text in enumerate(page.texts):
        yield from _stretches(page, index, text, by_text.get(index, []))


def _stretches(
    page: Page, index: int, text: Text, citations: list[PlacedCitation]
) -> Iterator[Stretch]:
    found = parse_text(text.markdown)
    starts = [one.citation.start for one in citations]
    quoted = [
        one
        for one in quotations(text.markdown)
        if found.masked[one.start] != MASKED and not _is_within(citations, starts, one.start)
    ]
    quoted_starts = [one.start for one in quoted]
    links = sorted(found.links, key=lambda one: one.start)
    linked = [one.start for one in links]
    headings = {one.start for one in found.headings}
    headings.update(match.start() for match in _WITHOUT_MARKS.finditer(text.markdown))
    for start, end, is_covered in _cut(text.markdown, found, citations):
        citing = citations[bisect_left(starts, start) : bisect_left(starts, end)]
        quoting = quoted[bisect_left(quoted_starts, start) : bisect_left(quoted_starts, end)]
        is_heading = start in headings or bool(LEAD_IN.fullmatch(text.markdown[start:end]))
        uncited = ""
        if not is_covered and not is_heading and _states(text) and page.is_of_subject:
            names = links[bisect_left(linked, start) : bisect_left(linked, end)]
            words = _without(names, found.masked[start:end], start)
            uncited = _what_to_check(words, bool(quoting), page.is_strict)
        yield Stretch(index, start, end, tuple(citing), tuple(quoting), uncited, is_heading)


def _is_within(citations: Sequence[PlacedCitation], starts: Sequence[int], offset: int) -> bool:
    """Whether *offset* is in the brackets of a citation, where words are named."""
    at = bisect_left(starts, offset) - 1
    return at >= 0 and offset < citations[at].citation.end


def _cut(
    markdown: str, found: TextParts, citations: Sequence[PlacedCitation]
) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches of a text, and whether a citation covers each.

    What none covers is cut into its sentences.
    """
    starts = [one.citation.start for one in citations]
    open_pieces: list[tuple[int, int]] = []
    block = -1
    for (start, end), number in zip(found.sentences.spans, found.sentences.blocks, strict=True):
        if number != block:
            yield from ((*piece, False) for piece in open_pieces)
            open_pieces, block = [], number
        marks = citations[bisect_left(starts, start) : bisect_left(starts, end)]
        in_brackets = [one for one in marks if not one.covers_sentence]
        for cut in _ends(markdown, found.masked, in_brackets, end):
            yield open_pieces[0][0] if open_pieces else start, cut, True
            open_pieces, start = [], cut
        if start < end and any(one.citation.start >= start for one in marks):
            yield from ((*piece, False) for piece in open_pieces)
            yield start, end, True
            open_pieces = []
        elif start < end:
            open_pieces.append((start, end))
    yield from ((*piece, False) for piece in open_pieces)


def _ends(
    markdown: str, masked: str, citations: Sequence[PlacedCitation], end: int
) -> Iterator[int]:
    """Yield where the stretches of *citations* in a sentence end, which ends at *end*.

    Citations with no word between them cover one stretch; the signs that follow belong to it.
    """
    for position, one in enumerate(citations):
        cut = one.citation.end
        is_last = position + 1 == len(citations)
        following = end if is_last else citations[position + 1].citation.start
        if _LETTER.search(masked, cut, following):
            yield following - len(markdown[cut:following].lstrip(_CLOSING))
        elif is_last:
            yield end


def _states(text: Text) -> bool:
    """Whether the text speaks of the world: a fact has its sources beside it, a definition says
    what is counted."""
    return text.kind != "fact" and text.path[-1:] != ("definition",)


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
    if is_strict and _WORDS.search(sentence):
        return "a statement"
    return ""

"""`told_differences`: what an author tells on a page as a difference between works.

It stands under the heading that the site declares for it (``differences`` of the declaration). A
line in bold or a heading within begins a difference and says what it is about; where there is
none, each paragraph is one. Its claims are what its citations cover.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from sourcebook.diagnostics import Location
from sourcebook.formats.prose import LEAD_IN, plain_text
from sourcebook.site.model import Page, Site, Stretch, Text
from sourcebook.site.parsing import parse_text
from sourcebook.site.passages import in_words

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """What some works say, in the author's words."""

    text: str
    citekeys: tuple[str, ...]
    anchor: str
    """Of its first marker on the page."""


@dataclass(slots=True)
class ToldDifference:
    """A difference, as it is read."""

    about: str
    """"" for one that is not named."""
    location: Location
    claims: list[ToldClaim] = field(default_factory=list)
    uncited: list[Location] = field(default_factory=list)
    """Sentences that no citation covers."""

    @property
    def witnesses(self) -> int:
        """How many times a work is cited."""
        return sum(len(claim.citekeys) for claim in self.claims)


def told_differences(site: Site, page: Page) -> Iterator[ToldDifference]:
    """Yield the differences told on the page of a record, in reading order."""
    body = page.body
    if body is None or page.record is None:
        return
    stretches = [one for one in page.stretches if one.index == len(page.texts) - 1]
    starts = [one.start for one in stretches]
    for start, end in _sections(site, page, body):
        # The first is the heading itself.
        within = stretches[bisect_left(starts, start) + 1 : bisect_left(starts, end)]
        yield from _differences(site, page, body, within)


def _sections(site: Site, page: Page, body: Text) -> Iterator[tuple[int, int]]:
    """Yield where each section under the declared heading begins and ends."""
    declared = site.subject.differences.casefold()
    for at, found in enumerate(page.headings):
        if plain_text(found.text).casefold() == declared:
            below = (one.start for one in page.headings[at + 1 :] if one.level <= found.level)
            yield found.start, next(below, len(body.markdown))


def _differences(
    site: Site, page: Page, body: Text, stretches: list[Stretch]
) -> Iterator[ToldDifference]:
    headings = {found.start for found in page.headings}
    prose = parse_text(body.markdown).masked
    told: ToldDifference | None = None
    end = 0
    for one in stretches:
        words = body.markdown[one.start : one.end].strip()
        is_label = one.start in headings or LEAD_IN.fullmatch(words) is not None
        is_parted = _BLANK_LINE.search(body.markdown, end, one.start) is not None
        end = one.start + len(words)
        if is_label or told is None or (is_parted and not told.about):
            if told is not None:
                yield told
            about = plain_text(words).rstrip(".:") if is_label else ""
            told = ToldDifference(about, body.locate(one.start, end))
        if is_label or not prose[one.start : one.end].strip("\0 \n"):
            continue
        if works := _works(site, one):
            text = in_words(site, page, one)
            told.claims.append(ToldClaim(text, tuple(works), next(iter(works.values()))))
        else:
            told.uncited.append(body.locate(one.start, end))
    if told is not None:
        yield told


def _works(site: Site, stretch: Stretch) -> dict[str, str]:
    """Return the works cited in *stretch*, by citekey, with the anchors of their markers."""
    works: dict[str, str] = {}
    for citation in stretch.citations:
        for cited in citation.works:
            if (work := site.work(cited.item.citekey)) is not None:
                works.setdefault(work.citekey, cited.anchor)
    return works

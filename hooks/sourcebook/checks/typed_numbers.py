"""`check_typed_numbers`: numbers in prose, where the works cited count the same and get another.

That no excerpt holds a number says little: excerpts are short. That one counts the same things and
has another number, and none has this, is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sourcebook.diagnostics import Diagnostic, rules_evd
from sourcebook.formats.claims import Numbered, numbers_of
from sourcebook.formats.editing import is_telling
from sourcebook.formats.prose import plain_text
from sourcebook.records.excerpts import KeptExcerpt
from sourcebook.site.bearing import stem_of
from sourcebook.site.model import Page, Site, Stretch

_COUNTED = re.compile(r"[ \u00a0-]([^\W\d_]{3,})")
"""The word behind a number: “33 wagons”, “a 3-day stay”; “the 33rd” counts nothing."""
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[$€£₽₨]$")


class _Count(NamedTuple):
    number: Numbered
    what: str
    """The stem of the word behind it, or the sign before it."""
    shown: str


def check_typed_numbers(site: Site) -> Iterator[Diagnostic]:
    """Yield the numbers in digits that all excerpts of the works cited contradict."""
    counted = _Counted(site)
    for page in site.pages.values():
        if page.is_of_subject:
            for stretch in page.stretches:
                if stretch.citations and page.texts[stretch.index].kind != "fact":
                    yield from _contradicted(site, page, stretch, counted)


class _Counted(dict[str, tuple[tuple[KeptExcerpt, _Count], ...]]):
    """By citekey: what the excerpts of a work count, each read when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __missing__(self, citekey: str) -> tuple[tuple[KeptExcerpt, _Count], ...]:
        kept = self._site.excerpts.get(citekey, ())
        self[citekey] = tuple(
            (one, count) for one in kept for count in _counts_in(one.excerpt.text)
        )
        return self[citekey]


def _contradicted(
    site: Site, page: Page, stretch: Stretch, counted: _Counted
) -> Iterator[Diagnostic]:
    text = page.texts[stretch.index]
    written = text.markdown[stretch.start : stretch.end]
    if not _DIGIT.search(written):
        return
    works = [
        work.citekey
        for citation in stretch.citations
        for cited in citation.works
        if (work := site.work(cited.item.citekey)) is not None
    ]
    others = {
        count.what: (citekey, one, count.shown)
        for citekey in reversed(works)
        for one, count in reversed(counted[citekey])
    }
    if not others:
        return
    typed = _counts_in(plain_text(written, site.labels.by_id))
    for count in typed:
        if count.what not in others or not count.shown.lstrip("$€£₽₨")[0].isdigit():
            continue
        held = (
            number
            for citekey in works
            for one in site.excerpts.get(citekey, ())
            for number in numbers_of(one.excerpt.text)
        )
        if not count.number.is_borne_out_by(held):
            citekey, one, other_shown = others[count.what]
            at = max(0, written.find(count.shown))
            yield rules_evd.NUMBER_DIFFERS.at(
                text.locate(stretch.start + at, stretch.start + at + len(count.shown)),
                related=((one.location, "the excerpt"),),
                shown=count.shown,
                citekey=citekey,
                other=other_shown,
            )


def _counts_in(text: str) -> Iterator[_Count]:
    for number in numbers_of(text):
        if sign := _SIGN.search(text, max(0, number.start - 1), number.start):
            yield _Count(number, sign[0], text[sign.start() : number.end])
        elif (behind := _COUNTED.match(text, number.end)) and is_telling(behind[1]):
            what = stem_of(behind[1].casefold())
            yield _Count(number, what, text[number.start : behind.end()])

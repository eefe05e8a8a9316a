"""Citations and references read as ``pandoc --citeproc`` prints them, but for what is listed here.

Run with ``pytest -rP tests/oracle/test_pandoc_citeproc.py`` for the figures, or
``python tests/oracle/report.py`` for those of syntax, CSL-JSON and rendered text together.

The differences, each with its reason:

1. *Our own locator labels* (article, annex, table, timestamp), which pandoc leaves in the suffix
   as they are written: they are shown in one short form (“art. VI” for “article VI”, “annex B” for
   “appendix B”), ranges with a dash, and a time is no page
   but stands behind a comma. See `as_labelled`.
2. *Works that a style leaves out of its list* (letters in Chicago and APA): on our pages every
   citation leads to an entry, so they have a plain one. See `UNLISTED`.
3. *First mentions* (letters in Chicago): we print the form of later mentions everywhere, since the
   order of a site's pages is not seen. See `FIRST_MENTIONS`.
4. *Works that a style sorts alike* (one author, year and title): pandoc takes the order in which a
   document cites them, and so their year suffixes; ours is that of the citekeys, whatever a page
   cites first. See `ALIKE`.
5. *The same author's name again in a list* (`subsequent-author-substitute`, “———”): taken out of
   the style for both, since on a page another entry may be above.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from oracle import pandoc_rendering
from oracle.pandoc_rendering import NUMERIC, STYLE_NAMES, Shown, ours, pandocs, publication
from sourcebook.formats.citations import scan
from sourcebook.formats.citations.locators import OWN_TERMS, PANDOC_TERMS
from sourcebook.publication import Publication

TEXTS = pandoc_rendering.pages()
WRITTEN = pandoc_rendering.written(TEXTS)
AUTHOR_DATE = tuple(style for style in STYLE_NAMES if style != NUMERIC)
every_style = pytest.mark.parametrize("style", STYLE_NAMES)

UNLISTED = {
    ("apa", "letter"): "Bhutto, Z. A. To Kosygin. 24 October 1974.",
    ("chicago-author-date", "letter"): "Bhutto, Z. A. To Kosygin. 24 October 1974.",
}
"""Style and citekey → our reference, where pandoc's is empty."""

FIRST_MENTIONS = {("chicago-author-date", "letter"): ("Z. A. Bhutto", "Bhutto")}
"""Style and citekey → the author as pandoc prints it at the first mention, and as we do."""

ALIKE = (
    frozenset({"book-edition", "edition"}),
    frozenset({"date-both", "date-uncertain"}),
    frozenset({"series-key", "series-number", "doi-sici"}),
    frozenset({"keywords", "language-tag", "pubstate"}),
)
"""Works that at least one style sorts alike."""

ALONE = ("p03", "p15", "p18", "p33", "p44", "p61")
"""Pages that are given to pandoc alone, too; they cite a letter and works that are sorted alike."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many texts are the same, and which are not (page, what, pandoc's, ours)."""

    citations: int
    references: int
    meant: int
    """Of both: the same only by a difference that is listed above."""
    wrong: tuple[tuple[str, str, str, str], ...]


@cache
def made(style: str) -> Publication:
    """Return the site in *style*; a numeric style numbers, the others print author and date."""
    return publication(TEXTS, style, "author-date")


def as_labelled(written: str, printed: str) -> str:
    """Return what pandoc *printed* for a citation with our own labels as we mean it."""
    labels = [item.locator.label for cited in scan(written) for item in cited.items if item.locator]
    if not set(labels) & (OWN_TERMS.keys() - PANDOC_TERMS.keys()):
        return printed
    printed = printed.replace("article VI", "art. VI").replace("appendix B", "annex B")
    printed = printed.replace("tables 3-4", "tables 3–4")
    return re.sub(r",?(”?) (?:p\. )?00:12:30", r",\1 00:12:30", printed)


def compare(style: str, theirs: Mapping[str, Shown], *, alone: bool = False) -> Agreement:
    """Return how far our pages agree with what pandoc prints.

    *alone*: pandoc had each page for itself, so that the differences 3 and 4 show.
    """
    citations = references = meant = 0
    wrong: list[tuple[str, str, str, str]] = []
    for name, printed in theirs.items():
        shown = ours(made(style).pages[f"{name}.md"])
        assert len(printed.citations) == len(shown.citations) == len(WRITTEN[name])
        for written, text, our_text in zip(
            WRITTEN[name], printed.citations, shown.citations, strict=True
        ):
            citations += 1
            expected = as_labelled(written, text)
            if alone:
                expected, our_text = _as_later(style, expected), _without_suffix(our_text)
                expected, text = _without_suffix(expected), _without_suffix(text)
            meant += expected != text
            if expected != our_text:
                wrong.append((name, written, text, our_text))
        our_references = dict(shown.references)
        for citekey, text in printed.references:
            references += 1
            expected = UNLISTED.get((style, citekey), text)
            ours_ = our_references.get(citekey, "")
            if alone and any(citekey in group for group in ALIKE):
                expected, ours_ = _without_suffix(expected), _without_suffix(ours_)
            meant += expected != text
            if expected != ours_:
                wrong.append((name, citekey, text, ours_))
        order, our_order = (
            [_group(citekey) if alone else citekey for citekey, _ in found.references]
            for found in (printed, shown)
        )
        if order != our_order:
            wrong.append((name, "the order of the list", " ".join(order), " ".join(our_order)))
    return Agreement(citations, references, meant, tuple(wrong))


def _as_later(style: str, text: str) -> str:
    for (of, _), (first, later) in FIRST_MENTIONS.items():
        if of == style:
            text = text.replace(first, later)
    return text


def _without_suffix(text: str) -> str:
    """Return *text* without year suffixes (2001a, n.d.-a)."""
    return re.sub(r"(?<=\d{4})[a-e]\b|(?<=n\.d\.-)[a-e]\b|(?<=\?\])[a-e]\b", "", text)


def _group(citekey: str) -> str:
    found = next((group for group in ALIKE if citekey in group), None)
    return min(found) if found else citekey


@every_style
def test_references_read_as_in_pandoc(style: str, tmp_path: Path) -> None:
    """Over 72 pages, citations (author and date) and references read as pandoc prints them."""
    theirs = pandocs(TEXTS, made(style), style, tmp_path)
    if style == NUMERIC:
        listed = {key: text for page in theirs.values() for key, text in page.references}
        found = {
            key: text
            for name in TEXTS
            for key, text in ours(made(style).pages[f"{name}.md"]).references
        }
        print(f"{style}: {len(found)} references, all as in pandoc")
        assert listed == found
        return
    agreement = compare(style, theirs)
    print(
        f"{style}: {agreement.citations} citations and {agreement.references} references on "
        f"{len(TEXTS)} pages; {len(agreement.wrong)} differ, {agreement.meant} as listed"
    )

    assert len(TEXTS) >= 60
    assert agreement.citations >= 500
    assert agreement.wrong == ()


@pytest.mark.parametrize("style", AUTHOR_DATE)
def test_a_page_alone_reads_as_on_the_site(style: str, tmp_path: Path) -> None:
    """What pandoc prints for one page alone differs from ours only by what is listed."""
    theirs: dict[str, Shown] = {}
    for name in ALONE:
        theirs |= pandocs({name: TEXTS[name]}, made(style), style, tmp_path, in_front=False)

    assert compare(style, theirs, alone=True).wrong == ()


def test_numbers_are_pandocs(tmp_path: Path) -> None:
    """A numeric style numbers each page's works in the order in which pandoc numbers them."""
    site = made(NUMERIC)

    def listed(name: str) -> list[str]:
        folder = tmp_path / name
        folder.mkdir()
        page = {name: TEXTS[name]}
        printed = pandocs(page, site, NUMERIC, folder, in_front=False, nocite=False)
        return [citekey for citekey, _ in printed[name].references]

    with ThreadPoolExecutor(2) as threads:
        theirs = dict(zip(TEXTS, threads.map(listed, TEXTS), strict=True))
    found = {name: [key for key, _ in ours(site.pages[f"{name}.md"]).references] for name in TEXTS}
    numbered = {name: list(site.compilation.site.cited[f"{name}.md"]) for name in TEXTS}

    assert theirs == found == numbered


def test_every_work_and_every_form_is_compared() -> None:
    """The pages cite every work of the corpora, in every mode and with every label of pandoc."""
    items = [item for text in TEXTS.values() for found in scan(text) for item in found.items]
    labels = {item.locator.label for item in items if item.locator}

    assert {item.citekey for item in items} == set(pandoc_rendering.citekeys())
    assert len(pandoc_rendering.citekeys()) >= 60
    assert {item.mode for item in items} == {"parenthetical", "narrative", "suppress-author"}
    assert labels >= PANDOC_TERMS.keys() | {"appendix", "article-locator", "table", "timestamp", ""}


@pytest.mark.parametrize(("style", "citekey"), UNLISTED)
def test_differences_are_differences(style: str, citekey: str, tmp_path: Path) -> None:
    """Where pandoc has come to list a work or to shorten its first mention, the list above goes."""
    page = {"p": f"Once [@{citekey}], then [@{citekey}].\n"}
    printed = pandocs(page, made(style), style, tmp_path, in_front=False)["p"]

    assert printed.references == ((citekey, ""),)
    is_other = printed.citations[0] != printed.citations[1]
    assert is_other == ((style, citekey) in FIRST_MENTIONS)

"""`Coverage`, `coverage_of`, `SENTENCES`, `FIGURES`: how much of what the site says rests on what.

Counts with their definitions; there is no score, since nobody could defend its weights. Sentences
and figures are counted apart: the sentences of one page would outweigh every figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from sourcebook.site.statement import Ledger


@dataclass(frozen=True, slots=True)
class Coverage:
    """The counts of some statements: the sentences of a page, the figures of the site."""

    statements: int = 0
    uncited: int = 0
    """Sentences that a reader would want to check and that cite nothing."""
    works: int = 0
    """Different works cited."""
    located: int = 0
    excerpted: int = 0
    shown: int = 0
    """Figures whose number stands in the words kept."""
    online: int = 0
    """Statements with a work that is on the web."""
    copied: int = 0
    accounted_for: int = 0
    doubly_sourced: int = 0
    """Statements with two independent works or more."""
    quotations: int = 0
    checked_quotations: int = 0

    @property
    def single_source(self) -> int:
        return self.statements - self.doubly_sourced

    @property
    def checkable(self) -> int:
        """Statements, and sentences that should be statements."""
        return self.statements + self.uncited


@dataclass(frozen=True, slots=True)
class Share:
    """A share of something, with both its sides in words."""

    name: str
    """Key of the exports."""
    label: str
    numerator: str
    denominator: str
    count: Callable[[Coverage], int]
    of: Callable[[Coverage], int]
    limits: str = ""
    """What the share does not say, for readers; or ""."""


def _statements(coverage: Coverage) -> int:
    return coverage.statements


def _online(coverage: Coverage) -> int:
    return coverage.online


SENTENCES: tuple[Share, ...] = (
    Share(
        "sourced",
        "With a source",
        "sentences that cite at least one work",
        "these, and sentences of records that hold a date, a number, a superlative or a "
        "quotation, cite nothing, and rest on no cited statement of their page",
        _statements,
        lambda coverage: coverage.checkable,
    ),
    Share(
        "located",
        "With a locator",
        "sentences of which at least one citation names a place in the work: a page, an "
        "article, a note",
        "sentences that cite",
        lambda coverage: coverage.located,
        _statements,
    ),
    Share(
        "excerpted",
        "With an excerpt",
        "sentences of which at least one work has words of its own kept here",
        "sentences that cite",
        lambda coverage: coverage.excerpted,
        _statements,
        "It does not say that the words kept prove the sentence: an excerpt is kept for a work, "
        "and which sentence it bears out is for the reader to judge. Only quotations and "
        "figures are compared with the words themselves.",
    ),
    Share(
        "copied",
        "With an archived copy",
        "sentences of which every work that is on the web has an archived copy recorded",
        "sentences that cite a work on the web",
        lambda coverage: coverage.copied,
        _online,
    ),
    Share(
        "archived-or-explained",
        "With an archived copy, or the reason why none",
        "sentences of which every work that is on the web has an archived copy recorded, or "
        "says why it has none",
        "sentences that cite a work on the web",
        lambda coverage: coverage.accounted_for,
        _online,
        "A reason is no copy: where it is all there is, the page may be gone tomorrow.",
    ),
    Share(
        "doubly-sourced",
        "With two independent sources",
        "sentences with a citation of at least two works of different outlets, of which neither "
        "repeats the other nor both a third, and whose excerpts have no eight words in a row in "
        "common",
        "sentences that cite",
        lambda coverage: coverage.doubly_sourced,
        _statements,
    ),
    Share(
        "quotations-checked",
        "Quotations checked",
        "quotations of three words or more in these sentences that stand, word for word, in an "
        "excerpt kept of a work cited there",
        "quotations of three words or more in these sentences",
        lambda coverage: coverage.checked_quotations,
        lambda coverage: coverage.quotations,
    ),
)
"""What is counted of sentences, in the order in which it is shown."""

FIGURES: tuple[Share, ...] = (
    Share(
        "located",
        "With a locator",
        "figures that name a place in the work: a page, a table, a note",
        "figures",
        lambda coverage: coverage.located,
        _statements,
    ),
    Share(
        "excerpted",
        "In the words of the work",
        "figures with the words of the work that state them, which stand, word for word, in an "
        "excerpt kept of it",
        "figures",
        lambda coverage: coverage.excerpted,
        _statements,
    ),
    Share(
        "shown",
        "With the number in the words",
        "figures of which a number in these words, in digits or spelled out, is the value",
        "figures",
        lambda coverage: coverage.shown,
        _statements,
        "The size is compared, and neither its unit nor the period it is of.",
    ),
    Share(
        "copied",
        "With an archived copy",
        "figures whose work is on the web and has an archived copy recorded",
        "figures from a work on the web",
        lambda coverage: coverage.copied,
        _online,
    ),
    Share(
        "archived-or-explained",
        "With an archived copy, or the reason why none",
        "figures whose work is on the web and has an archived copy recorded, or says why it has "
        "none",
        "figures from a work on the web",
        lambda coverage: coverage.accounted_for,
        _online,
    ),
    Share(
        "doubly-sourced",
        "Stated by two independent sources",
        "figures whose value for the period is stated by at least two works of which neither "
        "repeats the other, nor both a third",
        "figures",
        lambda coverage: coverage.doubly_sourced,
        _statements,
    ),
)
"""What is counted of figures, in the order in which it is shown."""


def coverage_of(
    ledger: Ledger, kind: Literal["sentences", "figures"], pages: Iterable[str] | None = None
) -> Coverage:
    """Return the counts of the statements of one kind: on *pages* (URIs), or on all."""
    chosen = [*ledger.by_page, *ledger.uncited_by_page] if pages is None else pages
    uris = tuple(dict.fromkeys(chosen))
    found = [
        one.statement
        for uri in uris
        for one in ledger.by_page.get(uri, ())
        if (one.statement.figure is None) == (kind == "sentences")
    ]
    uncited = sum(ledger.uncited_by_page.get(uri, 0) for uri in uris)
    return Coverage(
        statements=len(found),
        uncited=uncited if kind == "sentences" else 0,
        works=len({citekey for one in found for citekey in one.citekeys}),
        located=sum(one.has_locator for one in found),
        excerpted=sum(one.has_excerpt for one in found),
        shown=sum(one.has_excerpt and one.shows_value for one in found),
        online=sum(one.is_online for one in found),
        copied=sum(one.is_copied for one in found),
        accounted_for=sum(one.is_accounted_for for one in found),
        doubly_sourced=sum(not one.is_single_source for one in found),
        quotations=sum(one.quotations for one in found),
        checked_quotations=sum(one.checked_quotations for one in found),
    )

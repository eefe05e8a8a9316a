"""`Coverage`, `coverage_of`, `FIGURES`: how much of what the site says rests on what.

Counts with their definitions; there is no score, since nobody could defend its weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sourcebook.site.statement import Ledger


@dataclass(frozen=True, slots=True)
class Coverage:
    """The counts of some statements: of a page, of all visits, of the site."""

    statements: int = 0
    uncited: int = 0
    """Sentences that a reader would want to check and that cite nothing."""
    works: int = 0
    """Different works cited."""
    located: int = 0
    excerpted: int = 0
    archived: int = 0
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
class Figure:
    """A share of something, with both its sides in words."""

    name: str
    """Key of the exports."""
    label: str
    numerator: str
    denominator: str
    count: Callable[[Coverage], int]
    of: Callable[[Coverage], int]


def _statements(coverage: Coverage) -> int:
    return coverage.statements


FIGURES: tuple[Figure, ...] = (
    Figure(
        "sourced",
        "With a source",
        "sentences that cite at least one work (the statements)",
        "statements, and sentences of records that hold a date, a number, a superlative or a "
        "quotation and cite nothing",
        _statements,
        lambda coverage: coverage.checkable,
    ),
    Figure(
        "located",
        "With a locator",
        "statements of which at least one citation names a place in the work: a page, an "
        "article, a note",
        "statements",
        lambda coverage: coverage.located,
        _statements,
    ),
    Figure(
        "excerpted",
        "With an excerpt",
        "statements of which at least one work has words of its own kept here",
        "statements",
        lambda coverage: coverage.excerpted,
        _statements,
    ),
    Figure(
        "archived",
        "With an archived copy, or the reason why none",
        "statements of which every work has an archived copy recorded, says why it has none, or "
        "has no address on the web",
        "statements",
        lambda coverage: coverage.archived,
        _statements,
    ),
    Figure(
        "doubly-sourced",
        "With two independent sources",
        "statements that cite at least two works of which neither repeats the other, nor both a "
        "third",
        "statements",
        lambda coverage: coverage.doubly_sourced,
        _statements,
    ),
    Figure(
        "quotations-checked",
        "Quotations checked",
        "quotations of five words or more in statements that stand, word for word, in an excerpt "
        "kept of a work cited there",
        "quotations of five words or more in statements",
        lambda coverage: coverage.checked_quotations,
        lambda coverage: coverage.quotations,
    ),
)
"""What is counted, in the order in which it is shown."""


def coverage_of(ledger: Ledger, pages: Iterable[str] | None = None) -> Coverage:
    """Return the counts of the statements of *ledger*: on *pages* (URIs), or on all."""
    chosen = [*ledger.by_page, *ledger.uncited_by_page] if pages is None else pages
    uris = tuple(dict.fromkeys(chosen))
    found = [one.statement for uri in uris for one in ledger.by_page.get(uri, ())]
    return Coverage(
        statements=len(found),
        uncited=sum(ledger.uncited_by_page.get(uri, 0) for uri in uris),
        works=len({citekey for one in found for citekey in one.citekeys}),
        located=sum(one.has_locator for one in found),
        excerpted=sum(one.has_excerpt for one in found),
        archived=sum(one.is_archived for one in found),
        doubly_sourced=sum(not one.is_single_source for one in found),
        quotations=sum(one.quotations for one in found),
        checked_quotations=sum(one.checked_quotations for one in found),
    )

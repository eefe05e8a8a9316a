"""`Statement`, `Support`, `Entered`, `Ledger`: what the site says and what it rests on.

A statement is a sentence with at least one citation of a known work, in a summary, a note, a fact
or the body of a page. `statements` finds them, `ledger` gives them their ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sourcebook.diagnostics import Location
from sourcebook.formats.citations import Locator
from sourcebook.formats.edtf import Edtf
from sourcebook.site.register import Registered

Archive = Literal["copy", "reason", "none", "offline"]
"""Of a work: an archived copy is recorded; none, with the reason; none; it has no address."""


@dataclass(frozen=True, slots=True)
class Support:
    """One work in one statement."""

    citekey: str
    locators: tuple[Locator, ...]
    """In the order of the citations; often none."""
    side: str
    """Id of the perspective of the work, or ""."""
    roots: frozenset[str]
    archive: Archive
    checked: Edtf | None
    """When its text was last verified, else when its address was last read."""
    has_excerpt: bool


@dataclass(frozen=True)
class Statement:
    """One sentence and what it rests on."""

    page: str
    """URI of the page."""
    kind: Literal["summary", "note", "fact", "body"]
    section: str
    """The heading above it, or ""."""
    text: str
    """On one line, without citations and marks."""
    anchor: str
    """Of its first marker on the page."""
    location: Location
    works: tuple[Support, ...]
    """Each work once, by first citation; never empty."""
    witnesses: int
    """How many of the works are independent of one another."""
    quotations: int
    """Quotations of `LEAST_WORDS` words or more."""
    checked_quotations: int
    """Those that stand in an excerpt kept of a work cited."""

    @cached_property
    def citekeys(self) -> tuple[str, ...]:
        return tuple(work.citekey for work in self.works)

    @property
    def is_single_source(self) -> bool:
        """Whether all its works repeat one."""
        return self.witnesses == 1

    @property
    def has_locator(self) -> bool:
        return any(work.locators for work in self.works)

    @property
    def has_excerpt(self) -> bool:
        return any(work.has_excerpt for work in self.works)

    @property
    def is_archived(self) -> bool:
        """Whether each work has an archived copy, says why there is none, or needs none."""
        return all(work.archive != "none" for work in self.works)

    @property
    def sides(self) -> Mapping[str, int]:
        """How many of its works speak from each perspective, by id; "" is not stated."""
        counts: dict[str, int] = {}
        for work in self.works:
            counts[work.side] = counts.get(work.side, 0) + 1
        return counts

    @property
    def checked(self) -> Edtf | None:
        """The oldest day on which one of its works was checked; ``None`` where one never was."""
        days = [work.checked for work in self.works if work.checked is not None]
        if len(days) < len(self.works):
            return None
        return min(days, key=lambda day: day.sort_key)


@dataclass(frozen=True, slots=True)
class Uncited:
    """A sentence that a reader would want to check and that cites nothing."""

    page: str
    location: Location


@dataclass(frozen=True, slots=True)
class Entered:
    """A statement in the ledger."""

    id: str | None
    """``None`` until the register is brought up to date."""
    statement: Statement


@dataclass(frozen=True)
class Ledger:
    """Every statement of a site in page order."""

    entered: tuple[Entered, ...] = ()
    uncited: tuple[Uncited, ...] = ()
    lost: tuple[Registered, ...] = ()
    """Live lines of the register whose statement is no longer there, or reads otherwise."""

    @property
    def new(self) -> tuple[Entered, ...]:
        return tuple(one for one in self.entered if one.id is None)

    @cached_property
    def by_page(self) -> Mapping[str, tuple[Entered, ...]]:
        """Return the statements by URI of the page, in page order."""
        pages: dict[str, list[Entered]] = {}
        for one in self.entered:
            pages.setdefault(one.statement.page, []).append(one)
        return {page: tuple(found) for page, found in pages.items()}

    @cached_property
    def uncited_by_page(self) -> Mapping[str, int]:
        """Return how many sentences of a page, by URI, should cite and do not."""
        counts: dict[str, int] = {}
        for one in self.uncited:
            counts[one.page] = counts.get(one.page, 0) + 1
        return counts

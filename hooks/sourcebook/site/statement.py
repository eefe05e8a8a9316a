"""`Statement`, `Support`, `Entered`, `Ledger`: what the site says and what it rests on.

A statement is what a citation of a known work covers, in a summary, a note, a fact or the body of
a page: a sentence, several, or part of one; or a figure, the value that an observation gives.
Where pages say “sentence”, for short, they mean the former. `statements` finds them,
`ledger` gives sentences their ids; a figure has that of its observation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from sourcebook.diagnostics import Location
from sourcebook.formats.citations import Locator
from sourcebook.formats.edtf import Edtf
from sourcebook.site.ledger_file import LedgerLine
from sourcebook.site.naming import source_slug
from sourcebook.site.proof import Proof

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


@dataclass(frozen=True, slots=True)
class Stated:
    """What an observation states."""

    observation: str
    """Its id: ``bilateral-trade/2020/seed001``."""
    period: str
    """As written: ``FY2020-21``."""
    value: str
    unit: str
    words: str
    """Of the work, or ""."""
    proof: Proof


@dataclass(frozen=True)
class Statement:
    """One sentence or figure, and what it rests on."""

    page: str
    """URI of the page."""
    kind: Literal["summary", "note", "fact", "body", "figure"]
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
    """How many works of one citation are independent of one another; for a figure, how many
    independent works state the same value for the same period."""
    quotations: int
    """Quotations of `LEAST_WORDS` words or more."""
    checked_quotations: int
    """Those that stand in an excerpt kept of a work cited."""
    figure: Stated | None = None
    """For a figure."""

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
        """Whether words of a work are kept; for a figure, the words that state it."""
        if self.figure is not None:
            return self.figure.proof.kept == "kept"
        return any(work.has_excerpt for work in self.works)

    @property
    def shows_value(self) -> bool:
        """Whether it is a figure whose value is a number in the words of the work."""
        return self.figure is not None and self.figure.proof.shows_value is True

    @property
    def is_online(self) -> bool:
        """Whether one of its works has an address on the web, and so can be lost there."""
        return any(work.archive != "offline" for work in self.works)

    @property
    def is_copied(self) -> bool:
        """Whether every work that is on the web has an archived copy, and there is one."""
        return self.is_online and all(work.archive in {"copy", "offline"} for work in self.works)

    @property
    def is_accounted_for(self) -> bool:
        """The same, where a reason why there is no copy is as good as one."""
        return self.is_online and all(work.archive != "none" for work in self.works)

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


Kind = Literal["date", "number", "name", "quotation"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of a text that nobody cites for, which statements have to bear out."""

    what: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Rest:
    """A stretch without a citation, and the cited statements that it rests on."""

    page: str
    index: int
    """Of its text in `Page.texts`; the stretch is from *start* to *end* in it."""
    start: int
    end: int
    statements: tuple[Statement, ...]
    missing: tuple[Claim, ...]
    """What none of them bears out."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A statement in the ledger."""

    id: str | None
    """``None`` for a sentence until it is published."""
    statement: Statement
    history: str = ""
    """When it changed its meaning, and how: “DAY HOW; DAY HOW”."""

    @property
    def anchor(self) -> str:
        """Of it on its page: by its id, which stays; before it has one, of its first marker."""
        return source_slug(self.id) if self.id else self.statement.anchor


class Retired(NamedTuple):
    """A statement that is gone."""

    line: LedgerLine
    into: tuple[str, ...]
    """Ids of the statements that have its words now."""

    @property
    def became(self) -> str:
        """What became of it: ``merged``, ``split`` or ``cut``."""
        return ("cut", "merged")[len(self.into)] if len(self.into) < 2 else "split"


@dataclass(frozen=True)
class Ledger:
    """Every statement of a site in page order."""

    entered: tuple[Entered, ...] = ()
    uncited: tuple[Uncited, ...] = ()
    lost: tuple[LedgerLine, ...] = ()
    """Live lines of the ledger whose sentence is no longer there, or reads otherwise."""
    rests: tuple[Rest, ...] = ()
    """What leads say without a citation."""
    retired: Mapping[str, Retired] = field(default_factory=dict)
    """By id."""

    @cached_property
    def sentences(self) -> tuple[Entered, ...]:
        return tuple(one for one in self.entered if one.statement.figure is None)

    @cached_property
    def figures(self) -> tuple[Entered, ...]:
        return tuple(one for one in self.entered if one.statement.figure is not None)

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
    def rests_by_page(self) -> Mapping[str, tuple[Rest, ...]]:
        pages: dict[str, list[Rest]] = {}
        for one in self.rests:
            pages.setdefault(one.page, []).append(one)
        return {page: tuple(found) for page, found in pages.items()}

    @cached_property
    def retired_by_page(self) -> Mapping[str, tuple[Retired, ...]]:
        """Return what is gone by URI of the page where it stood last."""
        pages: dict[str, list[Retired]] = {}
        for one in self.retired.values():
            pages.setdefault(one.line.page, []).append(one)
        return {page: tuple(found) for page, found in pages.items()}

    @cached_property
    def anchors(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By page and first marker of a statement: its anchor, then those of what it took up."""
        former: dict[tuple[str, str], list[str]] = {}
        for gone in self.retired.values():
            for id in gone.into[:1]:
                former.setdefault((gone.line.page, id), []).append(source_slug(gone.line.id))
        return {
            page: {
                one.statement.anchor: (one.anchor, *former.get((page, one.id), ()))
                for one in entered
                if one.id is not None
            }
            for page, entered in self.by_page.items()
        }

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """Return the page of each statement by id."""
        return {one.id: one.statement.page for one in self.entered if one.id is not None}

    @cached_property
    def uncited_by_page(self) -> Mapping[str, int]:
        """Return how many sentences of a page, by URI, should cite and do not."""
        counts: dict[str, int] = {}
        for one in self.uncited:
            counts[one.page] = counts.get(one.page, 0) + 1
        return counts

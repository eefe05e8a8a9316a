"""`Comparison`, `compare`: what changed between two states of a site, statement by statement.

Sentences are compared as words, figures as values: what is said of a figure is said once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from sourcebook.site.coverage import Coverage, coverage_of
from sourcebook.site.ledger import wording_of
from sourcebook.site.matching import match
from sourcebook.site.meaning import changes_of
from sourcebook.site.statement import Entered, Ledger, Statement


@dataclass(frozen=True)
class Kept:
    """A statement that both states have."""

    before: Entered
    after: Entered
    words: tuple[str, str] | None = None
    """Before and now with those of what it took up, or fell into; ``None`` where only its own."""

    @property
    def id(self) -> str | None:
        return self.after.id or self.before.id

    @property
    def is_reworded(self) -> bool:
        if self.after.statement.figure is not None:
            # Its value is compared as a number.
            return False
        return self.before.statement.text != self.after.statement.text

    @cached_property
    def meaning(self) -> tuple[str, ...]:
        """What its words say otherwise than before; empty where they only say it in other words."""
        words = self.words or (self.before.statement.text, self.after.statement.text)
        return changes_of(*words) if self.is_reworded else ()

    @property
    def is_moved(self) -> bool:
        return self.before.statement.page != self.after.statement.page

    @property
    def added_works(self) -> tuple[str, ...]:
        old = set(self.before.statement.citekeys)
        return tuple(key for key in self.after.statement.citekeys if key not in old)

    @property
    def removed_works(self) -> tuple[str, ...]:
        new = set(self.after.statement.citekeys)
        return tuple(key for key in self.before.statement.citekeys if key not in new)

    @property
    def is_resourced(self) -> bool:
        return bool(self.added_works or self.removed_works)

    @property
    def losses(self) -> tuple[str, ...]:
        """How its evidence became weaker, in words; empty where it did not."""
        old, new = self.before.statement, self.after.statement
        found = []
        if new.witnesses < old.witnesses:
            found.append(f"{old.witnesses} independent sources before, {new.witnesses} now")
        lost = [key for key in _located(old) if key in new.citekeys and key not in _located(new)]
        if lost:
            found.append(f"no locator any more in {', '.join(lost)}")
        elif old.has_locator and not new.has_locator:
            found.append("no locator any more")
        if new.checked_quotations < min(old.checked_quotations, new.quotations):
            found.append("a quotation is no longer checked against an excerpt")
        if old.figure is not None and old.has_excerpt and not new.has_excerpt:
            found.append("no words of the work any more")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Gone:
    """A sentence whose words stand in others now: one that holds it, or several parts."""

    before: Entered
    into: tuple[Entered, ...]


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """An observation whose value differs."""

    id: str
    before: str
    after: str

    @property
    def difference(self) -> str:
        """Now less before, with its sign; "" where one is no number."""
        numbers = _number(self.before), _number(self.after)
        if numbers[0] is None or numbers[1] is None:
            return ""
        return f"{numbers[1] - numbers[0]:+f}"

    @property
    def share(self) -> str:
        """The difference in per cent of the value before, one decimal; "" where there is none."""
        numbers = _number(self.before), _number(self.after)
        if not numbers[0] or numbers[1] is None:
            return ""
        return f"{(numbers[1] - numbers[0]) / abs(numbers[0]) * 100:+.1f} %"


@dataclass(frozen=True, slots=True)
class Covered:
    """The counts of one state."""

    sentences: Coverage
    figures: Coverage


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs; statements in page order, of the state that has them."""

    added: tuple[Entered, ...]
    """Sentences; likewise `removed`."""
    removed: tuple[Entered, ...]
    gone: tuple[Gone, ...]
    kept: tuple[Kept, ...]
    """All sentences and figures that both states have, changed or not."""
    figures: tuple[ChangedFigure, ...]
    added_figures: Mapping[str, str]
    removed_figures: Mapping[str, str]
    """Values by id of the observation."""
    before: Covered
    after: Covered

    @property
    def changed(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.kept if one.meaning)

    @property
    def reworded(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.kept if one.is_reworded and not one.meaning)

    @property
    def moved(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.kept if one.is_moved)

    @property
    def resourced(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.kept if one.is_resourced)

    @property
    def weakened(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.kept if one.losses)


def compare(
    before: Ledger,
    now: Ledger,
    values_before: Mapping[str, str] | None = None,
    values_now: Mapping[str, str] | None = None,
) -> Comparison:
    """Return what changed from *before* to *now*; the values are those of observations by id.

    Statements with one id are one statement; the others are matched by their words, as the
    ledger does it. Of figures only equal ids are one, and what comes and goes is in the values.
    """
    places = {one.id: at for at, one in enumerate(before.entered) if one.id is not None}
    pairs: dict[int, int] = {}
    for at, one in enumerate(now.entered):
        if one.id is not None and one.id in places:
            pairs[at] = places[one.id]
    taken = set(pairs.values())
    old = [at for at in _sentences(before) if at not in taken]
    new = [at for at in _sentences(now) if at not in pairs]
    found = match(
        [wording_of(before.entered[at].statement) for at in old],
        [wording_of(now.entered[at].statement) for at in new],
    )
    words: dict[int, tuple[str, str]] = {}
    for at, position in enumerate(found.same):
        if position is not None:
            pairs[new[at]] = old[position]
            olds, news = found.together(at)
            words[new[at]] = (
                _words(before.entered[old[one]] for one in olds),
                _words(now.entered[new[one]] for one in news),
            )
    into = {old[at]: tuple(new[part] for part in parts) for at, parts in found.into.items()}
    paired = set(pairs.values())
    taken = {*paired, *into}
    known = {*pairs, *(part for parts in into.values() for part in parts)}
    values_before, values_now = values_before or {}, values_now or {}
    return Comparison(
        added=tuple(now.entered[at] for at in _sentences(now) if at not in known),
        removed=tuple(before.entered[at] for at in _sentences(before) if at not in taken),
        gone=tuple(
            Gone(before.entered[at], tuple(now.entered[part] for part in parts))
            for at, parts in into.items()
            if at not in paired or len(parts) > 1
        ),
        kept=tuple(
            Kept(before.entered[pairs[at]], one, words.get(at))
            for at, one in enumerate(now.entered)
            if at in pairs
        ),
        figures=tuple(
            ChangedFigure(id, value, values_now[id])
            for id, value in values_before.items()
            if id in values_now and not _equal(value, values_now[id])
        ),
        added_figures={id: v for id, v in values_now.items() if id not in values_before},
        removed_figures={id: v for id, v in values_before.items() if id not in values_now},
        before=_covered(before),
        after=_covered(now),
    )


def _sentences(ledger: Ledger) -> list[int]:
    return [at for at, one in enumerate(ledger.entered) if one.statement.figure is None]


def _words(some: Iterable[Entered]) -> str:
    return " ".join(one.statement.text for one in some)


def _covered(ledger: Ledger) -> Covered:
    return Covered(coverage_of(ledger, "sentences"), coverage_of(ledger, "figures"))


def _located(statement: Statement) -> tuple[str, ...]:
    return tuple(work.citekey for work in statement.works if work.locators)


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 40 else None


def _equal(one: str, other: str) -> bool:
    if one == other:
        return True
    numbers = _number(one), _number(other)
    return numbers[0] is not None and numbers[0] == numbers[1]

"""`kind_of_versions`, `kind_of_values`: what versions of a thing differ in, by comparing them.

*substance*: what was done, by whom, whether. *date* and *amount*: versions that give a date or a
number each, and cannot both be right. *precision*: those that can, as “May 1948” and “1 May 1948”,
“45,000” and “45,142”. *name*: one name in two spellings. The last two are notes: nobody who reads
them learns another thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import combinations
from typing import Literal, TypeVar

from sourcebook.formats.edtf import Edtf
from sourcebook.formats.numbers import numbers_in
from sourcebook.formats.prose_dates import dates_of, edtf_dates
from sourcebook.site.figures import Observed
from sourcebook.site.spellings import are_spellings

Kind = Literal["substance", "date", "amount", "precision", "name"]

NOTES: frozenset[Kind] = frozenset(("precision", "name"))
"""What is not a difference in what happened."""

_AS_NEAR = Decimal("0.01")
"""Of two amounts: at most a hundredth apart, they are one amount, measured or copied twice."""
_AS_ROUNDED = Decimal("0.1")
"""Of a number and what it is when rounded: “1 million” may be 1.1 million, and hardly 1.4."""

_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")

Value = TypeVar("Value")


def kind_of_versions(texts: Sequence[str]) -> Kind:
    """Return the kind of a conflict between *texts*, the values that are said of one thing.

    Only what every version gives is compared: one without a date makes it no conflict of dates.
    """
    dates = [edtf_dates(text) for text in texts]
    if all(dates) and not _are_equal(dates):
        return "precision" if _agree(dates, Edtf.overlaps) else "date"
    numbers = [_numbers(text) for text in texts]
    if all(numbers) and not _are_equal(numbers):
        return "precision" if _agree(numbers, are_near) else "amount"
    return "name" if _has_spellings(texts) else "substance"


def kind_of_sentences(texts: Sequence[str]) -> Kind:
    """Return the kind of a conflict told in *texts*, sentences that also say other things.

    So dates or numbers count only where all give the one and not the other, and never as a note:
    “30 January” may be the day of the talks or of the report.
    """
    if _has_spellings(texts):
        return "name"
    # “One” is said of anything.
    numbers = [_numbers(text) - {Decimal(1)} for text in texts]
    are_dated, are_counted = all(map(dates_of, texts)), all(numbers)
    if are_dated == are_counted or len(texts) == 1:
        return "substance"
    return "date" if are_dated else "amount"


def kind_of_values(rows: Iterable[Observed]) -> Kind:
    """Return the kind of a conflict between values of one series for one period."""
    near = (
        can_all_be_true(pair) or are_near(pair[0].number, pair[1].number)
        for pair in combinations(rows, 2)
    )
    return "precision" if all(near) else "amount"


def can_all_be_true(rows: Iterable[Observed]) -> bool:
    """Whether one number can satisfy all *rows* at once.

    Bounds count as reached: “exceeded 1 billion” and “reached 1 billion” are a rounding apart.
    """
    bounds = [row.bounds for row in rows]
    return not bounds or max(low for low, _, _ in bounds) <= min(high for _, high, _ in bounds)


def are_near(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers are one amount: nearly equal, or one is the other when rounded.

    >>> are_near(Decimal(45_000), Decimal(45_142)), are_near(Decimal(50_000), Decimal(55_000))
    (True, False)
    """
    apart, most = abs(one - other), max(abs(one), abs(other))
    if apart <= _AS_NEAR * most:
        return True
    coarse, fine = sorted((one, other), key=_digits)
    return apart < _AS_ROUNDED * most and _rounded(fine, _digits(coarse)) == coarse


def _has_spellings(texts: Sequence[str]) -> bool:
    """Whether half of *texts* or more have a name that stands in them in two spellings."""
    words = [set(_NAME.findall(text)) for text in texts]
    spelled = {
        word
        for pair in combinations(sorted(set().union(*words)), 2)
        if are_spellings(*pair)
        for word in pair
    }
    return bool(spelled) and 2 * sum(not spelled.isdisjoint(one) for one in words) >= len(words)


def _numbers(text: str) -> frozenset[Decimal]:
    """Return the numbers in *text* but those of its dates."""
    at, between = 0, []
    for one in dates_of(text):
        between.append(text[at : one.start])
        at = one.end
    return numbers_in("; ".join([*between, text[at:]]))


def _digits(number: Decimal) -> int:
    """Return how many digits of *number* say something: two of 45,000."""
    return len(number.normalize().as_tuple().digits)


def _rounded(number: Decimal, digits: int) -> Decimal:
    return Context(prec=digits, rounding=ROUND_HALF_UP).plus(number)


def _are_equal(found: Sequence[Iterable[object]]) -> bool:
    """Whether all versions give the same: what they differ in is something else."""
    return len({frozenset(values) for values in found}) == 1


def _agree(found: Sequence[Iterable[Value]], fit: Callable[[Value, Value], bool]) -> bool:
    """Whether each two versions give something that fits."""
    return all(
        any(fit(left, right) for left in one for right in other)
        for one, other in combinations(found, 2)
    )

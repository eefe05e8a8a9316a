"""`reckon`: what a formula gives, in exact decimal arithmetic, against what is stated.

Nothing is rounded on the way but quotients, far behind any digit that counts; the result is
rounded once, as the formula says, and must be the number stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)

from sourcebook.records.content import Formula
from sourcebook.site.figures import Figures, Observed, figure_name

_ROUNDINGS: Mapping[str, str] = {
    "half-up": ROUND_HALF_UP,
    "half-even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}
_EXACT = Context(prec=1_200)
"""Forty factors of 27 digits fit; only quotients are cut."""
_WIDE = Context(prec=1_300)
_TWO = {"difference", "quotient", "share", "growth"}
_MOST_OPERANDS = 40
_MOST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A formula worked out."""

    expected: str
    stated: str
    agrees: bool
    """What is stated is the result as rounded, or a bound (“more than”) that it keeps."""
    arithmetic: str
    """Such as “171.94 + 773.93 = 945.87”."""


def reckon(formula: Formula, figures: Figures) -> Reckoned | str:
    """Return *formula* worked out, or why it cannot be, as a clause.

    All rows that it names must exist.
    """
    rows = [figures.row(figure_name(text)) for text in (formula.result, *formula.of)]
    found = [row for row in rows if row is not None]
    if len(found) != len(rows):
        return "a value that it names is not there"
    result, *operands = found
    if problem := _problem(formula, [row.number for row in operands]):
        return problem
    numbers = [row.number for row in operands]
    exact = _value(formula.kind, numbers)
    written = _arithmetic(formula.kind, [number_text(number) for number in numbers])
    if formula.factor is not None:
        exact = _EXACT.multiply(exact, Decimal(formula.factor))
        bare = len(numbers) == 1 and formula.kind in {"sum", "product"}
        written = f"{written if bare else f'({written})'} × {formula.factor}"
    rounded = rounded_to(exact, formula.decimals, formula.rounding)
    equals = "=" if rounded == exact else "≈"
    return Reckoned(
        expected=number_text(rounded),
        stated=number_text(result.number),
        agrees=_agrees(result, rounded),
        arithmetic=f"{written} {equals} {number_text(rounded)}",
    )


def rounded_to(number: Decimal, decimals: int, rounding: str) -> Decimal:
    """Return *number* rounded to so many decimals; below 0 to tens, hundreds …"""
    step = Decimal(1).scaleb(-decimals)
    return number.quantize(step, rounding=_ROUNDINGS[rounding], context=_WIDE)


def number_text(number: Decimal) -> str:
    """Return *number* with its thousands apart and no exponent."""
    exponent = number.as_tuple().exponent
    # Rounding to tens leaves 6.8E+2.
    shown = number.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else number
    return f"{shown:,f}".replace("-", "−")


def _problem(formula: Formula, numbers: Sequence[Decimal]) -> str:
    kind = formula.kind
    if not numbers:
        return "it names no values"
    if len(numbers) > _MOST_OPERANDS:
        return f"it names more than {_MOST_OPERANDS} values"
    if kind in _TWO and len(numbers) != 2:
        return f"“{kind}” takes two values, and it names {len(numbers)}"
    if kind in _TWO - {"difference"} and numbers[1] == 0:
        return "the second value is 0"
    if abs(formula.decimals) > _MOST_DECIMALS:
        return f"it keeps more than {_MOST_DECIMALS} decimals"
    return ""


def _value(kind: str, numbers: Sequence[Decimal]) -> Decimal:
    first = numbers[0]
    total = first
    match kind:
        case "sum":
            for number in numbers[1:]:
                total = _EXACT.add(total, number)
        case "product":
            for number in numbers[1:]:
                total = _EXACT.multiply(total, number)
        case "difference":
            total = _EXACT.subtract(first, numbers[1])
        case "quotient":
            total = _EXACT.divide(first, numbers[1])
        case "share":
            total = _EXACT.multiply(_EXACT.divide(first, numbers[1]), Decimal(100))
        case _:
            change = _EXACT.subtract(first, numbers[1])
            total = _EXACT.divide(_EXACT.multiply(change, Decimal(100)), numbers[1])
    return total


def _arithmetic(kind: str, numbers: Sequence[str]) -> str:
    first = numbers[0]
    match kind:
        case "sum":
            return " + ".join(numbers)
        case "product":
            return " × ".join(numbers)
        case "difference":
            return f"{first} − {numbers[1]}"
        case "quotient":
            return f"{first} ÷ {numbers[1]}"
        case "share":
            return f"{first} ÷ {numbers[1]} × 100"
    return f"({first} − {numbers[1]}) ÷ {numbers[1]} × 100"


def _agrees(result: Observed, rounded: Decimal) -> bool:
    low, high, is_included = result.bounds
    if low == high:
        return rounded == low
    inside = low < rounded < high
    return inside or (is_included and rounded in {low, high})

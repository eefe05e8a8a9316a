"""`Series`, `Observation`, `Formula`: figures, each value with the work that states it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sourcebook.records.content.common import NOTE, PlaceId, SeriesId
from sourcebook.records.fields import (
    CitekeyText,
    FigureText,
    Line,
    MarkdownText,
    NumberText,
    PeriodText,
    Record,
    Several,
)
from sourcebook.records.shapes import Meaning

ObservationStatus = Literal[
    "reported",
    "rounded",
    "calculated",
    "about",
    "more-than",
    "less-than",
    "at-least",
    "at-most",
    "planned",
]
FormulaKind = Literal["sum", "difference", "product", "quotient", "share", "growth"]
Rounding = Literal["half-up", "half-even", "down", "up"]


class Series(Record):
    """A quantity that works put a number on, with its definition and unit."""

    name: Line = Field(description="What is measured, as the page is titled")
    definition: MarkdownText = Field(description="What is counted and what is not, in a sentence")
    unit: Line = Field(description="The unit of every value, such as million US dollars")
    shown_as: Annotated[Line | None, Meaning(shown="nowhere")] = Field(
        None, description="How a value is printed, with # for the number, such as $# million"
    )
    places: Several[PlaceId] = Field((), description="The places it is about")
    note: MarkdownText | None = Field(None, description=NOTE)


class Observation(Record):
    """One value of a series for one period, as one work states it."""

    series: SeriesId = Field(description="The series it belongs to")
    period: PeriodText = Field(
        description="The time it is of: EDTF, FY2020-21, asof-2003-02 or always"
    )
    value: NumberText = Field(description="The number, in the unit of the series")
    unit: Line = Field(description="The unit once more, so that a slip shows")
    citekey: CitekeyText = Field(description="The work that states it")
    locator: Line | None = Field(None, description="Where in the work, such as p. 3")
    excerpt: Line | None = Field(None, description="The words of the work, 25 at most")
    status: ObservationStatus | None = Field(
        None, description="How exact the work is; reported without it"
    )
    preferred: Literal["yes"] | None = Field(
        None, description="yes: this value is followed where works differ"
    )
    reason: Line | None = Field(None, description="Why it is preferred")
    note: Line | None = Field(None, description="A remark on the value")


class Formula(Record):
    """A value that follows from other values, and is checked against what is stated."""

    name: Line = Field(description="What is reckoned, in a few words")
    result: FigureText = Field(description="The value checked, as series/period/@citekey")
    kind: FormulaKind = Field(description="sum, difference, product, quotient, share or growth")
    of: tuple[FigureText, ...] = Field((), description="The values it follows from, in order")
    factor: NumberText | None = Field(
        None, description="A number to multiply by at the end, such as a rate of conversion"
    )
    factor_source: CitekeyText | None = Field(None, description="The work that gives the factor")
    decimals: int = Field(0, description="Decimals kept in rounding; below 0 for tens, hundreds")
    rounding: Rounding = Field("half-up", description="How the result is rounded")
    differs: Line | None = Field(
        None, description="Why the value stated stands although it does not follow"
    )

"""`Record`, `Id`, `Line`, `DateText`, …: what the fields of records can hold.

Pydantic's door, with `records` and `content`. Nothing is converted that an author could have
meant otherwise.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from sourcebook.formats.edtf import Edtf, EdtfError, parse_edtf
from sourcebook.formats.period import Period, parse_period
from sourcebook.records import shapes
from sourcebook.records.shapes import Citekey, Figure, Markdown


class Record(BaseModel):
    """One validated mapping. Nothing is converted, and no field is accepted unasked."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def reference_to(collection: str) -> shapes.Reference:
    """Return the mark of a field that holds an id: ``Annotated[Id, reference_to("people")]``.

    Only the form of the id is checked here; whether it exists is known when records are linked.
    """
    return shapes.Reference(collection)


def _date(value: object) -> Edtf:
    """Return the EDTF date in *value*: text, or a bare year that YAML takes for a number."""
    if isinstance(value, Edtf):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"{value:04d}" if value >= 0 else f"{value:05d}"
    if not isinstance(value, str):
        raise PydanticCustomError("date_type", "a date is text")
    date = parse_edtf(value)
    if isinstance(date, EdtfError):
        # Through ctx: pydantic would fill braces in a message.
        context = {"reason": date.reason, "advice": date.advice}
        raise PydanticCustomError("malformed_date", "malformed date", context)
    return date


def _period(value: object) -> Period:
    """Return the period in *value*: text only: a file of values has nothing else."""
    if isinstance(value, Period):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("date_type", "a period is text")
    period = parse_period(value)
    if isinstance(period, EdtfError):
        context = {"reason": period.reason, "advice": period.advice}
        raise PydanticCustomError("malformed_date", "malformed period", context)
    return period


def _each_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    seen = set()
    for position, value in enumerate(values):
        if value in seen:
            raise PydanticCustomError("repeated_value", "repeated", {"position": position})
        seen.add(value)
    return values


T = TypeVar("T")

Id = Annotated[str, StringConstraints(pattern=shapes.ID_PATTERN, max_length=shapes.LONGEST_ID)]
"""Lower-case ASCII letters and digits, in groups joined by single hyphens."""
Line = Annotated[
    str, StringConstraints(pattern=shapes.LINE_PATTERN, max_length=shapes.LONGEST_LINE)
]
"""Text of one line, not empty."""
MarkdownText = Annotated[
    str,
    StringConstraints(pattern=shapes.TEXT_PATTERN, max_length=shapes.LONGEST_TEXT),
    Markdown(),
]
"""Inline Markdown; may hold citations and record links."""
CitekeyText = Annotated[str, StringConstraints(pattern=shapes.CITEKEY_PATTERN), Citekey()]
LanguageTag = Annotated[str, StringConstraints(pattern=shapes.LANGUAGE_PATTERN)]
"""BCP 47: language, script, region, variants, such as ``ru`` or ``sr-Latn``."""
DateText = Annotated[
    Edtf,
    PlainValidator(_date),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "edtf", "pattern": shapes.DATE_PATTERN},
                {"type": "integer", "description": "A year alone."},
            ]
        }
    ),
]
"""A date or interval in EDTF."""
Several = Annotated[
    tuple[T, ...],
    AfterValidator(_each_once),
    Field(json_schema_extra={"uniqueItems": True}),
]
"""A list in which nothing stands twice."""
CitekeyList = Several[CitekeyText]
PeriodText = Annotated[
    Period,
    PlainValidator(_period),
    WithJsonSchema({"type": "string", "format": "period", "pattern": shapes.PERIOD_PATTERN}),
]
"""The time that a value is of: EDTF, ``FY2020-21``, ``asof-2003-02`` or ``always``."""
NumberText = Annotated[str, StringConstraints(pattern=shapes.NUMBER_PATTERN)]
"""A decimal number as text, ``-12.5``: no digit is lost."""
CoordinatesText = Annotated[str, StringConstraints(pattern=shapes.COORDINATES_PATTERN)]
"""Degrees north and east, as maps give them: ``33.72, 73.04``."""
AddressText = Annotated[
    str, StringConstraints(pattern=shapes.ADDRESS_PATTERN, max_length=shapes.LONGEST_LINE)
]
"""The address of a page on the web."""
TermText = Annotated[str, StringConstraints(pattern=shapes.TERM_PATTERN)]
"""A name of schema.org, such as ``Event`` or ``startDate``."""
FigureText = Annotated[str, StringConstraints(pattern=shapes.FIGURE_PATTERN), Figure()]
"""One observation: ``bilateral-trade/2020/@seed001``."""

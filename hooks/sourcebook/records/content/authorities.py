"""`Person`, `Office`, `Organisation`, `Place`, `Perspective`: authority records."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sourcebook.records.content.common import (
    DISPUTED,
    NAME_REASON,
    NAMES,
    NOTE,
    VARIANTS,
    Disputes,
    Names,
    OfficeId,
    OrganisationId,
    PlaceId,
)
from sourcebook.records.fields import (
    CitekeyList,
    CoordinatesText,
    DateText,
    Line,
    MarkdownText,
    Record,
    Several,
)

OrganisationKind = Literal[
    "ministry",
    "government",
    "armed-forces",
    "company",
    "commission",
    "intergovernmental",
    "parliament",
    "media",
    "research",
    "armed-group",
    "other",
]
PlaceKind = Literal["country", "city", "region", "site"]


class OfficeHeld(Record):
    """An office that a person held, as far as a work attests it."""

    office: OfficeId = Field(description="The office")
    dates: DateText | None = Field(None, description="When it is known to have been held, as EDTF")
    sources: CitekeyList = Field((), description="Citekeys of the works that say so")


class Person(Record):
    """Authority record of a person."""

    name: Line = Field(description="The preferred form, as displayed")
    sort_name: Line | None = Field(None, description="The form to sort by; the name without it")
    country: PlaceId | None = Field(None, description="The country the person acts for")
    names: Names = Field({}, description=NAMES)
    variants: Several[Line] = Field((), description=VARIANTS)
    name_reason: Line | None = Field(None, description=NAME_REASON)
    offices: tuple[OfficeHeld, ...] = Field((), description="Offices held, with dates and sources")
    note: MarkdownText | None = Field(None, description=NOTE)
    disputed: Disputes = Field((), description=DISPUTED)


class Office(Record):
    """An office that people hold one after another."""

    name: Line = Field(description="The office, such as Minister of Foreign Affairs of Norway")
    organisation: OrganisationId | None = Field(None, description="The body it belongs to")
    country: PlaceId | None = Field(None, description="The country it serves")


class Organisation(Record):
    """Authority record of an organisation."""

    name: Line = Field(description="The preferred form, as displayed")
    short: Line | None = Field(None, description="The usual short form")
    kind: OrganisationKind = Field(description="What kind of body it is")
    country: PlaceId | None = Field(None, description="The country it belongs to")
    names: Names = Field({}, description=NAMES)
    variants: Several[Line] = Field((), description=VARIANTS)
    name_reason: Line | None = Field(None, description=NAME_REASON)
    parent: OrganisationId | None = Field(None, description="The organisation it is part of")
    note: MarkdownText | None = Field(None, description=NOTE)
    disputed: Disputes = Field((), description=DISPUTED)


class Place(Record):
    """Authority record of a place."""

    name: Line = Field(description="The preferred form, as displayed")
    kind: PlaceKind = Field(description="country, city, region or site")
    country: PlaceId | None = Field(None, description="The country it lies in")
    succeeded_by: PlaceId | None = Field(None, description="The state that continues it")
    coordinates: CoordinatesText | None = Field(
        None, description="Degrees north and east, for the map, such as 33.72, 73.04"
    )
    names: Names = Field({}, description=NAMES)
    variants: Several[Line] = Field((), description=VARIANTS)
    name_reason: Line | None = Field(None, description=NAME_REASON)
    note: MarkdownText | None = Field(None, description=NOTE)
    disputed: Disputes = Field((), description=DISPUTED)


class Perspective(Record):
    """Who speaks: the controlled list for works."""

    label: Line = Field(description="As shown beside a work")
    side: PlaceId | None = Field(None, description="The country for which it speaks")
    note: MarkdownText | None = Field(None, description="How the label is used")

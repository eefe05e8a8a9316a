"""`Person`, `Office`, `Organisation`, `Place`, `Perspective`: authority records."""

from __future__ import annotations

from typing import Annotated

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
from sourcebook.records.shapes import Choice, Meaning

KINDS_OF_ORGANISATION = {
    "ministry": "Ministry",
    "government": "Government body",
    "armed-forces": "Armed forces",
    "parliament": "Parliament",
    "commission": "Commission",
    "intergovernmental": "Intergovernmental organisation",
    "company": "Company",
    "media": "News organisation",
    "research": "Research institution",
    "armed-group": "Armed group",
    "other": "Organisation",
}
_GROUPS_OF_ORGANISATIONS = {
    "ministry": "Ministries",
    "government": "Government bodies",
    "armed-forces": "Armed forces",
    "parliament": "Parliaments",
    "commission": "Commissions",
    "intergovernmental": "Intergovernmental organisations",
    "company": "Companies",
    "media": "News organisations",
    "research": "Research institutions",
    "armed-group": "Armed groups",
    "other": "Other organisations",
}
KINDS_OF_PLACE = {"city": "City", "country": "Country", "region": "Region", "site": "Site"}
_GROUPS_OF_PLACES = {
    "city": "Cities",
    "country": "Countries",
    "region": "Regions",
    "site": "Sites",
}
OrganisationKind = Annotated[
    str,
    Choice(tuple(KINDS_OF_ORGANISATION)),
    Meaning("Kind", choices=KINDS_OF_ORGANISATION, plurals=_GROUPS_OF_ORGANISATIONS),
]
PlaceKind = Annotated[
    str,
    Choice(tuple(KINDS_OF_PLACE)),
    Meaning("Kind", choices=KINDS_OF_PLACE, plurals=_GROUPS_OF_PLACES),
]
Variants = Annotated[Several[Line], Meaning("Also written")]


class OfficeHeld(Record):
    """An office that a person held, as far as a work attests it."""

    office: OfficeId = Field(description="The office")
    dates: DateText | None = Field(None, description="When it is known to have been held, as EDTF")
    sources: CitekeyList = Field((), description="Citekeys of the works that say so")


class Person(Record):
    """Authority record of a person."""

    name: Line = Field(description="The preferred form, as displayed")
    sort_name: Annotated[Line | None, Meaning(shown="nowhere")] = Field(
        None, description="The form to sort by; the name without it"
    )
    country: PlaceId | None = Field(None, description="The country the person acts for")
    names: Names = Field({}, description=NAMES)
    variants: Variants = Field((), description=VARIANTS)
    name_reason: Annotated[Line | None, Meaning(shown="nowhere")] = Field(
        None, description=NAME_REASON
    )
    offices: Annotated[tuple[OfficeHeld, ...], Meaning(shown="nowhere")] = Field(
        (), description="Offices held, with dates and sources"
    )
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
    short: Annotated[Line | None, Meaning("Short form")] = Field(
        None, description="The usual short form"
    )
    kind: OrganisationKind = Field(description="What kind of body it is")
    country: PlaceId | None = Field(None, description="The country it belongs to")
    names: Names = Field({}, description=NAMES)
    variants: Variants = Field((), description=VARIANTS)
    name_reason: Annotated[Line | None, Meaning(shown="nowhere")] = Field(
        None, description=NAME_REASON
    )
    parent: Annotated[OrganisationId | None, Meaning("Part of", is_acyclic=True)] = Field(
        None, description="The organisation it is part of"
    )
    note: MarkdownText | None = Field(None, description=NOTE)
    disputed: Disputes = Field((), description=DISPUTED)


class Place(Record):
    """Authority record of a place."""

    name: Line = Field(description="The preferred form, as displayed")
    kind: PlaceKind = Field(description="country, city, region or site")
    country: PlaceId | None = Field(None, description="The country it lies in")
    succeeded_by: Annotated[PlaceId | None, Meaning(is_acyclic=True)] = Field(
        None, description="The state that continues it"
    )
    coordinates: Annotated[CoordinatesText | None, Meaning(shown="nowhere")] = Field(
        None, description="Degrees north and east, for the map, such as 33.72, 73.04"
    )
    names: Names = Field({}, description=NAMES)
    variants: Variants = Field((), description=VARIANTS)
    name_reason: Annotated[Line | None, Meaning(shown="nowhere")] = Field(
        None, description=NAME_REASON
    )
    note: MarkdownText | None = Field(None, description=NOTE)
    disputed: Disputes = Field((), description=DISPUTED)


class Perspective(Record):
    """Who speaks: the controlled list for works."""

    label: Line = Field(description="As shown beside a work")
    side: PlaceId | None = Field(None, description="The country for which it speaks")
    note: MarkdownText | None = Field(None, description="How the label is used")

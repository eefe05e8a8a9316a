"""`COLLECTIONS`, `PageFields`: the declarations of everything that data and front matter hold.

A field is declared here and nowhere else; `records` says what follows from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field

from sourcebook.site.records import (
    CitekeyList,
    Collection,
    DateText,
    Id,
    LanguageTag,
    Line,
    MarkdownText,
    Record,
    Several,
    reference_to,
)

VisitId = Annotated[Id, reference_to("visits")]
SectorId = Annotated[Id, reference_to("sectors")]
PersonId = Annotated[Id, reference_to("people")]
OfficeId = Annotated[Id, reference_to("offices")]
OrganisationId = Annotated[Id, reference_to("organisations")]
PlaceId = Annotated[Id, reference_to("places")]

Scope = Literal["core", "related"]
Level = Literal[
    "head-of-state",
    "head-of-government",
    "deputy-head-of-government",
    "foreign-minister",
    "minister",
    "parliament-speaker",
    "military-chief",
    "special-envoy",
    "deputy-minister",
    "senior-officials",
    "delegation",
]
Setting = Literal["bilateral", "multilateral", "sideline", "transit"]
Status = Literal["held", "postponed", "cancelled", "not-held", "unclear"]
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
Evidence = Literal["strict", "normal"]

LEVELS: tuple[str, ...] = get_args(Level)
"""From the highest to the lowest rank."""
SETTINGS: tuple[str, ...] = get_args(Setting)
STATUSES: tuple[str, ...] = get_args(Status)

Names = Mapping[LanguageTag, Line]

_SCOPE = "core: between the two countries; related: context, listed apart"
_NAMES = "The name in other languages and scripts, by language tag"
_VARIANTS = "Other spellings, for search"
_NOTE = "A remark for the record's page, with citations"


class PageFields(Record):
    """The front matter of any page, beside the key of its record."""

    title: Line | None = Field(None, description="The title of the page")
    description: Line | None = Field(None, description="One sentence for search engines")
    evidence: Evidence = Field("normal", description="How strictly uncited statements are judged")


class Participant(Record):
    """A person who took part in a visit."""

    person: PersonId = Field(description="The person")
    office: OfficeId | None = Field(None, description="The office held on that day")


class Visit(Record):
    """A journey of officials to meet officials of the other side."""

    dates: DateText = Field(
        description="When it took place, as EDTF, such as 2021-04-06/2021-04-07"
    )
    from_: PlaceId = Field(alias="from", description="The country that the visitors came from")
    to: PlaceId = Field(description="The country that they visited")
    level: Level = Field(description="The rank of the visitor of highest rank")
    setting: Setting = Field(
        description="bilateral, multilateral, sideline (at a third country's meeting) or transit"
    )
    status: Status = Field("held", description="Whether it took place")
    places: Several[PlaceId] = Field((), description="Cities and sites of the meetings")
    visitors: tuple[Participant, ...] = Field((), description="Who came")
    hosts: tuple[Participant, ...] = Field((), description="Who received them")
    organisations: Several[OrganisationId] = Field((), description="Organisations that took part")
    sectors: Several[SectorId] = Field((), description="Sectors of cooperation it touched")
    related: Several[VisitId] = Field((), description="Other visits of the same journey or story")
    scope: Scope = Field("core", description=_SCOPE)
    summary: MarkdownText = Field(
        description="One sentence for indexes, cards and feeds, with its citation"
    )


class Sector(Record):
    """A field of cooperation."""

    label: Line = Field(description="A short name for chips and columns")
    summary: MarkdownText = Field(
        description="One sentence for indexes, cards and feeds, with its citation"
    )
    scope: Scope = Field("core", description=_SCOPE)
    related: Several[SectorId] = Field((), description="Neighbouring sectors")
    order: int | None = Field(None, description="Place in lists of sectors; by name without it")


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
    names: Names = Field({}, description=_NAMES)
    variants: Several[Line] = Field((), description=_VARIANTS)
    offices: tuple[OfficeHeld, ...] = Field((), description="Offices held, with dates and sources")
    note: MarkdownText | None = Field(None, description=_NOTE)


class Office(Record):
    """An office that people hold one after another."""

    name: Line = Field(description="The office, such as Minister of Foreign Affairs of Pakistan")
    organisation: OrganisationId | None = Field(None, description="The body it belongs to")
    country: PlaceId | None = Field(None, description="The country it serves")


class Organisation(Record):
    """Authority record of an organisation."""

    name: Line = Field(description="The preferred form, as displayed")
    short: Line | None = Field(None, description="The usual short form")
    kind: OrganisationKind = Field(description="What kind of body it is")
    country: PlaceId | None = Field(None, description="The country it belongs to")
    names: Names = Field({}, description=_NAMES)
    variants: Several[Line] = Field((), description=_VARIANTS)
    parent: OrganisationId | None = Field(None, description="The organisation it is part of")
    note: MarkdownText | None = Field(None, description=_NOTE)


class Place(Record):
    """Authority record of a place."""

    name: Line = Field(description="The preferred form, as displayed")
    kind: PlaceKind = Field(description="country, city, region or site")
    country: PlaceId | None = Field(None, description="The country it lies in")
    succeeded_by: PlaceId | None = Field(None, description="The state that continues it")
    names: Names = Field({}, description=_NAMES)
    variants: Several[Line] = Field((), description=_VARIANTS)
    note: MarkdownText | None = Field(None, description=_NOTE)


class Perspective(Record):
    """Who speaks: the controlled list for works."""

    label: Line = Field(description="As shown beside a work")
    side: PlaceId | None = Field(None, description="The country for which it speaks")
    note: MarkdownText | None = Field(None, description="How the label is used")


VISITS = Collection(
    name="visits",
    record_type=Visit,
    title="Visits",
    singular="visit",
    label="title",
    folder="docs/visits",
    key="visit",
)
SECTORS = Collection(
    name="sectors",
    record_type=Sector,
    title="Sectors",
    singular="sector",
    label="title",
    folder="docs/sectors",
    key="sector",
)
PEOPLE = Collection(
    name="people",
    record_type=Person,
    title="People",
    singular="person",
    label="name",
    file="data/people.yml",
)
OFFICES = Collection(
    name="offices",
    record_type=Office,
    title="Offices",
    singular="office",
    label="name",
    file="data/offices.yml",
    has_pages=False,
)
ORGANISATIONS = Collection(
    name="organisations",
    record_type=Organisation,
    title="Organisations",
    singular="organisation",
    label="name",
    file="data/organisations.yml",
)
PLACES = Collection(
    name="places",
    record_type=Place,
    title="Places",
    singular="place",
    label="name",
    file="data/places.yml",
)
PERSPECTIVES = Collection(
    name="perspectives",
    record_type=Perspective,
    title="Perspectives",
    singular="perspective",
    label="label",
    file="data/perspectives.yml",
    has_pages=False,
)

COLLECTIONS: tuple[Collection, ...] = (
    VISITS,
    SECTORS,
    PEOPLE,
    ORGANISATIONS,
    PLACES,
    OFFICES,
    PERSPECTIVES,
)

"""`Visit`, `Sector`: the records of pages."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from sourcebook.records.content.common import (
    DISPUTED,
    SCOPE,
    AgreementId,
    Disputes,
    OfficeId,
    OrganisationId,
    PersonId,
    PlaceId,
    Scope,
    SectorId,
    VisitId,
)
from sourcebook.records.fields import DateText, Line, MarkdownText, Record, Several

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
LEVELS: tuple[str, ...] = get_args(Level)
"""From the highest to the lowest rank."""
SETTINGS: tuple[str, ...] = get_args(Setting)
STATUSES: tuple[str, ...] = get_args(Status)


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
    agreements: Several[AgreementId] = Field((), description="Agreements made or spoken of")
    related: Several[VisitId] = Field((), description="Other visits of the same journey or story")
    scope: Scope = Field("core", description=SCOPE)
    summary: MarkdownText = Field(
        description="One sentence for indexes, cards and feeds, with its citation"
    )
    disputed: Disputes = Field((), description=DISPUTED)


class Sector(Record):
    """A field of cooperation."""

    label: Line = Field(description="A short name for chips and columns")
    summary: MarkdownText = Field(
        description="One sentence for indexes, cards and feeds, with its citation"
    )
    scope: Scope = Field("core", description=SCOPE)
    related: Several[SectorId] = Field((), description="Neighbouring sectors")
    order: int | None = Field(None, description="Place in lists of sectors; by name without it")
    disputed: Disputes = Field((), description=DISPUTED)

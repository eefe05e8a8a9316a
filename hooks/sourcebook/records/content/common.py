"""`PersonId`, `Names`, `Dispute`, …: what the records of several collections hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from sourcebook.records.fields import (
    CitekeyList,
    Id,
    LanguageTag,
    Line,
    Record,
    reference_to,
)
from sourcebook.records.shapes import Meaning

PersonId = Annotated[Id, reference_to("people")]
OfficeId = Annotated[Id, reference_to("offices")]
OrganisationId = Annotated[Id, reference_to("organisations")]
PlaceId = Annotated[Id, reference_to("places")]
AgreementId = Annotated[Id, reference_to("agreements")]
SeriesId = Annotated[Id, reference_to("series")]

Names = Mapping[LanguageTag, Line]

NAMES = "The name in other languages and scripts, by language tag"
VARIANTS = "Other spellings, for search"
NAME_REASON = "Why this form of the name is preferred, where works spell it in several ways"
NOTE = "A remark for the record's page, with citations"
DISPUTED = "What works say differently, each version with its works"


class Claim(Record):
    """One version of a disputed fact."""

    value: Line = Field(description="What these works say")
    sources: CitekeyList = Field(description="Citekeys of the works that say it")
    preferred: bool = Field(False, description="This version is followed here")
    reason: Line | None = Field(None, description="Why it is preferred")
    note: Line | None = Field(None, description="A remark on this version")


class Dispute(Record):
    """Something that works tell differently, and that stands in all its versions."""

    about: Line = Field(description="What they differ about, such as Date")
    claims: tuple[Claim, ...] = Field(description="The versions, two at least")


Disputes = Annotated[tuple[Dispute, ...], Meaning(shown="nowhere")]


class Participant(Record):
    """A person who took part in something."""

    person: PersonId = Field(description="The person")
    office: OfficeId | None = Field(None, description="The office held on that day")

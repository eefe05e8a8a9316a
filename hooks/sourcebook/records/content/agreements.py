"""`Agreement`: what was agreed, and the states it is proven to have passed."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from sourcebook.records.content.common import (
    DISPUTED,
    NAMES,
    NOTE,
    VARIANTS,
    AgreementId,
    Disputes,
    Names,
    OrganisationId,
    PlaceId,
    SectorId,
    VisitId,
)
from sourcebook.records.fields import CitekeyList, DateText, Line, MarkdownText, Record, Several

AgreementKind = Literal[
    "treaty",
    "intergovernmental-agreement",
    "memorandum",
    "protocol",
    "contract",
    "declaration",
    "joint-statement",
    "statement-of-intent",
    "other",
]
AgreementState = Literal[
    "announced",
    "negotiated",
    "signed",
    "in-force",
    "carried-out",
    "suspended",
    "lapsed",
    "superseded",
]
AGREEMENT_STATES: tuple[str, ...] = get_args(AgreementState)
"""From the first that an agreement can have to the last."""


class StateReached(Record):
    """One state of an agreement, as a work proves it."""

    state: AgreementState = Field(description="The state that was reached")
    dates: DateText = Field(description="When it was reached, or first reported, as EDTF")
    sources: CitekeyList = Field((), description="Citekeys of the works that say so")
    note: Line | None = Field(None, description="What exactly happened")


class Agreement(Record):
    """A text, or a plan for one, between states or bodies."""

    name: Line = Field(description="What it is called here")
    kind: AgreementKind = Field(description="What kind of text it is")
    states: Several[PlaceId] = Field((), description="The states that are parties")
    organisations: Several[OrganisationId] = Field((), description="The bodies that are parties")
    sectors: Several[SectorId] = Field((), description="Sectors of cooperation it is about")
    visits: Several[VisitId] = Field((), description="Visits on which it was made or spoken of")
    history: tuple[StateReached, ...] = Field(description="The states it passed, in order of time")
    superseded_by: AgreementId | None = Field(None, description="The agreement that replaced it")
    related: Several[AgreementId] = Field((), description="Agreements that belong to it")
    names: Names = Field({}, description=NAMES)
    variants: Several[Line] = Field((), description=VARIANTS)
    note: MarkdownText | None = Field(None, description=NOTE)
    disputed: Disputes = Field((), description=DISPUTED)

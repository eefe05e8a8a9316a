"""`Agreement`: what was agreed, and the states it is proven to have passed."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

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
)
from sourcebook.records.fields import CitekeyList, DateText, Line, MarkdownText, Record, Several
from sourcebook.records.shapes import Choice, Meaning

KINDS_OF_AGREEMENT = {
    "treaty": "Treaty",
    "intergovernmental-agreement": "Agreement between governments",
    "memorandum": "Memorandum",
    "protocol": "Protocol",
    "contract": "Contract",
    "declaration": "Declaration",
    "joint-statement": "Joint statement",
    "statement-of-intent": "Statement of intent",
    "other": "Agreement",
}
AgreementKind = Annotated[
    str, Choice(tuple(KINDS_OF_AGREEMENT)), Meaning("Kind", choices=KINDS_OF_AGREEMENT)
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
    kind: Annotated[
        str, Choice(tuple(KINDS_OF_AGREEMENT)), Meaning("Kind", choices=KINDS_OF_AGREEMENT)
    ] = Field(description="What kind of text it is")
    states: Annotated[Several[PlaceId], Meaning("Between")] = Field(
        (), description="The states that are parties"
    )
    organisations: Annotated[Several[OrganisationId], Meaning("Parties")] = Field(
        (), description="The bodies that are parties"
    )
    history: Annotated[tuple[StateReached, ...], Meaning(shown="nowhere")] = Field(
        description="The states it passed, in order of time"
    )
    superseded_by: Annotated[AgreementId | None, Meaning("Replaced by", is_acyclic=True)] = Field(
        None, description="The agreement that replaced it"
    )
    related: Annotated[Several[AgreementId], Meaning("Related agreements", shown="section")] = (
        Field((), description="Agreements that belong to it")
    )
    names: Names = Field({}, description=NAMES)
    variants: Annotated[Several[Line], Meaning("Also called")] = Field((), description=VARIANTS)
    note: MarkdownText | None = Field(None, description=NOTE)
    disputed: Disputes = Field((), description=DISPUTED)

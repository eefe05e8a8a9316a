"""`Outlet`: authority records of those who publish: papers, agencies, broadcasters, bodies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sourcebook.records.content.common import NAMES, NOTE, Names
from sourcebook.records.fields import (
    CitekeyList,
    Id,
    Line,
    MarkdownText,
    Record,
    Several,
    reference_to,
)
from sourcebook.records.records import Collection

PerspectiveId = Annotated[Id, reference_to("perspectives")]

OutletKind = Literal[
    "newspaper",
    "magazine",
    "news agency",
    "broadcaster",
    "news site",
    "portal",
    "official",
    "company",
    "institute",
]
Ownership = Literal["state", "public", "party", "private"]


class Outlet(Record):
    """Authority record of an outlet: entries of the bibliography name it as *name* does."""

    name: Line = Field(description="The one form in which entries name it")
    names: Names = Field({}, description=NAMES)
    variants: Several[Line] = Field((), description="Other spellings, which entries do not use")
    kind: OutletKind = Field(
        description="What it is; of the press, also the entrysubtype of what it prints"
    )
    country: Line | None = Field(None, description="The country in which it is edited")
    perspective: PerspectiveId | None = Field(
        None, description="Who speaks in its own texts; none where it prints those of others"
    )
    ownership: Ownership | None = Field(None, description="To whom it belongs, where works say so")
    sources: CitekeyList = Field((), description="Citekeys of the works that say to whom")
    note: MarkdownText | None = Field(None, description=NOTE)


OUTLETS = Collection(
    name="outlets",
    record_type=Outlet,
    title="Outlets",
    singular="outlet",
    label="name",
    file="data/outlets.yml",
    has_pages=False,
)

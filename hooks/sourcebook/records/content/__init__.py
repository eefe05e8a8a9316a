"""`COLLECTIONS`, `PageFields`: what evidence consists of, and the front matter of any page.

Each is optional. What a site is about it declares itself (`subject`); nothing here knows it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sourcebook.records.content.agreements import (
    AGREEMENT_STATES,
    KINDS_OF_AGREEMENT,
    Agreement,
    StateReached,
)
from sourcebook.records.content.authorities import (
    Office,
    OfficeHeld,
    Organisation,
    Person,
    Perspective,
    Place,
)
from sourcebook.records.content.common import Claim, Dispute, Disputes, Participant
from sourcebook.records.content.figures import Formula, Observation, Series
from sourcebook.records.content.outlets import OUTLETS, Outlet
from sourcebook.records.fields import Line, Record
from sourcebook.records.records import Collection

__all__ = [
    "AGREEMENT_STATES",
    "COLLECTIONS",
    "KINDS_OF_AGREEMENT",
    "Agreement",
    "Claim",
    "Dispute",
    "Disputes",
    "Formula",
    "Observation",
    "Office",
    "OfficeHeld",
    "Organisation",
    "Outlet",
    "PageFields",
    "Participant",
    "Person",
    "Perspective",
    "Place",
    "Series",
    "StateReached",
]

Evidence = Literal["strict", "normal"]


class PageFields(Record):
    """The front matter of any page, beside the key of its record."""

    title: Line | None = Field(None, description="The title of the page")
    description: Line | None = Field(None, description="One sentence for search engines")
    evidence: Evidence | None = Field(
        None,
        description="How strictly uncited statements are judged; a page of no record makes "
        "statements only where it says so",
    )


PEOPLE = Collection(
    name="people",
    record_type=Person,
    title="People",
    singular="person",
    label="name",
    description="Everyone named, by country, with the office last attested and where they appear.",
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
    description="Every organisation named, by kind, and where it appears.",
    file="data/organisations.yml",
)
PLACES = Collection(
    name="places",
    record_type=Place,
    title="Places",
    singular="place",
    label="name",
    description="Every place named, and where it appears.",
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
AGREEMENTS = Collection(
    name="agreements",
    record_type=Agreement,
    title="Agreements",
    singular="agreement",
    label="name",
    description="What was agreed and what became of it: the last state that a work proves, and its "
    "age.",
    file="data/agreements.yml",
)
SERIES = Collection(
    name="series",
    record_type=Series,
    title="Figures",
    singular="series",
    plural="series",
    counted="series of figures",
    counted_plural="series of figures",
    label="name",
    description="Every series of figures, each value with the work that states it.",
    file="data/series.yml",
)
OBSERVATIONS = Collection(
    name="observations",
    record_type=Observation,
    title="Observations",
    singular="observation",
    label="value",
    file="data/observations.csv",
    key_fields=("series", "period", "citekey"),
    has_pages=False,
)
FORMULAS = Collection(
    name="formulas",
    record_type=Formula,
    title="Formulas",
    singular="formula",
    label="name",
    file="data/formulas.yml",
    has_pages=False,
)

COLLECTIONS: tuple[Collection, ...] = (
    AGREEMENTS,
    SERIES,
    PEOPLE,
    ORGANISATIONS,
    PLACES,
    OFFICES,
    PERSPECTIVES,
    OUTLETS,
    OBSERVATIONS,
    FORMULAS,
)

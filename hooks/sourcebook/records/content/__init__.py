"""`COLLECTIONS`, `PageFields`: the declarations of everything that data and front matter hold.

A field is declared in this room and nowhere else; `records` says what follows from it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sourcebook.records.content.agreements import AGREEMENT_STATES, Agreement, StateReached
from sourcebook.records.content.authorities import (
    Office,
    OfficeHeld,
    Organisation,
    Person,
    Perspective,
    Place,
)
from sourcebook.records.content.common import Claim, Dispute
from sourcebook.records.content.figures import Formula, Observation, Series
from sourcebook.records.content.outlets import OUTLETS, Outlet
from sourcebook.records.content.visits import (
    LEVELS,
    SETTINGS,
    STATUSES,
    Participant,
    Sector,
    Visit,
)
from sourcebook.records.fields import Line, Record
from sourcebook.records.records import Collection

__all__ = [
    "AGREEMENT_STATES",
    "COLLECTIONS",
    "LEVELS",
    "SETTINGS",
    "STATUSES",
    "Agreement",
    "Claim",
    "Dispute",
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
    "Sector",
    "Series",
    "StateReached",
    "Visit",
]

Evidence = Literal["strict", "normal"]


class PageFields(Record):
    """The front matter of any page, beside the key of its record."""

    title: Line | None = Field(None, description="The title of the page")
    description: Line | None = Field(None, description="One sentence for search engines")
    evidence: Evidence = Field("normal", description="How strictly uncited statements are judged")


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
AGREEMENTS = Collection(
    name="agreements",
    record_type=Agreement,
    title="Agreements",
    singular="agreement",
    label="name",
    file="data/agreements.yml",
)
SERIES = Collection(
    name="series",
    record_type=Series,
    title="Figures",
    singular="series",
    label="name",
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
    VISITS,
    SECTORS,
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

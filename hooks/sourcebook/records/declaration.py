"""`Declaration`: what ``data/collections.yml`` may hold: the collections of a site.

The form only; `subject` makes collections of it, `declaration_checks` says what does not fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field

from sourcebook.records.fields import DateText, Id, Line, Record, Several, TermText, reference_to

DECLARATION = "data/collections.yml"

FieldType = Literal[
    "date", "choice", "reference", "participants", "text", "line", "number", "integer", "address",
    "names", "coordinates", "citekeys",
]  # fmt: skip
Role = Literal[
    "when", "where", "from", "to", "who", "topic", "status", "scope", "rank", "kind", "summary",
    "name",
]  # fmt: skip
ROLES: tuple[str, ...] = get_args(Role)
Shown = Literal["facts", "chips", "section", "nowhere"]
Means = Literal["happened", "doubtful", "postponed", "cancelled", "never"]
Month = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


class DeclaredField(Record):
    """One field of a record."""

    type: FieldType = Field(description="What it holds")
    role: Role | None = Field(None, description="What it is to the site, such as when or where")
    label: Line | None = Field(None, description="As fact boxes show it; its name without it")
    description: Line | None = Field(None, description="What to write there, for contributors")
    to: Id | None = Field(None, description="The collection whose records a reference names")
    many: bool = Field(False, description="Whether it holds a list")
    required: bool = Field(False, description="Whether every record must have it")
    choices: Mapping[Id, Line] = Field(
        {}, description="The words of a choice with what readers see, the highest rank first"
    )
    plurals: Mapping[Id, Line] = Field({}, description="Headings of groups, by choice")
    short: Mapping[Id, Line] = Field({}, description="What chips say, by choice")
    means: Mapping[Id, Means] = Field({}, description="What a status says to programs, by choice")
    default: Id | None = Field(None, description="The choice of a record that says nothing")
    shown: Shown = Field("facts", description="Where its page shows it")
    inverse: Line | None = Field(
        None, description="The heading under which a record named here lists those that name it"
    )
    property: TermText | None = Field(None, description="The property of schema.org that it is")


class DeclaredList(Record):
    """How records are listed. What is listed are names of fields, or of what follows from roles."""

    order: tuple[Line, ...] = Field((), description="Fields to sort by; by time or name without it")
    group: Line | None = Field(None, description="The field, or decade, that gives the headings")
    facets: tuple[Line, ...] = Field((), description="What it can be narrowed by")
    folded: tuple[Line, ...] = Field((), description="More of the same, shown on demand")
    pairs: tuple[tuple[Line, ...], ...] = Field(
        (), description="Facets of which two values together have a page where enough share them"
    )
    chips: tuple[Line, ...] = Field((), description="What stands on chips")
    columns: tuple[Line, ...] = Field(
        (), description="What the table beside a drawing shows; time, title and chips without it"
    )


class DeclaredView(Record):
    """A page that shows the records in another way, and its words."""

    title: Line | None = Field(None, description="Of the page")
    description: Line | None = Field(None, description="The sentence below its title")
    caption: Line | None = Field(None, description="What is said below the drawing")
    outlined: Line | None = Field(None, description="What outlined marks are")


class DeclaredViews(Record):
    """The ways in which records with a time, a place or a topic can be seen."""

    timeline: DeclaredView | None = Field(None, description="On one line of years (when)")
    map: DeclaredView | None = Field(None, description="On a map (where)")
    matrix: DeclaredView | None = Field(None, description="As a table by topic (topic)")
    decades: DeclaredView | None = Field(None, description="As numbers by decade and topic")
    calendar: DeclaredView | None = Field(None, description="As an iCalendar file (when)")
    feed: DeclaredView | None = Field(None, description="As an Atom feed (when)")


class DeclaredCollection(Record):
    """A collection of the site, or what it adds to one of the engine's."""

    title: Line | None = Field(None, description="Of its index, such as Expeditions")
    singular: Id | None = Field(None, description="One of them, such as expedition")
    plural: Line | None = Field(None, description="Several of them; the title in small letters")
    counted: Line | None = Field(None, description="One of them where they are counted")
    counted_plural: Line | None = Field(
        None, alias="counted-plural", description="Several of them where they are counted"
    )
    description: Line | None = Field(None, description="The sentence below the title of its index")
    folder: Line | None = Field(None, description="Where its pages are, such as docs/expeditions")
    file: Line | None = Field(None, description="Or where its records are, such as data/ships.yml")
    type: TermText | None = Field(None, description="What its records are to schema.org")
    fields: Mapping[Id, DeclaredField] = Field({}, description="What a record holds, in order")
    list: DeclaredList = Field(DeclaredList(), description="How they are listed")
    views: DeclaredViews = Field(DeclaredViews(), description="How else they can be seen")


class Declaration(Record):
    """What a site is about."""

    sides: Several[Annotated[Id, reference_to("places")]] = Field(
        (), description="The places between which it runs, if any"
    )
    fiscal_year_starts: Month = Field(
        1, alias="fiscal-year-starts", description="The month in which fiscal years begin"
    )
    horizon: DateText | None = Field(
        None, description="Until when its record reaches, such as 2026-03-06"
    )
    differences: Line = Field(
        "Where sources differ", description="The heading under which pages say where works differ"
    )
    collections: Mapping[Id, DeclaredCollection] = Field({}, description="By name")

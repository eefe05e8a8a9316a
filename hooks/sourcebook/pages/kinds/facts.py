"""`facts_of`, `chips_of`, `names_of`: the fact box of a record, collection by collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sourcebook.pages.frame.edition import Edition, datetime_of
from sourcebook.pages.frame.labels import (
    AGREEMENT_KINDS,
    LEVELS,
    ORGANISATION_KINDS,
    PLACE_KINDS,
    SETTINGS,
    STATUSES,
)
from sourcebook.pages.frame.views import Chip, Fact, Value
from sourcebook.records.content import (
    Agreement,
    Organisation,
    Participant,
    Person,
    Place,
    Sector,
    Series,
    Visit,
)
from sourcebook.site.graph import Node
from sourcebook.site.model import Page


def facts_of(edition: Edition, page: Page) -> list[Fact]:
    """Return the lines of the fact box of *page*; empty facts are left out."""
    record = page.record.record if page.record else None
    lines: list[tuple[str, Iterable[Value]]] = []
    match record:
        case Visit():
            lines = _visit(edition, page.uri, record)
        case Agreement():
            lines = _agreement(edition, page.uri, record)
        case Series():
            lines = [
                ("Unit", [Value(record.unit)]),
                ("Places", edition.values(page.uri, "places", record.places)),
                ("Sectors", edition.values(page.uri, "sectors", record.sectors)),
            ]
        case Sector():
            lines = [("Related sectors", edition.values(page.uri, "sectors", record.related))]
        case Person():
            lines = [
                ("Country", _one(edition, page.uri, "places", record.country)),
                ("Also written", map(Value, record.variants)),
            ]
        case Organisation():
            lines = [
                ("Kind", [Value(ORGANISATION_KINDS[record.kind])]),
                ("Short form", [Value(record.short or "")]),
                ("Country", _one(edition, page.uri, "places", record.country)),
                ("Part of", _one(edition, page.uri, "organisations", record.parent)),
                ("Also written", map(Value, record.variants)),
            ]
        case Place():
            lines = [
                ("Kind", [Value(PLACE_KINDS[record.kind])]),
                ("Country", _one(edition, page.uri, "places", record.country)),
                ("Succeeded by", _one(edition, page.uri, "places", record.succeeded_by)),
                ("Also written", map(Value, record.variants)),
            ]
    facts = [Fact(label, tuple(value for value in values if value.text)) for label, values in lines]
    return [fact for fact in facts if fact.values]


def _one(edition: Edition, page: str, collection: str, id: str | None) -> tuple[Value, ...]:
    return edition.values(page, collection, [id] if id else [])


def _visit(edition: Edition, page: str, visit: Visit) -> list[tuple[str, Iterable[Value]]]:
    return [
        ("Dates", [Value(visit.dates.display(), datetime=datetime_of(visit.dates))]),
        ("Status", [_filter(edition, page, "status", visit.status, STATUSES)]),
        ("From", _one(edition, page, "places", visit.from_)),
        ("To", _one(edition, page, "places", visit.to)),
        ("Places", edition.values(page, "places", visit.places)),
        ("Level", [_filter(edition, page, "level", visit.level, LEVELS)]),
        ("Setting", [_filter(edition, page, "setting", visit.setting, SETTINGS)]),
        ("Visitors", _participants(edition, page, visit.visitors)),
        ("Hosts", _participants(edition, page, visit.hosts)),
        ("Organisations", edition.values(page, "organisations", visit.organisations)),
    ]


def _filter(edition: Edition, page: str, facet: str, slug: str, labels: Mapping[str, str]) -> Value:
    """Return a value with a link to all visits that have it."""
    return Value(labels[slug], url=edition.visits_with(page, facet, slug))


def _agreement(
    edition: Edition, page: str, agreement: Agreement
) -> list[tuple[str, Iterable[Value]]]:
    return [
        ("Kind", [Value(AGREEMENT_KINDS[agreement.kind])]),
        ("Between", edition.values(page, "places", agreement.states)),
        ("Parties", edition.values(page, "organisations", agreement.organisations)),
        ("Sectors", edition.values(page, "sectors", agreement.sectors)),
        ("Replaced by", _one(edition, page, "agreements", agreement.superseded_by)),
        ("Also called", map(Value, agreement.variants)),
    ]


def _participants(edition: Edition, page: str, participants: Iterable[Participant]) -> list[Value]:
    return [
        edition.value(
            page,
            Node("people", participant.person),
            gloss=edition.label(Node("offices", participant.office)) if participant.office else "",
        )
        for participant in participants
    ]


def chips_of(edition: Edition, page: Page) -> tuple[Chip, ...]:
    """Return the chips of a visit; other records say the same in their facts."""
    record = page.record.record if page.record else None
    if isinstance(record, Visit):
        return edition.visit_chips(page.uri, record)
    if isinstance(record, Sector) and record.scope == "related":
        return (Chip("related", "related"),)
    return ()


def names_of(page: Page) -> list[Value]:
    """Return the name of a record in other languages, in the order of the record."""
    names = getattr(page.record.record, "names", {}) if page.record else {}
    return [Value(name, lang=language) for language, name in names.items()]

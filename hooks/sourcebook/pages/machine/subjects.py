"""`subject_of`: what the page of a record is about, in the terms of schema.org.

person, organisation, place: what they are. A record of the site: what its collection declares, with
the properties that its fields declare. Series: a Dataset of the values on the page. Agreement: a
Legislation where the text is one between governments and was signed, since schema.org has that word
for legal documents with a date of signature; any other, such as a memorandum, a contract or a plan
that nobody is known to have signed, is a CreativeWork. Its last proven state is its
creativeWorkStatus; schema.org has no words for the states before it, and says “in force” of today
only, which no work can prove.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.kinds.figures import series_file
from sourcebook.pages.machine.things import Names, Thing, days_of, exact_day, named
from sourcebook.records.content import (
    KINDS_OF_AGREEMENT,
    Agreement,
    Organisation,
    Person,
    Place,
    Series,
)
from sourcebook.records.fields import Record
from sourcebook.records.shapes import Field
from sourcebook.site.facts import state_label
from sourcebook.site.figures import Observed
from sourcebook.site.graph import SOURCES, Node

_EVENT_STATUSES = {
    "happened": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}
"""schema.org has no word for what never came to be, or of which that is unclear."""

_LEGAL = frozenset({"treaty", "intergovernmental-agreement", "protocol"})


def subject_of(
    edition: Edition, imprint: Imprint, rendered: Rendered, node: Node, record: object
) -> Thing:
    """Return what the page *rendered* of *record* is about; {} for a record without a word."""
    names = Names(imprint, rendered.uri, edition.site.subject)
    match record:
        case Agreement():
            return _agreement(edition, record, node, names, rendered)
        case Series():
            return _dataset(edition, imprint, record, node, names, rendered)
        case Person():
            return {**named(edition, "Person", node, names), "alternateName": _others(record)}
        case Organisation():
            parent = Node("organisations", record.parent) if record.parent else None
            return {
                **named(edition, "Organization", node, names),
                "alternateName": [*([record.short] if record.short else []), *_others(record)],
                "parentOrganization": named(edition, "Organization", parent, names)
                if parent
                else {},
            }
        case Place():
            country = record.country
            return {
                **_place(edition, node.id, names),
                "alternateName": _others(record),
                "containedInPlace": _place(edition, country, names) if country else {},
            }
        case Record():
            return _declared(edition, record, node, names, rendered)
    return {}


def _declared(
    edition: Edition, record: Record, node: Node, names: Names, rendered: Rendered
) -> Thing:
    """Return a record of the site as what its collection says it is; {} where it does not say."""
    collection = edition.site.collection_of(node)
    if collection is None or not collection.type:
        return {}
    summary = collection.value_of(record, "summary")
    thing: Thing = {
        "@type": collection.type,
        "@id": names.node(node),
        "name": rendered.title,
        "description": edition.plain(summary) if summary else "",
    }
    if collection.type.endswith("Event"):
        status = collection.field_of("status")
        means = status.meaning.means.get(status.value_of(record) or "", "") if status else ""
        dates = collection.value_of(record, "when")
        thing |= {
            **(days_of(dates) if dates else {}),
            "eventStatus": _EVENT_STATUSES.get(means, ""),
        }
        thing["location"] = [
            _place(edition, id, names) for id in collection.ids_of(record, "where")
        ]
        people = [
            id
            for field in collection.fields.values()
            if field.names == "people"
            for id in field.ids_of(record)
        ]
        thing["attendee"] = [
            named(edition, "Person", Node("people", id), names) for id in dict.fromkeys(people)
        ]
    for field in collection.fields.values():
        if field.meaning.property:
            thing[field.meaning.property] = _property(edition, field, record, names)
    return {**thing, "subjectOf": {"@id": names.page(rendered.uri)}}


def _property(edition: Edition, field: Field, record: Record, names: Names) -> Any:
    value = field.value_of(record)
    if field.names:
        return [_thing(edition, Node(field.names, id), names) for id in field.ids_of(record)]
    if isinstance(value, Edtf):
        return exact_day(value)
    if field.shape.choices:
        return field.meaning.label_of(value or "")
    return list(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _thing(edition: Edition, node: Node, names: Names) -> Thing:
    """Return the record *node* with its type and its names."""
    if node.collection == "places":
        return _place(edition, node.id, names)
    collection = edition.site.collection_of(node)
    declared = collection.type if collection else ""
    type = {"people": "Person", "organisations": "Organization"}.get(node.collection, declared)
    return named(edition, type or "Thing", node, names)


def _agreement(
    edition: Edition, agreement: Agreement, node: Node, names: Names, rendered: Rendered
) -> Thing:
    signed = [exact_day(one.dates) for one in agreement.history if one.state == "signed"]
    is_law = agreement.kind in _LEGAL and bool(signed)
    parties = [_place(edition, id, names) for id in agreement.states]
    kind = KINDS_OF_AGREEMENT[agreement.kind]
    own: Thing = {"genre": kind, "spatialCoverage": parties}
    if is_law:
        own = {
            "legislationType": kind,
            "legislationDate": signed[0],
            "legislationJurisdiction": parties,
        }
    return {
        "@type": "Legislation" if is_law else "CreativeWork",
        "@id": names.node(node),
        "name": agreement.name,
        "alternateName": _others(agreement),
        **own,
        "contributor": [
            named(edition, "Organization", Node("organisations", id), names)
            for id in agreement.organisations
        ],
        "keywords": _topics(edition, node, agreement),
        "creativeWorkStatus": state_label(agreement.history[-1].state) if agreement.history else "",
        "subjectOf": {"@id": names.page(rendered.uri)},
    }


def _dataset(
    edition: Edition,
    imprint: Imprint,
    series: Series,
    node: Node,
    names: Names,
    rendered: Rendered,
) -> Thing:
    rows = edition.site.figures.rows(node.id)
    licence = imprint.data_licence
    works = dict.fromkeys(row.observation.citekey for row in rows)
    path = series_file(edition.site, node)
    file = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": names.file(path)}
    return {
        "@type": "Dataset",
        "@id": names.node(node),
        "name": series.name,
        "description": edition.plain(series.definition),
        "url": names.page(rendered.uri),
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": series.name,
            "unitText": series.unit,
        },
        "temporalCoverage": _coverage(rows),
        "spatialCoverage": [_place(edition, id, names) for id in series.places],
        "keywords": _topics(edition, node, series),
        "license": licence.url if licence else "",
        "distribution": [file] if path else [],
        "isBasedOn": [
            {"@id": names.node(Node(SOURCES, citekey))}
            for citekey in works
            if citekey in edition.site.works
        ],
        "subjectOf": {"@id": names.page(rendered.uri)},
    }


def _coverage(rows: tuple[Observed, ...]) -> str:
    """Return the years of *rows* as ``1991/2024``, ``2024`` for one; "" where none has any."""
    ends: list[date] = []
    for row in rows:
        period = row.observation.period
        if period.fiscal_year is not None:
            # It begins in one year and ends in the next, whatever its first month.
            ends += [date(period.fiscal_year, 1, 1), date(period.fiscal_year + 1, 1, 1)]
        elif period.date is not None:
            ends += [day for day in (period.date.earliest, period.date.latest) if day is not None]
    if not ends:
        return ""
    first, last = min(ends).year, max(ends).year
    return f"{first:04}" if first == last else f"{first:04}/{last:04}"


def _place(edition: Edition, id: str, names: Names) -> Thing:
    node = Node("places", id)
    record = getattr(edition.site.record(node), "record", None)
    is_country = isinstance(record, Place) and record.kind == "country"
    return named(edition, "Country" if is_country else "Place", node, names)


def _topics(edition: Edition, node: Node, record: Record) -> list[str]:
    """Return the topics of a record as their pages are called."""
    collection = edition.site.collection_of(node)
    topic = collection.field_of("topic") if collection else None
    if topic is None:
        return []
    nodes = [Node(topic.names, id) for id in topic.ids_of(record)]
    return [edition.label(node) for node in nodes if edition.site.record(node) is not None]


def _others(record: Person | Organisation | Place | Agreement) -> list[str]:
    return list(dict.fromkeys([*record.names.values(), *record.variants]))

"""`subject_of`: what the page of a record is about, in the terms of schema.org.

person, organisation, place: what they are. Visit: an Event. Series: a Dataset of the values on
the page. Agreement: a Legislation where the text is one between governments and was signed,
since schema.org has that word for legal documents with a date of signature; any other, such as a
memorandum, a contract or a plan that nobody is known to have signed, is a CreativeWork. Its last
proven state is its creativeWorkStatus; schema.org has no words for the states before it, and says
“in force” of today only, which no work can prove. A sector has no word: its page is an Article.
"""

from __future__ import annotations

from datetime import date

from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.frame.labels import AGREEMENT_KINDS
from sourcebook.pages.kinds.figures import series_file
from sourcebook.pages.machine.things import Names, Thing, days_of, exact_day, named
from sourcebook.records.content import (
    Agreement,
    Organisation,
    Person,
    Place,
    Sector,
    Series,
    Visit,
)
from sourcebook.site.facts import state_label
from sourcebook.site.figures import Observed
from sourcebook.site.graph import SOURCES, Node

_EVENT_STATUSES = {
    "held": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}
"""schema.org has no word for a visit of which it is unclear whether it took place."""

_LEGAL = frozenset({"treaty", "intergovernmental-agreement", "protocol"})


def subject_of(
    edition: Edition, imprint: Imprint, rendered: Rendered, node: Node, record: object
) -> Thing:
    """Return what the page *rendered* of *record* is about; {} for a record without a word."""
    names = Names(imprint, rendered.uri)
    match record:
        case Visit():
            return _event(edition, record, node, names, rendered)
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
    return {}


def _event(edition: Edition, visit: Visit, node: Node, names: Names, rendered: Rendered) -> Thing:
    people = [one.person for one in (*visit.visitors, *visit.hosts)]
    return {
        "@type": "Event",
        "@id": names.node(node),
        "name": rendered.title,
        "description": edition.plain(visit.summary),
        **days_of(visit.dates),
        "eventStatus": _EVENT_STATUSES.get(visit.status, ""),
        "location": [_place(edition, id, names) for id in visit.places],
        "attendee": [
            named(edition, "Person", Node("people", id), names) for id in dict.fromkeys(people)
        ],
        "contributor": [
            named(edition, "Organization", Node("organisations", id), names)
            for id in visit.organisations
        ],
        "subjectOf": {"@id": names.page(rendered.uri)},
    }


def _agreement(
    edition: Edition, agreement: Agreement, node: Node, names: Names, rendered: Rendered
) -> Thing:
    signed = [exact_day(one.dates) for one in agreement.history if one.state == "signed"]
    is_law = agreement.kind in _LEGAL and bool(signed)
    parties = [_place(edition, id, names) for id in agreement.states]
    kind = AGREEMENT_KINDS[agreement.kind]
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
        "keywords": _sectors(edition, agreement.sectors),
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
        "keywords": _sectors(edition, series.sectors),
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
            ends += [date(period.fiscal_year, 7, 1), date(period.fiscal_year + 1, 6, 30)]
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


def _sectors(edition: Edition, ids: tuple[str, ...]) -> list[str]:
    """Return the sectors with *ids* as their pages are called."""
    return [
        edition.label(Node("sectors", id))
        for id in ids
        if isinstance(getattr(edition.site.record(Node("sectors", id)), "record", None), Sector)
    ]


def _others(record: Person | Organisation | Place | Agreement) -> list[str]:
    return list(dict.fromkeys([*record.names.values(), *record.variants]))

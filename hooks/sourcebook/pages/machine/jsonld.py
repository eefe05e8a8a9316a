"""`graph_of`: what a page says, in the terms of schema.org, as one JSON-LD graph.

Only what the page shows. Names of terms are checked in a test against the list of those used.
The ``@id`` of a thing is the address of its page with a fragment, so that pages speak of the same
thing by the same name.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from sourcebook.pages.edition import Edition, Rendered
from sourcebook.pages.machine.citing import PageCitation
from sourcebook.pages.machine.imprint import Imprint
from sourcebook.pages.machine.things import (
    Names,
    Thing,
    body,
    days_of,
    named,
    subject_of,
    work_thing,
)
from sourcebook.pages.tables.datapackage import PATH
from sourcebook.pages.tables.files import DataFiles
from sourcebook.site.content import Visit
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.works import Work

_EVENT_STATUSES = {
    "held": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}
"""schema.org has no word for a visit of which it is unclear whether it took place."""

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_SCRIPT = Markup('<script type="application/ld+json">{}</script>')


def script_of(things: list[Thing]) -> Markup:
    """Return the graph of *things* as an element that no text in it can close; "" for none."""
    if not things:
        return Markup()
    whole = {"@context": "https://schema.org", "@graph": [_filled(thing) for thing in things]}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return _SCRIPT.format(Markup(text))


def graph_of(
    edition: Edition,
    imprint: Imprint,
    rendered: Rendered,
    citation: PageCitation | None,
    work: Work | None = None,
) -> list[Thing]:
    """Return what the page *rendered* is and is about.

    *citation* is given for a page that can be cited, *work* for the page of a work.
    """
    names = Names(imprint, rendered.uri)
    if rendered.kind == "home":
        return [_website(imprint, names)]
    if work is not None:
        page = _page(imprint, rendered, citation, names, "WebPage")
        made = work_thing(work, names)
        return [{**page, "mainEntity": {"@id": made["@id"]}}, made]
    loaded = rendered.page.record if rendered.page else None
    if loaded is None:
        return []
    node = Node(loaded.collection, loaded.id)
    if rendered.kind in {"visit", "sector"}:
        page = _page(imprint, rendered, citation, names, "Article")
        page["citation"] = [
            {"@id": names.node(Node(SOURCES, citekey))}
            for citekey in edition.site.cited.get(rendered.uri, {})
        ]
        if not isinstance(loaded.record, Visit):
            return [page]
        event = _event(edition, loaded.record, node, names, rendered)
        return [{**page, "about": {"@id": event["@id"]}}, event]
    subject = subject_of(edition, node, loaded.record, names)
    return [subject] if subject else []


def dataset(imprint: Imprint, rendered: Rendered, files: DataFiles) -> list[Thing]:
    """Return the data of the site as the page that lists them shows them."""
    names = Names(imprint, rendered.uri)
    licence = imprint.data_licence
    return [
        {
            "@type": "Dataset",
            "@id": names.page(rendered.uri, "dataset"),
            "name": rendered.title,
            "description": rendered.description,
            "url": names.page(rendered.uri),
            "license": licence.url if licence else "",
            "creator": body(imprint.author),
            "isPartOf": _website(imprint, names),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": table.title,
                    "encodingFormat": "text/csv",
                    "contentUrl": names.file(path),
                }
                for path, table in files.tables.items()
            ]
            + [
                {
                    "@type": "DataDownload",
                    "name": PATH,
                    "encodingFormat": "application/json",
                    "contentUrl": names.file(PATH),
                }
            ],
        }
    ]


def _website(imprint: Imprint, names: Names) -> Thing:
    home = names.page("index.md")
    return {
        "@type": "WebSite",
        "@id": names.page("index.md", "website"),
        "name": imprint.name,
        "url": home,
    }


def _page(
    imprint: Imprint,
    rendered: Rendered,
    citation: PageCitation | None,
    names: Names,
    type: str,
) -> Thing:
    licence = imprint.text_licence
    return {
        "@type": type,
        "@id": names.page(rendered.uri),
        "headline" if type == "Article" else "name": rendered.title,
        "url": names.page(rendered.uri),
        "dateModified": citation.day if citation else "",
        "author": body(imprint.author),
        "license": licence.url if licence else "",
        "inLanguage": imprint.language,
        "isPartOf": _website(imprint, names),
    }


def _event(edition: Edition, visit: Visit, node: Node, names: Names, rendered: Rendered) -> Thing:
    people = [one.person for one in (*visit.visitors, *visit.hosts)]
    return {
        "@type": "Event",
        "@id": names.node(node),
        "name": rendered.title,
        "description": edition.plain(visit.summary),
        **days_of(visit.dates),
        "eventStatus": _EVENT_STATUSES.get(visit.status, ""),
        "location": [named(edition, "Place", Node("places", id), names) for id in visit.places],
        "attendee": [
            named(edition, "Person", Node("people", id), names) for id in dict.fromkeys(people)
        ],
        "contributor": [
            named(edition, "Organization", Node("organisations", id), names)
            for id in visit.organisations
        ],
        "subjectOf": {"@id": names.page(rendered.uri)},
    }


def _filled(thing: Thing) -> Thing:
    """Return *thing* without what is empty."""
    return {key: _inner(value) for key, value in thing.items() if value}


def _inner(value: Any) -> Any:
    if isinstance(value, dict):
        return _filled(value)
    if isinstance(value, list):
        return [_inner(part) for part in value]
    return value

"""`graph_of`: what a page says, in the terms of schema.org, as one JSON-LD graph.

Only what the page shows. Names of terms are checked in a test against the list of those used.
The ``@id`` of a thing is the address of its page with a fragment, so that pages speak of the same
thing by the same name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.edition import Edition, Rendered
from sourcebook.pages.machine.citing import PageCitation
from sourcebook.pages.machine.imprint import Imprint
from sourcebook.pages.tables.datapackage import PATH
from sourcebook.pages.tables.files import DataFiles
from sourcebook.pages.urls import file_href, href
from sourcebook.site.content import Organisation, Person, Place, Visit
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.naming import page_uri
from sourcebook.site.works import Work

Thing = dict[str, Any]

FRAGMENTS = {
    "visits": "event",
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    SOURCES: "work",
}
"""Collection → the fragment that turns the address of a page into the name of its subject."""

WORK_TYPES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "broadcast": "VideoObject",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "motion_picture": "VideoObject",
    "paper-conference": "ScholarlyArticle",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "thesis": "Thesis",
    "treaty": "Legislation",
    "webpage": "WebPage",
}
"""CSL type → type of schema.org; others are a CreativeWork."""

_EVENT_STATUSES = {
    "held": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}
"""schema.org has no word for a visit of which it is unclear whether it took place."""

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_SCRIPT = Markup('<script type="application/ld+json">{}</script>')


class Names:
    """The ``@id`` of things, as one page says them."""

    def __init__(self, imprint: Imprint, page: str) -> None:
        self._imprint = imprint
        self._page = page

    def page(self, uri: str, fragment: str = "") -> str:
        """Return the name of a page, or of what a fragment on it stands for."""
        if self._imprint.url:
            return self._imprint.address(uri, fragment)
        return href(self._page, uri, fragment)

    def node(self, node: Node) -> str:
        """Return the name of a record or work."""
        return self.page(page_uri(node), FRAGMENTS.get(node.collection, ""))

    def file(self, path: str) -> str:
        """Return the address of a file of the site."""
        return f"{self._imprint.url}{path}" if self._imprint.url else file_href(self._page, path)


def script_of(things: list[Thing]) -> Markup:
    """Return the graph of *things* as an element that no text in it can close; "" for none."""
    if not things:
        return Markup()
    whole = {"@context": "https://schema.org", "@graph": [_filled(thing) for thing in things]}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return _SCRIPT.format(Markup(text))


def graph_of(
    edition: Edition, imprint: Imprint, rendered: Rendered, citation: PageCitation | None
) -> list[Thing]:
    """Return what the page *rendered* is and is about; *citation* for a page that can be cited."""
    names = Names(imprint, rendered.uri)
    if rendered.kind == "home":
        return [_website(imprint, names)]
    if rendered.kind == "source":
        (citekey,) = (
            found for found in (_citekeys(edition).get(rendered.uri),) if found is not None
        )
        work = _work(edition, edition.site.works[citekey], names)
        page = _page(imprint, rendered, citation, names, "WebPage")
        return [{**page, "mainEntity": {"@id": work["@id"]}}, work]
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
    subject = _subject(edition, node, loaded.record, names)
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
            "creator": _body(imprint.author),
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


def _citekeys(edition: Edition) -> Mapping[str, str]:
    return edition.citekeys_by_uri


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
        "author": _body(imprint.author),
        "license": licence.url if licence else "",
        "inLanguage": imprint.language,
        "isPartOf": _website(imprint, names),
    }


def _body(name: str) -> Thing:
    return {"@type": "Organization", "name": name} if name else {}


def _event(edition: Edition, visit: Visit, node: Node, names: Names, rendered: Rendered) -> Thing:
    people = [one.person for one in (*visit.visitors, *visit.hosts)]
    return {
        "@type": "Event",
        "@id": names.node(node),
        "name": rendered.title,
        "description": edition.plain(visit.summary),
        **_days(visit.dates),
        "eventStatus": _EVENT_STATUSES.get(visit.status, ""),
        "location": [_named(edition, "Place", Node("places", id), names) for id in visit.places],
        "attendee": [
            _named(edition, "Person", Node("people", id), names) for id in dict.fromkeys(people)
        ],
        "contributor": [
            _named(edition, "Organization", Node("organisations", id), names)
            for id in visit.organisations
        ],
        "subjectOf": {"@id": names.page(rendered.uri)},
    }


def _days(dates: Edtf) -> Thing:
    """Return start and end as far as they are certain: schema.org cannot say “about”."""
    if dates.is_uncertain or dates.is_approximate or dates.precision not in _EXACT:
        return {}
    return {"startDate": dates.iso_start or "", "endDate": dates.iso_end or ""}


_EXACT = ("day", "month", "year")


def _named(edition: Edition, type: str, node: Node, names: Names) -> Thing:
    return {"@type": type, "@id": names.node(node), "name": edition.label(node)}


def _subject(edition: Edition, node: Node, record: object, names: Names) -> Thing:
    match record:
        case Person():
            return {**_named(edition, "Person", node, names), "alternateName": _others(record)}
        case Organisation():
            parent = Node("organisations", record.parent) if record.parent else None
            return {
                **_named(edition, "Organization", node, names),
                "alternateName": [*([record.short] if record.short else []), *_others(record)],
                "parentOrganization": _named(edition, "Organization", parent, names)
                if parent
                else {},
            }
        case Place():
            country = Node("places", record.country) if record.country else None
            return {
                **_named(edition, "Place", node, names),
                "alternateName": _others(record),
                "containedInPlace": _named(edition, "Place", country, names) if country else {},
            }
    return {}


def _others(record: Person | Organisation | Place) -> list[str]:
    return list(dict.fromkeys([*record.names.values(), *record.variants]))


def _work(edition: Edition, work: Work, names: Names) -> Thing:
    date = work.date
    is_exact = date is not None and not date.is_interval and bool(_days(date))
    return {
        "@type": WORK_TYPES.get(str(work.csl.get("type", "")), "CreativeWork"),
        "@id": names.node(Node(SOURCES, work.citekey)),
        "name": work.title or work.label,
        "author": [
            {
                "@type": "Organization" if name.literal else "Person",
                "name": name.display(),
            }
            for name in work.authors
            if not name.is_others
        ],
        "datePublished": date.iso_start if date is not None and is_exact else "",
        "publisher": _body(work.publisher or ""),
        "url": work.url or "",
        "archivedAt": work.archiveurl or "",
        "inLanguage": work.langid or "",
        "isBasedOn": [{"@id": names.node(Node(SOURCES, key))} for key in work.basedon],
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


def things_in(things: list[Thing]) -> Iterator[Thing]:
    """Yield every object of a graph, those within others included."""
    for thing in things:
        yield thing
        for value in thing.values():
            parts = value if isinstance(value, list) else [value]
            yield from things_in([part for part in parts if isinstance(part, dict)])

"""`graph_of`: what a page says, in the terms of schema.org, as one JSON-LD graph.

Only what the page shows. Every page has the way to it, and what it is: an Article (a record of the
site), a CollectionPage (index, filter), else a WebPage; what it is about is said in `subjects`, and
of works in `things`. Names of terms are checked in a test against the list of those used.
The ``@id`` of a thing is the address of its page with a fragment, so that pages speak of the same
thing by the same name.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.horizon import coverage_of_time, is_of_the_present
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.machine.citing import PageCitation
from sourcebook.pages.machine.subjects import subject_of
from sourcebook.pages.machine.things import Names, Thing, body, work_thing
from sourcebook.pages.tables.datapackage import PATH
from sourcebook.pages.tables.files import DataFiles
from sourcebook.site.graph import SOURCES, Node
from sourcebook.works.works import Work

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
    section: Rendered | None,
    citation: PageCitation | None,
    work: Work | None = None,
) -> list[Thing]:
    """Return what the page *rendered* is and is about, and the way to it.

    *section* is the index that it belongs to, *citation* is given for a page that can be cited,
    *work* for the page of a work.
    """
    names = Names(imprint, rendered.uri, edition.site.subject)
    covered = coverage_of_time(edition.site.subject.horizon)
    if rendered.kind == "home":
        return [{**_website(imprint, names), "temporalCoverage": covered}]
    collection = edition.site.collection_of(rendered.page.node) if rendered.page else None
    is_article = collection is not None and collection.is_declared
    page = _page(imprint, rendered, citation, names, is_article=is_article)
    if is_of_the_present(edition, rendered):
        page["temporalCoverage"] = covered
    crumbs = _crumbs(imprint, section, rendered, names)
    if work is not None:
        made = work_thing(work, names)
        return [{**page, "mainEntity": {"@id": made["@id"]}}, made, crumbs]
    loaded = rendered.page.record if rendered.page else None
    if loaded is None:
        return [page, crumbs]
    cited = edition.site.cited.get(rendered.uri, {})
    page["citation"] = [{"@id": names.node(Node(SOURCES, citekey))} for citekey in cited]
    node = Node(loaded.collection, loaded.id)
    subject = subject_of(edition, imprint, rendered, node, loaded.record)
    if not subject:
        return [page, crumbs]
    relation = "about" if page["@type"] == "Article" else "mainEntity"
    return [{**page, relation: {"@id": subject["@id"]}}, subject, crumbs]


def dataset(
    edition: Edition, imprint: Imprint, rendered: Rendered, files: DataFiles
) -> list[Thing]:
    """Return the data of the site as the page that lists them shows them, and the way to it."""
    names = Names(imprint, rendered.uri, edition.site.subject)
    licence = imprint.data_licence
    return [
        _crumbs(imprint, None, rendered, names),
        {
            "@type": "Dataset",
            "@id": names.page(rendered.uri, "dataset"),
            "name": rendered.title,
            "description": rendered.description,
            "url": names.page(rendered.uri),
            "temporalCoverage": coverage_of_time(edition.site.subject.horizon),
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
        },
    ]


def _website(imprint: Imprint, names: Names) -> Thing:
    home = names.page("index.md")
    return {
        "@type": "WebSite",
        "@id": names.page("index.md", "website"),
        "name": imprint.name,
        "url": home,
    }


_PAGE_TYPES = {"filter": "CollectionPage", "index": "CollectionPage"}
"""By kind of page; a record of the site is an Article, others are a WebPage."""


def _page(
    imprint: Imprint,
    rendered: Rendered,
    citation: PageCitation | None,
    names: Names,
    *,
    is_article: bool,
) -> Thing:
    """Return the page itself; who answers for it and when it changed, where the page says so."""
    type = "Article" if is_article else _PAGE_TYPES.get(rendered.kind, "WebPage")
    page = {
        "@type": type,
        "@id": names.page(rendered.uri),
        "headline" if type == "Article" else "name": rendered.title,
        "url": names.page(rendered.uri),
        "inLanguage": imprint.language,
        "isPartOf": _website(imprint, names),
    }
    if citation is not None:
        licence = imprint.text_licence
        page |= {
            "dateModified": citation.day,
            "author": body(imprint.author),
            "license": licence.url if licence else "",
        }
    return page


def _crumbs(imprint: Imprint, section: Rendered | None, rendered: Rendered, names: Names) -> Thing:
    """Return the way to a page: the site by its name, the index of the page, the page."""
    way = [("index.md", imprint.name)]
    if section is not None and section.uri != rendered.uri:
        way.append((section.uri, section.title))
    way.append((rendered.uri, rendered.title))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": names.page(uri)}
            for place, (uri, name) in enumerate(way, start=1)
        ],
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

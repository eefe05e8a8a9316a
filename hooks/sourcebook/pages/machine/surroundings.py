"""`surroundings_of`: what stands around the text of a page: its head, and how to cite it.

Links of the relations that FAIR Signposting asks for (signposting.org/FAIR): ``cite-as``,
``describedby``, ``license``, ``type``; ``alternate`` links to the feed and the calendar; tags for
Zotero and Google Scholar and JSON-LD (`tags`, `jsonld`); the box “Cite this page”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from sourcebook.formats.edtf import Edtf, parse_edtf
from sourcebook.pages.downloads import downloads
from sourcebook.pages.edition import Edition, Rendered
from sourcebook.pages.exports import FORMATS
from sourcebook.pages.feeds import ATOM_PATH, ATOM_TYPE, CALENDAR_PATH, CALENDAR_TYPE
from sourcebook.pages.gone import MOVED, REMOVED
from sourcebook.pages.head import CITABLE, heads_of
from sourcebook.pages.machine.citing import NAME, PageCitation, citation_of
from sourcebook.pages.machine.imprint import Imprint, day_of, paths_of
from sourcebook.pages.machine.jsonld import dataset, graph_of, script_of
from sourcebook.pages.machine.tags import page_tags, work_tags
from sourcebook.pages.render import render
from sourcebook.pages.scripts import mark_scripts
from sourcebook.pages.tables.data_page import DATA_URI
from sourcebook.pages.tables.datapackage import PATH
from sourcebook.pages.tables.files import JSON_TYPE, DataFiles
from sourcebook.pages.urls import file_href, href, url_of
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.naming import page_uri
from sourcebook.site.works import Work

_TYPES = {
    "visit": "https://schema.org/Article",
    "sector": "https://schema.org/Article",
    "source": "https://schema.org/AboutPage",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A ``<link>`` of the head."""

    rel: str
    url: str
    media_type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the theme puts around one page."""

    head: Markup = field(default_factory=Markup)
    after: Markup = field(default_factory=Markup)
    """Below the text."""
    og: Mapping[str, str] = field(default_factory=dict)
    """Properties of Open Graph; "" leaves one out."""
    canonical: str = ""
    """The address that this one stands for, where it is not its own."""
    revised: str = ""
    """Day of the last revision, for the sitemap; "" where it is not known."""
    is_gone: bool = False
    """Its address is kept, and nobody should be led there."""


def surroundings_of(
    edition: Edition,
    imprint: Imprint,
    pages: Mapping[str, Rendered],
    files: DataFiles,
    feeds: set[str],
    moved: Mapping[str, str],
) -> tuple[dict[str, Surroundings], dict[str, str]]:
    """Return the surroundings of every page by URI, and the files of their own references."""
    works = {page_uri(Node(SOURCES, key)): work for key, work in edition.site.works.items()}
    paths = paths_of(edition.site, pages)
    heads = heads_of(edition.site, pages)
    found: dict[str, Surroundings] = {}
    references: dict[str, str] = {}
    for uri, rendered in pages.items():
        revised = imprint.revised(paths[uri])
        if rendered.kind in (MOVED, REMOVED):
            found[uri] = _gone(imprint, uri, moved.get(uri, ""))
            continue
        work = works.get(uri) if rendered.kind == "source" else None
        is_citable = rendered.kind in CITABLE
        citation = citation_of(imprint, rendered, revised) if is_citable else None
        if citation is not None:
            folder = f"{uri.removesuffix('.md')}/{NAME}"
            references |= {f"{folder}.{suffix}": text for suffix, text in citation.files()}
        things = graph_of(edition, imprint, rendered, citation, work)
        if uri == DATA_URI:
            things = dataset(imprint, rendered, files)
        tags = []
        if citation is not None:
            tags = [pair for pair in (work_tags(work) if work else page_tags(citation)) if pair[1]]
        links = [*_links(imprint, rendered, citation), *_alternates(uri, feeds)]
        found[uri] = Surroundings(
            head=heads.get(uri, Markup())
            + render("surroundings", tags=tags, links=links, target="", script=script_of(things)),
            after=_box(imprint, rendered, citation) if citation else Markup(),
            og=_og(imprint, work),
            # An index changes with anything: no day is its own.
            revised=day_of(revised) if paths[uri] else "",
        )
    return found, references


def _gone(imprint: Imprint, uri: str, target: str) -> Surroundings:
    head = render(
        "surroundings",
        tags=[("robots", "noindex")],
        links=[],
        target=href(uri, target) if target else "",
        script=Markup(),
    )
    canonical = imprint.url + url_of(target) if target and imprint.url else ""
    return Surroundings(head, canonical=canonical, is_gone=True)


def _og(imprint: Imprint, work: Work | None) -> dict[str, str]:
    """Return the properties of Open Graph that are not everywhere the same.

    Zotero takes the type of Open Graph before ours, the name of the site for the newspaper and
    the description for the abstract: the page of a work gives none of these.
    """
    if work is not None:
        return {"og:site_name": "", "og:description": ""}
    return {"og:type": "website", "og:locale": imprint.language.replace("-", "_")}


def _links(imprint: Imprint, rendered: Rendered, citation: PageCitation | None) -> Iterator[Link]:
    uri = rendered.uri
    if uri == DATA_URI:
        yield Link("describedby", file_href(uri, PATH), JSON_TYPE, "Data Package")
        yield Link("type", "https://schema.org/Dataset")
        if imprint.data_licence:
            yield Link("license", imprint.data_licence.url)
    if citation is None:
        return
    if citation.url:
        yield Link("cite-as", citation.url)
    if rendered.kind != "source":
        # The page of a work is described by the entry of the work (see `pages.head`).
        for form in FORMATS:
            path = f"{uri.removesuffix('.md')}/{NAME}.{form.suffix}"
            title = f"This page in {form.name}"
            yield Link("describedby", file_href(uri, path), form.media_type, title)
    yield Link("type", _TYPES[rendered.kind])
    if imprint.text_licence:
        yield Link("license", imprint.text_licence.url)


def _alternates(uri: str, feeds: set[str]) -> Iterator[Link]:
    if ATOM_PATH in feeds:
        yield Link("alternate", file_href(uri, ATOM_PATH), ATOM_TYPE, "Visits (Atom)")
    if CALENDAR_PATH in feeds:
        title = "Visits (iCalendar)"
        yield Link("alternate", file_href(uri, CALENDAR_PATH), CALENDAR_TYPE, title)


def _box(imprint: Imprint, rendered: Rendered, citation: PageCitation) -> Markup:
    uri = rendered.uri
    date = parse_edtf(citation.day) if citation.day else None
    return render(
        "citebox",
        texts=[
            ("APA", citation.apa()),
            ("Chicago", citation.chicago()),
            ("MLA", citation.mla()),
        ],
        link=citation.url,
        day=citation.day,
        revised=date.display() if isinstance(date, Edtf) else "",
        licence=imprint.text_licence,
        downloads=downloads(
            uri, f"{uri.removesuffix('.md')}/{NAME}", "This page", citation.citekey
        ),
        bibtex=citation.bibtex().strip(),
    )


def with_scripts(
    surroundings: Mapping[str, Surroundings], languages: Mapping[str, str]
) -> dict[str, Surroundings]:
    """Return *surroundings* with the words in other scripts below the text marked as such."""
    return {
        uri: replace(one, after=Markup(mark_scripts(str(one.after), languages)))
        for uri, one in surroundings.items()
    }

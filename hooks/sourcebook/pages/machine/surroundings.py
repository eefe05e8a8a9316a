"""`surroundings_of`: what stands around the text of a page: its head, and how to cite it.

Tags for Zotero and Google Scholar (`tags`), links that lead programs (`signposts`), JSON-LD
(`jsonld`), Open Graph (`opengraph`); the box “Cite this page”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from sourcebook.formats.edtf import Edtf, parse_edtf
from sourcebook.pages.evidence.gone import MOVED, REMOVED
from sourcebook.pages.frame.downloads import downloads
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.imprint import Imprint, day_of, paths_of
from sourcebook.pages.frame.memory import Memory
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.scripts import mark_scripts
from sourcebook.pages.frame.urls import href, url_of
from sourcebook.pages.kinds.figures import series_file
from sourcebook.pages.machine.citing import NAME, PageCitation, citation_of
from sourcebook.pages.machine.jsonld import dataset, graph_of, script_of
from sourcebook.pages.machine.opengraph import picture_tags, properties
from sourcebook.pages.machine.signposts import feed_links, signposts
from sourcebook.pages.machine.tags import Tag, citation_reference, page_tags, work_tags
from sourcebook.pages.pictures import Pictured
from sourcebook.pages.tables.data_page import DATA_URI
from sourcebook.pages.tables.files import DataFiles
from sourcebook.progress import Tell, tell_nobody
from sourcebook.progress import told as told_of
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.naming import page_uri
from sourcebook.works.works import Work

UNLISTED = frozenset({MOVED, REMOVED, "filter", "ledger", "search"})
"""Kinds of pages that the sitemap does not have: nothing is there, or what other pages have."""

_NO_FILES = DataFiles({}, {}, {})


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
    is_listed: bool = True
    """Whether the sitemap has it."""


def surroundings_of(
    edition: Edition,
    imprint: Imprint,
    pages: Mapping[str, Rendered],
    pictures: Mapping[str, Pictured],
    files: DataFiles,
    feeds: set[str],
    moved: Mapping[str, str],
    memory: Memory | None = None,
    tell: Tell = tell_nobody,
) -> tuple[dict[str, Surroundings], dict[str, str]]:
    """Return the surroundings of every page by URI, and the files of their own references."""
    citekeys = {page_uri(Node(SOURCES, key)): key for key in edition.site.works}
    paths = paths_of(edition.site, pages)
    sections = dict.fromkeys(page.section for page in pages.values())
    told: dict[str, Mapping[str, Any]] = {
        "pictures": pictures,
        # Of its index a page says the name; that lists change is nothing to it.
        "sections": {
            uri: replace(pages[uri], markdown="", slots={}, page=None, parts=())
            for uri in sections
            if uri in pages
        },
        "site": {"imprint": replace(imprint, revisions={}), "feeds": frozenset(feeds)},
    }
    if memory is not None and memory.edition is not None:
        edition = memory.edition
        told = {name: memory.noting(f"told/{name}", of) for name, of in told.items()}
    found: dict[str, Surroundings] = {}
    references: dict[str, str] = {}
    for uri, rendered in told_of(tell, "Metadata", list(pages.items())):
        if rendered.kind in (MOVED, REMOVED):
            found[uri] = _gone(imprint, uri, moved.get(uri, ""))
            continue
        citekey = citekeys.get(uri, "") if rendered.kind == "source" else ""
        given = (citekey, imprint.revised(paths[uri]), bool(paths[uri]))
        if memory is None or uri == DATA_URI:
            found[uri], own = _around(edition, told, rendered, *given, files)
        else:
            make = partial(_around, edition, told, rendered, *given)
            found[uri], own = memory.make(("around", uri), make, rendered, *given)
        references |= own
    return found, references


def _around(
    edition: Edition,
    told: Mapping[str, Mapping[str, Any]],
    rendered: Rendered,
    citekey: str,
    revised: int,
    has_own_day: bool,
    files: DataFiles = _NO_FILES,
) -> tuple[Surroundings, dict[str, str]]:
    """Return the surroundings of a page, and the files of its own reference.

    *told* is what the site says of itself, its pictures and its indexes; *citekey* is that of the
    work that the page is about, *files* are for the page that lists them.
    """
    uri, imprint, picture = (
        rendered.uri,
        told["site"]["imprint"],
        told["pictures"].get(rendered.uri),
    )
    work = edition.site.works[citekey] if citekey else None
    collection = edition.site.collection_of(rendered.page.node) if rendered.page else None
    is_citable = work is not None or (collection is not None and collection.is_declared)
    citation = citation_of(imprint, rendered, revised) if is_citable else None
    own: dict[str, str] = {}
    # What is asked for on the page of a work is the work, which has files of its own.
    if citation is not None and work is None:
        folder = f"{uri.removesuffix('.md')}/{NAME}"
        own = {f"{folder}.{suffix}": text for suffix, text in citation.files()}
    section = told["sections"].get(rendered.section)
    things = graph_of(edition, imprint, rendered, section, citation, work)
    if uri == DATA_URI:
        things = dataset(edition, imprint, rendered, files)
    series = series_file(edition.site, rendered.page.node) if rendered.page else ""
    signs = signposts(imprint, rendered, citation, work, files, series)
    horizon = edition.site.subject.horizon
    around = Surroundings(
        head=render(
            "surroundings",
            tags=[
                *_tags(edition, uri, citation, work),
                *picture_tags(picture),
                *([] if rendered.kind not in UNLISTED else [("robots", "noindex")]),
            ],
            links=[*signs, *feed_links(uri, told["site"]["feeds"])],
            target="",
            script=script_of(things),
        ),
        after=_box(imprint, rendered, citation, horizon, has_files=bool(own))
        if citation
        else Markup(),
        og=properties(imprint, work, picture),
        # An index changes with anything: no day is its own.
        revised=day_of(revised) if has_own_day else "",
        is_listed=rendered.kind not in UNLISTED,
    )
    return around, own


def _tags(
    edition: Edition, uri: str, citation: PageCitation | None, work: Work | None
) -> Iterator[Tag]:
    """Yield the tags of a page that can be cited; an empty one would be taken for a value."""
    if citation is None:
        return
    yield from (pair for pair in (work_tags(work) if work else page_tags(citation)) if pair[1])
    if work is None:
        for citekey in edition.site.cited.get(uri, {}):
            yield "citation_reference", citation_reference(edition.site.works[citekey])


def _gone(imprint: Imprint, uri: str, target: str) -> Surroundings:
    head = render(
        "surroundings",
        tags=[("robots", "noindex")],
        links=[],
        target=href(uri, target) if target else "",
        script=Markup(),
    )
    canonical = imprint.url + url_of(target) if target and imprint.url else ""
    return Surroundings(head, canonical=canonical, is_listed=False)


def _box(
    imprint: Imprint,
    rendered: Rendered,
    citation: PageCitation,
    horizon: Edtf | None,
    *,
    has_files: bool,
) -> Markup:
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
        horizon=horizon,
        licence=imprint.text_licence,
        downloads=downloads(uri, f"{uri.removesuffix('.md')}/{NAME}", "This page", citation.citekey)
        if has_files
        else "",
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

"""`signposts`, `feed_links`: the links in the head of a page that lead programs.

FAIR Signposting (signposting.org/FAIR), as far as it can be said in HTML. A link speaks of the
page that it stands on, and of what that page stands for:

records        the page is the work: ``cite-as`` and ``describedby`` are its own address and its
               own entry. The works that it cites are no description of it; their files are
               linked below its list of references.
source         the landing page of a work: ``describedby`` is the entry of the work, ``type`` says
               so, and ``related`` is where it was published (``cite-as`` is the name under which
               it is kept here, signposting.org/adopters). The licence of our words is not that of
               the work, so there is none.
series, data   a dataset, its files (``item``) and their licence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from sourcebook.pages.exports import FORMATS, work_path
from sourcebook.pages.feeds import ATOM_PATH, ATOM_TYPE, CALENDAR_TYPE
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.frame.urls import file_href
from sourcebook.pages.machine.citing import NAME, PageCitation
from sourcebook.pages.machine.things import SCHEMA, WORK_TYPES, Names
from sourcebook.pages.tables.data_page import DATA_URI
from sourcebook.pages.tables.datapackage import PATH
from sourcebook.pages.tables.files import JSON_TYPE, DataFiles
from sourcebook.works.works import Work

CSV_TYPE = "text/csv"
_DOI = "https://doi.org/"


@dataclass(frozen=True, slots=True)
class Link:
    """A ``<link>`` of the head."""

    rel: str
    url: str
    media_type: str = ""
    title: str = ""


def signposts(
    imprint: Imprint,
    rendered: Rendered,
    citation: PageCitation | None,
    work: Work | None,
    tables: DataFiles,
    series_file: str,
) -> Iterator[Link]:
    """Yield the signposts of the page *rendered*.

    *citation* is given for a page that can be cited, *work* for the page of a work, *series_file*
    (the path of its table, or "") for the page of a series.
    """
    names = Names(imprint, rendered.uri)
    if citation is not None and citation.url:
        yield Link("cite-as", citation.url)
    if work is not None:
        yield from _descriptions(names, work_path(work.citekey), "The work")
        kind = WORK_TYPES.get(str(work.csl.get("type", "")), "CreativeWork")
        yield Link("type", f"{SCHEMA}AboutPage")
        yield Link("type", f"{SCHEMA}{kind}")
        if address := _DOI + quote(work.doi) if work.doi else work.url:
            yield Link("related", address)
    elif citation is not None:
        yield from _descriptions(names, f"{rendered.uri.removesuffix('.md')}/{NAME}", "This page")
        yield Link("type", f"{SCHEMA}Article")
        if imprint.text_licence:
            yield Link("license", imprint.text_licence.url)
    elif rendered.uri == DATA_URI or series_file:
        if rendered.uri == DATA_URI:
            yield Link("describedby", names.file(PATH), JSON_TYPE, "Data Package")
        for path in [series_file] if series_file else tables.tables:
            yield Link("item", names.file(path), CSV_TYPE)
        yield Link("type", f"{SCHEMA}Dataset")
        if imprint.data_licence:
            yield Link("license", imprint.data_licence.url)


def _descriptions(names: Names, path: str, what: str) -> Iterator[Link]:
    for form in FORMATS:
        title = f"{what} in {form.name}"
        yield Link("describedby", names.file(f"{path}.{form.suffix}"), form.media_type, title)


def feed_links(uri: str, feeds: Collection[str]) -> Iterator[Link]:
    """Yield the links of the page at *uri* to the feed and the calendar, where there are such.

    Material 9.8 takes every link whose ``rel`` is ``alternate`` and nothing else for the site in
    another language, and fetches the sitemap beside it on every page. With ``feed``, a second
    word that says what it is, readers of feeds find it (``rel`` is a set of words), and the theme
    does not. The calendar is not the page in another form, so it is ``related`` to it.
    """
    for path in sorted(feeds):
        is_feed = path == ATOM_PATH
        relation = "alternate feed" if is_feed else "related"
        title = "Atom feed" if is_feed else f"Calendar of {path.removesuffix('.ics')} (iCalendar)"
        yield Link(relation, file_href(uri, path), ATOM_TYPE if is_feed else CALENDAR_TYPE, title)

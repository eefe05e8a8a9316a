"""`publish_sources`, `relink`: from sources to finished pages, for every host.

The flow of a whole project (compile, format in one run of pandoc, make pages), and the same for
one page whose text is known only when the host has it: other plugins insert some late.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sourcebook.cache import Cache, digest
from sourcebook.checks.citations import check_citations
from sourcebook.citeproc import (
    Formatted,
    Piece,
    Request,
    format_references,
    format_works,
    style_kind,
)
from sourcebook.compilation import Compilation, compile_site
from sourcebook.diagnostics import Diagnostic, rules_cit
from sourcebook.pages.compose import compose
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.markers import page_requests, reference_list, requests_of
from sourcebook.pages.frame.memory import Memory
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.pictures import TitleCard, drawing_version, pieces_of, png_of
from sourcebook.pages.prose import render_text
from sourcebook.pages.publish import publish
from sourcebook.progress import Tell, tell_nobody, told
from sourcebook.project import Sources
from sourcebook.revision import build_epoch, revisions
from sourcebook.settings import DisplayMode, Settings
from sourcebook.site.graph import PAGES, Node
from sourcebook.site.linking import with_body
from sourcebook.site.model import Page, Site

PICTURES = "pictures"
"""Room of the cache."""

EXPORTED = "exported"
"""In the front matter of a page that `sourcebook export` wrote: all is in it."""


@dataclass(frozen=True, slots=True)
class Publication:
    """All pages of a project, and what is needed to make one of them again."""

    sources: Sources
    compilation: Compilation
    edition: Edition
    pages: Mapping[str, Rendered]
    """By URI: written pages first, then generated ones."""


@dataclass(frozen=True, slots=True)
class LatePage:
    """A page with a text that the compilation did not see."""

    uri: str
    view: Site
    """The site as this page sees it."""
    rendered: Rendered
    """As it was before."""
    problems: tuple[Diagnostic, ...]
    """Of the citations that the text brought."""


@dataclass(slots=True)
class LatePages:
    """The pages of one build whose text came late, until all are known and can be finished."""

    publication: Publication
    problems: list[Diagnostic] = field(default_factory=list)
    """Of the citations that late texts brought."""
    _waiting: dict[str, LatePage] = field(default_factory=dict)

    def __contains__(self, uri: str) -> bool:
        return uri in self._waiting

    def take(self, rendered: Rendered, before: str, now: str) -> str:
        """Return the Markdown of a page for its text *now*; see `relink`."""
        late = relink(self.publication, rendered, before, now)
        self._waiting[rendered.uri] = late
        self.problems += late.problems
        return render_late(self.publication, late).markdown

    def finish(self, cache: Cache) -> dict[str, Rendered]:
        """Return the pages taken, with their slots. Raises `citeproc.CiteprocError`."""
        citations = format_late(self.publication, self._waiting.values(), cache)
        return {
            uri: render_late(self.publication, late, citations)
            for uri, late in self._waiting.items()
        }


def publish_sources(
    sources: Sources,
    problems: tuple[Diagnostic, ...],
    cache: Cache,
    memory: Memory | None = None,
    tell: Tell = tell_nobody,
) -> Publication:
    """Return the publication of *sources*; *problems* are those met while reading them.

    *memory* has the pages of the last time, where there was one in this process. *tell* hears how
    far it is.
    Raises `citeproc.CiteprocError`.
    """
    tell("Reading, checking", 0, 1)
    compilation = compile_site(sources, problems)
    tell("Reading, checking", 1, 1)
    site, mode = compilation.site, _mode(sources)
    if mode == "numbered":
        items = {citekey: work.csl for citekey, work in site.works.items()}
        formatted = format_references(items, sources.style, cache, tell)
    else:
        formatted = _format(site, sources, list(requests_of(site)), cache)
    edition = Edition(site, formatted, mode)
    return Publication(sources, compilation, edition, publish(site, formatted, mode, memory, tell))


def draw(
    cards: Mapping[str, TitleCard], cache: Cache, tell: Tell = tell_nobody
) -> dict[str, bytes]:
    """Return the files of the pictures *cards*, by path; what was drawn before is not again."""
    files: dict[str, bytes] = {}
    for path, card in told(tell, "Pictures", list(cards.items())):
        key = digest(drawing_version(), repr(card))
        kept = cache.get(PICTURES, key)
        files[path] = base64.b64decode(kept) if kept is not None else png_of(pieces_of(card))
        if kept is None:
            cache.put(PICTURES, key, base64.b64encode(files[path]).decode("ascii"))
    return files


def imprint_of(
    root: Path,
    settings: Settings,
    name: str,
    description: str | None,
    url: str | None,
    language: str | None,
) -> Imprint:
    """Return what the host knows of the site with what its settings and its history say."""
    return Imprint(
        name=name,
        description=description or "",
        url=url or "",
        language=language or "en",
        author=settings.author,
        text_licence=settings.text_licence,
        data_licence=settings.data_licence,
        epoch=build_epoch(root),
        revisions=revisions(root),
    )


def relink(publication: Publication, rendered: Rendered, before: str, now: str) -> LatePage:
    """Return the page *rendered* for the Markdown *now*, where the project itself had *before*.

    A page that is written as a file gets *now* as its text. A generated one keeps its own, and
    what stands in *now* only is set below it.
    """
    uri = rendered.uri
    site = publication.compilation.site
    page = rendered.page
    if page is not None and page.body is not None:
        # The host may have taken lines off the beginning (front matter, “Name: value”).
        text = page.body.markdown
        start = text[: -len(before)] if before and text.endswith(before) else ""
        view = with_body(site, page, start + now)
    else:
        view = with_body(site, page or _bare_page(rendered), inserted(before, now))
    return LatePage(uri, view, rendered, _late_problems(publication, view, uri))


def format_late(
    publication: Publication, late: Iterable[LatePage], cache: Cache
) -> Mapping[Request, tuple[Piece, ...]]:
    """Return the citations of the pages *late* as the style prints them, in one run or in none.

    Raises `citeproc.CiteprocError`.
    """
    known = publication.edition.formatted.citations
    if publication.edition.mode == "numbered":
        return known
    asked = [one for page in late for one in page_requests(page.view, page.view.pages[page.uri])]
    if all(request in known for request in asked):
        return known
    site = publication.compilation.site
    return _format(site, publication.sources, [*known, *asked], cache).citations


def render_late(
    publication: Publication,
    late: LatePage,
    citations: Mapping[Request, tuple[Piece, ...]] | None = None,
) -> Rendered:
    """Return the page *late*; without *citations* its Markdown is final, its slots are not."""
    page = late.view.pages[late.uri]
    if citations is None:
        citations = dict.fromkeys(page_requests(late.view, page), ())
    edition = publication.edition.of(late.view, citations)
    if late.rendered.page is not None:
        return compose(edition, page)
    slots = Slots(f"late {late.uri}")
    body = render_text(edition, page, len(page.texts) - 1, slots)
    listed = slots.block(reference_list(edition, page))
    references = heading(2, "References", "references") + listed if listed else ""
    return replace(
        late.rendered,
        markdown=f"{late.rendered.markdown}\n{body}\n{references}",
        slots={**late.rendered.slots, **slots.made()},
    )


def inserted(before: str, now: str) -> str:
    """Return what stands in *now* between its common beginning and end with *before*, by lines."""
    old, new = before.split("\n"), now.split("\n")
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return "\n".join(new[start : len(new) - end])


def _bare_page(rendered: Rendered) -> Page:
    """Return the page of a generated page that nobody wrote anything for."""
    return Page(
        node=Node(PAGES, rendered.uri),
        uri=rendered.uri,
        title=rendered.title,
        description=rendered.description,
        source=None,
        record=None,
        texts=(),
        headings=(),
        citations=(),
        links=(),
        directives=(),
    )


def _late_problems(publication: Publication, view: Site, uri: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the citations of the page at *uri* and was not so before."""
    page = view.pages[uri]
    path = page.texts[-1].location.file
    settings = publication.sources.settings
    known = {
        (found.rule.code, found.message)
        for found in publication.compilation.diagnostics
        if found.location.file == path
    }
    found = settings.apply(check_citations(replace(view, pages={uri: page})))
    return tuple(
        one
        for one in found
        if one.rule.code != rules_cit.UNCITED_ENTRY.code
        and (one.rule.code, one.message) not in known
    )


def _mode(sources: Sources) -> DisplayMode:
    # A numeric style numbers the works of one page; that is what the numbered mode does.
    is_numeric = style_kind(sources.style) in {"numeric", "label", "note"}
    return "numbered" if is_numeric else sources.settings.mode


def _format(site: Site, sources: Sources, requests: list[Request], cache: Cache) -> Formatted:
    items = {citekey: work.csl for citekey, work in site.works.items()}
    return format_works(items, sources.style, requests, cache)

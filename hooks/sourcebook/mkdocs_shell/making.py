"""`Made`, `make`: a compiled project becomes what MkDocs is handed; `hand_over` hands it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage

from sourcebook.cache import Cache
from sourcebook.compilation import Compilation
from sourcebook.diagnostics import Diagnostic
from sourcebook.mkdocs_shell.looking import Content, Look, Looks
from sourcebook.mkdocs_shell.preview import ExportedFile, Preview, is_excluded
from sourcebook.pages.complete import complete
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.markdown import escape_markdown, heading
from sourcebook.pages.frame.memory import Memory
from sourcebook.pages.kinds.search import Search, searches_of
from sourcebook.pages.machine.surroundings import Surroundings, with_scripts
from sourcebook.pages.problems import PageFinder, problems_panel
from sourcebook.pages.publish import navigation
from sourcebook.progress import Tell
from sourcebook.project import DOCS, Sources
from sourcebook.publication import LatePages, draw, imprint_of, publish_compilation


@dataclass(slots=True)
class Made:
    """All that one build has to show."""

    late: LatePages | None = None
    pages: dict[str, Rendered] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    surroundings: Mapping[str, Surroundings] = field(default_factory=dict)
    searches: Mapping[str, Search] = field(default_factory=dict)
    scripts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    finder: PageFinder | None = None

    def page(self, page: HostPage) -> Rendered:
        """Return what *page* shows; one that another plugin made is a page from here on, too."""
        uri = page.file.src_uri
        if uri not in self.pages:
            title = str(page.title or uri)
            made = Rendered(uri, title, "", "", {}, kind="page", section="", is_of_others=True)
            self.pages[uri] = made
            if self.late is not None:
                site = self.late.publication.compilation.site
                self.searches = {**self.searches, **searches_of(site, {uri: made})}
        return self.pages[uri]

    def panel(self, rendered: Rendered, finds: Iterable[Diagnostic]) -> Markup:
        """Return what a preview shows on *rendered* of the check and of the build's *finds*."""
        if self.finder is None:
            return Markup()
        return problems_panel(rendered, (*self.problems, *finds), self.finder)

    def look(self, files: Files, config: MkDocsConfig, look: Callable[[str, str], Look]) -> Looks:
        """Return a look at all finished pages of *files*."""
        published = {file.dest_uri for file in files if not is_excluded(file)}
        published |= {*config.theme.static_templates, *config.extra_templates}
        citekeys = self.late.publication.compilation.site.works if self.late else ()
        return Looks(self.pages, self._contents(files), published, citekeys, look)

    def _contents(self, files: Files) -> Iterator[Content]:
        for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
            # One at a time: each is packed until it is asked for (`ConvertedPage.content`). A
            # “dirty” build converts only what changed.
            if file.page is not None and (content := file.page.content) is not None:
                around = self.surroundings.get(file.src_uri, Surroundings())
                yield Content(file.src_uri, file.url, content, around.after or "")


def make(
    sources: Sources,
    compilation: Compilation,
    config: MkDocsConfig,
    cache: Cache,
    memory: Memory | None,
    tell: Tell,
) -> Made:
    """Return what is made of *sources*, compiled; with a *memory* it is for a preview.

    *tell* hears how far it is.

    Raises `citeproc.CiteprocError`.
    """
    publication = publish_compilation(sources, compilation, cache, memory, tell)
    imprint = imprint_of(
        Path(config.config_file_path).parent,
        sources.settings,
        *(config.site_name, config.site_description, config.site_url),
        config.theme.get("language"),
    )
    whole = complete(publication.edition, publication.pages, imprint, memory, tell)
    config.nav = config.nav or navigation(publication.edition, whole.pages)
    # As bytes: line ends stay those of the format.
    files = {path: text.encode() for path, text in whole.files.items()}
    # A preview shows its pictures to nobody.
    files |= draw(whole.pictures, cache, tell) if memory is None else {}
    scripts = sources.settings.scripts
    return Made(
        late=LatePages(replace(publication, pages={})),
        pages=dict(whole.pages),
        files=files,
        surroundings=with_scripts(whole.surroundings, scripts),
        searches=whole.searches,
        scripts=scripts,
        problems=compilation.diagnostics,
        finder=PageFinder(compilation.site) if memory is not None else None,
    )


def hand_over(made: Made, files: Files, config: MkDocsConfig, preview: Preview | None) -> None:
    """Add what was *made* to *files*, as ordinary Markdown and files; nothing is overwritten."""
    for uri, page in made.pages.items():
        if files.get_file_from_path(uri) is None:
            inclusion = InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, uri, content=page.markdown, inclusion=inclusion))
    for path, content in made.files.items():
        if files.get_file_from_path(path) is None:
            files.append(ExportedFile.of(config, path, content, preview))


def stand_in(made: Made, problems: Iterable[Diagnostic]) -> None:
    """Give *made* a page in the place of each that could not be read, which says why."""
    for problem in problems:
        uri, _, ending = problem.location.file.removeprefix(f"{DOCS}/").rpartition(".")
        if problem.location.file.startswith(f"{DOCS}/") and ending.lower() in ("md", "markdown"):
            name = f"{uri}.md"
            told = escape_markdown(f"{problem.location}: {problem.message} {problem.hint}")
            text = f"{heading(1, 'This page cannot be read')}{told}\n"
            page = Rendered(name, name, "", text, {}, kind="page", section="")
            made.pages.setdefault(name, page)


def take_away(files: Files, unreadable: frozenset[str]) -> None:
    """Take from *files* what could not be read, by path below ``docs/``.

    MkDocs would fail on a page that is not UTF-8, and publish what a symbolic link points to.
    """
    names = tuple(f"{uri}/" for uri in unreadable)
    for file in list(files):
        if f"{file.src_uri}/".startswith(names) or not _is_text(file.src_uri):
            files.remove(file)


def _is_text(name: str) -> bool:
    """Whether *name*, as the system gives it, is UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def unreadable(problems: tuple[Diagnostic, ...]) -> frozenset[str]:
    """Return the paths below ``docs/`` of what could not be read."""
    top = f"{DOCS}/"
    found = (problem.location.file for problem in problems)
    return frozenset(file.removeprefix(top) for file in found if file.startswith(top))

"""`Shell`: one method for each MkDocs event.

The order of a build, and what is done where:

`on_startup`        learn whether this is a build or `serve`
`on_config`         build beside the old site; in `serve` watch the other folders
`on_pre_build`      read and compile: before MkDocs walks docs/ and follows links out of it
`on_files`          hand over the generated pages, as ordinary Markdown; pages that keep their
                    conversions
`on_page_markdown`  the composed text in place of the written one
`on_page_content`   clean what Markdown made, fill the slots
`on_env`            templates that keep what they print
`on_page_context`   what the theme needs
`on_post_build`     the search index; the new site takes the place of the old one
"""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.meta import get_data

from sourcebook import output
from sourcebook.cache import Cache
from sourcebook.citeproc import CiteprocError
from sourcebook.compilation import Compilation
from sourcebook.diagnostics import Diagnostic, Severity, reporters
from sourcebook.formats.html import clean_page
from sourcebook.mkdocs_shell.converted import Conversions, ConvertedPage
from sourcebook.mkdocs_shell.filling import filled
from sourcebook.mkdocs_shell.handing import hand_over, require_layout, unreadable
from sourcebook.mkdocs_shell.outputs import Outputs
from sourcebook.mkdocs_shell.preview import Preview, prepare
from sourcebook.mkdocs_shell.progress import Bars
from sourcebook.mkdocs_shell.saying import log, report, warnings_counted
from sourcebook.pages.complete import complete
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.memory import Memory
from sourcebook.pages.kinds.search import Search
from sourcebook.pages.machine.surroundings import Surroundings, with_scripts
from sourcebook.pages.theme import THEME_ASSETS, asset_versions, theme_values
from sourcebook.project import CACHE, ProjectError, read
from sourcebook.publication import LatePages, draw, imprint_of, publish_sources
from sourcebook.revision import build_epoch
from sourcebook.search_index import Indexing, SearchIndexError, write_search_index


class Shell:
    """The state of one MkDocs process; everything in it is made anew at each build."""

    def __init__(self) -> None:
        self._is_serve = False
        self._root = Path()
        self._pages: dict[str, Rendered] = {}
        self._late: LatePages | None = None
        self._surroundings: Mapping[str, Surroundings] = {}
        self._files: dict[str, bytes] = {}
        self._problems: tuple[Diagnostic, ...] = ()
        self._scripts: Mapping[str, str] = {}
        self._unreadable: set[str] = set()
        self._lost: list[Diagnostic] = []
        self._output: output.Output | None = None
        self._searches: Mapping[str, Search] = {}
        self._indexing: Indexing | None = None
        self._preview: Preview | None = None
        self._memory: Memory | None = None
        self._cache = Cache(None)
        self._conversions: Conversions | None = None
        self._outputs: Outputs | None = None
        self._bars = Bars()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command. Warnings given here would not be counted, so there are none."""
        self._is_serve = command == "serve"
        self._memory = Memory() if self._is_serve else None
        self._preview = Preview() if self._is_serve and not dirty else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check what the engine relies on; build beside the old site, or watch the folders."""
        self._root = Path(config.config_file_path).parent
        # What a build makes lives to its end: looking for garbage among it would be for nothing.
        gc.disable()
        self._cache = Cache(self._root / CACHE)
        self._lost = []
        self.on_shutdown()
        require_layout(config, self._root)
        # MkDocs dates pages and the sitemap by the wall clock unless this is set.
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(build_epoch(self._root)))
        self._outputs = Outputs(self._cache, config, Path(config.site_dir))
        if self._is_serve:
            prepare(config, self._root)
        else:
            self._output = output.Output(Path(config.site_dir))
            config.site_dir = str(self._output.beside)
        return config

    @event_priority(50)  # Before other plugins read files: a link out of the tree stops here.
    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read and compile the project; in a build, stop where something is wrong."""
        try:
            compilation = self._compile(config)
        except (ProjectError, CiteprocError) as error:
            raise PluginError(str(error)) from error
        except Exception:
            # Ours, not the author's. A build fails with the traceback; a preview goes on with
            # the pages of the last good compilation, or it would hang until restarted.
            if not self._is_serve:
                raise
            log.exception("The preview shows the pages as they were before the last change.")
            return
        finally:
            if self._preview is not None:
                self._preview.hide(config)
        for diagnostic in compilation.diagnostics:
            report(diagnostic)
        errors = compilation.at_least(Severity.ERROR)
        if errors and not self._is_serve:
            raise PluginError(
                f"{reporters.summary(errors)}: `sourcebook check` shows them with their lines."
            )

    def _compile(self, config: MkDocsConfig) -> Compilation:
        sources, problems = read(self._root)
        publication = publish_sources(sources, problems, self._cache, self._memory, self._bars.tell)
        self._late = LatePages(replace(publication, pages={}))
        named = (config.site_name, config.site_description, config.site_url)
        imprint = imprint_of(self._root, sources.settings, *named, config.theme.get("language"))
        made = publication.edition, publication.pages
        whole = complete(*made, imprint, self._memory, self._bars.tell)
        # As bytes: line ends stay those of the format. A preview shows its pictures to nobody.
        self._files = {path: text.encode() for path, text in whole.files.items()}
        self._files |= {} if self._is_serve else draw(whole.pictures, self._cache, self._bars.tell)
        self._pages = dict(whole.pages)
        self._scripts = sources.settings.scripts
        self._surroundings = with_scripts(whole.surroundings, self._scripts)
        self._searches = whole.searches
        self._problems = publication.compilation.diagnostics
        self._unreadable = unreadable(problems)
        return publication.compilation

    @event_priority(-50)  # Late: pages of other plugins are there, and none is overwritten.
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated pages; in a preview, take away what could not be read."""
        if self._preview is not None:
            self._preview.show(config, files)
        for uri in sorted(self._unreadable):
            # A build has stopped by now. MkDocs would fail on a page that is not UTF-8, and
            # publish what a symbolic link points to.
            for file in [one for one in files if f"{one.src_uri}/".startswith(f"{uri}/")]:
                files.remove(file)
        hand_over(files, config, self._pages, self._files, self._preview)
        self._conversions = Conversions(self._cache, config)
        self._conversions.adopt(files, config)
        # What is there by now stays; the host makes a converter for each page, full of cycles.
        gc.freeze()
        gc.enable()
        if self._preview is not None:
            self._preview.sweep(files)
        return files

    @event_priority(-1000)  # Last: what other plugins insert can cite, too.
    def on_page_markdown(
        self, markdown: str, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Return the composed text; hand the theme nothing of the front matter but safe text."""
        rendered = self._pages.get(page.file.src_uri)
        if rendered is None:
            return markdown
        around = self._surroundings[rendered.uri]
        page.meta = {
            # Stock templates print both as they are (mkdocs/mkdocs#3357), so they go in escaped.
            "title": escape(rendered.title),
            "description": escape(rendered.description),
            # For the sitemap: never the day of the build, which says nothing of the page.
            "revised": around.revised,
            "listed": around.is_listed,
        }
        if self._late is None or markdown.lstrip("\n") == rendered.host_text.lstrip("\n"):
            return rendered.markdown
        # What MkDocs itself makes of the file: it takes front matter off, and “Name: value”.
        before = str(get_data(page.file.content_string)[0])
        return (
            rendered.markdown if markdown == before else self._late.take(rendered, before, markdown)
        )

    @event_priority(50)  # Early: plugins that read the final HTML, such as search, come later.
    def on_page_content(self, html: str, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Return the page's HTML, cleaned and with its slots filled."""
        self._bars.count("Converting", len(self._pages))
        rendered = self._pages.get(page.file.src_uri)
        if rendered is None:
            return html
        cleaned = page.cleaned(html) if isinstance(page, ConvertedPage) else clean_page(html)
        # A page with late text waits for all others, so that one run formats their citations.
        is_late = self._late is not None and rendered.uri in self._late
        return cleaned if is_late else self._filled(cleaned, rendered)

    def _filled(self, html: str, rendered: Rendered) -> str:
        make = partial(filled, html, rendered, self._scripts)
        if self._memory is None:
            finished, lost = make()
        else:
            given = (html, rendered, repr(self._scripts))
            finished, lost = self._memory.make(("filled", rendered.uri), make, *given)
        self._lost += lost
        if not self._is_serve:
            # It is printed from here on; what it was made from is not asked for again.
            self._pages[rendered.uri] = replace(rendered, markdown="", slots={}, parts=())
        return finished

    def _finish_late_pages(self, late: LatePages, files: Files) -> None:
        try:
            finished = late.finish(self._cache)
        except CiteprocError as error:
            raise PluginError(str(error)) from error
        for uri, rendered in finished.items():
            file = files.get_file_from_path(uri)
            if file is not None and file.page is not None:
                file.page.content = self._filled(file.page.content or "", rendered)
        self._pages |= finished
        self._lost += late.problems

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Name the theme's files by what is in them, finish late pages, stop where one is wrong."""
        theme = (one for one in files if one.src_uri.startswith(THEME_ASSETS))
        versions = asset_versions((one.src_uri, one.content_bytes) for one in theme)
        env.globals["versions"] = versions
        if self._late is not None:
            self._finish_late_pages(self._late, files)
        for diagnostic in self._lost:
            report(diagnostic)
        errors = [one for one in self._lost if one.severity is Severity.ERROR]
        if errors and not self._is_serve:
            raise PluginError(f"{reporters.summary(errors)} in citations of the finished pages.")
        if self._outputs is not None:
            self._outputs.install(env, config, versions)
        gc.freeze()

    def on_page_context(self, context: Any, page: HostPage, config: MkDocsConfig, nav: Any) -> Any:
        """Hand the theme what it shows around the page."""
        self._bars.count("Writing", len(self._pages))
        rendered = self._pages.get(page.file.src_uri)
        if rendered is not None:
            problems = self._problems if self._is_serve else ()
            context["sourcebook"] = theme_values(
                rendered,
                self._pages,
                problems,
                self._searches.get(rendered.uri),
                self._surroundings[rendered.uri],
            )
        return context

    @event_priority(-100)  # Last: other plugins write into the new site until here.
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the new site in the place of the old one, unless strict mode is about to fail."""
        gc.unfreeze()
        for kept in (self._conversions, self._outputs):
            if kept is not None:
                kept.sweep()
        if self._output is None:
            self._indexing = Indexing(Path(config.site_dir), log.warning)
            return
        if config.strict and warnings_counted():
            self._output.discard()
        else:
            self._bars.tell("Search index", 0, 1)
            try:
                write_search_index(Path(config.site_dir))
                self._bars.tell("Search index", 1, 1)
            except SearchIndexError as error:
                raise PluginError(str(error)) from error
            self._output.publish()
        config.site_dir = str(self._output.final)

    def on_shutdown(self) -> None:
        """End what still reads the pages of a preview."""
        if self._indexing is not None:
            self._indexing.stop()
            self._indexing = None

    def on_build_error(self, error: Exception) -> None:
        """Leave the old site as it is."""
        self._bars.end()
        gc.unfreeze()
        gc.enable()
        if self._output is not None:
            self._output.discard()

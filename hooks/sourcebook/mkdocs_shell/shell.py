"""`Shell`: one method for each MkDocs event.

The order of a build, and what is done where:

`on_startup`        learn whether this is a build or `serve`
`on_config`         build beside the old site; in `serve` watch the other folders
`on_pre_build`      read and compile: before MkDocs walks docs/ and follows links out of it
`on_files`          hand over the generated pages, as ordinary Markdown, and what is kept of them
`on_page_markdown`  the composed text in place of the written one
`on_page_content`   clean what Markdown made, fill the slots
`on_env`            templates that keep what they print
`on_page_context`   what the theme needs
`on_post_build`     the search index; the new site takes the place of the old one
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
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

from sourcebook import SourcebookError, output
from sourcebook.cache import Cache
from sourcebook.compilation import THRESHOLD, compile_site
from sourcebook.diagnostics import Diagnostic, Severity, reporters
from sourcebook.formats.html import clean_page
from sourcebook.mkdocs_shell.converted import Conversions, ConvertedPage
from sourcebook.mkdocs_shell.filling import filled
from sourcebook.mkdocs_shell.finds import Finds
from sourcebook.mkdocs_shell.looking import looked_at, looked_at_before, removed
from sourcebook.mkdocs_shell.making import Made, hand_over, make, stand_in, take_away, unreadable
from sourcebook.mkdocs_shell.outputs import Outputs
from sourcebook.mkdocs_shell.preview import Preview, prepare
from sourcebook.mkdocs_shell.progress import Bars
from sourcebook.mkdocs_shell.saying import log, report, warnings_counted
from sourcebook.mkdocs_shell.snippets import expanded
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.memory import Memory
from sourcebook.pages.machine.surroundings import Surroundings
from sourcebook.pages.theme import THEME_ASSETS, asset_versions, theme_values
from sourcebook.project import CACHE, DOCS, read
from sourcebook.publication import LatePages
from sourcebook.revision import build_epoch
from sourcebook.search_index import Indexing, write_search_index
from sourcebook.writing import is_fault, told


class Shell:
    """The state of one MkDocs process; everything in it is made anew at each build."""

    def __init__(self) -> None:
        self._is_serve = False
        self._threshold = THRESHOLD
        self._root = Path()
        self._made = Made()
        self._unreadable: frozenset[str] = frozenset()
        self._finds = Finds()
        self._output: output.Output | None = None
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
        self._threshold = THRESHOLD if config.strict else Severity.ERROR
        self.on_shutdown()
        if Path(config.docs_dir).resolve() != (self._root / DOCS).resolve():
            raise PluginError(f"docs_dir must be {DOCS}: the layout of a project is fixed.")
        # MkDocs dates pages and the sitemap by the wall clock unless this is set.
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(build_epoch(self._root)))
        self._outputs = Outputs(self._cache, config, Path(config.site_dir), self._finds.failed)
        if self._is_serve:
            prepare(config, self._root)
        else:
            self._output = output.Output(Path(config.site_dir))
            self._output.begin()
            config.site_dir = str(self._output.beside)
        return config

    @event_priority(50)  # Before other plugins read files: a link out of the tree stops here.
    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read and compile the project; in a build, stop where something is wrong."""
        try:
            self._compile(config)
        except SourcebookError as error:
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

    def _compile(self, config: MkDocsConfig) -> None:
        sources, problems = read(self._root)
        self._bars.tell("Reading, checking", 0, 1)
        compilation = compile_site(sources, problems)
        self._bars.tell("Reading, checking", 1, 1)
        for diagnostic in compilation.diagnostics:
            report(diagnostic)
        stopping = self._stop_at(compilation.diagnostics, "`sourcebook check` shows where")
        if not config.use_directory_urls:  # Of another file than the check has read.
            raise PluginError("use_directory_urls must be true: links are made for it.")
        self._made = make(sources, compilation, config, self._cache, self._memory, self._bars.tell)
        self._unreadable = unreadable(problems)
        if self._is_serve:
            stand_in(self._made, problems)
        self._finds.begin(sources.settings, compilation.diagnostics, stopping, self._made.pages)

    def _stop_at(self, found: Iterable[Diagnostic], what: str) -> list[Diagnostic]:
        """End a build where *found* holds what it refuses; a preview goes on, and is told what."""
        stopping = [one for one in found if one.severity >= self._threshold]
        if stopping and not self._is_serve:
            raise PluginError(f"{reporters.summary(stopping)}: {what}.")
        return stopping

    @event_priority(-50)  # Late: pages of other plugins are there, and none is overwritten.
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated pages; in a preview, take away what could not be read."""
        if self._preview is not None:
            self._preview.show(config, files)
        take_away(files, self._unreadable)
        hand_over(self._made, files, config, self._preview)
        self._conversions = Conversions(self._cache, config, self._finds.failed)
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
        rendered = self._made.page(page)
        around = self._made.surroundings.get(rendered.uri, Surroundings())
        # What a plugin says of its own page stays.
        page.meta = (dict(page.meta) if rendered.is_of_others else {}) | {
            # Stock templates print both as they are (mkdocs/mkdocs#3357), so they go in escaped.
            "title": escape(rendered.title),
            "description": escape(rendered.description),
            # For the sitemap: never the day of the build, which says nothing of the page.
            "revised": around.revised,
            "listed": around.is_listed,
        }
        try:
            return self._text(rendered, page, markdown, config)
        except Exception as error:  # Of a plugin's text or a missing snippet: said of its page.
            self._finds.failed(page, "composed", error)
            return rendered.markdown

    def _text(self, rendered: Rendered, page: HostPage, markdown: str, config: MkDocsConfig) -> str:
        extensions, options = config.markdown_extensions, config.mdx_configs
        now = expanded(markdown, extensions, options)
        late = self._made.late
        if late is None or now.lstrip("\n") == rendered.host_text.lstrip("\n"):
            return rendered.markdown
        # What MkDocs itself makes of the file: it takes front matter off, and “Name: value”.
        is_made = rendered.is_of_others
        before = "" if is_made else str(get_data(page.file.content_string)[0])
        return rendered.markdown if now == before else late.take(rendered, before, now)

    @event_priority(50)  # Early: plugins that read the final HTML, such as search, come later.
    def on_page_content(self, html: str, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Return the page's HTML, cleaned and with its slots filled."""
        self._bars.count("Converting", len(self._made.pages))
        rendered = self._made.pages.get(page.file.src_uri)
        if rendered is None:
            return clean_page(html)
        if not isinstance(page, ConvertedPage) or page.may_lose(html):
            self._finds.add(removed(rendered, rendered.uri, html))
        cleaned = page.cleaned(html) if isinstance(page, ConvertedPage) else clean_page(html)
        # A page with late text waits for all others, so that one run formats their citations.
        is_late = self._made.late is not None and rendered.uri in self._made.late
        return cleaned if is_late else self._filled(cleaned, rendered)

    def _filled(self, html: str, rendered: Rendered) -> str:
        make = partial(filled, html, rendered, self._made.scripts)
        if self._memory is None:
            finished, lost = make()
        else:
            given = (html, rendered, repr(self._made.scripts))
            finished, lost = self._memory.make(("filled", rendered.uri), make, *given)
        self._finds.add(lost)
        if not self._is_serve:
            # It is printed from here on; what it was made from is not asked for again.
            self._made.pages[rendered.uri] = replace(rendered, markdown="", slots={}, parts=())
        return finished

    def _finish_late_pages(self, late: LatePages, files: Files) -> None:
        finished = late.finish(self._cache)
        for uri, rendered in finished.items():
            file = files.get_file_from_path(uri)
            if file is not None and file.page is not None:
                file.page.content = self._filled(file.page.content or "", rendered)
        self._made.pages |= finished
        self._finds.add(late.problems)

    @event_priority(-100)  # Late: plugins that set links (autorefs) are through.
    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Name the theme's files by what is in them, fill the pages with late text, and look at all
        pages once; a build stops for what is found, all being known."""
        theme = (one for one in files if one.src_uri.startswith(THEME_ASSETS))
        versions = asset_versions((one.src_uri, one.content_bytes) for one in theme)
        env.globals["versions"] = versions
        if self._made.late is not None:
            self._finish_late_pages(self._made.late, files)
        look = looked_at_before if self._is_serve else looked_at
        self._finds.add(self._made.look(files, config, look).problems())
        self._finds.tell()
        self._stop_at(self._finds.all, "they show in the finished pages only")
        if self._outputs is not None:
            self._outputs.install(env, config, versions)
        gc.freeze()

    def on_page_context(self, context: Any, page: HostPage, config: MkDocsConfig, nav: Any) -> Any:
        """Hand the theme what it shows around the page."""
        self._bars.count("Writing", len(self._made.pages))
        rendered = self._made.pages.get(page.file.src_uri)
        if rendered is not None:
            context["sourcebook"] = theme_values(
                rendered,
                self._made.pages,
                self._made.panel(rendered, self._finds.all),
                self._made.searches.get(rendered.uri),
                self._made.surroundings.get(rendered.uri, Surroundings()),
            )
        return context

    @event_priority(-100)  # Last: other plugins write into the new site until here.
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the new site in the place of the old one, unless strict mode is about to fail."""
        gc.unfreeze()
        for kept in (self._conversions, self._outputs):
            if kept is not None:
                kept.sweep()
        self._finds.end()
        self._finds.tell()
        self._stop_at(self._finds.all, "some pages could not be printed")
        if self._output is None:
            self._indexing = Indexing(Path(config.site_dir), log.warning)
            return
        if config.strict and warnings_counted():
            self._output.discard()
        else:
            self._bars.tell("Search index", 0, 1)
            write_search_index(Path(config.site_dir))
            self._bars.tell("Search index", 1, 1)
            self._output.publish()
        config.site_dir = str(self._output.final)

    def on_shutdown(self) -> None:
        """End what still reads the pages of a preview."""
        if self._indexing is not None:
            self._indexing.stop()
            self._indexing = None

    def on_build_error(self, error: Exception) -> None:
        """Leave the old site as it is; what is no mistake of ours is told without a traceback."""
        self._bars.end()
        gc.unfreeze()
        gc.enable()
        self._finds.end()
        if self._output is not None:
            self._output.discard()
        if isinstance(error, SourcebookError) or is_fault(error):
            raise PluginError(told(error)) from error

"""`Conversions`, `ConvertedPage`: what Markdown made of a page, kept from one build to the next.

What the host makes of a text depends on the text, on settings and libraries (the key), and on what
it is told of the files that the text links to. So every question it asks about a file is kept with
its answer, and a kept page is taken only where each would be answered the same today. A page about
which anything was said (a dead link, an odd one) is never kept: it is converted, and it is said
again, at every build.

All that the host reads of a converted page later is kept: its text, title, contents list, anchors,
and the links whose anchors it checks at the end.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from sourcebook.cache import Cache, digest
from sourcebook.formats.html import clean_page
from sourcebook.mkdocs_shell.inputs import conversion_text
from sourcebook.mkdocs_shell.looking import removed
from sourcebook.mkdocs_shell.preview import is_excluded
from sourcebook.pages.frame.packing import pack, unpack

ROOM = "converted"

Failed = Callable[[Page, str, Exception], None]
"""Is told which page could not be “converted”, “printed” …, and why."""

_HOST = logging.getLogger(Page.__module__.partition(".")[0])
"""“mkdocs”; “properdocs” under the fork, where our imports are those of its modules."""


class Conversions:
    """The converted pages of a project, for one build."""

    def __init__(self, cache: Cache, config: MkDocsConfig, failed: Failed) -> None:
        self._cache = cache
        self.failed = failed
        # At -q the host is silent and at -v it keeps no links: neither build is like others.
        is_usual = _HOST.getEffectiveLevel() == logging.INFO
        self._settings = conversion_text(config) if is_usual else None
        self._used: set[str] = set()

    def adopt(self, files: Files, config: MkDocsConfig) -> None:
        """Give every page that has no other yet to a `ConvertedPage`."""
        titles = _titles(config["nav"], files)
        for file in files.documentation_pages():
            if file.page is None:
                ConvertedPage(titles.get(file.src_uri), file, config, self)

    def key(self, page: Page) -> str | None:
        """Return the key of *page* as it is to be converted; ``None`` where nothing is kept."""
        if self._settings is None:
            return None
        file = page.file
        about = (file.src_uri, file.url, str(is_excluded(file)))
        key = digest(self._settings, *about, page.markdown or "")
        self._used.add(key)
        return key

    def get(self, key: str, files: Files) -> dict[str, Any] | None:
        """Return what is kept under *key*, if every file it asked about is as it was."""
        text = self._cache.get(ROOM, key)
        if text is None:
            return None
        kept: dict[str, Any] = json.loads(text)
        asked = kept["asked"].items()
        is_same = all(_answer(files.get_file_from_path(path)) == told for path, told in asked)
        return kept if is_same else None

    def sweep(self) -> None:
        """Bound what is kept; after a build."""
        if self._used:
            self._cache.sweep(ROOM, self._used)

    def put(self, key: str, kept: Mapping[str, Any]) -> None:
        self._cache.put(ROOM, key, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))


class ConvertedPage(Page):
    """A page of the host that asks for its kept conversion before it converts."""

    def __init__(
        self, title: str | None, file: File, config: MkDocsConfig, conversions: Conversions
    ) -> None:
        self._conversions = conversions
        self._content: str | bytes | None = None
        self._converted: str | None = None
        self._cleaned: str | None = None
        self._is_cut = False
        super().__init__(title, file, config)

    @property
    def content(self) -> str | None:
        """The HTML; packed from when the page is converted until it is printed."""
        return None if self._content is None else unpack(self._content)

    @content.setter
    def content(self, html: str | None) -> None:
        self._content = None if html is None else pack(html)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set what `mkdocs.structure.pages.Page.render` sets."""
        key = self._conversions.key(self)
        kept = self._conversions.get(key, files) if key is not None else None
        if kept is None:
            try:
                self._convert(key, config, files)
            except Exception as error:
                # Whatever a library cannot take, RecursionError among it: one page must not hold
                # up all others, and its author is told which one it is.
                self.content, self.toc = "", get_toc([])
                self.present_anchor_ids, self.links_to_anchors = set(), {}
                self._conversions.failed(self, "converted", error)
            return
        self.content = self._converted = kept["content"]
        self._cleaned = kept["cleaned"]
        self.toc = get_toc(kept["toc"])
        self._title_from_render = kept["title"]
        self.present_anchor_ids = set(kept["anchors"])
        self.links_to_anchors = {
            self.file if uri == self.file.src_uri else _file(files, uri): links
            for uri, links in kept["links"].items()
        }

    def _convert(self, key: str | None, config: MkDocsConfig, files: Files) -> None:
        asked = _AskedFiles(files)
        with _listening() as said:
            super().render(config, asked)  # type: ignore[arg-type]
        # An attribute without a value (<span id>) names nothing.
        self.present_anchor_ids = {one for one in self.present_anchor_ids or () if one}
        self._converted = self.content
        self._cleaned = clean_page(self.content or "")
        self._is_cut = any(removed(None, self.file.src_uri, self.content or ""))
        is_known = not said.records and None not in asked.answers.values()
        if key is not None and is_known and not self._is_cut:
            self._conversions.put(key, self._to_keep(asked.answers))

    def may_lose(self, html: str) -> bool:
        """Whether the cleaner may take something from *html*: Markdown's, or a plugin's by now."""
        return self._is_cut or html is not self._converted

    def cleaned(self, html: str) -> str:
        """Return *html*, cleaned; what stands there since the conversion has been cleaned then."""
        kept, self._cleaned = self._cleaned if html == self._converted else None, None
        # Asked once: thousands of pages need not hold their text three times.
        self._converted = None
        return kept if kept is not None else clean_page(html)

    def _to_keep(self, asked: Mapping[str, list[Any] | None]) -> dict[str, Any]:
        links = self.links_to_anchors or {}
        return {
            "asked": dict(sorted(asked.items())),
            "content": self.content,
            "cleaned": self._cleaned,
            "toc": [_entry(link) for link in self.toc],
            "title": self._title_from_render,
            "anchors": sorted(self.present_anchor_ids or ()),
            "links": {file.src_uri: found for file, found in links.items()},
        }


class _AskedFiles:
    """Stands for `Files` where a page is converted, and remembers questions and answers."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.answers: dict[str, list[Any] | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        file = self._files.get_file_from_path(path)
        self.answers[path] = _answer(file)
        return file


def _answer(file: File | None) -> list[Any] | None:
    """Return what a page's text and the words said about it take from a file it links to."""
    return [file.src_uri, file.url] if file and not is_excluded(file) else None


def _file(files: Files, uri: str) -> File:
    file = files.get_file_from_path(uri)
    if file is None:
        raise KeyError(uri)  # It was asked for, so it is there.
    return file


def _entry(link: Any) -> dict[str, Any]:
    """Return an entry of a contents list as `mkdocs.structure.toc.get_toc` takes it."""
    children = [_entry(child) for child in link.children]
    return {"name": link.title, "id": link.id, "level": link.level, "children": children}


def _titles(nav: Any, files: Files) -> dict[str, str]:
    """Return the titles that *nav* gives to pages, by URI: the first counts, as for the host."""
    found: dict[str, str] = {}
    for title, path in _entries(nav):
        file = files.get_file_from_path(path) or files.get_file_from_path(path.lstrip("/"))
        if file is not None and file.src_uri not in found:
            found[file.src_uri] = title
    return {uri: title for uri, title in found.items() if title is not None}


def _entries(nav: Any, title: Any = None) -> Iterator[tuple[Any, str]]:
    """Yield title and path of each page of *nav*, which may be nested."""
    if isinstance(nav, str):
        yield title, nav
    elif isinstance(nav, Mapping):
        for name, below in nav.items():
            yield from _entries(below, name)
    elif isinstance(nav, list | tuple):
        for below in nav:
            yield from _entries(below)


class _Heard(logging.Handler):
    """Keeps what is said."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def _listening() -> Iterator[_Heard]:
    """Yield what the host and the libraries say meanwhile."""
    heard = _Heard()
    loggers = (_HOST, logging.getLogger())
    for logger in loggers:
        logger.addHandler(heard)
    try:
        yield heard
    finally:
        for logger in loggers:
            logger.removeHandler(heard)

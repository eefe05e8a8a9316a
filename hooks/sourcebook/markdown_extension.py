"""`makeExtension`: the engine as an extension of Python-Markdown, for hosts without hooks.

Zensical runs no hooks and no plugins of others, but any extension of Python-Markdown, in process,
page by page (zensical 0.0.73). Named in its settings as ``sourcebook.markdown_extension``, this one
composes each page as the MkDocs hook does: markers, reference list, facts, links to records. Pages
that nobody wrote (sources, people, indexes) are files there: ``sourcebook export --pages DIR``.

A page is composed from the text that reaches Markdown, whatever inserted it; all else comes from
the project's files as they were when first read. They are read again when bibliography, data or
settings change, not when another page does: that would be every file for every page.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from sourcebook.cache import Cache
from sourcebook.diagnostics import reporters
from sourcebook.formats.html import clean_page
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.portable import for_files
from sourcebook.pages.frame.scripts import mark_language, mark_scripts
from sourcebook.pages.frame.slots import fill
from sourcebook.project import BIBLIOGRAPHY, CACHE, DATA, DOCS, SETTINGS, read
from sourcebook.publication import EXPORTED, LatePages, Publication, publish_sources

log = logging.getLogger("sourcebook")

_AFTER_SNIPPETS = 31
"""Python-Markdown runs what has the highest number first: texts are inserted at 32
(pymdownx.snippets), code is taken out at 25."""
_LAST = -100

Stamp = tuple[tuple[str, int, int], ...]
"""Files with the time of their last change (nanoseconds) and size (bytes)."""


class SourcebookExtension(Extension):
    """Composes pages; options ``root`` (the project) and ``page`` (path below ``docs/``)."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "root": ["", "The project; by default the folder above with docs/ and bibliography/"],
            "page": ["", "The page below docs/; by default what the host says"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Compose before anything looks at the text; fill the slots when all is done."""
        root = str(self.getConfig("root"))
        composer = _Composer(md, Path(root) if root else None, str(self.getConfig("page")))
        md.preprocessors.register(composer, "sourcebook", _AFTER_SNIPPETS)
        md.postprocessors.register(_Filler(md, composer), "sourcebook", _LAST)


def makeExtension(**options: Any) -> SourcebookExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension."""
    return SourcebookExtension(**options)


class _Composer(Preprocessor):
    """Puts the composed text in the place of the written one."""

    def __init__(self, md: Markdown, root: Path | None, page: str) -> None:
        super().__init__(md)
        self._root = root
        self._page = page
        self.rendered: Rendered | None = None
        self.publication: Publication | None = None

    def run(self, lines: list[str]) -> list[str]:
        self.rendered = None
        uri, meta = _page_of(self.md)
        if meta.get("sourcebook") == EXPORTED:
            # Written by `sourcebook export`: composed already.
            return lines
        root = self._root or _project_above(Path.cwd())
        self.publication = _publication(root, _stamp(root))
        text = "\n".join(lines)
        self.rendered = _composed(self.publication, root, self._page or uri, text)
        if uri:
            # Zensical, which takes all links for those of files.
            slots = {
                number: replace(slot, kept=for_files(slot.markup, uri))
                for number, slot in self.rendered.slots.items()
            }
            self.rendered = replace(self.rendered, slots=slots)
        return self.rendered.markdown.split("\n")


class _Filler(Postprocessor):
    """Cleans what Markdown made and fills the slots."""

    def __init__(self, md: Markdown, composer: _Composer) -> None:
        super().__init__(md)
        self._composer = composer

    def run(self, text: str) -> str:
        rendered, publication = self._composer.rendered, self._composer.publication
        if rendered is None or publication is None:
            return text
        # Called for headings by themselves, too (toc), so nothing can be missed here.
        filled, _ = fill(clean_page(text), rendered.slots)
        marked = mark_language(filled, rendered.language)
        return mark_scripts(marked, publication.sources.settings.scripts)


def _composed(publication: Publication, root: Path, uri: str, text: str) -> Rendered:
    """Return the page at *uri* for *text*; one that the project has not is a page, too."""
    rendered = publication.pages.get(uri)
    if rendered is None:
        rendered = Rendered(uri or "index.md", "", "", "", {}, kind="page", section="")
    elif rendered.host_text.strip("\n") == text.strip("\n"):
        return rendered
    late = LatePages(publication)
    late.take(rendered, rendered.host_text, text)
    for problem in late.problems:
        log.warning("%s", reporters.printable(f"{problem.location}: {problem.message}"))
    return late.finish(Cache(root / CACHE))[rendered.uri]


def _page_of(md: Markdown) -> tuple[str, dict[str, Any]]:
    """Return path and front matter of the page, as Zensical hands them to extensions."""
    for one in md.preprocessors:
        page = getattr(one, "page", None)
        if isinstance(path := getattr(page, "path", None), str):
            return path.removeprefix(f"{DOCS}/"), getattr(page, "meta", None) or {}
    return "", {}


def _project_above(folder: Path) -> Path:
    for place in (folder, *folder.parents):
        if (place / DOCS).is_dir() and (place / BIBLIOGRAPHY).is_dir():
            return place
    return folder


@lru_cache(maxsize=2)
def _publication(root: Path, _stamp: Stamp) -> Publication:
    sources, problems = read(root)
    return publish_sources(sources, problems, Cache(root / CACHE))


def _stamp(root: Path) -> Stamp:
    return tuple(sorted(_stamps(root)))


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    for top in (BIBLIOGRAPHY, DATA, SETTINGS):
        place = root / top
        for path in (place, *place.rglob("*")):
            if path.is_file():
                status = path.stat()
                yield path.as_posix(), status.st_mtime_ns, status.st_size

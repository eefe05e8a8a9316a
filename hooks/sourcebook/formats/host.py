"""`Host`, `read_host`: what of mkdocs.yml decides how a page is read, without the host.

Nothing is built from the file: tags (``!ENV``, ``!!python/name:``) stay text. What a setting of an
extension may do to ids or links and cannot be told from here is ``None``: then it is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.diagnostics import Location, Source
from sourcebook.formats.yaml import Located, Path, load_yaml

_SLUGIFY = re.compile(r"^\s*slugify:\s*(?P<name>\S.*?)\s*$", re.MULTILINE)
_UNICODE = {"!!python/name:markdown.extensions.toc.slugify_unicode": True}
_ASCII = {"!!python/name:markdown.extensions.toc.slugify": False}
_USUAL = ("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc")
_EXTRA = ("attr_list", "abbr", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")
_WITHOUT_PAGES = frozenset(
    (
        *("autorefs", "search", "minify", "privacy", "offline", "social", "meta", "glightbox"),
        *("git-revision-date-localized", "git-revision-date", "redirects", "mkdocstrings"),
    )
)
"""Plugins that add no page that a link could lead to."""


@dataclass(frozen=True, slots=True)
class Host:
    """The settings of the host; the defaults are those of a project without the file."""

    extensions: frozenset[str] = frozenset(_USUAL)
    """Names without ``markdown.extensions.``."""
    slug_is_unicode: bool | None = True
    """How the ids of headings are made; ``None``: by a function that is not known here."""
    plugins: frozenset[str] = frozenset()
    nav: tuple[tuple[str, Location], ...] = ()
    """What the navigation names, in order."""
    has_directory_urls: bool = True
    directory_urls_at: Location | None = None
    absolute_is_of_docs: bool = False
    """Whether ``/x.md`` is looked for below ``docs/`` (``absolute_links: relative_to_docs``)."""

    @property
    def knows_all_pages(self) -> bool:
        """Whether no plugin could add a page."""
        return self.plugins <= _WITHOUT_PAGES


def read_host(source: Source | None) -> Host:
    """Return the settings in the file *source*; a file that is no YAML is the host's to refuse."""
    located = load_yaml(source)[0] if source is not None else None
    if source is None or located is None or not isinstance(located.value, dict):
        return Host()
    settings = located.value
    extensions = frozenset(
        name.removeprefix("markdown.extensions.")
        for name in _names(settings.get("markdown_extensions"))
    )
    if "extra" in extensions:
        extensions |= frozenset(_EXTRA)
    validation = settings.get("validation")
    links = validation.get("links", validation) if isinstance(validation, dict) else {}
    return Host(
        # The host always has these three (mkdocs/config/defaults.py).
        extensions=extensions | {"toc", "tables", "fenced_code"},
        slug_is_unicode=_slug(source.text),
        plugins=frozenset(name.rpartition("/")[2] for name in _names(settings.get("plugins"))),
        nav=tuple(_nav(located, settings.get("nav"), ("nav",))),
        has_directory_urls=settings.get("use_directory_urls") is not False,
        directory_urls_at=located.location(("use_directory_urls",)),
        absolute_is_of_docs=isinstance(links, dict)
        and links.get("absolute_links") == "relative_to_docs",
    )


def _slug(text: str) -> bool | None:
    found = _SLUGIFY.search(text)
    return (_UNICODE | _ASCII).get(found["name"]) if found else False


def _names(value: object) -> Iterator[str]:
    """Yield the names of a list that holds names and mappings of a name to options."""
    for entry in value if isinstance(value, tuple | dict) else ():
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            yield from (str(name) for name in entry)


def _nav(located: Located, value: object, path: Path) -> Iterator[tuple[str, Location]]:
    """Yield the pages of a navigation, which may be nested."""
    if isinstance(value, str):
        yield value, located.location(path)
    elif isinstance(value, dict):
        for name, below in value.items():
            yield from _nav(located, below, (*path, name))
    elif isinstance(value, tuple):
        for number, below in enumerate(value):
            yield from _nav(located, below, (*path, number))

"""`Outputs`: the pages as the theme prints them, taken from the former site where nothing changed.

A template is a function of its context. The key of an output is the digest of all of it: the page
with its text, contents list and titles, what `on_page_context` added, the navigation, the settings
and the files of the theme. Under the key is kept the digest of what was printed, and where the
former site has a page with that digest, it is what the template would print. So nothing is stored
twice, and a file that somebody changed in the site is not taken.

Where a context holds what no key covers (another plugin adds to it or to the environment, a
template looks through the list of all pages), nothing is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from sourcebook.cache import Cache, digest, read_ordinary
from sourcebook.mkdocs_shell.inputs import UnknownError, as_text, settings_text, templates_text

ROOM = "outputs"

_KNOWN = frozenset(
    (
        *("nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version"),
        *("build_date_utc", "config", "page", "sourcebook", "properdocs_version"),
    )
)
_LISTENERS = {"env": 1, "nav": 0, "page_context": 1}
"""Events at which another plugin could change what templates see, and how many of us listen."""

_UNSEEN = ("pages", "build_date_utc")
"""In every context, and not in the key: a template that looks at them is printed anew."""


class Outputs:
    """The printed pages of one build."""

    def __init__(
        self,
        cache: Cache,
        config: MkDocsConfig,
        former: Path,
        failed: Callable[[Page, str, Exception], None],
    ) -> None:
        """*former* is the folder of the site as it was; it may not be there.

        *failed* is told of a page that no template could print.
        """
        self._cache = cache
        self.failed = failed
        self._former = former
        settings = settings_text(config)
        self._frame = settings and digest(settings, templates_text(config.theme))
        self._nav: str | None = None
        self._used: set[str] = set()

    def install(self, env: Environment, config: MkDocsConfig, versions: Mapping[str, str]) -> None:
        """Make templates of *env* ask here first; kept is what they print if nobody else adds to
        what they see.

        *versions* are the addresses of the theme's files, which all templates of *env* know.
        """
        is_ours = all(
            len(config.plugins.events[event]) == number for event, number in _LISTENERS.items()
        )
        is_kept = self._frame is not None and is_ours
        self._frame = digest(self._frame or "", repr(sorted(versions.items()))) if is_kept else None
        env.extend(sourcebook_outputs=self)
        env.template_class = KeptTemplate

    def printed(self, name: str, context: dict[str, Any], print_: Callable[..., str]) -> str:
        """Return what the template *name* prints for *context*; *print_* does it."""
        try:
            key = self._key(name, context)
        except UnknownError:
            return print_(context)
        self._used.add(key)
        if (former := self._former_output(key, context["page"])) is not None:
            return former
        seen: list[str] = []
        watched = {part: _Seen(context[part], seen.append) for part in _UNSEEN if part in context}
        output = print_({**context, **watched})
        if not seen:
            encoded = output.encode("utf-8", "xmlcharrefreplace")
            self._cache.put(ROOM, key, hashlib.sha256(encoded).hexdigest())
        return output

    def sweep(self) -> None:
        """Bound what is kept; after a build."""
        if self._used:
            self._cache.sweep(ROOM, self._used)

    def _former_output(self, key: str, page: Page) -> str | None:
        """Return the page of the former site, if it is what was printed under *key*."""
        expected = self._cache.get(ROOM, key)
        if expected is None:
            return None
        try:
            found = read_ordinary(self._former / page.file.dest_uri)
        except OSError:
            return None
        return found.decode("utf-8") if hashlib.sha256(found).hexdigest() == expected else None

    def _key(self, name: str, context: Mapping[str, Any]) -> str:
        if self._frame is None or not context.keys() <= _KNOWN:
            raise UnknownError
        if self._nav is None:
            self._nav = digest(*_navigation(context["nav"].items))
        page: Page = context["page"]
        return digest(
            *(self._frame, self._nav, name, str(context["mkdocs_version"])),
            *_page(page),
            *("" if page.content is None else page.content, *_contents(page.toc)),
            # Plain values of ours: text, mappings, tuples.
            *(f"{key} {value!r}" for key, value in context.get("sourcebook", {}).items()),
        )


class KeptTemplate(Template):
    """A template of the host's environment that prints a page only where it must."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return what `jinja2.Template.render` returns."""
        context = dict(*args, **kwargs)
        outputs: Outputs = self.environment.sourcebook_outputs  # type: ignore[attr-defined]
        if context.get("page") is None:
            return super().render(context)
        try:
            return outputs.printed(self.name or "", context, super().render)
        except OSError:  # A full disk is no fault of the page.
            raise
        except Exception as error:
            outputs.failed(context["page"], "printed", error)
            return "<!doctype html><title>…</title><p>This page cannot be printed."


class _Seen:
    """Stands for a value of the context, and tells when a template looks at it."""

    def __init__(self, value: Any, tell: Callable[[str], None]) -> None:
        self._value, self._tell = value, tell

    def __getattr__(self, name: str) -> Any:
        self._tell(name)
        return getattr(self._value, name)

    def __getitem__(self, key: Any) -> Any:
        self._tell("[]")
        return self._value[key]

    def __iter__(self) -> Iterator[Any]:
        self._tell("for")
        return iter(self._value)

    def __len__(self) -> int:
        self._tell("length")
        return len(self._value)

    def __bool__(self) -> bool:
        self._tell("if")
        return bool(self._value)

    def __str__(self) -> str:
        self._tell("str")
        return str(self._value)


def _page(page: Page) -> Iterator[str]:
    """Yield what the host tells of a page, without its text."""
    yield from map(str, (page.file.src_uri, page.url, page.title, page.update_date))
    yield from map(str, (page.canonical_url, page.abs_url, page.edit_url, page.is_homepage))
    yield as_text(page.meta)
    for other in (page.previous_page, page.next_page):
        yield other.url if other is not None else ""


def _contents(entries: Iterable[Any]) -> Iterator[str]:
    for entry in entries:
        yield from (str(entry.level), entry.id, entry.title)
        yield from _contents(entry.children)
        yield "end"


def _navigation(entries: Iterable[Any]) -> Iterator[str]:
    """Yield the navigation; which of it is active follows from the page."""
    for entry in entries:
        yield from (type(entry).__name__, str(entry.title), str(getattr(entry, "url", "")))
        if entry.is_page:
            yield from _page(entry)
        yield from _navigation(entry.children or ())
        yield "end"

"""What a kept result depends on beside its text: `toolchain`, `settings_text`, `templates_text`.

Each is a text for the digest that is a result's key. ``None`` stands for “cannot be told”: then
nothing is kept, and the build is as slow as ever but right.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.theme import Theme

import sourcebook
from sourcebook.cache import digest

_LIBRARIES = (
    *("mkdocs", "properdocs", "Markdown", "pymdown-extensions", "Pygments", "PyYAML"),
    *("mkdocs-material", "Jinja2", "MarkupSafe", "nh3"),
)
_PURE_EXTENSIONS = frozenset(
    (
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
        "wikilinks",
    )
)
"""Extensions of Python-Markdown whose result depends on text and options only. Others may read
files (pymdownx.snippets) or ask the host."""

_PURE_MODULES = ("markdown.", "pymdownx.")
"""Functions named in options are known where they belong to a library of a known version."""

_NOT_SHOWN = frozenset(
    (
        *("config_file_path", "docs_dir", "site_dir", "watch", "hooks", "plugins", "dev_addr"),
        *("exclude_docs", "draft_docs", "not_in_nav", "markdown_extensions", "mdx_configs"),
    )
)
"""Settings that no template prints: places of this machine, and what works by its effects."""


class UnknownError(Exception):
    """A value of a setting that text cannot stand for."""


@cache
def toolchain() -> str:
    """Return what makes pages: the engine's own files, Python, and the versions of libraries."""
    here = Path(sourcebook.__file__).parent
    own = [
        digest(path.relative_to(here).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(here.rglob("*"))
        if path.suffix in {".py", ".jinja", ".json"}
    ]
    return digest(sys.version, *(f"{name} {_version(name)}" for name in _LIBRARIES), *own)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def conversion_text(config: Config) -> str | None:
    """Return what the conversion of a page depends on beside its text and its links."""
    extensions = config["markdown_extensions"]
    if not all(
        isinstance(name, str) and name.removeprefix("markdown.extensions.") in _PURE_EXTENSIONS
        for name in extensions
    ):
        return None
    try:
        settings = [
            as_text(value)
            for value in (extensions, config["mdx_configs"] or {}, config["validation"])
        ]
    except UnknownError:
        return None
    return digest(toolchain(), *settings)


def settings_text(config: Config) -> str | None:
    """Return the settings that a template may print."""
    shown = {name: value for name, value in config.items() if name not in _NOT_SHOWN}
    try:
        return digest(as_text(shown), *sorted(config["plugins"]))
    except UnknownError:
        return None


def templates_text(theme: Theme) -> str:
    """Return what the theme's templates say; icons and the like go by the version of the theme."""
    found = []
    for folder in map(Path, theme.dirs):
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder)
            if not any(part.startswith(".") for part in name.parts):
                found.append(digest(name.as_posix(), path.read_text(encoding="utf-8")))
    return digest(toolchain(), *found)


def as_text(value: Any) -> str:
    """Return *value* as text that no other value has; raise `UnknownError` where there is none."""
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    if isinstance(value, Theme):
        return as_text(dict(value) | {"locale": str(value.get("locale", ""))})
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{as_text(key)}: {as_text(value[key])}' for key in value)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_text, value))}]"
    if callable(value):
        name = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
        if name.startswith(_PURE_MODULES) and "<" not in name:
            return name
    raise UnknownError

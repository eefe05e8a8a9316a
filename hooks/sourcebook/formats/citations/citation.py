"""`Locator`, `CiteItem`, `Citation`: what one place in a page cites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["parenthetical", "narrative", "suppress-author"]


@dataclass(frozen=True, slots=True)
class Locator:
    """The part of a work that is meant."""

    label: str
    """A CSL locator term: ``page``, ``chapter``, ``article-locator``, ``timestamp`` …

    "" where braces force a locator that names no label: ``[@key{ii, A}]``.
    """
    value: str
    """As written, with `--` as an en dash: ``33–35``, ``IV``, ``3(2)``."""


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One citekey in a citation."""

    citekey: str
    mode: Mode
    prefix: str
    """Markdown before the key, trimmed, line ends as spaces."""
    locator: Locator | None
    suffix: str
    """Markdown behind the locator with its leading space or comma, as pandoc keeps it."""
    words: str
    """The words of the work that are meant, without quote marks: ``[@key, "said in May"]``."""
    start: int
    """Span of the key as written: ``@key``, ``-@key``, ``@{key}``."""
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One bracketed group, or one narrative mention with the brackets that belong to it."""

    items: tuple[CiteItem, ...]
    """At least one, in the order written; in a narrative citation the first is the mention."""
    start: int
    end: int
    is_narrative: bool
    """Written without brackets around its first key: ``@key``, ``@key [p. 3]``, ``-@key``."""

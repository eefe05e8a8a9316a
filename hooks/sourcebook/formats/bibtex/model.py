"""`Field`, `Entry`, `Bibliography`: what the files of ``bibliography/`` say, evaluated.

Nothing of bibtexparser is in these types, so an upgrade of it ends at `splitting`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from sourcebook.diagnostics import Location


class Field(NamedTuple):
    """One field of an entry."""

    name: str
    """Lower case, as written otherwise: BibTeX's ``journal`` stays ``journal``."""
    value: str
    """Evaluated: @strings filled in, ``#`` joined, runs of white space one space. LaTeX and the
    braces inside are still there; a bare month (``apr``) stays as it is."""
    location: Location
    """Of the value, without its outer braces or quotes."""
    name_location: Location
    inherited_from: str | None = None
    """The citekey of the entry that the field was taken over from (``crossref``, ``xdata``)."""

    def within(self, start: int, end: int) -> Location:
        """Return the place of a stretch of `value` (0-based offsets, end exclusive).

        That of the whole value where it was put together or runs over several lines.
        """
        at = self.location
        is_verbatim = at.line == at.end_line and at.end_column - at.column == len(self.value)
        if not is_verbatim:
            return at
        return Location(at.file, at.line, at.column + start, at.line, at.column + end)


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``@type{…}`` block."""

    citekey: str
    type: str
    """Lower case, as written otherwise."""
    fields: Mapping[str, Field]
    """By name, in the order of the file; fields taken over from a parent come last."""
    location: Location
    """Of the citekey."""
    type_location: Location
    """Of the word after the ``@``."""
    block_location: Location
    """Of the whole block."""
    raw: str
    """The block as written."""

    def __hash__(self) -> int:
        """By where it stands and what is written there; `fields`, a mapping, has no hash."""
        return hash((self.citekey, self.block_location, self.raw))

    def value(self, *names: str) -> str:
        """Return the value of the first of *names* that is filled, or ""."""
        for name in names:
            found = self.fields.get(name)
            if found is not None and found.value:
                return found.value
        return ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """All entries of all files."""

    entries: tuple[Entry, ...] = ()
    """In the order of paths and of the files; one for each citekey, no ``@xdata``."""
    broken: frozenset[str] = frozenset()
    """Citekeys of blocks that could not be read, so that citing them is not reported again."""
    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Further citekeys (field ``ids``) → the citekey that they stand for."""
    xdata: tuple[Entry, ...] = ()
    """Entries that only hold fields for others."""
    strings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The names of the @strings in lower case → their texts."""

"""`Reading`, `read_fields`: the fields of an entry, each read as what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.formats.bibtex import Entry, Field
from sourcebook.formats.bibtex.datamodel import FIELD_ALIASES, biblatex_type
from sourcebook.formats.edtf import Edtf
from sourcebook.formats.identifiers import url_key, url_problem
from sourcebook.formats.latex import to_unicode
from sourcebook.formats.latex_tables import BIBSTRINGS
from sourcebook.formats.name import Name
from sourcebook.formats.plain_values import plain_value
from sourcebook.works.dates import entry_date
from sourcebook.works.names import parse_names, split_list

_ADDRESS = re.compile(r"\\(?:url|href|nolinkurl)\s*\{[^{}]*\}(?:\s*\{[^{}]*\})?|https?://[^\s{}]+")
_SEPARATING = re.compile(r"^[\s,.;:{}]+|[\s,.;:{}]+$")
_ANNOUNCING = re.compile(
    r"(?:available|accessible|online|retrieved|see|url|website|web page)?(?: at| from| online)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The fields of an entry under biblatex's names."""

    entry: Entry
    fields: Mapping[str, Field]
    """By biblatex's name: ``journal`` is found as ``journaltitle``."""
    values: Mapping[str, str]
    """Of the fields, by the same names; identifiers and addresses in their plain form."""
    type: str
    """biblatex's name of the entry type: ``techreport`` is “report”."""

    def raw(self, name: str) -> str:
        """Return a field's value with its LaTeX, or "": for addresses, keys, lists of keys."""
        return self.values.get(name, "")

    def text(self, *names: str) -> str:
        """Return the first filled of the fields as Unicode, or ""."""
        for name in names:
            value = self.values.get(name)
            if value:
                return to_unicode(value)[0].strip()
        return ""

    def listed(self, name: str) -> str:
        """Return a literal list (``and`` between its members) with semicolons, or ""."""
        if not self.raw(name):
            return ""
        members = (to_unicode(member)[0].strip() for member in split_list(self.raw(name)))
        return "; ".join(map(bibstring, members))

    def names(self, name: str) -> tuple[Name, ...]:
        """Return the names in a name field."""
        if not self.raw(name):
            return ()
        use_prefix = self.options.get("useprefix", "false") != "false"
        return parse_names(self.raw(name), use_prefix=use_prefix)[0]

    def date(self, prefix: str = "") -> Edtf | None:
        """Return ``date``, ``urldate`` …, or the date that ``year``, ``month``, ``day`` make.

        ``None`` where there is none or it cannot be read.
        """
        return entry_date(self.fields, prefix).date

    @property
    def options(self) -> Mapping[str, str]:
        """The entry's biblatex options, in lower case."""
        if not self.raw("options"):
            return {}
        pairs = (option.partition("=") for option in self.raw("options").lower().split(","))
        return {key.strip(): value.strip() for key, _, value in pairs if key.strip()}


def read_fields(entry: Entry) -> tuple[Reading, tuple[tuple[Field, Field], ...]]:
    """Return the reading of *entry*, and pairs of fields that are one field under two names."""
    fields: dict[str, Field] = {}
    pairs: list[tuple[Field, Field]] = []
    # Own fields first: what is taken over from a parent must not hide them under another name.
    for found in sorted(entry.fields.values(), key=lambda field: field.inherited_from is not None):
        name = FIELD_ALIASES.get(found.name, found.name)
        first = fields.setdefault(name, found)
        if first is not found and not found.inherited_from:
            pairs.append((first, found))
    values = {name: plain_value(name, found.value) for name, found in fields.items()}
    _take_address(values)
    return Reading(entry, fields, values, biblatex_type(entry.type)), tuple(pairs)


def _take_address(values: dict[str, str]) -> None:
    r"""Take an address out of the fields of text where BibTeX, which has no ``url``, puts it.

    That is ``\url{…}`` anywhere in ``howpublished``; in a note only where nothing else stands
    there, for notes cite other works, too.
    """
    for name in ("howpublished", "note", "addendum"):
        text = values.get(name, "")
        found = _ADDRESS.search(text) if "://" in text or "\\" in text else None
        if found is None:
            continue
        address = plain_value("url", found[0])
        rest = _SEPARATING.sub("", f"{text[: found.start()]}{text[found.end() :]}")
        rest = "" if _ANNOUNCING.fullmatch(rest) else rest
        is_known = url_key(address) == url_key(values.get("url") or address)
        if url_problem(address) is None and is_known and (not rest or name == "howpublished"):
            values["url"] = values.get("url") or address
            values[name] = rest


def bibstring(text: str) -> str:
    """Return the words of a localisation key of biblatex, or *text* itself."""
    return BIBSTRINGS.get(text, text)

"""`read_csl_json`: works in CSL-JSON, as Zotero, Crossref and pandoc give them away.

``schemas/input/csl-data.json`` of citation-style-language/schema says what there is; nothing is
taken for granted: what has another form is left out and named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from sourcebook.formats.csl_item import CslItem, Fault, edtf_of
from sourcebook.formats.latex_writing import one_line
from sourcebook.formats.loose_dates import read_loosely
from sourcebook.formats.name import Name

_DATES = frozenset({"issued", "accessed", "event-date", "original-date", "submitted"})
_NAMES = frozenset(
    {"author", "editor", "translator", "director", "container-author", "collection-editor"}
    | {"interviewer", "recipient", "composer", "illustrator", "contributor", "reviewed-author"}
)
_OF_NO_USE = frozenset({"id", "type", "citation-key", "citation-label", "source", "custom"})
_IN_WORDS = {"abstract": "the abstract", "keyword": "the keywords", "note": "the notes"}
_NUMBER = re.compile(r"-?[0-9]{1,4}")
_DEEPEST = 200
"""Brackets inside brackets; Python's reader of JSON recurses."""


def read_csl_json(text: str) -> tuple[tuple[CslItem, ...], tuple[Fault, ...]]:
    """Return the works in *text*, and what cannot be read. Never raises."""
    if _depth(text) > _DEEPEST:
        return (), (Fault(1, "It is nested too deeply."),)
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        return (), (Fault(error.lineno, f"It is no JSON: {error.msg}."),)
    except ValueError:
        return (), (Fault(1, "It holds a number that is too long."),)
    if isinstance(found, Mapping):
        inner = found.get("items", found.get("message"))
        found = inner if isinstance(inner, (list, Mapping)) else found
    items = found if isinstance(found, list) else [found]
    if not items or not all(isinstance(one, Mapping) and "type" in one for one in items):
        return (), (Fault(1, "A work in CSL-JSON is an object with a “type”."),)
    return tuple(map(_item, items)), ()


def _depth(text: str) -> int:
    deepest = depth = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def _item(written: Mapping[str, object]) -> CslItem:
    texts: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, str] = {}
    left_out: dict[str, None] = {}
    for variable, value in written.items():
        if variable in _OF_NO_USE or value in (None, "", [], {}):
            continue
        if variable in _IN_WORDS:
            left_out[_IN_WORDS[variable]] = None
        elif variable in _DATES:
            dates[variable] = _date(value)
            if not dates[variable]:
                left_out[f"the date “{variable}”"] = None
        elif variable in _NAMES:
            names[variable] = _names(value)
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            texts[variable] = one_line(str(value))
        elif text := _first_text(value):
            # Crossref gives titles and numbers as lists.
            texts[variable] = text
        else:
            left_out[f"“{one_line(variable)[:40]}”"] = None
    kind = one_line(str(written["type"]))
    return CslItem(
        _CROSSREF.get(kind, kind),
        {name: text for name, text in texts.items() if text},
        {name: people for name, people in names.items() if people},
        {name: date for name, date in dates.items() if date},
        tuple(left_out),
    )


_CROSSREF = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "dissertation": "thesis",
}
"""Crossref's own types, which its CSL-JSON has had for years."""


def _first_text(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], (str, int)):
        return one_line(str(value[0]))
    return ""


def _names(value: object) -> tuple[Name, ...]:
    found = []
    for one in value if isinstance(value, list) else ():
        if not isinstance(one, Mapping):
            continue
        text = {key: one_line(part) for key, part in one.items() if isinstance(part, str)}
        kept, dropped = text.get("non-dropping-particle", ""), text.get("dropping-particle", "")
        family, given = text.get("family", ""), text.get("given", "")
        literal = text.get("literal") or text.get("name") or given
        if family:
            suffix = text.get("suffix", "")
            found.append(Name(family, given, kept or dropped, suffix, "", bool(kept)))
        elif literal:
            found.append(Name(literal=literal))
    return tuple(found)


def _date(value: object) -> str:
    """Return a CSL date as EDTF; "" where it has no such form."""
    if not isinstance(value, Mapping):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts:
        ends = [_numbers(end) for end in parts[:2]]
        season = _numbers([value.get("season")])[0]
        if season in (1, 2, 3, 4) and len(ends) == 1 and len(ends[0]) == 1:
            ends = [[*ends[0], 20 + season]]
        date = edtf_of(ends[0], ends[1] if len(ends) > 1 else ())
        circa = value.get("circa")
        return f"{date}~" if date and circa and "/" not in date else date
    for name in ("raw", "literal"):
        written = value.get(name)
        if isinstance(written, str):
            read = read_loosely(written)
            return "" if read.is_misleading else read.edtf
    return ""


def _numbers(parts: object) -> list[int | None]:
    found: list[int | None] = []
    for part in parts if isinstance(parts, list) else ():
        text = str(part).strip()
        found.append(int(text) if _NUMBER.fullmatch(text) else None)
    return found

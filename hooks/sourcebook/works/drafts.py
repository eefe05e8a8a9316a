"""`Draft`, `draft_of_item`, `draft_of_entry`: a work from elsewhere as an entry of ours.

What goes where follows pandoc's mapping of CSL to biblatex
(``src/Text/Pandoc/Citeproc/BibTeX.hs``), so that `csl` reads back what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sourcebook.formats.bibtex import Entry
from sourcebook.formats.bibtex.datamodel import (
    FIELD_ALIASES,
    KNOWN_FIELDS,
    NAME_FIELDS,
    TOOL_FIELDS,
    TOOL_PREFIXES,
    TYPE_ALIASES,
)
from sourcebook.formats.csl_item import CslItem
from sourcebook.formats.latex_writing import to_latex
from sourcebook.formats.loose_dates import read_loosely
from sourcebook.formats.name import Name
from sourcebook.formats.plain_values import plain_value
from sourcebook.works.csl_tables import THESES, TYPES_OF_MANAGERS, langid_of
from sourcebook.works.dates import entry_date
from sourcebook.works.entry_fields import read_fields
from sourcebook.works.names import parse_names

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry without a citekey."""

    type: str
    fields: Fields
    """Names of biblatex and values in LaTeX."""
    left_out: tuple[str, ...] = ()
    """What the other program said and the entry does not, in words."""

    def value(self, name: str) -> str:
        """Return the value of a field, or ""."""
        return dict(self.fields).get(name, "")

    def with_fields(self, fields: Mapping[str, str]) -> Draft:
        """Return the draft with *fields* in place of those of their names."""
        kept = tuple(pair for pair in self.fields if pair[0] not in fields)
        return Draft(self.type, (*kept, *fields.items()), self.left_out)


_TYPES: Mapping[str, str] = {
    "article": "misc", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "bill": "legislation", "book": "book", "broadcast": "video",
    "chapter": "incollection", "dataset": "dataset", "document": "misc", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "figure": "image",
    "graphic": "artwork", "hearing": "legislation", "legal_case": "jurisdiction",
    "legislation": "legislation", "manuscript": "unpublished", "motion_picture": "movie",
    "pamphlet": "booklet", "paper-conference": "inproceedings", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "personal_communication": "letter",
    "post": "online", "post-weblog": "online", "regulation": "legislation", "report": "report",
    "review": "review", "review-book": "review", "software": "software", "song": "audio",
    "speech": "unpublished", "standard": "standard", "thesis": "thesis", "treaty": "legal",
    "webpage": "online",
}  # fmt: skip
_PRESS: Mapping[str, str] = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
_SERIALS = frozenset({"article", "periodical", "review"})
_PARTS = frozenset({"incollection", "inproceedings", "inreference"})
_VERBATIM = {"DOI": "doi", "URL": "url", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid"}
_PLAIN: Mapping[str, str] = {
    "title": "title", "title-short": "shorttitle", "original-title": "origtitle",
    "container-title-short": "shortjournal", "collection-title": "series", "volume": "volume",
    "number-of-volumes": "volumes", "edition": "edition", "version": "version",
    "chapter-number": "chapter", "number-of-pages": "pagetotal", "publisher-place": "location",
    "event-title": "eventtitle", "event": "eventtitle", "event-place": "venue",
    "call-number": "library", "PMCID": "pmcid",
}  # fmt: skip
_PEOPLE: Mapping[str, str] = {
    "author": "author",
    "container-author": "bookauthor",
    "director": "director",
    "editor": "editor",
    "translator": "translator",
}
_MOMENTS = {"issued": "date", "event-date": "eventdate", "original-date": "origdate",
            "accessed": "urldate"}  # fmt: skip
_TAKEN = frozenset(
    {*_PLAIN, *_VERBATIM, "container-title", "publisher", "issue", "number", "collection-number"}
    | {"genre", "language", "page"}
)
_LISTS = frozenset({"publisher", "institution", "organization", "location"})
"""Literal lists: “and” stands between their members."""
_OF_OTHER_ENTRIES = frozenset({"ids", "related", "relatedtype", "relatedstring", "xref"})
_OF_NO_USE = frozenset({"archive", "title-short", "shortTitle", "journalAbbreviation", "prefix"})
_RANGE = re.compile(r"(?<=[0-9])[ ]?[-–][ ]?(?=[0-9])")
_ACCESSED = re.compile(
    r"\[?(?:online[;,:.]?\s*)?(?:last )?(?:accessed|retrieved|visited)(?: on)?:?\s*"
    r"([^\[\]]{6,40}?)[\].]*",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"cited by:? [0-9]+.{0,80}", re.IGNORECASE)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_CUTS_NAMES = re.compile(r"[,;=&]|\band\b", re.IGNORECASE)


def draft_of_item(item: CslItem) -> Draft:
    """Return the entry that *item* makes."""
    kind = _type(item)
    found = dict(_fields(item, kind))
    said = {name for name in item.texts if name not in _TAKEN}
    left_out = [f"“{name}”" for name in sorted(said - _OF_NO_USE)]
    left_out += [f"“{name}”" for name in sorted(set(item.names) - set(_PEOPLE))]
    left_out += [f"“{name}”" for name in sorted(set(item.dates) - set(_MOMENTS))]
    language = item.texts.get("language", "")
    if language and not found.get("langid"):
        left_out.append(f"the language “{language[:40]}”")
    fields = tuple((name, value) for name, value in found.items() if value)
    return Draft(kind, fields, (*item.left_out, *left_out))


def _type(item: CslItem) -> str:
    texts = item.texts
    kind = _TYPES.get(item.type, "misc")
    if kind == "misc" and texts.get("URL") and item.type != "document":
        return "online"
    if kind == "incollection" and not item.names.get("editor"):
        return "inbook"
    return kind


def _fields(item: CslItem, kind: str) -> Iterator[tuple[str, str]]:
    texts = item.texts
    for variable, name in _PLAIN.items():
        if value := texts.get(variable):
            yield name, _text(name, value)
    for variable, name in _VERBATIM.items():
        if value := texts.get(variable):
            yield name, plain_value(name, value)
    for variable, name in _PEOPLE.items():
        if people := item.names.get(variable):
            yield name, " and ".join(map(name_text, people))
    if any(person.keeps_particle for people in item.names.values() for person in people):
        yield "options", "useprefix=true"
    for variable, name in _MOMENTS.items():
        yield name, item.dates.get(variable, "")
    yield "langid", langid_of(texts.get("language", ""))
    yield "pages", _RANGE.sub("--", to_latex(texts.get("page", "")))
    yield from ((name, _text(name, value)) for name, value in _placed(item, kind) if value)


def _text(name: str, value: str) -> str:
    """Return *value* as LaTeX; in a list each member as one, “Simon and Schuster” in braces."""
    if name not in _LISTS:
        return to_latex(value)
    members = (to_latex(member) for member in value.split(";"))
    return " and ".join(f"{{{one}}}" if _AND.search(one) else one for one in members if one)


def _placed(item: CslItem, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what goes into another field for each type."""
    texts = item.texts
    container, publisher = texts.get("container-title", ""), texts.get("publisher", "")
    number = texts.get("issue") or texts.get("number", "")
    if kind in _SERIALS:
        yield "journaltitle" if kind != "periodical" else "title", container
        yield "entrysubtype", _PRESS.get(item.type, "")
        yield "publisher", publisher
    elif kind in _PARTS or kind == "inbook":
        yield "booktitle", container
        yield "publisher", publisher
    elif kind == "online":
        yield "organization", container or publisher
        yield "publisher", publisher if container and publisher != container else ""
    elif item.type == "speech":
        yield "eventtitle", texts.get("event-title") or container or publisher
    else:
        yield "institution" if kind in ("report", "thesis") else "publisher", publisher
        yield "organization", container if container != publisher else ""
    if kind in (*_SERIALS, "report", "patent", "legislation", "standard", "misc", "legal"):
        yield "number", number
    else:
        yield "number", texts.get("collection-number") or number
    genre = texts.get("genre", "")
    yield "type", genre or ("thesis" if kind == "thesis" else "")


def name_text(name: Name) -> str:
    """Return a name for a name field: “van Beethoven, Ludwig”, “{Ministry of X}”."""
    if name.literal or not name.family:
        return f"{{{to_latex(name.literal or name.given)}}}"
    family, given, suffix = map(to_latex, (name.family, name.given, name.suffix))
    particle = to_latex(name.particle)
    # A particle is known by its small letter; “De Gaulle” and “ibn-Saud” are families.
    if particle and not particle[0].islower():
        particle, family = "", f"{particle} {family}"
    family, given, suffix = map(_as_one, (family, given, suffix))
    family = f"{particle} {family}".strip()
    if suffix:
        return f"{family}, {suffix}, {given}".rstrip(" ")
    if given:
        return f"{family}, {given}"
    # The comma says that what stands before it is a family, and no given name, body or “others”.
    return family if family.isalpha() and family.lower() != "others" else f"{family},"


def _names_in_form(value: str) -> str:
    """Return a list of names with what is plainly another form (“et al.”) in BibTeX's."""
    names, problems = parse_names(value)
    if not problems or any(problem.kind != "plain" for problem in problems):
        return value
    return " and ".join("others" if name.is_others else name_text(name) for name in names)


def _as_one(text: str) -> str:
    """Return part of a name in braces where a sign in it would cut it."""
    return f"{{{text}}}" if _CUTS_NAMES.search(text) else text


def draft_of_entry(entry: Entry) -> Draft:
    """Return *entry*, made by another program, in biblatex's names and as our files have it."""
    reading, _ = read_fields(entry)
    found: dict[str, str] = {}
    left_out: list[str] = []
    kind = TYPE_ALIASES.get(entry.type, entry.type)
    for name, value in reading.values.items():
        own = FIELD_ALIASES.get(name, name)
        if own in ("abstract", "keywords", "annotation") and value:
            left_out.append({"annotation": "the notes"}.get(own, f"the {own}"))
        elif own in TOOL_FIELDS or own.startswith(TOOL_PREFIXES) or own in ("file", "xdata"):
            continue
        elif own in _OF_OTHER_ENTRIES:
            left_out.append(f"“{own}”, which names entries of the other file")
        elif own not in KNOWN_FIELDS and value:
            left_out.append(f"the field “{name[:40]}”")
        elif own != "crossref":
            found.setdefault(own, _names_in_form(value) if own in NAME_FIELDS else value)
    for prefix in ("", "url", "orig", "event"):
        read = entry_date(reading.fields, prefix)
        instead, said = read.problem.instead if read.problem else ("", "")
        if read.date is None and not instead:
            continue
        for part in ("date", "year", "month", "day", "endyear", "endmonth", "endday"):
            found.pop(f"{prefix}{part}", None)
        if read.date:
            found[f"{prefix}date"] = read.date.text
        elif not prefix:
            found.setdefault(instead, said)
        if read.problem and read.problem.kind != "plain":
            left_out.append(f"“{read.problem.field.value[:40]}” in “{read.problem.field.name}”")
    accessed = _ACCESSED.fullmatch(found.get("note", "").strip())
    if accessed and (day := read_loosely(accessed[1])).edtf and not day.unread:
        found.pop("note")
        found.setdefault("urldate", day.edtf)
    if _COUNTED.fullmatch(found.get("note", "")):
        found.pop("note")  # Scopus counts who cites it: true on that day only.
    if found.get("type", "").lower() in TYPES_OF_MANAGERS and kind not in ("report", "thesis"):
        found.pop("type")
    if "pages" in found:
        found["pages"] = _RANGE.sub("--", found["pages"])
    if "langid" not in found and (language := langid_of(reading.text("language"))):
        found["langid"] = language
        found.pop("language")
    if default := (THESES | {"techreport": "techreport"}).get(entry.type):
        found.setdefault("type", default)
    if entry.type == "newsarticle":
        found.setdefault("entrysubtype", "newspaper")
    filled = tuple((name, value) for name, value in found.items() if value)
    return Draft(kind, filled, tuple(dict.fromkeys(left_out)))

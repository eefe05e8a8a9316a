"""`read_ris`: records in RIS, as reference managers and publishers give them away.

Own reader: the format is lines of a tag, two spaces, a hyphen and a value, and what matters is
which tag means what to whom. *RIS Format Specifications* (2001; revised 2011); where programs
differ, as Zotero writes and reads (zotero/translators ``RIS.js``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sourcebook.formats.csl_item import CslItem, Fault, edtf_of
from sourcebook.formats.identifiers import is_doi
from sourcebook.formats.latex_writing import one_line
from sourcebook.formats.loose_dates import read_loosely
from sourcebook.formats.name import Name
from sourcebook.formats.plain_values import plain_doi

_LINE = re.compile(r"[ \t\ufeff]*([A-Z][A-Z0-9]) {0,2}-(?: (.*)|)$")
_DATE = re.compile(r"([0-9]{4})(?:[/-]([0-9]{1,2})?)?(?:[/-]([0-9]{1,2})?)?(?:[/ T-](.*))?")
_HEAD_OF_RIS = re.compile(r"^[ \t\ufeff]*TY {0,2}-", re.MULTILINE)

TYPES: Mapping[str, str] = {
    "ABST": "article-journal", "ADVS": "motion_picture", "ART": "graphic", "BILL": "bill",
    "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter",
    "COMP": "software", "CONF": "book", "CPAPER": "paper-conference", "CTLG": "book",
    "DATA": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage", "ENCYC": "entry-encyclopedia",
    "GEN": "document", "GOVDOC": "report", "HEAR": "hearing", "ICOMM": "personal_communication",
    "INPR": "article-journal", "JFULL": "periodical", "JOUR": "article-journal",
    "LEGAL": "legislation", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine",
    "MPCT": "motion_picture", "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent",
    "PCOMM": "personal_communication", "RPRT": "report", "SER": "book", "SLIDE": "speech",
    "SOUND": "song", "STAND": "standard", "STAT": "legislation", "THES": "thesis",
    "UNBILL": "bill", "UNPB": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
"""The value of TY → CSL's type."""

_TEXTS: Mapping[str, str] = {
    "TI": "title", "T1": "title", "CT": "title", "ST": "title-short", "TT": "original-title",
    "T2": "container-title", "JF": "container-title", "JO": "container-title",
    "BT": "container-title", "JA": "container-title-short", "J2": "container-title-short",
    "T3": "collection-title", "VL": "volume", "IS": "issue", "CP": "issue",
    "NV": "number-of-volumes", "ET": "edition", "SE": "chapter-number", "PB": "publisher",
    "CY": "publisher-place", "PP": "publisher-place", "LA": "language", "CN": "call-number",
    "M1": "number", "SV": "collection-number",
}  # fmt: skip
"""Tag → variable. Of two with one variable the first filled one counts."""
_NAMES: Mapping[str, str] = {
    "AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A4": "translator",
}  # fmt: skip
_DATES = ("DA", "Y1", "PY")
_OF_NO_USE = frozenset({"ID", "DB", "DP", "AN", "TY", "ER", "L1", "L2", "L4", "RP", "LB", "U1"})
"""Where a reference manager found or keeps the record: nothing of the work."""
_IN_WORDS = {"AB": "the abstract", "N2": "the abstract", "KW": "the keywords", "N1": "the notes"}
_TAKEN = ("Y2", "SP", "EP", "SN", "UR", "DO", "M3")
_SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical"})
_BOOKS = frozenset({"book", "thesis", "manuscript", "pamphlet"})


@dataclass(slots=True)
class _Record:
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def all(self, *tags: str) -> list[str]:
        return [value for tag in tags for found, value in self.pairs if found == tag and value]

    def first(self, *tags: str) -> str:
        return next(iter(self.all(*tags)), "")


def is_ris(text: str) -> bool:
    """Return whether *text* holds the line that begins a record."""
    return _HEAD_OF_RIS.search(text) is not None


def read_ris(text: str) -> tuple[tuple[CslItem, ...], tuple[Fault, ...]]:
    """Return the works in *text*, and what cannot be read. Never raises."""
    records: list[list[tuple[str, list[str]]]] = []
    is_open = False
    faults: list[Fault] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line.rstrip())
        if match is None:
            if is_open and line.strip():
                # A long value goes on.
                records[-1][-1][1].append(line.strip())
            elif line.strip() and not is_open:
                faults.append(Fault(number, "This line stands in no record."))
            continue
        tag, value = match[1], match[2] or ""
        if tag == "TY":
            records.append([])
            is_open = True
        elif not is_open:
            faults.append(Fault(number, "No line “TY  - …” stands before this one."))
            continue
        is_open = tag != "ER"
        records[-1].append((tag, [value.strip()]))
    whole = (_Record([(tag, " ".join(parts)) for tag, parts in record]) for record in records)
    return tuple(map(_item, whole)), tuple(faults)


def _item(record: _Record) -> CslItem:
    kind = TYPES.get(record.first("TY").upper(), "document")
    texts = dict(_texts(record, kind))
    names: dict[str, list[Name]] = {}
    for tag, value in record.pairs:
        if tag in _NAMES and one_line(value):
            names.setdefault(_NAMES[tag], []).append(_name(one_line(value)))
    dates = {"issued": _date(record.all(*_DATES)), "accessed": _date(record.all("Y2"))}
    known = {*_TEXTS, *_NAMES, *_DATES, *_OF_NO_USE, *_TAKEN}
    left_out = dict.fromkeys(
        _IN_WORDS.get(tag, f"the line “{tag}”")
        for tag, value in record.pairs
        if value and tag not in known
    )
    if not dates["issued"] and (written := record.first(*_DATES)):
        left_out[f"the date “{one_line(written)[:40]}”"] = None
    return CslItem(
        kind,
        {name: value for name, value in texts.items() if value},
        {name: tuple(people) for name, people in names.items()},
        {name: date for name, date in dates.items() if date},
        tuple(left_out),
    )


def _texts(record: _Record, kind: str) -> Iterator[tuple[str, str]]:
    for variable in dict.fromkeys(_TEXTS.values()):
        tags = [tag for tag, name in _TEXTS.items() if name == variable]
        yield variable, one_line(record.first(*tags))
    first, last = one_line(record.first("SP")), one_line(record.first("EP"))
    pages = f"{first}-{last}" if first and last and first != last else first or last
    is_count = kind in _BOOKS and pages.isdecimal()
    yield "number-of-pages" if is_count else "page", pages
    serial = one_line(record.first("SN"))
    if kind in ("report", "patent"):
        yield "number", serial or one_line(record.first("M1"))
    else:
        yield "ISSN" if kind in _SERIALS else "ISBN", serial
    # Publishers write several addresses into one line, each after a semicolon.
    addresses = [part.strip() for value in record.all("UR") for part in value.split(";")]
    yield "URL", next((part for part in addresses if part.startswith(("http:", "https:"))), "")
    doi = next((d for d in map(plain_doi, record.all("DO", "M3", "UR")) if is_doi(d)), "")
    yield "DOI", doi
    genre = one_line(record.first("M3"))
    yield "genre", "" if is_doi(plain_doi(genre)) else genre


def _name(text: str) -> Name:
    """Return “Family, Given, Suffix”; a name without a comma, or one at its end, is a body's."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or not any(parts[1:]):
        return Name(literal=parts[0])
    family, given, suffix = (*parts, "", "")[:3]
    return Name(family=family, given=given, suffix=suffix)


def _date(written: list[str]) -> str:
    """Return the most exact of the dates as EDTF, of equally exact ones the first; "" for none."""
    return max(map(_date_of, written), key=len, default="")


def _date_of(text: str) -> str:
    """Return “1999/07/30/” as EDTF; “1999///Spring”, “Fall 1999” as they are meant."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        read = read_loosely(text)
        return "" if read.is_misleading else read.edtf
    year, month, day, other = match.groups()
    date = edtf_of([int(year), int(month) if month else None, int(day) if day else None])
    return date if month or not other else read_loosely(year, other).edtf

"""CSL's types and variables in RIS: the tables of `ris`.

RIS is an old format without one authority. The tags are those of the *RIS Format Specifications*
(Research Information Systems 2001; revised 2011); where readers differ, what Zotero reads decides
(zotero/translators ``RIS.js``, ``importTypeMap`` and ``fieldMap``, June 2026), then what pandoc
reads (``src/Text/Pandoc/Readers/RIS.hs``, 3.9).

What RIS cannot hold, or its readers mistake, is listed and tested in tests/oracle/test_exports.py.
"""

from __future__ import annotations

from collections.abc import Mapping

RIS_TYPES: Mapping[str, str] = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "document": "GEN",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "motion_picture": "MPCT",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    # RIS has no review; all that Zotero and pandoc take for an article keeps the journal.
    "review": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    # Zotero's type for a talk (“presentation”); no other type of RIS is nearer.
    "speech": "SLIDE",
    "thesis": "THES",
    # RIS has no treaty, and a court decision (LEGAL) or an act (STAT) loses parties, publisher
    # and place; a government document keeps them.
    "treaty": "GOVDOC",
    # Not in the specification, which has ELEC; but pandoc reads only WEB, Zotero both.
    "webpage": "WEB",
}
"""CSL's type → the value of TY."""

DEFAULT_TYPE = "GEN"

COMMON: tuple[tuple[str, str], ...] = (
    # (variable of CSL, tag), in the order of the lines.
    ("title", "TI"),
    ("title-short", "ST"),
    ("original-title", "TT"),
    ("container-title-short", "J2"),
    ("collection-title", "T3"),
    ("volume", "VL"),
    ("issue", "IS"),
    ("number-of-volumes", "NV"),
    ("edition", "ET"),
    ("version", "ET"),
    ("chapter-number", "SE"),
    ("publisher", "PB"),
    ("publisher-place", "CY"),
    ("event-place", "CY"),
    ("DOI", "DO"),
    ("URL", "UR"),
    ("call-number", "CN"),
    ("language", "LA"),
    ("abstract", "AB"),
    ("note", "N1"),
    ("annote", "N1"),
)
"""Variables that have one tag for all types. Of two with one tag the first counts, but for N1."""

NUMBERS: Mapping[str, str] = {"report": "SN", "patent": "SN"}
"""CSL's type → the tag of ``number``; M1 for others."""

GENRE_IN_M3 = frozenset(
    {"graphic", "manuscript", "personal_communication", "report", "speech", "thesis", "treaty"}
    | {"webpage"}
)
"""Types whose ``genre`` is M3; of others Zotero takes M3 for a DOI, and the genre is a note."""

ACCESS_DATES = frozenset({"VL", "M1"})
"""Tags that are a date of access to Zotero on a web page; there they are notes."""

SERIES_NUMBERS: Mapping[str, str] = {"chapter": "SV", "paper-conference": "SV"}
"""CSL's type → the tag of ``collection-number``; M1 for others."""

SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review"})
"""Types whose SN is an ISSN; of others it is the ISBN."""

COUNTED_IN_SP = frozenset({"book", "thesis", "manuscript", "pamphlet"})
"""Types whose SP is the number of pages, where no pages are named."""

NAMES: tuple[tuple[str, str], ...] = (
    ("author", "AU"),
    ("director", "AU"),
    ("editor", "ED"),
    ("translator", "A4"),
    ("container-author", "C2"),
)

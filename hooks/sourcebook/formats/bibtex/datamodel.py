"""Entry types and fields: what biblatex's data model has, BibTeX's older names, and ours.

Sources: biblatex 3.21 ``blx-dm.def`` and manual §2; the older names as biber maps them (§2.1.2,
§2.2.5). Ours are declared once, in `OWN_FIELDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENTRY_TYPES: frozenset[str] = _words(
    """
    article artwork audio book bookinbook booklet collection commentary dataset image inbook
    incollection inproceedings inreference jurisdiction legal legislation letter manual misc movie
    music mvbook mvcollection mvproceedings mvreference online patent performance periodical
    proceedings reference report review set software standard suppbook suppcollection
    suppperiodical thesis unpublished video xdata
    """
)

TYPE_ALIASES: Mapping[str, str] = {
    "bachelorsthesis": "thesis",
    "conference": "inproceedings",
    "data": "dataset",
    "electronic": "online",
    "letters": "letter",
    "mastersthesis": "thesis",
    "newsarticle": "article",
    "phdthesis": "thesis",
    "techreport": "report",
    "webpage": "online",
    "website": "online",
    "www": "online",
}
"""Types of BibTeX and of biblatex-apa → biblatex's type."""

FIELD_ALIASES: Mapping[str, str] = {
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "journal": "journaltitle",
    "key": "sortkey",
    "pdf": "file",
    "primaryclass": "eprintclass",
    "school": "institution",
    "hyphenation": "langid",
}
"""Fields of BibTeX → biblatex's field."""

NAME_FIELDS: frozenset[str] = _words(
    """
    afterword annotator author bookauthor commentator director editor editora editorb editorc
    foreword holder introduction namea nameb namec shortauthor shorteditor sortname translator
    """
)

DATE_FIELDS: frozenset[str] = _words("date eventdate origdate urldate archivedate verificationdate")

VERBATIM_FIELDS: frozenset[str] = _words(
    """
    archiveurl basedon citedby crossref doi entryset eprint execute file ids isan isbn ismn isrn
    issn iswc keywords langid options perspective presort related sortkey url verba verbb verbc
    xdata xref
    """
)
"""Fields whose text is not LaTeX: an address with ``%`` or ``_`` comes through unchanged."""

TEXT_FIELDS: frozenset[str] = _words(
    """
    abstract addendum annotation booksubtitle booktitle booktitleaddon chapter edition eid
    entrysubtype eprintclass eprinttype eventtitle eventtitleaddon gender howpublished
    indexsorttitle
    indextitle institution issue issuesubtitle issuetitle issuetitleaddon journalsubtitle
    journaltitle journaltitleaddon label language langidopts library location mainsubtitle maintitle
    maintitleaddon month nameaddon note number organization origlanguage origlocation origpublisher
    origtitle pages pagetotal pagination bookpagination part publisher pubstate reprinttitle
    relatedoptions relatedstring relatedtype series shorthand shorthandintro shortjournal
    shortseries shorttitle sortshorthand sorttitle sortyear subtitle title titleaddon type usera
    userb userc userd usere userf lista listb listc listd liste listf venue version volume volumes
    year eventyear origyear urlyear eventmonth origmonth urlmonth day eventday origday urlday
    endyear endmonth endday editortype editoratype editorbtype editorctype authortype
    pmid pmcid jurisdiction
    """
)

TOOL_FIELDS: frozenset[str] = _words(
    """
    __markedentry added-at bibsource biburl citeulike-article-id comment copyright creationdate
    date-added date-modified groups interhash intrahash local-url mendeley-groups mendeley-tags
    modificationdate numpages owner posted-at priority qualityassured rating read readstatus
    review s2id sourceid timestamp username arxivid articleno bdsk-color issue_date
    abbrev_source_title adsnote adsurl affiliation affiliations author-email author_keywords
    cited-references coden correspondence_address da doc-delivery-number document_type eissn
    funding-acknowledgement funding-text hal_id hal_version journal-iso keywords-plus lccn
    number-of-cited-references oa oclc orcid-numbers publication_stage ranking relevance
    reportnumber research-areas researcherid-numbers slaccitation source times-cited unique-id
    usage-count-last-180-days usage-count-since-2013 web-of-science-categories
    web-of-science-index
    """
)
"""Fields in which reference managers keep their own affairs: accepted and not used."""

TOOL_PREFIXES: tuple[str, ...] = ("bdsk-", "mendeley-", "x-", "jabref-", "citavi-", "zotero-")


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of ours, beyond biblatex."""

    name: str
    holds: str
    """What it holds, in plain words."""
    values: tuple[str, ...] = ()
    """The values that it may have, where the list is closed."""


OWN_FIELDS: tuple[OwnField, ...] = (
    OwnField("archiveurl", "address of a copy in a public archive"),
    OwnField("archivedate", "EDTF date on which that copy was made"),
    OwnField("archivenote", "why no archive copy is given"),
    OwnField("perspective", "id of a record in data/perspectives.yml: who speaks"),
    OwnField("basedon", "citekeys, separated by commas, of the works that this text repeats"),
    OwnField("commonwords", "citekey of a work with the same words, and why it is no repetition"),
    OwnField(
        "verification",
        "how the text was seen: the document itself is in hand, a stored copy of the page was "
        "read, the page was read at its address, or it is known only as another work cites it",
        ("document", "stored-copy", "live", "as-cited"),
    ),
    OwnField("verificationdate", "EDTF date on which it was read"),
    OwnField("verificationnote", "what else is to be said of how it was verified"),
    OwnField(
        "titlebasis",
        "where the title comes from: shown on the work, read from its address, our own words, or "
        "taken from the work that cites it",
        ("shown", "address", "descriptive", "as-cited"),
    ),
    OwnField(
        "datebasis",
        "where the date comes from: shown on the work, inferred, taken from the work that cites "
        "it, or the date is not known",
        ("shown", "inferred", "as-cited", "unknown"),
    ),
    OwnField("citedby", "citekey of the work that prints this one"),
    OwnField("keep", "why the work stays although no page cites it"),
)

_OWN_NAMES = frozenset(field.name for field in OWN_FIELDS)

KNOWN_FIELDS: frozenset[str] = (
    NAME_FIELDS
    | DATE_FIELDS
    | VERBATIM_FIELDS
    | TEXT_FIELDS
    | _OWN_NAMES
    | frozenset(FIELD_ALIASES)
)

KNOWN_TYPES: frozenset[str] = ENTRY_TYPES | frozenset(TYPE_ALIASES)

NEVER_INHERITED: frozenset[str] = _words(
    """
    crossref entryset entrysubtype execute ids label options presort related relatedoptions
    relatedstring relatedtype shorthand shorthandintro sortkey xdata xref
    """
)
"""Fields that stay with the entry in which they stand (biblatex manual, appendix B)."""


def biblatex_type(entry_type: str) -> str:
    """Return biblatex's name of an entry type."""
    return TYPE_ALIASES.get(entry_type, entry_type)


def is_known_field(name: str) -> bool:
    """Whether a field is biblatex's, BibTeX's, ours or a reference manager's."""
    # “author+an” annotates “author” (biblatex manual §3.7).
    annotated = name.partition("+an")[0]
    return annotated in KNOWN_FIELDS or name in TOOL_FIELDS or name.startswith(TOOL_PREFIXES)


def inherited_names(parent_type: str, child_type: str, name: str) -> tuple[str, ...]:
    """Return the names under which a child has its parent's field (biblatex manual, appendix B)."""
    parent, child = biblatex_type(parent_type), biblatex_type(child_type)
    if name in NEVER_INHERITED or name in _OWN_NAMES:
        return ()
    if name == "author" and parent in ("mvbook", "book"):
        if child in ("inbook", "bookinbook", "suppbook"):
            return ("bookauthor", "author")
        if (parent, child) == ("mvbook", "book"):
            return ("bookauthor", "author")
    prefix = _TITLE_PREFIXES.get((parent, child), "")
    if not prefix:
        return (name,)
    if name in ("shorttitle", "sorttitle", "indextitle", "indexsorttitle"):
        return ()
    if name in ("title", "subtitle") or (name == "titleaddon" and prefix != "journal"):
        return (prefix + name,)
    return (name,)


def _title_prefixes() -> dict[tuple[str, str], str]:
    table = (
        ("main", ("mvbook",), ("book", "inbook", "bookinbook", "suppbook")),
        (
            "main",
            ("mvcollection", "mvreference"),
            ("collection", "reference", "incollection", "inreference", "suppcollection"),
        ),
        ("main", ("mvproceedings",), ("proceedings", "inproceedings")),
        ("book", ("book",), ("inbook", "bookinbook", "suppbook")),
        ("book", ("collection", "reference"), ("incollection", "inreference", "suppcollection")),
        ("book", ("proceedings",), ("inproceedings",)),
        ("journal", ("periodical",), ("article", "suppperiodical")),
    )
    return {
        (parent, child): prefix
        for prefix, parents, children in table
        for parent in parents
        for child in children
    }


_TITLE_PREFIXES = _title_prefixes()
"""Parent's and child's type → what goes before “title”, “subtitle” and “titleaddon”."""

r"""`entry_text`, `value_text`, `field_position`: entries written in the layout of our files.

One field on a line, two spaces before it, the signs “=” below one another, every value in braces,
a comma after every field::

    @online{gul2021voa,
      title  = {Across the Top of the World},
      author = {Gul, Ayaz},
      date   = {2021-04-06},
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sourcebook.formats.bibtex.datamodel import FIELD_ALIASES, VERBATIM_FIELDS
from sourcebook.formats.bibtex.values import MONTHS

FIELD_ORDER: tuple[str, ...] = (
    # What the entry takes from others; what, who, where, when; how to find it; what is said of it.
    *("ids", "xdata", "crossref", "xref", "entryset", "options"),
    *("title", "subtitle", "titleaddon", "shorttitle", "origtitle"),
    *("author", "authortype", "shortauthor", "bookauthor", "editor", "editortype", "shorteditor"),
    *("editora", "editoratype", "editorb", "editorbtype", "editorc", "editorctype", "director"),
    *("translator", "annotator", "commentator", "introduction", "foreword", "afterword", "holder"),
    *("maintitle", "mainsubtitle", "maintitleaddon", "booktitle", "booksubtitle"),
    *("booktitleaddon", "issuetitle", "issuesubtitle", "issuetitleaddon", "journaltitle"),
    *("journalsubtitle", "journaltitleaddon", "shortjournal", "entrysubtype", "type"),
    *("eventtitle", "eventtitleaddon", "eventdate", "venue"),
    *("series", "volume", "volumes", "part", "number", "issue", "edition", "version", "chapter"),
    *("pages", "eid", "pagetotal", "howpublished", "publisher", "institution", "organization"),
    *("location", "date", "year", "month", "day", "endyear", "endmonth", "endday", "pubstate"),
    *("origdate", "origyear", "origlanguage", "origpublisher", "origlocation"),
    *("doi", "eprint", "eprinttype", "eprintclass", "isbn", "issn", "pmid", "pmcid", "library"),
    *("url", "urldate", "urlyear", "urlmonth", "urlday", "archiveurl", "archivedate"),
    *("langid", "langidopts", "language", "keywords", "abstract", "annotation"),
    *("note", "addendum", "related", "relatedtype", "relatedstring", "perspective", "basedon"),
    *("verification", "citedby", "verificationdate", "verificationnote"),
    *("titlebasis", "datebasis", "archivenote", "commonwords", "keep"),
)
"""biblatex's names; BibTeX's older names stand where theirs do, what is not here comes last."""

_POSITIONS = {name: position for position, name in enumerate(FIELD_ORDER)}
_BRACE = re.compile(r"\\?[{}]")
_LAST_BACKSLASHES = re.compile(r"\\+\Z")


def field_position(name: str) -> int:
    """Return where the field *name* stands among those of an entry."""
    return _POSITIONS.get(FIELD_ALIASES.get(name, name), len(FIELD_ORDER))


def entry_text(entry_type: str, citekey: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return an entry as a block that ends in a newline; its empty *fields* are left out.

    *fields* are names and evaluated values, as in `Field`.
    """
    filled = [(name, value_text(name, value)) for name, value in fields if value]
    filled.sort(key=lambda pair: field_position(pair[0]))
    return laid_out(entry_type, citekey, filled)


def laid_out(entry_type: str, citekey: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return a block in our layout; values stand as they are, with their braces."""
    pairs = tuple(fields)
    width = max((len(name) for name, _ in pairs), default=0)
    lines = [f"  {name:<{width}} = {value},\n" for name, value in pairs]
    return f"@{entry_type}{{{citekey},\n{''.join(lines)}}}\n"


def value_text(name: str, value: str) -> str:
    """Return an evaluated *value* in braces that pair for every reader of BibTeX."""
    if name == "month" and value.lower() in MONTHS:
        # BibTeX's styles and biblatex know the bare names; in braces they would be text.
        return value.lower()
    ending = _LAST_BACKSLASHES.search(value)
    if ending and len(ending[0]) % 2:
        value += " "  # A backslash would take the closing brace with it.
    return f"{{{value if is_balanced(value) else _balanced(name, value)}}}"


def is_balanced(value: str) -> bool:
    """Whether braces pair, both for readers that count ``\\{`` and for those that do not."""
    depths = [0, 0]
    for match in _BRACE.finditer(value):
        step = 1 if match[0][-1] == "{" else -1
        depths[0] += step
        depths[1] += step if len(match[0]) == 1 else 0
        if min(depths) < 0:
            return False
    return depths == [0, 0]


def _balanced(name: str, value: str) -> str:
    """Return *value* with those braces that have no partner, or a backslash, spelt out."""
    is_verbatim = FIELD_ALIASES.get(name, name) in VERBATIM_FIELDS
    names = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    if is_verbatim:
        names = {"{": "%7B", "}": "%7D"}
    pieces: list[str] = []
    opened: list[int] = []
    end = 0
    for match in _BRACE.finditer(value):
        pieces += [value[end : match.start()], match[0]]
        end = match.end()
        if len(match[0]) == 2:
            pieces[-1] = names[match[0][1]]
        elif match[0] == "{":
            opened.append(len(pieces) - 1)
        elif opened:
            opened.pop()
        else:
            pieces[-1] = names["}"]
    for position in opened:
        pieces[position] = names["{"]
    return "".join([*pieces, value[end:]])

r"""`bibtex_text`: an entry as written, tidied.

The type, the fields and their LaTeX are the author's. Tidied are: the order of the fields, one on
a line; values in braces; @strings and ``#`` filled in; fields that the entry takes over by
``crossref`` or ``xdata`` written out, so that the text stands alone. Left out is what reference
managers note for themselves (`TOOL_FIELDS`, ``file``): it says nothing of the work, and may hold
the path of somebody's machine.
"""

from __future__ import annotations

import re

from sourcebook.formats.bibtex import Entry
from sourcebook.formats.bibtex.datamodel import (
    FIELD_ALIASES,
    TOOL_FIELDS,
    TOOL_PREFIXES,
    VERBATIM_FIELDS,
)
from sourcebook.formats.bibtex.values import MONTHS

_ORDER: tuple[str, ...] = (
    # Who, what, where, when; then how to find it, then what is said of it.
    *("author", "authortype", "shortauthor", "bookauthor", "editor", "editortype", "shorteditor"),
    *("editora", "editoratype", "editorb", "editorbtype", "editorc", "editorctype", "director"),
    *("translator", "annotator", "commentator", "introduction", "foreword", "afterword", "holder"),
    *("title", "subtitle", "titleaddon", "shorttitle", "origtitle"),
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
    *("archivenote", "langid", "langidopts", "language", "keywords", "abstract", "annotation"),
    *("note", "addendum", "perspective", "basedon", "citedby", "verification"),
    *("verificationdate", "verificationnote", "titlebasis", "datebasis", "keep"),
)
"""biblatex's names; BibTeX's older names stand where theirs do, what is not here comes last."""

_POSITIONS = {name: position for position, name in enumerate(_ORDER)}
_FILLED_IN = frozenset({"crossref", "xdata"})
_MACHINE = TOOL_FIELDS | {"file"}
_BRACE = re.compile(r"\\?[{}]")
_LAST_BACKSLASHES = re.compile(r"\\+\Z")


def bibtex_text(entry: Entry) -> str:
    """Return *entry* as a block that any reader of BibTeX or biblatex takes; ends in a newline.

    It reads back as the same work.
    """
    own = {_biblatex(name) for name, field in entry.fields.items() if not field.inherited_from}
    fields = [
        (name, field.value)
        for name, field in entry.fields.items()
        if field.value
        and _is_of_the_work(name)
        # Own fields hide what a parent has under another name (see `read_fields`).
        and not (field.inherited_from and _biblatex(name) in own)
    ]
    fields.sort(key=lambda pair: _position(pair[0]))
    lines = [f"  {name} = {_value(name, value)},\n" for name, value in fields]
    return f"@{entry.type}{{{entry.citekey},\n{''.join(lines)}}}\n"


def _biblatex(name: str) -> str:
    return FIELD_ALIASES.get(name, name)


def _is_of_the_work(name: str) -> bool:
    name = _biblatex(name)
    return name not in _FILLED_IN | _MACHINE and not name.startswith(TOOL_PREFIXES)


def _position(name: str) -> tuple[int, str]:
    return _POSITIONS.get(_biblatex(name), len(_ORDER)), name


def _value(name: str, value: str) -> str:
    if name == "month" and value.lower() in MONTHS:
        # BibTeX's styles and biblatex know the bare names; in braces they would be text.
        return value.lower()
    ending = _LAST_BACKSLASHES.search(value)
    if ending and len(ending[0]) % 2:
        value += " "  # A backslash would take the closing brace with it.
    return f"{{{value if _is_balanced(value) else _balanced(name, value)}}}"


def _is_balanced(value: str) -> bool:
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
    is_verbatim = _biblatex(name) in VERBATIM_FIELDS
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

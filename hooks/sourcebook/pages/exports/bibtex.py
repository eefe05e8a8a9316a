r"""`bibtex_text`: an entry as written, tidied.

The type, the fields and their LaTeX are the author's. Tidied are: the order of the fields, one on
a line; values in braces; @strings and ``#`` filled in; fields that the entry takes over by
``crossref`` or ``xdata`` written out, so that the text stands alone. Left out is what reference
managers note for themselves (`TOOL_FIELDS`, ``file``): it says nothing of the work, and may hold
the path of somebody's machine.
"""

from __future__ import annotations

from sourcebook.formats.bibtex import Entry
from sourcebook.formats.bibtex.datamodel import FIELD_ALIASES, TOOL_FIELDS, TOOL_PREFIXES
from sourcebook.formats.bibtex.writing import field_position, value_text
from sourcebook.works.csl import shown_title
from sourcebook.works.csl_tables import PRESS

_FILLED_IN = frozenset({"crossref", "xdata"})
_MACHINE = TOOL_FIELDS | {"file"}


def bibtex_text(entry: Entry) -> str:
    """Return *entry* as a block that any reader of BibTeX or biblatex takes; ends in a newline.

    It reads back as the same work, but for the word for the kind of its newspaper.
    """
    own = {_biblatex(name) for name, field in entry.fields.items() if not field.inherited_from}
    fields = [
        (name, _shown(entry, name))
        for name, field in entry.fields.items()
        if field.value
        and is_of_the_work(name)
        # Own fields hide what a parent has under another name (see `read_fields`).
        and not (field.inherited_from and _biblatex(name) in own)
    ]
    fields.sort(key=lambda pair: (field_position(pair[0]), pair[0]))
    lines = [f"  {name} = {value_text(name, value)},\n" for name, value in fields]
    return f"@{entry.type}{{{entry.citekey},\n{''.join(lines)}}}\n"


def _shown(entry: Entry, name: str) -> str:
    """Return a field's value as other programs should have it.

    A title that is not the work's own is in brackets, as on the site; with a subtitle they would
    stand around half of it. Zotero and pandoc take an article for one of a journal unless its
    ``entrysubtype`` is “newspaper” or “magazine”.
    """
    value = entry.value(name)
    if name == "title" and not (entry.value("subtitle") or entry.value("titleaddon")):
        return shown_title(value, entry.value("titlebasis"))
    if name == "entrysubtype":
        csl_type = PRESS.get(value.lower(), ("", ""))[0]
        return csl_type.removeprefix("article-") or value
    return value


def is_of_the_work(name: str) -> bool:
    """Whether the field *name* says something of the work, and is not filled in from another."""
    name = _biblatex(name)
    return name not in _FILLED_IN | _MACHINE and not name.startswith(TOOL_PREFIXES)


def _biblatex(name: str) -> str:
    return FIELD_ALIASES.get(name, name)

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

_FILLED_IN = frozenset({"crossref", "xdata"})
_MACHINE = TOOL_FIELDS | {"file"}


def bibtex_text(entry: Entry) -> str:
    """Return *entry* as a block that any reader of BibTeX or biblatex takes; ends in a newline.

    It reads back as the same work.
    """
    own = {_biblatex(name) for name, field in entry.fields.items() if not field.inherited_from}
    fields = [
        (name, field.value)
        for name, field in entry.fields.items()
        if field.value
        and is_of_the_work(name)
        # Own fields hide what a parent has under another name (see `read_fields`).
        and not (field.inherited_from and _biblatex(name) in own)
    ]
    fields.sort(key=lambda pair: (field_position(pair[0]), pair[0]))
    lines = [f"  {name} = {value_text(name, value)},\n" for name, value in fields]
    return f"@{entry.type}{{{entry.citekey},\n{''.join(lines)}}}\n"


def is_of_the_work(name: str) -> bool:
    """Whether the field *name* says something of the work, and is not filled in from another."""
    name = _biblatex(name)
    return name not in _FILLED_IN | _MACHINE and not name.startswith(TOOL_PREFIXES)


def _biblatex(name: str) -> str:
    return FIELD_ALIASES.get(name, name)

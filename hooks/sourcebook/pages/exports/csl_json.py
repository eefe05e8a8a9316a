"""`csl_json`: works as a CSL-JSON array.

Schema: citation-style-language/schema, ``csl-data.json`` (CSL 1.0.2). Beside ``id``, each item
has ``citation-key``, in which Zotero keeps the citekey.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from textwrap import indent

from sourcebook.works.works import Work


def csl_json(works: Iterable[Work]) -> str:
    """Return *works* as a CSL-JSON array, indented, in Unicode; ends in a newline."""
    return csl_array(map(csl_object, works))


def csl_object(work: Work) -> str:
    """Return *work* as an element of the array."""
    item = {"id": work.citekey, "citation-key": work.citekey, **work.csl}
    # Line ends within a string are escaped, so only structure is indented.
    return indent(json.dumps(item, ensure_ascii=False, indent=2), "  ")


def csl_array(objects: Iterable[str]) -> str:
    """Return the array of what `csl_object` made."""
    return "[\n" + ",\n".join(objects) + "\n]\n"

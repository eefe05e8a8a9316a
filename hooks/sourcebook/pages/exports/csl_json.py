"""`csl_json`: works as a CSL-JSON array.

Schema: citation-style-language/schema, ``csl-data.json`` (CSL 1.0.2). Beside ``id``, each item
has ``citation-key``, in which Zotero keeps the citekey.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sourcebook.site.works import Work


def csl_json(works: Iterable[Work]) -> str:
    """Return *works* as a CSL-JSON array, indented, in Unicode; ends in a newline."""
    items = [{**work.csl, "citation-key": work.citekey} for work in works]
    return json.dumps(items, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

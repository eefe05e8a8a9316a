"""`meant_page`, `meant_record`: what was probably meant, and never that of another year."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sourcebook.diagnostics import nearest
from sourcebook.site.graph import Node
from sourcebook.site.model import Site

_NUMBER = re.compile(r"\d+")


def meant_page(name: str, names: Iterable[str]) -> str | None:
    """Return the member of *names* most like *name* with the same numbers in it, or ``None``.

    Ids of events end in their year: the nearest name of another year is another event.
    """
    numbers = _NUMBER.findall(name)
    return nearest(name, (one for one in names if _NUMBER.findall(one) == numbers))


def meant_record(site: Site, node: Node) -> str | None:
    """Return the id that *node* has now, if it was renamed, or the nearest of its collection."""
    issued = (site.register or {}).get(node)
    if issued is not None and issued.renamed_to:
        return issued.renamed_to
    return meant_page(node.id, site.records[node.collection])

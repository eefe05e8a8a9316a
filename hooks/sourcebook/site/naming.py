"""Names that become paths and anchors: `source_slug`, `page_uri`, `address_of`, `citation_anchor`.

Ids of records are safe by their syntax. Citekeys are not: pandoc allows ``a:b/c`` and Unicode, so
none becomes a path or an anchor without passing here.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from sourcebook.site.graph import PAGES, SOURCES, Node

_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9]))*")
_UNSAFE_RUN = re.compile(r"[^A-Za-z0-9_-]+")


@lru_cache(maxsize=8192)
def source_slug(citekey: str) -> str:
    """Return *citekey* where it is safe in a path, else a readable form with a digest.

    >>> source_slug("lavrov2021")
    'lavrov2021'
    >>> source_slug("un/res:1373")
    'un-res-1373-d1bbd51d'
    """
    if _SAFE.fullmatch(citekey) and citekey.lower() != "index":
        return citekey
    readable = _UNSAFE_RUN.sub("-", citekey).strip("-") or "key"
    return f"{readable}-{hashlib.sha256(citekey.encode()).hexdigest()[:8]}"


def page_uri(node: Node) -> str:
    """Return the URI of the page of *node*, whether written or generated."""
    if node.collection == PAGES:
        return node.id
    name = source_slug(node.id) if node.collection == SOURCES else node.id
    return f"{node.collection}/{name}.md"


def address_of(uri: str) -> str:
    """Return the address of the page at *uri* below the root, without a stroke at its end.

    As MkDocs has it: index.md and README.md are the page of their folder.

    >>> address_of("people/index.md"), address_of("people/README.md"), address_of("people/x.md")
    ('people', 'people', 'people/x')
    """
    stem = uri.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    return folder if name in ("index", "README") else stem


def citation_anchor(citekey: str, occurrence: int) -> str:
    """Return the anchor of the *occurrence*-th marker (from 1) of *citekey* on a page."""
    return f"cite-{source_slug(citekey)}-{occurrence}"


def reference_anchor(citekey: str) -> str:
    """Return the anchor of the work in a page's reference list."""
    return f"ref-{source_slug(citekey)}"

"""`export_files`: which files of references the site gets, and where they are.

``bibliography.bib`` (``.ris``, ``.json``) the whole, in the order of citekeys ·
``sources/<slug>/<slug>.bib`` one work · ``visits/x/references.bib`` the works that a page cites, in
the order in which it cites them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sourcebook.pages.exports.bibtex import bibtex_text
from sourcebook.pages.exports.csl_json import csl_json
from sourcebook.pages.exports.ris import ris_text
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri, source_slug
from sourcebook.site.works import Work

BIBLIOGRAPHY = "bibliography"
"""Name of the files that hold all works, at the root of the site."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format in which references are given away."""

    name: str
    suffix: str
    """Of its files, without the dot."""
    media_type: str
    text: Callable[[Iterable[Work]], str]
    """Returns works, in the order given, as the text of one file."""


def _bibtex(works: Iterable[Work]) -> str:
    return "\n".join(bibtex_text(work.entry) for work in works)


def _ris(works: Iterable[Work]) -> str:
    return "".join(ris_text(work) for work in works)


FORMATS: tuple[Format, ...] = (
    # Media types as FAIR Signposting names them.
    Format("BibTeX", "bib", "application/x-bibtex", _bibtex),
    Format("RIS", "ris", "application/x-research-info-systems", _ris),
    Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
)


def export_files(site: Site) -> dict[str, str]:
    """Return the text of every file of references by its path below the root of the site."""
    files = {}
    whole = [site.works[citekey] for citekey in sorted(site.works)]
    sets = [(BIBLIOGRAPHY, whole)] if whole else []
    sets += [(work_path(work.citekey), [work]) for work in whole]
    sets += [
        (references_path(uri), [site.works[citekey] for citekey in cited])
        for uri, cited in site.cited.items()
        if cited
    ]
    for path, works in sets:
        for form in FORMATS:
            files[f"{path}.{form.suffix}"] = form.text(works)
    return files


def work_path(citekey: str) -> str:
    """Return the path of the files of one work, without suffix."""
    return f"{_folder(page_uri(Node(SOURCES, citekey)))}{source_slug(citekey)}"


def references_path(uri: str) -> str:
    """Return the path of the files of what the page at *uri* cites, without suffix."""
    return f"{_folder(uri)}references"


def _folder(uri: str) -> str:
    """Return the folder of the built page, as a path and not as an address: nothing is quoted."""
    stem = uri.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"

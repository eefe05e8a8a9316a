"""`export_files`: which files of references the site gets, and where they are.

``bibliography.bib`` (``.ris``, ``.json``) the whole, in the order of citekeys ·
``sources/<slug>/<slug>.bib`` one work · ``x/y/references.bib`` the works that a page cites, in
the order in which it cites them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sourcebook.pages.exports.bibtex import bibtex_text
from sourcebook.pages.exports.csl_json import csl_array, csl_object
from sourcebook.pages.exports.ris import ris_text
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import address_of, page_uri, source_slug
from sourcebook.works.works import Work

BIBLIOGRAPHY = "bibliography"
"""Name of the files that hold all works, at the root of the site."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format in which references are given away."""

    name: str
    suffix: str
    """Of its files, without the dot."""
    media_type: str
    work: Callable[[Work], str]
    """Returns one work in this format."""
    file: Callable[[Iterable[str]], str]
    """Returns the text of a file from what *work* returned."""


FORMATS: tuple[Format, ...] = (
    # Media types as FAIR Signposting names them.
    Format(
        "BibTeX",
        "bib",
        "application/x-bibtex",
        lambda work: bibtex_text(work.entry),
        "\n".join,
    ),
    Format("RIS", "ris", "application/x-research-info-systems", ris_text, "".join),
    Format(
        "CSL-JSON",
        "json",
        "application/vnd.citationstyles.csl+json",
        csl_object,
        csl_array,
    ),
)


def export_files(site: Site) -> dict[str, str]:
    """Return the text of every file of references by its path below the root of the site.

    Each work is written once in each format, however many pages cite it.
    """
    texts = {form: _texts(form, site.works.values()) for form in FORMATS}
    citekeys = sorted(site.works)
    files = _files(texts, BIBLIOGRAPHY, citekeys)
    for citekey in citekeys:
        files |= _files(texts, work_path(citekey), [citekey])
    for uri, cited in site.cited.items():
        files |= _files(texts, references_path(uri), cited)
    return files


def page_files(site: Site, uri: str) -> dict[str, str]:
    """Return the files of what the page at *uri* cites, by path; none where it cites nothing."""
    cited = site.cited.get(uri, {})
    works = [site.works[citekey] for citekey in cited]
    return _files({form: _texts(form, works) for form in FORMATS}, references_path(uri), cited)


def _texts(form: Format, works: Iterable[Work]) -> dict[str, str]:
    return {work.citekey: form.work(work) for work in works}


def _files(
    texts: Mapping[Format, Mapping[str, str]], path: str, citekeys: Collection[str]
) -> dict[str, str]:
    if not citekeys:
        return {}
    return {
        f"{path}.{form.suffix}": form.file([made[citekey] for citekey in citekeys])
        for form, made in texts.items()
    }


def work_path(citekey: str) -> str:
    """Return the path of the files of one work, without suffix."""
    return f"{_folder(page_uri(Node(SOURCES, citekey)))}{source_slug(citekey)}"


def references_path(uri: str) -> str:
    """Return the path of the files of what the page at *uri* cites, without suffix."""
    return f"{_folder(uri)}references"


def _folder(uri: str) -> str:
    """Return the folder of the built page, as a path and not as an address: nothing is quoted."""
    address = address_of(uri)
    return f"{address}/" if address else ""

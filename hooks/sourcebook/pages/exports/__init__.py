"""The bibliography for other programs: BibTeX, RIS, CSL-JSON; per work, per page, whole.

`export_files` says which files the site gets, `FORMATS` in which formats; `bibtex_text`,
`ris_text`, `csl_json` and `wiki_text` make the texts.
"""

from sourcebook.pages.exports.bibtex import bibtex_text
from sourcebook.pages.exports.csl_json import csl_json
from sourcebook.pages.exports.files import (
    BIBLIOGRAPHY,
    FORMATS,
    Format,
    export_files,
    page_files,
    references_path,
    work_path,
)
from sourcebook.pages.exports.ris import ris_text
from sourcebook.pages.exports.wikitext import wiki_text

__all__ = [
    "BIBLIOGRAPHY",
    "FORMATS",
    "Format",
    "bibtex_text",
    "csl_json",
    "export_files",
    "page_files",
    "references_path",
    "ris_text",
    "wiki_text",
    "work_path",
]

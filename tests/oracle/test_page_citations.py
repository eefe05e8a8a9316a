"""How a page is cited, against pandoc: the formats read back, the texts as the styles make them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import Any

import pypandoc
import pytest

from building import ROOT
from sourcebook.cache import Cache
from sourcebook.citeproc import format_works
from sourcebook.pages.machine.citing import PageCitation

WHOLE = PageCitation(
    citekey="visits-trip-1984",
    title="A trip & “more” – 100 %, 1984_{x}",
    site="A #1 Sourcebook",
    author="The contributors",
    day="2021-04-06",
    url="https://example.org/a_b/visits/trip%201984/",
    language="en",
)
CITATIONS = [
    pytest.param(WHOLE, id="whole"),
    pytest.param(replace(WHOLE, author=""), id="without-author"),
    pytest.param(replace(WHOLE, day=""), id="without-day"),
    pytest.param(replace(WHOLE, url=""), id="without-address"),
    pytest.param(replace(WHOLE, author="", day=""), id="bare"),
    pytest.param(replace(WHOLE, title="Did it happen?"), id="question"),
]
STYLES = {
    "apa": "apa",
    "chicago": "chicago-author-date",
    "mla": "modern-language-association",
}


def read_back(text: str, reader: str) -> dict[str, Any]:
    """Return the one item that pandoc reads in *text*."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--sandbox", f"--from={reader}", "--to=csljson"],
        input=text.replace("\r\n", "\n"),
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    (item,) = json.loads(done.stdout)
    assert isinstance(item, dict)
    return item


@pytest.mark.parametrize("citation", CITATIONS)
@pytest.mark.parametrize("reader", ["biblatex", "ris", "csljson"])
def test_pandoc_reads_the_page_in_every_format(citation: PageCitation, reader: str) -> None:
    """Type, title, author, date and address come back as they are."""
    suffix = {"biblatex": "bib", "ris": "ris", "csljson": "json"}[reader]
    item = read_back(dict(citation.files())[suffix], reader)
    wanted = citation.csl()

    # To pandoc's reader of RIS, ELEC is nothing in particular; Zotero's makes a web page of it.
    assert item.get("type") == ("misc" if reader == "ris" else "webpage")
    assert item["title"] == citation.title
    issued = {"date-parts": [[2021]]} if reader == "ris" else {"date-parts": [[2021, 4, 6]]}
    # Of RIS it reads the year (PY); the day is in DA, for Zotero and EndNote.
    assert item.get("issued") == (issued if citation.day else None)
    assert item.get("URL") == wanted.get("URL")
    names = item.get("author", [])
    assert [name.get("literal") or name.get("family") for name in names] == (
        [citation.author] if citation.author else []
    )


@pytest.mark.parametrize("citation", CITATIONS)
@pytest.mark.parametrize("style", STYLES)
def test_texts_are_those_of_the_styles(citation: PageCitation, style: str) -> None:
    """What stands in the box is what citeproc makes of the page, but for capitals of titles."""
    path = ROOT / "bibliography" / "styles" / f"{STYLES[style]}.csl"
    # In a language other than English a style leaves the capitals of titles alone.
    item = {**citation.csl(), "language": "de", "id": "page"}
    made = format_works({"page": item}, path.read_text(encoding="utf-8"), [], Cache(None))

    assert getattr(citation, style)().striptags() == made.references["page"].striptags()

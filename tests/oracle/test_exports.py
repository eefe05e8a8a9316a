"""What we export comes back: pandoc reads our BibTeX, CSL-JSON and RIS and finds the same works.

Two bibliographies are sent round: the corpus of biblatex.bib and the one that is shipped. What a
format cannot hold, or pandoc mistakes, is written out below with its reason (`_held_by_ris`,
`_read_by_pandoc`); any other difference fails. What Zotero reads is in tests/unit/test_exports.py.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from building import ROOT
from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.pages.exports import bibtex_text, csl_json, ris_text
from sourcebook.works.csl_tables import PRESS
from sourcebook.works.works import Work, interpret

Item = dict[str, Any]

BIBLIOGRAPHIES = {
    "corpus": [Path(__file__).with_name("biblatex.bib")],
    "shipped": sorted((ROOT / "bibliography").glob("*.bib")),
}
both = pytest.mark.parametrize("name", BIBLIOGRAPHIES)


@cache
def _written(name: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in BIBLIOGRAPHIES[name])


def _works(text: str) -> list[Work]:
    bibliography, _ = parse_bibliography([Source("bibliography/all.bib", text)])
    return [interpret(entry)[0] for entry in bibliography.entries]


@cache
def _exported(name: str) -> str:
    return "\n".join(bibtex_text(work.entry) for work in _works(_written(name)))


@cache
def _pandoc(form: str, text: str) -> dict[str, Item]:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", form, "-t", "csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return {item["id"]: item for item in json.loads(done.stdout)}


def _differing(
    expected: dict[str, Item], found: dict[str, Item]
) -> dict[str, dict[str, tuple[Any, Any]]]:
    """Return, by id and variable, what was expected and what was found instead."""
    differing = {}
    for id in expected | found:
        one, other = expected.get(id, {}), found.get(id, {})
        names = {name for name in one | other if one.get(name) != other.get(name)}
        if names:
            differing[id] = {name: (one.get(name), other.get(name)) for name in sorted(names)}
    return differing


_NEWS = {word: PRESS["newspaper"][1] for type, word in PRESS.values() if "newspaper" in type}


@both
def test_bibtex_reads_back_as_the_same_works(name: str) -> None:
    """Our own reader finds every work as it was: strings, `#` and inheritance are filled in."""
    before, after = _works(_written(name)), _works(_exported(name))
    names = [field.name for field in fields(Work) if field.name not in ("entry", "kind")]

    assert [[getattr(work, n) for n in names] for work in before] == [
        [getattr(work, n) for n in names] for work in after
    ]
    # Agencies, broadcasters and sites are given away as newspapers, which other programs know.
    assert [_NEWS.get(work.kind, work.kind) for work in before] == [work.kind for work in after]


@both
def test_bibtex_has_nothing_to_complain_of(name: str) -> None:
    """The text that we give away stands alone: no undefined string, no missing parent."""
    _, diagnostics = parse_bibliography([Source("bibliography/all.bib", _exported(name))])

    assert diagnostics == ()


@both
def test_bibtex_tidied_twice_is_tidied_once(name: str) -> None:
    """Tidying is done in one go."""
    again = "\n".join(bibtex_text(work.entry) for work in _works(_exported(name)))

    assert again == _exported(name)


@both
def test_pandoc_reads_our_bibtex_as_the_authors(name: str) -> None:
    """pandoc makes the same items of the entries as written and as exported.

    But for what we write so that it reads more: titles in brackets, and what is news as such.
    """
    written = _pandoc("biblatex", _written(name))
    works = _works(_written(name))
    for work in works:
        item = written[work.citekey]
        has_more = work.entry.value("subtitle", "titleaddon")
        if work.titlebasis in ("address", "descriptive") and not has_more:
            item["title"] = f"[{item['title'].removeprefix('[').removesuffix(']')}]"
            if "title-short" in item:
                # pandoc cuts it off at the colon, whatever encloses the whole.
                item["title-short"] = f"[{item['title-short'].removeprefix('[')}"
        if work.csl["type"] == "article-newspaper":
            item["type"] = "article-newspaper"

    assert len(written) == len(works)
    assert _differing(written, _pandoc("biblatex", _exported(name))) == {}


def _read_by_pandoc(item: Item) -> Item:
    """Return *item* as pandoc 3.9 gives it back from CSL-JSON."""
    read = dict(item)
    for name, value in item.items():
        if isinstance(value, dict) and "literal" in value:
            # pandoc has no words for a date (“1970s”).
            read[name] = {"date-parts": []}
        elif isinstance(value, dict) and "season" in value:
            # It prints the season, but does not write it.
            read[name] = {"date-parts": value["date-parts"]}
        elif name == "title" and "“" not in value:
            # Single quotes, unless in double ones, come back as double: to pandoc they are markup.
            read[name] = re.sub(r"‘((?:[^‘’]|’(?=\w))*)’(?!\w)", r"“\1”", value)
    return read


@both
def test_csl_json_comes_back(name: str) -> None:
    """pandoc gives our CSL-JSON back but for dates in words, seasons and single quotes."""
    text = csl_json(_works(_written(name)))
    sent = {item["id"]: item for item in json.loads(text)}
    found = _pandoc("csljson", text)

    assert _differing({id: _read_by_pandoc(item) for id, item in sent.items()}, found) == {}


RIS_TYPES = {
    "document": "entry",
    "motion_picture": "motion-picture",
    "review": "article-journal",
    "software": "program",
    "song": "musical_score",
    "speech": "graphic",
    "treaty": "report",
}
"""CSL's type → what pandoc makes of the nearest type of RIS, where that is another."""

NOT_READ = {
    # In our RIS, and in Zotero, but not read by pandoc 3.9 (its reader says “alpha”).
    "accessed", "annote", "call-number", "chapter-number", "collection-number",
    "collection-title", "container-author", "container-title-short", "genre", "note",
    "number", "original-title", "publisher-place", "title-short", "translator", "version",
    # Without a tag in RIS.
    "event", "event-date", "event-title", "jurisdiction", "original-date", "original-publisher",
    "original-publisher-place", "PMCID", "PMID", "status", "volume-title",
    # The citekey is the ID, which is the id.
    "citation-key",
    # Replaced below.
    "director", "event-place", "ISBN", "number-of-pages",
}  # fmt: skip


def _held_by_ris(item: Item) -> Item:
    """Return *item* as pandoc finds it in our RIS."""
    held = {name: value for name, value in item.items() if name not in NOT_READ}
    kind = item["type"]
    held["type"] = RIS_TYPES.get(kind, kind)
    if "issued" in item:
        # RIS has the whole date in DA; pandoc reads the year in PY, and no other words.
        parts = item["issued"].get("date-parts")
        words = item["issued"].get("literal", "")
        # A year before Christ is in words, too.
        open_from = words.removeprefix("from ") if words.startswith("from ") else ""
        years = [parts[0][0]] if parts else [int(open_from)] if open_from else []
        year = [[one] for one in years if one > 0]
        held["issued"] = {"date-parts": year}
    for variable in ("author", "director", "editor"):
        if variable in item:
            role = "author" if variable == "director" else variable
            held[role] = list(_people(item[variable]))
    if "keyword" in item:
        # One KW for each; pandoc puts them in the opposite order.
        held["keyword"] = ", ".join(reversed(item["keyword"].split(", ")))
    # SN is the number of a report and of a patent (Zotero); pandoc takes every SN for an ISSN.
    serial = item.get("ISSN") or item.get("ISBN")
    if kind in ("report", "patent"):
        serial = item.get("number") or serial
    if serial:
        held["ISSN"] = serial
    if "version" in item:
        held["edition"] = item["version"]
    if "number-of-pages" in item and kind == "book":
        held["page"] = item["number-of-pages"]
    if kind == "webpage" and "publisher" in item:
        # Zotero's web page has a site and no publisher.
        held["container-title"] = held.pop("publisher")
    if kind == "speech" and "event-title" in item:
        held["container-title"] = item["event-title"]
    return held


def _people(names: Iterable[dict[str, str]]) -> Iterable[dict[str, str]]:
    for name in names:
        if name.get("literal") == "others":
            continue
        read = dict(name)
        if "literal" in name:
            # A body has only a family name.
            read = {"family": name["literal"]}
        if "non-dropping-particle" in name:
            read["dropping-particle"] = read.pop("non-dropping-particle")
        if "suffix" in name:
            # RIS says “Family, Given, Suffix”; pandoc reads it as BibTeX's “Family, Suffix, Given”.
            read["given"], read["suffix"] = name["suffix"], name["given"]
        yield read


@both
def test_ris_comes_back(name: str) -> None:
    """pandoc finds in our RIS what RIS can hold: titles in every script, people, bodies, pages."""
    works = _works(_written(name))
    sent = {item["id"]: item for item in json.loads(csl_json(works))}
    found = _pandoc("ris", "".join(map(ris_text, works)))

    assert _differing({id: _held_by_ris(item) for id, item in sent.items()}, found) == {}

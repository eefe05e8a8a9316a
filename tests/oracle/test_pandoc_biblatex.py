"""Our CSL items are those that pandoc makes of the same biblatex entries.

pandoc is the reference (``pandoc -f biblatex -t csljson``), since its citeproc formats what we
hand it. Differences that are meant are either general (`_adjusted` makes pandoc's item what we
mean it to be) or stand one by one in `MEANT`; each has its reason.
"""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.works.works import interpret

CORPUS = Path(__file__).with_name("biblatex.bib")

MEANT: dict[tuple[str, str], tuple[object, str]] = {
    ("conference", "type"): ("paper-conference", "pandoc does not know the alias @conference"),
    ("conference", "collection-number"): ("7", "as for every @inproceedings"),
    ("conference", "number"): (None, "as for every @inproceedings"),
    ("conference", "container-title"): ("Energy Days", "as for every @inproceedings"),
    ("article-agency", "type"): (
        "article-newspaper",
        "pandoc knows newspapers and magazines; a report of an agency is news, not a journal's",
    ),
    ("names-latex", "author"): (
        [
            {"family": "Zola", "given": "Émile"},
            {"family": "Gödel", "given": "Kurt"},
            {"family": "Noreng", "given": "Øystein"},
            {"family": "Erdős", "given": "Paul"},
            {"family": "Łukasiewicz", "given": "Jan"},
            {"family": "Hořava", "given": "Petr"},
        ],
        "pandoc takes a first name that begins with a LaTeX letter for a particle",
    ),
    ("names-urdu", "author"): (
        [{"family": "قریشی", "given": "شاہ محمود"}],
        "pandoc takes words in a script without capitals for particles",
    ),
    ("date-uncertain", "issued"): (
        {"date-parts": [[2021, 4]], "circa": True},
        "CSL's test for an uncertain date reads circa; pandoc drops the “?”",
    ),
    ("date-both", "issued"): (
        {"date-parts": [[2021, 4]], "circa": True},
        "“%” is approximate and uncertain; pandoc drops it",
    ),
    ("date-decade", "issued"): ({"literal": "1970s"}, "pandoc drops the date"),
    ("date-open", "issued"): ({"literal": "from 1968"}, "pandoc drops the date"),
    ("date-month-name", "issued"): (
        {"date-parts": [[1998, 6]]},
        "pandoc reads only abbreviated months",
    ),
    ("article-number", "page"): (
        "e1234",
        "CSL has no other place for the number of an article; pandoc drops it",
    ),
    ("address-in-text", "publisher"): (None, "an address is no publisher"),
    ("address-in-text", "URL"): ("https://e.org/a", "pandoc takes it for the publisher"),
    ("math", "title"): ("Über α und CO₂", "plain text: Unicode has these signs"),
    ("date-open-empty", "issued"): (
        {"literal": "from 1988"},
        "pandoc gives the end the year 0",
    ),
    ("date-season", "issued"): (
        {"date-parts": [[2001]], "season": 1},
        "CSL has a field for it; pandoc puts EDTF's number into the place of the month",
    ),
    ("date-month-season", "issued"): (
        {"date-parts": [[1999]], "season": 3},
        "pandoc reads only abbreviated months",
    ),
    ("date-day-in-month", "issued"): (
        {"date-parts": [[1999, 1, 10]]},
        "BibTeX's manual recommends it; pandoc reads only the year",
    ),
    ("date-months-joined", "issued"): (
        {"date-parts": [[1999, 1], [1999, 2]]},
        "as date-day-in-month",
    ),
    ("date-in-words", "issued"): (
        {"date-parts": [[1999]], "circa": True},
        "pandoc reads no words",
    ),
    ("latex-marks", "title"): (
        "A – b — c “d” e… f\u00a0g & h % $ # _ – i",
        "pandoc drops \\textendash",
    ),
    ("latex-super", "title"): ("CO₂ and x²", "plain text: Unicode has these signs"),
    ("latex-unknown", "title"): (
        "A \\mymacro{b} c",
        "an unknown macro is kept and reported, never dropped",
    ),
    ("latex-dotless", "title"): ("île", "pandoc puts the accent on a dotless i"),
    ("latex-percent", "title"): (
        "Up 45% or 50% of",
        "a bare % in a field is a percent sign; pandoc cuts the text there",
    ),
}
"""Citekey and variable → our value, and why it is not pandoc's."""

_RECASED = ("title", "title-short", "container-title", "collection-title", "volume-title")


@cache
def _ours() -> dict[str, dict[str, Any]]:
    text = CORPUS.read_text(encoding="utf-8")
    bibliography, _ = parse_bibliography([Source("bibliography/biblatex.bib", text)])
    return {entry.citekey: dict(interpret(entry)[0].csl) for entry in bibliography.entries}


@cache
def _pandocs() -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "biblatex", "-t", "csljson", str(CORPUS)],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return {item["id"]: item for item in json.loads(done.stdout)}


def _adjusted(theirs: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """Return pandoc's item with the general differences taken out."""
    item = {
        name: re.sub(r"</?(?:i|b|span)[^>]*>", "", value) if isinstance(value, str) else value
        for name, value in theirs.items()
    }
    # Plain text: markup is taken off above, for no value of ours may be read as HTML.
    # CSL requires a type, and “document” is its word for a work of no special kind.
    item["type"] = item["type"] or "document"
    # pandoc takes the capitals out of English titles, proper names included (“Indo-russian”), so
    # that a style may put them back; we keep what the author of the entry wrote.
    for name in _RECASED:
        if name in item and item[name].casefold() == str(ours.get(name, "")).casefold():
            item[name] = ours[name]
    # CSL 1.0.2 renamed “event”; we give both names.
    if "event" in item:
        item["event-title"] = item["event"]
    return item


def _citekeys() -> list[str]:
    return re.findall(r"^@(?!string|xdata)\w+\{([^,]+),", CORPUS.read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("citekey", _citekeys())
def test_csl_item_is_pandocs(citekey: str) -> None:
    """An entry of the corpus becomes pandoc's CSL item, but for the differences that are meant."""
    ours = _ours()[citekey]
    expected = _adjusted(_pandocs()[citekey], ours)
    for (key, name), (value, _reason) in MEANT.items():
        if key == citekey:
            expected[name] = value

    assert {name: value for name, value in expected.items() if value is not None} == ours


@pytest.mark.parametrize(("citekey", "name"), MEANT, ids=lambda part: part)
def test_meant_differences_are_differences(citekey: str, name: str) -> None:
    """Every difference in the list is still one: where pandoc has come to agree, it goes."""
    assert _adjusted(_pandocs()[citekey], _ours()[citekey]).get(name) != MEANT[citekey, name][0]


def test_corpus_has_every_entry() -> None:
    """Neither side loses an entry of the corpus, which has at least sixty."""
    assert _ours().keys() == _pandocs().keys() == set(_citekeys())
    assert len(_ours()) >= 60

"""`pages.exports`: a work as BibTeX, RIS and CSL-JSON, letter by letter."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import MakeProject
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import Entry, parse_bibliography
from sourcebook.pages.exports import (
    bibtex_text,
    csl_json,
    export_files,
    references_path,
    ris_text,
    wiki_text,
    work_path,
)
from sourcebook.pages.exports.ris_tables import RIS_TYPES
from sourcebook.project import read
from sourcebook.works.csl_tables import CSL_TYPES
from sourcebook.works.works import Work, interpret


def entries_of(text: str) -> tuple[Entry, ...]:
    return parse_bibliography([Source("bibliography/x.bib", text)])[0].entries


def work_of(text: str) -> Work:
    """Return the last work of *text*."""
    return interpret(entries_of(text)[-1])[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            '@string{cup = "Cambridge UP"}\n'
            "@Book{a, YEAR=1984,\n publisher = cup # { and Oxford}, month = APR,"
            " title={The\n  {UN}},"
            ' author="K{\\"o}nig, A."}',
            '@book{a,\n  title = {The {UN}},\n  author = {K{\\"o}nig, A.},\n'
            "  publisher = {Cambridge UP and Oxford},\n  year = {1984},\n  month = apr,\n}\n",
            id="strings-order-space",
        ),
        pytest.param(
            "@book{p, title = {Werke}, date = {1968}, location = {Berlin}}\n"
            "@inbook{a, title = {Streit}, crossref = {p}, address = {Bonn}}",
            "@inbook{a,\n  title = {Streit},\n  booktitle = {Werke},\n  address = {Bonn},\n"
            "  date = {1968},\n}\n",
            id="crossref-filled-in-own-field-kept-under-its-older-name",
        ),
        pytest.param(
            "@misc{a, file = {:/x/y.pdf:PDF}, bdsk-url-1 = {u}, owner = {me}, title = {T},"
            " zzz = {1}, customa = {2}}",
            "@misc{a,\n  title = {T},\n  customa = {2},\n  zzz = {1},\n}\n",
            id="machine-fields-left-out-unknown-ones-last",
        ),
        pytest.param(
            '@misc{a, title = "one } two", url = "https://e.org/}",'
            " note = {x \\{ y}, usera = abc\\, }",
            "@misc{a,\n  title = {one \\textbraceright{} two},\n  url = {https://e.org/%7D},\n"
            "  note = {x \\textbraceleft{} y},\n  usera = {abc\\ },\n}\n",
            id="braces-pair",
        ),
        pytest.param(
            "@article{a, title = {Oil \\& gas}, titlebasis = {address},"
            " entrysubtype = {news site}}",
            "@article{a,\n  title = {[Oil \\& gas]},\n  entrysubtype = {newspaper},\n"
            "  titlebasis = {address},\n}\n",
            id="a-title-not-seen-in-brackets-a-site-as-what-other-programs-know",
        ),
        pytest.param(
            "@article{a, title = {Oil}, subtitle = {gas}, titlebasis = {address},"
            " entrysubtype = {review}}",
            "@article{a,\n  title = {Oil},\n  subtitle = {gas},\n  entrysubtype = {review},\n"
            "  titlebasis = {address},\n}\n",
            id="no-brackets-around-half-a-title",
        ),
    ],
)
def test_bibtex_is_tidied(written: str, expected: str) -> None:
    """Fields in a set order, one a line, all in braces, nothing of the machine."""
    assert expected == bibtex_text(entries_of(written)[-1])


values = st.lists(st.sampled_from([*'ab {}\\"#%,=@é', "\\{", "\\}", " and "]), max_size=20).map(
    "".join
)


@given(values)
def test_any_value_comes_back(value: str) -> None:
    """Whatever a value holds, the exported entry is read as one entry with the same fields."""
    found = entries_of(f"@misc{{a,\n  title = {{{value}}},\n  date = {{2020}},\n}}")
    for entry in found:
        again = entries_of(bibtex_text(entry))

        assert [one.citekey for one in again] == [entry.citekey]
        kept = [name for name in entry.fields if entry.fields[name].value]
        assert sorted(again[0].fields) == sorted(kept)
        assert bibtex_text(again[0]) == bibtex_text(entry)


def test_ris_of_an_article() -> None:
    """An article with everything that RIS has a tag for, line by line, lines ended by CR LF."""
    work = work_of(
        "@article{k, author = {van Beethoven, Ludwig and Smith, Jr., John and {Ministry of X, Y}"
        " and others}, editor = {Orr, A.}, title = {Énergie},"
        " journaltitle = {Asian Affairs}, shortjournal = {As. Aff.}, volume = {52}, number = {3},"
        " pages = {311--330}, date = {2021-04-06}, doi = {10.1080/x.1}, issn = {0306-8374},"
        " url = {https://e.org/a_b%20c}, urldate = {2021-08}, langid = {french},"
        " keywords = {one, two words}, abstract = {Short.}, note = {N}, annotation = {A},"
        " archiveurl = {https://archive.org/x}, archivedate = {2022-01-02}}"
    )

    assert ris_text(work).split("\r\n") == [
        "TY  - JOUR",
        "ID  - k",
        "AU  - van Beethoven, Ludwig",
        "AU  - Smith, John, Jr.",
        "AU  - Ministry of X Y,",
        "ED  - Orr, A.",
        "PY  - 2021",
        "DA  - 2021/04/06/",
        "Y2  - 2021/08//",
        "T2  - Asian Affairs",
        "TI  - Énergie",
        "J2  - As. Aff.",
        "VL  - 52",
        "IS  - 3",
        "DO  - 10.1080/x.1",
        "UR  - https://e.org/a_b%20c",
        "LA  - fr-FR",
        "AB  - Short.",
        "N1  - N",
        "N1  - A",
        "SP  - 311",
        "EP  - 330",
        "SN  - 0306-8374",
        "KW  - one",
        "KW  - two words",
        "N1  - Archived copy: https://archive.org/x (2 January 2022)",
        "ER  - ",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        pytest.param(
            "@online{k, organization = {VOA}, number = {7}, title = {T}, type = {blog}}",
            {"TY": "WEB", "T2": "VOA", "N1": "7", "M3": "blog", "PB": None, "M1": None},
            id="web-page-has-a-site",
        ),
        pytest.param(
            "@report{k, institution = {IPS}, number = {R-1}, type = {techreport},"
            " location = {Lahore}}",
            {"TY": "RPRT", "PB": "IPS", "SN": "R-1", "M3": "technical report", "CY": "Lahore"},
            id="report-number",
        ),
        pytest.param(
            "@book{k, publisher = {P}, series = {S}, number = {4}, pagetotal = {483},"
            " isbn = {978-0-201-13448-3}, translator = {Geier, S.}}",
            {"TY": "BOOK", "T3": "S", "M1": "4", "SP": "483", "SN": "978-0-201-13448-3",
             "A4": "Geier, S."},
            id="book",
        ),
        pytest.param(
            "@incollection{k, booktitle = {B}, bookauthor = {Kant, I.}, series = {S}, number = {2},"
            " pages = {3--9, 12}, chapter = {5}}",
            {"TY": "CHAP", "T2": "B", "C2": "Kant, I.", "SV": "2", "SP": "3-9, 12", "EP": None,
             "SE": "5"},
            id="chapter-several-ranges",
        ),
        pytest.param(
            "@legal{k, title = {Agreement}, organization = {UN}}",
            {"TY": "GOVDOC", "PB": "UN"},
            id="treaty",
        ),
        pytest.param(
            "@misc{k, type = {issue brief}, title = {T}}",
            {"TY": "GEN", "N1": "issue brief", "M3": None},
            id="genre-is-a-note-where-zotero-would-take-it-for-a-doi",
        ),
        pytest.param(
            "@movie{k, editor = {Riaz, S.}, editortype = {director}}",
            {"TY": "MPCT", "AU": "Riaz, S.", "ED": None},
            id="director",
        ),
        pytest.param(
            "@misc{k, date = {2021-04-06/2021-04-07}}",
            {"PY": "2021", "DA": "2021/04/06/6–7 April 2021"},
            id="interval",
        ),
        pytest.param(
            "@misc{k, date = {1968~}}", {"PY": "1968", "DA": "1968///about 1968"}, id="circa"
        ),
        pytest.param("@misc{k, date = {197X}}", {"PY": "1970s", "DA": None}, id="decade"),
        pytest.param("@misc{k, date = {../1968}}", {"DA": None}, id="open-beginning"),
        pytest.param("@misc{k, title = {T}}", {"PY": None, "DA": None}, id="undated"),
        pytest.param(
            "@misc{k, title = {لاوروف کا دورہ}, author = {Лавров, Сергей}}",
            {"TI": "لاوروف کا دورہ", "AU": "Лавров, Сергей"},
            id="other-scripts",
        ),
    ],
)  # fmt: skip
def test_ris_by_type(entry: str, lines: dict[str, str | None]) -> None:
    """What a reader of RIS looks for, by type, stands where it looks; `None`: the tag is absent."""
    found = dict(line.split("  - ", 1) for line in ris_text(work_of(entry)).split("\r\n") if line)

    assert lines == {tag: found.get(tag) for tag in lines}


def test_every_csl_type_has_a_type_of_ris() -> None:
    """No type falls to GEN but the one that says nothing."""
    others = {"article-journal", "article-magazine", "article-newspaper", "document"}

    assert set(RIS_TYPES) == set(CSL_TYPES.values()) | others


ZOTERO_IMPORTS = {
    "ART", "BOOK", "CASE", "CHAP", "COMP", "CPAPER", "DATA", "ENCYC", "GEN", "GOVDOC", "JOUR",
    "MANSCPT", "MGZN", "MPCT", "NEWS", "PAMP", "PAT", "PCOMM", "RPRT", "SLIDE", "SOUND", "STAT",
    "THES", "WEB",
}  # fmt: skip
"""Values of TY that Zotero knows (zotero/translators RIS.js, June 2026)."""


def test_zotero_knows_every_type() -> None:
    """Zotero takes a type that it does not know for a journal article."""
    assert set(RIS_TYPES.values()) <= ZOTERO_IMPORTS


@given(st.text(max_size=40))
def test_a_ris_value_is_one_line(text: str) -> None:
    """No text of a field makes a line of its own, so none can forge a tag or end the record."""
    braced = re.sub(r"[{}\\%]", "", text)
    for entry in entries_of(f"@misc{{k, title = {{{braced}}}, note = {{{braced}}}}}"):
        lines = ris_text(interpret(entry)[0]).split("\r\n")

        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-2])
        assert [line for line in lines if len(line.splitlines()) > 1] == []
        assert [line[:2] for line in lines].count("ER") == 1


def test_csl_json_is_the_item_with_its_citekey() -> None:
    """The array holds our CSL items in Unicode; Zotero finds the citekey in `citation-key`."""
    work = work_of("@book{a:b, title = {Über}, date = {1984}}")

    assert json.loads(csl_json([work])) == [{**work.csl, "citation-key": "a:b"}]
    assert "Über" in csl_json([work])


FILES = {
    "bibliography/main.bib": (
        "@book{b2, title = {Second}, date = {2002}}\n"
        "@book{b1, title = {First}, date = {2001}}\n"
        "@book{un/res:1, title = {Third}, date = {2003}, keep = {for readers}}\n"
    ),
    "docs/index.md": "# Home\n\nOne [@b2], two [@b1; @b2].\n",
    "docs/about/index.md": "# About\n\nSee [@b1].\n",
    "docs/plain.md": "# Plain\n\nNothing is cited.\n",
}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(
            "@article{a, title = {Talks | held},"
            " author = {Nansen, Fridtjof and {League of Nations}},"
            " journaltitle = {The Times}, entrysubtype = {newspaper}, date = {1921-09-30},"
            " url = {https://example.org/1}, urldate = {2021-04-06},"
            " archiveurl = {https://archive.example/1}, archivedate = {2021-04-07}}",
            "{{cite news |last1=Nansen |first1=Fridtjof |author2=League of Nations"
            " |title=Talks {{!}} held |date=30 September 1921 |work=The Times"
            " |url=https://example.org/1 |access-date=6 April 2021"
            " |archive-url=https://archive.example/1 |archive-date=7 April 2021}}",
            id="news",
        ),
        pytest.param(
            "@book{b, title = {The {\\TeX}book}, author = {Knuth, Donald E.}, date = {1984},"
            " publisher = {Addison-Wesley}, isbn = {0-201-13448-9}}",
            "{{cite book |last1=Knuth |first1=Donald E. |title=The TeXbook |date=1984"
            " |publisher=Addison-Wesley |isbn=0-201-13448-9}}",
            id="book",
        ),
        pytest.param("@misc{c, title = {A {{b}} c}}", "{{citation |title=A b c}}", id="neither"),
    ],
)
def test_a_template_of_wikipedia(entry: str, expected: str) -> None:
    """Its kind follows the work; a stroke in a title does not end the parameter."""
    assert wiki_text(work_of(entry)) == expected


def test_which_files_there_are(project: MakeProject) -> None:
    """The whole, each work, and each page that cites, in three formats; nothing for other pages."""
    sources, problems = read(project(FILES))
    site = compile_site(sources, problems).site
    files = export_files(site)
    stems = [
        "bibliography", "sources/b1/b1", "sources/b2/b2", work_path("un/res:1"), "references",
        "about/references",
    ]  # fmt: skip

    assert sorted(files) == sorted(
        f"{s}.{suffix}" for s in stems for suffix in ("bib", "ris", "json")
    )
    assert [item["id"] for item in json.loads(files["bibliography.json"])] == [
        "b1",
        "b2",
        "un/res:1",
    ]
    # A page's references stand in the order in which it cites them.
    assert [item["id"] for item in json.loads(files["references.json"])] == ["b2", "b1"]
    assert re.findall(r"^@book\{(.*),$", files["references.bib"], re.MULTILINE) == ["b2", "b1"]
    assert re.findall(r"^ID  - (.*)\r$", files["references.ris"], re.MULTILINE) == ["b2", "b1"]


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("index.md", "references"),
        ("visits/x.md", "visits/x/references"),
        ("about/index.md", "about/references"),
        ("timeline.md", "timeline/references"),
    ],
)
def test_references_stand_beside_their_page(uri: str, path: str) -> None:
    """The files of a page are in the folder of the page."""
    assert references_path(uri) == path


def test_a_citekey_is_no_path() -> None:
    """A citekey that climbs out of its folder is not used as a path."""
    assert re.fullmatch(r"sources/([A-Za-z0-9-]+)/\1", work_path("../../x"))

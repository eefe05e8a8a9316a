"""`sourcebook new source`: from another program's record to a tidy entry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from building import MakeProject
from commands import converse, run
from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.formats.bibtex.writing import entry_text
from sourcebook.works.citekeys import Citekeys
from sourcebook.works.new_entries import Form, read_drafts
from sourcebook.works.works import interpret

BOOKS = """\
% The books.

@online{dawn2020zebra,
  title        = {A zebra in the zoo},
  organization = {Dawn},
  date         = {2020-01-02},
  url          = {https://www.dawn.com/news/1},
}
"""
DAWN = """\
TY  - NEWS
AU  - van der Berg, Jan
AU  - Ministry of Railways,
TI  - Trade &amp; <i>freight</i> tests run
T2  - Dawn
DA  - 2021/06/02/
PY  - 2021
UR  - https://dawn.com/news/1914852
LA  - en
KW  - trade
Y2  - 2025/07/01/10:00:00
ER  -
"""


@pytest.fixture
def books(project: MakeProject) -> Path:
    return project({"docs/index.md": "# A\n", "bibliography/books.bib": BOOKS})


def entry_of(text: str, form: Form) -> str:
    (draft,), problems = read_drafts(Source("input", text), form)

    assert problems == ()
    return entry_text(draft.type, "key", draft.fields)


def csl(**variables: Any) -> str:
    return json.dumps(variables)


def test_a_record_becomes_a_tidy_entry(books: Path) -> None:
    """It stands in its place in the file, alike to the others, and what is left is named."""
    done = run(books, "new", "source", given=DAWN)

    assert (done.returncode, done.stdout) == (0, "bibliography/books.bib:10:10: dawn2021trade\n")
    assert done.stderr == (
        "  left out: the keywords\n"
        "  to fill in: “perspective”, id of a record in data/perspectives.yml: who speaks\n"
        "  to fill in: “verification”, how the text was seen: document, stored-copy, live, "
        "as-cited\n"
        "  to fill in: “archiveurl” and “archivedate”, or “archivenote”: why there is no copy\n"
        "  to cite it: [@dawn2021trade]\n"
    )
    assert (books / "bibliography/books.bib").read_text(encoding="utf-8") == (
        BOOKS
        + """
@article{dawn2021trade,
  title        = {Trade \\& \\emph{freight} tests run},
  author       = {van der Berg, Jan and {Ministry of Railways}},
  journaltitle = {Dawn},
  entrysubtype = {newspaper},
  date         = {2021-06-02},
  url          = {https://dawn.com/news/1914852},
  urldate      = {2025-07-01},
  langid       = {english},
}
"""
    )
    assert run(books, "tidy", "--check").returncode == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(
            csl(type="webpage", title="Another title", URL="http://DAWN.com/news/1/#top"),
            "the address of “Another title”",
            id="address",
        ),
        pytest.param(
            "@misc{x, title = {{A Zebra} in a zoo!}, date = {2020}}",
            "the title of “A Zebra in a zoo!”",
            id="title",
        ),
        pytest.param(
            csl(type="book", title="Zebras", DOI="https://doi.org/10.1000/XYZ"),
            "the DOI of “Zebras”",
            id="doi",
        ),
    ],
)
def test_a_work_that_is_there_is_refused_with_its_place(books: Path, given: str, told: str) -> None:
    """By DOI, address or title, each in its normal form."""
    path = books / "bibliography/books.bib"
    path.write_text(BOOKS.replace("  url ", "  doi = {10.1000/xyz},\n  url "), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    done = run(books, "new", "source", given=given)

    assert done.returncode == 1
    place = "sourcebook: bibliography/books.bib:3:9: “dawn2020zebra” has "
    assert done.stderr.startswith(f"{place}{told} already.")
    assert path.read_text(encoding="utf-8") == before


def test_another_work_of_the_same_title_can_be_added(books: Path) -> None:
    """Joint statements are called so every year."""
    given = "@misc{x, title = {A zebra in the zoo}, date = {2020}, organization = {Nation}}"

    assert run(books, "new", "source", given=given).returncode == 1
    assert run(books, "new", "source", "--other-work", given=given).returncode == 0


def test_nothing_is_written_that_a_check_would_refuse(books: Path) -> None:
    """The reason is said with the way out; what is whole is added all the same."""
    given = "TY  - BOOK\nTI  - Of railways\nPY  - 1999\nER  -\n"
    done = run(books, "new", "source", given=given + DAWN)

    assert (done.returncode, done.stdout) == (1, "bibliography/books.bib:10:9: dawn2021trade\n")
    assert done.stderr.startswith(
        "sourcebook: “Of railways” is not added, since a check would refuse it:\n"
        "  error BIB022 An entry of type book needs an “author” or “editor”, and “1999railways” "
        "has none. Write “author”, or “organization” for a body; if the work names nobody, say so "
        "in “verificationnote”.\n"
        "  Say what the work shows with --field NAME=VALUE, or put the record right.\n"
    )
    assert "error" not in run(books, "check").stdout
    fields = ("--field", "author=Schivelbusch, Wolfgang")
    assert run(books, "new", "source", *fields, given=given).returncode == 0


def test_what_other_programs_write_is_put_into_its_form(books: Path) -> None:
    """Mendeley's escapes, a time of day and a state for a year: no check finds fault with them."""
    given = (
        "@article{Knuth1984, author = {Knuth, Donald E.}, title = {{Literate {\\&} programming}},\n"
        "doi = {10.1093/comjnl/27{\\_}2}, issn = {00104620}, journal = {The Computer Journal},\n"
        "month = {may}, url = {http://www.example.org/a{\\_}b{\\%}20c.pdf}, year = {1984}}\n"
        "@online{desk2019, title={Talks announced}, author={{Radio Pakistan}}, "
        "date={2019-07-04T11:30:34+00:00}, url={https://radio.example.org/a}, ids={knuth}}\n"
        "@article{lamport, author={Lamport, Leslie and et al.}, title={Paxos}, journal={TOCS}, "
        "year={in press}, related={desk2019}}\n"
    )
    done = run(books, "new", "source", given=given)
    text = " ".join((books / "bibliography/books.bib").read_text(encoding="utf-8").split())

    assert done.returncode == 0
    for field in (
        "date = {1984-05},",
        "doi = {10.1093/comjnl/27_2},",
        "issn = {0010-4620},",
        "url = {http://www.example.org/a_b%20c.pdf},",
        "date = {2019-07-04},",
        "author = {Lamport, Leslie and others},",
        "pubstate = {inpress},",
    ):
        assert field in text
    assert "left out: “ids”, which names entries of the other file" in done.stderr
    assert "error" not in run(books, "check").stdout


def test_what_programs_note_is_no_note_of_the_work(books: Path) -> None:
    """The day of reading has a field, who cites it is a count of a day, and “type” repeats."""
    given = (
        "@misc{wiki, author={{Wikipedia contributors}}, title={TeX}, year={2024}, "
        "note={[Online; accessed 6-May-2024]}, howpublished={\\url{https://en.wikipedia.org/x}}}\n"
        "@article{hardin, author={Hardin, Garrett}, title={The tragedy of the commons}, "
        "journal={Science}, year={1968}, note={Cited by: 16987}, type={Journal Article}}\n"
        "@manual{,\n author={{R Core Team}}, title={R}, organization={R Foundation}, year={2024}}\n"
    )
    done = run(books, "new", "source", given=given)
    text = " ".join((books / "bibliography/books.bib").read_text(encoding="utf-8").split())

    assert (done.returncode, done.stdout.count("\n")) == (0, 3)
    assert "urldate = {2024-05-06}," in text
    assert not any(name in text for name in ("note =", "howpublished =", "type ="))


def test_the_same_record_twice_is_added_once(books: Path) -> None:
    """A file of many records is compared with itself too; the others are added."""
    done = run(books, "new", "source", given=DAWN + DAWN + DAWN.replace("/1914852", "/2"))

    text = (books / "bibliography/books.bib").read_text(encoding="utf-8")
    assert done.returncode == 1
    assert text.count("dawn2021trade") == 1
    assert done.stderr.count("already.") == 2


def test_a_citekey_once_given_is_not_given_again(books: Path) -> None:
    """Neither one in use, in any case, nor one of the register of published ids."""
    row = "sources\tdawn2021trade\t-\tremoved\t-\tGone\t-\n"
    header = "collection\tid\tsince\tstate\tchanged\tlabel\tnote\n"
    (books / "data/register.tsv").write_text(header + row, encoding="utf-8")

    done = run(books, "new", "source", "--citekey", "Dawn2020Zebra", given=DAWN)
    assert (done.returncode, done.stderr) == (
        2,
        "sourcebook: The citekey “Dawn2020Zebra” is or was that of another work.\n",
    )
    assert "dawn2021tradeb" in run(books, "new", "source", given=DAWN).stdout


def test_fields_of_the_house_can_be_given(books: Path) -> None:
    """What is true of the text is said at once, and only what the house knows."""
    given = ("--field", "verification=live", "--field", "archivenote=No copy is known.")
    done = run(books, "new", "source", "--dry-run", *given, given=DAWN)
    assert done.returncode == 0
    assert "  verification = {live},\n" in done.stdout
    assert "archive" not in done.stderr
    assert (books / "bibliography/books.bib").read_text(encoding="utf-8") == BOOKS

    wrong = run(books, "new", "source", "--field", "verification=seen", given=DAWN)
    assert wrong.stderr == (
        "sourcebook: “verification” is one of document, stored-copy, live, as-cited, not “seen”.\n"
    )
    unknown = run(books, "new", "source", "--field", "perspectiv=x", given=DAWN)
    assert unknown.stderr == "sourcebook: There is no field “perspectiv”. “perspective”?\n"


def test_a_file_is_chosen_or_asked_for(books: Path) -> None:
    """Where entries of its site stand; where nothing tells, nothing is guessed."""
    (books / "bibliography/other.bib").write_text("% Nothing yet.\n", encoding="utf-8")

    assert "bibliography/books.bib:" in run(books, "new", "source", given=DAWN).stdout
    given = csl(
        type="book",
        title="Of railways",
        author=[{"family": "Schivelbusch"}],
        issued={"date-parts": [[1999]]},
    )
    done = run(books, "new", "source", given=given)
    assert done.returncode == 2
    assert "Nothing tells where “Of railways” belongs. Say --into FILE" in done.stderr
    done = run(books, "new", "source", "--into", "other.bib", given=given)
    assert done.stdout == "bibliography/other.bib:3:7: schivelbusch1999railways\n"
    for path in ("../evil.bib", "bibliography/a.txt", "bibliography/../../evil.bib"):
        refused = run(books, "new", "source", "--into", path, given=given)
        assert (refused.returncode, "is no .bib file in bibliography/" in refused.stderr) == (
            2,
            True,
        )


def test_a_file_that_cannot_be_read_is_not_written_over(books: Path) -> None:
    """What is not understood is somebody's work."""
    (books / "bibliography/latin.bib").write_bytes(b"@misc{a, title={\xe4}}\n")
    done = run(books, "new", "source", "--into", "latin.bib", given=DAWN)

    told = "sourcebook: bibliography/latin.bib cannot be read: `sourcebook check` says why.\n"
    assert (done.returncode, done.stderr) == (2, told)
    assert (books / "bibliography/latin.bib").read_bytes() == b"@misc{a, title={\xe4}}\n"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param("", "standard input is neither RIS nor CSL-JSON nor BibTeX.", id="empty"),
        pytest.param("Hello", "standard input is neither RIS nor CSL-JSON nor BibTeX.", id="text"),
        pytest.param("[", "standard input:1: It is no JSON: Expecting value.", id="json"),
        pytest.param(
            "[{}]", "standard input:1: A work in CSL-JSON is an object with a “type”.", id="type"
        ),
        pytest.param("[" * 5000, "standard input:1: It is nested too deeply.", id="deep"),
        pytest.param(
            "AU  - A\nTY  - BOOK\nER  -",
            "standard input:1: No line “TY  - …” stands before this one.",
            id="ris",
        ),
        pytest.param("@book{a, title = {x}\n", "standard input:1:7: error BIB001", id="bibtex"),
    ],
)
def test_what_cannot_be_read_is_located(books: Path, given: str, told: str) -> None:
    """A paste that went wrong gets a place and a reason, and nothing is written."""
    done = run(books, "new", "source", given=given)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert (books / "bibliography/books.bib").read_text(encoding="utf-8") == BOOKS


def test_a_file_is_read_as_well(books: Path) -> None:
    """A missing file, or one that is no text, is said."""
    (books / "zotero.ris").write_bytes(b"\xef\xbb\xbf" + DAWN.replace("\n", "\r\n").encode())
    (books / "latin.ris").write_bytes(DAWN.replace("van", "v\xe4n").encode("latin-1"))

    assert run(books, "new", "source", "zotero.ris").returncode == 0
    assert "latin.ris is not UTF-8" in run(books, "new", "source", "latin.ris").stderr
    assert "none.ris cannot be read" in run(books, "new", "source", "none.ris").stderr


def test_on_a_terminal_the_record_is_pasted(books: Path) -> None:
    """Who sits before it is told how to end."""
    status, written, shown = converse(books, "new", "source", answers=tuple(DAWN.splitlines()))

    assert (status, written) == (0, "bibliography/books.bib:10:10: dawn2021trade\n"), shown
    assert "then press Ctrl-D" in shown


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            csl(
                type="article-journal",
                title=["A_B {50%}"],
                author=[
                    {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
                    {"literal": "Ministry of Trade and Industry"},
                ],
                issued={"date-parts": [["2020", 4], [2020, 5]]},
                volume=3,
                issue="2",
                page="1-20",
                DOI="https://doi.org/10.1000/1",
                publisher="Simon and Schuster",
                language="rus",
            ),
            "@article{key,\n  options = {useprefix=true},\n"
            "  title = {A\\_B \\textbraceleft{}50\\%\\textbraceright{}},\n"
            "  author = {van Beethoven, Ludwig and {Ministry of Trade and Industry}},\n"
            "  volume = {3},\n  number = {2},\n  pages = {1--20},\n"
            "  publisher = {{Simon and Schuster}},\n  date = {2020-04/2020-05},\n"
            "  doi = {10.1000/1},\n  langid = {russian},\n}\n",
            id="article",
        ),
        pytest.param(
            csl(type="chapter", title="T", **{"container-title": "B", "publisher-place": "X"}),
            "@inbook{key,\n  title = {T},\n  booktitle = {B},\n  location = {X},\n}\n",
            id="chapter",
        ),
        pytest.param(
            csl(type="report", title="T", publisher="P", issued={"raw": "199X"}, genre="brief"),
            "@report{key,\n  title = {T},\n  type = {brief},\n  institution = {P},\n"
            "  date = {199X},\n}\n",
            id="report",
        ),
        pytest.param(
            csl(type="treaty", title="T", issued={"date-parts": [[1966, 1, 10]], "circa": True}),
            "@legal{key,\n  title = {T},\n  date = {1966-01-10~},\n}\n",
            id="treaty",
        ),
    ],
)
def test_csl_json_is_read(given: str, expected: str) -> None:
    """Particles, bodies, intervals and languages come over; LaTeX's signs are spelt."""
    squeezed = "\n".join(" ".join(line.split()) for line in expected.split("\n"))

    found = entry_of(given, "csl-json")
    assert squeezed == "\n".join(" ".join(line.split()) for line in found.split("\n"))


def test_bibtex_becomes_biblatex() -> None:
    """Older names, three fields for a date and an address in “howpublished” have one form."""
    given = (
        '@string{s = "Springer"}\n'
        "@PhdThesis{x, author = {A. B}, title = {{T}}, school = s, year = 2001, month = feb,\n"
        " pages = {3-5}, howpublished = {\\url{https://e.org/a_b}}, abstract = {…},\n"
        " file = {:/home/me/x.pdf:PDF}, owner = {me}, customa = {1}, language = {Urdu}}\n"
    )

    assert entry_of(given, "bibtex") == (
        "@thesis{key,\n"
        "  title       = {{T}},\n"
        "  author      = {A. B},\n"
        "  type        = {phdthesis},\n"
        "  pages       = {3--5},\n"
        "  institution = {Springer},\n"
        "  date        = {2001-02},\n"
        "  url         = {https://e.org/a_b},\n"
        "  langid      = {urdu},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            "@online{x, title={Лавров прибыл}, date={2021}, url={https://ria.ru/a/lavrov-visit}}",
            "ria2021lavrov",
            id="from-the-address",
        ),
        pytest.param(
            "@online{x, title={Fuel talks}, date={2021-04}, url={https://www.app.com.pk/x}}",
            "app2021fuel",
            id="from-the-host",
        ),
        pytest.param(
            "@book{x, author={Ó Súilleabháin, Eoin}, title={The Long Road}, date={1999}}",
            "osuilleabhain1999long",
            id="from-the-author",
        ),
        pytest.param("@misc{x, title={Ку}}", "work", id="from-nothing"),
        pytest.param("@online{x, title={Fuel}, url={https://a.b.gov.pk/}}", "b_fuel", id="undated"),
    ],
)
def test_citekeys_are_made_alike(written: str, expected: str) -> None:
    """Who publishes it or wrote it, the year, a word: letters that everybody can type."""
    read, _ = parse_bibliography([Source("a.bib", written)])

    assert expected == Citekeys({}, ()).proposed(interpret(read.entries[0])[0])

"""`sourcebook tidy`: as the person who runs it meets it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import commands
from building import ROOT, MakeProject
from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex.layout import tidy_bibtex
from sourcebook.formats.csv_layout import tidy_csv
from sourcebook.formats.yaml_layout import tidy_yaml

MESSY = """\
% The books.
@string{aw = "Addison-Wesley"}


@Book{ knuth1984 , AUTHOR="Knuth, Donald E.", zzz={1}, year=1984,
   title = {The
     {TeX}book}, publisher = aw # { Inc.} }
@comment{jabref-meta: kept   as it is;}
@misc{broken, title = {x}
"""

TIDY = """\
% The books.
@string{aw = "Addison-Wesley"}

@book{knuth1984,
  title     = {The {TeX}book},
  author    = {Knuth, Donald E.},
  publisher = aw # { Inc.},
  year      = 1984,
  zzz       = {1},
}

@comment{jabref-meta: kept   as it is;}
@misc{broken, title = {x}
"""


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return commands.run(root, "tidy", *arguments)


def test_an_entry_gets_the_layout_of_the_house() -> None:
    """Fields in order and aligned, in braces; names, comments and what is broken stay."""
    tidied = tidy_bibtex(Source("a.bib", MESSY))

    assert tidied.text == TIDY
    assert tidied.done == ("1 entry laid out", "1 with fields in another order")


def test_identifiers_get_their_plain_form() -> None:
    """What tidying writes is what was read before; of two addresses a person has to choose."""
    text = (
        "@article{a,\n"
        "  doi  = {https://doi.org/10.1000/a{\\_}b},\n"
        '  issn = "00368075",\n'
        "  url  = {http://a.org/ http://b.org/},\n"
        "}\n"
    )
    tidied = tidy_bibtex(Source("a.bib", text))

    assert tidied.text == (
        "@article{a,\n"
        "  doi  = {10.1000/a_b},\n"
        "  issn = {0036-8075},\n"
        "  url  = {http://a.org/ http://b.org/},\n"
        "}\n"
    )
    assert tidied.done == ("1 entry laid out", "2 identifiers in plain form")


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("@book{a, title = {x} year = {1984}}", id="missing-comma"),
        pytest.param("@book{a,\n  title = {x},\n  stray words,\n  year = {1984},\n}", id="stray"),
        pytest.param("@book(a,\n  title = {x},\n)", id="round-brackets"),
        pytest.param("@book{, title = {x}}", id="no-citekey"),
        pytest.param("@book{a, title = }", id="no-value"),
    ],
)
def test_what_is_not_understood_is_left_alone(entry: str) -> None:
    """Tidying repairs nothing: `sourcebook check` says what is wrong."""
    text = f"{entry}\n\n@misc{{z,\n  title = {{z}},\n}}\n"

    assert text == tidy_bibtex(Source("a.bib", text)).text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param('a,b\n\n"1","x"\n', "a,b\n1,x\n", id="marks-and-blank-lines"),
        pytest.param('a,b\n"1,5"," x"', 'a,b\n"1,5"," x"\n', id="marks-that-are-needed"),
        pytest.param("a,b\n=1+1,-2\n", "a,b\n=1+1,-2\n", id="no-cell-is-guarded"),
        pytest.param('a\n""\nb\n', 'a\n""\nb\n', id="an-empty-row-stays-a-row"),
        pytest.param('a,b\n1,"x\n', 'a,b\n1,"x\n', id="unreadable"),
    ],
)
def test_rows_have_marks_where_they_are_needed(written: str, expected: str) -> None:
    """Spreadsheets quote everything or nothing; the file has one form."""
    assert expected == tidy_csv(Source("a.csv", written)).text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("a: 1  \n\n\n\n# c\t\nb: 2\n\n", "a: 1\n\n# c\nb: 2\n", id="blanks"),
        pytest.param("a: |\n  x  \n\n\n  y\nb: 2 \n", "a: |\n  x  \n\n\n  y\nb: 2\n", id="block"),
        pytest.param("a:  {b:   1} # c\n", "a:  {b:   1} # c\n", id="alignment-is-the-author-s"),
        pytest.param("a: [1\nb: 2  \n", "a: [1\nb: 2  \n", id="unreadable"),
    ],
)
def test_yaml_keeps_its_comments_and_texts(written: str, expected: str) -> None:
    """Only blanks that say nothing go."""
    assert expected == tidy_yaml(Source("a.yml", written)).text


def test_the_command_says_what_it_did(project: MakeProject) -> None:
    """`--check` writes nothing and fails; the second run has nothing to do."""
    root = project({"docs/index.md": "# A\n", "bibliography/a.bib": MESSY, "data/a.yml": "a: 1\n"})
    (root / "data/places.yml").write_bytes(b"\xef\xbb\xbfa: {name: A}\r\n")

    asked = commands.run_process(root, "tidy", "--check")
    assert asked.returncode == 1
    assert asked.stdout == (
        "bibliography/a.bib: 1 entry laid out, 1 with fields in another order\n"
        "data/places.yml: line ends, byte order mark\n"
    )
    assert asked.stderr == "2 of 4 files not tidy: run `sourcebook tidy`.\n"
    assert (root / "bibliography/a.bib").read_text(encoding="utf-8") == MESSY

    done = run(root)
    assert (done.returncode, done.stdout) == (0, asked.stdout)
    assert (root / "bibliography/a.bib").read_text(encoding="utf-8") == TIDY
    assert (root / "data/places.yml").read_bytes() == b"a: {name: A}\n"

    again = run(root)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "All tidy: 4 files.\n")


def test_one_file_can_be_named(project: MakeProject) -> None:
    """An editor tidies what it saves, and is told where a file is none of ours."""
    files = {"docs/index.md": "# A\n", "bibliography/a.bib": MESSY, "bibliography/b.bib": MESSY}
    root = project(files)

    done = run(root / "bibliography", "--root", "..", "a.bib")
    assert (done.returncode, done.stderr) == (0, "1 of 1 file tidied.\n")
    assert (root / "bibliography/a.bib").read_text(encoding="utf-8") == TIDY
    assert (root / "bibliography/b.bib").read_text(encoding="utf-8") == MESSY

    missing = run(root, "docs/index.md")
    assert missing.returncode == 2
    assert missing.stderr == (
        "sourcebook: docs/index.md is no file of the bibliography or the data that is read.\n"
    )


def test_the_shipped_files_are_tidy() -> None:
    """Whoever tidies after an edit sees the edit alone."""
    done = run(ROOT, "--check")

    assert (done.returncode, done.stdout) == (0, "")


def test_what_was_renamed_is_mended_where_it_is_named(project: MakeProject) -> None:
    """A link has one answer where the register knows it; each is said, from what to what."""
    header = "collection\tid\tsince\tstate\tchanged\tlabel\tnote\n"
    files = {
        "docs/index.md": "# A\n\n[a][places/here], [b](places/here.md#c) and `[places/here]`.\n",
        "data/places.yml": "there: {name: There, kind: country}\n",
        "data/people.yml": 'knuth:\n  name: Donald Knuth\n  country: "here"\n',
        "data/register.tsv": f"{header}places\there\t1990-01-01\trenamed-to there\t1991-02-03"
        "\tHere\t-\nplaces\tthere\t1990-01-01\tlive\t-\tThere\t-\n",
    }
    root = project(files)

    done = run(root)

    assert done.stdout == (
        "data/people.yml: 1 renamed link\n"
        "  data/people.yml:3:12: “here” → “there”\n"
        "docs/index.md: 2 renamed links\n"
        "  docs/index.md:3:5: “here” → “there”\n"
        "  docs/index.md:3:23: “places/here.md” → “places/there.md”\n"
    )
    assert (root / "docs/index.md").read_text(encoding="utf-8") == (
        "# A\n\n[a][places/there], [b](places/there.md#c) and `[places/here]`.\n"
    )
    assert 'country: "there"' in (root / "data/people.yml").read_text(encoding="utf-8")
    assert run(root).stdout == ""


def test_an_identifier_is_said_from_what_to_what(project: MakeProject) -> None:
    """Who runs the command sees what it took for what."""
    entry = (
        "@book{knuth1984,\n  title     = {The TeXbook},\n  author    = {Knuth, Donald E.},\n"
        "  date      = {1984},\n  doi       = {https://doi.org/10.1000/182},\n}\n"
    )
    root = project({"docs/index.md": "# A\n", "bibliography/a.bib": entry})

    assert run(root).stdout == (
        "bibliography/a.bib: 1 entry laid out, 1 identifier in its plain form\n"
        "  bibliography/a.bib:5:16: “https://doi.org/10.1000/182” → “10.1000/182”\n"
    )

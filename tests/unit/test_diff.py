"""`sourcebook diff`: two states compared, statement by statement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commands import run
from repositories import git, write
from sourcebook.pages.evidence.changes import plain_in_markdown
from sourcebook.site.comparison import ChangedFigure

BIB = """@book{knuth1984, title = {The TeXbook}, author = {Knuth, Donald E.}, date = {1984}}
@book{lamport1994, title = {LaTeX}, author = {Lamport, Leslie}, date = {1994}}
"""
BEFORE = """# Home

The book on typesetting appeared in 1984 [@knuth1984, p. 5; @lamport1994].
It has a lion on its cover and many exercises inside [@knuth1984].
The second author wrote a manual for users of macros [@lamport1994].
Nobody remembers the price of the first printing [@knuth1984].
"""
AFTER = """# Home

The book on typesetting appeared in 1984 [@knuth1984].
It has a lion upon its cover and very many exercises inside [@knuth1984].
The second author wrote a manual for users of macros [@lamport1994; @knuth1984].
Forty languages have been set with it | <b>since</b> 1990 [@lamport1994].
"""


def texts(statements: list[dict[str, Any]]) -> list[str]:
    return [one["text"] for one in statements]


def check_report(told: dict[str, Any]) -> None:
    """The report of BEFORE and AFTER, whatever they were read from."""
    assert told["version"] == 3
    assert texts(told["added"]) == ["Forty languages have been set with it | since 1990."]
    assert texts(told["removed"]) == ["Nobody remembers the price of the first printing."]
    assert [(one["before"]["text"], one["after"]["text"]) for one in told["reworded"]] == [
        (
            "It has a lion on its cover and many exercises inside.",
            "It has a lion upon its cover and very many exercises inside.",
        )
    ]
    assert [(one["added"], one["removed"]) for one in told["resourced"]] == [
        ([], ["lamport1994"]),
        (["knuth1984"], []),
    ]
    assert [one["losses"] for one in told["weakened"]] == [
        ["2 independent sources before, 1 now", "no locator any more in knuth1984"]
    ]
    assert told["coverage"]["before"]["sentences"]["located"] == {"count": 1, "of": 4}
    assert told["coverage"]["after"]["sentences"]["located"] == {"count": 0, "of": 4}


def test_two_folders(tmp_path: Path) -> None:
    """Two projects are compared statement by statement, in JSON for programs."""
    for name, page in (("old", BEFORE), ("new", AFTER)):
        write(tmp_path / name, {"docs/index.md": page, "bibliography/main.bib": BIB})
    done = run(tmp_path, "diff", "old", "new", "--format", "json")

    assert (done.returncode, done.stderr) == (0, "")
    check_report(json.loads(done.stdout))


def test_two_revisions(tmp_path: Path) -> None:
    """Revisions are read from the history; nothing is checked out, pictures are not needed."""
    root = write(tmp_path / "project", {"docs/index.md": BEFORE, "bibliography/main.bib": BIB})
    # An attribute that would hide the pages from `git archive`.
    write(root, {".gitattributes": "docs export-ignore\n"})
    (root / "docs" / "picture.png").write_bytes(b"\x89PNG\0")
    (root / "docs" / "link.md").symlink_to("/etc/hostname")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "One")
    write(root, {"docs/index.md": AFTER})
    git(root, "commit", "-qam", "Two")
    write(root, {"docs/index.md": "# Neither\n"})
    done = run(root, "diff", "HEAD~1", "HEAD", "--format", "json")

    assert (done.returncode, done.stderr) == (0, "")
    check_report(json.loads(done.stdout))
    assert (root / "docs" / "index.md").read_text(encoding="utf-8") == "# Neither\n"


def test_the_report_for_people(tmp_path: Path) -> None:
    """Markdown names the place of every change and lets no sentence be markup."""
    for name, page in (("old", BEFORE), ("new", AFTER)):
        write(tmp_path / name, {"docs/index.md": page, "bibliography/main.bib": BIB})
    report = run(tmp_path, "diff", "old", "new").stdout

    assert report.startswith(
        "## Statements\n\n1 weakened, 1 removed, 1 added, 2 re-sourced, 1 reworded.\n"
    )
    assert (
        "- `new` `docs/index.md:6`: Forty languages have been set with it \\| since 1990. "
        "(lamport1994)\n" in report
    )
    assert "| With a locator | 1 of 4 | 0 of 4 |\n" in report


def test_nothing_changed(tmp_path: Path) -> None:
    """A change that touches no statement says so."""
    write(tmp_path / "old", {"docs/index.md": BEFORE, "bibliography/main.bib": BIB})
    report = run(tmp_path, "diff", "old", "old").stdout

    assert report.startswith("## Statements\n\nNo statement and no figure changed.\n")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("nowhere", id="unknown"),
        pytest.param("--upload-pack=x", id="an-option-of-git"),
        pytest.param("HEAD:docs", id="no-commit"),
        pytest.param("bibliography", id="a-folder-that-is-no-project"),
    ],
)
def test_what_cannot_be_compared(tmp_path: Path, name: str) -> None:
    """A name that is neither a project nor a revision stops the command with status 2."""
    root = write(tmp_path, {"docs/index.md": BEFORE, "bibliography/main.bib": BIB})
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "One")
    done = run(root, "diff", "--", name, "HEAD")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("sourcebook: ")


def test_figures_change_by_how_much() -> None:
    """Values are compared as decimals: the difference, and its share of the value before."""
    one = ChangedFigure("trade/2020/@seed001", "790", "780.5")

    assert (one.difference, one.share) == ("-9.5", "-1.2 %")
    assert ChangedFigure("x", "0", "3").share == ""
    assert ChangedFigure("x", "many", "3").difference == ""


SERIES = "trade: {name: Trade, definition: All goods., unit: dollars}\n"
OBSERVATIONS = """series,period,value,unit,citekey,locator,excerpt
trade,2020,790,dollars,knuth1984,p. 5,it was 790
trade,2021,800,dollars,knuth1984,,it was 800
trade,2022,900,dollars,lamport1994,,it was 900
"""


def test_a_figure_is_told_once(tmp_path: Path) -> None:
    """A value that changes, comes or goes is a figure, and no sentence reworded, added, removed."""
    files = {
        "docs/index.md": BEFORE,
        "bibliography/main.bib": BIB,
        "bibliography/excerpts/knuth1984.yml": "- text: it was 790\n- text: it was 800\n",
        "data/series.yml": SERIES,
        "data/observations.csv": OBSERVATIONS,
    }
    changed = (
        OBSERVATIONS.replace(",790,dollars,knuth1984,p. 5,it was 790", ",791,dollars,knuth1984,,")
        .replace("trade,2021,800", "trade,2023,800")
    )  # fmt: skip
    write(tmp_path / "before", files)
    write(tmp_path / "after", {**files, "data/observations.csv": changed})
    done = run(tmp_path, "diff", "before", "after", "--format", "json")
    told = json.loads(done.stdout)

    assert [told[kind] for kind in ("added", "removed", "reworded", "moved", "resourced")] == [
        *([],) * 5
    ]
    assert told["figures"] == {
        "changed": [
            {
                "id": "trade/2020/knuth1984",
                "before": "790",
                "after": "791",
                "difference": "+1",
                "share": "+0.1 %",
            }
        ],
        "added": {"trade/2023/knuth1984": "800"},
        "removed": {"trade/2021/knuth1984": "800"},
    }
    assert [(one["id"], one["losses"]) for one in told["weakened"]] == [
        (
            "trade/2020/knuth1984",
            ["no locator any more in knuth1984", "no words of the work any more"],
        )
    ]
    assert told["coverage"]["before"]["figures"]["excerpted"] == {"count": 2, "of": 3}
    assert told["coverage"]["after"]["figures"]["excerpted"] == {"count": 1, "of": 3}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("<img src=x> & co", "&#60;img src=x&#62; &#38; co", id="html"),
        pytest.param("[a](b) `c` | d", "\\[a\\]\\(b\\) \\`c\\` \\| d", id="markup"),
        pytest.param("@someone #12", "&#64;someone &#35;12", id="mentions"),
        pytest.param("https://a.example", "https&#58;//a.example", id="addresses"),
        pytest.param("one\n\n# two", "one &#35; two", id="lines"),
    ],
)
def test_sentences_are_text(text: str, shown: str) -> None:
    """What a stranger wrote is shown and not read."""
    assert plain_in_markdown(text) == shown


CHANGES = {
    "number": ("Trade came to 45 million dollars.", "Trade came to 54 million dollars."),
    "negation": ("They agreed on a date for talks.", "They have not agreed on a date for talks."),
    "date": ("They met on 6 April 2021 in the town.", "They met on 7 April 2021 in the town."),
    "name": ("In Moscow they spoke with Donald Knuth.", "In Moscow they spoke with Alan Knuth."),
    "order": ("Norway sold the wheat to Russia then.", "Russia sold the wheat to Norway then."),
}


def test_a_change_of_meaning_is_no_rewording(tmp_path: Path) -> None:
    """A number, a negation, a date, a name that changes is told first, and says what changed."""
    for name, side in (("old", 0), ("new", 1)):
        lines = [f"{texts[side][:-1]} [@knuth1984].\n" for texts in CHANGES.values()]
        lines.append(f"The lion {('sits', 'lies')[side]} on the cover of the book [@knuth1984].\n")
        page = "# Home\n\n" + "\n".join(lines)
        write(tmp_path / name, {"docs/index.md": page, "bibliography/main.bib": BIB})
    told = json.loads(run(tmp_path, "diff", "old", "new", "--format", "json").stdout)
    report = run(tmp_path, "diff", "old", "new").stdout

    assert [one["changes"] for one in told["changed"]] == [
        ["number: − 45 million + 54 million"],
        ["negation: + not"],
        ["date: − 6 April 2021 + 7 April 2021"],
        ["name: − donald knuth + alan knuth"],
        ["name: − norway − russia + russia + norway"],
    ]
    assert [one["after"]["text"] for one in told["reworded"]] == [
        "The lion lies on the cover of the book."
    ]
    assert report.startswith("## Statements\n\n5 changed in meaning, 1 reworded.\n")


def test_what_went_into_others_is_not_removed(tmp_path: Path) -> None:
    """Two sentences under one citation, and one that two cover now, are told as what they are."""
    joined = "They met in the old town. They spoke of wheat for hours [@knuth1984].\n"
    one = "They met in the old town [@knuth1984]. They spoke of wheat for hours [@knuth1984].\n"
    whole = "The lion sits on the cover, and the exercises are hard [@knuth1984; @lamport1994].\n"
    parts = "The lion sits on the cover [@knuth1984], and the exercises are hard [@lamport1994].\n"
    for name, lines in (("old", (one, whole)), ("new", (joined, parts))):
        page = "# Home\n\n" + "\n".join(lines)
        write(tmp_path / name, {"docs/index.md": page, "bibliography/main.bib": BIB})
    told = json.loads(run(tmp_path, "diff", "old", "new", "--format", "json").stdout)

    assert [(one["before"]["text"], texts(one["into"])) for one in told["gone"]] == [
        (
            "They met in the old town.",
            ["They met in the old town. They spoke of wheat for hours."],
        ),
        (
            "The lion sits on the cover, and the exercises are hard.",
            ["The lion sits on the cover, …", "… and the exercises are hard."],
        ),
    ]
    assert (told["added"], told["removed"], told["changed"]) == ([], [], [])

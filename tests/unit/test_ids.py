"""`sourcebook ids` where branches meet: both sides' statements live, each under one id."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from building import DECLARATION, ROOT
from commands import run
from repositories import git, write
from sourcebook.diagnostics import Source
from sourcebook.site.ledger_file import LEDGER, LedgerLine, read_ledger
from sourcebook.site.register import REGISTER

BIB = """@book{knuth1984,
  author = {Knuth, Donald E.},
  title = {The TeXbook},
  publisher = {Addison-Wesley},
  date = {1984},
  keep = {further reading}
}
"""
PAGE = (
    "---\nevidence: normal\n---\n\n# Home\n\nThe book appeared in 1984 [@knuth1984].\n\n"
    "## Inside\n\nA lion sits on its cover [@knuth1984].\n\n"
    "## Use\n\nIt sets formulas well [@knuth1984].\n"
)
OURS = PAGE.replace("## Inside", "It has twenty-seven chapters [@knuth1984].\n\n## Inside")
THEIRS = PAGE + "Its index fills many pages [@knuth1984].\n"
OUR_TEXT, THEIR_TEXT = "It has twenty-seven chapters.", "Its index fills many pages."
HEADER = "id\tstate\tpage\tworks\ttext\thistory\n"
IDS = HEADER + "".join(
    f"index.{number}\tlive\tindex.md\tknuth1984\t{text}\t-\n"
    for number, text in enumerate(
        (
            *("The book appeared in 1984.", "A lion sits on its cover."),
            "It sets formulas well.",
        ),
        1,
    )
)
"""As numbers were given until December 2026."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose ids were given, with nothing of git's settings but what we ship."""
    root = write(
        tmp_path / "origin",
        {DECLARATION: "", "docs/index.md": PAGE, "bibliography/main.bib": BIB, LEDGER: IDS},
    )
    shutil.copy(ROOT / ".gitattributes", root)
    given(root)
    git(root, "init", "-q", "-b", "main")
    commit(root, "One")
    return root


def commit(root: Path, message: str) -> None:
    git(root, "add", ".")
    git(root, "commit", "-qm", message)


def given(root: Path) -> None:
    done = run(root, "ids")
    assert (done.returncode, done.stderr) == (0, "")


def branch(root: Path, name: str, files: dict[str, str], *, has_ids: bool) -> None:
    """Commit *files* on a branch of main, in a clone of its own, as contributors do."""
    clone = root.parent / name
    git(root.parent, "clone", "-q", str(root), str(clone))
    git(clone, "switch", "-qc", name)
    write(clone, files)
    if has_ids:
        given(clone)
    commit(clone, name)
    git(root, "fetch", "-q", str(clone), f"{name}:{name}")


def ledger(root: Path) -> dict[str, LedgerLine]:
    text = (root / LEDGER).read_text(encoding="utf-8")
    lines, problems = read_ledger(Source(LEDGER, text))
    assert problems == ()
    return {line.id: line for line in lines}


def texts(root: Path) -> dict[str, str]:
    return {id: line.text for id, line in ledger(root).items() if line.is_live}


@pytest.mark.parametrize("order", [("ours", "theirs"), ("theirs", "ours")], ids="-then-".join)
@pytest.mark.parametrize("has_ids", [False, True], ids=["without-ids", "with-ids"])
def test_two_branches_merge_and_both_ids_live(
    repository: Path, order: tuple[str, str], has_ids: bool
) -> None:
    """Git merges them by itself, nothing is left to settle, and each id names what it named."""
    before = texts(repository)
    branch(repository, "ours", {"docs/index.md": OURS}, has_ids=has_ids)
    branch(repository, "theirs", {"docs/index.md": THEIRS}, has_ids=has_ids)
    git(repository, "merge", "-q", "--no-edit", order[0])
    given(repository)
    # What is published is that of the first; what the second brings must not change it.
    before |= texts(repository)
    git(repository, "add", ".")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Ids")
    git(repository, "merge", "-q", "--no-edit", order[1])
    given(repository)
    after = texts(repository)

    assert {id: after[id] for id in before} == before
    assert {*after.values()} == {*before.values(), OUR_TEXT, THEIR_TEXT}
    assert run(repository, "check").stderr == "No problems found.\n"
    assert run(repository, "ids", "--check").returncode == 0


def test_two_branches_that_add_records_merge(repository: Path) -> None:
    """The same work on both sides has one line, since the earlier day."""
    more = BIB.replace("knuth1984", "knuth1986").replace("date = {1984}", "date = {1986}")
    for name in ("ours", "theirs"):
        branch(repository, name, {f"bibliography/{name}.bib": more}, has_ids=True)
    git(repository, "merge", "-q", "--no-edit", "ours")
    git(repository, "merge", "-q", "--no-edit", "theirs")
    (repository / "bibliography/theirs.bib").unlink()
    given(repository)
    lines = (repository / REGISTER).read_text(encoding="utf-8").splitlines()

    assert [line.split("\t")[1] for line in lines[1:]] == ["knuth1984", "knuth1986"]


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_the_signs_of_a_conflict_are_settled(repository: Path, style: str) -> None:
    """Where git knows no attributes it leaves its signs: both sides' lines are kept."""
    (repository / ".gitattributes").unlink()
    commit(repository, "No attributes")
    branch(repository, "ours", {"docs/index.md": OURS}, has_ids=True)
    branch(repository, "theirs", {"docs/index.md": THEIRS}, has_ids=True)
    git(repository, "merge", "-q", "--no-edit", "ours")
    git(repository, "-c", f"merge.conflictStyle={style}", "merge", "-q", "theirs", fails=True)
    checked = run(repository, "check")
    given(repository)

    assert "SRC019 “<<<<<<< HEAD”" in checked.stdout
    assert sorted(texts(repository).values()) == sorted(
        [
            *("The book appeared in 1984.", "A lion sits on its cover.", "It sets formulas well."),
            *(OUR_TEXT, THEIR_TEXT),
        ]
    )
    assert run(repository, "check").stderr == "No problems found.\n"


def test_rewording_on_one_side_and_cutting_on_the_other(repository: Path) -> None:
    """The page says which of two lines with one id is meant; the other id is not lost."""
    reworded = PAGE.replace("A lion sits on its cover", "A lion lies on its cover")
    cut = PAGE.replace("It sets formulas well [@knuth1984].\n", "")
    branch(repository, "ours", {"docs/index.md": reworded}, has_ids=True)
    branch(repository, "theirs", {"docs/index.md": cut}, has_ids=True)
    for name in ("ours", "theirs"):
        git(repository, "merge", "-q", "--no-edit", name)
    given(repository)
    lines = ledger(repository)

    assert {id: (line.state, line.text) for id, line in lines.items()} == {
        "index.1": ("live", "The book appeared in 1984."),
        "index.2": ("live", "A lion lies on its cover."),
        "index.3": ("retired", "It sets formulas well."),
    }


@pytest.mark.parametrize("path", [LEDGER, REGISTER])
def test_a_line_that_nobody_can_read_stops_the_command(repository: Path, path: str) -> None:
    """Between the signs of a conflict, too: its id would be lost."""
    file = repository / path
    text = file.read_text(encoding="utf-8") + "<<<<<<< HEAD\nhalf a line\n=======\n>>>>>>> x\n"
    file.write_text(text, encoding="utf-8")
    done = run(repository, "ids")

    assert (done.returncode, done.stdout) == (2, "")
    assert f"{path}:" in done.stderr
    assert file.read_text(encoding="utf-8") == text

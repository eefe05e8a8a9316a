"""Ids that were published: the register, the pages of what is gone, the command."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import MakeProject
from publishing import FILES, IMPRINT, completed
from sourcebook.cli import main
from sourcebook.diagnostics import Location, Source
from sourcebook.site.graph import Node
from sourcebook.site.ledger_file import LEDGER
from sourcebook.site.register import (
    LIVE,
    REGISTER,
    REMOVED,
    RegisterLine,
    one_each,
    read_register,
    register_text,
    updated,
)

HEADER = "collection\tid\tsince\tstate\tchanged\tlabel\tnote\n"


def register(*lines: str) -> dict[str, str]:
    """Return the small project with a register of *lines*, cells parted by “|”."""
    return {**FILES, REGISTER: HEADER + "".join(f"{line}\n".replace("|", "\t") for line in lines)}


def test_a_removed_record_leaves_a_page(project: MakeProject) -> None:
    """At its address stands what it was, when, and why it is gone; programs are sent away."""
    files = register("visits|trip-1975|2020-01-02|removed|2021-04-06|A trip, 1975|It is *a* myth.")
    whole = completed(project, files)
    page, around = whole.pages["visits/trip-1975.md"], whole.surroundings["visits/trip-1975.md"]

    assert page.title == "Removed: A trip, 1975"
    assert unescape(page.markdown).strip().split("\n") == [
        "# Removed: A trip, 1975",
        "",
        "The page of this visit was removed.",
        "It was published from 2 January 2020 to 6 April 2021.",
        "Its id was “trip-1975”, and no other has it.",
        "Why: It is *a* myth.",
    ]
    assert not around.is_listed
    assert '<meta name="robots" content="noindex">' in around.head
    assert "refresh" not in around.head


def test_a_renamed_record_leads_on(project: MakeProject) -> None:
    """The old address leads to the new one: by itself, by a link, and as the canonical one."""
    files = register("visits|trip-1975|-|renamed-to trip-1984|2021-04-06|A trip, 1975|-")
    whole = completed(project, files)
    page, around = whole.pages["visits/trip-1975.md"], whole.surroundings["visits/trip-1975.md"]

    assert "(trip-1984.md)" in page.markdown
    assert '<meta http-equiv="refresh" content="0; url=../trip-1984/">' in around.head
    assert around.canonical == "https://example.org/small/visits/trip-1984/"


def test_text_of_the_register_is_text(project: MakeProject) -> None:
    """Labels and notes are nobody's markup."""
    files = register("visits|x|-|removed|-|<img src=x> [a](javascript:x)|<script>alert(1)</script>")
    page = completed(project, files).pages["visits/x.md"]

    assert "<img" not in page.markdown
    assert "<script" not in page.markdown
    assert "[a](" not in page.markdown


def test_what_lives_has_no_page_of_the_gone(project: MakeProject) -> None:
    """A line of the register never overwrites a page."""
    files = register("visits|trip-1984|-|removed|-|A trip|-")

    assert completed(project, files).pages["visits/trip-1984.md"].title == "A trip, 1984"


def run(root: Path, *arguments: str) -> int:
    return main(["ids", "--root", str(root), *arguments])


def states(root: Path) -> dict[str, str]:
    lines = (root / REGISTER).read_text(encoding="utf-8").splitlines()[1:]
    return {f"{cells[0]}/{cells[1]}": cells[3] for cells in (line.split("\t") for line in lines)}


def test_the_register_follows_the_site(
    project: MakeProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """New ids are added, lost ones stay as removed or renamed, and a second run changes nothing."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1617667200")
    root = project(FILES)

    assert run(root, "--check") == 1
    assert not (root / REGISTER).exists()
    assert run(root) == 0
    first = (root / REGISTER).read_text(encoding="utf-8")
    assert "visits\ttrip-1984\t2021-04-06\tlive\t-\tA trip, 1984\t-\n" in first
    assert run(root, "--check") == 0
    assert run(root) == 0
    assert (root / REGISTER).read_text(encoding="utf-8") == first

    (root / "docs/visits/trip-1984.md").rename(root / "docs/visits/journey-1984.md")
    (root / "docs/visits/plan-1985.md").unlink()
    why = ("--why", "It was\tnever made.")
    assert run(root, "--renamed", "visits/trip-1984", "visits/journey-1984", *why) == 0

    assert states(root) == {
        "people/alpha-beta": "live",
        "places/here": "live",
        "places/there": "live",
        "places/town": "live",
        "sectors/type": "live",
        "sources/knuth1984": "live",
        "sources/lamport1994": "live",
        "visits/journey-1984": "live",
        "visits/plan-1985": "removed",
        "visits/trip-1984": "renamed-to journey-1984",
    }
    assert "It was never made.\n" in (root / REGISTER).read_text(encoding="utf-8")
    assert main(["check", "--fail-on", "error", "--root", str(root)]) == 0
    assert "IDX" not in capsys.readouterr().out


def test_the_command_counts_what_is_new(
    project: MakeProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of hundreds of new ids it names the first, and says how many there are."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1617667200")
    root = project(FILES)
    run(root)
    first = capsys.readouterr().out
    lines = (root / LEDGER).read_text(encoding="utf-8").splitlines()[1:]
    new = [line.partition("\t")[0] for line in lines]
    gone = [id for id in new if id.startswith("plan-1985.")]
    (root / "docs/visits/plan-1985.md").unlink()
    run(root, "--why", "It was a slip.")

    assert first == (
        f"{REGISTER}: 9 ids.\n"
        "  9 new: visits/plan-1985, visits/trip-1984, sectors/type, people/alpha-beta, places/here "
        f"and 4 more\n{LEDGER}: 6 ids.\n"
        f"  6 new: {', '.join(new[:5])} and 1 more\n"
    )
    assert capsys.readouterr().out == (
        f"{REGISTER}: 9 ids.\n  1 removed: visits/plan-1985\n"
        f"{LEDGER}: 6 ids.\n  2 retired: {', '.join(gone)}\n"
    )


def test_a_page_that_is_gone_waits_for_a_reason(
    project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody decides by silence that an address leads nowhere, a workflow least of all."""
    root = project(FILES)
    run(root)
    (root / "docs/visits/plan-1985.md").unlink()
    run(root)
    kept = states(root)["visits/plan-1985"]
    capsys.readouterr()
    main(["check", "--root", str(root)])

    assert kept == "live"
    assert "IDX004 “visits/plan-1985” was published and is gone" in capsys.readouterr().out


def test_a_reason_that_comes_later_reaches_the_statements(project: MakeProject) -> None:
    """A workflow has retired them with the page, and did not know why."""
    root = project(FILES)
    run(root)
    (root / "docs/visits/plan-1985.md").unlink()
    run(root)
    run(root, "--why", "It was a slip.")
    lines = (root / LEDGER).read_text(encoding="utf-8").splitlines()
    gone = [line for line in lines if line.startswith("plan-1985.")]

    assert len(gone) == 2
    assert all(line.endswith("cut: It was a slip.") for line in gone)


def test_a_page_that_is_gone_is_the_cause(
    project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """That no page cites its work any more is no finding of its own, until the page is settled."""
    page = FILES["docs/visits/plan-1985.md"]
    book = "@book{only, author = {Knuth, Donald E.}, title = {Only}, date = {1985}}\n"
    cited = f"{page}\nIt is told in a book of 1985 [@only].\n"
    root = project({**FILES, "bibliography/only.bib": book, "docs/visits/plan-1985.md": cited})
    run(root)
    (root / "docs/visits/plan-1985.md").unlink()
    codes = []
    for settle in ([], ["--why", "A slip."]):
        run(root, *settle)
        capsys.readouterr()
        main(["check", "--root", str(root)])
        told = capsys.readouterr().out
        codes.append([code for code in ("IDX004", "CIT003") if code in told])

    assert codes == [["IDX004"], ["CIT003"]]


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("is_turned", [True, False])
def test_two_lines_with_one_id_are_settled_by_the_page(
    project: MakeProject, is_there: bool, is_turned: bool
) -> None:
    """Live where it is there; where it is not, what the other side said of it."""
    lines = [
        "visits|plan-1985|2021-04-06|live|-|A plan, 1985|-",
        "visits|plan-1985|2020-04-06|removed|2022-04-06|A plan, 1985|A slip.",
    ]
    root = project(register(*(reversed(lines) if is_turned else lines)))
    if not is_there:
        (root / "docs/visits/plan-1985.md").unlink()

    assert run(root) == 0
    assert states(root)["visits/plan-1985"] == ("live" if is_there else "removed")
    assert "plan-1985\t2020-04-06\t" in (root / REGISTER).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [REGISTER, LEDGER])
def test_other_line_ends_are_put_right(project: MakeProject, path: str) -> None:
    """Where branches meet, a line with another end would be another line."""
    root = project(FILES)
    run(root)
    before = (root / path).read_bytes()
    (root / path).write_bytes(before.replace(b"\n", b"\r\n"))

    assert run(root, "--check") == 1
    assert run(root) == 0
    assert (root / path).read_bytes() == before


@pytest.mark.parametrize("path", [REGISTER, LEDGER])
@pytest.mark.parametrize("lines", [0, 1], ids=["empty", "without-header"])
def test_a_file_without_its_header_is_refused(project: MakeProject, path: str, lines: int) -> None:
    """It would pass for one that never had ids, and published ones would be given again."""
    root = project(FILES)
    run(root)
    kept = (root / path).read_text(encoding="utf-8").splitlines(keepends=True)
    cut = "".join(kept[1:] if lines else [])
    (root / path).write_text(cut, encoding="utf-8")

    assert run(root) == 2
    assert (root / path).read_text(encoding="utf-8") == cut


def test_a_work_says_its_former_name(project: MakeProject) -> None:
    """A citekey that moved into ``ids`` is renamed without being told."""
    root = project(register("sources|texbook|-|live|-|The TeXbook|-"))

    assert run(root) == 0
    assert states(root)["sources/texbook"] == "renamed-to knuth1984"


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(("visits/trip-1984", "visits/plan-1985"), id="still-there"),
        pytest.param(("visits/a", "visits/nothing"), id="no-target"),
        pytest.param(("visits/a", "places/here"), id="two-collections"),
        pytest.param(("visits/a", "visits/trip-1984"), id="never-published"),
    ],
)
def test_a_senseless_renaming_is_refused(project: MakeProject, pair: tuple[str, str]) -> None:
    """The command says so and leaves the file as it is."""
    root = project(register("places|here|-|live|-|Here|-"))
    before = (root / REGISTER).read_text(encoding="utf-8")

    assert run(root, "--renamed", *pair) == 2
    assert (root / REGISTER).read_text(encoding="utf-8") == before


def test_a_reused_id_is_settled_first(
    project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """An update does not paper over an id that is used again."""
    root = project(register("places|here|-|removed|-|Here|-"))

    assert run(root) == 2
    assert "“places/here” is used again" in capsys.readouterr().err


ids = st.sampled_from([f"id-{number}" for number in range(6)])
labels = st.text(max_size=12).map(lambda text: f"L{text}")
worlds = st.lists(st.dictionaries(ids, labels, max_size=6), min_size=1, max_size=6)


@given(worlds)
def test_an_id_is_never_lost_nor_reused(worlds: list[dict[str, str]]) -> None:
    """However records come and go: every id has one line, for ever, and the text reads back."""
    known: dict[Node, RegisterLine] = {}
    for world in worlds:
        living = {Node("visits", id): label for id, label in world.items()}
        lines = list(
            updated(known, living, frozenset(), day="2021-04-06", renamed={}, why="A slip.")
        )
        read, problems = read_register(Source(REGISTER, register_text(lines)))
        again = one_each(read, living)

        assert (problems, len(read)) == ((), len(again))
        assert set(again) == {*known, *living}
        assert {n for n, one in again.items() if one.state == REMOVED} >= {
            node for node, one in known.items() if one.state == REMOVED
        }
        assert all(again[node].state == REMOVED for node in known if node not in living)
        assert register_text(again.values()) == register_text(lines)
        assert register_text(
            updated(again, living, frozenset(), day="2022-01-01", renamed={})
        ) == register_text(lines)
        known = dict(again)


def test_what_cannot_be_read_is_not_gone() -> None:
    """A record with a mistake in it keeps its line as it is."""
    node = Node("visits", "x")
    line = RegisterLine(node, "2020-01-02", LIVE, "", "", "X", "", Location(REGISTER))

    assert list(updated({node: line}, {}, frozenset({node}), day="", renamed={})) == [line]


def test_schemas_of_the_project_are_fresh() -> None:
    """`sourcebook schema` was run after the last change of a declaration."""
    root = Path(__file__).resolve().parents[2]

    assert main(["schema", "--root", str(root), "--check"]) == 0


def test_schemas_are_written_and_checked(
    project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes what is missing, names it to editors, and keeps their other settings."""
    mine = {"editor.rulers": [100], "yaml.schemas": {"mine.json": "x.yml"}}
    root = project({**FILES, ".vscode/settings.json": json.dumps(mine)})

    assert main(["schema", "--root", str(root), "--check"]) == 1
    assert main(["schema", "--root", str(root)]) == 0
    assert main(["schema", "--root", str(root), "--check"]) == 0
    settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["editor.rulers"] == [100]
    assert settings["yaml.schemas"]["mine.json"] == "x.yml"
    assert settings["yaml.schemas"]["data/schema/places.schema.json"] == "data/places.yml"
    first = (root / "data/places.yml").read_text(encoding="utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=schema/places.schema.json"
    assert main(["check", "--fail-on", "error", "--root", str(root)]) == 0
    (root / "data/schema/places.schema.json").write_text("{}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["schema", "--root", str(root), "--check"]) == 1
    assert "data/schema/places.schema.json is stale" in capsys.readouterr().out


def test_settings_with_comments_are_left_alone(
    project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an author wrote for an editor and is no plain JSON is not rewritten."""
    text = "{ // mine\n}\n"
    root = project({**FILES, ".vscode/settings.json": text})

    assert main(["schema", "--root", str(root)]) == 2
    assert (root / ".vscode/settings.json").read_text(encoding="utf-8") == text
    assert "not plain JSON" in capsys.readouterr().err


def test_a_site_without_address_names_no_canonical_one(project: MakeProject) -> None:
    """Where a site does not know where it stands, a moved page leads on all the same."""
    files = register("visits|trip-1975|-|renamed-to trip-1984|2021-04-06|A trip, 1975|-")
    around = completed(project, files, replace(IMPRINT, url="")).surroundings["visits/trip-1975.md"]

    assert around.canonical == ""
    assert "url=../trip-1984/" in around.head

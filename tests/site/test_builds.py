"""Facts of building: same sources, same bytes; a failure costs nothing; nothing hostile passes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from building import Built, build, copy_shipped, copy_small
from built_site import fingerprint, pages

pytestmark = pytest.mark.site

PAGE = "docs/visits/lavrov-islamabad-2021.md"


@pytest.fixture(scope="module")
def second_build(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped site built where everything that must not matter is different."""
    away = tmp_path_factory.mktemp("elsewhere")
    return build(
        copy_shipped(away / "a folder with blanks" / "ß"),
        "--strict",
        cwd=away,
        umask=0o077,
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        PYTHONHASHSEED="4711",
        USER="somebody",
    )


def test_two_builds_are_byte_identical(shipped_build: Built, second_build: Built) -> None:
    """Time zone, locale, hash seed, user, umask and folder leave no trace in the site."""
    assert second_build.exit_code == 0, second_build.output
    assert fingerprint(shipped_build.site) == fingerprint(second_build.site)


def test_a_warm_build_equals_a_cold_one(tmp_path: Path) -> None:
    """A second build in the same place, with what the first left in its cache, is the same."""
    cold = build(copy_small(tmp_path / "project"), "--strict")
    before = fingerprint(cold.site)

    warm = build(cold.root, "--strict", PYTHONHASHSEED="1")

    assert warm.exit_code == 0, warm.output
    assert (cold.root / ".cache").is_dir()
    assert before == fingerprint(warm.site)


def _unknown_citekey(root: Path) -> None:
    with (root / PAGE).open("a", encoding="utf-8") as page:
        page.write("\nNobody wrote this [@nosuchwork1999].\n")


def _broken_bibliography(root: Path) -> None:
    (root / "bibliography" / "broken.bib").write_text("@book{half, title = {Half\n", "utf-8")


def _broken_record(root: Path) -> None:
    text = (root / PAGE).read_text(encoding="utf-8")
    (root / PAGE).write_text(text.replace("from: russia", "from: [russia", 1), "utf-8")


def _dead_link(root: Path) -> None:
    with (root / PAGE).open("a", encoding="utf-8") as page:
        page.write("\nSee [the page that is not there](nowhere.md).\n")


def _link_out_of_the_tree(root: Path) -> None:
    (root / "docs" / "leak.txt").symlink_to(root.parent)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small project: what a failed build must leave alone."""
    built = build(copy_small(tmp_path_factory.mktemp("small") / "project"), "--strict")
    assert built.exit_code == 0, built.output
    return built.site


EATER = """
import re
from mkdocs.plugins import event_priority

@event_priority(-2000)
def on_page_markdown(markdown, **_):
    return re.sub('<span data-slot="[^"]*"></span>', "", markdown, count=1)
"""


def _citation_eater(root: Path) -> None:
    """Add what another plugin might do: it drops the first mark of each page (CIT005)."""
    (root / "hooks" / "eater_hook.py").write_text(EATER, encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    added = settings.replace("\nhooks:\n", "\nhooks:\n  - hooks/eater_hook.py\n", 1)
    assert added != settings
    (root / "mkdocs.yml").write_text(added, encoding="utf-8")


@pytest.mark.parametrize(
    ("mistake", "options"),
    [
        pytest.param(_unknown_citekey, ("--no-strict",), id="citekey"),
        pytest.param(_unknown_citekey, ("--strict",), id="citekey-strict"),
        pytest.param(_broken_bibliography, ("--strict",), id="bibliography"),
        pytest.param(_broken_record, ("--strict",), id="front-matter"),
        # MkDocs counts this warning only after its last event: the site must not be there yet.
        pytest.param(_dead_link, ("--strict",), id="dead-link-strict"),
        pytest.param(_link_out_of_the_tree, ("--no-strict",), id="symbolic-link"),
        pytest.param(_citation_eater, ("--no-strict",), id="citation-lost"),
    ],
)
def test_a_failed_build_leaves_the_site(
    mistake: Callable[[Path], None], options: tuple[str, ...], small_site: Path, tmp_path: Path
) -> None:
    """A build that fails says so by its exit code and leaves the former site as it was."""
    root = copy_small(tmp_path / "project")
    shutil.copytree(small_site, root / "site")
    before = {path.name for path in root.iterdir()}
    mistake(root)

    failed = build(root, *options)

    assert failed.exit_code != 0, failed.output
    assert "Traceback" not in failed.output
    assert fingerprint(small_site) == fingerprint(root / "site")
    assert {path.name for path in root.iterdir()} - before <= {".cache"}


def test_a_lost_citation_is_named(tmp_path: Path) -> None:
    """A citation that does not come back from Markdown is reported where it was written."""
    root = copy_small(tmp_path / "project")
    _citation_eater(root)

    failed = build(root, "--no-strict")

    assert failed.exit_code != 0
    assert re.search(rf"ERROR +- +{PAGE}:\d+:\d+: CIT005 ", failed.output), failed.output


def test_a_mistake_is_named_by_its_place(tmp_path: Path) -> None:
    """The build reports an author's mistake with file, line, column, code and what to do."""
    root = copy_small(tmp_path / "project")
    _unknown_citekey(root)
    line = len((root / PAGE).read_text(encoding="utf-8").splitlines())

    failed = build(root)

    assert f"{PAGE}:{line}:20: CIT001 " in failed.output


HOSTILE = '<img src=x onerror="window.planted=1">'


def test_text_is_never_markup(tmp_path: Path) -> None:
    """What stands in titles, records and bibliography is text: none of it becomes an element."""
    root = copy_small(tmp_path / "project")
    (root / "docs" / "hostile.md").write_text(
        f"---\ntitle: '{HOSTILE} title'\ndescription: '{HOSTILE} description'\n---\n\n"
        "Cited once [@hostile2020].\n",
        encoding="utf-8",
    )
    (root / "bibliography" / "hostile.bib").write_text(
        f"@misc{{hostile2020,\n  title = {{{HOSTILE} work}},\n"
        f"  author = {{{{{HOSTILE} body}}}},\n  howpublished = {{{HOSTILE}}},\n"
        f"  note = {{{HOSTILE}}},\n  date = {{2020}},\n}}\n",
        encoding="utf-8",
    )
    people = root / "data" / "people.yml"
    people.write_text(
        people.read_text(encoding="utf-8") + f"\nhostile-person:\n  name: '{HOSTILE} person'\n",
        encoding="utf-8",
    )

    built = build(root, "--no-strict")

    assert built.exit_code == 0, built.output
    planted = [
        (page.path, element.tag)
        for page in pages(built.site).values()
        for element in page.root.walk()
        if any(name.startswith("on") for name in element.attributes)
        or element.attributes.get("src") == "x"
    ]
    assert planted == []

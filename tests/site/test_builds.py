"""Facts of building: same sources, same bytes; a failure costs nothing; nothing hostile passes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from building import Built, build, copy_shipped, copy_small
from built_site import fingerprint, pages
from commands import run

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


def _anchor(root: Path) -> None:
    with (root / "docs/about/index.md").open("a", encoding="utf-8") as page:
        page.write("\n## How it was made\n\nBy hand.\n")
    with (root / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\nSee [how](about/index.md#how-it-was-made).\n")


def _title_of_a_section(root: Path) -> None:
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("- About:", "- On this:"), encoding="utf-8")


def _another_theme(root: Path) -> None:
    with (root / "hooks/theme/partials/footer.html").open("a", encoding="utf-8") as footer:
        footer.write("<!-- Another footer. -->\n")


def _renamed_person(root: Path) -> None:
    people = (root / "data/people.yml").read_text(encoding="utf-8")
    (root / "data/people.yml").write_text(people.replace("Sergey", "S."), encoding="utf-8")


def _moved_page(root: Path) -> None:
    (root / "docs/about/index.md").rename(root / "docs/about.md")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("about/index.md", "about.md"), "utf-8")


def _touched_site(root: Path) -> None:
    page = root / "site/sectors/energy/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Energy", "Quokka"), "utf-8")


def _spoilt_cache(root: Path) -> None:
    for path in (root / ".cache/sourcebook").rglob("*"):
        if path.is_file():
            path.write_text("{}", encoding="utf-8")


@pytest.mark.parametrize(
    "edit",
    [_anchor, _title_of_a_section, _another_theme, _renamed_person, _touched_site, _spoilt_cache],
)
def test_a_build_after_an_edit_equals_a_cold_one(
    edit: Callable[[Path], None], warm_project: Path, tmp_path: Path
) -> None:
    """Whatever was kept of the site before an edit, the site after it is that of the sources."""
    root = tmp_path / "project"
    shutil.copytree(warm_project, root)
    edit(root)

    warm = build(root, "--strict")

    assert warm.exit_code == 0, warm.output
    shutil.rmtree(root / ".cache")
    kept = root.with_name("kept")
    (root / "site").rename(kept)
    cold = build(root, "--strict")
    assert fingerprint(cold.site) == fingerprint(kept)


@pytest.fixture(scope="module")
def warm_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with its site and its cache."""
    built = build(copy_small(tmp_path_factory.mktemp("warm") / "project"), "--strict")
    assert built.exit_code == 0, built.output
    return built.root


def test_a_warm_build_makes_nothing_again(warm_project: Path, tmp_path: Path) -> None:
    """What did not change is neither converted nor printed again: the cache stays as it is."""
    root = tmp_path / "project"
    shutil.copytree(warm_project, root)
    before = fingerprint(root / ".cache")
    for room in ("converted", "outputs"):
        assert list((root / ".cache/sourcebook" / room).iterdir())

    build(root, "--strict")

    assert before == fingerprint(root / ".cache")


def test_a_warning_is_given_at_every_build(warm_project: Path, tmp_path: Path) -> None:
    """A dead link is named again by the next build, and so is an anchor that went elsewhere."""
    root = tmp_path / "project"
    shutil.copytree(warm_project, root)
    _dead_link(root)
    _anchor(root)
    first = build(root, "--no-strict")
    about = root / "docs/about/index.md"
    about.write_text(about.read_text(encoding="utf-8").replace("How it", "Why it"), "utf-8")

    second = build(root, "--no-strict")

    assert "nowhere.md" in first.output
    assert "nowhere.md" in second.output
    assert "#how-it-was-made" not in first.output
    assert "#how-it-was-made" in second.output


def test_a_link_follows_its_page(warm_project: Path, tmp_path: Path) -> None:
    """A page that is not converted again all the same says that the page it links to is gone."""
    root = tmp_path / "project"
    shutil.copytree(warm_project, root)
    _anchor(root)
    assert build(root, "--strict").exit_code == 0
    _moved_page(root)

    after = build(root, "--no-strict")

    assert "“about/index.md#how-it-was-made”" in after.output


def test_a_build_goes_without_a_cache(warm_project: Path, tmp_path: Path) -> None:
    """Where nothing can be kept (here: a file is in the way), a build is as good as any."""
    root = tmp_path / "project"
    shutil.copytree(warm_project, root)
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".cache")
    (root / ".cache").write_text("", encoding="utf-8")

    built = build(root, "--strict")

    assert built.exit_code == 0, built.output
    assert fingerprint(warm_project / "site") == fingerprint(built.site)


def _unknown_citekey(root: Path) -> None:
    with (root / PAGE).open("a", encoding="utf-8") as page:
        page.write("\nNobody wrote this [@nosuchwork1999].\n")


def _uncited_entry(root: Path) -> None:
    with (root / "bibliography/founding.bib").open("a", encoding="utf-8") as file:
        file.write("\n@book{knuth1984, title = {Literate Programming}, author = {Knuth, D. E.},\n")
        file.write("  publisher = {CSLI}, date = {1992}, verification = {stored-copy},\n")
        file.write("  archivenote = {In libraries.}}\n")


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
    _add_hook(root, EATER)


FULL = """import errno


def on_post_page(output, page, config):
    raise OSError(errno.ENOSPC, "No space left on device", page.file.abs_dest_path)
"""


def _full_disk(root: Path) -> None:
    _add_hook(root, FULL)


def _linked_site(root: Path) -> None:
    (root / "site").rename(root.parent / "elsewhere")
    (root / "site").symlink_to(root.parent / "elsewhere")


def _add_hook(root: Path, text: str) -> None:
    (root / "hooks" / "another_hook.py").write_text(text, encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    added = settings.replace("\nhooks:\n", "\nhooks:\n  - hooks/another_hook.py\n", 1)
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


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        pytest.param(
            _full_disk,
            r"index\.html: No space left on device\. Free some space, then run the command",
            id="full-disk",
        ),
        pytest.param(
            _linked_site, r"/site is a symbolic link, and the new site would take", id="link"
        ),
    ],
)
def test_a_fault_of_the_machine_says_what_to_do(
    mistake: Callable[[Path], None], told: str, small_site: Path, tmp_path: Path
) -> None:
    """Neither an author’s mistake nor ours: one line, and no traceback."""
    root = copy_small(tmp_path / "project")
    shutil.copytree(small_site, root / "site")
    mistake(root)

    assert re.search(told, build(root).output, re.MULTILINE)


@pytest.mark.parametrize("mistake", [_unknown_citekey, _uncited_entry])
def test_check_and_build_judge_alike(mistake: Callable[[Path], None], tmp_path: Path) -> None:
    """What stops a strict build fails `check`, and the build says it before it begins."""
    root = copy_small(tmp_path / "project")
    mistake(root)

    checked = run(root, "check")
    built = build(root, "--strict")

    assert (checked.returncode, built.exit_code) == (1, 1)
    for line in checked.stdout.splitlines():
        if line.startswith(("docs/", "bibliography/")):
            place, _, said = line.partition(": ")
            assert f"{place}: {said.partition(' ')[2]}" in built.output
    assert "Cleaning site directory" not in built.output


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

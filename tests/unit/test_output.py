"""`output`, `cache`, `revision`: effects that must be whole or not at all."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import output
from sourcebook.cache import Cache, digest
from sourcebook.output import Output
from sourcebook.revision import UNKNOWN, build_epoch
from sourcebook.writing import WritingError


def write(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "index.html").write_text(text, encoding="utf-8")


@pytest.fixture(params=["exchange", "rename"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a site, with and without an atomic exchange of folders."""
    if request.param == "rename":
        monkeypatch.setattr(output, "_exchange", lambda one, other: False)
    return tmp_path / "site"


def test_a_new_site_takes_the_place_of_the_old(site: Path) -> None:
    """After publishing, only the new site is there."""
    write(site, "old")
    made = Output(site)
    write(made.beside, "new")

    made.publish()

    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert list(site.parent.iterdir()) == [site]


def test_a_first_site_needs_no_old_one(site: Path) -> None:
    """The first build publishes too."""
    made = Output(site)
    write(made.beside, "new")

    made.publish()

    assert list(site.parent.iterdir()) == [site]


def test_a_discarded_site_leaves_the_old_one(site: Path) -> None:
    """A failed build changes nothing and leaves nothing behind."""
    write(site, "old")
    made = Output(site)
    write(made.beside, "new")

    made.discard()

    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert list(site.parent.iterdir()) == [site]


@pytest.mark.parametrize(
    ("obstacle", "told"),
    [
        (lambda site: site.symlink_to(site.parent), "is a symbolic link"),
        (lambda site: site.write_text("mine", encoding="utf-8"), "is no folder"),
    ],
    ids=["link", "file"],
)
def test_what_is_no_site_is_not_replaced(
    tmp_path: Path, obstacle: Callable[[Path], object], told: str
) -> None:
    """A link or a file of that name is somebody’s; the build says so before it begins."""
    obstacle(tmp_path / "site")

    with pytest.raises(WritingError, match=told):
        Output(tmp_path / "site").begin()


def test_a_disk_of_its_own_is_told_before_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mount point cannot be exchanged: at the end of the build it would be too late."""
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "site")

    with pytest.raises(WritingError, match="is a disk of its own"):
        Output(tmp_path / "site").begin()


def test_what_killed_builds_left_is_removed(tmp_path: Path) -> None:
    """Not what a running one makes (the first process always runs), nor what bears other names."""
    dead = subprocess.Popen(["true"])
    dead.wait()
    for name in ("site", f".site-{dead.pid}", f".site-{dead.pid}-old", ".site-1", ".site-map"):
        write(tmp_path / name, name)
    Output(tmp_path / "site").begin()

    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site-1", ".site-map"}


def test_an_old_site_without_another_is_kept(tmp_path: Path) -> None:
    """Where a build was killed between two renames, the old site stands under its other name."""
    dead = subprocess.Popen(["true"])
    dead.wait()
    write(tmp_path / f".site-{dead.pid}-old", "old")
    Output(tmp_path / "site").begin()

    assert [path.name for path in tmp_path.iterdir()] == [f".site-{dead.pid}-old"]


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """Texts are found by room and key, and nowhere else."""
    cache = Cache(tmp_path / "cache")
    text = "“text”\r\n\ud800\n"
    cache.put("references", "ab12", text)

    assert cache.get("references", "ab12") == text
    assert cache.get("references", "ab13") is None
    assert cache.get("pages", "ab12") is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """A full or read-only disk costs time, not the build."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file")

    cache.put("references", "ab12", "text")

    assert cache.get("references", "ab12") is None


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_different_parts_have_different_digests(one: list[str], other: list[str]) -> None:
    """("ab", "c") and ("a", "bc") are not the same key."""
    assert (digest(*one) == digest(*other)) == (one == other)


def test_the_clock_of_a_build_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH wins; without it and without git no time is known."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert build_epoch(tmp_path) == 1234567890

    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert build_epoch(tmp_path) == UNKNOWN

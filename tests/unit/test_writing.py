"""What commands write: whole or not at all, in the project, and never over what was not read."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import commands
from building import MakeProject, environment
from publishing import FILES
from sourcebook.site.ledger_file import LEDGER
from sourcebook.site.register import REGISTER
from sourcebook.writing import WritingError, write_all

every_file = pytest.mark.parametrize("path", [REGISTER, LEDGER], ids=["register", "ledger"])
"""That ``sourcebook ids`` writes."""


def tree(root: Path) -> dict[str, bytes | str]:
    """Return everything below *root* by path: texts, where links lead, what else there is."""
    return {
        path.relative_to(root).as_posix(): f"link to {path.readlink()}"
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else "a folder or pipe"
        for path in root.rglob("*")
    }


def test_all_are_there_whole(tmp_path: Path) -> None:
    """Text, bytes and copies of files; folders are made, rights stay, nothing else is left."""
    (tmp_path / "old.tsv").write_text("old", encoding="utf-8")
    (tmp_path / "old.tsv").chmod(0o640)
    (tmp_path / "picture").write_bytes(b"\xff")
    root = tmp_path / "new" / "site"

    write_all(tmp_path, {"old.tsv": "“new”\n"})
    write_all(root, {"a/b/c.txt": "c\n", "a/d": b"\0", "e": tmp_path / "picture"})

    assert (tmp_path / "old.tsv").stat().st_mode & 0o777 == 0o640
    assert tree(tmp_path) == {
        "old.tsv": "“new”\n".encode(),
        "picture": b"\xff",
        **dict.fromkeys(("new", "new/site", "new/site/a", "new/site/a/b"), "a folder or pipe"),
        "new/site/a/b/c.txt": b"c\n",
        "new/site/a/d": b"\0",
        "new/site/e": b"\xff",
    }


def test_one_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    """No place is taken, no folder stays, before the last file is on the disk."""
    (tmp_path / "old").write_text("old", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    before = tree(tmp_path)

    with pytest.raises(WritingError, match=r"^folder is a folder, and a file is to stand there\."):
        write_all(tmp_path, {"old": "new", "a/b/c": "c", "folder": "text"})
    assert tree(tmp_path) == before


OBSTACLES: dict[str, Callable[[Path, Path], object]] = {
    "a-byte-that-is-no-text": lambda place, _: place.write_bytes(b"caf\xe9\n"),
    "rows-that-do-not-parse": lambda place, _: place.write_bytes(b"index.1 live index.md\n"),
    "a-link": lambda place, outside: place.symlink_to(outside / "file"),
    "a-link-to-nothing": lambda place, outside: place.symlink_to(outside / "none"),
    "a-folder": lambda place, _: place.mkdir(),
    "a-pipe": lambda place, _: os.mkfifo(place),
    "a-linked-folder": lambda place, outside: (
        place.parent.rename(outside / "data"),
        place.parent.symlink_to(outside / "data"),
    ),
}


@every_file
@pytest.mark.parametrize("obstacle", OBSTACLES)
@pytest.mark.parametrize("is_off", [False, True], ids=["rules-on", "rules-off"])
def test_ids_that_were_not_read_are_not_written_over(
    project: MakeProject, tmp_path: Path, path: str, obstacle: str, is_off: bool
) -> None:
    """Whatever stands in place of the file, and whatever the settings say of the rule."""
    rules = "".join(f'{code} = "off"\n' for code in ("SRC001", "SRC002", "SRC005", "EVD009"))
    settings = f'[tool.sourcebook.rules]\n{rules}IDX006 = "off"\n'
    root = project({**FILES, "pyproject.toml": settings if is_off else ""})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_text("mine", encoding="utf-8")
    OBSTACLES[obstacle](root / path, tmp_path / "outside")
    before = tree(tmp_path)

    done = commands.run(root, "ids")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("sourcebook: ")
    assert done.stderr.count("\n") == 1
    assert tree(tmp_path) == before


@every_file
def test_a_page_that_was_not_read_is_not_gone(project: MakeProject, path: str) -> None:
    """Its ids are neither removed nor retired, though no rule says that it cannot be read."""
    root = project({**FILES, "pyproject.toml": '[tool.sourcebook.rules]\nSRC001 = "off"\n'})
    commands.run(root, "ids")
    before = (root / path).read_bytes()
    (root / "docs/visits/trip-1984.md").write_bytes("Visite à Moscou".encode("cp1252"))
    done = commands.run(root, "ids")

    assert (done.returncode, done.stdout) == (2, "")
    assert "docs/visits/trip-1984.md:1:8: The file is not UTF-8 text" in done.stderr
    assert (root / path).read_bytes() == before


@every_file
@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Free some space, then run the command again."),
        (errno.EACCES, "See to it that you may write there, then run the command again."),
        (errno.EROFS, "Make the disk writable, or work on a copy of the folder."),
    ],
    ids=["full", "forbidden", "read-only"],
)
def test_a_fault_of_the_disk_changes_nothing(
    project: MakeProject,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    number: int,
    advice: str,
) -> None:
    """One line says what happened and what to do; the old file is whole, and nothing is left."""
    root = project(FILES)
    commands.run(root, "ids")
    (root / "docs/new.md").write_text("# New\n\nA book [@knuth1984].\n", encoding="utf-8")
    (root / "docs/visits/trip-1984.md").rename(root / "docs/visits/journey-1984.md")
    before = tree(root)

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", fail)
        done = commands.run(root, "ids")

    told = f" cannot be written: {os.strerror(number)}. {advice}\n"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(told)
    assert done.stderr.count("\n") == 1
    assert tree(root) == before
    assert commands.run(root, "ids").returncode == 0
    assert tree(root)[path] != before[path]


KILLED = """
import os, pathlib, signal, sys
from sourcebook.cli import main

pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""


@every_file
def test_a_killed_command_leaves_the_old_file(project: MakeProject, path: str) -> None:
    """Between writing and taking the place the old one stands; the next run clears up."""
    root = project({**FILES, "data/.sourcebook-notes": "mine\n"})
    commands.run(root, "ids")
    before = tree(root)
    (root / "docs/visits/trip-1984.md").rename(root / "docs/visits/journey-1984.md")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, "ids"], cwd=root, env=environment(),
        check=False,
    )  # fmt: skip
    left = [name for name in tree(root) if name not in before and name.startswith("data/")]

    assert (killed.returncode, len(left)) == (-9, 1)
    assert tree(root)[path] == before[path]
    assert commands.run(root, "ids").returncode == 0
    assert tree(root)[path] != before[path]
    assert {name for name in tree(root) if name.startswith("data/")} == {
        name for name in before if name.startswith("data/")
    }


def test_what_a_running_command_writes_is_left_alone(tmp_path: Path) -> None:
    """Two commands at once do not clear each other's files away; the first process always runs."""
    (tmp_path / ".sourcebook-1-0").write_text("half", encoding="utf-8")
    (tmp_path / f".sourcebook-{os.getpid()}-0").write_text("of one before us", encoding="utf-8")
    write_all(tmp_path, {"a": "a"})

    assert tree(tmp_path) == {".sourcebook-1-0": b"half", "a": b"a"}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param("data/places.yml", "data/places.yml is a symbolic link", id="data"),
        pytest.param("data/schema", "data/schema is a symbolic link", id="schemas"),
        pytest.param(".vscode", ".vscode is a symbolic link", id="settings"),
    ],
)
def test_schemas_are_written_through_no_link(
    project: MakeProject, tmp_path: Path, path: str, told: str
) -> None:
    """Neither data files nor what editors read lead out of the project."""
    root = project({**FILES, ".vscode/settings.json": "{}\n", "data/schema/x.schema.json": "{}\n"})
    (root / path).rename(tmp_path / "outside")
    (root / path).symlink_to(tmp_path / "outside")
    before = tree(tmp_path)
    done = commands.run(root, "schema")

    assert (done.returncode, done.stdout, tree(tmp_path)) == (2, "", before)
    assert done.stderr.startswith(f"sourcebook: {told}")


def test_tidying_is_of_all_files_or_of_none(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk no file is tidied, and none is said to be."""
    messy = {"bibliography/a.bib": "@book{a, title={x}}\n", "data/people.yml": "a: {name: A}  \n"}
    root = project({**FILES, **messy})
    before = tree(root)
    written: list[int] = []

    def fill(file: int) -> None:
        written.append(file)
        if len(written) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fill)
    done = commands.run(root, "tidy")

    assert (done.returncode, done.stdout, tree(root)) == (2, "", before)
    assert "No space left on device. Free some space" in done.stderr


@pytest.mark.parametrize("folder", [".", "..", "docs/out", "data", "bibliography/out"])
def test_an_export_is_no_source(project: MakeProject, folder: str) -> None:
    """Pages are not written where the project's own files are."""
    root = project(FILES)
    before = tree(root)
    done = commands.run(root, "export", "--pages", folder)

    assert (done.returncode, done.stdout, tree(root)) == (2, "", before)


@pytest.mark.parametrize("command", [("explain",), ("schema",), ("check", "--format", "sarif")])
def test_a_reader_may_leave(project: MakeProject, command: tuple[str, ...]) -> None:
    """`sourcebook … | head -1` ends as every command does that a closed pipe ends: silently."""
    root = project(FILES)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "sourcebook", *command],
            cwd=root,
            env=environment(),
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk_for_what_is_printed_is_told_in_one_line(project: MakeProject) -> None:
    """Python's own complaint at the end does not follow."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sourcebook", "explain"],
            cwd=project(FILES),
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr == (
        "sourcebook: No space left on device. Free some space, then run the command again.\n"
    )

"""When files last changed: from the history, never from the clock."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from sourcebook.revision import revisions


def git(root: Path, *arguments: str, day: str = "2020-01-01") -> None:
    identity = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "x"), ("EMAIL", "x@example.org"), ("DATE", f"{day}T00:00Z"))
    }
    subprocess.run(
        ["git", "-C", str(root), *arguments],
        env={"PATH": os.environ["PATH"], "HOME": str(root), **identity},
        check=True,
        capture_output=True,
        timeout=60,
    )


def test_each_file_has_the_time_of_its_last_change(tmp_path: Path) -> None:
    """By path relative to the project, which may be a folder of a repository; others are absent."""
    project = tmp_path / "project"
    project.mkdir()
    git(tmp_path, "init", "--quiet")
    for name, day in (("é a.md", "2020-01-01"), ("b.md", "2021-01-01"), ("é a.md", "2022-01-01")):
        (project / name).write_text(day, encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "-m", "x", day=day)
    (project / "new.md").write_text("x", encoding="utf-8")

    assert revisions(project) == {"é a.md": 1_640_995_200, "b.md": 1_609_459_200}


def test_a_shallow_history_is_none(tmp_path: Path) -> None:
    """Where only the end of the history is there, every file would seem new."""
    git(tmp_path, "init", "--quiet", "whole")
    whole = tmp_path / "whole"
    for day in ("2020-01-01", "2021-01-01"):
        (whole / "a.md").write_text(day, encoding="utf-8")
        git(whole, "add", ".")
        git(whole, "commit", "--quiet", "-m", "x", day=day)
    git(tmp_path, "clone", "--quiet", "--depth", "1", whole.as_uri(), "end")

    assert revisions(tmp_path / "end") == {}
    assert revisions(whole) == {"a.md": 1_609_459_200}


def test_no_history_no_times(tmp_path: Path) -> None:
    """A folder that git does not know has none."""
    assert revisions(tmp_path) == {}

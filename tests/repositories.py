"""Projects in a history: files written, git run without the settings of the machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from building import environment


def git(root: Path, *arguments: str, fails: bool = False) -> None:
    """Run git in *root* without the settings of the machine; it must fail where *fails* says."""
    done = subprocess.run(
        [
            *("git", "-C", str(root), "-c", "user.name=Ann Ash", "-c", "user.email=a@ash.example"),
            *("-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main", *arguments),
        ],
        env={**environment(), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        capture_output=True,
        check=False,
    )
    assert (done.returncode != 0) == fails, (arguments, done.stdout, done.stderr)


def write(root: Path, files: dict[str, str]) -> Path:
    """Write *files* (path → text) below *root*, and return it."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root

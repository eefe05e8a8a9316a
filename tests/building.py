"""How the tests build sites: copies of the shipped project, and ``mkdocs build`` in a process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

SHIPPED = ("docs", "bibliography", "data", "hooks", "mkdocs.yml", "pyproject.toml")
"""What a build reads. A copy of these is the shipped site at another path."""

MakeProject = Callable[[Mapping[str, str]], Path]


@dataclass(frozen=True, slots=True)
class Built:
    """One finished run of ``mkdocs build``."""

    root: Path
    """The copy of the project that was built."""
    site: Path
    exit_code: int
    output: str
    """Both streams, as they came."""


def copy_shipped(root: Path) -> Path:
    """Copy what a build reads to the new folder *root* and return it."""
    root.mkdir(parents=True)
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, root / name, ignore=ignore)
        else:
            shutil.copyfile(source, root / name)
    return root


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a build in the tests: one fixed clock, no noise, no colours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "SOURCE_DATE_EPOCH": "1700000000",
        "NO_MKDOCS_2_WARNING": "1",
        "NO_COLOR": "1",
        **changes,
    }


def build(
    root: Path, *options: str, cwd: Path | None = None, umask: int = -1, **changes: str
) -> Built:
    """Run ``mkdocs build`` in the project *root* and return what came of it, failed or not."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mkdocs", "build"),
            *("--config-file", str(root / "mkdocs.yml"), *options),
        ],
        cwd=cwd or root,
        env=environment(**changes),
        umask=umask,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Built(root, root / "site", done.returncode, done.stdout)

"""How the tests build sites: copies of the shipped project, and ``mkdocs build`` in a process."""

from __future__ import annotations

import os
import re
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

DECLARATION = "data/collections.yml"
VISITS = (ROOT / "hooks/sourcebook/profiles/visits" / DECLARATION).read_text(encoding="utf-8")
"""What a site about visits declares: the profile that `sourcebook init` offers."""


def visits_between(*sides: str) -> str:
    """Return the declaration of a site about visits that runs between the places *sides*."""
    return VISITS.replace("sides: []", f"sides: [{', '.join(sides)}]")


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


SMALL = {
    DECLARATION: visits_between("pakistan", "russia"),
    "docs/index.md": "# Home\n\n<!-- sourcebook: counts -->\n\n<!-- sourcebook: timeline -->\n",
    "docs/about/index.md": "# About\n\nA small project with this engine and theme.\n",
    "docs/visits/lavrov-islamabad-2021.md": """---
title: Lavrov in Islamabad, 2021
visit:
  dates: 2021-04-06/2021-04-07
  from: russia
  to: pakistan
  level: foreign-minister
  setting: bilateral
  places: [islamabad]
  visitors: [{person: sergey-lavrov}]
  sectors: [energy]
  summary: Lavrov came to Islamabad on 6 April 2021 [@arabnews2021newturn].
---

[Sergey Lavrov][people/sergey-lavrov] arrived on 6 April 2021 [@arabnews2021newturn].
""",
    "docs/sectors/energy.md": """---
title: Energy
sector:
  label: Energy
  summary: A gas pipeline was planned [@arabnews2021newturn].
---

A pipeline was to be built from Lahore to Karachi [@arabnews2021newturn].
""",
    "data/places.yml": """russia: {name: Russia, kind: country}
pakistan: {name: Pakistan, kind: country}
islamabad: {name: Islamabad, kind: city, country: pakistan}
""",
    "data/people.yml": "sergey-lavrov:\n  name: Sergey Lavrov\n  country: russia\n",
    "bibliography/founding.bib": """@online{arabnews2021newturn,
  title = {In ‘new turn’ in ties, Russian foreign minister arrives for two-day visit to Pakistan},
  organization = {Arab News PK},
  date = {2021-04-06},
  url = {https://www.arabnews.pk/node/1838276},
  verification = {stored-copy},
  verificationdate = {2026-11},
  archivenote = {No archived copy is known.},
}
""",
}
"""A project of one visit and one sector: what a test of a mistake or of a preview needs."""


def copy_small(root: Path) -> Path:
    """Lay out `SMALL` with the engine, theme and settings of this project, and return *root*.

    A build of it takes two seconds; the shipped site is left to the tests that are about it.
    """
    root.mkdir(parents=True)
    # With what Python compiled: to compile the engine again is a seventh of such a build.
    shutil.copytree(ROOT / "hooks", root / "hooks")
    shutil.copytree(ROOT / "bibliography/styles", root / "bibliography/styles")
    shutil.copyfile(ROOT / "pyproject.toml", root / "pyproject.toml")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # The shipped site's navigation leads to what this one has nothing of; without one it follows.
    settings = re.sub(r"\nnav:\n(?:  .*\n)+", "\n", settings)
    for name, text in {"mkdocs.yml": settings, **SMALL}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
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

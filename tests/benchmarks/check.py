"""How dear a check of the shipped site is: CPU seconds, of the whole and of its parts.

    python tests/benchmarks/check.py
    python tests/benchmarks/check.py --runs 9 --other ../before/hooks

Every run is a process of its own; runs of the two engines alternate, since the speed of a machine
changes with what else it does. Printed are the least and the median of each, and the ratio of the
medians. Not a test: no test looks at a clock.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

STEPS = ("imports", "check", "again", "one page changed", "command")
"""Importing the command; reading and compiling; the same once more in the process, as a preview
does; once more with one visit changed; ``sourcebook check`` from beginning to end."""

MEASURED = """
import json, sys
from dataclasses import replace
from pathlib import Path
from time import process_time

began = process_time()
import sourcebook.cli
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Source
from sourcebook.project import read

root, seconds = Path(sys.argv[1]), [process_time() - began]

def measured(make):
    began = process_time()
    made = make()
    seconds.append(process_time() - began)
    return made

measured(lambda: compile_site(*read(root)))
measured(lambda: compile_site(*read(root)))
sources, problems = read(root)
path = next(path for path in sources.pages if path.startswith("docs/visits/"))
changed = Source(path, sources.pages[path].text + "\\nA sentence more.\\n")
sources = replace(sources, pages={**sources.pages, path: changed})
measured(lambda: compile_site(sources, problems))
print(json.dumps(seconds))
"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="of each engine (default: 5)")
    parser.add_argument("--other", type=Path, metavar="HOOKS", help="the engine to compare with")
    options = parser.parse_args()
    engines = {"this": ROOT / "hooks"} | ({"other": options.other} if options.other else {})
    found: dict[str, list[list[float]]] = {name: [] for name in engines}
    for _ in range(options.runs):
        for name, hooks in engines.items():
            found[name].append(_run(hooks.resolve()))
    print(f"{'CPU seconds: least, median':26}", *(f"{name:>15}" for name in engines), sep="  ")
    for number, step in enumerate(STEPS):
        runs = [[run[number] for run in found[name]] for name in engines]
        cells = [f"{min(run):6.2f}  {statistics.median(run):6.2f}" for run in runs]
        medians = [statistics.median(run) for run in runs]
        ratio = f"{medians[0] / medians[1]:6.2f} of it" if len(medians) > 1 else ""
        print(f"{step:26}", *(f"{cell:>15}" for cell in cells), ratio, sep="  ")


def _run(hooks: Path) -> list[float]:
    """Return the seconds of one run of the engine in the folder *hooks*, by step."""
    environment = {**os.environ, "PYTHONPATH": str(hooks)}
    measured = subprocess.run(
        [sys.executable, "-c", MEASURED, str(ROOT)],
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "sourcebook", "check", "--root", str(ROOT)],
        env=environment,
        capture_output=True,
        check=False,
    )
    after = os.times()
    spent = after.children_user - before.children_user
    return [*json.loads(measured.stdout), spent]


if __name__ == "__main__":
    main()

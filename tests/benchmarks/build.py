"""How long a build and a preview of the shipped site take: `python tests/benchmarks/build.py`.

It works on a copy, so nothing here changes. A line for each: build with nothing kept, with nothing
changed, with a heading added to a page; then `mkdocs serve`: from a save of a page, and of a
bibliography, to the text being served. Builds are given in seconds of processor time (their own
and that of the programs that they start) and by the clock, saves by the clock; medians of
`--times` runs. Nothing is judged: figures of two machines, or of a busy one, do not compare, but
ratios on one do.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from building import build, copy_shipped, environment

PAGE = "visits/lavrov-islamabad-2021"
PATIENCE = 300
"""Seconds for one rebuild of a preview."""


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=3, help="runs of each (3)")
    parser.add_argument("--only", choices=("build", "preview"), help="leave out the other")
    options = parser.parse_args()
    times = options.times
    with tempfile.TemporaryDirectory() as folder:
        root = copy_shipped(Path(folder) / "project")
        if options.only != "preview":
            _measure_builds(root, times)
        if options.only != "build":
            _measure_preview(root, times)


def _measure_builds(root: Path, times: int) -> None:
    cold = _measure("build, nothing kept", times, lambda _: _forget(root), root)
    for what, prepare in (
        ("build, nothing changed", lambda _: None),
        ("build, a page changed", lambda number: _add_heading(root, _heading(number))),
    ):
        warm = _measure(what, times, prepare, root)
        print(f"{'':28}{warm / cold:6.2f} of the first")


def _measure(what: str, times: int, prepare: Callable[[int], None], root: Path) -> float:
    """Print and return the median processor time of *times* builds, each after *prepare*."""
    processor, clock = [], []
    for number in range(times):
        prepare(number)
        began, used = time.monotonic(), _children()
        built = build(root, "--strict")
        clock.append(time.monotonic() - began)
        processor.append(_children() - used)
        if built.exit_code:
            sys.exit(built.output)
    median = statistics.median(processor)
    print(f"{what:28}{median:6.1f} s processor  {statistics.median(clock):6.1f} s clock")
    return median


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _forget(root: Path) -> None:
    for name in (".cache", "site"):
        shutil.rmtree(root / name, ignore_errors=True)


def _heading(number: int) -> str:
    return f"The quokka came {'again ' * number}and stayed"


def _add_heading(root: Path, heading: str) -> None:
    with (root / f"docs/{PAGE}.md").open("a", encoding="utf-8") as page:
        # As a heading: a statement would have to be cited.
        page.write(f"\n## {heading}\n")


def _measure_preview(root: Path, times: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (root.parent / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=root,
            env=environment(SITE_URL=""),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    home = f"http://127.0.0.1:{port}/"
    try:
        print(f"{'preview, until it serves':28}{_wait(home, '</html>'):6.1f} s clock")
        saves: list[float] = []
        for number in range(times):
            _add_heading(root, _heading(times + number))
            saves.append(_wait(f"{home}{PAGE}/", _heading(times + number)))
        print(f"{'preview, a page saved':28}{statistics.median(saves):6.1f} s clock")
        saves = []
        bibliography = root / "bibliography" / "founding.bib"
        text = bibliography.read_text(encoding="utf-8")
        for number in range(times):
            changed = re.sub(r"(\btitle\s*=\s*\{)", rf"\1Quokka {number}: ", text, count=1)
            bibliography.write_text(changed, encoding="utf-8")
            saves.append(_wait(f"{home}sources/", f"Quokka {number}:"))
        print(f"{'preview, a work saved':28}{statistics.median(saves):6.1f} s clock")
    finally:
        process.terminate()
        process.wait(60)


def _wait(address: str, text: str) -> float:
    """Return the seconds until the page at *address* holds *text*."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if text in answer.read().decode("utf-8"):
                    return time.monotonic() - began
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            pass
        time.sleep(0.05)
    sys.exit(f"“{text}” never came to {address}")


if __name__ == "__main__":
    main()

"""One judge: what the check finds, a strict build refuses, the preview shows, a workflow annotates.

Each of the mistakes below is made in a project of one visit. What the four say of it is one and the
same: code, file, line and column. ``python tests/test_one_judge.py`` prints them as a table.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Hooks
from mkdocs.exceptions import Abort

from building import ROOT, copy_small, environment
from commands import run

pytestmark = pytest.mark.site

PAGE = "docs/about/index.md"
VISIT = "docs/visits/lavrov-islamabad-2021.md"
SECTOR = "docs/sectors/energy.md"
BIB = "bibliography/founding.bib"
KEY = "arabnews2021newturn"

Change = str | bytes | tuple[str, str]
"""Text behind a file (made where it is not there), bytes for a file, or what becomes what in it."""


def entry(fields: str, *, kind: str = "book", key: str = "k84") -> str:
    """Return an entry that has what a book needs, with *fields* more."""
    whole = "title = {T}, author = {Knuth, Donald E.}, date = {1984}, publisher = {P}"
    return f"\n@{kind}{{{key},\n  {whole},\n  {fields}\n}}\n"


MISTAKES: Mapping[str, Mapping[str, Change]] = {
    # Citations
    "an unknown citekey": {PAGE: "\nA [@nosuch].\n"},
    "an unknown citekey in a summary": {VISIT: (f"2021 [@{KEY}].\n---", "2021 [@nosuch].\n---")},
    "a key in brackets without its sign": {PAGE: f"\nA [{KEY}].\n"},
    "a citation as LaTeX has it": {PAGE: f"\nA \\cite{{{KEY}}}.\n"},
    "a locator’s label mistyped": {PAGE: f"\nA [@{KEY}, artcle 4].\n"},
    "a locator’s label without a stop": {PAGE: f"\nA [@{KEY}, pp 3 to 5].\n"},
    "a locator behind a colon": {PAGE: f"\nA [@{KEY}: 35].\n"},
    "a citation in the words of a link": {PAGE: f"\n[by @{KEY}](index.md)\n"},
    "a citation in the title of a link": {PAGE: f'\n[a](index.md "by @{KEY}")\n'},
    "a citation that is not closed": {PAGE: f"\nA [@{KEY}, p. 3.\n"},
    "a work that nothing cites": {BIB: entry("")},
    # Links
    "a link to no page": {PAGE: "\n[a](b.md)\n"},
    "a link to no heading": {"docs/about/new.md": "# A\n\n[a](index.md#b)\n"},
    "a link to no heading of its page": {PAGE: "\n[a](#b)\n"},
    "a picture that is not there": {PAGE: "\n![a](b.png)\n"},
    "a download that is not there": {PAGE: "\n[a](b.pdf)\n"},
    "a picture of another host": {PAGE: "\n![a](https://example.org/b.png)\n"},
    "another host’s picture in a tag": {PAGE: '\n<img src="//example.org/b.png" alt="">\n'},
    "another host’s picture in an attribute": {
        PAGE: '\n![a](../index.md){ srcset="https://example.org/b.png" }\n'
    },
    "a link to a folder": {PAGE: "\n[a](../visits/)\n"},
    "a link from the root": {PAGE: "\n[a](/visits/index.md)\n"},
    "an address that is none": {PAGE: "\n[a](http://[b)\n"},
    "a mail address without its scheme": {PAGE: "\n[a](minister@mofa.gov.pk)\n"},
    "a link to a page as it is published": {PAGE: '\n<a href="../visits/none/">a</a>\n'},
    "a definition that leads nowhere": {PAGE: "\n[a][b]\n\n[b]: c.md\n"},
    "a label that nothing defines": {PAGE: "\n[a][b]\n"},
    "a record that is not there": {PAGE: "\n[a][people/nobody]\n"},
    "a collection that is not there": {PAGE: "\n[a][persons/sergey-lavrov]\n"},
    "a navigation to no page": {"mkdocs.yml": ("\nhooks:", "\nnav: [a: none.md]\n\nhooks:")},
    # Text
    "a conflict in a page": {PAGE: "\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n"},
    "a conflict in the bibliography": {BIB: "\n<<<<<<< HEAD\n=======\n>>>>>>> c\n"},
    "a conflict in the data": {
        "data/people.yml": "<<<<<<< HEAD\na: {name: A}\n=======\n>>>>>>> c\n"
    },
    "a mark without its note": {PAGE: "\nA[^1].\n"},
    "a note without its mark": {PAGE: "\nA.\n\n[^1]: B\n"},
    "braces that are not closed": {PAGE: "\n## A {.b\n"},
    "a second title": {PAGE: "\n# Other\n"},
    "a title over a record’s": {VISIT: "\n# Other\n"},
    "a title in a tag": {PAGE: "\n<h1>Other</h1>\n"},
    "an element that is not closed": {PAGE: "\n<div>\n\n## A\n"},
    "an element closed twice": {PAGE: "\n<div>a</div></div>\n"},
    "a section that is not closed": {PAGE: "\n<![\n"},
    "a comment that is not closed": {PAGE: "\n<!-- a\n\n## B\n"},
    "a frame": {PAGE: '\n<iframe src="../index.md"></iframe>\n'},
    "a form": {PAGE: '\n<form action="/"><button>A</button></form>\n'},
    "a handler": {PAGE: '\n<p onclick="a()">b</p>\n'},
    "a handler in an attribute list": {PAGE: "\n[a](index.md){ onclick=b }\n"},
    "a style": {PAGE: '\n<p style="color: red">b</p>\n'},
    "a link that runs": {PAGE: "\n[a](javascript:b())\n"},
    "a directive mistyped": {PAGE: "\n<!-- sourcebook: timelin -->\n"},
    # Records
    "front matter that is no YAML": {VISIT: ("from: russia", "from: [russia")},
    "front matter with a tab": {VISIT: ("  from: russia", "\tfrom: russia")},
    "front matter that is not closed": {"docs/about/new.md": "---\ntitle: A\n"},
    "a field mistyped": {VISIT: ("  setting:", "  seting:")},
    "a choice mistyped": {VISIT: ("setting: bilateral", "setting: bilatral")},
    "a date that is none": {VISIT: ("2021-04-06/2021-04-07", "2021-04-31")},
    "a person that is not there": {VISIT: ("person: sergey-lavrov", "person: sergei-lavrov")},
    "a place that is not there": {"data/people.yml": ("country: russia", "country: rusia")},
    "a page without its record": {"docs/visits/other.md": "# Other\n"},
    "a record outside its folder": {
        "docs/about/energy.md": "---\nsector:\n  label: A\n  summary: B [@k].\n---\n"
    },
    "a key given twice": {"data/people.yml": "sergey-lavrov:\n  name: S. Lavrov\n"},
    "data that no collection has": {"data/persons.yml": "a: {name: A}\n"},
    "rows with semicolons": {"data/observations.csv": "series;period;value\na;b;c\n"},
    "rows with strokes": {"data/observations.csv": "series|period|value\na|b|c\n"},
    "rows with tabs": {"data/observations.csv": "series\tperiod\tvalue\na\tb\tc\n"},
    # Bibliography
    "an entry that is not closed": {BIB: "\n@book{open,\n  title = {A},\n"},
    "a comma missing": {BIB: "\n@book{open,\n  title = {A}\n  date = {1984},\n}\n"},
    "a month that is none": {BIB: entry("year = {1984}, month = {Brumaire}")},
    "a check digit that is wrong": {BIB: entry("isbn = {978-0-201-13447-1}")},
    "a kind of work mistyped": {BIB: entry("", kind="boook")},
    "a citekey too long for a file": {BIB: entry("", key="k" * 300)},
    # Quotations and evidence
    "a quotation from nowhere": {VISIT: f"\nHe said: “We shall build it together” [@{KEY}].\n"},
    # Files
    "a page with capitals": {"docs/x.MD": "# X\n"},
    "a page of another encoding": {"docs/x.md": b"# \xe9\n"},
    "a data file of another encoding": {"data/places.yml": b"a: {name: \xe9}\n"},
    "a control character": {PAGE: "\nA\x07.\n"},
    "two pages at one address": {"docs/about/README.md": "# B\n"},
    "a setting mistyped": {"pyproject.toml": ("\nstyle = ", "\nstlye = ")},
    "a code of no rule": {"pyproject.toml": "\n[tool.sourcebook.rules]\nCIT999 = 'off'\n"},
    "addresses of files": {"mkdocs.yml": ("use_directory_urls: true", "use_directory_urls: false")},
}


class Said(NamedTuple):
    """One finding, as each of the four can say it."""

    file: str
    line: int
    column: int
    code: str


class Verdict(NamedTuple):
    """What one of the four says of a project."""

    is_refused: bool
    said: tuple[Said, ...]


def lay_out(base: Path, root: Path, changes: Mapping[str, Change]) -> Path:
    """Make the project *base* anew at *root*, with *changes*."""
    shutil.copytree(base, root, symlinks=True)
    for name, change in changes.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if isinstance(change, bytes):
            path.write_bytes(change)
        elif isinstance(change, str):
            path.write_text(before + change, encoding="utf-8")
        else:
            assert change[0] in before, f"{name} has no {change[0]!r}"
            path.write_text(before.replace(*change, 1), encoding="utf-8")
    return root


def told(text: str, form: str) -> tuple[Said, ...]:
    """Return the findings in *text*; *form* says where a line of it has place and code."""
    place = r"(?P<file>[^\s:<>]+):(?P<line>\d+):(?P<column>\d+)"
    wanted = form.replace("PLACE", place).replace("CODE", r"(?P<code>[A-Z]{3}\d{3})")
    return tuple(
        sorted(
            Said(one["file"], int(one["line"]), int(one["column"]), one["code"])
            for one in re.finditer(wanted, text, re.MULTILINE)
        )
    )


def checked(root: Path) -> Verdict:
    """Return what `sourcebook check` says."""
    done = run(root, "check")
    return Verdict(done.returncode == 1, told(done.stdout, "^PLACE: (?:error|warning) CODE "))


def annotated(root: Path) -> Verdict:
    """Return what a workflow says, on the lines of a change."""
    done = run(root, "check", "--format", "github")
    return Verdict(done.returncode == 1, told(done.stdout, "^::(?:error|warning) .*::PLACE: CODE "))


def built(root: Path) -> Verdict:
    """Return what a strict build says. It is refused only if no page was begun."""
    said: list[logging.LogRecord] = []
    with host(said):
        try:
            build(load_config(str(root / "mkdocs.yml"), strict=True))
        except Abort:
            is_begun = any("Cleaning" in record.getMessage() for record in said)
            is_refused = not is_begun and not (root / "site").exists()
        else:
            is_refused = False
    lines = (record.getMessage() for record in said if record.levelno >= logging.WARNING)
    return Verdict(is_refused, told("\n".join(lines), "^PLACE: CODE "))


def previewed(root: Path) -> Verdict:
    """Return what the preview shows. It counts as refusing where every page has its panel: with the
    findings of its own file, and the number of all others."""
    site = preview(root)
    every, numbers = panel(site / "index.html")
    for path in sorted(site.rglob("index.html")):
        if 'http-equiv="refresh"' in path.read_text(encoding="utf-8"):
            continue  # A former address, which leads on at once.
        own, elsewhere = panel(path)
        name = path.parent.relative_to(site).as_posix()
        files = {f"docs/{name}.md", f"docs/{name}/index.md", f"docs/{name}/README.md"}
        of_it = {one for one in every if one.file in files}
        if not of_it <= set(own) or len(own) + elsewhere != len(every) + numbers:
            return Verdict(False, every)
    return Verdict(True, every)


def preview(root: Path) -> Path:
    """Return the folder of what `mkdocs serve` shows at first."""
    site = root / "preview"
    with host([]):
        config = load_config(str(root / "mkdocs.yml"), strict=True, site_dir=str(site))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://localhost/")
        config.plugins.on_shutdown()
    return site


def panel(page: Path) -> tuple[tuple[Said, ...], int]:
    """Return what the panel on *page* lists, notes apart, and the number that it says of others."""
    html = page.read_text(encoding="utf-8").partition('<div class="sb-problems"')[2]
    html = html.partition("</div>")[0]
    elsewhere = re.search(r">(\d+) problems? elsewhere<", html)
    listed = told(html, '<li class="sb-problem--(?:error|warning)"><code>PLACE</code> <b>CODE</b>')
    return listed, (int(elsewhere[1]) if elsewhere else 0) + html.count("sb-problem--note")


@contextmanager
def host(said: list[logging.LogRecord]) -> Iterator[None]:
    """Let MkDocs run in this process as its own command does, and add what it says to *said*."""
    logger = logging.getLogger("mkdocs")
    heard = logging.Handler(logging.INFO)
    heard.emit = said.append  # type: ignore[method-assign]
    before = logger.level
    # A process of MkDocs loads a hook once; a new one is stood for here.
    Hooks._load_hook.cache_clear()
    logger.setLevel(logging.INFO)
    logger.addHandler(heard)
    try:
        with mock.patch.dict(os.environ, environment()):
            yield
    finally:
        logger.removeHandler(heard)
        logger.setLevel(before)
        gc.enable()


JUDGES = {
    "check": checked,
    "check --format github": annotated,
    "strict build": built,
    "preview": previewed,
}


def verdicts(base: Path, root: Path, mistake: str) -> dict[str, Verdict]:
    """Return what the four say of *mistake*, made in a copy of *base* at *root*."""
    lay_out(base, root, MISTAKES[mistake])
    return {name: judge(root) for name, judge in JUDGES.items()}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound(tmp_path_factory.mktemp("judge") / "base")


def sound(root: Path) -> Path:
    """Lay out a project without a mistake at *root*; engine and theme stay where they are."""
    copy_small(root)
    shutil.rmtree(root / "hooks")
    (root / "hooks").symlink_to(ROOT / "hooks")
    return root


def test_what_is_sound_is_refused_by_none(base: Path) -> None:
    """The project in which the mistakes are made has none."""
    assert checked(base) == annotated(base) == Verdict(False, ())


@pytest.mark.parametrize("mistake", MISTAKES)
def test_all_say_the_same(mistake: str, base: Path, tmp_path: Path) -> None:
    """A mistake is refused by all four, with the same codes at the same places."""
    found = verdicts(base, tmp_path / "project", mistake)

    assert found["check"].is_refused
    assert found["check"].said
    assert found == dict.fromkeys(JUDGES, found["check"])


@pytest.mark.parametrize(
    ("changes", "page"),
    [
        pytest.param({"data/people.yml": ("russia", "rusia")}, "people/sergey-lavrov", id="record"),
        pytest.param({BIB: entry("isbn = {1}")}, "sources/k84", id="entry"),
        pytest.param(
            {f"bibliography/excerpts/{KEY}.yml": f"- text: {'word ' * 300}\n"},
            f"sources/{KEY}",
            id="excerpt",
        ),
    ],
)
def test_a_preview_shows_what_concerns_a_generated_page(
    changes: Mapping[str, Change], page: str, base: Path, tmp_path: Path
) -> None:
    """A mistake in a data file stands on the page that is made of it, and is counted elsewhere."""
    root = lay_out(base, tmp_path / "project", changes)
    wanted = checked(root).said

    site = preview(root)

    assert wanted
    assert panel(site / page / "index.html") == (wanted, 0)
    assert panel(site / "places/islamabad/index.html") == ((), len(wanted))


def printed(base: Path, folder: Path) -> Iterator[str]:
    """Yield the lines of the table of all mistakes, in Markdown."""
    yield f"| mistake | {' | '.join(JUDGES)} |"
    yield f"|{'---|' * (1 + len(JUDGES))}"
    for number, mistake in enumerate(MISTAKES):
        first, *others = verdicts(base, folder / str(number), mistake).values()
        cells = [_in_words(first)]
        cells += ["the same" if other == first else _in_words(other) for other in others]
        yield f"| {mistake} | {' | '.join(cells)} |"


def _in_words(verdict: Verdict) -> str:
    """Return *verdict* for a cell of the table."""
    found = (f"{one.code} {one.file}:{one.line}:{one.column}" for one in verdict.said)
    said = ", ".join(found) or "nothing"
    return said if verdict.is_refused else f"passes: {said}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for line in printed(sound(Path(name) / "base"), Path(name)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

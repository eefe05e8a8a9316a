"""What README and CONTRIBUTING say is so: sessions are run, excerpts compared, paths looked up.

An HTML comment before a fenced block says what the block is:

``<!-- test: file PATH -->``     a file of the throw-away project that the sessions run in
``<!-- test: session -->``       commands after ``$``, and what they print
``<!-- test: excerpt PATH -->``  lines that stand, in this order, in a file of the repository
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from building import ROOT, MakeProject, environment
from sourcebook.formats.citations import scan

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = {"README.md": README, "CONTRIBUTING.md": CONTRIBUTING}

BLOCK = re.compile(
    r"<!-- test: (\w+) ?([^\n]*?) -->\n\n```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE
)
BLOCKS = BLOCK.findall(README)

every_page = pytest.mark.parametrize("page", PAGES)


def blocks(kind: str) -> list[tuple[str, str]]:
    """Return (argument, text) of each marked block of *kind*."""
    return [(argument, text) for found, argument, text in BLOCKS if found == kind]


def commands(session: str) -> list[tuple[str, str]]:
    """Return (command, what it prints) of a session."""
    parts = re.split(r"^\$ (.*)\n", session, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def test_every_marked_block_is_understood() -> None:
    """No comment asks for a test that nothing runs."""
    marked = re.findall(r"<!-- test: (\w+)", README)

    assert sorted(marked) == sorted(["citations", *(kind for kind, _, _ in BLOCKS)])
    assert {kind for kind, _, _ in BLOCKS} == {"file", "session", "excerpt"}


def test_the_first_two_commands_are_the_two() -> None:
    """Who reads no further has built the site and run the tests."""
    first = re.search(r"```sh\n(.*?)```", README, re.DOTALL)
    assert first

    lines = [line.partition("#")[0].strip() for line in first.group(1).splitlines()]
    assert lines == ["make site", "make test"]


def test_sessions_print_what_is_shown(project: MakeProject) -> None:
    """Each session, run on the files that the README shows, prints exactly what it shows."""
    root = project({"pyproject.toml": "[tool.sourcebook]\n", **dict(blocks("file"))})
    shown = [pair for _, session in blocks("session") for pair in commands(session)]
    printed = []
    for line, _ in shown:
        program, *arguments = shlex.split(line)
        assert program == "sourcebook"
        done = subprocess.run(
            [sys.executable, "-m", "sourcebook", *arguments],
            cwd=root,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        printed.append((line, done.stdout))

    assert shown
    assert printed == shown


@pytest.mark.parametrize(("path", "text"), blocks("excerpt"))
def test_excerpts_are_excerpts(path: str, text: str) -> None:
    """What the README shows of a file stands in that file."""
    assert text in (ROOT / path).read_text(encoding="utf-8")


def citation_rows() -> list[str]:
    """Return the first column of the README's table of citations."""
    table = README.partition("<!-- test: citations -->")[2].lstrip().partition("\n\n")[0]
    return [line.split("`")[1] for line in table.splitlines()[2:]]


@pytest.mark.parametrize("text", citation_rows())
def test_the_table_of_citations_cites(text: str) -> None:
    """Every line of the table is one citation to the scanner."""
    assert len(scan(text)) == 1


def test_the_readme_is_short() -> None:
    """It is read before anything else, so it ends soon."""
    assert len(README.splitlines()) < 150


@every_page
def test_links_lead_to_files(page: str) -> None:
    """Every relative link and picture of the page is there."""
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", PAGES[page])

    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


@every_page
def test_paths_are_there(page: str) -> None:
    """Every path of the repository that is written as code exists."""
    tops = {path.name for path in ROOT.iterdir()}
    code = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", PAGES[page], flags=re.DOTALL))
    paths = {
        text
        for text in code
        if re.fullmatch(r"[\w.-]+(?:/[\w.-]*)+", text)
        and text.split("/")[0] in tops - {".venv", "site", ".cache"}
        and not text.startswith("tests/artifacts")
    }

    assert paths
    assert [path for path in sorted(paths) if not Path(ROOT, path).exists()] == []


@every_page
def test_make_targets_exist(page: str) -> None:
    """Every `make …` that is shown is a target."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = set(re.findall(r"(?:^|`)make ([a-z]+)\b", PAGES[page], re.MULTILINE))

    assert shown
    assert [name for name in sorted(shown) if not re.search(rf"(?m)^{name}:", makefile)] == []


@every_page
def test_subcommands_exist(page: str) -> None:
    """Every `sourcebook …` that is shown is a command of it."""
    shown = set(re.findall(r"(?:^\$ |`)sourcebook ([a-z]+)\b", PAGES[page], re.MULTILINE))
    asked = subprocess.run(
        [sys.executable, "-m", "sourcebook", "--help"],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    ).stdout

    assert shown
    assert [name for name in sorted(shown) if not re.search(rf"(?m)^\s+{name}\b", asked)] == []

"""Facts of `.ci/scope` and `walking`: what of a change is looked at before it goes in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from audit.host import serve
from building import ROOT, SMALL, MakeProject
from unit.test_diff import git
from walking import changed_lines, pages_of, troubles


@pytest.fixture
def history(project: MakeProject) -> Path:
    """A project of one visit, committed once."""
    root = project(SMALL)
    (root / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/scope", root / ".ci/scope")
    (root / "pyproject.toml").write_text("", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    return root


def commit(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", name)


@pytest.mark.parametrize(
    ("name", "base", "expected"),
    [
        pytest.param("docs/about/index.md", "HEAD^", "false", id="page"),
        pytest.param("data/people.yml", "HEAD^", "false", id="data"),
        pytest.param("bibliography/new.bib", "HEAD^", "false", id="bibliography"),
        pytest.param("hooks/sourcebook/cache.py", "HEAD^", "true", id="engine"),
        pytest.param("tests/test_cases.py", "HEAD^", "true", id="tests"),
        pytest.param("pyproject.toml", "HEAD^", "true", id="dependencies"),
        pytest.param("other/docs/index.md", "HEAD^", "true", id="another-folder"),
        pytest.param("docs/about/index.md", "", "true", id="no-base"),
        pytest.param("docs/about/index.md", "0" * 40, "true", id="new-branch"),
        pytest.param("docs/about/index.md", "--output=x", "true", id="no-revision"),
    ],
)
def test_what_may_change_the_engine(history: Path, name: str, base: str, expected: str) -> None:
    """Only what differs in the three folders of contents alone is known not to touch the engine."""
    commit(history, name, "\n")
    done = subprocess.run(
        [history / ".ci/scope", base], capture_output=True, encoding="utf-8", check=True
    )

    assert done.stdout == f"engine={expected}\n"


DIFF = """\
diff --git a/data/people.yml b/data/people.yml
--- a/data/people.yml
+++ b/data/people.yml
@@ -2 +2 @@ sergey-lavrov:
-  name: Sergej Lavrov
+  name: Sergey Lavrov
diff --git a/bibliography/founding.bib b/bibliography/founding.bib
--- a/bibliography/founding.bib
+++ b/bibliography/founding.bib
@@ -3,0 +4,2 @@
+  date = {2021-04-06},
+  url = {https://www.arabnews.pk/node/1838276},
diff --git a/docs/about/gone.md b/docs/about/gone.md
--- a/docs/about/gone.md
+++ /dev/null
@@ -1 +0,0 @@
-# Gone
diff --git a/docs/about/index.md b/docs/about/index.md
--- a/docs/about/index.md
+++ b/docs/about/index.md
@@ -3 +2,0 @@
-Text.
@@ -5 +4 @@
-Text.
+Other text.
"""


def test_the_pages_of_a_change(project: MakeProject) -> None:
    """A record, an entry and a page each have the page on which readers see what changed."""
    found = pages_of(project(SMALL), changed_lines(DIFF))

    assert found == ["", "about/", "people/sergey-lavrov/", "sources/arabnews2021newturn/"]


@pytest.mark.browser
def test_a_walk_says_what_is_wrong_with_a_page(browser: Browser, tmp_path: Path) -> None:
    """What is too wide, missing, foreign or hard to use is said of its page."""
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><title>A</title><main><h1>A</h1>'
        '<div style="width: 900px">b</div><img src="none.png">'
        '<script src="https://img.example.org/a.js"></script></main>',
        encoding="utf-8",
    )
    with serve(tmp_path) as url:
        found = troubles(browser, url)

    assert f"404 {url}none.png" in found
    assert "asks for https://img.example.org/a.js" in found
    assert "is wider than a phone" in found
    assert any(line.startswith("image-alt: ") for line in found)

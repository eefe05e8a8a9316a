"""`mkdocs serve`: an edit is on the screen soon, and a mistake never ends or hangs the preview."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from building import copy_small, environment
from watching import OpenPage

pytestmark = pytest.mark.browser

PATIENCE = 90
"""Seconds for one rebuild on a busy machine. Reached only when something is broken."""

VISIT = "visits/lavrov-islamabad-2021"
SECTOR = "sectors/energy"


class Preview:
    """A running ``mkdocs serve`` on a small project."""

    def __init__(self, root: Path, log: str = "serve.log") -> None:
        self.root = root
        self.log = root.parent / log
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
                cwd=root,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self.wait_until(lambda: "Serving on" in self.said, "“Serving on …”")
        found = re.search(r"Serving on (http://\S+)", self.said)
        assert found
        self.url = found.group(1)

    def end(self) -> None:
        """Stop the server."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def said(self) -> str:
        """Everything that the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_until(self, is_so: Callable[[], bool], what: str) -> None:
        """Look again and again until *is_so*; fail with the server's log when it never is."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            if self.process.poll() is not None:
                pytest.fail(f"mkdocs serve ended while waiting for {what}:\n{self.said}")
            if time.monotonic() > end:
                pytest.fail(f"mkdocs serve never came to {what}:\n{self.said}")
            time.sleep(0.1)

    def fetch(self, path: str) -> str:
        """Return the HTML at *path*; "" when there is no answer."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return ""

    def wait_for(self, path: str, text: str) -> None:
        """Wait until the page at *path* holds *text*."""
        self.wait_until(lambda: text in self.fetch(path), f"“{text}” on {path}")

    def wait_without(self, path: str, text: str) -> None:
        """Wait until the page at *path* is served and does not hold *text*."""
        self.wait_until(
            lambda: bool(page := self.fetch(path)) and text not in page, f"{path} without “{text}”"
        )


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One server for the tests of this module; each undoes its edit."""
    started = Preview(copy_small(tmp_path_factory.mktemp("preview") / "project"))
    yield started
    started.end()


@pytest.fixture
def edit(preview: Preview) -> Iterator[Callable[[str, Callable[[str], str]], str]]:
    """Return a function that changes a file of the previewed project; undone after the test."""
    former: dict[Path, str] = {}

    def change(name: str, by: Callable[[str], str]) -> str:
        path = preview.root / name
        text = path.read_text(encoding="utf-8")
        former.setdefault(path, text)
        changed = by(text)
        assert changed != text
        path.write_text(changed, encoding="utf-8")
        return changed

    yield change
    for path, text in former.items():
        path.write_text(text, encoding="utf-8")


Edit = Callable[[str, Callable[[str], str]], str]


def test_a_mistake_is_shown_on_its_page(preview: Preview, edit: Edit, open_page: OpenPage) -> None:
    """An unknown citekey: the page stays, with a panel that names file and line; then it goes."""
    name = f"docs/{VISIT}.md"
    changed = edit(name, lambda text: text.rstrip("\n") + "\n\nNobody said so [@nosuch1999].\n")
    line = len(changed.splitlines())

    preview.wait_for(f"{VISIT}/", "sb-problems")
    page = open_page().page
    page.goto(f"{preview.url}{VISIT}/")
    panel = page.locator(".sb-problems")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text(f"{name}:{line}:")
    expect(panel).to_contain_text("CIT001")
    expect(page.locator(".sb-cite--unknown")).to_contain_text("nosuch1999")
    elsewhere = preview.fetch(f"{SECTOR}/")
    assert "CIT001" not in elsewhere
    assert "1 problem elsewhere" in elsewhere

    edit(name, lambda text: text.replace("[@nosuch1999]", "on any day"))
    preview.wait_without(f"{VISIT}/", "sb-problems")


def test_a_dead_link_is_shown_on_its_page(preview: Preview, edit: Edit) -> None:
    """A page that was renamed: whoever links to it is told on that page, with line and column."""
    name = f"docs/{SECTOR}.md"
    changed = edit(name, lambda text: f"{text}\nSee [this](../about/gone.md).\n")
    line = len(changed.splitlines())

    preview.wait_for(f"{SECTOR}/", f"{name}:{line}:12")
    assert "REF006" in preview.fetch(f"{SECTOR}/")


def test_a_page_that_cannot_be_read_says_why(preview: Preview) -> None:
    """In the place of a page in another encoding stands what is wrong with it, and all others."""
    page = preview.root / "docs/about/latin.md"
    page.write_bytes("# Visite à Moscou\n".encode("latin-1"))
    try:
        preview.wait_for("about/latin/", "This page cannot be read")
        assert "0xE0" in preview.fetch("about/latin/")
        assert preview.fetch("about/")
    finally:
        page.unlink()
    preview.wait_until(lambda: "cannot be read" not in preview.fetch("about/latin/"), "its end")


def test_an_edit_of_the_bibliography_is_on_screen(preview: Preview, edit: Edit) -> None:
    """The bibliography is watched: a changed title appears on the work's page."""
    bibliography = next(
        path
        for path in sorted((preview.root / "bibliography").glob("*.bib"))
        if "{arabnews2021newturn," in path.read_text(encoding="utf-8")
    )
    start = "{arabnews2021newturn,"

    def retitle(text: str) -> str:
        head, _, tail = text.partition(start)
        return head + start + re.sub(r"(\btitle\s*=\s*\{)", r"\1Quokka ", tail, count=1)

    edit(f"bibliography/{bibliography.name}", retitle)

    preview.wait_for("sources/arabnews2021newturn/", "Quokka")


def test_an_edit_of_the_records_is_on_screen(preview: Preview, edit: Edit) -> None:
    """The data files are watched: a changed name appears on the pages that show it."""

    def rename(text: str) -> str:
        head, key, tail = text.partition("sergey-lavrov:")
        return head + key + re.sub(r"(\n\s+name:).*", r"\1 Sergey Quokka", tail, count=1)

    edit("data/people.yml", rename)

    preview.wait_for("people/sergey-lavrov/", "Sergey Quokka")
    preview.wait_for(f"{VISIT}/", "Sergey Quokka")


def test_a_preview_can_be_searched(preview: Preview, edit: Edit, open_page: OpenPage) -> None:
    """The search works in a preview, and finds an edit soon after it is on screen."""
    edit(f"docs/{SECTOR}.md", lambda text: text.rstrip("\n") + "\n\nThe quokka came later.\n")
    preview.wait_for(f"{SECTOR}/", "quokka")
    preview.wait_until(lambda: bool(preview.fetch("pagefind/pagefind.js")), "an index")

    page = open_page().page
    page.goto(preview.url)
    page.keyboard.press("/")
    page.keyboard.type("quokka")

    expect(page.locator(".sb-found__text").first).to_contain_text("The quokka came later.")


def test_a_preview_shows_what_a_fresh_one_does(preview: Preview, edit: Edit) -> None:
    """After several saves every page is as if the preview had been started now."""
    edit("data/people.yml", lambda text: text.replace("Sergey Lavrov", "Sergey Quokka"))
    preview.wait_for("people/sergey-lavrov/", "Sergey Quokka")
    edit(f"docs/{SECTOR}.md", lambda text: f"{text}\nSee [][people/sergey-lavrov].\n")
    preview.wait_for(f"{SECTOR}/", "See <a")
    (preview.root / "docs/added.md").write_text("# Added\n", encoding="utf-8")
    preview.wait_for("added/", "Added")
    (preview.root / "docs/added.md").unlink()
    preview.wait_until(lambda: "Added" not in preview.fetch("added/"), "a page that went")

    fresh = Preview(preview.root, "fresh.log")
    try:
        paths = re.findall(r"<loc>(.*?)</loc>", fresh.fetch("sitemap.xml"))
        assert len(paths) > 20
        for address in paths:
            path = address.removeprefix(fresh.url)
            expected = fresh.fetch(path).replace(fresh.url, preview.url)
            assert _without_epoch(expected) == _without_epoch(preview.fetch(path))
    finally:
        fresh.end()


def _without_epoch(page: str) -> str:
    """Return *page* without the number of the build that live reload asks for."""
    return re.sub(r"livereload\([0-9]+, [0-9]+\)", "", page)


@pytest.mark.parametrize(
    ("name", "by", "path"),
    [
        pytest.param(
            f"docs/{SECTOR}.md",
            lambda text: text.replace("\nsector:", "\nsector: [unclosed", 1),
            f"{SECTOR}/",
            id="front-matter",
        ),
        pytest.param(
            "data/places.yml",
            lambda text: text + "\n  : [\n\tbroken\n",
            "places/",
            id="data-file",
        ),
        pytest.param(
            "bibliography/founding.bib",
            lambda text: "@online{half, title = {Half\n\n" + text,
            "sources/",
            id="bibliography",
        ),
    ],
)
def test_a_broken_file_does_not_end_the_preview(
    name: str, by: Callable[[str], str], path: str, preview: Preview, edit: Edit
) -> None:
    """After a save that cannot be read the server goes on and says where; the next save heals."""
    sound = (preview.root / name).read_text(encoding="utf-8")
    already_said = len(preview.said)

    edit(name, by)
    preview.wait_until(lambda: f"{name}:" in preview.said[already_said:], f"a word on {name}")
    assert preview.fetch("")
    assert preview.fetch("visits/")

    edit(name, lambda _: sound)
    preview.wait_without(path, "sb-problems")

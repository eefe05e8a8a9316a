"""Facts of other hosts: Zensical shows citations by the extension, and all pages once exported."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import markdown
import pytest

from building import DECLARATION, MakeProject, environment
from built_site import pages
from oracle.pandoc_rendering import words

pytestmark = pytest.mark.site

EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "tables")
FILES = {
    DECLARATION: "",
    "docs/index.md": "---\ntitle: Home\n---\n\n# Home\n\nHe came [see @bank2021, p. 3; @b_c].\n\n"
    "As @bank2021 [art. 4] says, not `@bank2021`.\n",
    "docs/second.md": "# Second\n\nAgain [@bank2021]. See [home](index.md).\n",
    "bibliography/works.bib": "@article{bank2021,\n  author = {{State Bank}},\n"
    "  title = {Two *days* in _April_},\n  journaltitle = {Journal of Examples},\n"
    "  date = {2021},\n}\n\n@book{b_c,\n  author = {{Trade Office}},\n  title = {Roads},\n"
    "  publisher = {Examples},\n  date = {2019},\n}\n",
}


def zensical(root: Path, docs: str, *extensions: str) -> Path:
    """Build the folder *docs* of *root* with Zensical and return the site."""
    tables = [f'[project.markdown_extensions."{name}"]\n' for name in extensions]
    settings = f'[project]\nsite_name = "Small"\ndocs_dir = "{docs}"\n' + "".join(tables)
    (root / "zensical.toml").write_text(settings, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=root,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return root / "site"


def export(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sourcebook", "export", "--root", str(root), *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_extension_cites_in_zensical(project: MakeProject) -> None:
    """In Zensical a page has its markers and its list of references, by the same engine."""
    root = project(FILES)
    site = zensical(root, "docs", *EXTENSIONS, "sourcebook.markdown_extension")
    html = (site / "index.html").read_text(encoding="utf-8")
    shown = words(html)

    assert "He camesee 1, p. 3; 2." in shown
    assert "As State Bank1, art. 4 says, not @bank2021." in shown
    assert "State Bank. 2021. “Two *Days* in _April_.” Journal of Examples." in shown
    assert "Trade Office. 2019. Roads. Examples." in shown
    second = (site / "second" / "index.html").read_text(encoding="utf-8")
    assert 'href="../sources/bank2021/">All 3 passages' in second
    assert re.findall(r'<sup class="sb-cite[^"]*" data-cites="([^"]*)"', html) == [
        "bank2021 b_c",
        "bank2021",
    ]


def test_exported_pages_are_whole_in_zensical(project: MakeProject) -> None:
    """Exported pages need no extension: markers, lists and passages are in them, links arrive."""
    root = project(FILES)
    done = export(root, "--pages", str(root / "written"))
    assert done.returncode == 0, done.stdout
    site = zensical(root, "written", *EXTENSIONS)
    home = words((site / "index.html").read_text(encoding="utf-8"))
    source = words((site / "sources" / "bank2021" / "index.html").read_text(encoding="utf-8"))

    assert "He camesee 1, p. 3; 2." in home
    assert "“Two *Days* in _April_.”" in home
    assert "3 passages on 2 pages cite this work." in source
    assert dead_links(site, "sb-") == []


def dead_links(site: Path, marked: str) -> list[tuple[str, str]]:
    """Return (page, link) of the links in elements of ours that lead to no page of *site*."""
    dead = []
    for page in pages(site).values():
        for link in page.root.all("a"):
            target = link.attributes.get("href", "")
            around = [link, *link.ancestors()]
            is_ours = any(name.startswith(marked) for one in around for name in one.classes)
            if not is_ours or re.match(r"[a-z]+:", target):
                continue
            path = unquote(urlsplit(urljoin(f"/{page.path}", target)).path).lstrip("/")
            found = site / path
            if not (found.is_file() or (found / "index.html").is_file()):
                dead.append((page.path, target))
    return dead


def test_exported_pages_are_left_alone_by_the_extension(project: MakeProject) -> None:
    """With the extension switched on as well, what was exported is not composed again."""
    root = project(FILES)
    export(root, "--pages", str(root / "written"))
    plain = zensical(root, "written", *EXTENSIONS)
    before = words((plain / "index.html").read_text(encoding="utf-8"))
    site = zensical(root, "written", *EXTENSIONS, "sourcebook.markdown_extension")

    assert words((site / "index.html").read_text(encoding="utf-8")) == before


def convert(root: Path, text: str, **options: str) -> str:
    """Return *text* as Python-Markdown alone makes it with the extension."""
    extension = "sourcebook.markdown_extension"
    settings: Mapping[str, Mapping[str, str]] = {extension: {"root": str(root), **options}}
    return markdown.markdown(text, extensions=[*EXTENSIONS, extension], extension_configs=settings)


def test_any_text_can_cite(project: MakeProject) -> None:
    """Python-Markdown alone will do, also for a text that is no file of the project."""
    shown = convert(project(FILES), "A draft [@bank2021].\n")

    assert 'A draft<sup class="sb-cite" data-cites="bank2021">' in shown
    assert '<li id="ref-bank2021"' in shown


def test_the_extension_sees_changes(project: MakeProject) -> None:
    """After a change of the bibliography a page is composed with the new one."""
    root = project(FILES)
    before = convert(root, "A draft [@new2024].\n")
    with (root / "bibliography" / "works.bib").open("a", encoding="utf-8") as works:
        works.write("\n@book{new2024, author = {New, Ann}, title = {N}, date = {2024}}\n")

    assert "sb-cite--unknown" in before
    assert "New, Ann. 2024." in words(convert(root, "A draft [@new2024].\n"))


def test_the_extension_cleans(project: MakeProject) -> None:
    """What strangers write is cleaned as in the other hosts: no scripts, no handlers."""
    shown = convert(
        project(FILES), 'A <b onclick="x()">word</b> [@bank2021].\n\n<script>x</script>\n'
    )

    assert "onclick" not in shown
    assert "<script" not in shown


def test_export_refuses_what_is_wrong(project: MakeProject) -> None:
    """A project with errors is not exported, and nothing is written among the written pages."""
    wrong = {**FILES, "docs/wrong.md": "# Wrong\n\nText [@nosuchwork1999].\n"}
    root = project(wrong)
    failed = export(root, "--pages", str(root / "written"))
    inside = export(root, "--pages", str(root / "docs" / "made"))

    assert (failed.returncode, inside.returncode) == (1, 2)
    assert "sourcebook check" in failed.stdout
    assert not (root / "written").exists()
    assert not (root / "docs" / "made").exists()

"""Facts of text that comes late: what other plugins insert can cite like what authors wrote."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from building import DECLARATION, ROOT, Built, MakeProject, build
from oracle.pandoc_rendering import words

pytestmark = pytest.mark.site

BIBLIOGRAPHY = """@article{bank2021,
  author = {{State Bank}},
  title = {Two days in April},
  journaltitle = {Journal of Examples},
  date = {2021},
}

@book{office2019,
  author = {{Trade Office}},
  title = {Roads},
  publisher = {Examples},
  date = {2019},
}
"""
SETTINGS = """site_name: Small
theme: mkdocs
markdown_extensions: [attr_list, md_in_html]
hooks:
  - inserting_hook.py
  - sourcebook_hook.py
"""
INSERTING = """
from mkdocs.plugins import event_priority

@event_priority(-100)
def on_page_markdown(markdown, page, **_):
    if page.file.src_uri == "index.md":
        return "Before all [@office2019, p. 9].\\n\\n" + markdown
    if page.file.src_uri == "sources/bank2021.md":
        return markdown + "\\nSeen again [see @office2019].\\n"
    if page.file.src_uri == "wrong.md":
        return markdown + "\\nNobody wrote it [@nosuchwork1999].\\n"
    return markdown
"""
PAGE = "---\ntitle: Home\n---\n\n# Home\n\nThe minister came [@bank2021, p. 3].\n"


def small_project(project: MakeProject, mode: str, **more: str) -> Path:
    root = project(
        {
            DECLARATION: "",
            "docs/index.md": PAGE,
            "docs/other.md": "# Other\n\nNothing is inserted here [@bank2021; @office2019].\n",
            "bibliography/works.bib": BIBLIOGRAPHY,
            "mkdocs.yml": SETTINGS,
            "inserting_hook.py": INSERTING,
            "pyproject.toml": f'[tool.sourcebook.citations]\nmode = "{mode}"\n',
            **more,
        }
    )
    shutil.copyfile(ROOT / "hooks" / "sourcebook_hook.py", root / "sourcebook_hook.py")
    return root


def page_words(built: Built, path: str) -> str:
    assert built.exit_code == 0, built.output
    return words((built.site / path).read_text(encoding="utf-8"))


def test_inserted_citations_are_numbered(project: MakeProject) -> None:
    """An inserted citation gets a number in the order of the page, and a reference."""
    built = build(small_project(project, "numbered"), "--strict")
    shown = page_words(built, "index.html")

    assert "Before all1, p. 9. " in shown
    assert "The minister came2, p. 3." in shown
    assert shown.index("Trade Office. 2019.") < shown.index("State Bank. 2021.")
    html = (built.site / "index.html").read_text(encoding="utf-8")
    assert html.count('id="cite-office2019-1"') == html.count('href="#cite-office2019-1"') == 1


def test_inserted_citations_are_formatted(project: MakeProject) -> None:
    """With authors and dates, an inserted citation is formatted by the style like any other."""
    shown = page_words(build(small_project(project, "author-date"), "--strict"), "index.html")

    assert "Before all (Trade Office 2019, 9)." in shown
    assert "The minister came (State Bank 2021, 3)." in shown


@pytest.mark.parametrize(
    ("mode", "mark"),
    [("numbered", "Seen againsee 1."), ("author-date", "again (see Trade Office 2019)")],
)
def test_generated_pages_can_be_inserted_into(project: MakeProject, mode: str, mark: str) -> None:
    """What is inserted into a page of ours stands below what it holds, with its references."""
    shown = page_words(
        build(small_project(project, mode), "--strict"), "sources/bank2021/index.html"
    )

    assert "The minister came." in shown
    assert mark in shown
    assert "References" in shown
    assert "Trade Office. 2019." in shown


def test_passages_are_those_of_the_files(project: MakeProject) -> None:
    """Source pages list what authors wrote in files, not what a plugin inserts for one host."""
    shown = page_words(
        build(small_project(project, "numbered"), "--strict"), "sources/office2019/index.html"
    )

    assert "Nothing is inserted here" in shown
    assert "Before all" not in shown


def test_an_inserted_unknown_citekey_is_named(project: MakeProject) -> None:
    """An unknown citekey in inserted text stops the build and is named with the page's path."""
    failed = build(small_project(project, "numbered", **{"docs/wrong.md": "# Wrong\n\nText.\n"}))

    assert failed.exit_code != 0
    assert "docs/wrong.md:1:1: CIT001 No bibliography entry has the citekey “nosuchwork1999”" in (
        failed.output
    )
    assert not failed.site.exists()


def test_text_that_nobody_changed_is_not_late(project: MakeProject) -> None:
    """A page that no plugin touches is the same with and without a plugin that touches others."""
    with_hook = build(small_project(project, "numbered"), "--strict")
    touched = (with_hook.site / "other" / "index.html").read_bytes()
    root = small_project(project, "numbered", **{"inserting_hook.py": ""})
    without = build(root, "--strict")

    assert without.exit_code == 0, without.output
    assert touched == (without.site / "other" / "index.html").read_bytes()

"""Facts of the one look at finished pages: what only a build can see is said with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from building import Built, build, copy_small

pytestmark = pytest.mark.site

PAGE = "docs/about/index.md"


def small(root: Path, **files: str) -> Path:
    """Lay out the small project with *files* more: text behind a page, or a file of its own."""
    copy_small(root)
    for name, text in files.items():
        path = root / {"page": PAGE, "hook": "hooks/other_hook.py"}.get(name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    if "hook" in files:
        change(root, "\nhooks:\n", "\nhooks:\n  - hooks/other_hook.py\n")
    return root


def change(root: Path, before: str, after: str) -> None:
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert before in settings
    (root / "mkdocs.yml").write_text(settings.replace(before, after, 1), encoding="utf-8")


def page_of(built: Built, address: str) -> str:
    return (built.site / address / "index.html").read_text(encoding="utf-8")


def said(built: Built) -> list[str]:
    """Return what the build said of sources: place, code and what it is about."""
    found = re.findall(r"^(?:ERROR|WARNING) +- +(docs/\S+: [A-Z]{3}\d{3})(.*)$", built.output, re.M)
    quoted = ((place, re.search("“(.*?)”", message)) for place, message in found)
    return [f"{place} {about[1] if about else ''}".strip() for place, about in quoted]


INSERTED = '''
from mkdocs.plugins import event_priority

@event_priority(100)
def on_page_content(html, page, **_):
    if page.file.src_uri != "about/index.md":
        return html
    return html + """<p title="See [@arabnews2021newturn]">After [@arabnews2021newturn, p. 3].</p>
<p onclick="x()">{: .left } <a href="../gone/">gone</a> <a href="../#none">none</a></p>
<img src="https://img.example.org/b.svg" alt=""><marquee>Text</marquee>
<p><a href="https://x.example/@arabnews2021newturn">fine</a> <code>[@arabnews2021newturn]</code></p>
"""
'''


def test_what_plugins_made_is_looked_at(tmp_path: Path) -> None:
    """Citations, marks, requests, links and elements in finished pages are found and named."""
    built = build(small(tmp_path / "project", hook=INSERTED), "--strict")

    assert built.exit_code == 1
    assert {
        f"{PAGE}:1:1: {found}"
        for found in (
            *("TXT006 onclick", "TXT006 <marquee>", "TXT007 {: .left }"),
            *("CIT008 [@arabnews2021newturn, p. 3]", "CIT008 [@arabnews2021newturn]"),
            *("REF006 ../gone/", "REF007 index.html", "REF009 img.example.org"),
        )
    } == set(said(built))


UNREADABLE = {
    "nested": "\n".join(f"{' ' * 4 * depth}!!! note\n" for depth in range(500)),
    "nameless": "<span id>x</span>",
}


def test_a_page_that_cannot_be_converted_is_named(tmp_path: Path) -> None:
    """Whatever a library cannot take is a finding of its page, and the others are looked at."""
    root = small(tmp_path / "project")
    for name, text in UNREADABLE.items():
        (root / f"docs/about/{name}.md").write_text(f"# Title\n\n{text}\n", encoding="utf-8")

    built = build(root, "--strict")

    assert built.exit_code == 1
    assert "Traceback" not in built.output
    assert said(built) == ["docs/about/nested.md:1:1: TXT008"]


def test_a_page_that_cannot_be_printed_is_named(tmp_path: Path) -> None:
    """A template that fails for one page is said of that page, and no site is made of it."""
    root = small(tmp_path / "project")
    with (root / "hooks/theme/main.html").open("a", encoding="utf-8") as theme:
        theme.write("{% block footer %}{{ (1 // 0) if page.url == 'about/' }}{% endblock %}")

    built = build(root, "--strict")

    assert [f"{PAGE}:1:1: TXT008"] == said(built)
    assert built.exit_code == 1
    assert not built.site.exists()


def test_snippets_cite(tmp_path: Path) -> None:
    """A file that an extension sets into a page cites like the page itself."""
    root = small(
        tmp_path / "project",
        page='\n--8<-- "part.md"\n',
        **{"snippets/part.md": "It was in the news [@arabnews2021newturn]. [@nobody]\n"},
    )
    change(root, "  - tables\n", "  - tables\n  - pymdownx.snippets: {base_path: [snippets]}\n")
    refused = build(root, "--strict")
    (root / "snippets/part.md").write_text("It was in the news [@arabnews2021newturn].\n", "utf-8")

    built = build(root, "--strict")

    assert [f"{PAGE}:1:1: CIT001 nobody"] == said(refused)
    assert built.exit_code == 0, built.output
    assert 'id="ref-arabnews2021newturn"' in page_of(built, "about")


MAKER = """
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "made.md", content="# Made\\n\\nIt was [@{citekey}].\\n"))
    return files
"""


@pytest.mark.parametrize("citekey", ["arabnews2021newturn", "nobody"])
def test_pages_of_plugins_cite(citekey: str, tmp_path: Path) -> None:
    """A page that another plugin makes has markers and a list of references, or is refused."""
    root = small(tmp_path / "project", hook=MAKER.replace("{citekey}", citekey))

    built = build(root, "--strict")

    if citekey == "nobody":
        assert said(built) == ["docs/made.md:1:1: CIT001 nobody"]
    else:
        assert built.exit_code == 0, built.output
        assert 'id="ref-arabnews2021newturn"' in page_of(built, "made")


def test_a_readme_is_the_page_of_its_folder(tmp_path: Path) -> None:
    """README.md has the address of its folder, and all that belongs to it lies there."""
    root = small(tmp_path / "project", page="\nIt was in the news [@arabnews2021newturn].\n")
    (root / PAGE).rename(root / "docs/about/README.md")

    built = build(root, "--strict")

    assert built.exit_code == 0, built.output
    assert (built.site / "about/references.bib").is_file()


FULL = """
import errno

def on_post_page(output, page, **_):
    if page.file.src_uri == "about/index.md":
        raise OSError(errno.ENOSPC, "No space left on device", page.file.abs_dest_path)
    return output
"""


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    """What a disk would not do is said in one line, and nothing half is left behind."""
    root = small(tmp_path / "project", hook=FULL)

    built = build(root, "--strict")

    assert built.exit_code == 1
    assert "No space left on device" in built.output
    assert "Traceback" not in built.output
    assert [path.name for path in root.glob(".site-*")] == []


def test_every_page_of_a_nested_navigation_can_be_reached(tmp_path: Path) -> None:
    """What the navigation has below a section is listed on the pages of the section."""
    files = {f"docs/guide/{name}.md": f"# {name}\n" for name in ("index", "one", "two")}
    root = small(tmp_path / "project", **files)
    nested = "[guide/index.md, One: guide/one.md, Deeper: [Two: guide/two.md]]"
    change(root, "\nvalidation:", f"\nnav: [Home: index.md, Guide: {nested}]\n\nvalidation:")

    built = build(root, "--strict")

    assert built.exit_code == 0, built.output
    assert 'href="guide/"' in page_of(built, ".")
    listed = page_of(built, "guide").partition('<details class="sb-within">')[2]
    assert re.findall(r'href="[^"]*"', listed)[:3] == ['href="./"', 'href="one/"', 'href="two/"']

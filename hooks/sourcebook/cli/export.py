"""`sourcebook export --pages DIR`: every page as Markdown, for hosts that run no code of ours.

What our engine makes (markers, lists, fact boxes) stands in the files as raw HTML, its links from
file to file: Zensical turns them into addresses like those of Markdown. What authors wrote stands
there as they wrote it: it is not cleaned, since Markdown comes later.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from sourcebook.cli.asking import say
from sourcebook.cli.frame import Project, add_root
from sourcebook.diagnostics import Severity, reporters
from sourcebook.project import BIBLIOGRAPHY, CACHE, DATA, DOCS, ProjectError
from sourcebook.writing import write_all

_SLOT = re.compile(r'<(span|div) data-slot="([^"]*)"></\1>')
_TAG = re.compile(r"(<[^>]*>)")
_MARK = re.compile(r"[\\`*_{}\[\]()#+!|~^$:@=\"'.-]")
_PREFORMATTED = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n")

HELP = "write the pages for another site generator"
DESCRIPTION = (
    "Write every page of the site, generated ones too, as Markdown with HTML, "
    "and the files they link to. Exits 1 where the project has errors, 2 where it cannot run."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    add_root(parser)
    parser.add_argument(
        "--pages", type=Path, required=True, metavar="DIR", help="the folder to write to"
    )


def run(options: argparse.Namespace) -> int:
    """Write the pages; return the exit status."""
    # Not above: `check` runs without pandoc and without what cleans HTML.
    from sourcebook.cache import Cache
    from sourcebook.pages.complete import site_files
    from sourcebook.pages.frame.portable import for_files
    from sourcebook.publication import publish_sources

    folder: Path = options.pages
    _refuse_sources(options.root, folder)
    project = Project.at(options.root)
    cache = Cache(options.root / CACHE)
    publication = publish_sources(project.sources, project.problems, cache)
    if errors := publication.compilation.at_least(Severity.ERROR):
        told = f"{reporters.summary(errors)}: `sourcebook check` shows them with their lines."
        say(f"sourcebook: {told}")
        return 1
    files: dict[str, str | Path] = {}
    for uri, rendered in publication.pages.items():
        slots = {
            number: str(for_files(slot.markup, uri)) for number, slot in rendered.slots.items()
        }
        files[uri] = exported(rendered.title, rendered.description, rendered.markdown, slots)
    files |= site_files(publication.compilation.site)
    assets = sorted(project.sources.assets)
    files |= {path.removeprefix(f"{DOCS}/"): options.root / path for path in assets}
    write_all(folder, files)
    say(f"{len(publication.pages)} pages written to {folder}.")
    return 0


def _refuse_sources(root: Path, folder: Path) -> None:
    """Raise `ProjectError` where what is written to *folder* could take the place of a source."""
    if root.resolve().is_relative_to(folder.resolve()):
        raise ProjectError(f"{folder} holds the project: give --pages a folder of its own.")
    for top in (DOCS, BIBLIOGRAPHY, DATA):
        if folder.resolve().is_relative_to((root / top).resolve()):
            raise ProjectError(f"{folder} is in {top}/, where the sources are written.")


def exported(title: str, description: str, markdown: str, slots: dict[str, str]) -> str:
    """Return a page as a file: front matter, and Markdown with the *slots* filled."""
    from sourcebook.publication import EXPORTED

    front = {"title": title, "description": description, "sourcebook": EXPORTED}
    # JSON is YAML.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()]

    def set_in(match: re.Match[str]) -> str:
        markup = slots.get(match[2], "")
        return _inline(markup) if match[1] == "span" else _block(markup)

    return "---\n" + "\n".join(lines) + "\n---\n\n" + _SLOT.sub(set_in, markdown)


def _inline(markup: str) -> str:
    """Return HTML for running text: Markdown reads what stands between its tags."""
    parts = _TAG.split(" ".join(markup.split("\n")))
    return "".join(
        part if part.startswith("<") else re.sub(r"(&#?\w+;)|(.)", _literal, part, flags=re.DOTALL)
        for part in parts
    )


def _literal(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return f"&#{ord(match[2])};" if _MARK.fullmatch(match[2]) else match[2]


def _block(markup: str) -> str:
    """Return HTML for a block of its own: a blank line would end it."""
    kept = _PREFORMATTED.sub(lambda match: match[0].replace("\n", "&#10;"), markup)
    return f"<div>\n{_BLANK_LINES.sub(chr(10), kept).strip()}\n</div>"

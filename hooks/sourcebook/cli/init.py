"""`sourcebook init DIR`: a new site on another subject, with a copy of the engine, that builds.

The engine is copied and not installed: a site is built in twenty years with the engine it was
made for, and who wants to change a page's frame finds it in hooks/theme/.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import sourcebook
from sourcebook.cli.asking import AnswerError, ask, is_terminal, needed, say
from sourcebook.cli.schema import EDITOR_SETTINGS, editor_settings
from sourcebook.diagnostics import Source
from sourcebook.formats.hygiene import unseen
from sourcebook.records.declaration import DECLARATION
from sourcebook.records.page_drafts import id_of_title
from sourcebook.records.records import Collection
from sourcebook.records.schema import modeline, schema_files
from sourcebook.records.shapes import shape_of_record
from sourcebook.records.subject import subject_of
from sourcebook.writing import write_all

_PACKAGE = Path(sourcebook.__file__).resolve().parent
_ENGINE = _PACKAGE.parent.parent
_STARTER = _PACKAGE / "starter"
_PROFILES = _PACKAGE / "profiles"
_COPIED = (
    "hooks", "bibliography/styles", ".editorconfig", ".gitattributes", ".gitignore", "LICENSE",
    "LICENSE-DATA", "LICENSE-TEXT", ".github/workflows/publish.yml",
)  # fmt: skip
LOCK = "requirements.lock"
_MADE_FROM = ("pyproject.toml", LOCK)
_PLACES = {
    "workflows/check.yml": ".github/workflows/check.yml",
    # By its own name linters would take it for the settings of the folder where it lies.
    "settings.toml": "pyproject.toml",
}
_TO_BUILD_ITSELF = ("editables", "hatchling")
"""What pip needs beside the dependencies, to install the engine from the folder."""
_IS_MADE = re.compile(r"__pycache__|/\.")
_SUBSTITUTE = re.compile("«([a-z-]+)»")
_BLOCK = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==.*\n(?:[ \t].*\n)*", re.MULTILINE)
_PARENT = re.compile(r"^ +# +(?:via )?([A-Za-z0-9._-]+)(?: \(pyproject\.toml\))?$", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")

HELP = "begin a new site on another subject"
DESCRIPTION = (
    "Write a new site into DIR, which must be new or empty: pages, bibliography, "
    "data, settings, workflows, and a copy of this engine. It builds and checks clean at "
    "once. Exits 0, or 2 where it cannot run."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to write")
    parser.add_argument(
        "--profile",
        choices=sorted(path.name for path in _PROFILES.iterdir()),
        default="plain",
        help="what it declares to begin with: plain nothing, collections two that are to be "
        "renamed, others a subject (default: %(default)s)",
    )
    parser.add_argument("--title", metavar="TEXT", help="the name of the site (required)")
    parser.add_argument("--description", metavar="TEXT", help="a sentence for search engines")
    parser.add_argument("--author", metavar="TEXT", help="who answers for the pages")


def run(options: argparse.Namespace) -> int:
    """Write the site; return the exit status."""
    folder: Path = options.folder
    _see_to_folder(folder)
    title = options.title or _asked_title()
    substitutes = _substitutes(title, options.description, options.author)
    begun = {**_texts(_STARTER, substitutes), **_texts(_PROFILES / options.profile, substitutes)}
    subject, _ = subject_of(Source(DECLARATION, begun[DECLARATION]))
    assert subject is not None, "a profile is sound"
    collections = subject.collections
    made = {**_empty_data(collections), **begun, **schema_files(collections), LOCK: _lock()}
    settings = editor_settings(None, collections)
    write_all(folder, {**_engine(), **made, EDITOR_SETTINGS: settings})
    print(folder)
    say(f"Next: cd {folder} && git init -b main && make serve")
    return 0


def _see_to_folder(folder: Path) -> None:
    """Raise `AnswerError` where *folder* cannot become a site, or this is no whole engine."""
    missing = [name for name in (*_COPIED, *_MADE_FROM) if not (_ENGINE / name).exists()]
    if missing:
        raise AnswerError(f"The engine is copied from its checkout, and here is no {missing[0]}.")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise AnswerError(f"{folder} is no folder.")
    if folder.exists() and any(path.name != ".git" for path in folder.iterdir()):
        raise AnswerError(f"{folder} is not empty.")
    if folder.resolve().is_relative_to(_ENGINE / "hooks"):
        raise AnswerError(f"{folder} is in the engine that would be copied.")


def _asked_title() -> str:
    if not is_terminal():
        raise AnswerError("“init” needs --title: nobody is there to be asked.")
    return ask("The name of the site", needed)


def _substitutes(title: str, description: str | None, author: str | None) -> Mapping[str, str]:
    title = " ".join(title.split())
    if not title:
        raise AnswerError("A title is text of one line.")
    told = " ".join((description or f"{title}: every statement with its source.").split())
    author = author or f"The contributors of {title}"
    for flag, text in (("--title", title), ("--description", told), ("--author", author)):
        if sign := unseen(text):
            raise AnswerError(f"{flag} holds the character {sign}, which nobody sees.")
    return {
        "title": title,
        # JSON is YAML, and TOML for a text.
        "title-quoted": json.dumps(title, ensure_ascii=False),
        "description-quoted": json.dumps(told, ensure_ascii=False),
        "author-quoted": json.dumps(author, ensure_ascii=False),
        "name": id_of_title(title) or "site",
        "dependencies": "".join(f"  {json.dumps(line)},\n" for line in _dependencies()),
    }


def _engine() -> Mapping[str, Path]:
    """Return the files of the engine; what was made while it ran is none of them."""
    found = [path for name in _COPIED for path in (_ENGINE / name, *(_ENGINE / name).rglob("*"))]
    return {
        path.relative_to(_ENGINE).as_posix(): path
        for path in found
        if path.is_file() and not _IS_MADE.search(path.relative_to(_ENGINE).as_posix())
    }


def _texts(folder: Path, substitutes: Mapping[str, str]) -> Mapping[str, str]:
    """Return the files that a site is begun with from *folder*, by path, all in their places."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            text = path.read_text(encoding="utf-8")
            files[_PLACES.get(name, name)] = _SUBSTITUTE.sub(
                lambda found: substitutes[found[1]], text
            )
    return files


def _lock() -> str:
    """Return the lock of what the engine needs to run."""
    lock = (_ENGINE / LOCK).read_text(encoding="utf-8")
    found = (_NAME.match(line) for line in _dependencies())
    needed = {_normal(name[0]) for name in found if name} | set(_TO_BUILD_ITSELF)
    return trimmed_lock(lock, needed)


def _dependencies() -> list[str]:
    settings = tomllib.loads((_ENGINE / "pyproject.toml").read_text(encoding="utf-8"))
    needed: list[str] = settings["project"]["dependencies"]
    return needed


def trimmed_lock(lock: str, needed: set[str]) -> str:
    """Return the blocks of *lock*, as uv writes it, that *needed* and what they need are in.

    A block names what it is there for in comments, ``# via``.
    """
    # A package may stand there twice, for two kinds of machine.
    blocks = [(_normal(block[1]), block[0]) for block in _BLOCK.finditer(lock)]
    children: dict[str, set[str]] = {}
    for name, text in blocks:
        for parent in _PARENT.findall(text):
            children.setdefault(_normal(parent), set()).add(name)
    kept: set[str] = set()
    waiting = sorted(needed)
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            waiting += children.get(name, ())
    return "".join(_without_comments(text) for name, text in blocks if name in kept)


def _without_comments(block: str) -> str:
    return "".join(f"{line}\n" for line in block.splitlines() if not line.lstrip().startswith("#"))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _empty_data(collections: Iterable[Collection]) -> Mapping[str, str]:
    """Return a file for each collection, empty but for what a record holds."""
    return {one.file: _empty(one) for one in collections if one.file is not None}


def _empty(collection: Collection) -> str:
    fields = shape_of_record(collection.record_type).fields
    if (line := modeline(collection)) is None:
        return ",".join(fields) + "\n"
    told = [f"#   {name}: {field.description}" for name, field in fields.items()]
    head = f"# {collection.title}: records by id. A record holds"
    return "\n".join([line, head, "#", "# an-id:", *told]) + "\n"

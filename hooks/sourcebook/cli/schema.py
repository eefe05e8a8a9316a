"""`sourcebook schema`: JSON Schemas of data files and front matter, for editors."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from sourcebook.cli.frame import Project, add_root
from sourcebook.project import ProjectError, read_file
from sourcebook.records.declaration import DECLARATION
from sourcebook.records.records import Collection
from sourcebook.records.schema import SCHEMAS, modeline, schema_files
from sourcebook.records.subject import subject_of
from sourcebook.writing import refuse_place, write_all

EDITOR_SETTINGS = ".vscode/settings.json"
_KEY = "yaml.schemas"

HELP = "write JSON Schemas for editors"
DESCRIPTION = (
    f"Write the JSON Schemas of all collections into {SCHEMAS}/, name them in the "
    f"first line of each data file, and tell VS Code of them in {EDITOR_SETTINGS}. "
    "Exits 0 where all are up to date, 1 where --check finds one that is not, 2 where it "
    "cannot run."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    add_root(parser)
    parser.add_argument("--check", action="store_true", help="write nothing; say what is stale")


def run(options: argparse.Namespace) -> int:
    """Write or compare; return the exit status."""
    root: Path = options.root
    project = Project.at(root)
    collections = _collections(project)
    settings = editor_settings(_text(root, EDITOR_SETTINGS), collections)
    wanted = {**schema_files(collections), EDITOR_SETTINGS: settings}
    stale = {path: text for path, text in wanted.items() if _text(root, path) != text}
    made = (path.relative_to(root) for path in (root / SCHEMAS).glob("*.schema.json"))
    old = sorted(path.as_posix() for path in made if path.as_posix() not in wanted)
    if options.check:
        for path in [*stale, *old]:
            print(f"{path} is stale: run `sourcebook schema`.")
        return 1 if stale or old else 0
    named = dict(_named(project, collections))
    write_all(root, {**stale, **named})
    for path in old:
        (root / path).unlink()
    print(
        *(f"wrote {path}\n" for path in stale),
        *(f"removed {path}\n" for path in old),
        *(f"named the schema of {path}\n" for path in named),
        sep="",
        end="",
    )
    return 0


def _collections(project: Project) -> tuple[Collection, ...]:
    """Return the collections of *project*. Raises `ProjectError` where they cannot be read."""
    subject, _ = subject_of(project.sources.data.get(DECLARATION))
    if subject is None:
        raise ProjectError(f"{DECLARATION} has errors: `sourcebook check` names them.")
    return subject.collections


def _text(root: Path, path: str) -> str | None:
    """Return the text of a file that is no source, or ``None`` where nothing is.

    Raises `ProjectError` or `WritingError` where it is not what may be written over.
    """
    refuse_place(root, path)
    return read_file(root / path).text if (root / path).exists() else None


def editor_settings(text: str | None, collections: Iterable[Collection]) -> str:
    """Return the settings of VS Code in *text* with our schemas named; the others stay.

    Raises `ProjectError` where they have comments or are no JSON object: they are the author's.
    """
    try:
        settings = json.loads(text) if text else {}
    except ValueError as error:
        raise ProjectError(f"{EDITOR_SETTINGS} is not plain JSON ({error}).") from error
    if not isinstance(settings, dict) or not isinstance(settings.get(_KEY, {}), dict):
        raise ProjectError(f"{EDITOR_SETTINGS} holds something else than settings.")
    others = {
        path: files
        for path, files in settings.get(_KEY, {}).items()
        if not path.startswith(f"{SCHEMAS}/")
    }
    ours = {
        f"{SCHEMAS}/{one.name}.schema.json": one.file
        for one in collections
        if one.file and one.file.endswith(".yml")
    }
    ours[f"{SCHEMAS}/collections.schema.json"] = DECLARATION
    settings[_KEY] = {**others, **ours}
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _named(project: Project, collections: Iterable[Collection]) -> Iterator[tuple[str, str]]:
    """Yield each data file whose first line tells editors of no schema, with that line."""
    for collection in collections:
        line = modeline(collection)
        if line is None or collection.file is None:
            continue
        text = project.text(collection.file)
        if text is not None and not text.startswith("# yaml-language-server:"):
            yield collection.file, f"{line}\n{text}"

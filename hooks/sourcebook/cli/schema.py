"""`sourcebook schema`: JSON Schemas of data files and front matter, for editors."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from sourcebook.project import DOCS, read
from sourcebook.records.declaration import DECLARATION
from sourcebook.records.records import Collection
from sourcebook.records.schema import SCHEMAS, modeline, schema_files
from sourcebook.records.subject import subject_of

EDITOR_SETTINGS = ".vscode/settings.json"
_KEY = "yaml.schemas"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to *commands*."""
    parser = commands.add_parser(
        "schema",
        help="write JSON Schemas for editors",
        description=f"Write the JSON Schemas of all collections into {SCHEMAS}/, name them in the "
        f"first line of each data file, and tell VS Code of them in {EDITOR_SETTINGS}. "
        "Exits 0 where all are up to date, 1 where --check finds one that is not, 2 where it "
        "cannot run.",
    )
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the project (default: here)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; say what is stale")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write or compare; return the exit status."""
    root: Path = options.root
    if not (root / DOCS).is_dir():
        print(f"sourcebook: {root} is not a Sourcebook project.", file=sys.stderr)
        return 2
    try:
        collections = declared_at(root)
        wanted = schema_files(collections)
        wanted[EDITOR_SETTINGS] = editor_settings(root, collections)
        stale = [path for path, text in wanted.items() if _read(root / path) != text]
        old = sorted(
            path.relative_to(root).as_posix()
            for path in (root / SCHEMAS).glob("*.schema.json")
            if path.relative_to(root).as_posix() not in wanted
        )
        if options.check:
            for path in [*stale, *old]:
                print(f"{path} is stale: run `sourcebook schema`.")
            return 1 if stale or old else 0
        for path in stale:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(wanted[path], encoding="utf-8", newline="\n")
            print(f"wrote {path}")
        for path in old:
            (root / path).unlink()
            print(f"removed {path}")
        for path in _name_schemas(root, collections):
            print(f"named the schema of {path}")
    except (OSError, ValueError) as error:
        print(f"sourcebook: {error}", file=sys.stderr)
        return 2
    return 0


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def declared_at(root: Path) -> tuple[Collection, ...]:
    """Return the collections of the project at *root*.

    Raises `ValueError` where its declaration has errors.
    """
    sources, _ = read(root)
    subject, _ = subject_of(sources.data.get(DECLARATION))
    if subject is None:
        raise ValueError(f"{DECLARATION} has errors: `sourcebook check` names them.")
    return subject.collections


def editor_settings(root: Path, collections: Iterable[Collection]) -> str:
    """Return the settings of VS Code with our schemas named; the others stay as they are.

    Raises `ValueError` where they have comments or are no JSON object: they are the author's.
    """
    text = _read(root / EDITOR_SETTINGS)
    try:
        settings = json.loads(text) if text else {}
    except ValueError as error:
        raise ValueError(f"{EDITOR_SETTINGS} is not plain JSON ({error}).") from error
    if not isinstance(settings, dict) or not isinstance(settings.get(_KEY, {}), dict):
        raise ValueError(f"{EDITOR_SETTINGS} holds something else than settings.")
    others = {
        path: files
        for path, files in settings.get(_KEY, {}).items()
        if not path.startswith(f"{SCHEMAS}/")
    }
    ours = {
        f"{SCHEMAS}/{one.name}.schema.json": one.file
        for one in collections
        if one.file and one.file.endswith(".yml")
    } | {f"{SCHEMAS}/collections.schema.json": DECLARATION}
    settings[_KEY] = {**others, **ours}
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _name_schemas(root: Path, collections: Iterable[Collection]) -> list[str]:
    """Put the line that editors read at the top of each data file without one; return those."""
    named = []
    for collection in collections:
        line = modeline(collection)
        if line is None or collection.file is None:
            continue
        path = root / collection.file
        text = None if path.is_symlink() else _read(path)
        if text is not None and not text.startswith("# yaml-language-server:"):
            path.write_text(f"{line}\n{text}", encoding="utf-8", newline="\n")
            named.append(collection.file)
    return named

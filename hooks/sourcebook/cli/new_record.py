"""`sourcebook new KIND`: a page with a declared record, checked before it is written."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping
from dataclasses import replace

from sourcebook.cli.asking import AnswerError, NoAnswerError, ask, is_terminal, needed, say
from sourcebook.cli.frame import Project, add_root, report
from sourcebook.cli.new_answers import NewRecords, listed
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Severity, Source
from sourcebook.project import DOCS
from sourcebook.records.page_drafts import (
    Answer,
    AskedField,
    asked_fields,
    page_text,
)
from sourcebook.records.records import Collection

DESCRIPTION = (
    "Write {place}. What is not given is asked for on a terminal. Ids of other records are also "
    "found by name. What would have errors is not written. Exits 0, 1 where it would have errors, "
    "2 where it cannot run."
)


def place_of(collection: Collection) -> str:
    """Return what is written and where, in words."""
    if collection.folder is not None:
        return f"{collection.folder}/ID.md, a page with its record"
    what = "row" if collection.key_fields else "record"
    return f"a {what} at the end of {collection.file}"


def add_options(parser: argparse.ArgumentParser, collection: Collection) -> None:
    """Add the options of a page of *collection* to *parser*: a flag for each field."""
    add_root(parser)
    if not collection.key_fields:
        parser.add_argument("--id", metavar="ID", help="its permanent id (default: by its name)")
    if collection.folder is not None:
        parser.add_argument("--title", metavar="TEXT", help="the title of the page (required)")
        parser.add_argument("--description", metavar="TEXT", help="a sentence for search engines")
    for field in asked_fields(collection.record_type):
        _add_flag(parser, field)


def _add_flag(parser: argparse.ArgumentParser, field: AskedField) -> None:
    shown = field.description.replace("%", "%%")
    if field.choices:
        shown += f": {', '.join(field.choices)}"
    if field.is_required:
        shown += " (required)"
    if field.kind == "one":
        metavar = "ID" if field.collection else "TEXT"
        parser.add_argument(
            f"--{field.name}", dest=f"field_{field.name}", metavar=metavar, help=shown
        )
        return
    metavar = ":".join(part.name.upper() for part in field.parts)
    metavar = metavar or ("ID" if field.collection else "TEXT")
    parser.add_argument(
        f"--{field.name}",
        dest=f"field_{field.name}",
        metavar=metavar,
        action="append",
        help=f"{shown}; with commas, or given again",
    )


def run(options: argparse.Namespace) -> int:
    """Ask, check and write; return the exit status."""
    collection: Collection = options.collection
    project = Project.at(options.root)
    new = NewRecords(project, is_asking=False)
    fields = asked_fields(collection.record_type)
    given = {field.name: _given(options, field) for field in fields}
    missing = [f"--{field.name}" for field in fields if field.is_required and not given[field.name]]
    is_page = collection.folder is not None
    missing = ["--title", *missing] if is_page and not options.title else missing
    new.is_asking = bool(missing) and is_terminal()
    if missing and not new.is_asking:
        raise AnswerError(
            f"“new {collection.singular}” needs {', '.join(missing)}: nobody is there to be asked."
        )
    answers: dict[str, Answer] = {}
    for field in fields:
        if given[field.name]:
            try:
                answers[field.name] = new.read(field, given[field.name])
            except AnswerError as error:
                raise AnswerError(f"--{field.name}: {error}") from error
    said = {"title": options.title or "", **given} if is_page else dict(given)
    try:
        title = said["title"] = (options.title or ask("Title", needed)) if is_page else ""
        for field in fields if new.is_asking else ():
            if field.name not in answers:
                answers[field.name], said[field.name] = new.asked(field)
        title = title or str(answers.get(collection.label, ""))
        id = "" if collection.key_fields else new.id_for(collection, title, options.id or "")
    except (NoAnswerError, KeyboardInterrupt):
        _keep(collection, said)
        raise
    ordered = {field.name: answers[field.name] for field in fields if field.name in answers}
    if is_page:
        text = page_text(collection, title, options.description or "", ordered)
        path = f"{collection.folder}/{id}.md"
        if project.text(path) is not None:
            raise AnswerError(f"{path} is there already.")
        new.files[path] = text
    else:
        new.append(collection, id, ordered)
    return _write(project, new.files)


def _keep(collection: Collection, said: Mapping[str, str | list[str]]) -> None:
    """Say with which command to go on: who is interrupted need not answer again."""
    flags = [
        part
        for name, value in said.items()
        for one in ([value] if isinstance(value, str) else value)
        if one
        for part in (f"--{name}", one)
    ]
    if flags:
        say(f"\nTo go on: {shlex.join(['sourcebook', 'new', collection.singular, *flags])}")


def _given(options: argparse.Namespace, field: AskedField) -> str | list[str]:
    """Return what the flags say: a text, or the parts of a list."""
    value = getattr(options, f"field_{field.name}")
    if field.kind == "one":
        return value.strip() if value else ""
    return [part for text in value or () for part in listed(text)]


def _write(project: Project, files: Mapping[str, str]) -> int:
    """Check the files as part of the project, write them, and say what is left to do."""
    changed, sources = {path: Source(path, text) for path, text in files.items()}, project.sources
    pages = {path: page for path, page in changed.items() if path.startswith(f"{DOCS}/")}
    data = {path: file for path, file in changed.items() if path not in pages}
    compilation = compile_site(
        replace(
            sources,
            pages=dict(sorted({**sources.pages, **pages}.items())),
            data={**sources.data, **data},
        )
    )
    found = [one for one in compilation.diagnostics if one.location.file in files]
    report(found, changed, sys.stderr)
    wrong = [one.location.file for one in found if one.severity >= Severity.ERROR]
    if wrong:
        say(f"sourcebook: {wrong[0]} would have errors and was not written.")
        return 1
    project.write(files)
    for path in files:
        print(path)
    if pages:
        say("Write its text there.")
    say("`sourcebook check` follows.")
    return 0

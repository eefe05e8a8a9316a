"""`sourcebook new KIND`: a page with a declared record, checked before it is written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sourcebook.cli.asking import AnswerError, ask, is_terminal, needed, say
from sourcebook.cli.frame import Project, add_root, report
from sourcebook.cli.naming import Names
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Location, Severity, Source, nearest
from sourcebook.formats.citations import scan
from sourcebook.formats.edtf import EdtfError, parse_edtf
from sourcebook.records.page_drafts import (
    Answer,
    AskedField,
    asked_fields,
    id_of_title,
    page_text,
    record_text,
)
from sourcebook.records.records import Collection, id_problem
from sourcebook.site.graph import Node
from sourcebook.site.parsing import Parsed, parse

DESCRIPTION = (
    "Write {place}. What is not given is asked for on a terminal. Ids of other records are also "
    "found by name. What would have errors is not written. Exits 0, 1 where it would have errors, "
    "2 where it cannot run."
)


def can_be_asked(collection: Collection) -> bool:
    """Return whether plain answers make a whole record of *collection*."""
    asked = {field.name for field in asked_fields(collection.record_type)}
    declared = collection.record_type.model_fields.items()
    needed = {one.alias or name for name, one in declared if one.is_required()}
    return needed <= asked and not collection.key_fields


def place_of(collection: Collection) -> str:
    """Return what is written and where, in words."""
    if collection.folder is not None:
        return f"{collection.folder}/ID.md, a page with its record"
    return f"a record at the end of {collection.file}"


def add_options(parser: argparse.ArgumentParser, collection: Collection) -> None:
    """Add the options of a page of *collection* to *parser*: a flag for each field."""
    add_root(parser)
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
    metavar = ":".join(part.upper() for part, _ in field.parts)
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
    parsed, _ = parse(project.sources)
    names = Names(parsed.subject, parsed.records.by_collection)
    fields = asked_fields(collection.record_type)
    given = {field.name: _given(options, field) for field in fields}
    missing = [f"--{field.name}" for field in fields if field.is_required and not given[field.name]]
    is_page = collection.folder is not None
    missing = ["--title", *missing] if is_page and not options.title else missing
    is_asking = bool(missing) and is_terminal()
    if missing and not is_asking:
        raise AnswerError(
            f"“new {collection.singular}” needs {', '.join(missing)}: nobody is there to be asked."
        )
    answers: dict[str, Answer] = {}
    for field in fields:
        if given[field.name]:
            try:
                answers[field.name] = _read(field, given[field.name], names, parsed)
            except AnswerError as error:
                raise AnswerError(f"--{field.name}: {error}") from error
    title = (options.title or ask("Title", needed)) if is_page else ""
    for field in fields if is_asking else ():
        if field.name not in answers:
            answers[field.name] = _asked(field, names, parsed)
    title = title or str(answers[collection.label])
    taken = _Ids(collection, parsed)
    if not is_asking and not options.id and not id_of_title(title):
        raise AnswerError(f"“{title}” makes no id: give one with --id.")
    if options.id or not is_asking:
        id = taken.free(options.id or id_of_title(title))
    else:
        id = ask("Id, for ever", taken.free, id_of_title(title))
    ordered = {field.name: answers[field.name] for field in fields if field.name in answers}
    if is_page:
        text = page_text(collection, title, options.description or "", ordered)
        return _write(project, f"{collection.folder}/{id}.md", text)
    path = str(collection.file)
    before = (project.text(path) or "").rstrip("\n")
    return _write(project, path, f"{before}\n{record_text(collection, id, ordered)}".lstrip("\n"))


def _given(options: argparse.Namespace, field: AskedField) -> str | list[str]:
    """Return what the flags say: a text, or the parts of a list."""
    value = getattr(options, f"field_{field.name}")
    if field.kind == "one":
        return value.strip() if value else ""
    return [part.strip() for text in value or () for part in text.split(",") if part.strip()]


def _asked(field: AskedField, names: Names, parsed: Parsed) -> Answer:
    """Ask for *field* until the answer can be used; what need not be given may stay empty."""
    question = field.description
    if field.choices:
        say(f"  {', '.join(field.choices)}")
    if field.kind != "one":
        form = ":".join(part for part, _ in field.parts)
        question += f" ({form}, with commas)" if field.parts else " (with commas)"
    if not field.is_required and not field.default:
        question += ", or nothing"

    def read(answer: str) -> Answer:
        if field.is_required:
            needed(answer)
        listed = [part.strip() for part in answer.split(",") if part.strip()]
        return _read(field, answer if field.kind == "one" else listed, names, parsed)

    return ask(question, read, field.default)


def _read(field: AskedField, answer: str | list[str], names: Names, parsed: Parsed) -> Answer:
    """Return *answer* as the record holds it. Raises `AnswerError`."""
    if isinstance(answer, str):
        return _one(field, answer, names, parsed)
    if field.kind == "many":
        return tuple(
            dict.fromkeys(names.id_of(field.collection, part) for part in answer)
            if field.collection
            else answer
        )
    found = []
    for entry in answer:
        texts = [text.strip() for text in entry.split(":")]
        if len(texts) > len(field.parts):
            raise AnswerError(f"“{entry}” has more than {len(field.parts)} parts.")
        pairs = zip(field.parts, texts, strict=False)
        found.append(
            {part: names.id_of(collection, text) for (part, collection), text in pairs if text}
        )
    return tuple(found)


def _one(field: AskedField, answer: str, names: Names, parsed: Parsed) -> str:
    if not answer:
        return ""
    if field.choices and answer not in field.choices:
        near = nearest(answer, field.choices)
        meant = f" Did you mean “{near}”?" if near else f" It is one of {', '.join(field.choices)}."
        raise AnswerError(f"“{answer}” is no {field.name}.{meant}")
    if field.collection:
        return names.id_of(field.collection, answer)
    if field.is_date:
        date = parse_edtf(answer)
        if isinstance(date, EdtfError):
            raise AnswerError(f"“{answer}” is no date: {date.reason}. {date.advice}")
    if field.is_markdown:
        _cited(answer, parsed)
    return answer


def _cited(text: str, parsed: Parsed) -> None:
    """See to it that *text* names its source. Raises `AnswerError`."""
    citekeys = [item.citekey for citation in scan(text) for item in citation.items]
    if not citekeys:
        raise AnswerError("It names no source: write a citekey before the full stop, [@citekey].")
    known = {*parsed.works, *parsed.bibliography.aliases}
    for citekey in citekeys:
        if citekey not in known:
            near = nearest(citekey, known)
            meant = (
                f" Did you mean “{near}”?" if near else " `sourcebook new source` adds an entry."
            )
            raise AnswerError(f"There is no entry “{citekey}”.{meant}")


class _Ids:
    """The ids that a collection has, and those that it had."""

    def __init__(self, collection: Collection, parsed: Parsed) -> None:
        self._collection = collection
        self._records: Mapping[str, object] = parsed.records.by_collection.get(collection.name, {})
        self._register = parsed.register or {}
        self._pages = {path.rpartition("/")[2] for path in _in_folder(collection, parsed.pages)}

    def free(self, id: str) -> str:
        """Return *id* where it can be given. Raises `AnswerError`."""
        problem = id_problem(id, Location(str(self._collection.folder)))
        if problem is not None:
            raise AnswerError(f"{problem.message} {problem.hint}".strip())
        if id in self._records or f"{id}.md" in self._pages:
            place = self._collection.file or f"{self._collection.folder}/{id}.md"
            raise AnswerError(
                f"{place} is there already."
                if place.endswith(".md")
                else f"{place} has “{id}” already."
            )
        known = self._register.get(Node(self._collection.name, id))
        if known is not None:
            raise AnswerError(f"“{id}” was “{known.label}”; an id is never given twice.")
        return id


def _in_folder(collection: Collection, uris: Iterable[str]) -> Iterable[str]:
    folder = str(collection.folder).removeprefix("docs/")
    return (uri for uri in uris if uri.startswith(f"{folder}/"))


def _write(project: Project, path: str, text: str) -> int:
    """Check the file as part of the project, write it, and say what is left to do."""
    page, sources = Source(path, text), project.sources
    is_page = path.startswith("docs/")
    if is_page:
        pages = dict(sorted({**sources.pages, path: page}.items()))
        compilation = compile_site(replace(sources, pages=pages))
    else:
        compilation = compile_site(replace(sources, data={**sources.data, path: page}))
    found = [one for one in compilation.diagnostics if one.location.file == path]
    report(found, {path: page}, sys.stderr)
    if any(one.severity >= Severity.ERROR for one in found):
        say(f"sourcebook: {path} would have errors and was not written.")
        return 1
    if is_page and project.text(path) is not None:
        raise AnswerError(f"{path} is there already.")
    project.write({path: text})
    print(path)
    if is_page:
        say("Write its text there.")
    say("`sourcebook check` follows.")
    return 0

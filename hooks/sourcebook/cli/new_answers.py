"""`NewRecords`: answers become records, and what they name with a “+” becomes one too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sourcebook.cli.asking import AnswerError, ask, needed, say
from sourcebook.cli.frame import Project
from sourcebook.cli.naming import Names
from sourcebook.diagnostics import Location, Source, nearest
from sourcebook.formats.citations import scan
from sourcebook.formats.csv import csv_cells
from sourcebook.formats.edtf import EdtfError, parse_edtf
from sourcebook.formats.period import parse_period
from sourcebook.records.page_drafts import (
    SOURCES,
    Answer,
    AskedField,
    asked_fields,
    id_of_title,
    record_text,
    row_text,
)
from sourcebook.records.records import Collection, id_problem
from sourcebook.site.graph import Node
from sourcebook.site.parsing import Parsed, parse


class NewRecords:
    """What one run adds to a project: the record that was asked for, and those that it names."""

    def __init__(self, project: Project, *, is_asking: bool) -> None:
        self._project = project
        self.is_asking = is_asking
        self._parsed, _ = parse(project.sources)
        known = {*self._parsed.works, *self._parsed.bibliography.aliases}
        records = self._parsed.records.by_collection
        self.names = Names(self._parsed.subject, records, known, self._make)
        self.files: dict[str, str] = {}
        """By path, as they are to be."""
        self._made: dict[tuple[str, str], str] = {}

    def asked(self, field: AskedField) -> tuple[Answer, str | list[str]]:
        """Ask for *field* until the answer can be used; what need not be given may stay empty.

        Return the answer and what was typed.
        """
        question = field.description
        if choices := field.choices or self.names.choices(field.collection):
            say(f"  {', '.join(choices)}")
        if field.kind != "one":
            form = ":".join(part.name for part in field.parts)
            question += f" ({form}, with commas)" if field.parts else " (with commas)"
        if not field.is_required and not field.default:
            question += ", or nothing"

        def read(answer: str) -> tuple[Answer, str | list[str]]:
            if field.is_required:
                needed(answer)
            typed = answer if field.kind == "one" else listed(answer)
            return self.read(field, typed), typed

        return ask(question, read, field.default)

    def read(self, field: AskedField, answer: str | list[str]) -> Answer:
        """Return *answer* as the record holds it. Raises `AnswerError`."""
        if isinstance(answer, str):
            return self._one(field, answer)
        if field.kind == "many":
            return tuple(dict.fromkeys(self._one(field, part) for part in answer))
        found = []
        for entry in answer:
            texts = [text.strip() for text in entry.split(":")]
            if len(texts) > len(field.parts):
                raise AnswerError(f"“{entry}” has more than {len(field.parts)} parts.")
            pairs = [(part, text) for part, text in zip(field.parts, texts, strict=False) if text]
            there = {part.name for part, _ in pairs}
            for part in field.parts:
                if part.is_required and part.name not in there:
                    raise AnswerError(f"“{entry}” has no {part.name}.")
            found.append(
                {
                    part.name: self._one(part, text)
                    if part.kind == "one"
                    else tuple(self._one(part, word) for word in text.split())
                    for part, text in pairs
                }
            )
        return tuple(found)

    def _one(self, field: AskedField, answer: str) -> str:
        if not answer:
            return ""
        if field.choices and answer not in field.choices:
            near = nearest(answer, field.choices)
            meant = (
                f" Did you mean “{near}”?" if near else f" It is one of {', '.join(field.choices)}."
            )
            raise AnswerError(f"“{answer}” is no {field.name}.{meant}")
        if field.collection:
            return self.names.id_of(field.collection, answer)
        if field.is_date or field.is_period:
            date = parse_period(answer) if field.is_period else parse_edtf(answer)
            if isinstance(date, EdtfError):
                raise AnswerError(f"“{answer}” is no date: {date.reason}. {date.advice}")
        if field.is_markdown:
            citekeys = [item.citekey for citation in scan(answer) for item in citation.items]
            if not citekeys:
                raise AnswerError(
                    "It names no source: write a citekey before the full stop, [@citekey]."
                )
            for citekey in citekeys:
                self.names.id_of(SOURCES, citekey)
        return answer

    def _make(self, collection: str, name: str) -> str:
        """Add a record called *name*, with what it needs, and return its id."""
        if (collection, name) in self._made:
            return self._made[collection, name]
        declared = self._parsed.subject.by_name[collection]
        fields = asked_fields(declared.record_type)
        answers: dict[str, Answer] = {declared.label: name}
        for field in fields:
            if field.is_required and field.name != declared.label:
                if not self.is_asking:
                    raise AnswerError(f"Make it first: `sourcebook new {declared.singular}`.")
                say(f"“{name}”:")
                answers[field.name], _ = self.asked(field)
        id = self.id_for(declared, name, "")
        self.append(declared, id, answers)
        self._made[collection, name] = id
        return id

    def id_for(self, collection: Collection, title: str, given: str) -> str:
        """Return the id of a new record: the one *given*, else after its *title*."""
        taken = _Ids(collection, self._parsed)
        if not self.is_asking and not given and not id_of_title(title):
            raise AnswerError(f"“{title}” makes no id: give one with --id.")
        if given or not self.is_asking:
            return taken.free(given or id_of_title(title))
        return ask("Id, for ever", taken.free, id_of_title(title))

    def append(self, collection: Collection, id: str, answers: Mapping[str, Answer]) -> None:
        """Add a record at the end of its data file."""
        path = str(collection.file)
        before = (self.files.get(path) or self._project.text(path) or "").rstrip("\n")
        if collection.key_fields:
            rows = csv_cells(Source(path, before)) or ()
            columns = rows[0] if rows else tuple(collection.fields)
            before = before or ",".join(columns)
            added = row_text(columns, answers)
        else:
            added = record_text(collection, id, answers)
        self.files[path] = f"{before}\n{added}".lstrip("\n")


def listed(answer: str) -> list[str]:
    return [part.strip() for part in answer.split(",") if part.strip()]


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

"""`AskedField`, `page_text`, `record_text`, `row_text`: a new record, from plain answers.

What is asked follows from the declaration of the record, as the schema and the checks do.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sourcebook.formats.csv import quoted
from sourcebook.formats.yaml import resolve
from sourcebook.records.records import Collection
from sourcebook.records.shapes import (
    LONGEST_ID,
    Citekey,
    Markdown,
    Reference,
    Shape,
    shape_of_record,
)

Answer = str | tuple[str, ...] | tuple[Mapping[str, str | tuple[str, ...]], ...]
SOURCES = "sources"
"""The name of the works among collections (`site.graph`, a floor above)."""

_PLAIN = re.compile(r"[A-Za-z](?:[\w .,'’–—/()-]*[\w.)'’])?|[0-9][0-9X?~%./-]*")
_LONGEST_LINE = 100
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"})
_BODY = "<!-- One sentence a line, one fact a sentence, its citation before the full stop. -->"


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field of a record that can be given as plain words."""

    name: str
    """In the front matter."""
    description: str
    kind: Literal["one", "many", "records"]
    is_required: bool
    is_number: bool
    is_markdown: bool
    is_date: bool
    is_period: bool
    default: str
    choices: tuple[str, ...]
    collection: str
    """Whose ids it holds, or ""; `SOURCES` for citekeys."""
    parts: tuple[AskedField, ...]
    """Of a field of records: what is asked of each, in the order of an answer."""

    @property
    def is_word(self) -> bool:
        """Whether an answer has no commas or colons of its own."""
        return bool(self.choices or self.collection or self.is_date)


def asked_fields(record_type: Any) -> tuple[AskedField, ...]:
    """Return the fields of *record_type* that can be asked for, in the order of declaration.

    Of records inside records, such as the states of an agreement, only words are asked; where that
    is not enough for one, such as for what works tell differently, they are written by hand.
    """
    declared = {one.alias or name: one for name, one in record_type.model_fields.items()}
    found = []
    for name, field in shape_of_record(record_type).fields.items():
        one, shape, each = declared[name], field.shape, field.shape.each
        if "Mapping" in str(one.annotation):
            continue
        parts: tuple[AskedField, ...] = ()
        if each is not None and each.fields:
            of_each = _record_type(one.annotation)
            parts = tuple(part for part in asked_fields(of_each) if part.is_word)
            if not _needed(of_each) <= {part.name for part in parts}:
                continue
        kind: Literal["one", "many"] = "one" if each is None else "many"
        found.append(
            AskedField(
                name=name,
                description=field.description,
                kind="records" if parts else kind,
                is_required=one.is_required(),
                is_number="int" in str(one.annotation),
                is_markdown=isinstance(shape.marker, Markdown),
                is_date="Edtf" in str(one.annotation),
                is_period="Period" in str(one.annotation),
                default=one.default if isinstance(one.default, str) else "",
                choices=shape.choices,
                collection="" if parts else _collection(each or shape),
                parts=parts,
            )
        )
    return tuple(found)


def is_whole(record_type: Any) -> bool:
    """Return whether plain answers make a whole record of *record_type*."""
    return _needed(record_type) <= {field.name for field in asked_fields(record_type)}


def _needed(record_type: Any) -> set[str]:
    declared = record_type.model_fields.items()
    return {one.alias or name for name, one in declared if one.is_required()}


def _record_type(annotation: Any) -> Any:
    """Return the record type that *annotation*, a tuple of records, is made of."""
    while not hasattr(annotation, "model_fields"):
        annotation = get_args(annotation)[0]
    return annotation


def _collection(shape: Shape) -> str:
    if isinstance(shape.marker, Citekey):
        return SOURCES
    return shape.marker.collection if isinstance(shape.marker, Reference) else ""


def id_of_title(title: str) -> str:
    """Return an id after *title*: “Nansen in Geneva, 1921” is ``nansen-geneva-1921``."""
    letters = unicodedata.normalize("NFKD", title.replace("’", "").replace("'", "").casefold())
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _SMALL_WORDS]
    return "-".join(words)[:LONGEST_ID].rstrip("-")


def page_text(
    collection: Collection, title: str, description: str, answers: Mapping[str, Answer]
) -> str:
    """Return the page: front matter with the record, in the order of *answers*, and no prose yet.

    An empty answer is left out.
    """
    lines = [f"title: {_scalar(title)}"]
    if description:
        lines.append(f"description: {_scalar(description)}")
    front = "".join(f"{line}\n" for line in lines)
    return f"---\n{front}{record_text(collection, str(collection.key), answers)}---\n\n{_BODY}\n"


def record_text(collection: Collection, key: str, answers: Mapping[str, Answer]) -> str:
    """Return a record in YAML under *key*, in the order of *answers*; an empty one is left out."""
    lines = [f"{key}:"]
    numbers = {field.name for field in asked_fields(collection.record_type) if field.is_number}
    for name, answer in answers.items():
        if not answer:
            continue
        if isinstance(answer, str):
            lines.append(f"  {name}: {answer if name in numbers else _scalar(answer)}")
        else:
            lines += _list(name, [_entry(one) for one in answer])
    return "".join(f"{line}\n" for line in lines)


def row_text(columns: Iterable[str], answers: Mapping[str, Answer]) -> str:
    """Return a row of a file with *columns*; every answer of a row is one text."""
    return ",".join(quoted(str(answers.get(name, ""))) for name in columns) + "\n"


def _entry(one: str | Mapping[str, str | tuple[str, ...]]) -> str:
    if isinstance(one, str):
        return _scalar(one, "," not in one)
    pairs = (
        f"{name}: {_scalar(text, ',' not in text)}"
        if isinstance(text, str)
        else f"{name}: [{', '.join(map(_entry, text))}]"
        for name, text in one.items()
    )
    return "{" + ", ".join(pairs) + "}"


def _list(name: str, entries: list[str]) -> Iterator[str]:
    """Yield a list on one line where it is short and plain, else an entry a line."""
    line = f"  {name}: [{', '.join(entries)}]"
    if len(line) <= _LONGEST_LINE and not any(entry.startswith("{") for entry in entries):
        yield line
        return
    yield f"  {name}:"
    yield from (f"    - {entry}" for entry in entries)


def _scalar(text: str, may_be_bare: bool = True) -> str:
    """Return *text* for YAML: bare where it may be and means itself, else in double quotes."""
    if may_be_bare and _PLAIN.fullmatch(text) and resolve(text) == text:
        return text
    # JSON is YAML.
    return json.dumps(text, ensure_ascii=False)

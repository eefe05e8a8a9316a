"""`AskedField`, `asked_fields`, `page_text`, `record_text`: a new record, from plain answers.

What is asked follows from the declaration of the record, as the schema and the checks do.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sourcebook.formats.yaml import resolve
from sourcebook.records.records import Collection
from sourcebook.records.shapes import LONGEST_ID, Markdown, Reference, Shape, shape_of_record

Answer = str | tuple[str, ...] | tuple[Mapping[str, str], ...]

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
    default: str
    choices: tuple[str, ...]
    collection: str
    """Whose ids it holds, or ""; of a field of records, in the first of `parts`."""
    parts: tuple[tuple[str, str], ...]
    """Of a field of records: the fields of each, with the collections whose ids they hold."""


def asked_fields(record_type: Any) -> tuple[AskedField, ...]:
    """Return the fields of *record_type* that can be asked for, in the order of declaration."""
    declared = {one.alias or name: one for name, one in record_type.model_fields.items()}
    found = []
    for name, field in shape_of_record(record_type).fields.items():
        shape, each = field.shape, field.shape.each
        parts = tuple((part, _collection(inner.shape)) for part, inner in _parts(each))
        if parts and not all(collection for _, collection in parts):
            # Records inside records, such as what works tell differently, are written by hand.
            continue
        one = declared[name]
        if "Mapping" in str(one.annotation):
            continue
        kind: Literal["one", "many", "records"] = "one" if each is None else "many"
        found.append(
            AskedField(
                name=name,
                description=field.description,
                kind="records" if parts else kind,
                is_required=one.is_required(),
                is_number="int" in str(one.annotation),
                is_markdown=isinstance(shape.marker, Markdown),
                is_date="Edtf" in str(one.annotation),
                default=one.default if isinstance(one.default, str) else "",
                choices=shape.choices,
                collection=parts[0][1] if parts else _collection(each or shape),
                parts=parts,
            )
        )
    return tuple(found)


def _parts(shape: Shape | None) -> Iterable[tuple[str, Any]]:
    return shape.fields.items() if shape else ()


def _collection(shape: Shape) -> str:
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


def _entry(one: str | Mapping[str, str]) -> str:
    if isinstance(one, str):
        return _scalar(one, "," not in one)
    pairs = (f"{name}: {_scalar(text, ',' not in text)}" for name, text in one.items())
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

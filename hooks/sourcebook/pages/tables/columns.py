"""`specs_of`: what a record type declares, as columns of a table and keys of a JSON object.

Nothing here knows a collection: a field becomes columns by the type it is declared with. A date
is its EDTF text with the first and the last day that it can mean; an id stands beside the label
of its record; a Markdown text is plain, with its citekeys beside it.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from sourcebook.formats.citations import scan
from sourcebook.formats.edtf import Edtf
from sourcebook.formats.period import Period
from sourcebook.formats.prose import plain_text
from sourcebook.records import shapes
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site

SEPARATOR = ";"
"""Between several ids or citekeys in one cell; neither can hold it."""

Form = Literal["one", "several", "texts", "mapping", "records"]
Kind = Literal["text", "markdown", "id", "date", "number", "integer", "boolean", "word"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, in the terms of Table Schema v2."""

    name: str
    type: str
    description: str = ""
    is_required: bool = False
    choices: tuple[str, ...] = ()
    references: str = ""
    """The table whose key the cell holds, or ""."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One field of a record type."""

    name: str
    """As in the files of the project."""
    attribute: str
    form: Form
    kind: Kind
    """Of the value, or of each of several."""
    description: str
    is_required: bool
    choices: tuple[str, ...] = ()
    collection: str = ""
    """Which the ids name; `SOURCES` for citekeys."""
    record_type: Any = None
    """Of the records in the field."""


@functools.cache
def specs_of(record_type: Any) -> tuple[Spec, ...]:
    """Return the fields of *record_type* in the order of declaration."""
    shape = shapes.shape_of_record(record_type)
    return tuple(
        _spec(name, declared, record_type.model_fields[declared.attribute])
        for name, declared in shape.fields.items()
    )


def _spec(name: str, declared: shapes.Field, field: Any) -> Spec:
    base, metadata = _bare(field.annotation, tuple(field.metadata))
    shape, form = declared.shape, "one"
    record_type = None
    if get_origin(base) is not None and get_origin(base) is not Literal:
        arguments = get_args(base)
        is_list = get_origin(base) is tuple
        base, metadata = _bare(arguments[0] if is_list else arguments[1], ())
        shape = shape.each or shapes.Shape()
        form = "several" if is_list else "mapping"
    if hasattr(base, "model_fields"):
        form, record_type = "records", base
    kind = _kind(base, metadata, shape)
    if form == "several" and kind in {"text", "markdown", "date"}:
        form = "texts"
    return Spec(
        name,
        declared.attribute,
        form,  # type: ignore[arg-type]
        kind,
        declared.description,
        is_required=field.is_required(),
        choices=shape.choices if kind == "word" else (),
        collection=_collection(shape.marker),
        record_type=record_type,
    )


def _bare(annotation: Any, metadata: tuple[object, ...]) -> tuple[Any, tuple[object, ...]]:
    """Return the type without ``Annotated`` and “or absent”, and what was said of it."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            metadata = (*metadata, *more)
        elif get_origin(annotation) in (Union, types.UnionType):
            (annotation,) = (one for one in get_args(annotation) if one is not types.NoneType)
        else:
            return annotation, metadata


def _kind(base: Any, metadata: tuple[object, ...], shape: shapes.Shape) -> Kind:
    if isinstance(shape.marker, shapes.Reference | shapes.Citekey):
        return "id"
    if isinstance(shape.marker, shapes.Markdown):
        return "markdown"
    if isinstance(shape.marker, shapes.Figure):
        # Ids of observations; they cannot hold the separator.
        return "word"
    if base in (Edtf, Period):
        return "date"
    if base is int:
        return "integer"
    if shape.choices and get_origin(base) is not Literal:
        return "word"
    if get_origin(base) is Literal:
        return "boolean" if set(get_args(base)) <= {True, False} else "word"
    patterns = {getattr(mark, "pattern", None) for mark in metadata}
    return "number" if shapes.NUMBER_PATTERN in patterns else "text"


def _collection(marker: shapes.Marker | None) -> str:
    if isinstance(marker, shapes.Reference):
        return marker.collection
    return SOURCES if isinstance(marker, shapes.Citekey) else ""


def columns_of(spec: Spec) -> Iterator[Column]:
    """Yield the columns of a field that is not a table of its own."""
    name, about = spec.name, spec.description
    if spec.form == "several":
        several = f"{about}; several, with “{SEPARATOR}” between them"
        yield Column(name, "string", several, spec.is_required)
        if spec.kind == "id":
            yield Column(f"{name}_labels", "string", f"The names of {name}, in the same order")
        return
    if spec.kind == "date":
        yield Column(name, "string", about, spec.is_required)
        yield Column(f"{name}_earliest", "date", f"The first day that {name} can mean")
        yield Column(f"{name}_latest", "date", f"The last day that {name} can mean")
    elif spec.kind == "id":
        yield Column(name, "string", about, spec.is_required, references=spec.collection)
        yield Column(f"{name}_label", "string", f"The name of {name}")
    elif spec.kind == "markdown":
        yield Column(name, "string", f"{about} (plain text)", spec.is_required)
        yield Column(
            f"{name}_citekeys", "string", f"Citekeys in {name}, with “{SEPARATOR}” between them"
        )
    else:
        type = spec.kind if spec.kind in {"number", "integer", "boolean"} else "string"
        yield Column(name, type, about, spec.is_required, spec.choices)


def values_of(spec: Spec, value: Any, site: Site) -> dict[str, Any]:
    """Return the value of a field as JSON has it: by the names of its columns, in their order.

    Absent is ``None``; several are a list. The field holds no table of its own.
    """
    name = spec.name
    if spec.form == "several":
        values = [_own_id(site, spec, str(one)) for one in value or ()]
        found: dict[str, Any] = {name: values}
        if spec.kind == "id":
            found[f"{name}_labels"] = [label_of(site, spec.collection, one) for one in values]
        return found
    if spec.kind == "date":
        date = value.date if isinstance(value, Period) else value
        earliest, latest = (date.earliest, date.latest) if date else (None, None)
        return {
            name: value.text if value else None,
            f"{name}_earliest": earliest.isoformat() if earliest else None,
            f"{name}_latest": latest.isoformat() if latest else None,
        }
    if spec.kind == "id":
        return {
            name: _own_id(site, spec, value) if value else None,
            f"{name}_label": label_of(site, spec.collection, value) if value else None,
        }
    if spec.kind == "markdown":
        return {
            name: plain(site, value) if value else None,
            f"{name}_citekeys": citekeys_in(site, value or ""),
        }
    return {name: value}


def _own_id(site: Site, spec: Spec, id: str) -> str:
    """Return *id*; for another citekey of a work its own, so that the key of its row is met."""
    return site.aliases.get(id, id) if spec.collection == SOURCES else id


def label_of(site: Site, collection: str, id: str) -> str:
    """Return the name of a record or work; a citekey may be one of a work's other names."""
    return site.label(Node(collection, site.aliases.get(id, id) if collection == SOURCES else id))


def plain(site: Site, markdown: str) -> str:
    """Return a Markdown text as one line of plain text with the labels of its links."""
    return plain_text(markdown, lambda collection, id: site.label(Node(collection, id)))


def citekeys_in(site: Site, markdown: str) -> list[str]:
    """Return the citekeys of the works that a Markdown text cites, each once, in order."""
    found = (item.citekey for citation in scan(markdown) for item in citation.items)
    return list(dict.fromkeys(site.aliases.get(citekey, citekey) for citekey in found))

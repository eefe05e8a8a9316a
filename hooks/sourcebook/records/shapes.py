"""`Shape`: what a record type declares, read from its annotations; the patterns of its texts.

One walk over a `Shape` and a record finds every reference, Markdown text and citekey in it,
however deep, so no other code repeats the names of fields. No pydantic is imported here: a
record type is anything with ``model_fields``.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from sourcebook.formats.yaml import Path

# Each pattern reads the same in Rust (pydantic), ECMA 262 (editors) and Python (tests), so no
# \w, \s or look-around; “$” is the end of the text in the first two.
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
LINE_PATTERN = "^[ \\t]*[^ \\t\\n\\r][^\\n\\r]*$"
TEXT_PATTERN = "[^ \\t\\n\\r]"
CITEKEY_PATTERN = "^[^ \\t\\n\\r,;\"'@{}()\\[\\]\\\\]+$"
LANGUAGE_PATTERN = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*$"
DATE_PATTERN = "^[0-9X?~%./-]+$"
PERIOD_PATTERN = "^(always|FY[0-9]{4}-[0-9]{2}|(asof-)?[0-9X?~%./-]+)$"
NUMBER_PATTERN = "^-?[0-9]{1,18}(\\.[0-9]{1,9})?$"
COORDINATES_PATTERN = (
    "^-?(90|[1-8]?[0-9](\\.[0-9]{1,7})?), ?-?(180|(1[0-7]|[1-9])?[0-9](\\.[0-9]{1,7})?)$"
)
FIGURE_PATTERN = (
    "^[a-z0-9]+(-[a-z0-9]+)*/(always|FY[0-9]{4}-[0-9]{2}|(asof-)?[0-9X?~%./-]+)"
    "/@[^ \\t\\n\\r,;\"'@{}()\\[\\]\\\\]+$"
)

LONGEST_ID = 80
LONGEST_LINE = 300
LONGEST_TEXT = 5_000
"""In characters."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a text as the id of a record of *collection*."""

    collection: str

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core_schema), "x-references": self.collection}


@dataclass(frozen=True, slots=True)
class Markdown:
    """Marks a text as Markdown that may hold citations and record links."""


@dataclass(frozen=True, slots=True)
class Citekey:
    """Marks a text as the citekey of a work."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Marks a text as the name of an observation: series, period and work."""


Marker = Reference | Markdown | Citekey | Figure
MarkerT = TypeVar("MarkerT", Reference, Markdown, Citekey, Figure)


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand at one place of a record."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    """Of a record, by the name in the file."""
    each: Shape | None = None
    """Of a list or a mapping with free keys: what its parts are."""
    choices: tuple[str, ...] = ()
    """Of a closed list: its words in order."""
    marker: Marker | None = None
    kinds: frozenset[type] = frozenset()
    """The markers that it or something in it has."""

    def at(self, path: Path) -> Shape:
        """Return the shape at *path*; an empty one where nothing is declared."""
        shape = self
        for step in path:
            if shape.each is not None:
                shape = shape.each
            elif str(step) in shape.fields:
                shape = shape.fields[str(step)].shape
            else:
                return Shape()
        return shape


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    attribute: str
    """The name in Python: ``from_`` for the field ``from``."""
    description: str
    shape: Shape


@functools.cache
def shape_of_record(record_type: Any) -> Shape:
    """Return the shape of a record type."""
    fields = {
        declared.alias or name: Field(
            name,
            declared.description or "",
            _shape_of(declared.annotation, tuple(declared.metadata)),
        )
        for name, declared in record_type.model_fields.items()
    }
    return Shape(fields, kinds=frozenset().union(*(one.shape.kinds for one in fields.values())))


def _shape_of(annotation: Any, metadata: tuple[object, ...] = ()) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _shape_of(inner, (*metadata, *more))
    if origin in (Union, types.UnionType):
        # Only “X or absent” is used; two kinds of value in one field would be two fields.
        (inner,) = (part for part in get_args(annotation) if part is not types.NoneType)
        return _shape_of(inner, metadata)
    if origin is Literal:
        return Shape(choices=tuple(map(str, get_args(annotation))))
    if origin is not None:
        # tuple[X, ...] and Mapping[str, X]
        arguments = get_args(annotation)
        each = _shape_of(arguments[0] if origin is tuple else arguments[1])
        return Shape(each=each, kinds=each.kinds)
    if hasattr(annotation, "model_fields"):
        return shape_of_record(annotation)
    marker = next((mark for mark in metadata if isinstance(mark, Marker)), None)
    return Shape(marker=marker, kinds=frozenset({type(marker)} if marker else ()))


def marked(
    shape: Shape, value: Any, kind: type[MarkerT], path: Path = ()
) -> Iterator[tuple[Path, str, MarkerT]]:
    """Yield the texts in *value* marked as *kind*, in the order of declaration, with their paths.

    Paths hold the names of the file, so they fit `Located`.
    """
    if kind not in shape.kinds or value is None:
        return
    if isinstance(shape.marker, kind):
        yield path, value, shape.marker
    elif shape.each is not None:
        parts = value.items() if isinstance(value, Mapping) else enumerate(value)
        for step, part in parts:
            yield from marked(shape.each, part, kind, (*path, step))
    else:
        for name, declared in shape.fields.items():
            if kind in declared.shape.kinds:
                below = getattr(value, declared.attribute)
                yield from marked(declared.shape, below, kind, (*path, name))

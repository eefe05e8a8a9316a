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
ADDRESS_PATTERN = '^https?://[^ \\t\\n\\r"<>]+$'
TERM_PATTERN = "^[A-Za-z][A-Za-z0-9]*$"

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


@dataclass(frozen=True, slots=True)
class Choice:
    """Marks a text as one of *words*: a closed list that is known when the program runs."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> dict[str, Any]:
        return {"type": "literal", "expected": list(self.words)}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field is to readers, beside its type; behaviour hangs on the role, never on the name.

    A site declares it in ``data/collections.yml``, the engine beside its own fields.
    """

    label: str = ""
    """As in fact boxes; the name of the field without it."""
    role: str = ""
    shown: str = "facts"
    """``facts``, ``chips``, ``section`` (of the records it names) or ``nowhere`` on its page.

    The engine's own fields with a section made for them are ``nowhere`` beside it.
    """
    choices: Mapping[str, str] = field(default_factory=dict)
    """Of a closed list: its words and how readers see them, the first the highest."""
    plurals: Mapping[str, str] = field(default_factory=dict)
    """Headings of groups, where they are not the choice itself; in the order of the groups."""
    short: Mapping[str, str] = field(default_factory=dict)
    """On chips, where the choice as readers see it is too long for one."""
    means: Mapping[str, str] = field(default_factory=dict)
    """Of a status: what it says to programs, in the words of `declaration.Means`."""
    inverse: str = ""
    """The heading under which a record named here lists those that name it."""
    property: str = ""
    """Of schema.org."""
    is_acyclic: bool = False
    """Whether following the field from record to record must come to an end."""

    def label_of(self, word: str) -> str:
        """Return the choice *word* as readers see it."""
        return self.choices.get(word, word)

    def group_of(self, word: str) -> str:
        """Return the heading of those with the choice *word*."""
        return self.plurals.get(word, self.label_of(word))

    def chip_of(self, word: str) -> str:
        """Return the choice *word* as a chip says it."""
        return self.short.get(word, self.label_of(word))


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
    name: str = ""
    """The name in the file."""
    meaning: Meaning = field(default_factory=Meaning)
    default: Any = None

    @property
    def label(self) -> str:
        """What readers see before its value."""
        return self.meaning.label or self.name.replace("_", " ").replace("-", " ").capitalize()

    @property
    def names(self) -> str:
        """The collection whose ids it holds, each alone or with more, or ""."""
        shape = self.shape.each or self.shape
        if isinstance(shape.marker, Reference):
            return shape.marker.collection
        first = next(iter(shape.fields.values()), None)
        return first.names if first is not None else ""

    @property
    def is_prose(self) -> bool:
        """Whether it holds Markdown, one text or several."""
        return isinstance((self.shape.each or self.shape).marker, Markdown)

    def value_of(self, record: Any) -> Any:
        """Return what *record* holds there."""
        return getattr(record, self.attribute)

    def ids_of(self, record: Any) -> tuple[str, ...]:
        """Return the ids that *record* holds there, of participants those of the people."""
        value = self.value_of(record)
        if value is None or not self.names:
            return ()
        if self.shape.each is None:
            return (value,)
        if not self.shape.each.fields:
            return tuple(value)
        first = next(iter(self.shape.each.fields.values()))
        return tuple(first.value_of(part) for part in value)


@functools.cache
def shape_of_record(record_type: Any) -> Shape:
    """Return the shape of a record type."""
    fields = {}
    for attribute, declared in record_type.model_fields.items():
        name = declared.alias or attribute
        metadata = tuple(declared.metadata)
        meaning = next((one for one in metadata if isinstance(one, Meaning)), Meaning())
        shape = _shape_of(declared.annotation, metadata)
        fields[name] = Field(
            attribute, declared.description or "", shape, name, meaning, declared.default
        )
    return Shape(fields, kinds=frozenset().union(*(one.shape.kinds for one in fields.values())))


@functools.cache
def roles_of(record_type: Any) -> Mapping[str, Field]:
    """Return the fields of a record type that play a role, by role."""
    fields = shape_of_record(record_type).fields.values()
    return {one.meaning.role: one for one in fields if one.meaning.role}


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
    if choice := next((mark for mark in metadata if isinstance(mark, Choice)), None):
        return Shape(choices=choice.words)
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

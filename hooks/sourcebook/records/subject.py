"""`Subject`, `subject_of`: what a site is about, made of its declaration and the engine's own.

Record types are made with pydantic's ``create_model``, so records that a site declares are as
strict, and their problems as well placed, as those of the engine.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, create_model

from sourcebook.diagnostics import Diagnostic, Location, Source
from sourcebook.formats.edtf import Edtf
from sourcebook.formats.yaml import load_yaml
from sourcebook.records.content import COLLECTIONS, Disputes, Participant
from sourcebook.records.content.common import DISPUTED, Names
from sourcebook.records.declaration import Declaration, DeclaredCollection, DeclaredField
from sourcebook.records.declaration_checks import problems_of_declaration
from sourcebook.records.fields import (
    AddressText,
    CitekeyText,
    CoordinatesText,
    DateText,
    Id,
    Line,
    MarkdownText,
    NumberText,
    Record,
    Several,
    reference_to,
)
from sourcebook.records.records import Collection, validate
from sourcebook.records.shapes import Meaning

_TYPES: Mapping[str, Any] = MappingProxyType(
    {
        "address": AddressText,
        "citekeys": CitekeyText,
        "coordinates": CoordinatesText,
        "date": DateText,
        "integer": int,
        "line": Line,
        "names": Names,
        "number": NumberText,
        "participants": Participant,
        "text": MarkdownText,
    }
)


@dataclass(frozen=True)
class Subject:
    """The collections of a site, those that it declares first, and what they lie between."""

    collections: tuple[Collection, ...] = COLLECTIONS
    sides: tuple[str, ...] = ()
    """Ids of places."""
    fiscal_year_starts: int = 1
    """The month, from 1."""
    horizon: Edtf | None = None
    """Until when the record reaches: what came later is not known here."""
    differences: str = "Where sources differ"
    """The heading under which a page says where works differ."""
    places_of_sides: tuple[tuple[str, Location], ...] = ()
    """Where each side is declared."""

    @cached_property
    def by_name(self) -> Mapping[str, Collection]:
        """The collections by their names."""
        return {collection.name: collection for collection in self.collections}

    @cached_property
    def declared(self) -> tuple[Collection, ...]:
        """Those that only this site has."""
        return tuple(one for one in self.collections if one.is_declared)

    @cached_property
    def dated(self) -> tuple[Collection, ...]:
        """Those whose records have a time and a page."""
        return tuple(one for one in self.declared if one.field_of("when") and one.has_pages)

    @cached_property
    def topics(self) -> tuple[Collection, ...]:
        """Those whose records others have for a topic."""
        named = [one.field_of("topic") for one in self.collections]
        return tuple(
            one for one in self.collections if any(f and f.names == one.name for f in named)
        )


@lru_cache(maxsize=4)
def subject_of(source: Source | None) -> tuple[Subject | None, tuple[Diagnostic, ...]]:
    """Return the subject that *source* declares, ``None`` with the problems where it cannot be.

    A site without a declaration has the collections of the engine.
    """
    if source is None:
        return Subject(), ()
    located, problems = load_yaml(source)
    if located is None or problems:
        return None, problems
    if located.value is None:
        return Subject(), ()
    declaration, problems = validate(Declaration, located.value, located, ())
    if declaration is None:
        return None, problems
    if problems := tuple(problems_of_declaration(declaration, located, COLLECTIONS)):
        return None, problems
    own = {one.name: one for one in COLLECTIONS}
    declared = declaration.collections
    new = [_collection(name, one) for name, one in declared.items() if name not in own]
    kept = [_extended(one, declared[one.name]) if one.name in declared else one
            for one in COLLECTIONS]  # fmt: skip
    sides = tuple(declaration.sides)
    places = tuple((id, located.location(("sides", at))) for at, id in enumerate(sides))
    subject = Subject(
        (*new, *kept),
        sides,
        declaration.fiscal_year_starts,
        declaration.horizon,
        declaration.differences,
        places,
    )
    return subject, ()


def _collection(name: str, declared: DeclaredCollection) -> Collection:
    """Return a collection of the site; its declaration has been checked."""
    singular, title = declared.singular or name, declared.title or name
    label = next((n for n, one in declared.fields.items() if one.role == "name"), "title")
    fields = dict(_fields(declared.fields)) | {
        "disputed": (Disputes, Field((), description=DISPUTED))
    }
    return Collection(
        name=name,
        record_type=create_model(name, __base__=Record, **fields),  # type: ignore[call-overload]
        title=title,
        singular=singular,
        label="title" if declared.folder else _attribute(label),
        file=declared.file,
        folder=declared.folder,
        key=singular if declared.folder else None,
        plural=declared.plural or "",
        counted=declared.counted or "",
        counted_plural=declared.counted_plural or "",
        description=declared.description or "",
        type=declared.type or "",
        listing=declared.list,
        views=declared.views,
        is_declared=True,
    )


def _extended(own: Collection, declared: DeclaredCollection) -> Collection:
    """Return the engine's collection *own* with the fields and words that the site gives it."""
    fields: Any = dict(_fields(declared.fields))
    make: Any = create_model
    made = make(own.record_type.__name__, __base__=own.record_type, **fields)
    return replace(
        own,
        record_type=made,
        title=declared.title or own.title,
        plural=declared.plural or own.plural,
        description=declared.description or own.description,
    )


def _fields(declared: Mapping[str, DeclaredField]) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for name, one in declared.items():
        yield _attribute(name), _field(name, one)


def _field(name: str, one: DeclaredField) -> tuple[Any, Any]:
    """Return the annotation and the field of pydantic that *one* declares."""
    inner = _annotation(one)
    is_list = one.many or one.type in ("participants", "citekeys")
    default: Any = ... if one.required else one.default
    if one.type == "participants":
        inner = tuple[Participant, ...]
    elif is_list:
        inner = Several[inner]  # type: ignore[valid-type]
    if not one.required:
        if is_list:
            default = ()
        elif one.type == "names":
            default = {}
        elif one.default is None:
            inner = inner | None
    meaning = Meaning(
        label=one.label or "",
        role=one.role or "",
        shown=one.shown,
        choices=one.choices,
        plurals=one.plurals,
        short=one.short,
        means=one.means,
        inverse=one.inverse or "",
        property=one.property or "",
        is_acyclic=not is_list,
    )
    alias = name if _attribute(name) != name else None
    described = Field(default, alias=alias, description=one.description or "")
    return Annotated[inner, meaning], described


def _annotation(one: DeclaredField) -> Any:
    if one.type == "choice":
        return Literal[tuple(one.choices)]
    if one.type == "reference":
        return Annotated[Id, reference_to(one.to or "")]
    return _TYPES[one.type]


def _attribute(name: str) -> str:
    """Return the name in Python of the field *name*: ``from_`` for ``from``."""
    plain = name.replace("-", "_")
    if plain[0].isdigit() or plain.startswith("model_"):
        return f"the_{plain}"
    return f"{plain}_" if keyword.iskeyword(plain) or hasattr(BaseModel, plain) else plain

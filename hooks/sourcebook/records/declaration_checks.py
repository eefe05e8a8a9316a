"""`problems_of_declaration`: what in a declaration does not fit together, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sourcebook.diagnostics import Diagnostic, nearest, rules_col
from sourcebook.formats.yaml import Located, Path
from sourcebook.records.content import PageFields
from sourcebook.records.declaration import Declaration, DeclaredCollection
from sourcebook.records.declared_fields import problems_of_fields
from sourcebook.records.records import Collection

_LISTED = ("order", "facets", "folded", "chips", "columns")
_FOLLOWING = {
    "title": (),
    "decade": ("when",),
    "country": ("where",),
    "direction": ("from", "to"),
}
"""What can be listed beside fields → the roles that it follows from."""
_VIEWS = {
    "timeline": ("when",),
    "map": ("where",),
    "matrix": ("when", "topic"),
    "decades": ("when", "topic"),
    "calendar": ("when",),
    "feed": ("when",),
}
_FOLDER = re.compile(r"docs(/[a-z0-9]+(-[a-z0-9]+)*)+")
_FILE = re.compile(r"data/[a-z0-9]+(-[a-z0-9]+)*\.yml")
_PLACES = frozenset(
    {"about", "assets", "conflicts", "data", "evidence", "ledger", "map", "matrix", "search"}
    | {"sources", "timeline"}
)
"""Addresses of pages that every site has."""


def problems_of_declaration(
    declaration: Declaration, located: Located, engine: Iterable[Collection]
) -> Iterator[Diagnostic]:
    """Yield the problems of *declaration* beside the collections of the *engine*."""
    own = {one.name: one for one in engine}
    names = [*own, *declaration.collections]
    taken: dict[tuple[str, str], str] = {}
    for one in own.values():
        taken |= {("file", one.file or ""): f"{one.title} are there"}
    taken |= {
        ("key", name): "front matter has it for every page" for name in PageFields.model_fields
    }
    for name, declared in declaration.collections.items():
        path: Path = ("collections", name)
        if name in own:
            yield from _extension(own[name], declared, located, path)
        else:
            yield from _collection(name, declared, located, path, taken)
        yield from problems_of_fields(name, declared, names, located, path)
        if name not in own:
            yield from _lists(name, declared, located, path)


def _extension(
    own: Collection, declared: DeclaredCollection, located: Located, path: Path
) -> Iterator[Diagnostic]:
    for part in ("folder", "file", "type", "singular", "counted"):
        if getattr(declared, part) is not None:
            yield rules_col.UNFIT_COLLECTION.at(
                located.key_location((*path, part)),
                collection=own.name,
                reason=f"it is one of the engine’s, which has its “{part}”",
                advice="Give it fields, a title and a description; or take another name.",
            )
    for name in declared.fields:
        if name in own.fields:
            at = located.key_location((*path, "fields", name))
            has = f"the engine’s {own.name} have such a field"
            yield rules_col.NAME_TAKEN.at(at, what="field", name=name, taken=has)


def _misplaced(name: str, part: str, place: str) -> tuple[str, str] | None:
    """Return why *place* cannot hold the records of *name*, and what to do."""
    form = f"docs/{name}" if part == "folder" else f"data/{name}.yml"
    if not (_FOLDER if part == "folder" else _FILE).fullmatch(place):
        return f"“{place}” is no {part} for records", f"Write “{part}: {form}”."
    if part == "folder" and place != form:
        # Addresses of records are by collection, those of pages by folder: they must be one.
        return (
            f"its pages would stand in {place}, and links name them {name}/…",
            f"Write “folder: {form}”, or call the collection after its folder.",
        )
    if place in {f"docs/{one}" for one in _PLACES}:
        return f"every site has pages of its own in {place}", "Choose another name."
    return None


def _collection(
    name: str,
    declared: DeclaredCollection,
    located: Located,
    path: Path,
    taken: dict[tuple[str, str], str],
) -> Iterator[Diagnostic]:
    if missing := [part for part in ("title", "singular") if getattr(declared, part) is None]:
        yield rules_col.UNFIT_COLLECTION.at(
            located.key_location(path),
            collection=name,
            reason=f"its “{missing[0]}” is missing",
            advice="Write “title: …”, for its index, and “singular: …”, for one of its records.",
        )
    places = [part for part in ("folder", "file") if getattr(declared, part) is not None]
    if len(places) != 1:
        yield rules_col.UNFIT_COLLECTION.at(
            located.key_location((*path, *places[1:])),
            collection=name,
            reason="its records need one place, a folder or a file",
            advice=f"Write “folder: docs/{name}” for pages, or “file: data/{name}.yml”.",
        )
        return
    (part,) = places
    place = str(getattr(declared, part))
    at = located.location((*path, part))
    if found := _misplaced(name, part, place):
        reason, advice = found
        yield rules_col.UNFIT_COLLECTION.at(at, collection=name, reason=reason, advice=advice)
    if part == "file" and not any(one.role == "name" for one in declared.fields.values()):
        yield rules_col.UNFIT_COLLECTION.at(
            at,
            collection=name,
            reason="no field of its records has the role “name”",
            advice="Add a field such as “name: {type: line, role: name, required: true}”.",
        )
    for what, value in ((part, place), ("key", declared.singular or "")):
        if (what, value) in taken:
            yield rules_col.NAME_TAKEN.at(
                located.location((*path, "singular" if what == "key" else what)),
                what="word" if what == "key" else what,
                name=value,
                taken=taken[what, value],
            )
        taken.setdefault((what, value), f"“{name}” has it")


def _lists(
    name: str, declared: DeclaredCollection, located: Located, path: Path
) -> Iterator[Diagnostic]:
    roles = {one.role for one in declared.fields.values()}
    known = [*declared.fields, *(one for one, needed in _FOLLOWING.items() if roles >= {*needed})]
    listed: list[tuple[Path, str]] = [
        ((part, place), one)
        for part in _LISTED
        for place, one in enumerate(getattr(declared.list, part))
    ]
    listed += [
        (("pairs", place, inner), one)
        for place, pair in enumerate(declared.list.pairs)
        for inner, one in enumerate(pair)
    ]
    if declared.list.group:
        listed.append((("group",), declared.list.group))
    for inside, one in listed:
        if one not in known:
            near = nearest(one, known)
            yield rules_col.UNKNOWN_LISTED.at(
                located.location((*path, "list", *inside)),
                collection=name,
                field=one,
                what=str(inside[0]),
                advice=f"Did you mean “{near}”?" if near else f"There are {', '.join(known)}.",
            )
    for place, pair in enumerate(declared.list.pairs):
        if len(set(pair)) != 2:
            yield rules_col.UNFIT_COLLECTION.at(
                located.location((*path, "list", "pairs", place)),
                collection=name,
                reason="a pair is of two facets",
                advice="Write “[one, other]”.",
            )
    for view, needed in _VIEWS.items():
        if getattr(declared.views, view) is not None and not roles >= {*needed}:
            lacking = next(role for role in needed if role not in roles)
            yield rules_col.UNFIT_COLLECTION.at(
                located.key_location((*path, "views", view)),
                collection=name,
                reason=f"a {view} needs a field with the role “{lacking}”",
                advice=f"Give a field “role: {lacking}”, or leave the view out.",
            )

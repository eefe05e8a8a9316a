"""`problems_of_fields`: what of a declared field does not fit its type, its role, its site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sourcebook.diagnostics import Diagnostic, nearest, rules_col, rules_rec
from sourcebook.formats.yaml import Located, Path
from sourcebook.records.declaration import DeclaredCollection, DeclaredField

_FITTING: Mapping[str, tuple[str, ...]] = {
    "when": ("date",),
    "where": ("reference",),
    "from": ("reference",),
    "to": ("reference",),
    "who": ("participants", "reference"),
    "topic": ("reference",),
    "status": ("choice",),
    "scope": ("choice",),
    "rank": ("choice",),
    "kind": ("choice",),
    "summary": ("text",),
    "name": ("line",),
}
"""Role → the types that can play it."""
_TO_PLACES = ("where", "from", "to")
_SINGLE = ("when", "from", "to", "status", "scope", "rank", "kind", "summary", "name")
_RESERVED = frozenset({"disputed", "id", "page", "title"})


def problems_of_fields(
    collection: str,
    declared: DeclaredCollection,
    names: Iterable[str],
    located: Located,
    path: Path,
) -> Iterator[Diagnostic]:
    """Yield the problems of the fields of *collection*, which stands at *path*.

    *names* are those of all collections.
    """
    first: dict[str, str] = {}
    for name, field in declared.fields.items():
        at = (*path, "fields", name)
        if name in _RESERVED:
            key = located.key_location(at)
            yield rules_col.NAME_TAKEN.at(
                key, what="field", name=name, taken="every record has it for itself"
            )
        if field.role and first.setdefault(field.role, name) != name:
            yield rules_col.ROLE_TWICE.at(
                located.location((*at, "role")),
                related=((located.key_location((*path, "fields", first[field.role])), "first"),),
                collection=collection,
                role=field.role,
                first=first[field.role],
                second=name,
            )
        yield from _target(name, field, names, located, at)
        for part, reason, advice in _unfit(field):
            yield rules_col.UNFIT_FIELD.at(
                located.location((*at, part)), field=name, reason=reason, advice=advice
            )
        yield from _choices(field, located, at)


def _target(
    name: str, field: DeclaredField, names: Iterable[str], located: Located, at: Path
) -> Iterator[Diagnostic]:
    if field.type == "reference" and field.to and field.to not in names:
        near, known = nearest(field.to, names), ", ".join(sorted(set(names)))
        yield rules_col.UNKNOWN_TARGET.at(
            located.location((*at, "to")),
            field=name,
            collection=field.to,
            advice=f"Did you mean “{near}”?" if near else f"There are {known}.",
        )


def _unfit(field: DeclaredField) -> Iterator[tuple[str, str, str]]:
    """Yield the part of *field* that does not fit, why, and what would."""
    if field.type == "reference" and not field.to:
        yield "type", "a reference names a collection", "Add “to: …”, such as “to: places”."
    if field.type != "reference" and field.to:
        yield "to", f"a {field.type} names no collection", "Leave “to” out, or make it a reference."
    if field.type == "choice" and not field.choices:
        yield "type", "a choice has words to choose from", "Add “choices: {word: What is shown}”."
    if field.type != "choice" and field.choices:
        yield (
            "choices",
            f"the type “{field.type}” has no choices",
            "Make it a choice, or leave them out.",
        )
    if field.default and field.type != "choice":
        yield "default", f"the type “{field.type}” has no default", "Leave it out."
    if field.default and field.required:
        yield "default", "what every record must say needs none", "Leave it out, or “required”."
    if field.many and field.type not in ("reference", "line", "address", "text", "date", "choice"):
        yield "many", f"the type “{field.type}” is one, or many already", "Leave “many” out."
    if field.shown == "section" and field.type != "reference":
        yield "shown", "a section lists the records of a reference", "Write “shown: facts”."
    if field.type == "text" and field.shown in ("chips", "nowhere"):
        # Its citations count as evidence, so readers must find them.
        yield "shown", "prose stands on the page of its record", "Leave “shown” out."
    if field.role is None:
        return
    fitting = _FITTING[field.role]
    if field.type not in fitting:
        reason = f"the role “{field.role}” is played by a {' or a '.join(fitting)}"
        yield "role", reason, "Change its type, or leave the role out."
    elif field.role in _TO_PLACES and field.to != "places":
        yield "role", f"the role “{field.role}” is played by places", "Write “to: places”."
    elif field.role == "who" and field.type == "reference" and field.to != "people":
        yield "role", "the role “who” is played by people", "Write “to: people”."
    elif field.many and field.role in _SINGLE:
        yield "many", f"the role “{field.role}” is played by one value", "Leave “many” out."
    elif field.role in ("name", "when") and not field.required:
        reason = f"every record needs the field of the role “{field.role}”"
        yield "role", reason, "Add “required: true”."


def _choices(field: DeclaredField, located: Located, at: Path) -> Iterator[Diagnostic]:
    if not field.choices:
        return
    used: list[tuple[Path, str]] = [((part, word), word) for part in ("plurals", "short", "means")
                                    for word in getattr(field, part)]  # fmt: skip
    if field.default:
        used.append((("default",), field.default))
    for path, word in used:
        if word not in field.choices:
            near = nearest(word, field.choices)
            words = ", ".join(field.choices)
            place = (*at, *path)
            is_key = path[0] != "default"
            yield rules_rec.NOT_IN_LIST.at(
                located.key_location(place) if is_key else located.location(place),
                value=word,
                field=str(path[0]),
                advice=f"Did you mean “{near}”?" if near else f"Choose one of {words}.",
            )

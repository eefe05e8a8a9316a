"""`inherit`: the fields that entries take over from the entries that they name.

``xdata`` gives all fields, ``crossref`` those that biblatex's manual lets through, under the names
that it says (appendix B). An entry's own fields always stand. Only fields of the data model are
taken over, so that a long chain costs no more than its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from sourcebook.diagnostics import Diagnostic, nearest, rules_bib
from sourcebook.formats.bibtex.datamodel import KNOWN_FIELDS, NEVER_INHERITED, inherited_names
from sourcebook.formats.bibtex.model import Entry, Field

_MOST_SUGGESTIONS = 10
"""Unknown parents for which a near name is looked for: each look goes through all citekeys."""
_LONGEST_CIRCLE = 8


def inherit(
    entries: Mapping[str, Entry], aliases: Mapping[str, str], broken: frozenset[str]
) -> tuple[dict[str, Entry], tuple[Diagnostic, ...]]:
    """Return *entries* (by citekey) with the fields that they take over.

    A parent that is not there, or that waits for its own child, is reported and gives nothing;
    one of *broken* gives nothing either.
    """
    resolved: dict[str, Entry] = {}
    diagnostics: list[Diagnostic] = []
    missing: list[tuple[Field, str]] = []
    for citekey in entries:
        # A stack of our own: a chain of thousands of entries must not be Python's recursion.
        stack = [citekey]
        path: dict[str, None] = {}
        while stack:
            key = stack[-1]
            if key in resolved:
                stack.pop()
                continue
            links = [(found, aliases.get(name, name)) for found, name in _links(entries[key])]
            if key not in path:
                path[key] = None
                waiting = [
                    parent
                    for _, parent in links
                    if parent in entries and parent not in resolved and parent not in path
                ]
                if waiting:
                    stack.extend(waiting)
                    continue
            diagnostics += _cycles(entries[key], links, path)
            missing += [link for link in links if link[1] not in entries and link[1] not in broken]
            parents = [(found, resolved[name]) for found, name in links if name in resolved]
            resolved[key] = _with_parents(entries[key], parents)
            del path[key]
            stack.pop()
    for number, (found, name) in enumerate(missing):
        near = nearest(name, entries) if number < _MOST_SUGGESTIONS else None
        start = found.value.find(name)
        diagnostics.append(
            rules_bib.UNKNOWN_PARENT.at(
                found.within(start, start + len(name)), field=found.name, citekey=name, nearest=near
            )
        )
    return resolved, tuple(diagnostics)


def _links(entry: Entry) -> Iterator[tuple[Field, str]]:
    """Yield the fields that name parents, with each citekey named; nearest first."""
    for name in ("xdata", "crossref"):
        found = entry.fields.get(name)
        if found is None:
            continue
        keys = found.value.split(",") if name == "xdata" else [found.value]
        yield from ((found, key.strip()) for key in keys if key.strip())


def _cycles(
    entry: Entry, links: list[tuple[Field, str]], path: Mapping[str, None]
) -> Iterator[Diagnostic]:
    for found, parent in links:
        if parent in path:
            # A circle longer than anyone reads is not written out for each of its links.
            keys = list(path) if len(path) <= _LONGEST_CIRCLE else [parent, "…", entry.citekey]
            circle = [*keys[keys.index(parent) :], parent]
            yield rules_bib.PARENT_CYCLE.at(
                found.location, citekey=entry.citekey, path=" → ".join(circle)
            )


def _with_parents(entry: Entry, parents: list[tuple[Field, Entry]]) -> Entry:
    if not parents:
        return entry
    fields = dict(entry.fields)
    for link, parent in parents:
        for name, found in parent.fields.items():
            if name not in KNOWN_FIELDS:
                continue
            if link.name == "xdata":
                names: tuple[str, ...] = () if name in NEVER_INHERITED else (name,)
            else:
                names = inherited_names(parent.type, entry.type, name)
            for own_name in names:
                if own_name not in fields:
                    fields[own_name] = found._replace(
                        name=own_name,
                        inherited_from=found.inherited_from or parent.citekey,
                    )
    return replace(entry, fields=MappingProxyType(fields))

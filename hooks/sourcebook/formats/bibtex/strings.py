"""`evaluate_strings`: the @strings of all files, each with its text.

One table for all files: a name may be used in any file, before or after its definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sourcebook.diagnostics import Diagnostic, Source, nearest, rules_bib
from sourcebook.formats.bibtex.splitting import Block
from sourcebook.formats.bibtex.values import (
    LARGEST_STRING,
    MONTHS,
    Piece,
    is_known_name,
    join,
    read_value,
)

_MOST_SUGGESTIONS = 10
"""Undefined names for which a near one is looked for: each look goes through all names."""


@dataclass(frozen=True, slots=True)
class _Definition:
    name: str
    """As written."""
    source: Source
    block: Block
    pieces: tuple[Piece, ...]


Undefined = tuple[Source, Piece]
"""A name without braces that is no @string, and the file in which it stands."""


def evaluate_strings(
    blocks: Sequence[tuple[Source, Block]],
) -> tuple[dict[str, str], tuple[Undefined, ...], tuple[Diagnostic, ...]]:
    """Return name (lower case) → text, undefined names, and what is wrong with the definitions.

    *blocks* are the @string blocks in the order of the files; of two definitions of one name
    the first counts.
    """
    definitions: dict[str, _Definition] = {}
    repeated: list[_Definition] = []
    for source, block in blocks:
        name = source.text[slice(*block.key)]
        value = read_value(source.text, *block.fields[0][1:])
        definition = _Definition(name, source, block, value.pieces)
        if definitions.setdefault(name.lower(), definition) is not definition:
            repeated.append(definition)
    texts, undefined, diagnostics = _texts(definitions)
    for definition in repeated:
        first = definitions[definition.name.lower()]
        if join(definition.pieces, texts, LARGEST_STRING)[0] != texts[definition.name.lower()]:
            diagnostics.append(
                rules_bib.REDEFINED_STRING.at(
                    definition.source.locate(*definition.block.key),
                    name=definition.name,
                    related=((first.source.locate(*first.block.key), "first defined here"),),
                )
            )
    return texts, tuple(undefined), tuple(diagnostics)


def undefined_names(
    source: Source, pieces: Iterable[Piece], strings: Mapping[str, str]
) -> list[Undefined]:
    """Return the names among *pieces* that are neither in *strings* nor months nor numbers."""
    return [
        (source, piece)
        for piece in pieces
        if piece.is_name and not is_known_name(piece.text, strings)
    ]


def report_undefined(
    undefined: Iterable[Undefined], strings: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each undefined name, with the name that was probably meant."""
    names = [*strings, *MONTHS]
    for number, (source, piece) in enumerate(undefined):
        near = nearest(piece.text, names) if number < _MOST_SUGGESTIONS else None
        cause = "none has this name"
        if piece.text.lower() in strings:
            cause = "its own definition waits for this one"
            advice = "Write the text itself in one of the two."
        elif near:
            advice = f"Did you mean “{near}”? If it is the text itself, put it in braces."
        else:
            advice = "If it is the text itself, put it in braces; if not, define it with @string."
        yield rules_bib.UNDEFINED_STRING.at(
            source.locate(piece.start, piece.end), name=piece.text, cause=cause, advice=advice
        )


def _texts(
    definitions: Mapping[str, _Definition],
) -> tuple[dict[str, str], list[Undefined], list[Diagnostic]]:
    """Evaluate every definition after those that it uses; a circle is cut where it closes."""
    texts: dict[str, str] = {}
    undefined: list[Undefined] = []
    diagnostics: list[Diagnostic] = []
    for name in definitions:
        # A stack of our own: a chain of thousands of names must not be Python's recursion.
        stack = [name]
        visited: set[str] = set()
        while stack:
            current = stack.pop()
            if current in texts:
                continue
            definition = definitions[current]
            if current not in visited:
                visited.add(current)
                used = (piece.text.lower() for piece in definition.pieces if piece.is_name)
                waiting = (n for n in used if n in definitions and n not in texts)
                stack += [current, *(n for n in waiting if n not in visited)]
                continue
            undefined += undefined_names(definition.source, definition.pieces, texts)
            texts[current], is_cut = join(definition.pieces, texts, LARGEST_STRING)
            if is_cut:
                diagnostics.append(
                    rules_bib.VALUE_TOO_LONG.at(
                        definition.source.locate(*definition.block.key),
                        name=definition.name,
                        largest=LARGEST_STRING,
                    )
                )
    return texts, undefined, diagnostics

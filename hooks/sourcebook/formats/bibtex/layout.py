"""`tidy_bibtex`: a ``.bib`` file in our layout (see `writing`), with nothing else changed.

Laid out anew are entries that can be read whole. What cannot, @string, @comment, @preamble and all
text between entries stand as they were written; only the blank lines around them are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex.reading import parse_bibliography
from sourcebook.formats.bibtex.splitting import Block, split
from sourcebook.formats.bibtex.values import Piece, read_value
from sourcebook.formats.bibtex.writing import (
    field_position,
    is_balanced,
    laid_out,
    value_text,
)
from sourcebook.formats.plain_values import addresses, plain_value, without_latex
from sourcebook.formats.tidied import Tidied, counted

_HEAD = re.compile(r"@(\w+)[ \t]*\{\s*\Z")
_BEFORE_FIELD = re.compile(r"\s*,\s*")
_CLOSING = re.compile(r"\s*,?\s*\}")
_BLANKS_AT_ENDS = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class _LaidOut:
    text: str
    is_reordered: bool
    made_plain: int
    """Identifiers and addresses that were written in another form."""


def tidy_bibtex(source: Source) -> Tidied:
    """Return the text of *source* in our layout. It reads as before, and tidying ends there.

    Never raises. The order of entries stays; so does every value, its braces included, but for
    identifiers and addresses, which get their plain form.
    """
    text = source.text
    pieces: list[str] = []
    moved = reordered = plain = end = 0
    for block in split(text):
        if block.kind != "entry":
            continue
        laid = _entry(text, block)
        if laid is None:
            continue
        written = text[block.start : block.end]
        pieces += [_between(text[end : block.start], is_first=not pieces), laid.text]
        end = block.end
        moved += laid.text.rstrip("\n") != written
        reordered += laid.is_reordered
        plain += laid.made_plain
    if not pieces:
        return Tidied(text)
    pieces.append(_after(text[end:]))
    tidy = "".join(pieces)
    if tidy == text:
        return Tidied(text)
    if _meaning(tidy) != _meaning(text):
        return Tidied(text, trouble="its entries would not read as before")
    done = [counted(moved, "entry laid out", "entries laid out")] if moved else ["blank lines"]
    if plain:
        done.append(counted(plain, "identifier in its plain form", "identifiers in plain form"))
    if reordered:
        done.append(counted(reordered, "with fields in another order"))
    return Tidied(tidy, tuple(done))


def _entry(text: str, block: Block) -> _LaidOut | None:
    """Return the entry of *block* in our layout, or ``None`` where not all of it is understood."""
    head = _HEAD.fullmatch(text, block.start, block.key[0])
    fields = tuple(_fields(text, block))
    if head is None or block.key[0] == block.key[1] or None in fields:
        return None
    written = [field for field in fields if field is not None]
    named = [(name, _plain(name, value)) for name, value in written]
    made_plain = sum(one != other for one, other in zip(named, written, strict=True))
    ordered = sorted(named, key=lambda pair: field_position(pair[0]))
    citekey = text[slice(*block.key)]
    return _LaidOut(laid_out(head[1].lower(), citekey, ordered), ordered != named, made_plain)


def _plain(name: str, value: str) -> str:
    """Return a *value* with its braces, and in its plain form where it has one."""
    if not (value.startswith("{") and value.endswith("}")) or " # " in value:
        return value
    content = value[1:-1]
    plain = plain_value(name, content)
    # Two addresses are two: which of them to keep is for a person to say.
    is_whole = plain != content and len(addresses(without_latex(content))) < 2
    return value_text(name, plain) if is_whole else value


def _fields(text: str, block: Block) -> Iterator[tuple[str, str] | None]:
    """Yield name and value of every field; ``None`` where other text stands in between."""
    position = block.key[1]
    for name_at, start, end in block.fields:
        # Positions must agree with what stands between them: only a comma and white space.
        if _BEFORE_FIELD.fullmatch(text, position, name_at) is None:
            yield None
        value = read_value(text, start, end)
        name = text[name_at : text.index("=", name_at)].strip().lower()
        if value.rest is not None or not name:
            yield None
        yield name, " # ".join(_piece(text, piece, value.pieces) for piece in value.pieces)
        position = end
    if _CLOSING.fullmatch(text, position, block.end) is None:
        yield None


def _piece(text: str, piece: Piece, pieces: tuple[Piece, ...]) -> str:
    """Return a piece of a value: a name bare, text in braces where they pair in it."""
    if piece.is_name:
        return piece.text
    content = piece.text.strip() if len(pieces) == 1 else piece.text
    if content.endswith("\\"):
        content += " "  # A backslash would take the closing sign with it.
    opening = text[piece.start - 1]
    if opening == '"' and not is_balanced(content):
        return f'"{content}"'
    return f"{{{content}}}"


def _between(text: str, *, is_first: bool) -> str:
    """Return what stands before an entry with one blank line around it."""
    inner = _inner(text)
    before = "" if is_first else "\n"
    return f"{before}{inner}\n\n" if inner else before


def _after(text: str) -> str:
    inner = _inner(text)
    return f"\n{inner}\n" if inner else ""


def _inner(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", _BLANKS_AT_ENDS.sub("", text)).strip("\n")


def _meaning(text: str) -> tuple[object, ...]:
    """Return all that a reader learns from *text*, places apart."""
    read, problems = parse_bibliography((Source("", text),))
    entries = tuple(
        (
            entry.citekey,
            entry.type,
            {name: plain_value(name, field.value) for name, field in entry.fields.items()},
        )
        for entry in (*read.entries, *read.xdata)
    )
    told = sorted((one.rule.code, one.message) for one in problems)
    return entries, dict(read.strings), dict(read.aliases), read.broken, told

"""`parse_bibliography`: the files of ``bibliography/`` as one Bibliography.

The steps: split each file into blocks, evaluate the @strings of all files, build the entries, take
out repeated citekeys, and fill in what entries take over from one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from sourcebook.diagnostics import Diagnostic, Source, rules_bib, rules_src
from sourcebook.formats.bibtex.citekeys import citekey_problem, distinct, usable_citekey
from sourcebook.formats.bibtex.failures import explain_failure
from sourcebook.formats.bibtex.inheritance import inherit
from sourcebook.formats.bibtex.model import Bibliography, Entry, Field
from sourcebook.formats.bibtex.splitting import Block, split
from sourcebook.formats.bibtex.strings import (
    Undefined,
    evaluate_strings,
    report_undefined,
    undefined_names,
)
from sourcebook.formats.bibtex.values import LARGEST_VALUE, Value, join, read_value

# U+FEFF at the very start is a byte order mark and no harm.
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TYPE = re.compile(r"@(\w*)")
_LOST = re.compile(r"^[ \t]*(@[A-Za-z]+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"[,}]|[A-Za-z][\w-]*[ \t]*=")
_KEY_IN_WRECK = re.compile(r"@\w+[ \t]*[{(]\s*([^\s,{}()=\"#%]+)[ \t]*,")


_FILES = 256
"""Files of which the blocks and entries are kept."""


@dataclass(slots=True)
class _Reader:
    """What the reading of one file gathers."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    undefined: list[Undefined] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)

    def read_file(self, source: Source, blocks: Sequence[Block], strings: dict[str, str]) -> None:
        control = _CONTROL.search(source.text)
        if control:
            self.diagnostics.append(
                rules_src.CONTROL_CHARACTER.at(
                    source.locate(*control.span()), name=f"U+{ord(control[0]):04X}"
                )
            )
        for number, block in enumerate(blocks):
            if block.kind == "failed":
                end = blocks[number + 1].start if number + 1 < len(blocks) else len(source.text)
                self.read_wreck(source, block, end)
            elif block.kind == "comment":
                before = blocks[number - 1] if number else None
                self.diagnostics += _strange_comment(source, block, before)
            elif block.kind == "entry":
                self.read_entry(source, block, strings)

    def read_wreck(self, source: Source, block: Block, end: int) -> None:
        """Report a block that failed, and note the citekeys that went down with it.

        *end* is where the next block begins: an entry that a missing brace swallowed stands
        before it.
        """
        key = source.text[slice(*block.key)]
        wreck = source.text[block.start : end]
        self.broken.update(match[1] for match in _KEY_IN_WRECK.finditer(wreck))
        self.broken.update({key} - {""})
        cause, advice = explain_failure(block.cause)
        kind = _TYPE.match(source.text, block.start)
        at = block.key if key else (block.start, kind.end() if kind else block.start + 1)
        self.diagnostics.append(
            rules_bib.UNREADABLE_ENTRY.at(
                source.locate(*at), name=key or source.text[slice(*at)], cause=cause, advice=advice
            )
        )

    def read_entry(self, source: Source, block: Block, strings: dict[str, str]) -> None:
        """Add the entry of *block*, or report why it cannot be cited."""
        citekey = source.text[slice(*block.key)]
        kind = _TYPE.match(source.text, block.start)
        type_at = kind.span(1) if kind else (block.start, block.start)
        entry_type = source.text[slice(*type_at)].lower()
        if not citekey:
            self.diagnostics.append(
                rules_bib.NO_CITEKEY.at(source.locate(block.start, type_at[1]), type=entry_type)
            )
            return
        problem = citekey_problem(citekey)
        if problem:
            self.broken.add(citekey)
            self.diagnostics.append(
                rules_bib.UNUSABLE_CITEKEY.at(
                    source.locate(*block.key),
                    citekey=citekey,
                    cause=problem,
                    usable=usable_citekey(citekey),
                )
            )
            return
        self.entries.append(
            Entry(
                citekey=citekey,
                type=entry_type,
                fields=MappingProxyType(self.read_fields(source, block, strings)),
                location=source.locate(*block.key),
                type_location=source.locate(*type_at),
                block_location=source.locate(block.start, block.end),
                raw=source.text[block.start : block.end],
            )
        )

    def read_fields(
        self, source: Source, block: Block, strings: dict[str, str]
    ) -> dict[str, Field]:
        """Return the fields of an entry by name; the first of two with one name counts."""
        fields: dict[str, Field] = {}
        for name_at, start, end in block.fields:
            found: tuple[int, int, int] | None = (name_at, _name_end(source.text, name_at), start)
            while found:
                value = read_value(source.text, found[2], end)
                read = self.read_field(source, found, end, value, strings)
                first = fields.setdefault(read.name, read)
                if first is not read:
                    self.diagnostics.append(
                        rules_bib.DUPLICATE_FIELD.at(
                            read.name_location,
                            name=read.name,
                            related=((first.name_location, "first given here"),),
                        )
                    )
                found = value.next_field
        return fields

    def read_field(
        self,
        source: Source,
        at: tuple[int, int, int],
        end: int,
        value: Value,
        strings: dict[str, str],
    ) -> Field:
        """Return one field; *at* is the start and end of its name and the start of its value."""
        name_at, value_start = at[:2], at[2]
        name = source.text[slice(*name_at)]
        if len(value.pieces) == 1 and not value.pieces[0].is_name:
            text, is_cut = value.pieces[0].text, False
        else:
            self.undefined += undefined_names(source, value.pieces, strings)
            text, is_cut = join(value.pieces, strings, LARGEST_VALUE)
        if is_cut:
            self.diagnostics.append(
                rules_bib.VALUE_TOO_LONG.at(
                    source.locate(*name_at), name=name, largest=LARGEST_VALUE
                )
            )
        if value.rest is not None:
            self.diagnostics.append(_malformed(source, name, value, end))
            end = value.rest
        if len(value.pieces) == 1:
            value_start, end = value.pieces[0].start, value.pieces[0].end
        content = source.text[value_start:end]
        start = value_start + len(content) - len(content.lstrip())
        return Field(
            name=name.lower(),
            value=(text if text.isprintable() else _CONTROL.sub("", text)).strip(),
            location=source.locate(start, start + len(content.strip())),
            name_location=source.locate(*name_at),
        )


def parse_bibliography(
    sources: Sequence[Source],
) -> tuple[Bibliography, tuple[Diagnostic, ...]]:
    """Return the bibliography of all ``.bib`` files and everything that is wrong with them.

    Files count in the order of their paths. Never raises: what cannot be read is a diagnostic,
    and its citekey, where one can be found, is in `Bibliography.broken`.
    """
    files = [(source, _blocks(source)) for source in sorted(sources, key=lambda s: s.path)]
    string_blocks = [
        (source, block) for source, blocks in files for block in blocks if block.kind == "string"
    ]
    strings, undefined, diagnostics = evaluate_strings(string_blocks)
    known = tuple(strings.items())
    readers = [_read(source, known) for source, _ in files]
    entries, aliases, problems = distinct(entry for one in readers for entry in one.entries)
    broken = frozenset(key for one in readers for key in one.broken if key not in entries)
    resolved, more_problems = inherit(entries, aliases, broken)
    bibliography = Bibliography(
        entries=tuple(resolved[key] for key in entries if entries[key].type != "xdata"),
        broken=broken,
        aliases=MappingProxyType(aliases),
        xdata=tuple(resolved[key] for key in entries if entries[key].type == "xdata"),
        strings=MappingProxyType(strings),
    )
    return bibliography, (
        *diagnostics,
        *(found for one in readers for found in one.diagnostics),
        *report_undefined([*undefined, *(u for one in readers for u in one.undefined)], strings),
        *problems,
        *more_problems,
    )


@lru_cache(maxsize=_FILES)
def _blocks(source: Source) -> tuple[Block, ...]:
    return split(source.text)


@lru_cache(maxsize=_FILES)
def _read(source: Source, strings: tuple[tuple[str, str], ...]) -> _Reader:
    """Return what is in one file; nothing is added to it afterwards."""
    reader = _Reader()
    reader.read_file(source, _blocks(source), dict(strings))
    return reader


def _name_end(text: str, start: int) -> int:
    """Return where the name of the field at *start* ends: before the ``=`` and its space."""
    return start + len(text[start : text.index("=", start)].rstrip())


def _malformed(source: Source, name: str, value: Value, end: int) -> Diagnostic:
    rest = value.rest or 0
    if value.next_field:
        following = source.text[slice(*value.next_field[:2])]
        at = source.locate(*value.next_field[:2])
        cause, advice = "a comma is missing after it", f"Write a comma before “{following}”."
    elif not value.pieces and rest >= end:
        at = source.locate(rest)
        cause, advice = "there is none", "Write the value in braces, or delete the field."
    else:
        at = source.locate(rest, end)
        cause = "text stands outside its braces or quotes"
        advice = "Put the whole value in one pair of braces."
    return rules_bib.MALFORMED_VALUE.at(at, name=name, cause=cause, advice=advice)


def _strange_comment(source: Source, block: Block, before: Block | None) -> Iterator[Diagnostic]:
    """Yield what is suspicious in text outside entries, which BibTeX skips."""
    text = source.text[block.start : block.end]
    if before is not None and before.kind == "entry" and _LEFT_OVER.match(text):
        first_line = text.partition("\n")[0]
        yield rules_bib.TEXT_AFTER_ENTRY.at(
            source.locate(block.start, block.start + len(first_line)),
            citekey=source.text[slice(*before.key)],
        )
    for match in _LOST.finditer(text):
        if match[1].lower() == "@comment":
            continue  # BibTeX needs no braces here: it skips what follows up to the next “@”.
        yield rules_bib.LOST_ENTRY.at(
            source.locate(block.start + match.start(1), block.start + match.end(1)), start=match[1]
        )

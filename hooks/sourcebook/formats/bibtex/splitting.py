"""`split`: one ``.bib`` file cut into blocks with exact places. The only door to bibtexparser.

Only its splitter is used (2.1.0). What surprised us about it is pinned in tests/unit/test_bibtex.py
by tests named ``test_bibtexparser_…``; here is what is done about each:

- lines count from 0 and there are no columns: blocks and fields are found again in the text;
- ``@commentary{…}``, an entry type of biblatex, is taken for a comment (so is anything else that
  begins with comment, string or preamble): its first letter is masked;
- a ``%`` before an entry does not make it a comment, as it does for biber and pandoc: the ``@`` of
  such lines is masked;
- duplicates and failures only land in ``failed_blocks``, and are logged;
- a missing comma makes two fields one value: see `values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bibtexparser import model
from bibtexparser.splitter import Splitter
from bibtexparser.splitter import logger as splitter_log

# The splitter logs what fails, and Python prints that where nobody listens. Every failure becomes a
# diagnostic here, so nothing is lost.
splitter_log.disabled = True

_COMMENTED_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_LONGER_WORD = re.compile(r"@(?:c(?=omment\w)|s(?=tring\w)|p(?=reamble\w))", re.IGNORECASE)
_HEAD = re.compile(r"@\w*[ \t]*[{(]?\s*")
_BLANKS = re.compile(r"\s*")
_LIKELY_KEY = re.compile(r"[^\s,{}()=\"#%]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a file; offsets are 0-based, ends exclusive."""

    kind: Literal["entry", "string", "failed", "comment"]
    start: int
    """Of the ``@``, or of the text of a comment."""
    end: int
    key: tuple[int, int] = (0, 0)
    """Where the citekey, or the name of an @string, stands."""
    fields: tuple[tuple[int, int, int], ...] = ()
    """Of every field: start of its name, start and end of the value after its ``=``."""
    cause: str = ""
    """Why the block failed, in bibtexparser's words."""


def split(text: str) -> tuple[Block, ...]:
    """Return the blocks of *text* in order; never raises.

    Comments are returned where they are free text (not ``@comment``), for they may be an entry
    that begins with a slip.
    """
    # Masks are as long as what they hide, so offsets stay; a masked character is never shown.
    masked = _COMMENTED_LINE.sub(lambda line: line[0].replace("@", "%"), text)
    return tuple(_blocks(_LONGER_WORD.sub("@x", masked)))


def _blocks(text: str) -> Iterator[Block]:
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    cursor = 0
    for block in Splitter(text).split().blocks:
        raw = block.raw or ""
        line = min(max(block.start_line or 0, 0), len(line_starts) - 1)
        start = text.find(raw, max(cursor, line_starts[line]))
        start = max(cursor, line_starts[line]) if start == -1 else start
        end = min(start + len(raw), len(text))
        cursor = start + 1
        # A duplicate entry with a duplicate field is wrapped twice.
        while isinstance(block, model.ParsingFailedBlock):
            inner = block.ignore_error_block
            if inner is None:
                break
            block = inner
        if isinstance(block, model.ParsingFailedBlock):
            yield Block("failed", start, end, _likely_key(text, start, end), cause=_reason(block))
        elif isinstance(block, model.Entry):
            key = _key(text, start, block.key)
            yield Block("entry", start, end, key, tuple(_fields(text, key[1], block)))
        elif isinstance(block, model.String):
            key = _key(text, start, block.key)
            value = text.index("=", key[1]) + 1
            yield Block("string", start, end, key, ((key[0], value, end - 1),))
        elif isinstance(block, model.ImplicitComment):
            yield Block("comment", start, end)


def _reason(block: model.ParsingFailedBlock) -> str:
    # BlockAbortedException does not hand its reason to Exception, so str() of it is empty.
    return str(getattr(block.error, "abort_reason", block.error))


def _key(text: str, start: int, key: str) -> tuple[int, int]:
    head = _HEAD.match(text, start)
    begins = head.end() if head else start
    return begins, begins + len(key)


def _likely_key(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the citekey of a failed block probably stands; empty where none does."""
    head = _HEAD.match(text, start, end)
    found = _LIKELY_KEY.match(text, head.end() if head else start, end)
    return found.span() if found else (start, start)


def _fields(text: str, position: int, entry: model.Entry) -> Iterator[tuple[int, int, int]]:
    """Yield the places of the fields.

    bibtexparser strips names and values, and each follows a comma or an equals sign, so a search
    from the last place finds them.
    """
    for found in entry.fields:
        name = _skip_space(text, text.index(",", position) + 1)
        value = _skip_space(text, text.index("=", name + len(found.key)) + 1)
        position = value + len(found.value)
        yield name, value, position


def _skip_space(text: str, position: int) -> int:
    # Python's strip(), which bibtexparser uses, takes every kind of white space, and so does \s.
    found = _BLANKS.match(text, position)
    return found.end() if found else position

"""`split_page`: the front matter and the body of a Markdown page.

What counts as front matter is what MkDocs 1.6.1 takes for it (``mkdocs/utils/meta.py``): a first
line ``---``, YAML, and a line ``---`` or ``...``, each with a line end. What MkDocs swallows
without a word is reported: a block that is not YAML, not closed, not a mapping or not on the
first line, and the older metadata without ``---`` that eats a first line such as ``Note: text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sourcebook.diagnostics import KEPT, Diagnostic, Location, Source, rules_yaml
from sourcebook.formats.yaml import Located, load_yaml

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:\.\.\.|---)[ \t]*\n", re.MULTILINE)
_LAST_LINE = re.compile(r"^(?:\.\.\.|---)[ \t]*\Z", re.MULTILINE)
_FIELD = re.compile(r"[A-Za-z0-9_-]+:(?:[ \t]|$)", re.MULTILINE)
_METADATA = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):")
"""The key of MultiMarkdown metadata, as MkDocs finds it on a first line."""

_YAML_1_1_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+|\Z)")
_YAML_1_1_NUMBER = re.compile(r"[-+]?0(?:b_+|x_+)|[-+]?[0-9_]{4300,}")


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page, split. Offsets are into the text of the source."""

    front_matter: Located | None
    """``None`` where there is none, and where it cannot be read (then `is_broken`)."""
    body_start: int
    """The first character of the body: where MkDocs too begins the page."""
    meta_start: int
    """The first character after the line ``---``; 0 without front matter."""
    meta_end: int
    """The first character of the closing line; 0 without front matter."""
    is_broken: bool = False
    """There is front matter, and a diagnostic says why it cannot be used."""


@lru_cache(maxsize=KEPT)
def split_page(source: Source) -> tuple[PageParts, tuple[Diagnostic, ...]]:
    """Return the parts of the page *source* and what is wrong with its front matter.

    A block that is closed but cannot be read is left out of the body all the same, so that a
    preview does not print it.
    """
    text = source.text
    first = 1 if text.startswith("\ufeff") else 0
    opening = _OPENING.match(text, first)
    if opening is None:
        return _without_front_matter(source, first)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return _unclosed(source, first, opening.end())
    meta_start, meta_end = opening.end(), closing.start()
    body_start = _skip_newlines(text, closing.end())
    located, problems = load_yaml(source, meta_start, meta_end)
    if located is not None and isinstance(located.value, dict):
        return PageParts(located, body_start, meta_start, meta_end), problems
    if located is not None:
        what = {tuple: "a list", type(None): "empty"}.get(type(located.value), "plain text")
        at = source.locate(first, first + 3)
        problems = (*problems, rules_yaml.FRONT_MATTER_SHAPE.at(at, what=what))
    return PageParts(None, body_start, meta_start, meta_end, is_broken=True), problems


def unconvertible(front_matter: Located) -> Iterator[Diagnostic]:
    """Yield the plain values for which MkDocs would drop the whole block.

    MkDocs builds objects by YAML 1.1 and takes any exception for “no front matter”: PyYAML 6.0.3
    raises on days that do not exist, on ``=``, and on numbers without digits or of over 4,300.
    """
    for value, at in front_matter.plain_scalars():
        if what := _unconvertible(value):
            shown = value if len(value) <= 40 else f"{value[:39]}…"
            yield rules_yaml.UNCONVERTIBLE_VALUE.at(at, value=shown, what=what)


def _unconvertible(value: str) -> str | None:
    if value == "=":
        return "a sign of YAML 1.1"
    if _YAML_1_1_NUMBER.fullmatch(value):
        return "a number"
    if found := _YAML_1_1_DATE.match(value):
        try:
            date(*map(int, found.groups()))
        except ValueError:
            return "a date that does not exist"
    return None


def _without_front_matter(source: Source, first: int) -> tuple[PageParts, tuple[Diagnostic, ...]]:
    text = source.text
    line_end = _line_end(text, first)
    if not text[first:line_end].strip():
        body_start = _skip_newlines(text, min(line_end + 1, len(text)))
        parts = PageParts(None, body_start, 0, 0)
        return parts, tuple(
            _late(source, _skip_blank(text, first), "an empty line stands above it")
        )
    parts = PageParts(None, first, 0, 0)
    if found := _METADATA.match(text, first):
        at = source.locate(found.start(1), found.end())
        return parts, (rules_yaml.SWALLOWED_LINE.at(at, key=found.group(1)),)
    return parts, tuple(_late(source, first, "this line has more than that"))


def _late(source: Source, offset: int, what: str) -> Iterator[Diagnostic]:
    """Yield a problem if front matter was meant at *offset*: a fence, a field, a fence."""
    text = source.text
    line_end = _line_end(text, offset)
    fence = text[offset:line_end].strip()
    if len(fence) < 3 or fence.strip("-") or not _FIELD.match(text, line_end + 1):
        return
    if re.compile(r"^[ \t]*-{3,}[ \t]*$", re.MULTILINE).search(text, line_end + 1):
        at = source.locate(offset, line_end)
        yield rules_yaml.FRONT_MATTER_LATE.at(at, what=what)


def _unclosed(
    source: Source, first: int, meta_start: int
) -> tuple[PageParts, tuple[Diagnostic, ...]]:
    """A first line ``---`` without a second: a rule across the page, unless a field follows."""
    parts = PageParts(None, first, 0, 0)
    last = _LAST_LINE.search(source.text, meta_start)
    if not last and not _FIELD.match(source.text, meta_start):
        return parts, ()
    reason = ": the last line of the file lacks its line end" if last else ""
    at: Location = source.locate(first, first + 3)
    broken = PageParts(None, first, 0, 0, is_broken=True)
    return broken, (rules_yaml.FRONT_MATTER_UNCLOSED.at(at, reason=reason),)


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end == -1 else end


def _skip_newlines(text: str, offset: int) -> int:
    while text.startswith("\n", offset):
        offset += 1
    return offset


def _skip_blank(text: str, offset: int) -> int:
    """Return the start of the first line after *offset* that holds more than spaces."""
    while offset < len(text):
        end = _line_end(text, offset)
        if text[offset:end].strip():
            return offset
        offset = end + 1
    return len(text)

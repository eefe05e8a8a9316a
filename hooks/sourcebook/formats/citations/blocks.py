"""`Layout`, `lay_out`: which lines of a Markdown page are prose, and where a paragraph ends.

The host decides what is shown as code, so this follows Python-Markdown with Material's usual
extensions (superfences, admonitions, details, tabs, footnotes, definition lists), not CommonMark:
content of a list item or an admonition is indented by four columns whatever the marker's width,
and four columns more, after a blank line, are code.

Sources: Python-Markdown ``blockprocessors.py`` (`CodeBlockProcessor`, `ListIndentProcessor`),
pymdown-extensions ``superfences.py`` (a fence ends at the same marks behind the same prefix).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from sourcebook.formats.citations.columns import (
    PREFIX,
    closing_fences,
    fence_key,
    indent,
    skip_columns,
)
from sourcebook.formats.citations.ranges import (
    BODY_TAGS,
    Ranges,
    closing_tags,
    line_ranges,
    next_from,
)

_FENCE = re.compile(r"(`{3,}|~{3,})")
_MARKER = re.compile(r"(?:[*+-]|\d{1,9}\.)[ \t]+|(?:[*+-]|\d{1,9}\.)$")
_BOX = re.compile(r"(?:!!!|\?\?\?\+?|={3}[!+]{0,2}(?=[ ]*\"))")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,200}\]:[ \t]?")
_TERM = re.compile(r":[ \t]{1,3}(?=\S)")
_ABBREVIATION = re.compile(r"\*\[[^\]\n]{1,200}\]:")
_REFERENCE = re.compile(
    r"\[(?![\^@]|-@)([^\[\]\n]{1,500})\]:[ \t]*\n?[ \t]*\S+[ \t]*"
    r"(?:\n?[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))[ \t]*)?(?=\n|$)"
)
_HEADING = re.compile(r"#{1,6}(?!#)")
_RULE = re.compile(r"(?:(?:-[ ]{0,2}+){3,}|(?:_[ ]{0,2}+){3,}|(?:\*[ ]{0,2}+){3,})[ ]*$")
_BREAKS_QUOTE = re.compile(rf"{_BOX.pattern}|{_HEADING.pattern}|[ ]{{0,3}}{_RULE.pattern}")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL = re.compile(r"(?:[^|`\\]|\\.|(`+)(?!`).*?(?<!`)\1(?!`)|`)+")
_SIGNS = frozenset("[*<#-_= ")
"""What a line begins with that may be more than prose: a definition, a tag, a heading, a rule."""
_RAW_OPEN = re.compile(rf"<!--|<({BODY_TAGS})(?=[\s/>])", re.IGNORECASE)


@dataclass(slots=True)
class Layout:
    """The block structure of one text: built by `lay_out`, then only read."""

    masked: Ranges = field(default_factory=Ranges)
    """Stretches that are not prose (code, comments, definitions)."""
    blank: Ranges = field(default_factory=Ranges)
    """Quote markers: to be read as spaces."""
    segments: list[tuple[int, int]] = field(default_factory=list)
    """Paragraphs, list items, headings and table cells: no citation reaches across."""
    definitions: set[str] = field(default_factory=set)
    """Labels of link reference definitions, case folded."""


def lay_out(text: str) -> Layout:
    """Return which stretches of *text* are prose. One pass over the lines; never raises."""
    if text[:1].isalpha() and "\n" not in text:
        # A sentence made of a field, as most texts are: no mark begins its only line.
        return Layout(segments=[(0, len(text))])
    return _Walk(text).walk()


@dataclass(slots=True)
class _Walk:
    text: str
    layout: Layout = field(default_factory=Layout)
    containers: list[str] = field(default_factory=list)
    """Open containers, outermost first: ``>`` quote, ``-`` list item, ``!`` any other."""
    after_blank: bool = True
    in_code: bool = False
    segment: tuple[int, int] | None = None
    closers: dict[str, list[int]] = field(default_factory=dict)
    lines: list[tuple[int, int]] = field(default_factory=list)
    tags: dict[str, list[int]] = field(default_factory=dict)
    in_table: bool = False
    blanks: int = 0
    """Empty lines directly before the line at hand."""
    depth: int = 0
    """Containers that the line at hand stands in."""
    width: int = 0
    """Columns of white space before its text."""
    was_text: bool = False
    """The block before the line at hand is a paragraph: it may be the term of a definition."""

    def walk(self) -> Layout:
        self.lines = line_ranges(self.text)
        self.tags = closing_tags(self.text)
        self.closers = closing_fences(self.text, self.lines)
        number = 0
        while number < len(self.lines):
            number = self._line(number)
        self._end_segment()
        return self.layout

    def _line(self, number: int) -> int:
        """Take in one line; return the number of the line to go on with."""
        start, end = self.lines[number]
        text = self.text
        prefix = PREFIX.match(text, start, end) if self.closers else None
        bare = prefix.end() if prefix else start
        fence = _FENCE.match(text, bare, end) if self.closers else None
        if fence and (close := self._closer(number, text[start:bare], fence.group(1))) is not None:
            self._end_segment()
            self.layout.masked.add(start, self.lines[close][1])
            self.after_blank, self.in_code = False, False
            return close + 1
        at, depth = self._enter(start, end)
        if not text[at:end].strip(" \t"):
            self._end_segment()
            if self.blanks and "^" in self.containers:
                # Python-Markdown: only one empty line may stand inside a footnote.
                del self.containers[self.containers.index("^") :]
            self.blanks += 1
            self.after_blank, self.in_code, self.in_table = True, False, False
            return number + 1
        self.blanks = 0
        at, kind = self._containers(at, end, depth)
        if kind == "code":
            self._end_segment()
            self.layout.masked.add(at, end)
            return number + 1
        if kind == "title":
            self._extend(at, end)
            self._end_segment()
            # What is indented below a title is a block of its own, without an empty line.
            self.after_blank = True
            return number + 1
        return self._content(number, at, end)

    def _closer(self, number: int, prefix: str, marks: str) -> int | None:
        closers = self.closers.get(fence_key(prefix, marks), [])
        index = bisect_right(closers, number)
        return closers[index] if index < len(closers) else None

    def _enter(self, start: int, end: int) -> tuple[int, int]:
        """Return the offset behind the prefix of open containers and how many of them it has."""
        at, depth = start, 0
        is_lazy = False
        for container in self.containers:
            width, after = indent(self.text, at, end)
            if container == ">":
                if width <= 3 and after < end and self.text[after] == ">":
                    at = self._quote(after, end)
                elif self.blanks or (not is_lazy and _BREAKS_QUOTE.match(self.text, at, end)):
                    break
                else:
                    # A line without ">" goes on with the block in the quote.
                    is_lazy = True
            elif width >= 4:
                at = skip_columns(self.text, at, 4)
            else:
                break
            depth += 1
        return at, depth

    def _quote(self, at: int, end: int) -> int:
        after = at + 2 if at + 1 < end and self.text[at + 1] == " " else at + 1
        self.layout.blank.add(at, at + 1)
        return after

    def _containers(self, at: int, end: int, depth: int) -> tuple[int, str]:
        """Open and close containers at the start of a line; return where its text begins.

        The second value says what that text is: ``code``, ``title`` or ``text``.
        """
        text = self.text
        if self.after_blank or self.in_code:
            del self.containers[depth:]
        while True:
            width, after = indent(text, at, end)
            fresh = self.after_blank or self.in_code
            if width >= 4 and fresh:
                self.in_code, self.after_blank = True, False
                return after, "code"
            sign = text[after : after + 1]
            if sign == ">" and after < end and (fresh or ">" not in self.containers) and width < 4:
                self._end_segment()
                del self.containers[depth:]
                self.containers.append(">")
                depth += 1
                at = self._quote(after, end)
                self.after_blank, self.in_code = True, False
                continue
            may_mark = sign in "*+-" or sign.isdigit()
            marker = _MARKER.match(text, after, end) if may_mark else None
            if marker and (fresh or "-" in self.containers) and not _RULE.match(text, after, end):
                self._end_segment()
                del self.containers[
                    min(depth + (0 if fresh else width // 4), len(self.containers)) :
                ]
                self.containers.append("-")
                self.after_blank = self.in_code = self.was_text = False
                self.depth, self.width = len(self.containers), 1
                return marker.end(), "text"
            if width < 4 and sign in "!?=[:" and (box := self._box(width, after, end)):
                self._end_segment()
                del self.containers[depth:]
                self.containers.append("^" if text.startswith("[^", after) else "!")
                self.after_blank = self.in_code = self.was_text = False
                self.depth, self.width = len(self.containers), 1
                return box, "title" if text[after] in "!?=" else "text"
            self.in_code, self.depth, self.width = False, depth, width
            return after, "text"

    def _box(self, width: int, at: int, end: int) -> int:
        """Return where the text of an admonition, tab, footnote or definition begins, or 0."""
        box = _BOX.match(self.text, at, end)
        if box:
            return 0 if width else box.end()
        footnote = _FOOTNOTE.match(self.text, at, end)
        if footnote:
            self.layout.masked.add(at, footnote.end())
            return footnote.end()
        term = _TERM.match(self.text, at, end) if self.segment or self.was_text else None
        return term.end() if term else 0

    def _content(self, number: int, at: int, end: int) -> int:
        text = self.text
        self.after_blank = False
        if text[at : at + 1] not in _SIGNS:
            return self._prose(number, at, end)
        reference = _REFERENCE.match(text, at)
        if reference:
            self.layout.definitions.add(reference.group(1).casefold())
        reference = reference or _ABBREVIATION.match(text, at, end)
        if reference:
            self._end_segment()
            last = self._line_of(max(reference.end(), end) - 1)
            self.layout.masked.add(at, self.lines[last][1])
            return last + 1
        raw = _RAW_OPEN.match(text, at, end)
        if raw and self.segment is None:
            close = next_from(self.tags.get((raw.group(1) and raw.group(1).lower()) or "", []), at)
            if close and close > end:
                self.layout.masked.add(at, close)
                last = self._line_of(close - 1)
                self._extend(close, self.lines[last][1])
                return last + 1
        is_heading = not self.width and _HEADING.match(text, at, end)
        is_one_line = self.segment is not None and "\n" not in text[slice(*self.segment)]
        is_underline = not self.width and is_one_line and _UNDERLINE.match(text, at, end)
        is_rule = _RULE.match(text, at, end) or is_underline
        if is_heading or is_rule:
            self._end_segment()
            if is_heading:
                self._extend(at, end)
                self._end_segment()
            # What follows is a block of its own, without an empty line.
            del self.containers[self.depth :]
            self.after_blank, self.was_text = True, False
            return number + 1
        return self._prose(number, at, end)

    def _prose(self, number: int, at: int, end: int) -> int:
        self.was_text = True
        if self.in_table or self._begins_table(number, at, end):
            self._cells(at, end)
        else:
            self._extend(at, end)
        return number + 1

    def _begins_table(self, number: int, at: int, end: int) -> bool:
        if self.segment or "|" not in self.text[at:end] or number + 1 >= len(self.lines):
            return False
        start, stop = self.lines[number + 1]
        prefix = PREFIX.match(self.text, start, stop)
        below = prefix.end() if prefix else start
        self.in_table = bool(_DELIMITERS.match(self.text, below, stop))
        return self.in_table

    def _cells(self, at: int, end: int) -> None:
        """Make every cell of a row a paragraph of its own; code spans may hold a ``|``."""
        for match in _CELL.finditer(self.text, at, end):
            self._end_segment()
            self._extend(*match.span())
        self._end_segment()

    def _line_of(self, offset: int) -> int:
        return max(0, bisect_right(self.lines, (offset, len(self.text) + 1)) - 1)

    def _extend(self, start: int, end: int) -> None:
        self.segment = (self.segment[0] if self.segment else start, end)

    def _end_segment(self) -> None:
        if self.segment:
            self.layout.segments.append(self.segment)
        self.segment = None

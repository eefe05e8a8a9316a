"""`Key`, `Group`, `Segment`: the brackets and citekeys of one paragraph, matched once.

One pass with a stack, so nesting costs nothing (pandoc's own reader is exponential in it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sourcebook.formats.citations.citation import Citation, CiteItem
from sourcebook.formats.citations.mask import KEY, Prose, read_prose

_KEY = re.compile(rf"-?@(?:({KEY})|\{{)")
_TOKEN = re.compile(rf"[\[\];\"']|\*+|_+|-?@(?:{KEY}|\{{)")
_OUTSIDE = re.compile(rf"\[|@(?:{KEY}|\{{)|-@(?:{KEY}|\{{)")
"""The tokens that count outside brackets."""


class Key(NamedTuple):
    """A citekey as written; *start* and *end* take in ``-@`` and braces."""

    citekey: str
    start: int
    end: int
    is_suppressed: bool


@dataclass(slots=True)
class Group:
    """A pair of brackets and what stands directly in it (not in brackets, quotes, emphasis)."""

    start: int
    end: int = 0
    """Offset behind the ``]``; 0 where the bracket is never closed."""
    keys: list[Key] = field(default_factory=list)
    semicolons: list[int] = field(default_factory=list)
    opened: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Emphasis and quotes open in it: the marks → how many keys and semicolons came before."""
    items: tuple[CiteItem, ...] | None = None
    """What `grammar.parse_group` made of it, once it did."""


@dataclass(slots=True)
class Segment:
    """One paragraph of a text."""

    prose: Prose
    start: int
    end: int
    groups: dict[int, Group] = field(default_factory=dict)
    """Closed brackets by the offset of their ``[``."""
    tokens: list[Key | Group] = field(default_factory=list)
    """Keys and brackets, closed or not, in order."""
    mentions: dict[int, Citation] = field(default_factory=dict)
    """What `grammar.narrative` made of the keys so far, by where they begin."""

    def key_at(self, at: int) -> Key | None:
        """Return the key at *at*, which must not follow a word (pandoc: ``notAfterString``)."""
        text = self.prose.masked
        is_suppressed = text[at] == "-"
        # Dashes come in threes and twos (— and –): only what is left over belongs to the key.
        if is_suppressed and self._run_before(at + 1, "-") % 3 != 1:
            return None
        before = text[at - 1] if at > self.start else " "
        # Three dots are an ellipsis; a dot left over counts as part of the word before it.
        # An address is masked and still a word: “a@b.org@c” cites nothing.
        is_word = at > self.start and self.prose.text[at - 1].isalnum()
        is_after_word = is_word or (before == "." and self._run_before(at, ".") % 3)
        last = self.tokens[-1] if self.tokens else None
        if is_after_word and not (isinstance(last, Key) and last.end == at):
            return None
        match = _KEY.match(text, at, self.end)
        if not match:
            return None
        if match.group(1):
            return Key(match.group(1), at, match.end(), is_suppressed)
        closed = self.prose.braces.get(match.end() - 1)
        if closed is None or closed == match.end():
            return None
        return Key(text[match.end() : closed], at, closed + 1, is_suppressed)

    def _run_before(self, at: int, mark: str) -> int:
        """Return how many of *mark* stand directly before *at*."""
        first = at
        while first > self.start and self.prose.masked[first - 1] == mark:
            first -= 1
        return at - first

    def link_end(self, group: Group) -> int:
        """Return the end of the link or image whose text is *group*, or 0."""
        if group.end in self.prose.links:
            return self.prose.links[group.end]
        label = self.groups.get(group.end)
        if not label or label.keys or label.end in self.prose.links:
            return 0
        # “[@key][]” has no label of its own; the key is what was meant.
        return 0 if group.keys and label.end == label.start + 2 else label.end


@lru_cache(maxsize=64)
def segments_of(text: str) -> tuple[Segment, ...]:
    """Return the paragraphs of *text* in which something may cite.

    Kept for a moment: citations, then suspicions of one text are read one after the other.
    """
    prose = read_prose(text)
    return tuple(
        read_segment(prose, first, last)
        for first, last in prose.segments
        if prose.masked.find("@", first, last) != -1
    )


def read_segment(prose: Prose, start: int, end: int) -> Segment:
    """Return the brackets and keys between *start* and *end*."""
    segment = Segment(prose, start, end)
    text = prose.masked
    stack: list[Group] = []
    at = start
    while match := (_TOKEN if stack else _OUTSIDE).search(text, at, end):
        first, mark = match.start(), match.group()
        at = match.end()
        group = stack[-1] if stack else None
        if mark == "[":
            stack.append(Group(first))
            segment.tokens.append(stack[-1])
        elif mark == "]":
            if group:
                group.end = at
                segment.groups[group.start] = stack.pop()
        elif mark == ";":
            if group:
                group.semicolons.append(first)
        elif mark[0] in "*_\"'":
            if group:
                _enclose(group, mark, text[first - 1], text[at : at + 1])
        elif key := segment.key_at(first):
            at = key.end
            segment.tokens.append(key)
            if group:
                group.keys.append(key)
        else:
            # A "-" before an "@" that cannot begin a key: the "@" alone may.
            at = first + 1
    return segment


def _enclose(group: Group, mark: str, before: str, after: str) -> None:
    """Open or close emphasis or quotes: what they enclose does not stand directly in *group*."""
    is_star = mark[0] == "*"
    if mark in group.opened and (is_star or mark == '"' or not after.isalnum()):
        keys, semicolons = group.opened.pop(mark)
        del group.keys[keys:], group.semicolons[semicolons:]
        # What was opened inside and never closed is text.
        inside = [m for m, counts in group.opened.items() if counts > (keys, semicolons)]
        for other in inside:
            del group.opened[other]
    elif len(mark) <= 3 and after.strip() and after != "]" and (is_star or not before.isalnum()):
        group.opened[mark] = (len(group.keys), len(group.semicolons))

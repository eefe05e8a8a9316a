"""`suspicious`, `locator_fault`: what looks meant as a citation, or as a locator, and is not one.

Only what is sure to be a slip is named: a handle in a link's text, an “@” in a sentence or a
mention in parentheses may all be meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.diagnostics import nearest
from sourcebook.formats.citations.brackets import Group, Key, Segment, segments_of
from sourcebook.formats.citations.citation import CiteItem
from sourcebook.formats.citations.grammar import is_group, narrative, parse_group
from sourcebook.formats.citations.locators import LABELS

_NO_KEY = re.compile(r"\[\s*-?@(?=[\s\];,])|@\{(?=[\s}])|@\{[^\s{}@]{1,80} [^{}\n@]{0,80}\}")
_LABEL = "|".join(
    re.escape(label) + (r"\b" if label[-1].isalnum() else "")
    for label in sorted(LABELS, key=len, reverse=True)
)
_DOUBLED = re.compile(rf"\s*,?\s*({_LABEL})\s*({_LABEL})\s*[\divxlc]", re.IGNORECASE)
_EMPTY = re.compile(
    rf"\s*,?\s*((?=pages?\b|[\w.]*\.|§|¶)(?:{_LABEL}))\s*(?:[,.;:]|$)", re.IGNORECASE
)
_COLON = re.compile(r"\s*:\s*\d")
_RANGE = re.compile(r"\s+(?:to|through|until|bis|à|до)\s+\d+")
_WORD_AND_NUMBER = re.compile(r"\s*[,:]?\s*([^\W\d_]{1,12}\.?)\s*\d")
_FOREIGN = {
    **dict.fromkeys(("s", "ss", "seite", "seiten", "с", "стр", "pág", "str"), "p."),
    **dict.fromkeys(("bd", "band", "том", "т"), "vol."),
    **dict.fromkeys(("kap", "гл"), "chap."),
    **dict.fromkeys(("ст", "artikel"), "art."),
    **dict.fromkeys(("abs", "absatz", "абз"), "para."),
}
"""Labels of other languages: where in the work is told in one."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A stretch of prose that its author surely meant as a citation."""

    start: int
    """Offset of its first character, as in `scan`."""
    end: int
    kind: str
    """``no-key``, ``unclosed``, ``item-without-key``, ``nested-key``, ``adjacent``, ``braces``."""
    reason: str
    """Why it is not read as one: goes into a sentence behind a colon."""
    advice: str
    """What to write instead: a sentence."""


_REASONS = {
    "no-key": (
        "no citekey follows the at sign",
        "Write the citekey directly behind the at sign, as in [@key].",
    ),
    "braces": (
        "a citekey in braces holds something and no spaces",
        "Write the citekey as the bibliography has it, as in @{key}.",
    ),
    "unclosed": (
        "the bracket is not closed in its paragraph",
        "Close the bracket behind the last citekey, as in [@key, p. 3].",
    ),
    "item-without-key": (
        "semicolons separate citekeys, and one part has none",
        "Remove the semicolon, or give each part its citekey, as in [@first; @second].",
    ),
    "nested-key": (
        "a further citekey in the same part is taken for text",
        "Separate citekeys with semicolons, as in [@first; @second].",
    ),
    "adjacent": (
        "brackets directly behind brackets make it the text of a link",
        "Write one group with a semicolon, as in [@first; @second].",
    ),
}


def suspicious(text: str, start: int = 0) -> Iterator[Suspicion]:
    """Yield what looks meant as a citation in Markdown *text* but does not cite what it shows.

    Offsets are those of `scan`. Never raises.
    """
    if "@" not in text:
        return
    for segment in segments_of(text):
        prose = segment.prose.masked
        found = [m.span() for m in _NO_KEY.finditer(prose, segment.start, segment.end)]
        spans = [(*span, _kind_of(prose, segment, *span)) for span in found]
        for begin, end, kind in sorted([*spans, *_brackets(segment)]):
            if kind:
                yield Suspicion(start + begin, start + end, kind, *_REASONS[kind])


def locator_fault(item: CiteItem) -> str | None:
    """Return why the locator that *item* seems to have cannot be read, or ``None``."""
    if item.locator:
        unread = _RANGE.match(item.suffix)
        return f"“{item.locator.value}{unread[0]}” is no range; write a hyphen" if unread else None
    doubled = _DOUBLED.match(item.suffix)
    if doubled:
        return f"the labels “{doubled[1]}” and “{doubled[2]}” stand before one value"
    empty = _EMPTY.match(item.suffix)
    if empty:
        return f"the label “{empty[1]}” has no value behind it"
    if _COLON.match(item.suffix):
        return "a colon stands before it"
    word = _WORD_AND_NUMBER.match(item.suffix)
    meant = _label_meant(word[1]) if word else ""
    return f"“{word[1]}” is no label; “{meant}” is one" if word and meant else None


def _label_meant(word: str) -> str:
    """Return the label that *word* was meant for, or ""."""
    bare = word.casefold()
    if bare in LABELS:
        return ""
    if f"{bare}." in LABELS:
        return f"{word}."
    if bare.rstrip(".") in _FOREIGN:
        return _FOREIGN[bare.rstrip(".")]
    near = nearest(bare, (label for label in LABELS if len(label) > 3)) if len(bare) > 3 else None
    return near if near and near[0] == bare[0] else ""


def _kind_of(text: str, segment: Segment, begin: int, end: int) -> str:
    if text[begin] == "[":
        group = segment.groups.get(begin)
        # “[@ home](…)” is the text of a link, and “[@ x; @key]” is told as a group.
        is_plain = group and is_group(segment, group) and not group.keys
        return "no-key" if is_plain else ""
    before = text[begin - 1] if begin > segment.start else " "
    return "" if before.isalnum() or before == "." else "braces"


def _brackets(segment: Segment) -> Iterator[tuple[int, int, str]]:
    at = segment.start
    opened: Group | None = None
    for token in segment.tokens:
        if token.start < at:
            continue
        if isinstance(token, Key):
            if opened and _only_space(segment, opened.start + 1, token.start):
                yield opened.start, token.end, "unclosed"
            # The brackets behind a mention are its own: “@key [p. 3; @other]”.
            at = narrative(segment, token).end
            continue
        opened = None
        if not token.end:
            opened = token
        elif token.keys and is_group(segment, token):
            if not parse_group(segment, token):
                yield token.start, token.end, "item-without-key"
            elif _has_nested(segment, token):
                yield token.start, token.end, "nested-key"
            at = token.end
        elif token.keys and (next_group := segment.groups.get(token.end)) and next_group.keys:
            yield token.start, next_group.end, "adjacent"
            at = next_group.end
        else:
            at = segment.link_end(token) or at


def _has_nested(segment: Segment, group: Group) -> bool:
    """Tell whether an item of *group* holds more than one citekey, in brackets or not."""
    if len(group.keys) > len(group.semicolons) + 1:
        return True
    if segment.prose.masked.find("[", group.start + 1, group.end) == -1:
        return False
    first = bisect_left(segment.tokens, group.start + 1, key=lambda token: token.start)
    last = bisect_left(segment.tokens, group.end, key=lambda token: token.start)
    inside = segment.tokens[first:last]
    return any(
        isinstance(token, Group) and token.keys and not segment.link_end(token) for token in inside
    )


def _only_space(segment: Segment, start: int, end: int) -> bool:
    return not segment.prose.masked[start:end].strip()

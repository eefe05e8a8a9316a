"""`quotations` finds what a text quotes; `words_of` and `fits` compare it with an excerpt.

A quotation is compared word by word. Unicode, quote marks, dashes, spaces, emphasis and the
capital at its start do not count; ``[…]`` stands for words left out, and what else stands in
brackets is the author's own: `editing` says what that may be.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from sourcebook.formats.editing import MOST_REPLACED, may_leave_out, may_put

LEAST_WORDS = 3
"""Fewer words between quote marks are a name or a turn of phrase."""

_LONGEST = 2000
"""Characters looked ahead for a mark that may be an apostrophe or a tag: bounds the work."""
_PAIRS = (
    ("„", "[“”]"),
    ("“", "”"),
    ("«", "»"),
    ("»", "«"),
    ("‹", "›"),
    ("「", "」"),
    ("‚", "[‘’]"),
)
_TAGS = (
    *((rf"<{name}\b[^<>]{{0,200}}>", f"</{name}>") for name in ("q", "blockquote")),
    *(("&ldquo;", "&rdquo;"), ("&laquo;", "&raquo;"), ("&quot;", "&quot;")),
)
"""What HTML has in place of quote marks."""
_QUOTED = re.compile(
    "|".join(rf"{first}([^{first}{last.strip('[]')}]+){last}" for first, last in _PAIRS)
    # Swedish and Finnish have the same mark on both sides.
    + r"|”([^“”]+)”"
    # The marks that are apostrophes too: they open before a word and close behind one.
    + rf"|(?<![^\W_])‘([^‘]{{1,{_LONGEST}}}?)’(?![^\W_])"
    + r'|"([^"\n]+)"'
    + rf"|(?<![^\W_])'([^'\n]{{1,{_LONGEST}}}?)'(?![^\W_])"
    + "".join(rf"|{first}((?s:.{{1,{_LONGEST}}}?)){last}" for first, last in _TAGS),
    re.IGNORECASE,
)
_BLOCK = re.compile(r"(?:^ {0,3}>.*(?:\n|$))+", re.MULTILINE)
_BLOCK_WORDS = re.compile(r"[^>\s](?s:.*?)(?=\n[ >]{0,20}[—–]|\s{0,20}(?:\[[^\[\]]*@|\Z))")
_LEFT_OUT = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.")
_LEFT_OUT_HERE = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\[[a-z-]+/[^\[\]\s]*\]|\([^()\s]*\))")
_PUT = re.compile(r"([^\W\d_]*)\[([^\[\]]{0,200})\]([^\W\d_]*)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_CITATION_LIKE = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―", "-"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quote marks; the span is theirs, without the marks."""

    text: str
    start: int
    end: int
    is_block: bool = False
    """Whether it is a paragraph set off by “>”."""


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations in Markdown prose *text*, in order: between quote marks, or in blocks.

    Quote marks of all kinds count, and ``<q>``. A quotation ends in its own paragraph.
    """
    found = [
        Quotation(match[group], match.start(group), match.end(group))
        for match in _QUOTED.finditer(text)
        if (group := match.lastindex or 0) and "\n\n" not in match[group]
    ]
    blocks = [
        Quotation(
            words[0], block.start() + words.start(), block.start() + words.end(), is_block=True
        )
        for block in _BLOCK.finditer(text)
        if (words := _BLOCK_WORDS.search(block[0])) is not None
    ]
    if not blocks:
        return tuple(found)
    # What is quoted within a block is part of it.
    spans = [(block.start, block.end) for block in blocks]
    outside = (one for one in found if not _is_within(one.start, spans))
    return tuple(sorted((*outside, *blocks), key=lambda one: one.start))


def _is_within(offset: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (offset, offset)) - 1
    return at >= 0 and offset < spans[at][1]


_Joint = tuple[str, ...] | None
"""What stands between two stretches: words in brackets, as written; ``None`` for dots."""


class _Part(NamedTuple):
    """A stretch of words as the author found them, and what stands before it."""

    words: tuple[str, ...]
    joint: _Joint


def parts_of(quotation: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of *quotation* in the stretches between what was left out or put in."""
    return tuple(part.words for part in _parts(quotation) if part.words)


def word_count(quotation: str) -> int:
    """Return how many words *quotation* has, those in brackets too."""
    return sum(len(part.words) + len(part.joint or ()) for part in _parts(quotation))


def _parts(quotation: str) -> Iterator[_Part]:
    """Yield the stretches of *quotation*; the last may have no words."""
    bare = _LINK.sub(r"\1", _CITATION_LIKE.sub(" ", _TAG.sub("", quotation)))
    for stretch in _LEFT_OUT.split(bare):
        joint: _Joint = None
        at = 0
        for match in _PUT.finditer(stretch):
            before, inside, after = match.groups()
            # “[C]ountry” has another capital and is the same word.
            is_capital = not before and after and len(inside) == 1
            if is_capital or inside.strip() in ("sic", "", "!", "?"):
                continue
            yield _Part(words_of(_bare(stretch[at : match.start()])), joint)
            joint = _words(before + inside + after)
            at = match.end()
        yield _Part(words_of(_bare(stretch[at:])), joint)


def _bare(text: str) -> str:
    """Return *text* without the brackets that change nothing."""
    return re.sub(r"\[(?:sic|[!?])?\]", " ", text).replace("[", "").replace("]", "")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of *text* as they are compared: NFKC, case folded, plain apostrophes."""
    return tuple(word.casefold() for word in _words(text))


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).replace("’", "'")
    return tuple(_WORD.findall(plain))


def fits(quotation: str, excerpt: str) -> bool:
    """Whether the stretches of *quotation* stand in *excerpt* in their order, rightly joined.

    Capitals do not count: they differ between a sentence and its quotation in the middle of
    another. Words that the excerpt itself leaves out, between dots in brackets, join nothing.
    """
    pieces = [_words(piece) for piece in _LEFT_OUT_HERE.split(excerpt)]
    written = [word for piece in pieces for word in piece]
    words = tuple(word.casefold() for word in written)
    cuts = [*accumulate(map(len, pieces))]
    ends: list[int] = []
    joints: list[_Joint] = []
    is_first = True
    for part in _parts(quotation):
        joints.append(part.joint)
        if not part.words:
            continue
        reached = []
        for start in _occurrences(words, part.words):
            end = start + len(part.words)
            if bisect_right(cuts, start) != bisect_left(cuts, end):
                continue
            if is_first:
                is_joined = _may_begin(joints, written[start - 1 : start])
            else:
                is_joined = _are_joined(joints, ends, start, written, cuts)
            if is_joined:
                reached.append(end)
        if not reached:
            return False
        ends, joints, is_first = reached, [], False
    return is_first or any(_may_begin([None, *joints], written[end : end + 1]) for end in ends)


def _occurrences(words: tuple[str, ...], part: tuple[str, ...]) -> Iterator[int]:
    for at in range(len(words) - len(part) + 1):
        if words[at : at + len(part)] == part:
            yield at


def _may_begin(joints: Sequence[_Joint], beside: Sequence[str]) -> bool:
    """Whether brackets may stand before or behind all words, *beside* one of the excerpt."""
    puts = [put for put in joints if put is not None]
    if not all(may_put(put, ()) for put in puts):
        return False
    # A name in a bracket must not take the place of the name that stands there.
    is_name = bool(beside) and beside[0][0].isupper()
    return not is_name or all(not put or may_put(put, beside) for put in puts)


def _are_joined(
    joints: Sequence[_Joint],
    ends: Sequence[int],
    start: int,
    written: Sequence[str],
    cuts: Sequence[int],
) -> bool:
    """Whether *joints* may lead from one of the *ends*, in ascending order, to *start*."""
    puts = [put for put in joints if put is not None]
    latest = bisect_right(ends, start)
    if len(puts) < len(joints):
        between = written[ends[latest - 1] : start] if latest else ()
        left_out = [word.casefold() for word in between]
        return latest > 0 and may_leave_out(left_out) and all(may_put(put, ()) for put in puts)
    put = [word for words in puts for word in words]
    return any(
        may_put(put, written[end:start])
        for end in ends[bisect_left(ends, start - MOST_REPLACED) : latest]
        if not bisect_right(cuts, start) - bisect_left(cuts, end)
    )


def likeness(quotation: str, excerpt: str) -> float:
    """Return how much of *quotation* stands in *excerpt*, from 0 to 1."""
    quoted = [word for part in parts_of(quotation) for word in part]
    matcher = SequenceMatcher(None, quoted, words_of(excerpt), autojunk=False)
    matched = sum(block.size for block in matcher.get_matching_blocks())
    return matched / len(quoted) if quoted else 0.0


def word_diff(quotation: str, excerpt: str) -> str:
    """Return *quotation* with what differs from *excerpt*: ``[-said-] {+told+}``.

    The excerpt before and after the words that correspond is left out.
    """
    quoted, kept = quotation.split(), excerpt.split()
    matcher = SequenceMatcher(None, [*map(_key, quoted)], [*map(_key, kept)], autojunk=False)
    codes = matcher.get_opcodes()
    # What the excerpt has before the first and after the last common word was not quoted.
    while codes and codes[0][0] == "insert":
        codes.pop(0)
    while codes and codes[-1][0] == "insert":
        codes.pop()
    pieces = []
    for what, first, last, start, end in codes:
        if what == "equal":
            pieces.append(" ".join(quoted[first:last]))
            continue
        if first < last:
            pieces.append(f"[-{' '.join(quoted[first:last])}-]")
        if start < end:
            pieces.append(f"{{+{' '.join(kept[start:end])}+}}")
    return " ".join(pieces)


def _key(word: str) -> str:
    return " ".join(words_of(word)) or word

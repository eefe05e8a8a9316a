"""`quotations` finds what a text quotes; `words_of` and `fits` compare it with an excerpt.

A quotation is compared word by word. Unicode, quote marks, dashes, spaces, emphasis and the
capital at its start do not count; ``[…]`` stands for words left out, and words in brackets are
the author's own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

_QUOTED = re.compile(r"“([^“”]{1,2000})”|«([^«»]{1,2000})»|\"([^\"\n]{1,2000})\"")
_GAP = re.compile(r"\[[^\[\]]{0,200}\]|…|\.\.\.")
_CITATION_LIKE = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―", "-"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quote marks; the span is theirs, without the marks."""

    text: str
    start: int
    end: int


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations in Markdown prose *text*, in order.

    Curly and angle quotes and straight double quotes count; single quotes do not, since they
    cannot be told from apostrophes. A quotation ends in its own sentence or paragraph.
    """
    found = []
    for match in _QUOTED.finditer(text):
        group = next(number for number in (1, 2, 3) if match[number] is not None)
        if "\n\n" not in match[group]:
            found.append(Quotation(match[group], match.start(group), match.end(group)))
    return tuple(found)


def parts_of(quotation: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of *quotation* in the stretches between what was left out or put in."""
    bare = _CITATION_LIKE.sub(" ", quotation)
    parts = (words_of(part) for part in _GAP.split(bare))
    return tuple(part for part in parts if part)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of *text* as they are compared: NFKC, case folded, plain apostrophes."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).replace("’", "'")
    return tuple(_WORD.findall(plain.casefold()))


def fits(quotation: str, excerpt: str) -> bool:
    """Whether the stretches of *quotation* stand in *excerpt* in their order.

    Case is compared without regard to the first letter only in the sense of the field: capitals
    differ between a sentence and its quotation in the middle of another, so none counts.
    """
    words, at = words_of(excerpt), 0
    for part in parts_of(quotation):
        at = _find(words, part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _find(words: tuple[str, ...], part: tuple[str, ...], start: int) -> int:
    for at in range(start, len(words) - len(part) + 1):
        if words[at : at + len(part)] == part:
            return at
    return -1


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

"""`telling_words`: which of the excerpts kept of a work says what a record has from it."""

from __future__ import annotations

from collections.abc import Iterable

from sourcebook.formats.quotations import words_of
from sourcebook.records.excerpts import KeptExcerpt

_LEAST_LETTERS = 3
"""Of a word that tells something: shorter ones are “in”, “to”, “of”."""
_EMPTY = frozenset({"the", "and", "from", "for", "with", "was", "were", "that"})


def telling_words(value: str, kept: Iterable[KeptExcerpt]) -> KeptExcerpt | None:
    """Return the excerpt that says *value*, or ``None`` where none does.

    It holds every number of *value*, and at least half of its longer words or their beginnings
    (“Apr.” for April, “day-long” for day). Of several the one with most; of equals the first.
    """
    wanted = words_of(value)
    numbers = {word for word in wanted if word[0].isdigit()}
    longer = {
        word
        for word in wanted
        if word not in numbers and len(word) >= _LEAST_LETTERS and word not in _EMPTY
    }
    best: tuple[int, KeptExcerpt] | None = None
    for one in kept:
        words = frozenset(words_of(one.excerpt.text))
        if not numbers <= words:
            continue
        found = sum(any(_begins(word, other) for other in words) for word in longer)
        if 2 * found >= len(longer) and found + len(numbers) > 0:
            score = found + len(numbers)
            if best is None or score > best[0]:
                best = (score, one)
    return best[1] if best else None


def _begins(one: str, other: str) -> bool:
    """Whether the shorter of two words, of three letters at least, begins the longer."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_LETTERS and long.startswith(short)

"""`common_words`: works whose excerpts have the same words, and so perhaps the same origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.formats.editing import is_telling
from sourcebook.formats.quotations import words_of
from sourcebook.records.excerpts import Excerpts, KeptExcerpt

LEAST_COMMON = 8
"""Words in a row that two authors hardly write by chance."""
_LEAST_TELLING = 3
"""Of these, words that are neither small nor of a name: an office has a long name in all texts."""
_LONG = 13
"""Words in a row that nobody writes by chance, whatever they are."""
_MOST_WORKS = 20
"""Works with the same words of which each is compared with each: bounds the work."""


@dataclass(frozen=True, slots=True)
class CommonWords:
    """The longest row of words that excerpts of two works share."""

    citekeys: tuple[str, str]
    """The later one in the order of the files last."""
    words: tuple[str, ...]
    kept: tuple[KeptExcerpt, KeptExcerpt]


def common_words(excerpts: Excerpts) -> tuple[CommonWords, ...]:
    """Return the pairs of works with `LEAST_COMMON` words in a row in common, each once.

    Linear in the excerpts: a row of words leads to the works that have it.
    """
    longest: dict[tuple[str, str], CommonWords] = {}
    for one, other, words, kept in _rows(excerpts):
        known = longest.get((one, other))
        if known is None or len(words) > len(known.words):
            longest[one, other] = CommonWords((one, other), words, kept)
    return tuple(longest.values())


_Place = tuple[str, KeptExcerpt, tuple[str, ...], int]
"""A work, an excerpt, its words, and where in them a row begins."""


def _rows(
    excerpts: Excerpts,
) -> Iterator[tuple[str, str, tuple[str, ...], tuple[KeptExcerpt, KeptExcerpt]]]:
    starting: dict[tuple[str, ...], list[_Place]] = {}
    for citekey, pieces in excerpts.items():
        for kept in pieces:
            words = words_of(kept.excerpt.text)
            for at in range(len(words) - LEAST_COMMON + 1):
                same = starting.setdefault(words[at : at + LEAST_COMMON], [])
                for other, earlier, theirs, start in same:
                    # A row that began before was followed to its end from there.
                    is_inside = at and start and words[at - 1] == theirs[start - 1]
                    row = () if is_inside else _common(words[at:], theirs[start:])
                    if other != citekey and _is_telling(row, kept.excerpt.text):
                        yield other, citekey, row, (earlier, kept)
                if len(same) < _MOST_WORKS:
                    same.append((citekey, kept, words, at))


def _is_telling(row: tuple[str, ...], text: str) -> bool:
    small = words_of(" ".join(word for word in text.split() if word[0].islower()))
    return (
        len(row) >= _LONG
        or sum(word in small and is_telling(word) for word in row) >= _LEAST_TELLING
    )


def _common(words: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    for length, pair in enumerate(zip(words, theirs, strict=False)):
        if pair[0] != pair[1]:
            return words[:length]
    return words[: len(theirs)]

"""`match`: which sentence of before is which of now, by their words.

In this order, so that the surer finds are made first: the same text on the same page, the same
text elsewhere, whole in another or in parts on the same page, like words on the same page, like
words elsewhere. Likeness counts the words that
two sentences share, rare words more than common ones and the works cited more than either, against
all their words. Near-linear: words lead to the few sentences that have them, and words that many
have lead nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sourcebook.formats.quotations import words_of

LIKE_ON_PAGE = 450
"""Thousandths of the words that must be shared on one page: less loses short sentences."""
LIKE_ELSEWHERE = 650
"""The same between two pages, where sentences are alike by chance more often."""
_LEAST_SHARED = 3
"""Words, or works, that must be shared between two pages, or that a part has."""
_MOST_OF_IT = 0.75
"""Of a sentence that fell into parts, they must hold this much: else it was reworded."""
_MOST_SENTENCES = 40
"""A word in more sentences than this leads to none of them."""
_MOST_CANDIDATES = 8
"""Sentences that are compared in full with one sentence."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as it is compared."""

    page: str
    text: str
    works: tuple[str, ...]


@dataclass(frozen=True)
class Matched:
    """Positions count from 0; none of *before* stands twice in the first field."""

    same: tuple[int | None, ...]
    """For each sentence of now the position of the same one before, or ``None``."""
    into: Mapping[int, tuple[int, ...]]
    """By the position of one before: of the one of now that holds it, or of those it fell into, in
    their order. The closest is also its `same`."""

    def together(self, new: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the positions of before and of now that say as much as each other, with *new*.

        More than one where it took up others, or is the likest part.
        """
        old = self.same[new]
        if old is None:
            return (), (new,)
        return self._taken_up.get(new, (old,)), self.into.get(old, (new,))

    @cached_property
    def _taken_up(self) -> Mapping[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for at, places in self.into.items():
            if len(places) == 1:
                found[places[0]] = (*found.get(places[0], ()), at)
        return found


def match(before: Sequence[Wording], now: Sequence[Wording]) -> Matched:
    """Return which sentence of *before* is which of *now*.

    Equal sentences are paired in their order, so the result is the same for the same input. Of
    several that one holds, on either side, the likest is that one.
    """
    return _Matcher(before, now).run()


class _Matcher:
    """The pairs found so far."""

    def __init__(self, before: Sequence[Wording], now: Sequence[Wording]) -> None:
        self._before = before
        self._now = now
        self._found: dict[int, int] = {}
        self._into: dict[int, tuple[int, ...]] = {}
        self._taken: set[int] = set()

    def run(self) -> Matched:
        self._pair_equal(lambda one: (one.page, one.text, one.works))
        self._pair_equal(lambda one: (one.page, one.text))
        self._pair_equal(lambda one: (one.text,))
        old, new = self._left()
        if old and new:
            # How rare a word is, all sentences say: the few that are left are too few.
            tokens = _Tokens(self._before, self._now)
            pages = _by_page((self._before[at].page, at) for at in old)
            for page, here in _by_page((self._now[at].page, at) for at in new).items():
                self._pair_parts(tokens, pages.get(page, []), here)
                self._pair_like(tokens, pages.get(page, []), here, LIKE_ON_PAGE, 1)
            old, new = self._left()
            self._pair_like(tokens, old, new, LIKE_ELSEWHERE, _LEAST_SHARED)
        same = tuple(self._found.get(at) for at in range(len(self._now)))
        return Matched(same, self._into)

    def _left(self) -> tuple[list[int], list[int]]:
        return (
            [at for at in range(len(self._before)) if at not in self._taken],
            [at for at in range(len(self._now)) if at not in self._found],
        )

    def _pair(self, old: int, new: int) -> None:
        self._found[new] = old
        self._taken.add(old)

    def _pair_equal(self, key_of: Callable[[Wording], tuple[object, ...]]) -> None:
        old, new = self._left()
        waiting: dict[tuple[object, ...], list[int]] = {}
        for at in reversed(old):
            waiting.setdefault(key_of(self._before[at]), []).append(at)
        for at in new:
            same = waiting.get(key_of(self._now[at]))
            if same:
                self._pair(same.pop(), at)

    def _pair_parts(self, tokens: _Tokens, old: list[int], new: list[int]) -> None:
        """Pair what holds others with the likest of them, and say where all went."""
        for at, parts in tokens.held(self._before, old, self._now, new).items():
            left = [part for part in parts if part not in self._taken]
            if left:
                self._into |= dict.fromkeys(left, (at,))
                self._taken.update(left)
                self._pair(tokens.likest(self._now[at], self._before, left), at)
        left = [at for at in new if at not in self._found]
        for at, parts in tokens.held(self._now, left, self._before, old).items():
            parts = [part for part in parts if part not in self._found]
            words = sum(len(words_of(self._now[part].text)) for part in parts)
            whole = len(words_of(self._before[at].text))
            if at not in self._taken and len(parts) > 1 and words >= _MOST_OF_IT * whole:
                self._into[at] = tuple(parts)
                self._pair(at, tokens.likest(self._before[at], self._now, parts))

    def _pair_like(
        self, tokens: _Tokens, old: list[int], new: list[int], least: int, shared: int
    ) -> None:
        """Pair the likest first; among equals the first of before, then the first of now."""
        lists: dict[str, list[int]] = {}
        for at in (at for at in old if at not in self._taken):
            for word in tokens.of(self._before[at]):
                lists.setdefault(word, []).append(at)
        pairs = []
        for at in (at for at in new if at not in self._found):
            for other in _candidates(lists, tokens, self._now[at]):
                likeness, common = tokens.likeness(self._before[other], self._now[at])
                if likeness >= least and common >= shared:
                    pairs.append((-likeness, other, at))
        for _, other, at in sorted(pairs):
            if other not in self._taken and at not in self._found:
                self._pair(other, at)


def _by_page(places: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for page, at in places:
        groups.setdefault(page, []).append(at)
    return groups


def _candidates(lists: dict[str, list[int]], tokens: _Tokens, one: Wording) -> list[int]:
    """Return the sentences that share the most weight of words with *one*, the likest first."""
    votes: dict[int, int] = {}
    for word in tokens.of(one):
        found = lists.get(word, ())
        if len(found) <= _MOST_SENTENCES:
            for at in found:
                votes[at] = votes.get(at, 0) + tokens.weight(word)
    return sorted(votes, key=lambda at: (-votes[at], at))[:_MOST_CANDIDATES]


class _Tokens:
    """The words of sentences, each with a weight: whole numbers, so the same on any machine."""

    def __init__(self, before: Sequence[Wording], now: Sequence[Wording]) -> None:
        self._of: dict[Wording, frozenset[str]] = {}
        counts: dict[str, int] = {}
        for one in (*before, *now):
            if one not in self._of:
                self._of[one] = _tokens(one)
            for word in self._of[one]:
                counts[word] = counts.get(word, 0) + 1
        every = len(before) + len(now)
        self._weights = {
            # The length in bits of how rare it is: a logarithm without fractions.
            word: (every // count).bit_length() * (2 if word.startswith("@") else 1)
            for word, count in counts.items()
        }
        self._totals = {one: self._sum(words) for one, words in self._of.items()}

    def of(self, one: Wording) -> frozenset[str]:
        return self._of[one]

    def weight(self, word: str) -> int:
        return self._weights[word]

    def likeness(self, one: Wording, other: Wording) -> tuple[int, int]:
        """Return the weight shared in thousandths of all, and how many words are shared."""
        common = self._of[one] & self._of[other]
        every = self._totals[one] + self._totals[other]
        return (2000 * self._sum(common) // every if every else 0), len(common)

    def likest(self, one: Wording, of: Sequence[Wording], places: Iterable[int]) -> int:
        """Return which of *places* in *of* is most like *one*; of equals the first."""
        return max(places, key=lambda at: self.likeness(one, of[at])[0])

    def held(
        self, of: Sequence[Wording], parts: list[int], holding: Sequence[Wording], wholes: list[int]
    ) -> dict[int, list[int]]:
        """Return for each of *wholes* those of *parts* whose words it has in a row, by their end.

        *parts* are positions in *of*, *wholes* in *holding*.
        """
        by_rarest: dict[str, list[tuple[int, str]]] = {}
        for part in parts:
            words = words_of(of[part].text)
            if len(words) >= _LEAST_SHARED:
                rarest = max(words, key=lambda word: (self._weights[word], word))
                by_rarest.setdefault(rarest, []).append((part, f" {' '.join(words)} "))
        found: dict[int, list[int]] = {}
        for whole in wholes:
            words = words_of(holding[whole].text)
            text = f" {' '.join(words)} "
            ends = [
                (at + len(run), part)
                for word in set(words)
                if len(known := by_rarest.get(word, ())) <= _MOST_SENTENCES
                for part, run in known
                if len(run) < len(text) and (at := text.find(run)) >= 0
            ]
            if ends:
                found[whole] = [part for _, part in sorted(ends)]
        return found

    def _sum(self, words: Iterable[str]) -> int:
        return sum(self._weights[word] for word in words)


def _tokens(one: Wording) -> frozenset[str]:
    return frozenset((*words_of(one.text), *(f"@{citekey}" for citekey in one.works)))

"""`dates_of`, `numbers_of`, `names_of`: what prose claims that can be looked up elsewhere.

Each claim keeps its place (code points, ends exclusive) and says whether others bear it out. What
a text may mean in two ways is taken in the kinder one: to call a true claim unproved costs more
than to miss a false one. Everything here is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sourcebook.formats.date_words import folded, set_of
from sourcebook.formats.numbers import read_numbers
from sourcebook.formats.prose_dates import FULL_MONTHS, WEEKDAYS, Dated, dates_of
from sourcebook.formats.quotations import words_of

__all__ = ["Dated", "Named", "Numbered", "dates_of", "names_of", "numbers_of"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number, in digits or in words."""

    start: int
    end: int
    readings: frozenset[Decimal]
    """All that it may mean, in full: 790,000,000 for “0.79 billion”."""

    def is_borne_out_by(self, others: Iterable[Numbered]) -> bool:
        """Whether one of *others* may mean the same."""
        return any(self.readings & one.readings for one in others)


@dataclass(frozen=True, slots=True)
class Named:
    """Words in capitals that stand together: “Fridtjof Nansen”, “ICRC”, “Norwegian”."""

    start: int
    end: int
    words: tuple[str, ...]
    """As `words_of` compares them, without “’s” and the small words between."""

    def is_borne_out_by(self, others: Iterable[Named]) -> bool:
        """Whether *others* have its last word, which a person goes by, and half of its words."""
        known = {word for one in others for word in one.words}
        shared = sum(word in known for word in self.words)
        return self.words[-1] in known and 2 * shared >= len(self.words)


_SMALL = frozenset(map(Decimal, (0, 1, 2)))
_PART_OF_NAME = re.compile(r"(?:[^\W\d_]-?|\d-)$")
_CURRENCY = re.compile(r"(?:Rs|US|[A-Z]{3})$")


def numbers_of(text: str) -> tuple[Numbered, ...]:
    """Return the numbers of *text* in order, without those in dates and in names (“S-400”).

    “One” and “two” spelled out are none: most of them count nothing (“one of them”).

    >>> [int(max(one.readings)) for one in numbers_of("on 6 April 2021, $0.79 billion")]
    [790000000]
    """
    dated = [(one.start, one.end) for one in dates_of(text)]
    found = []
    at = 0
    for start, end, readings in read_numbers(text):
        while at < len(dated) and dated[at][1] <= start:
            at += 1
        if at < len(dated) and dated[at][0] < end:
            continue
        before = text[max(0, start - 4) : start]
        in_name = _PART_OF_NAME.search(before) and not _CURRENCY.search(before)
        is_small = not any(map(str.isdecimal, text[start:end])) and readings <= _SMALL
        if not in_name and not is_small:
            found.append(Numbered(start, end, readings))
    return tuple(found)


_NAME_WORD = r"(?:[^\W\d_a-zа-яё]\.|(?:\w['’])?[^\W\d_a-zа-яё][\w’'-]*)"
_SMALL_WORDS = r"(?: (?:of|the|for|and|on|de|al|ul|bin|e))*"
_NAME = re.compile(rf"(?<![\w-]){_NAME_WORD}(?:(?<!['’]s){_SMALL_WORDS}[ -]?{_NAME_WORD})*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]['\"”’)]*\s+|[“‘«\"(]|^[-*#>|\s]+)$")
_NO_NAMES = set_of(
    "a about according after again all also although among an and another any around as asked at "
    "because before both but by despite during each earlier even every few finally first five for "
    "four from had has have he her here his how however i if in instead into it its last later "
    "many more most mr mrs ms much neither never new no none nor not now of on once one only or "
    "other others our out over president several she since six so some still such ten than that "
    "the their then there these they this those three through thus to today together two under "
    "until up us was we were what when where whether which while who why with within without yet "
    "you"
)


def names_of(text: str) -> tuple[Named, ...]:
    """Return the names of *text* in order, without months, days of the week and small words.

    A word that begins a sentence has its capital from there: alone it is a name only where the
    text has it with a capital elsewhere, or in capitals throughout. Scripts without capitals
    (Urdu, Arabic) show none.

    >>> [one.words for one in names_of("Talks with Fridtjof Nansen ended. In Geneva he spoke.")]
    [('fridtjof', 'nansen'), ('geneva',)]
    """
    runs = [_named(text, match) for match in _NAME.finditer(text)]
    inside = {run.words for run, begins in runs if not begins}
    return tuple(
        run
        for run, begins in runs
        if run.words and not (begins and len(run.words) == 1 and run.words not in inside)
    )


def _named(text: str, match: re.Match[str]) -> tuple[Named, bool]:
    """Return the name in a run of words in capitals, and whether it owes its capital to a place."""
    written = match[0].split()
    before = text[max(0, match.start() - 8) : match.start()]
    begins = _SENTENCE_START.search(before) is not None
    is_capital = len(written[0]) > 1 and written[0].isupper()
    words = tuple(filter(None, map(_name_word, written)))
    has_first = bool(_name_word(written[0]))
    return Named(match.start(), match.end(), words), begins and has_first and not is_capital


def _name_word(written: str) -> str:
    """Return one word of a name as it is compared, or "" for what is none."""
    if not written[0].isupper():
        return ""
    is_abbreviation = written.isupper() and len(written) > 1
    word = " ".join(words_of(re.sub(r"['’]s?$", "", written)))
    is_time = word in FULL_MONTHS or folded(word) in WEEKDAYS
    is_small = word in _NO_NAMES and not is_abbreviation
    return "" if is_small or is_time or len(word) < 2 else word

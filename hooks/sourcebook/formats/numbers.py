"""`numbers_in`, `read_numbers`, `scale_of`: the numbers that a text holds, in digits or in words.

A text can mean a number in more ways than one: “1,100” is eleven hundred in English and a little
over one in Russian. Every reading is returned, so that who compares takes none for granted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

_SCALES = {
    "thousand": 3, "thousands": 3, "k": 3, "тыс": 3, "тысяч": 3, "тысяча": 3, "тысячи": 3,
    "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5,
    "million": 6, "millions": 6, "mln": 6, "mn": 6, "m": 6,
    "млн": 6, "миллион": 6, "миллиона": 6, "миллионов": 6,
    "crore": 7, "crores": 7,
    "billion": 9, "billions": 9, "bln": 9, "bn": 9, "b": 9,
    "млрд": 9, "миллиард": 9, "миллиарда": 9, "миллиардов": 9,
    "trillion": 12, "trillions": 12, "trn": 12, "tn": 12, "трлн": 12,
}  # fmt: skip
"""Word → power of ten by which it multiplies the number before it."""


def _numbered(words: str, step: int, start: int) -> dict[str, int]:
    return {word: step * number for number, word in enumerate(words.split(), start)}


_SMALL = {
    **_numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        step=1,
        start=0,
    ),
    **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", step=10, start=2),
    **_numbered(
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
        "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        step=1,
        start=0,
    ),
    **_numbered(
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        step=10,
        start=2,
    ),
    **_numbered(
        "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
        step=100,
        start=1,
    ),
    "одна": 1,
    "одну": 1,
    "две": 2,
    "dozen": 12,
}
"""Word → number; those that stand beside each other are added."""
_ARTICLES = ("a", "an")
_FIRST_WORDS = frozenset(("hundred", "half", *_SMALL, *_SCALES))
"""With which a number that is spelled out begins."""
_AMBIGUOUS = ("b", "k", "m")
"""Scales that may be something else: metres, a type of aircraft."""
_LONGEST = 12
"""Words of a number that is spelled out."""
_MOST_DIGITS = 30
"""Of a number; a longer row of digits is an identifier."""

_TOKEN = re.compile(r"(?P<digits>\d+(?:[.,' \u00a0\u2009\u202f]\d+)*)|(?P<word>[^\W\d_]+)")
_GROUPS = re.compile(r"\d{1,3}(?:([,. '\u00a0\u2009\u202f])\d{3})(?:\1\d{3})*")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_BLANKS = re.compile(r"[ \u00a0\u2009\u202f]")


def numbers_in(text: str) -> frozenset[Decimal]:
    """Return every number that *text* may hold, with its scale: 500,000,000 for “half a billion”.

    Digits of any script, with points, commas, blanks or the Indian grouping; English and Russian
    words. Signs, units and currencies do not count. Linear in *text*.

    >>> sorted(map(int, numbers_in("fifty thousand doses for $2bn")))
    [50000, 2000000000]
    """
    return frozenset(number for one in read_numbers(text) for number in one.readings)


class ReadNumber(NamedTuple):
    """A number where it stands in a text, with its scale."""

    start: int
    end: int
    readings: frozenset[Decimal]


def read_numbers(text: str) -> Iterator[ReadNumber]:
    """Yield the numbers of *text* in order, each with all that it may mean."""
    matches = list(_TOKEN.finditer(_ascii_digits(text)))
    tokens = [(match.lastgroup == "digits", match[0].casefold()) for match in matches]
    at = 0
    while at < len(tokens):
        is_digits, token = tokens[at]
        found: set[Decimal] = set()
        if is_digits:
            unit = tokens[at + 1][1] if at + 1 < len(tokens) else ""
            scale = _SCALES.get(unit)
            for reading in _readings(token):
                if scale is None or unit in _AMBIGUOUS:
                    found.add(reading)
                if scale is not None:
                    found.add(reading.scaleb(scale))
            # “8 million” is not also a million.
            after = at + (1 if scale is None else 2)
        elif token not in _FIRST_WORDS:
            after = at + 1
        else:
            before = tokens[at - 1][1] if at else ""
            used, numbers = _spelled(before, _together(text, matches[at : at + _LONGEST]))
            found.update(numbers)
            after = at + max(1, used)
        if found:
            yield ReadNumber(matches[at].start(), matches[after - 1].end(), frozenset(found))
        at = after


def _together(text: str, matches: Sequence[re.Match[str]]) -> list[str]:
    """Return the words up to the first comma or other mark: “two, three” is not five."""
    words = [matches[0][0].casefold()]
    for one, other in pairwise(matches):
        if text[one.end() : other.start()].strip(" \t\n\u00a0-‐‑"):
            break
        words.append(other[0].casefold())
    return words


def can_be_read(text: str) -> bool:
    """Whether a number in *text* would be found: it has digits, or only Latin and Cyrillic letters.

    Numbers spelled out in another script are not known here.
    """
    letters = [letter for letter in text if letter.isalpha()]
    return any(letter.isdecimal() for letter in text) or all(
        unicodedata.name(letter, "").startswith(("LATIN", "CYRILLIC")) for letter in letters
    )


def scale_of(unit: str) -> int:
    """Return the power of ten in the name of a unit: 6 for “million US dollars”, 0 for “km”."""
    first = unit.split(maxsplit=1)[0].casefold() if unit.strip() else ""
    # “m” and “k” alone are metres and kelvins.
    return _SCALES.get(first, 0) if len(first) > 2 else 0


def _ascii_digits(text: str) -> str:
    if not _FOREIGN_DIGIT.search(text):
        return text
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text
    )


def _readings(digits: str) -> Iterator[Decimal]:
    """Yield what a row of digits with separators may mean."""
    if len(digits) > _MOST_DIGITS:
        return
    if digits.isdigit():
        yield Decimal(digits)
        return
    if _GROUPS.fullmatch(digits) or _LAKHS.fullmatch(digits):
        yield Decimal(re.sub(r"\D", "", digits))
    parts = _BLANKS.split(digits)
    if len(parts) > 1:
        # “in 2020 790 million”: two numbers beside each other.
        for part in parts:
            yield from _readings(part)
        if all(len(re.split(r"[.,']", part, maxsplit=1)[0]) == 3 for part in parts[1:]):
            yield from _readings("".join(parts))
        return
    for point in ".,":
        whole, _, rest = digits.rpartition(point)
        bare = re.sub(r"[.,']", "", whole)
        if whole and rest.isdigit() and point not in whole:
            yield Decimal(f"{bare}.{rest}")


def _spelled(before: str, words: Sequence[str]) -> tuple[int, tuple[Decimal, ...]]:
    """Return how many of *words* spell a number out, and what it is; *before* is the word before.

    A number with a scale is that number alone: “two million” is not also two.
    """
    total, group, at = Decimal(0), Decimal(0), 0
    seen = False
    while at < len(words):
        word = words[at]
        if word in _SMALL:
            group, seen = group + _SMALL[word], True
        elif word == "hundred" and (seen or before in _ARTICLES):
            group, seen = (group or Decimal(1)) * 100, True
        elif word == "half" and not seen:
            return _half(words)
        elif word in _SCALES and word not in _AMBIGUOUS:
            if not seen and before not in _ARTICLES and word.isascii():
                break
            total, group = total + (group or Decimal(1)).scaleb(_SCALES[word]), Decimal(0)
            seen = True
        elif word == "and" and seen and tuple(words[at + 1 : at + 3]) == ("a", "half"):
            group, at = group + Decimal("0.5"), at + 2
        elif not (word == "and" and seen and at + 1 < len(words) and words[at + 1] in _SMALL):
            break
        at += 1
    return at, ((total + group,) if seen else ())


def _half(words: Sequence[str]) -> tuple[int, tuple[Decimal, ...]]:
    """Return the number of “half a million”, “half billion”; *words* begin with “half”."""
    at = 2 if len(words) > 1 and words[1] in _ARTICLES else 1
    scale = _SCALES.get(words[at]) if at < len(words) else None
    return (1, ()) if scale is None else (at + 1, (Decimal("0.5").scaleb(scale),))

"""`changes_of`: whether a sentence that was reworded says something else.

A number with its unit, a date, what bounds them (“about”, “before”), a name, a negation or a doubt
that one wording has and the other has not, a word in place of its opposite, and other works, are a
change of meaning; the rest is wording. A change is told and stops nobody, so what may be one is
called one. What is read of a text, `formats.claims` says; what words do, `meaning_words`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sourcebook.formats.claims import Dated, Named, Numbered, dates_of, names_of, numbers_of
from sourcebook.formats.editing import is_negation
from sourcebook.formats.quotations import words_of
from sourcebook.site.meaning_words import bound_of, is_doubt, opposed, unit_of

_BESIDE = 32
"""Code points beside a number or a date in which its unit and its bound stand."""
_UNIT_BEFORE = re.compile(r"([$€£₽₨¥₹]|Rs\.?|[A-Z]{3})\s?$")
_UNIT_AFTER = re.compile(r"[\s-]?(%|[^\W\d_]+)")


def changes_of(
    before: str, now: str, works_before: Sequence[str] = (), works_now: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return what the wording *now* says otherwise than *before*; empty where it is only reworded.

    >>> changes_of("Trade grew to 45 million.", "Trade grew to 54 million.")
    ('number: − 45 million + 54 million',)
    """
    found = [] if before == now else [*_claims(before, now)]
    kinds = [*found, ("source", _less(works_before, works_now), _less(works_now, works_before))]
    return tuple(
        " ".join((f"{kind}:", *(f"− {one}" for one in lost), *(f"+ {one}" for one in won)))
        for kind, lost, won in kinds
        if lost or won
    )


_Change = tuple[str, Sequence[str], Sequence[str]]


def _claims(before: str, now: str) -> Iterator[_Change]:
    numbers = numbers_of(before), numbers_of(now)
    yield (
        "number",
        [before[one.start : one.end] for one in numbers[0] if not one.is_borne_out_by(numbers[1])],
        [now[one.start : one.end] for one in numbers[1] if not one.is_borne_out_by(numbers[0])],
    )
    dates = dates_of(before), dates_of(now)
    yield (
        "date",
        [before[one.start : one.end] for one in dates[0] if not one.is_borne_out_by(dates[1])],
        [now[one.start : one.end] for one in dates[1] if not one.is_borne_out_by(dates[0])],
    )
    yield _differing("unit", _units(before, numbers[0]), _units(now, numbers[1]))
    yield _differing(
        "bound", _bounds(before, numbers[0] + dates[0]), _bounds(now, numbers[1] + dates[1])
    )
    words = words_of(before), words_of(now)
    yield _differing("negation", *(filter(is_negation, some) for some in words))
    yield _differing("doubt", *(frozenset(filter(is_doubt, some)) for some in words))
    yield _opposites(*words)
    yield _names(before, now)


def _differing(kind: str, before: Iterable[str], now: Iterable[str]) -> _Change:
    old, new = Counter(before), Counter(now)
    return kind, [*(old - new).elements()], [*(new - old).elements()]


def _units(text: str, numbers: Iterable[Numbered]) -> frozenset[str]:
    """Return the units of *numbers* in *text*; in which order, the numbers say."""
    found = set()
    for one in numbers:
        before = _UNIT_BEFORE.search(text[max(0, one.start - _BESIDE) : one.start])
        after = _UNIT_AFTER.match(text[one.end : one.end + _BESIDE])
        found |= {unit_of(beside[1].rstrip(".").casefold()) for beside in (before, after) if beside}
    return frozenset(filter(None, found))


def _bounds(text: str, claims: Iterable[Numbered | Dated]) -> Iterator[str]:
    for one in claims:
        if found := bound_of(words_of(text[max(0, one.start - _BESIDE) : one.start])):
            yield found


def _opposites(before: Sequence[str], now: Sequence[str]) -> _Change:
    """Return the words that gave way to one that says the opposite."""
    _, lost, won = _differing("", before, now)
    pairs = [
        (old, new) for old in dict.fromkeys(lost) for new in dict.fromkeys(won) if opposed(old, new)
    ]
    return (
        "opposite",
        [*dict.fromkeys(old for old, _ in pairs)],
        [*dict.fromkeys(new for _, new in pairs)],
    )


def _names(before: str, now: str) -> _Change:
    """Return the names in only one of two texts, or both where only their order differs.

    A first name or a title may come and go; in the place of another it is another person.
    """
    # With a word before it, the first word is a name by its capital as others are.
    old, new = (names_of(f"as {text.replace('US$', '$')}") for text in (before, now))
    words = words_of(before), words_of(now)
    lost, won = _absent(old, words[1]), _absent(new, words[0])
    if not (lost and won):
        lost = [one for one in lost if one.words[-1] not in words[1]]
        won = [one for one in won if one.words[-1] not in words[0]]
    order = [[one.words for one in names] for names in (old, new)]
    if not (lost or won) and order[0] != order[1] and Counter(words[0]) == Counter(words[1]):
        # “Norway sold to Chile”, “Chile sold to Norway”.
        lost, won = [*old], [*new]
    return "name", [" ".join(one.words) for one in lost], [" ".join(one.words) for one in won]


def _absent(names: Sequence[Named], words: Sequence[str]) -> list[Named]:
    known = frozenset(words)
    return [one for one in names if not known.issuperset(one.words)]


def _less(these: Sequence[str], those: Sequence[str]) -> list[str]:
    return [one for one in these if one not in those]

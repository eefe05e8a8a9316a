"""`changes_of`: whether a sentence that was reworded says something else.

A number, a date, a name or a negation that one wording has and the other has not, and other works,
are a change of meaning; the rest is wording. What is read of a text, `formats.claims` says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sourcebook.formats.claims import Named, dates_of, names_of, numbers_of
from sourcebook.formats.date_words import set_of
from sourcebook.formats.quotations import words_of

_NEGATIONS = set_of(
    "cannot denied denies hardly neither never no nobody none nor not nothing without"
)
_SENTENCE_END = re.compile(r"(?:^|[.!?…]['\"”’)]*\s+)$")


def changes_of(
    before: str, now: str, works_before: Sequence[str] = (), works_now: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return what the wording *now* says otherwise than *before*; empty where it is only reworded.

    Sentences that a passage gained or lost whole change nothing in those that stay.

    >>> changes_of("Trade grew to 45 million.", "Trade grew to 54 million.")
    ('number: − 45 million + 54 million',)
    """
    found = [] if _holds(before, now) or _holds(now, before) else [*_claims(before, now)]
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
    negated = [Counter(filter(_is_negation, words_of(text))) for text in (before, now)]
    yield (
        "negation",
        [*(negated[0] - negated[1]).elements()],
        [*(negated[1] - negated[0]).elements()],
    )
    yield _names(before, now)


def _names(before: str, now: str) -> _Change:
    """Return the names in only one of two texts, or both where only their order differs.

    A first name or a title may come and go; in the place of another it is another person.
    """
    # With a word before it, the first word is a name by its capital as others are.
    old, new = (names_of(f"as {text}") for text in (before, now))
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


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def _less(these: Sequence[str], those: Sequence[str]) -> list[str]:
    return [one for one in these if one not in those]


def _holds(text: str, part: str) -> bool:
    """Whether *part* stands in *text* as whole sentences."""
    at = text.find(part)
    return at >= 0 and bool(_SENTENCE_END.search(text[max(0, at - 8) : at]))

"""`may_leave_out`, `may_put`, `is_telling`, `is_negation`: how an author may alter another's words.

Dots may leave words out, but no negation, nor a word that is as good as one (“almost”, “failed”).
Brackets may add what the words do not say, and stand in place of words that only point to something
(“he”, “our country”) or have another ending; never may they bring or take a negation or a number,
or put one name in place of another.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.formats.date_words import set_of
from sourcebook.formats.numbers import numbers_in, scale_of

MOST_REPLACED = 8
"""Words for which one bracket may stand; for more, what is left out is marked as left out."""

_NEGATIONS = set_of(
    "no not never none nor neither nobody nothing nowhere without cannot hardly scarcely barely "
    "almost nearly deny denies denied fail fails failed refuse refuses refused unable unless "
    "except "
    "не нет ни никогда никто ничто ничего без нельзя nicht nie kein keine keinen ohne pas jamais "
    "sans نہیں نہ بغیر مت لا ليس"
)
_POINTING = set_of(
    "he she it they we i you him her them us me this that these those his its their our my your "
    "the a an here there who which both said same is are was were be been will would has have had "
    "to of in on at by for and or from with as do does did so then now"
)


def may_leave_out(words: Sequence[str]) -> bool:
    """Whether dots may stand for *words*, as `quotations.words_of` reads them."""
    return not _negations(words)


def may_put(put: Sequence[str], replaced: Sequence[str]) -> bool:
    """Whether a bracket with the words *put* may stand for the words *replaced*, perhaps none.

    Both as they are written, with their capitals.
    """
    new, old = [one.casefold() for one in put], [one.casefold() for one in replaced]
    if _negations(new) != _negations(old):
        return False
    if numbers_in(" ".join(put)) != numbers_in(" ".join(replaced)):
        return False
    # A bracket with “thousand” beside a number makes another number of it.
    if _scales(new) != _scales(old):
        return False
    telling, added = [*filter(is_telling, replaced)], [*filter(is_telling, put)]
    if not telling or not added:
        return True
    if any(map(_are_forms_of_one, new, old)) and len(new) == len(old):
        return all(map(_are_forms_of_one, new, old))
    # “[Norway]” for “our country”: it begins with a word that points, and names nothing itself.
    points = old[0] in _POINTING and not any(word[0].isupper() for word in telling)
    return points and all(word[0].isupper() for word in added)


def is_telling(word: str) -> bool:
    """Whether *word* says something by itself, and does not only point or join."""
    return word.casefold() not in _POINTING


def is_negation(word: str) -> bool:
    """Whether *word*, as `quotations.words_of` reads it, negates or is as good as a negation."""
    return word in _NEGATIONS or word.endswith("n't")


def _negations(words: Sequence[str]) -> int:
    return sum(map(is_negation, words))


def _scales(words: Sequence[str]) -> list[int]:
    return [scale for word in words if (scale := scale_of(word))]


def _are_forms_of_one(one: str, other: str) -> bool:
    """Whether two words differ in their ending alone: “say” and “says”."""
    common = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    return one == other or common >= max(2, max(len(one), len(other)) - 3)

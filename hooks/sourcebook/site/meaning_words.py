"""`opposed`, `bound_of`, `unit_of`, `is_doubt`: words that turn what a sentence says.

Only words that do it in most sentences are listed: one that does it now and then would call too
many rewordings changes of meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcebook.formats.date_words import set_of


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    return {word: name for name, words in table.items() for word in words.split(", ")}


_BOUNDS = _by_word(
    {
        "about": "about, around, some, roughly, approximately, nearly, almost, circa, estimated",
        "more than": "more than, over, above, at least, exceeding, upwards of",
        "less than": "less than, fewer than, under, below, up to, at most",
        "until": "by, until, till",
        "after": "after, since",
        "before": "before, prior to",
        "early": "early, early in, start of, beginning of, half of",
        "late": "late, late in, end of",
        "middle": "mid, middle of",
        "spring": "spring, spring of",
        "summer": "summer, summer of",
        "autumn": "autumn, autumn of, fall, fall of",
        "winter": "winter, winter of",
    }
)
_CURRENCY_BEFORE = set_of("us rs")
_UNITS = _by_word(
    {
        "dollar": "$, usd, us, dollar",
        "euro": "€, eur, euro",
        "pound": "£, gbp, pound",
        "rouble": "₽, rub, rouble, ruble",
        "rupee": "₨, ₹, rs, pkr, inr, rupee",
        "yen or yuan": "¥, jpy, cny, rmb, yen, yuan",
        "per cent": "%, percent, per",
        "tonne": "tonne, ton",
        "kilometre": "km, kilometre, kilometer",
        "megawatt": "mw, megawatt",
        "gigawatt": "gw, gigawatt",
    }
    | {
        one: one
        for one in (
            *("barrel", "mile", "metre", "hectare", "acre", "kilowatt"),
            *("year", "month", "week", "day", "hour", "minute"),
        )
    }
)
_DOUBTS = set_of(
    "reportedly allegedly apparently possibly perhaps probably likely unlikely might could "
    "purportedly supposedly planned proposed expected intended alleged"
)
_OPPOSITES = tuple(
    (set_of(one), set_of(other))
    for one, other in (
        (
            "rose rise rises rising risen grew grow grows growing grown growth increase increases "
            "increased increasing climbed gained more higher above expanded up",
            "fell fall falls falling fallen dropped drop drops declined decline declines decrease "
            "decreases decreased decreasing shrank sank lost less fewer lower below down",
        ),
        ("before prior earlier", "after since later"),
        ("first", "last second third"),
        ("import imports imported importing", "export exports exported exporting"),
        ("bought buy buys buying purchased purchase", "sold sell sells selling sale"),
        (
            "accept accepts accepted agreed approved backed support supports supported welcomed",
            "reject rejects rejected declined oppose opposes opposed condemned",
        ),
        ("confirm confirms confirmed admitted", "deny denies denied"),
        (
            "open opens opened begin begins began begun start starts started launched resumed",
            "close closes closed end ends ended stop stopped suspended halted",
        ),
        ("all every each both always", "some most many few several sometimes"),
        ("one single once", "two both twice"),
        ("won", "lost"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("arrived came entered", "left departed"),
        ("largest biggest highest most", "smallest least lowest"),
        ("allowed permitted lifted", "banned forbade prohibited imposed"),
        ("signed concluded", "drafted proposed discussed initialled"),
    )
)
_REVERSING = ("un", "in", "im", "ir", "il", "non", "dis")


def opposed(one: str, other: str) -> bool:
    """Whether one word says the opposite of the other: “rose”, “fell”; “possible”, “impossible”."""
    short, long = sorted((one, other), key=len)
    return any(long == prefix + short for prefix in _REVERSING) or any(
        (one in these and other in those) or (other in these and one in those)
        for these, those in _OPPOSITES
    )


def bound_of(before: Sequence[str]) -> str:
    """Return what the words *before* a number or a date make of it, as “more than”; or ""."""
    words = [word for word in before if word not in _CURRENCY_BEFORE][-2:]
    return _BOUNDS.get(" ".join(words)) or _BOUNDS.get(words[-1] if words else "", "")


def unit_of(word: str) -> str:
    """Return the unit that a word or a sign beside a number names, or ""."""
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"), "")


def is_doubt(word: str) -> bool:
    """Whether *word* says that something is not sure, or not done."""
    return word in _DOUBTS

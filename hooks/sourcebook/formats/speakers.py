"""`speakers_of`: the names beside which a text says that somebody speaks."""

from __future__ import annotations

import re

from sourcebook.formats.claims import Named, names_of

_SPEAKS = (
    r"said|says|told|tells|stated|states|added|adds|noted|notes|stressed|declared|announced"
    r"|remarked|wrote|writes|recalled|replied|answered|argued|claimed|explained|insisted|warned"
)
_BEHIND = re.compile(
    rf"(?:,[^,.;:“”\"]{{0,80}},)?(?:\s+(?:also |then |had |has )?(?:{_SPEAKS})\b|: ?[“”„«»‘\"])"
)
_BEFORE = re.compile(
    rf"\b(?:{_SPEAKS})\s+(?:(?!(?:in|at|on|to|that|them|him|her|of|for) )[a-z]+ ){{0,3}}$"
    r"|\b[Aa]ccording to $"
)


def speakers_of(text: str) -> tuple[Named, ...]:
    """Return the names in *text* that stand beside a verb of speaking, or a colon: “Nansen said”.

    >>> [one.words for one in speakers_of("“Come,” Fridtjof Nansen told them in Geneva.")]
    [('fridtjof', 'nansen')]
    """
    return tuple(
        one
        for one in names_of(text)
        if _BEHIND.match(text, one.end) or _BEFORE.search(text[max(0, one.start - 60) : one.start])
    )

"""`LATIN`: how a letter of another script, or one with a mark, is written in plain Latin letters.

The only door to anyascii (0.3, ISC licence, tables of Unicode names and romanisations without a
dependency). ICU knows more of languages, but is compiled, five times the size of this engine, and
its wheels come for few platforms; unidecode is GPL; cyrtranslit and transliterate know no Urdu.
Urdu writes no short vowels, so what comes of it is compared by its consonants (find.js).

>>> "".join(LATIN.get(letter, letter) for letter in "горбачёв türkiye")
'gorbachev turkiye'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from anyascii import anyascii

_BLOCKS = (range(0x00C0, 0x0250), range(0x0370, 0x0530), range(0x0600, 0x0700))
"""Latin with marks, Greek and Cyrillic, Arabic with the letters of Urdu and Persian."""

_SIGNS = str.maketrans("", "", "`'")

LATIN: Mapping[str, str] = MappingProxyType(
    {
        letter: anyascii(letter).lower().translate(_SIGNS)
        for letter in (chr(number) for block in _BLOCKS for number in block)
        if unicodedata.category(letter) in ("Ll", "Lo", "Lm")
    }
)
"""A small letter → none, one or several of a–z."""

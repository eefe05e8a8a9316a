"""`SERIF`, `SANS`, `wrapped`: the letters of the pictures, and lines of text measured with them.

The letters come with the program as outlines (`letters.json` says from where), so a text has the
same width and the same form on every machine, and no fonts need to be found: vl-convert opens a
font file anew for every letter, which costs five times as much. A text with a letter that is not
there is not drawn at all.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

Letter = tuple[int, str]
"""Width and outline, a path of SVG from the left end of the base line."""


@dataclass(frozen=True, slots=True)
class Face:
    """Letters of one kind and weight."""

    name: str

    @property
    def per_size(self) -> int:
        """Units in the size of the letters."""
        return int(_stored()["size"])

    def has(self, text: str) -> bool:
        """Whether there is every letter of *text*."""
        return set(text) <= _letters(self.name).keys()

    def width(self, text: str, size: float) -> float:
        """Return the width of *text* in letters of *size*."""
        return (self._places(text)[-1] if text else 0) * size / self.per_size

    def outline(self, text: str) -> str:
        """Return *text* as one path of SVG, in units of the face, from 0 on the base line."""
        letters = _letters(self.name)
        placed = zip(self._places(text), text, strict=False)
        return "".join(f"M{x} 0{letters[letter][1]}" for x, letter in placed if letters[letter][1])

    def _places(self, text: str) -> list[int]:
        """Return where each letter of *text* begins, and where the last ends."""
        letters, kerning = _letters(self.name), _kerning(self.name)
        places = [0]
        for letter, following in pairwise(text + " "):
            places.append(places[-1] + letters[letter][0] + kerning.get(letter + following, 0))
        return places


SERIF = Face("serif")
SANS = Face("sans")


@cache
def _stored() -> Mapping[str, Any]:
    return MappingProxyType(json.loads(pkgutil.get_data(__name__, "letters.json") or b""))


@cache
def _letters(face: str) -> Mapping[str, Letter]:
    letters = _stored()["faces"][face]["letters"]
    return {letter: (width, outline) for letter, (width, outline) in letters.items()}


@cache
def _kerning(face: str) -> Mapping[str, int]:
    """Return the space added between two letters, by the pair."""
    return {
        pairs[place : place + 2]: int(amount)
        for amount, pairs in _stored()["faces"][face]["kerning"].items()
        for place in range(0, len(pairs), 2)
    }


def wrapped(text: str, face: Face, size: float, width: float, most: int) -> tuple[str, ...]:
    """Return *text* in at most *most* lines of *width*; what has no room ends in “…”.

    *face* must have every letter. A word too long for a line stands alone on it, cut.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(_cut(word, face, size, width))
    if len(lines) > most:
        lines[most - 1] = _cut(f"{lines[most - 1]} {lines[most]}…", face, size, width)
    return tuple(lines[:most])


def _cut(text: str, face: Face, size: float, width: float) -> str:
    if face.width(text, size) <= width:
        return text
    room = width - face.width("…", size)
    end = 0
    for letter in text:
        room -= face.width(letter, size)
        if room < 0:
            break
        end += 1
    return f"{text[:end].rstrip(' ,…')}…"

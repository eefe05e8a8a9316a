r"""`math_text`: mathematics that is plain text in Unicode: ``\alpha``, ``H_2``, ``10^{-3}``."""

from __future__ import annotations

import re

from sourcebook.formats import latex_tables as tables

_TOKEN = re.compile(
    r"\\(?P<wrapper>mathrm|mathit|mathbf|mathsf|mathcal|mathbb|text|textrm|rm|it|bf|mbox)\b\s*"
    r"|\\(?P<word>[A-Za-z]+)(?P<gap>\s*)"
    r"|\\(?P<space>[,;:! ])"
    r"|(?P<script>[\^_])\s*(?:\{(?P<group>[^{}\\]*|\\[A-Za-z]+)\}|(?P<sign>[^\s{}\\^_]|\\[A-Za-z]+))"
    r"|(?P<brace>[{}])"
    r"|(?P<plain>(?:[^\W_]|[\s.,:;()\[\]|/+*=<>!?'–—-])+)"
)
_LONGEST = 200


def math_text(math: str) -> str | None:
    r"""Return what stands between two dollar signs as text; ``None`` where it is a formula.

    >>> math_text(r"\beta"), math_text("CO_2"), math_text(r"^{\circ}"), math_text(r"\frac{1}{2}")
    ('β', 'CO₂', '°', None)
    """
    if len(math) > _LONGEST:
        return None
    pieces: list[str] = []
    position = 0
    while position < len(math):
        found = _TOKEN.match(math, position)
        text = _text(found) if found else None
        if found is None or text is None:
            return None
        pieces.append(text)
        position = found.end()
    return "".join(pieces)


def _text(found: re.Match[str]) -> str | None:
    if found["word"]:
        sign = tables.MATH.get(found["word"])
        # A blank ends the name of a letter; around a relation it is one.
        return sign if sign is None or sign.isalpha() else sign + found["gap"]
    if found["space"]:
        return "" if found["space"] == "!" else " "
    if found["plain"]:
        return found["plain"].replace("-", "−" if found["plain"].strip()[:1] == "-" else "-")
    if not found["script"]:
        return ""
    inner = found["group"] if found["group"] is not None else found["sign"]
    sign = tables.MATH.get(inner[1:]) if inner.startswith("\\") else inner
    if sign in ("°", "′"):
        return sign
    table = tables.SUPERSCRIPTS if found["script"] == "^" else tables.SUBSCRIPTS
    if not sign or not all(ord(char) in table for char in sign):
        return None
    return sign.translate(table)

r"""`to_latex`: Unicode text as a field of an entry: what LaTeX reads as a sign of its own is spelt.

The inverse of `latex.to_unicode` but for what that makes typographic: a plain ``'`` or ``--``
stays, as authors of entries write it.
"""

from __future__ import annotations

import html
import re
import unicodedata

from sourcebook.formats.latex_tables import HTML_MACROS

_SIGNS = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_TAG = re.compile(r"<(/?)(i|em|b|strong|sup|sub|sc|span|p|br|jats:[a-z]+)\b[^<>]{0,100}/?>", re.I)
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNPRINTABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")


def to_latex(text: str) -> str:
    """Return *text* as one line of LaTeX, composed (NFC).

    >>> to_latex("R&D in <i>Dawn</i>, 5 %")
    'R\\\\&D in \\\\emph{Dawn}, 5 \\\\%'
    """
    pieces: list[str] = []
    opened: list[str] = []
    end = 0
    for tag in _TAG.finditer(text):
        pieces.append(_escaped(text[end : tag.start()]))
        end = tag.end()
        name = tag[2].lower()
        if name not in HTML_MACROS:
            pieces.append(" " if name in ("p", "br") else "")
        elif not tag[1]:
            opened.append(name)
            pieces.append(f"\\{HTML_MACROS[name]}{{")
        elif opened and opened[-1] == name:
            opened.pop()
            pieces.append("}")
    pieces.append(_escaped(text[end:]))
    return _SPACE.sub(" ", "".join(pieces) + "}" * len(opened)).strip()


def one_line(text: str) -> str:
    """Return *text* composed, without what cannot be printed, every run of blanks one space."""
    plain = _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text))
    return _SPACE.sub(" ", plain).strip()


def _escaped(text: str) -> str:
    # Reference managers and publishers leave “&amp;” in texts that are not HTML.
    plain = _UNPRINTABLE.sub("", unicodedata.normalize("NFC", html.unescape(text)))
    return "".join(_SIGNS.get(char, char) for char in plain)

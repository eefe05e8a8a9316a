"""`affix_inlines`: what stands before and behind a citekey, as pandoc's inline elements.

The words are an author's Markdown. Pandoc never reads it (it is exponential in nested brackets);
what a short stretch can hold is read here in linear time: emphasis, code, escapes, the text of
links, and pandoc's typography (curly quotes, dashes, dots).
"""

from __future__ import annotations

import re

from sourcebook.citeproc.inlines import Inline

_NESTED = 4
"""Emphasis and quotes in one another, after which marks are text."""

_TOKEN = re.compile(
    r"(?P<space>[^\S\xa0]+)"
    r"|\\(?P<escaped>[^\w\s])"
    r"|(?P<ticks>`{1,20}+)(?!`)(?P<code>.{1,300}?)(?<!`)(?P=ticks)(?!`)"
    r"|(?P<strong>\*\*|(?<!\w)__)(?=[^\s*_])(?P<weighty>[^*_\[\]]{1,300})(?<!\s)(?P=strong)"
    r"|(?P<mark>\*|(?<!\w)_)(?=[^\s*_])(?P<stressed>[^*_\[\]]{1,300})(?<!\s)(?P=mark)"
    r"|!?\[(?P<link>[^\[\]]{0,300})\](?:\([^()\s]{0,2000}\)|\[[^\[\]]{0,300}\])"
    r"|(?<!\w)\"(?P<quoted>[^\s\"](?:[^\"]{0,300}[^\s\"])?)\"(?!\w)"
    r"|(?<!\w)'(?P<single>[^\s'](?:[^']{0,300}[^\s'])?)'(?!\w)"
    r"|(?P<dash>-{2,3})(?!-)"
    r"|(?P<dots>\.{3})"
    r"|(?P<char>.)",
    re.DOTALL,
)
_DASHES = {"--": "–", "---": "—"}


def affix_inlines(markdown: str, depth: int = 0) -> list[Inline]:
    """Return a prefix or suffix in *markdown* as inline elements, words and spaces apart."""
    inlines: list[Inline] = []
    word: list[str] = []

    def end_word() -> None:
        if word:
            inlines.append({"t": "Str", "c": "".join(word)})
            word.clear()

    for match in _TOKEN.finditer(markdown):
        kind, content = _token(match)
        if kind == "Str" or (depth >= _NESTED and kind not in {"Space", "Code"}):
            word.append(content)
            continue
        end_word()
        if kind == "Space":
            inlines.append({"t": "Space"})
        elif kind == "Code":
            inlines.append({"t": "Code", "c": [["", [], []], content]})
        elif kind == "Text":
            inlines += affix_inlines(content, depth + 1)
        else:
            inner = affix_inlines(content, depth + 1)
            is_quote = kind.endswith("Quote")
            element = {"t": "Quoted", "c": [{"t": kind}, inner]} if is_quote else None
            inlines.append(element or {"t": kind, "c": inner})
    end_word()
    return inlines


def _token(match: re.Match[str]) -> tuple[str, str]:
    """Return the name of the element that *match* is, and what is in it."""
    if match["space"]:
        return "Space", " "
    if match["escaped"]:
        return "Str", match["escaped"]
    if match["dash"]:
        return "Str", _DASHES[match["dash"]]
    if match["dots"]:
        return "Str", "…"
    if match["char"]:
        return "Str", "’" if match["char"] == "'" else match["char"]
    for name, kind in (
        ("code", "Code"),
        ("weighty", "Strong"),
        ("stressed", "Emph"),
        ("quoted", "DoubleQuote"),
        ("single", "SingleQuote"),
    ):
        if match[name]:
            return kind, match[name]
    return "Text", match["link"] or ""

"""`split_locator`: the part of a suffix that says where in the work, and the rest of it.

Follows pandoc's ``Citeproc/Locator.hs`` (3.9) step by step, so that a locator is one here exactly
when it is one there. The terms are those of the CSL locale ``en-US`` (long, short and symbol, one
and many), as in ``locales/en-US.xml`` of the citeproc library that pandoc is built with.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sourcebook.formats.citations.citation import Locator

PANDOC_TERMS: dict[str, tuple[str, ...]] = {
    "book": ("book", "books", "bk.", "bks."),
    "chapter": ("chapter", "chapters", "chap.", "chaps.", "c.", "cc."),
    "column": ("column", "columns", "col.", "cols."),
    "figure": ("figure", "figures", "fig.", "figs."),
    "folio": ("folio", "folios", "fol.", "fols."),
    "issue": ("issue", "issues", "no.", "nos."),
    "line": ("line", "lines", "l.", "ll."),
    "note": ("note", "notes", "n.", "nn."),
    "opus": ("opus", "opera", "op.", "opp."),
    "page": ("page", "pages", "p.", "pp."),
    "paragraph": ("paragraph", "paragraphs", "para.", "paras.", "¶", "¶¶"),
    "part": ("part", "parts", "pt.", "pts."),
    "section": ("section", "sections", "sec.", "secs.", "§", "§§"),
    "sub-verbo": ("sub verbo", "sub verbis", "s.v.", "s.vv."),
    "verse": ("verse", "verses", "v.", "vv."),
    "volume": ("volume", "volumes", "vol.", "vols."),
}
"""CSL locator term → how an author writes it; these pandoc knows too."""

OWN_TERMS: dict[str, tuple[str, ...]] = {
    "appendix": (
        *("appendix", "appendices", "app.", "apps."),
        *("annex", "annexes", "schedule", "schedules"),
    ),
    "article-locator": ("article", "articles", "art.", "arts."),
    "issue": ("number", "numbers"),
    "table": ("table", "tables", "tbl.", "tbls."),
    "timestamp": ("timestamp", "timestamps"),
}
"""Terms that pandoc leaves in the suffix; annex and schedule are ours, the rest is CSL 1.0.2.

“number” stands in pandoc's manual, but not in the locale that it comes with.
"""
_LETTERED = frozenset({"appendix", "article-locator", "table"})
"""Labels whose value may be one capital letter: “annex A”."""

LABELS: dict[str, str] = {
    written.casefold(): label
    for terms in (PANDOC_TERMS, OWN_TERMS)
    for label, forms in terms.items()
    for written in forms
}
"""What an author writes, case folded → CSL locator term."""

_LONGEST_LABEL = 6
"""Tokens in the longest label (“s”, “.”, “vv”, “.”) with the spaces around it."""
_BRACES = {"(": ")", "[": "]", "{": "}"}
_ROMAN = re.compile(r"M*(?:CM)?D?(?:CD)?C*(?:XC)?L?(?:XL)?X*(?:IX)?V?(?:IV)?I*", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_CLOCK = re.compile(r"\d{1,2}:\d\d:\d\d(?:\s*[-–,]\s*\d{1,2}:\d\d:\d\d)*")
_LETTER = re.compile(r"[A-Z]")
_TOKEN = re.compile(
    r"(?P<space>[^\S\xa0]+|\xa0)"
    r"|(?P<dash>-{2,3})"
    r"|(?P<dots>\.{3})"
    r"|\\(?P<escaped>[^\w\s])"
    r"|(?P<ticks>`{1,20}+)(?!`)(?P<code>.{1,300}?)(?<!`)(?P=ticks)(?!`)"
    r"|(?P<math>\$[^\s$][^$]{0,300}\$)"
    r"|(?P<emphasis>\*{1,3}|(?<!\w)_{1,3})(?=[^\s*_])(?P<inner>[^*_\[\]]{1,300})(?P=emphasis)"
    r"|\"(?P<quoted>[^\s\"][^\"]{0,300})\""
    r"|(?<!\w)'(?P<single>[^\s'][^']{0,300})'(?!\w)"
    r"|(?P<char>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    """One of pandoc's inlines after ``splitStrWhen``: a word, one punctuation mark, a space …"""

    text: str
    end: int
    """Offset in the suffix behind it."""
    kind: str
    """``space``, ``text`` or ``math``; a marked-up stretch is one ``text``."""


def split_locator(suffix: str) -> tuple[Locator | None, str]:
    """Return the locator at the start of *suffix* and what follows it.

    *suffix* is what stands between a key and the next ``;`` or the ``]``. Where there is no
    locator the whole suffix comes back; ``{}`` forbids one and is left out.
    """
    tokens = _tokens(suffix)
    at = 1 if _is(tokens, 0, ",") else 0
    if at < len(tokens) and tokens[at].kind == "space":
        at += 1
    delimited = _delimited(tokens, at)
    found = delimited or _integrated(tokens, at)
    if not found:
        return None, suffix
    label, value, after = found
    rest = suffix[tokens[after - 1].end :]
    if not value and not label:
        return None, rest
    if not label and not delimited:
        # Beyond pandoc, which takes any bare number for a page.
        label = "timestamp" if _CLOCK.fullmatch(value) else "page"
    return Locator(label, value), rest


def _tokens(suffix: str) -> list[_Token]:
    tokens: list[_Token] = []
    word = ""
    at = 0
    while at < len(suffix):
        match = _TOKEN.match(suffix, at)
        if not match:  # pragma: no cover - the last branch takes any character
            break
        kind = match.lastgroup
        char = match.group("char") or match.group("escaped") or ""
        if char and not _is_punctuation(char):
            word += char
            at = match.end()
            continue
        if word:
            tokens.append(_Token(word, at, "text"))
            word = ""
        at = match.end()
        if kind == "space":
            tokens.append(_Token(" ", at, "space"))
        elif kind == "dash":
            tokens.append(_Token("–" if at - match.start() == 2 else "—", at, "text"))
        elif kind == "dots":
            tokens.append(_Token("…", at, "text"))
        elif kind == "math":
            tokens.append(_Token(match.group(), at, "math"))
        elif char:
            tokens.append(_Token(char, at, "text"))
        else:
            inner = match.group("code") or match.group("inner")
            inner = inner or (f"‘{match['single']}’" if match["single"] else f"“{match['quoted']}”")
            tokens.append(_Token(inner, at, "text"))
    if word:
        tokens.append(_Token(word, at, "text"))
    return tokens


def _is_punctuation(char: str) -> bool:
    return char != ":" and unicodedata.category(char).startswith("P")


def _is(tokens: list[_Token], at: int, char: str) -> bool:
    return at < len(tokens) and tokens[at].kind == "text" and tokens[at].text == char


_Found = tuple[str, str, int]
"""Label, value and the number of tokens used."""


def _delimited(tokens: list[_Token], at: int) -> _Found | None:
    """Read ``{pp. iv, vi-xi, (xv)-(xvii)}``; pandoc: ``pLocatorDelimited``."""
    if not _is(tokens, at, "{"):
        return None
    at += 1
    while at < len(tokens) and tokens[at].kind == "space":
        at += 1
    label, first = "", at
    for after, written in _labels(tokens, at):
        if after < len(tokens):
            label, first = written, after
    if (
        not label
        and at < len(tokens)
        and len(tokens[at].text) == 1
        and _DIGIT.match(tokens[at].text)
    ):
        label = "page"  # One digit alone: so does pandoc, and only for one.
    at = first
    while at < len(tokens) and tokens[at].text != "}":
        if tokens[at].text not in ("{", "["):
            at += 1
            continue
        # Braces and brackets inside hold at most one token, as in pandoc's pBalancedBraces.
        close = _BRACES[tokens[at].text]
        width = 1 if _is(tokens, at + 1, close) else 2
        if not _is(tokens, at + width, close):
            return None
        at += width + 1
    if at >= len(tokens):
        return None
    return label, "".join(token.text for token in tokens[first:at]).strip(), at + 1


def _integrated(tokens: list[_Token], at: int) -> _Found | None:
    """Read ``pp. 33-35`` or ``33``; pandoc: ``pLocatorIntegrated``."""
    label, first = "", at
    for after, written in _labels(tokens, at):
        if (word := _word(tokens, after, is_first=True)) and (
            word[1] or (written in _LETTERED and _LETTER.fullmatch(word[0].strip()))
        ):
            label, first = written, after
    if not label and not _has_digit(_word(tokens, at, is_first=True)):
        return None
    value, at = "", first
    while word := _word(tokens, at, is_first=bool(label) and at == first):
        is_letter = label in _LETTERED and bool(_LETTER.fullmatch(word[0].strip(", ")))
        if not (_has_digit(word) if not label else word[1] or is_letter):
            break
        value, at = value + word[0], word[2]
    return (label, value.strip(), at) if at > first else None


def _labels(tokens: list[_Token], at: int) -> list[tuple[int, str]]:
    """Return the labels that begin at token *at*, shortest first, with the tokens used."""
    found: list[tuple[int, str]] = []
    written = ""
    for after in range(at, min(at + _LONGEST_LABEL, len(tokens))):
        written += tokens[after].text
        label = LABELS.get(written.strip().casefold())
        if label:
            found.append((after + 1, label))
    return found


_Word = tuple[str, bool, int]
"""Text, whether it is like a number, and the number of tokens used."""


def _has_digit(word: _Word | None) -> bool:
    return word is not None and _DIGIT.search(word[0]) is not None


def _word(tokens: list[_Token], at: int, *, is_first: bool) -> _Word | None:
    """Read one number-like word; pandoc: ``pLocatorWordIntegrated``."""
    text = ""
    if not is_first and (_is(tokens, at, ",") or _is(tokens, at, ";")):
        text, at = tokens[at].text, at + 1
    if at < len(tokens) and tokens[at].kind == "space":
        text, at = text + " ", at + 1
    start, is_number = at, False
    while at < len(tokens):
        close = _BRACES.get(tokens[at].text) if tokens[at].kind == "text" else None
        if close:
            inner = _sequence(tokens, at + 1) or ("", False, at + 1)
            if not _is(tokens, inner[2], close):
                break
            text += tokens[at].text + inner[0] + close
            is_number, at = is_number or inner[1], inner[2] + 1
        elif tokens[at].text not in _BRACES.values() and (unit := _sequence(tokens, at)):
            text += unit[0]
            is_number, at = is_number or unit[1], unit[2]
        else:
            break
    return (text, is_number, at) if at > start else None


def _sequence(tokens: list[_Token], at: int) -> _Word | None:
    """Read ``1``, ``1.2``, ``iv``, ``33-44``; pandoc: ``pPageSeq``."""
    text, is_number, start = "", False, at
    while True:
        period = _is(tokens, at, ".")
        if at > start and not period:
            break
        unit = _unit(tokens, at + period)
        if not unit:
            break
        text += "." * period + unit[0]
        is_number, at = is_number or unit[1], unit[2]
    return (text, is_number, at) if at > start else None


def _unit(tokens: list[_Token], at: int) -> _Word | None:
    """Read a roman number, or tokens up to a space or a mark other than - – and :."""
    if at < len(tokens) and tokens[at].text and _ROMAN.fullmatch(tokens[at].text):
        return tokens[at].text, True, at + 1
    text, start = "", at
    while at < len(tokens) and tokens[at].kind == "text":
        token = tokens[at].text
        if token not in ("-", "–") and len(token) == 1 and _is_punctuation(token):
            break
        text, at = text + token, at + 1
    return (text, _DIGIT.search(text) is not None, at) if at > start else None

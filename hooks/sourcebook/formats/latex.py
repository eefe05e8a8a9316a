r"""`to_unicode`: the text of a bibliography field, LaTeX markup turned into Unicode.

One pass over the text, linear in its length whatever it holds; nothing recurses, so the depth of
braces does not matter. Not bibtexparser's decoder: that is superlinear (400,000 letters 3.5 s with
2.1.0), drops macros that it does not know and damages addresses.

What happens to what: accents and letters (``\'e``, ``\v{c}``, ``\ss``) become letters, composed
(NFC); ``--``, ``---`` and quotation marks become typographic; ``~`` becomes a no-break space; of
markup such as ``\emph{…}`` the text stays, also where a program wrote it as HTML in braces
(``{$<$}i{$>$}``); ``\enquote`` becomes quotation marks. Math between dollar signs becomes text
where it is some; a formula stays as written, and a dollar sign before a sum of money is no math
(pandoc's rule).
A bare ``%`` is a percent sign, not a comment. A macro that is not known stays as written and is
reported, never dropped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from sourcebook.formats import latex_tables as tables
from sourcebook.formats.latex_math import math_text

_PLAIN = re.compile(r"[^\\{}~`'$\-]*")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+\*?)(?P<gap>[ \t\n]*)"
    r"|\\(?P<accent>[`'^\"~=.])[ \t\n]*"
    r"|\\(?P<sign>.?)"
    r"|(?P<brace>[{}])"
    r"|(?P<typographic>~|-+|``|''|`|')"
    r"|(?P<dollar>\$)"
    r"|(?P<plain>[^\\{}~`'$\-]+)",
    re.DOTALL,
)
_BRACE = re.compile(r"[{}]")
_LESS = r"\{?(?:\$<\$|\\textless(?:\{\}|[ ])?)\}?"
_GREATER = r"\{?(?:\$>\$|\\textgreater(?:\{\}|[ ])?)\}?"
_HTML_TAG = re.compile(
    rf"{_LESS}(/?)(i|em|b|strong|sup|sub|sc|span)\b[^$]{{0,80}}?{_GREATER}", re.IGNORECASE
)
_TYPOGRAPHIC = {"~": "\u00a0", "``": "“", "''": "”", "`": "‘", "'": "’", "--": "–", "---": "—"}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_MOST_ACCENTS = 4
"""More on one letter than any script has; a longer run would make composing quadratic."""
_CHANGES = frozenset({"drop", "raise", "lower", "upper", "capital", "bibstring"})
_MOST_CHANGES = 4
"""Changes inside changes that are carried out: each goes over its text once more."""


@dataclass(frozen=True, slots=True)
class UnknownMacro:
    """A macro that was kept as written; offsets into the text given, end exclusive."""

    name: str
    """With its backslash: ``\\foo``."""
    start: int
    end: int


@dataclass(slots=True)
class _Group:
    """An open brace: where its text begins in the output and what happens when it closes."""

    begins: int
    kind: str = ""
    """``quote``, ``literal``, one of `_CHANGES`, or "" for a brace that does nothing."""


@dataclass(slots=True)
class _Decoder:
    """The state of one pass."""

    text: str
    pieces: list[str] = field(default_factory=list)
    accents: list[str] = field(default_factory=list)
    """Combining characters that wait for their letter."""
    groups: list[_Group] = field(default_factory=list)
    quotes: int = 0
    changes: int = 0
    unknown: list[UnknownMacro] = field(default_factory=list)

    def run(self) -> None:
        position, end = 0, len(self.text)
        while position < end:
            match = _TOKEN.match(self.text, position)
            # The last alternative takes whatever the others leave, so there is always a match.
            assert match is not None
            position = match.end()
            kind = match.lastgroup
            if kind == "plain":
                self.write(match[0])
            elif kind == "brace":
                self.open("") if match[0] == "{" else self.close()
            elif kind == "typographic":
                self.write(_TYPOGRAPHIC.get(match[0], match[0]))
            elif kind == "dollar":
                position = self.dollar(match.start())
            elif kind == "accent":
                self.accent(tables.ACCENTS[match["accent"]])
            elif kind == "sign":
                self.write(tables.SYMBOLS.get(match["sign"], match[0]))
            else:
                position = self.macro(match)
        while self.groups:
            self.close()
        self.flush_accents()

    def write(self, text: str) -> None:
        """Add *text*, its first letter under the accents that wait."""
        if self.accents and text:
            letter = _DOTLESS.get(text[0], text[0])
            marks = "".join(reversed(self.accents))
            self.accents.clear()
            text = unicodedata.normalize("NFC", letter + marks) + text[1:]
        self.pieces.append(text)

    def accent(self, combining: str) -> None:
        if len(self.accents) == _MOST_ACCENTS:
            self.flush_accents()
        self.accents.append(combining)

    def flush_accents(self) -> None:
        """Write accents that found no letter, such as ``\\'{}``, on a space of their own."""
        if self.accents:
            self.write("\u00a0")

    def open(self, kind: str) -> None:
        if kind == "quote":
            self.write(tables.QUOTES[self.quotes % 2][0])
            self.quotes += 1
        elif kind == "literal":
            self.write("{")
        elif kind in _CHANGES:
            self.changes += 1
        self.groups.append(_Group(len(self.pieces), kind))

    def close(self) -> None:
        if not self.groups:
            self.write("}")
            return
        self.flush_accents()
        group = self.groups.pop()
        if group.kind == "quote":
            self.quotes -= 1
            self.write(tables.QUOTES[self.quotes % 2][1])
        elif group.kind == "literal":
            self.write("}")
        elif group.kind in _CHANGES:
            self.changes -= 1
            if self.changes < _MOST_CHANGES:
                content = "".join(self.pieces[group.begins :])
                del self.pieces[group.begins :]
                self.pieces.append(_changed(content, group.kind))

    def dollar(self, start: int) -> int:
        """Write math as written, or a dollar sign that opens none; return the offset after it."""
        text = self.text
        end = text.find("$", start + 1)
        is_math = (
            end > start + 1
            and not text[start + 1].isspace()
            and not text[end - 1].isspace()
            and text[end - 1] != "\\"
            and not text[end + 1 : end + 2].isdigit()
        )
        if not is_math:
            self.write("$")
            return start + 1
        plain = math_text(text[start + 1 : end])
        self.write(text[start : end + 1] if plain is None else plain)
        return end + 1

    def macro(self, match: re.Match[str]) -> int:
        """Do what a macro of letters says; return the offset after what it used up."""
        word = match["word"]
        name = word.rstrip("*")
        after = match.end()
        has_argument = self.text[after : after + 1] == "{"
        kind = _argument_kind(name) if has_argument else None
        if name in tables.WORDS:
            self.write(tables.WORDS[name])
        elif name in tables.DEAD or (name in tables.WRAPPERS and not has_argument):
            pass
        elif name in tables.ACCENTS:
            self.accent(tables.ACCENTS[name])
        elif name in tables.VERBATIM and has_argument:
            return self.verbatim(after)
        elif kind is not None:
            self.open(kind)
            return after + 1
        else:
            self.unknown.append(UnknownMacro(f"\\{word}", match.start(), match.end("word")))
            self.write(match[0])
            if has_argument:
                self.open("literal")
                return after + 1
        return after

    def verbatim(self, brace: int) -> int:
        """Write the argument that opens at *brace* sign by sign; return the offset after it."""
        depth = 0
        for match in _BRACE.finditer(self.text, brace):
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                self.write(self.text[brace + 1 : match.start()])
                return match.end()
        self.write(self.text[brace + 1 :])
        return len(self.text)


def to_unicode(text: str) -> tuple[str, tuple[UnknownMacro, ...]]:
    r"""Return *text* as Unicode and the macros in it that are not known, in order.

    >>> to_unicode(r"{\"U}ber \emph{Stra{\ss}en} -- \foo{x}")
    ('Über Straßen – \\foo{x}', (UnknownMacro(name='\\foo', start=31, end=35),))
    """
    plain = _PLAIN.match(text)
    if plain and plain.end() == len(text):
        return text, ()
    return _decoded(text)


# A title is read for the page, for CSL and for what is wrong in it.
@lru_cache(maxsize=8192)
def _decoded(text: str) -> tuple[str, tuple[UnknownMacro, ...]]:
    decoder = _Decoder(_with_macros(text) if "$<$" in text or "\\textless" in text else text)
    decoder.run()
    return "".join(decoder.pieces), tuple(decoder.unknown)


def _with_macros(text: str) -> str:
    """Return *text* with HTML that a program escaped (Zotero, JabRef) as the macros of LaTeX."""

    def macro(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        return "}" if tag[1] else f"\\{tables.HTML_MACROS.get(name, 'textnormal')}{{"

    return _HTML_TAG.sub(macro, text)


def _argument_kind(name: str) -> str | None:
    """Return what happens to the argument of a macro, or ``None`` where it is not known."""
    if name in tables.WRAPPERS:
        return ""
    if name in tables.QUOTING:
        return "quote"
    if name in tables.ARGUMENT_DROPPED:
        return "drop"
    return {
        "textsuperscript": "raise",
        "mkbibsuperscript": "raise",
        "textsubscript": "lower",
        "mkbibsubscript": "lower",
        "MakeUppercase": "upper",
        "MakeCapital": "capital",
        "bibstring": "bibstring",
        "bibxstring": "bibstring",
        "bibsstring": "bibstring",
    }.get(name)


def _changed(content: str, kind: str) -> str:
    if kind == "drop":
        return ""
    if kind == "upper":
        return content.upper()
    if kind == "capital":
        return content[:1].upper() + content[1:]
    if kind == "bibstring":
        return tables.BIBSTRINGS.get(content, content)
    # Only where every sign has such a form: “4th” stays “4th” and does not become “⁴th”.
    table = tables.SUPERSCRIPTS if kind == "raise" else tables.SUBSCRIPTS
    return content.translate(table) if all(ord(char) in table for char in content) else content

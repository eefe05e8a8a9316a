"""`formats.latex`: LaTeX in bibliography fields becomes Unicode text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from growth import LINEAR, growth
from sourcebook.formats.latex import UnknownMacro, to_unicode


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param(r"\'e\`{a}\^o\~n\=u\"i\.z", "éàôñūïż", id="accents-of-signs"),
        pytest.param(r"\v{c}\c{c} \H{o} \k a \r{a}\u{g}\d{s}\b{d}", "čç ő ą åğṣḏ", id="letters"),
        pytest.param(r"{\"U}ber {\'E}mile", "Über Émile", id="in-braces"),
        pytest.param(r"\' e \'  {e}", "é é", id="space-before-the-letter"),
        pytest.param(r"\'{\i}\^\j\'{\^e}", "íĵế", id="dotless-and-double"),
        pytest.param(r"\t{oo}", "o͡o", id="tie"),
        pytest.param(r"a\'{}b", "a\u00a0\u0301b", id="accent-without-letter"),
        pytest.param(r"\ss{} \aa \o\L{\oe}uvre", "ß åøŁœuvre", id="special-letters"),
        pytest.param("a -- b --- c - d ---- e", "a – b — c - d ---- e", id="dashes"),
        pytest.param("``a'' `b' O'Brien", "“a” ‘b’ O’Brien", id="quotes"),
        pytest.param(r"\enquote{a \enquote{b}} c", "“a ‘b’” c", id="enquote"),
        pytest.param("a~b", "a\u00a0b", id="tie-space"),
        pytest.param(r"\& \% \$ \# \_ \{ \} 5% & #", "& % $ # _ { } 5% & #", id="escapes"),
        pytest.param(r"\emph{a} \textbf{\textit{b}} {\em c}", "a b c", id="markup"),
        pytest.param(r"\url{https://e.org/a_b~c--d}", "https://e.org/a_b~c--d", id="url"),
        pytest.param(r"\href{https://e.org}{text}", "text", id="href"),
        pytest.param("$500 million and $790", "$500 million and $790", id="money"),
        pytest.param("US$ 5 and US$7", "US$ 5 and US$7", id="money-with-space"),
        pytest.param(r"$\sqrt{x} -- \alpha$", r"$\sqrt{x} -- \alpha$", id="formula-as-written"),
        pytest.param(r"$\alpha$-decay of CO$_2$", "α-decay of CO₂", id="math-that-is-text"),
        pytest.param(r"10$^{-3}$ at 5$^{\circ}$C", "10⁻³ at 5°C", id="raised-math"),
        pytest.param(r"$\mathrm{CO_2} \leq 3$", "CO₂ ≤ 3", id="upright-math"),
        pytest.param(r"a {$<$} b", "a < b", id="less-than"),
        pytest.param(
            r"On {$<$}i{$>$}Pinus{$<$}/i{$>$} in Swat", "On Pinus in Swat", id="html-of-zotero"
        ),
        pytest.param(r"x{$<$}sup{$>$}2{$<$}/sup{$>$}", "x²", id="raised-html"),
        pytest.param(
            r"{\textless}i{\textgreater}Pinus{\textless}/i{\textgreater}",
            "Pinus",
            id="html-of-jabref",
        ),
        pytest.param(
            r"{$<$}span class=\"nocase\"{$>$}dBase{$<$}/span{$>$}", "dBase", id="html-span"
        ),
        pytest.param(r"{$<$}i{$>$}Pinus", "Pinus", id="html-unclosed"),
        pytest.param(r"\textsuperscript{2}\textsubscript{10}", "²₁₀", id="raised"),
        pytest.param(r"4\textsuperscript{th}", "4th", id="raised-letters"),
        pytest.param(r"\MakeUppercase{ab}c", "ABc", id="upper"),
        pytest.param(r"\noopsort{1973b}1973", "1973", id="sorting-mark"),
        pytest.param(r"co\-op a\/b c\\d e\ f", "coop ab c d e f", id="line-breaking"),
        pytest.param("{{The {UN}}", "The UN", id="open-brace"),
        pytest.param("a}b", "a}b", id="stray-brace"),
        pytest.param("end\\", "end\\", id="lone-backslash"),
        pytest.param("اسلام آباد и Москва", "اسلام آباد и Москва", id="other-scripts"),
        pytest.param("javascript:<b>&amp;", "javascript:<b>&amp;", id="html-is-text"),
    ],
)
def test_latex_becomes_unicode(latex: str, text: str) -> None:
    """Known LaTeX becomes what it prints, and nothing is unknown in it."""
    assert (text, ()) == to_unicode(latex)


def test_unknown_macros_stay_and_are_reported() -> None:
    """A macro that is not known is kept as written, with its argument, and named with its place."""
    assert to_unicode(r"a \foo{b \'e} \bar c") == (
        "a \\foo{b é} \\bar c",
        (UnknownMacro("\\foo", 2, 6), UnknownMacro("\\bar", 14, 18)),
    )


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(lambda n: "a" * n, 1_000_000, id="letters"),
        pytest.param(lambda n: "\\'e" * n, 20_000, id="accents"),
        pytest.param(lambda n: "\\c\\'" * n, 20_000, id="accents-on-accents"),
        pytest.param(lambda n: "{" * n + "}" * n, 20_000, id="deep-braces"),
        pytest.param(lambda n: "{" * n, 40_000, id="open-braces"),
        pytest.param(lambda n: "\\url{" * n, 50_000, id="open-urls"),
        pytest.param(lambda n: "\\textsuperscript{2" * n, 10_000, id="nested-superscripts"),
        pytest.param(lambda n: "\\MakeUppercase{a" * n + "}" * n, 10_000, id="nested-capitals"),
        pytest.param(lambda n: "\\foo{" * n, 10_000, id="unknown-macros"),
        pytest.param(lambda n: "$ a" * n, 20_000, id="dollars"),
        pytest.param(lambda n: "-" * n, 200_000, id="hyphens"),
    ],
)
def test_time_is_linear(text: Callable[[int], str], size: int) -> None:
    """Twice as much of anything takes twice as long."""
    assert growth(to_unicode, text, size) < LINEAR

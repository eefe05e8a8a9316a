"""`mark_scripts`: words in another script say which language they are in.

Without it a screen reader reads Cyrillic as English, and right-to-left runs upset the line. Which
language a script stands for is a site's own matter: [tool.sourcebook.scripts] in pyproject.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from sourcebook.pages.frame.views import rtl

RANGES: Mapping[str, str] = {
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Armn": "\u0530-\u058f",
    "Cyrl": "\u0400-\u052f",
    "Deva": "\u0900-\u097f",
    "Geor": "\u10a0-\u10ff",
    "Grek": "\u0370-\u03ff",
    "Hang": "\u1100-\u11ff\uac00-\ud7af",
    "Hans": "\u3400-\u9fff",
    "Hebr": "\u0590-\u05ff",
}
"""Letters by ISO 15924 code."""

_SCRIPTS: Mapping[str, str] = {
    language: script
    for script, languages in (
        ("Arab", "ar ckb fa ks pa ps sd ug ur"),
        ("Armn", "hy"),
        ("Cyrl", "az be bg kk ky mk mn ru sr tg uk uz"),
        ("Deva", "hi mr ne sa"),
        ("Geor", "ka"),
        ("Grek", "el grc"),
        ("Hang", "ko"),
        ("Hans", "ja zh"),
        ("Hebr", "he yi"),
    )
    for language in languages.split()
}
"""The script of a language that has one of these."""

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_LANG = re.compile(r"\slang=\"(?!en\b)")
"""An element in another language than the pages': its text is marked already."""
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_OPAQUE = frozenset({"script", "style", "svg", "textarea", "title"})


def mark_language(html: str, language: str) -> str:
    """Return the *html* of a text in *language* (a tag, or ""), its script marked as that.

    What is not in the script of the language is left for `mark_scripts`.
    """
    # “fa-IR” says more than the entry does: biblatex's names are of languages, not of countries.
    plain = language.partition("-")[0]
    script = _SCRIPTS.get(plain)
    return mark_scripts(html, {script: plain}) if script else html


def mark_scripts(html: str, languages: Mapping[str, str]) -> str:
    """Return *html* with runs of the scripts of *languages* (script → language tag) marked.

    A run is words of one script with what stands between them. Text in an element that names its
    language already is left alone, and so is what is no text.
    """
    known = tuple((script, name) for script, name in languages.items() if script in RANGES)
    if not known or html.isascii():
        return html
    letters, patterns = _patterns(known)
    if not letters.search(html):
        return html
    pieces: list[str] = []
    quiet: list[str] = []  # open elements from the one that names its language inwards
    for token in _TOKEN.findall(html):
        if not token.startswith("<"):
            if not quiet:
                for pattern, language in patterns:
                    span = rf'<span lang="{language}" dir="{rtl(language)}">\g<0></span>'
                    token = pattern.sub(span, token)
        elif name := _TAG_NAME.match(token):
            tag = name[1].lower()
            if token.startswith("</"):
                if quiet and quiet[-1] == tag:
                    quiet.pop()
            elif tag in _VOID or token.endswith("/>"):
                pass
            elif quiet or tag in _OPAQUE or _LANG.search(token):
                quiet.append(tag)
        pieces.append(token)
    return "".join(pieces)


@cache
def _patterns(
    languages: tuple[tuple[str, str], ...],
) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Return a pattern for a letter of any of the scripts, and one for a run of each."""
    letters = re.compile(f"[{''.join(RANGES[script] for script, _ in languages)}]")
    return letters, tuple((re.compile(_run(RANGES[name])), tag) for name, tag in languages)


def _run(letters: str) -> str:
    """Return a pattern for a run: letters, and between them spaces, digits and punctuation."""
    return rf"[{letters}](?:[{letters}\u200c\u200d]|[ \d.,:;'’“”«»()!?–—-]+(?=[{letters}]))*"

"""Words for readers: of values and works, languages, locators."""

from __future__ import annotations

import re

from sourcebook.formats.citations import Locator

VALUE_STATUSES = {
    "reported": "",
    "rounded": "rounded by the source",
    "calculated": "calculated by the source",
    "about": "",
    "more-than": "",
    "less-than": "",
    "at-least": "",
    "at-most": "",
    "planned": "planned",
}
"""What is said beside a value; bounds are words before it."""

VERIFICATIONS = {
    "document": "The text itself is in hand",
    "stored-copy": "Read in a stored copy of the page",
    "live": "Read at its address",
    "as-cited": "Not seen: known only as another work prints it",
}

TITLE_BASES = {
    "shown": "As the text shows it",
    "address": "Rebuilt from the page's address, not seen as a headline",
    "descriptive": "Our own description: the text shows no title",
    "as-cited": "As another work prints it",
}

DATE_BASES = {
    "shown": "As the text shows it",
    "inferred": "Inferred; the text does not show it",
    "as-cited": "As another work prints it",
    "unknown": "Not known",
}

_LANGUAGES = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ky": "Kyrgyz",
    "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "mn": "Mongolian", "nb": "Norwegian",
    "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sd": "Sindhi", "sk": "Slovak",
    "sl": "Slovene", "sr": "Serbian", "sv": "Swedish", "tg": "Tajik", "th": "Thai",
    "tk": "Turkmen", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Language subtag of BCP 47 → the name in English."""

_LOCATORS = {
    "act": ("act", "acts"),
    "appendix": ("annex", "annexes"),
    "article-locator": ("art.", "arts."),
    "book": ("bk.", "bks."),
    "canon": ("canon", "canons"),
    "chapter": ("chap.", "chaps."),
    "column": ("col.", "cols."),
    "figure": ("fig.", "figs."),
    "folio": ("fol.", "fols."),
    "issue": ("no.", "nos."),
    "line": ("l.", "ll."),
    "note": ("n.", "nn."),
    "opus": ("op.", "opp."),
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "part": ("pt.", "pts."),
    "section": ("sec.", "secs."),
    "sub-verbo": ("s.v.", "s.vv."),
    "table": ("table", "tables"),
    "timestamp": ("", ""),
    "verse": ("v.", "vv."),
    "volume": ("vol.", "vols."),
}
"""Short forms, singular and plural, of CSL's locator terms (CSL 1.0.2, “Locators”)."""

_SEVERAL = re.compile(r"\d\s*[-–—,&;]\s*\d|[ivxlc]+\s*[-–—,&]\s*[ivxlc]+")


def locator_text(locator: Locator | None) -> str:
    """Return the locator as readers see it: “p. 3”, “pp. 3–5”, “art. 2”; "" for none."""
    if locator is None:
        return ""
    singular, plural = _LOCATORS.get(locator.label, (locator.label, locator.label))
    value = re.sub(r"(?<=\d)\s*--?\s*(?=\d)", "–", locator.value)
    return f"{plural if _SEVERAL.search(value) else singular} {value}".strip()


def language_name(tag: str) -> str:
    """Return the language of a language tag: “English” for ``en-GB``; an unknown tag as it is."""
    return _LANGUAGES.get(tag.partition("-")[0].lower(), tag)


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return “1 voyage”, “3 voyages”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def sentence_case(text: str) -> str:
    """Return *text* with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]

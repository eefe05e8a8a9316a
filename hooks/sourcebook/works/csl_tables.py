"""biblatex's types and languages in CSL's words: the tables of `csl` and `works`."""

from __future__ import annotations

from collections.abc import Mapping

CSL_TYPES: Mapping[str, str] = {
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "commentary": "book",
    "dataset": "dataset",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "speech",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "legislation",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
}
"""biblatex's type → CSL's, as pandoc maps it; articles and periodicals depend on their subtype."""

KINDS: Mapping[str, str] = {
    "article": "journal article",
    "artwork": "work of art",
    "audio": "recording",
    "bookinbook": "book",
    "booklet": "booklet",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "conference paper",
    "inreference": "encyclopaedia article",
    "jurisdiction": "court decision",
    "legal": "treaty",
    "legislation": "law",
    "misc": "document",
    "movie": "film",
    "music": "recording",
    "mvbook": "book in several volumes",
    "mvcollection": "collection in several volumes",
    "mvproceedings": "proceedings in several volumes",
    "mvreference": "work of reference",
    "online": "web page",
    "reference": "work of reference",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "journal article",
    "unpublished": "manuscript",
}
"""biblatex's type → the word for readers, where it is not the type's own name."""

THESES: dict[str, str] = {
    "bachelorsthesis": "bathesis",
    "mastersthesis": "mathesis",
    "phdthesis": "phdthesis",
}
"""BibTeX's types of theses → biblatex's ``type``."""

TYPES_OF_MANAGERS: frozenset[str] = frozenset(
    {"article", "journal article", "book", "edited book", "book section", "book chapter", "review"}
    | {"conference paper", "conference proceedings", "newspaper article", "magazine article"}
    | {"web page", "electronic article", "electronic book", "generic", "report", "thesis"}
)
"""What EndNote and Scopus write into ``type``: only what the entry type says already."""

PRESS: Mapping[str, tuple[str, str]] = {
    "newspaper": ("article-newspaper", "newspaper article"),
    "magazine": ("article-magazine", "magazine article"),
    "news agency": ("article-newspaper", "news agency report"),
    "broadcaster": ("article-newspaper", "broadcaster report"),
    "news site": ("article-newspaper", "news site article"),
}
"""``entrysubtype`` of an article → CSL's type, and the word for readers.

biblatex leaves its values to styles. CSL has two types for the press, and its first is for all
that appears as news; other programs know the first two values only.
"""

PERIODICAL_TYPES: frozenset[str] = frozenset({"article", "periodical", "suppperiodical"})
PERIODICALLIKE: frozenset[str] = PERIODICAL_TYPES | {"review"}
CHAPTERLIKE: frozenset[str] = frozenset(
    {"inbook", "incollection", "inproceedings", "inreference", "bookinbook"}
)
IN_SERIES: frozenset[str] = frozenset(
    {"book", "collection", "proceedings", "reference", "mvbook", "mvcollection"}
    | {"mvproceedings", "mvreference", "suppbook", "suppcollection"}
    | CHAPTERLIKE
)
"""Types whose ``number`` counts the series and not the work."""

EPRINT_ADDRESSES: Mapping[str, str] = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "googlebooks": "https://books.google.com?id=",
}

_LANGUAGES: Mapping[str, str] = {
    "acadian": "fr-CA", "afrikaans": "af-ZA", "american": "en-US", "arabic": "ar",
    "australian": "en-GB", "austrian": "de-AT", "azerbaijani": "az-AZ", "basque": "eu",
    "belarusian": "be-BY", "bengali": "bn-BD", "brazil": "pt-BR", "brazilian": "pt-BR",
    "british": "en-GB", "bulgarian": "bg-BG", "canadian": "en-US", "canadien": "fr-CA",
    "catalan": "ca-AD", "chinese": "zh-CN", "croatian": "hr-HR", "czech": "cs-CZ",
    "danish": "da-DK", "dutch": "nl-NL", "english": "en-US", "estonian": "et-EE",
    "farsi": "fa-IR", "finnish": "fi-FI", "francais": "fr-FR", "french": "fr-FR",
    "german": "de-DE", "germanb": "de-DE", "greek": "el-GR", "hebrew": "he-IL",
    "hindi": "hi-IN", "hungarian": "hu-HU", "icelandic": "is-IS", "italian": "it-IT",
    "japanese": "ja-JP", "kazakh": "kk-KZ", "korean": "ko-KR", "latin": "la",
    "latvian": "lv-LV", "lithuanian": "lt-LT", "magyar": "hu-HU", "mongolian": "mn-MN",
    "naustrian": "de-AT", "newzealand": "en-GB", "ngerman": "de-DE", "norsk": "nb-NO",
    "nynorsk": "nn-NO", "pashto": "ps", "persian": "fa-IR", "polish": "pl-PL",
    "polutonikogreek": "el-GR", "polytonicgreek": "el-GR", "portugues": "pt-PT",
    "portuguese": "pt-PT", "punjabi": "pa", "romanian": "ro-RO", "russian": "ru-RU",
    "serbian": "sr-RS", "serbianc": "sr-RS", "sindhi": "sd", "slovak": "sk-SK",
    "slovene": "sl-SL", "spanish": "es-ES", "swedish": "sv-SE", "tajik": "tg-TJ",
    "thai": "th-TH", "turkish": "tr-TR", "turkmen": "tk-TM", "ukenglish": "en-GB",
    "ukrainian": "uk-UA", "urdu": "ur", "usenglish": "en-US", "uzbek": "uz-UZ",
    "vietnamese": "vi-VN",
}  # fmt: skip
"""The languages of babel and polyglossia → a tag of IETF's BCP 47."""

_ENGLISH_VARIANTS = {
    "british": "en-GB",
    "uk": "en-GB",
    "australian": "en-GB",
    "newzealand": "en-GB",
}


def language_tag(langid: str, options: str = "") -> str:
    """Return the language tag of biblatex's ``langid`` and ``langidopts``, or "".

    A ``langid`` that is a tag already (``ru``, ``en-GB``) stays; so does an unknown name.
    """
    name = langid.strip().lower()
    if name == "english":
        variant = options.strip().lower().removeprefix("variant=")
        return _ENGLISH_VARIANTS.get(variant, "en-US")
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    language, hyphen, region = name.partition("-")
    return f"{language}-{region.upper() if len(region) == 2 else region}" if hyphen else name


_PREFERRED: Mapping[str, str] = {
    "de": "german",
    "el": "greek",
    "en": "english",
    "en-GB": "british",
    "fa": "persian",
    "fr": "french",
    "hu": "hungarian",
    "pt": "portuguese",
    "pt-BR": "brazilian",
    "sr": "serbian",
}
"""Of several names of one language the one to write."""

_THREE_LETTERS: Mapping[str, str] = {
    "ara": "ar", "chi": "zh", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "fre": "fr",
    "ger": "de", "hin": "hi", "ita": "it", "jpn": "ja", "kaz": "kk", "per": "fa", "pol": "pl",
    "por": "pt", "pus": "ps", "rus": "ru", "snd": "sd", "spa": "es", "tur": "tr", "ukr": "uk",
    "urd": "ur", "uzb": "uz", "zho": "zh",
}  # fmt: skip
"""ISO 639-2, which libraries write, in ISO 639-1."""

_NAMES_OF_TAGS: Mapping[str, str] = {
    **{tag.partition("-")[0]: name for name, tag in reversed(tuple(_LANGUAGES.items()))},
    **_PREFERRED,
}


def langid_of(language: str) -> str:
    """Return biblatex's ``langid`` for a language tag, an ISO code or a name; "" for none.

    >>> langid_of("en-US"), langid_of("rus"), langid_of("Urdu"), langid_of("tlh"), langid_of("?")
    ('english', 'russian', 'urdu', 'tlh', '')
    """
    name = language.strip().replace("_", "-")
    if name.lower() in _LANGUAGES:
        return name.lower()
    if not name.isascii() or not name.replace("-", "").isalnum() or len(name) > 20:
        return ""
    first, _, region = name.lower().partition("-")
    first = _THREE_LETTERS.get(first, first)
    if found := _NAMES_OF_TAGS.get(f"{first}-{region.upper()}") or _NAMES_OF_TAGS.get(first):
        return found
    return name if 2 <= len(first) <= 3 else ""

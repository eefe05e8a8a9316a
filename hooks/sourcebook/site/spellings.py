"""`spelled_names`: names that works spell in several ways, found in the words kept of them.

The forms of a name are those that its authority record lists. Two of them are two *spellings*
where they are the same word for word but for what spellings differ in: vowels, h, y and j, doubled
letters, k for q, z for s, hyphens. “Fritjof Nansen” is a spelling of “Fridtjof Nansen”;
“Commissioner Nansen” is not, nor is “Fridtjof W. Nansen”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sourcebook.records.excerpts import Excerpts, KeptExcerpt
from sourcebook.records.records import Loaded
from sourcebook.site.graph import Node

AUTHORITIES = ("people", "organisations", "places")
"""The collections whose records fix the form of a name."""

LEAST_LETTERS = 3
"""Of what is left of a form without vowels: “US” and “USA” are abbreviations, not spellings."""

_WORD = re.compile(r"[^\W_]+")
_BLANKS = re.compile(r"\s+")
_SAME = str.maketrans({**dict.fromkeys("‐‑‒–—―", "-"), **dict.fromkeys("’‘ʼ`", "'")})
_DIGRAPHS = (("ph", "f"), ("x", "ks"), ("q", "k"), ("c", "k"), ("w", "v"), ("z", "s"))
_LOOSE = re.compile(r"[aeiouyhjаеёийоуыэюяьъ]")
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling, with the first excerpt of each work that has it."""

    form: str
    kept: tuple[tuple[str, KeptExcerpt], ...]
    """Citekeys and excerpts; in the order of the works' files."""


@dataclass(frozen=True, slots=True)
class SpelledName:
    """A name of a record that two works or more spell in several ways."""

    node: Node
    loaded: Loaded
    spellings: tuple[Spelling, ...]
    """The preferred one first, then by the number of works, then as the record lists them."""

    @property
    def preferred(self) -> Spelling | None:
        """The spelling that the site follows, if it is one of these."""
        return next((one for one in self.spellings if one.form == _preferred(self.loaded)), None)


def spelled_names(
    records: Mapping[str, Mapping[str, Loaded]], excerpts: Excerpts
) -> Iterator[SpelledName]:
    """Yield the names that works spell in several ways, in the order of the records.

    Only excerpts in one language are compared: another language may have a spelling of its own.
    One pass over the excerpts; a form is looked for only where its first word stands.
    """
    groups = list(_groups(records))
    forms = dict.fromkeys(form for _, _, group in groups for form in group)
    found = _found(forms, excerpts)
    for node, loaded, group in groups:
        languages = dict.fromkeys(language for form in group for language in found.get(form, {}))
        for language in languages:
            spellings = [
                Spelling(form, tuple(kept.items()))
                for form in group
                if (kept := found.get(form, {}).get(language))
            ]
            works = {citekey for one in spellings for citekey, _ in one.kept}
            if len(spellings) > 1 and len(works) > 1:
                spellings.sort(key=lambda one: -len(one.kept))
                name = _preferred(loaded)
                followed = [one for one in spellings if one.form == name]
                others = [one for one in spellings if one.form != name]
                yield SpelledName(node, loaded, (*followed, *others))


def skeleton(form: str) -> str:
    """Return what all spellings of a name have in common.

    >>> skeleton("Alexei Kosygin") == skeleton("Aleksey Kossygin")
    True
    """
    plain = unicodedata.normalize("NFKD", form.casefold())
    words = _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    # An initial is no spelling of anything.
    initials = [word for word in words if len(word) == 1]
    whole = "".join(word for word in words if len(word) > 1)
    for written, sound in _DIGRAPHS:
        whole = whole.replace(written, sound)
    whole = _TWICE.sub(r"\1", _LOOSE.sub("", whole))
    return " ".join([whole, *initials]) if len(whole) >= LEAST_LETTERS else ""


def are_spellings(one: str, other: str) -> bool:
    """Whether two words or names are one in two spellings, or a misprint of one letter.

    >>> are_spellings("Matvienko", "Matviyenko"), are_spellings("Iceland", "Icelandic")
    (True, False)
    """
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    if long.startswith(short) or len(short) < LEAST_LETTERS + 2:
        return False
    common = skeleton(one)
    return bool(common) and (common == skeleton(other) or _is_a_letter_apart(short, long))


def _is_a_letter_apart(short: str, long: str) -> bool:
    """Whether *long* is *short* with one letter more; another letter makes another name."""
    at = next((at for at, letter in enumerate(short) if long[at] != letter), len(short))
    return len(long) == len(short) + 1 and short[at:] == long[at + 1 :]


def _groups(
    records: Mapping[str, Mapping[str, Loaded]],
) -> Iterator[tuple[Node, Loaded, tuple[str, ...]]]:
    for collection in AUTHORITIES:
        for id, loaded in records.get(collection, {}).items():
            variants = map(_as_compared, getattr(loaded.record, "variants", ()))
            alike: dict[str, list[str]] = {}
            for form in dict.fromkeys((_preferred(loaded), *variants)):
                alike.setdefault(skeleton(form), []).append(form)
            for common, forms in alike.items():
                if common and len({form.replace(".", "") for form in forms}) > 1:
                    yield Node(collection, id), loaded, tuple(forms)


def _found(
    forms: Iterable[str], excerpts: Excerpts
) -> Mapping[str, Mapping[str, Mapping[str, KeptExcerpt]]]:
    """Return the first excerpt of each work that has a form: form → language → citekey."""
    starting: dict[str, list[str]] = {}
    for form in forms:
        if match := _WORD.search(form):
            starting.setdefault(match[0], []).append(form)
    found: dict[str, dict[str, dict[str, KeptExcerpt]]] = {}
    for citekey, pieces in excerpts.items():
        for kept in pieces:
            text = _as_compared(kept.excerpt.text)
            language = (kept.excerpt.lang or "").partition("-")[0]
            for match in _WORD.finditer(text):
                for form in starting.get(match[0], ()):
                    end = match.start() + len(form)
                    if text.startswith(form, match.start()) and not _goes_on(text, end):
                        works = found.setdefault(form, {}).setdefault(language, {})
                        works.setdefault(citekey, kept)
    return found


def _goes_on(text: str, end: int) -> bool:
    """Whether the word that ends before *end* goes on: “Kosygin” in “Kosygina”."""
    return text[end : end + 1].isalnum()


def _preferred(loaded: Loaded) -> str:
    return _as_compared(getattr(loaded.record, "name", ""))


def _as_compared(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).translate(_SAME)
    return _BLANKS.sub(" ", plain).strip()

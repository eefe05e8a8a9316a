"""`Citekeys`: new citekeys in the manner of those that the bibliography has.

Who publishes it (a web page, the press) or who wrote it, the year, a word of the title:
``arabnews2021newturn``, ``gul2021voa``. The words come from the bibliography itself: entries of one
host begin alike, and what stands in many titles tells none apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from sourcebook.formats.identifiers import url_host
from sourcebook.works.csl_tables import PRESS
from sourcebook.works.works import Work

_PREFIX = re.compile(r"([a-z0-9]*?[a-z])(?=[12][0-9]{3}|_)")
_WORD = re.compile(r"[a-z]{4,}")
_LATIN_WORD = re.compile(r"[a-z][a-z0-9]*")
_SUFFIXES = frozenset({"com", "co", "org", "net", "gov", "gob", "edu", "ac", "info", "blogspot"})
_SAYS_LITTLE = frozenset(
    {"about", "after", "against", "also", "among", "article", "because", "before", "between"}
    | {"both", "english", "from", "have", "html", "index", "into", "more", "most", "national"}
    | {"news", "over", "page", "report", "said", "says", "some", "story", "than", "that", "their"}
    | {"them", "they", "this", "those", "under", "until", "upon", "were", "what", "when", "where"}
    | {"which", "while", "will", "with", "world", "would", "your"}
)
_OF_SITES = frozenset({"webpage", *(csl_type for csl_type, _ in PRESS.values())})
_MOST_COMMON = 0.12
"""The share of titles from which on a word tells none apart."""
_FEWEST_TITLES = 20
"""Titles below which no word is common."""
_LONGEST = 16


class Citekeys:
    """What is known of the citekeys in use, to make new ones after their manner."""

    def __init__(self, works: Mapping[str, Work], taken: Collection[str]) -> None:
        self._used = {key.casefold() for key in (*works, *taken)}
        self._titles = len(works)
        self._counts: Counter[str] = Counter()
        self._starts: dict[str, Counter[str]] = {}
        """By host, how often its works' citekeys begin so."""
        for key, work in works.items():
            self._counts.update(set(_WORD.findall(_plain(work.title))))
            host = url_host(work.url or "")
            if host and (found := _PREFIX.match(key)):
                self._starts.setdefault(host, Counter())[found[1]] += 1

    def is_taken(self, citekey: str) -> bool:
        """Return whether *citekey* is in use, or was, in any case of its letters."""
        return citekey.casefold() in self._used

    def take(self, citekey: str) -> None:
        """Count *citekey* among those in use."""
        self._used.add(citekey.casefold())

    def proposed(self, work: Work) -> str:
        """Return a citekey for *work* that is not taken."""
        start = self._start(work)
        year = f"{work.date.year:04}" if work.date and work.date.year else "_"
        word = next((one for one in self._words(work) if one != start), "")
        base = f"{start}{year}{word}".strip("_") or "work"
        return next(key for key in _numbered(base) if not self.is_taken(key))

    def _start(self, work: Work) -> str:
        """Return the first part: as works of its host have it, the host's name, or the author's.

        What a site or a paper prints is named after it, for its authors change; anything else
        after its author.
        """
        host = url_host(work.url or "")
        if host and work.csl["type"] in _OF_SITES:
            if starts := self._starts.get(host):
                return max(sorted(starts), key=lambda start: starts[start])
            return _host_name(host)
        people = [person.family or person.literal for person in (*work.authors, *work.editors)]
        names = (*people, work.publisher or "")
        return next(filter(None, map(_joined, names)), "") or _host_name(host)

    def _words(self, work: Work) -> Iterator[str]:
        """Yield the words that say what it is about: of its title, else of its address."""
        most = self._titles * _MOST_COMMON if self._titles >= _FEWEST_TITLES else self._titles + 1
        path = unquote(urlsplit(work.url).path) if work.url else ""
        for word in _WORD.findall(_plain(f"{work.title} / {path}")):
            if word not in _SAYS_LITTLE and self._counts[word] <= most and len(word) <= _LONGEST:
                yield word


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _host_name(host: str) -> str:
    """Return “alarabiya” for ``english.alarabiya.net``, “app” for ``app.com.pk``."""
    labels = host.split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SUFFIXES:
        labels.pop()
    return _joined(labels[-1]) if labels else ""


def _joined(name: str) -> str:
    """Return the Latin letters and digits of *name*, a long one cut to its first words."""
    joined = ""
    for word in _LATIN_WORD.findall(_plain(name)):
        if joined and len(joined) + len(word) > _LONGEST:
            break
        joined += word
    return joined[:_LONGEST]


def _plain(text: str) -> str:
    """Return *text* in small letters without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "").casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))

"""`Speaking`: quotations that a page gives to one person and their excerpt to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sourcebook.diagnostics import Diagnostic, Location, rules_evd
from sourcebook.formats.claims import Named, names_of
from sourcebook.formats.prose import plain_text
from sourcebook.formats.quotations import Quotation, fits
from sourcebook.formats.speakers import speakers_of
from sourcebook.site.model import Site
from sourcebook.works.works import Work


class Speaking:
    """Who speaks, as far as the records of people tell names apart."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._people = site.records.get("people", {})

    def compare(
        self, works: Sequence[Work], sentence: str, quotation: Quotation, at: Location
    ) -> Iterator[Diagnostic]:
        """Yield that *sentence* (Markdown) gives *quotation* to another than its excerpt does.

        Only persons of whom there are records are compared, and only where both sides name one:
        an excerpt that names nobody, or “the minister”, contradicts nobody.
        """
        around = plain_text(sentence.replace(quotation.text, " "), self._site.labels.by_id)
        said = self._persons(speakers_of(around))
        excerpts = [
            (work.citekey, kept)
            for work in works
            if said
            for kept in self._site.excerpts.get(work.citekey, ())
            if fits(quotation.text, kept.excerpt.text)
        ]
        for citekey, kept in excerpts[:1]:
            words = kept.excerpt.text
            speaking = self._persons(speakers_of(words))
            if speaking and said.isdisjoint(self._persons(names_of(words))):
                yield rules_evd.WRONG_SPEAKER.at(
                    at,
                    related=((kept.location, "the excerpt"),),
                    citekey=citekey,
                    said=self._told(said),
                    kept=self._told(speaking),
                )

    def _told(self, ids: Iterable[str]) -> str:
        return " or ".join(sorted(self._people[id].label for id in ids))

    def _persons(self, names: Iterable[Named]) -> frozenset[str]:
        """Return the ids of those who may be meant: with the last word, and most of the others."""
        found: set[str] = set()
        for name in names:
            alike = self._by_last_word.get(name.words[-1], {})
            shared = {id: len(words & set(name.words)) for id, words in alike.items()}
            most = max(shared.values(), default=0)
            found.update(id for id, count in shared.items() if count == most)
        return frozenset(found)

    @cached_property
    def _by_last_word(self) -> Mapping[str, Mapping[str, set[str]]]:
        """Return the words of all forms of a person's name: last word of a form → id → words."""
        found: dict[str, dict[str, set[str]]] = {}
        for id, loaded in self._people.items():
            for form in (loaded.label, *getattr(loaded.record, "variants", ())):
                for one in names_of(f"with {form}"):
                    found.setdefault(one.words[-1], {}).setdefault(id, set()).update(one.words)
        return found

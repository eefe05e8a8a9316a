"""`Names`: the ids of records, found by id, by name or by nearly so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from sourcebook.cli.asking import AnswerError
from sourcebook.diagnostics import nearest
from sourcebook.records.page_drafts import SOURCES, is_whole
from sourcebook.records.records import Collection as RecordCollection
from sourcebook.records.records import Loaded
from sourcebook.records.subject import Subject

_MOST_OFFERED = 5
_MOST_LISTED = 30


def can_be_asked(collection: RecordCollection) -> bool:
    """Return whether a record of *collection* is made by answers, and not by writing a page."""
    return collection.folder is None and is_whole(collection.record_type)


class Names:
    """The records that a field may name."""

    def __init__(
        self,
        subject: Subject,
        records: Mapping[str, Mapping[str, Loaded]],
        citekeys: Collection[str],
        make: Callable[[str, str], str],
    ) -> None:
        """*make* takes a collection and a name, and returns the id of the record that it makes."""
        self._subject = subject
        self._citekeys = citekeys
        self._make = make
        self._records = records
        self._by_name: dict[str, dict[str, list[str]]] = {}

    def id_of(self, collection: str, written: str) -> str:
        """Return the id that *written* is, or the id of the one record of that name.

        With a “+” before it a record of that name is made, where there is none. Raises
        `AnswerError` with the ids that may be meant.
        """
        if collection == SOURCES:
            return self._citekey(written)
        is_new, written = written.startswith("+"), written.removeprefix("+").strip()
        records = self._records.get(collection, {})
        if written in records:
            return written
        named = self._named(collection)
        same = dict.fromkeys(named.get(written.casefold(), ()))
        if len(same) == 1:
            return next(iter(same))
        declared = self._subject.by_name[collection]
        if is_new and not same:
            return self._make(collection, written)
        offered = list(same) or self._near(written, named)
        if offered:
            shown = " or ".join(f"“{id}”" for id in offered)
            meant = f"Did you mean {shown}?"
        else:
            meant = f"{declared.file or declared.folder} holds those that there are."
        if can_be_asked(declared):
            meant += f" “+{written}” makes it."
        raise AnswerError(f"There is no {declared.singular} “{written}”. {meant}")

    def _citekey(self, written: str) -> str:
        if written in self._citekeys:
            return written
        near = nearest(written, self._citekeys)
        meant = f"Did you mean “{near}”?" if near else "`sourcebook new source` adds an entry."
        raise AnswerError(f"There is no entry “{written}”. {meant}")

    def choices(self, collection: str) -> Iterable[str]:
        """Return the ids to choose from, where they are few enough to be read."""
        known = self._records.get(collection, {})
        return known if len(known) <= _MOST_LISTED else ()

    def _named(self, collection: str) -> Mapping[str, list[str]]:
        """Return the ids by name, its other forms and the id itself, in small letters."""
        if collection not in self._by_name:
            found: dict[str, list[str]] = {}
            for id, loaded in self._records.get(collection, {}).items():
                for name in (id, *_names(loaded)):
                    found.setdefault(name.casefold(), []).append(id)
            self._by_name[collection] = found
        return self._by_name[collection]

    def _near(self, written: str, named: Mapping[str, list[str]]) -> list[str]:
        """Return the ids of names that have all words of *written*, else that of the nearest."""
        words = written.casefold().replace("-", " ").split()
        found = dict.fromkeys(
            id
            for name, ids in named.items()
            if words and set(words) <= set(name.replace("-", " ").split())
            for id in ids
        )
        if found:
            return list(found)[:_MOST_OFFERED]
        near = nearest(written[:80], named)
        return named[near.casefold()][:1] if near else []


def _names(loaded: Loaded) -> Iterable[str]:
    """Yield the label of a record and its other forms, where it has them."""
    yield loaded.label
    yield from getattr(loaded.record, "variants", ())
    yield from getattr(loaded.record, "names", {}).values()

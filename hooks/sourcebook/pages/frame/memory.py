"""`Memory`: the pages of the last time, each with what it was made from.

A page is a pure function of what it asks of the edition. While one is made, every question that it
asks is noted: a key of a mapping, or a whole mapping. It is taken again where each of its questions
has the same answer as it had then, and made anew otherwise.

So nobody has to say what a page depends on, and nobody can forget to. Two answers are the same if
they are alike to the last part: `==` overlooks the order of a mapping, and minds lines and columns.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar

from sourcebook.citeproc import Formatted
from sourcebook.diagnostics import Location, Source
from sourcebook.pages.frame.edition import Edition
from sourcebook.site.figures import Figures
from sourcebook.site.graph import Graph
from sourcebook.site.labels import Labels
from sourcebook.site.model import Site
from sourcebook.site.statement import Ledger

Made = TypeVar("Made")
Question = tuple[str, Hashable]
"""The name of a mapping and a key of it, or `_WHOLE`."""

_WHOLE = ("whole",)
_PLAIN = frozenset((str, bytes, int, float, bool, type(None)))
_MEANT_ONCE = ("subject", "broken_citekeys", "broken_nodes", "ledger_lines", "register")
"""Parts of a site that are no mappings and change seldom: where one does, all is made anew."""


@dataclass(frozen=True, slots=True)
class _Kept:
    asked: frozenset[Question]
    given: tuple[object, ...]
    made: object


class Memory:
    """What was made, by name, until the edition is the next one."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Kept] = {}
        self._next: dict[Hashable, _Kept] = {}
        self._answers: dict[str, Mapping[Any, Any]] = {}
        self._former: dict[str, Mapping[Any, Any]] = {}
        self._changed: set[Question] = set()
        self._comparison = _Comparison()
        self._once: object = None
        self.edition: Edition | None = None
        """The one that notes what is asked of it, from `begin` on."""
        self._asked: set[Question] = set()

    def begin(self, edition: Edition) -> Edition:
        """Return *edition*, noting what is asked of it; what the last one was not asked is gone."""
        self._kept, self._next = self._next, {}
        self._former, self._answers, self._changed = self._answers, {}, set()
        self._comparison = _Comparison()
        site = edition.site
        once = (edition.mode, *(getattr(site, name) for name in _MEANT_ONCE))
        if not self._comparison.is_same(once, self._once):
            self._kept = {}
        self._once = once
        figures = site.figures
        works, records = self.noting("works", site.works), self._noting_records(site)
        labels = Labels(
            records,
            works,
            Figures(
                self.noting("by_series", figures.by_series),
                self.noting("series", figures.series),
                figures.fiscal_year_starts,
            ),
        )
        mappings: dict[str, Any] = {
            name: self.noting(name, getattr(site, name))
            for name in ("pages", "passages", "cited", "excerpts", "aliases")
        }
        noting = dataclasses.replace(
            site,
            works=works,
            records=records,
            labels=labels,
            graph=Graph(self.noting("out", site.graph._out), self.noting("into", site.graph._into)),
            ledger=self._noting_ledger(site.ledger),
            **mappings,
        )
        formatted = Formatted(
            self.noting("references", edition.formatted.references),
            self.noting("citations", edition.formatted.citations),
        )
        twin = _NotingEdition(noting, formatted, edition.mode)
        self._lend("edition", edition, twin, ())
        self.edition = twin
        return twin

    def end(self) -> None:
        """Let go of the edition before this one, all mappings being known."""
        self._former, self._comparison = {}, _Comparison()

    def make(self, name: Hashable, make: Callable[[], Made], *given: object) -> Made:
        """Return what *make* returns, or what it returned the last time.

        *given* is what it also uses, beside what it asks of the edition: the same values, or the
        same plain ones.
        """
        kept = self._kept.get(name)
        is_still = (
            kept is not None
            and len(given) == len(kept.given)
            and all(map(_is_that, given, kept.given))
            and self._changed.isdisjoint(kept.asked)
        )
        if kept is None or not is_still:
            self._asked = set()
            made: object = make()
            if kept is not None:
                made = self._former_of(made, kept.made)
            kept = _Kept(frozenset(self._asked), given, made)
        self._next[name] = kept
        return kept.made  # type: ignore[return-value]

    def _former_of(self, made: Any, former: Any) -> Any:
        """Return *former*, or what of it is the same as *made*: what follows from it is kept."""
        if self._comparison.is_same(made, former):
            return former
        if type(made) is type(former) is tuple and len(made) == len(former):
            return tuple(map(self._former_of, made, former))
        return made

    def noting(self, name: str, mapping: Mapping[Any, Any]) -> Mapping[Any, Any]:
        """Return *mapping*, noting what is asked of it under *name*."""
        former = self._former.get(name, {})
        self._changed.update((name, key) for key in self._comparison.changes(former, mapping))
        self._answers[name] = mapping
        return _Noting(name, mapping, self._note)

    def _note(self, name: str, key: Hashable) -> None:
        self._asked.add((name, key))

    def _noting_records(self, site: Site) -> Mapping[str, Mapping[str, Any]]:
        return {
            name: self.noting(f"records/{name}", records) for name, records in site.records.items()
        }

    def _noting_ledger(self, ledger: Ledger) -> Ledger:
        kept = ("entered", "uncited", "lost", "rests", "retired")
        twin = _NotingLedger(*(getattr(ledger, name) for name in kept))
        self._lend("ledger", ledger, twin, kept)
        return twin

    def _lend(self, name: str, whole: Any, twin: _Noted, fields: tuple[str, ...]) -> None:
        """Let *twin* answer with what *whole* has made and keeps, and with its *fields*."""
        kept = [of for of, value in vars(type(whole)).items() if isinstance(value, cached_property)]
        values = {of: getattr(whole, of) for of in (*kept, *fields)}
        twin.__dict__["noted"] = {
            of: self.noting(f"{name}/{of}", value)
            for of, value in values.items()
            if isinstance(value, Mapping)
        }
        plain = {of: value for of, value in values.items() if not isinstance(value, Mapping)}
        twin.__dict__["noting"] = (frozenset(plain), self.noting(name, plain))


def _is_that(one: object, other: object) -> bool:
    return one is other or (type(one) is type(other) and type(one) in _PLAIN and one == other)


class _Noting(Mapping[Any, Any]):
    """A mapping that tells what is asked of it."""

    __slots__ = ("_below", "_name", "_note")

    def __init__(
        self, name: str, below: Mapping[Any, Any], note: Callable[[str, Hashable], None]
    ) -> None:
        self._name, self._below, self._note = name, below, note

    def __getitem__(self, key: Any) -> Any:
        self._note(self._name, key)
        return self._below[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._note(self._name, key)
        return self._below.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(self._name, key)
        return key in self._below

    def __iter__(self) -> Iterator[Any]:
        self._note(self._name, _WHOLE)
        return iter(self._below)

    def __len__(self) -> int:
        self._note(self._name, _WHOLE)
        return len(self._below)

    def keys(self) -> KeysView[Any]:
        self._note(self._name, _WHOLE)
        return self._below.keys()

    def values(self) -> ValuesView[Any]:
        self._note(self._name, _WHOLE)
        return self._below.values()

    def items(self) -> ItemsView[Any, Any]:
        self._note(self._name, _WHOLE)
        return self._below.items()


class _Noted:
    """Mixed into a class whose instances keep what they make: those answer for all of it."""

    def __getattribute__(self, name: str) -> Any:
        known = object.__getattribute__(self, "__dict__")
        if "noting" in known:
            if name in known["noted"]:
                return known["noted"][name]
            names, answers = known["noting"]
            if name in names:
                return answers[name]
        return object.__getattribute__(self, name)


class _NotingEdition(_Noted, Edition):
    """An edition that tells what is asked of it."""


class _NotingLedger(_Noted, Ledger):
    """A ledger that tells what is asked of it."""


class _Comparison:
    """Tells values of the last time from those of now, each pair once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[bool, Any, Any]] = {}
        """By the identities of two values, which are held so that no others get them."""

    def changes(self, former: Mapping[Any, Any], now: Mapping[Any, Any]) -> Iterator[Hashable]:
        """Yield the keys with other answers than before; `_WHOLE` too if there is one, or if the
        order is another."""
        is_whole_same = list(former) == list(now)
        for key in dict.fromkeys((*former, *now)):
            if key not in former or key not in now or not self.is_same(former[key], now[key]):
                is_whole_same = False
                yield key
        if not is_whole_same:
            yield _WHOLE

    def is_same(self, one: Any, other: Any) -> bool:
        """Whether *one* and *other* are alike to the last part and in the same order.

        Of a place in a file only the file counts: no page says in which line a text stands.
        """
        if one is other:
            return True
        kind = type(one)
        if kind is not type(other):
            return False
        if kind in _PLAIN:
            return bool(one == other)
        pair = id(one), id(other)
        if pair not in self._known:
            self._known[pair] = (self._is_alike(kind, one, other), one, other)
        return self._known[pair][0]

    def _is_alike(self, kind: type, one: Any, other: Any) -> bool:
        if kind is Source:
            return bool(one.path == other.path)
        if kind is Location:
            return bool(one.file == other.file)
        if isinstance(one, tuple | list):
            return len(one) == len(other) and all(map(self.is_same, one, other))
        if isinstance(one, Mapping):
            return len(one) == len(other) and all(
                self.is_same(*keys) and self.is_same(one[keys[0]], other[keys[1]])
                for keys in zip(one, other, strict=True)
            )
        if names := _parts(kind):
            return all(self.is_same(getattr(one, name), getattr(other, name)) for name in names)
        return bool(one == other)


@cache
def _parts(kind: Hashable) -> tuple[str, ...]:
    """Return the fields of a dataclass or of a declared record."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return tuple(field.name for field in dataclasses.fields(kind))
    return tuple(getattr(kind, "model_fields", ()))

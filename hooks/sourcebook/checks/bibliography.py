"""`check_bibliography`: what works are to one another: twice the same, or resting on a circle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from sourcebook.diagnostics import Diagnostic, Location, nearest
from sourcebook.diagnostics import rules_bib_works as rules
from sourcebook.diagnostics.rule import Rule
from sourcebook.formats.identifiers import SHORTEST_TITLE_KEY, doi_key, title_key, url_key
from sourcebook.works.works import Work

_CITEKEY = re.compile(r"[^\s,;]+")
_MOST_SUGGESTIONS = 10
"""Unknown citekeys for which a near one is looked for: each look goes through all of them."""
_LONGEST_CIRCLE = 8


def check_bibliography(
    works: Mapping[str, Work],
    aliases: Mapping[str, str] | None = None,
    broken: frozenset[str] = frozenset(),
) -> Iterator[Diagnostic]:
    """Yield the problems between *works* (by citekey), in their order. Linear in them.

    *aliases* are further citekeys that may be named; one of *broken* is not reported again.
    """
    yield from _same(works, "doi", _doi_key, rules.DUPLICATE_DOI)
    yield from _same(works, "url", _url_key, rules.DUPLICATE_URL)
    yield from _similar_titles(works)
    yield from _unknown_works(works, aliases or {}, broken)
    yield from _circles(works, aliases or {})


def _doi_key(work: Work) -> str:
    return doi_key(work.doi or "")


def _url_key(work: Work) -> str:
    return url_key(work.url or "")


def _same(
    works: Mapping[str, Work], name: str, key_of: Callable[[Work], str], rule: Rule
) -> Iterator[Diagnostic]:
    """Yield the works that share the key of a field with an earlier one."""
    first: dict[str, Work] = {}
    for work in works.values():
        found = work.entry.fields.get(name)
        # A chapter that takes over the address of its book is not the book.
        if found is None or found.inherited_from or not (key := key_of(work)):
            continue
        other = first.setdefault(key, work)
        if other is not work:
            yield rule.at(
                found.location,
                citekey=work.citekey,
                other=other.citekey,
                related=((other.entry.fields[name].location, f"the one of “{other.citekey}”"),),
            )


def _similar_titles(works: Mapping[str, Work]) -> Iterator[Diagnostic]:
    for work, other in _pairs(works):
        if not _are_told_apart(work, other):
            yield rules.SIMILAR_TITLE.at(
                _title_location(work),
                citekey=work.citekey,
                other=other.citekey,
                related=((_title_location(other), f"the title of “{other.citekey}”"),),
            )


def _pairs(works: Mapping[str, Work]) -> Iterator[tuple[Work, Work]]:
    """Yield each work that has the title, year and volume of an earlier one, and the first such."""
    alike: dict[tuple[str, int | None], list[Work]] = {}
    found: list[tuple[Work, Work]] = []
    for work in works.values():
        title = title_key(work.title)
        if len(title) >= SHORTEST_TITLE_KEY:
            year = work.date.year if work.date else None
            alike.setdefault((title, year), []).append(work)
    for group in alike.values():
        first: dict[tuple[object, ...], Work] = {}
        for work in group if len(group) > 1 else ():
            # Volumes of one work have its title, and may have its year.
            volume = (work.csl.get("volume"), work.csl.get("volume-title"), work.csl.get("edition"))
            other = first.setdefault(volume, work)
            if other is not work:
                found.append((work, other))
    order = {citekey: number for number, citekey in enumerate(works)}
    yield from sorted(found, key=lambda pair: order[pair[0].citekey])


def _are_told_apart(work: Work, other: Work) -> bool:
    """Whether the entries themselves say that they are two, or are already reported as one."""
    if work.citekey in other.basedon or other.citekey in work.basedon:
        return True
    if work.citekey in _listed(other, "related") or other.citekey in _listed(work, "related"):
        return True
    if {work.citekey, other.citekey} & {work.citedby, other.citedby}:
        return True
    if work.doi and other.doi:
        return True
    if work.entry.type != other.entry.type:
        return True
    return bool(work.url and other.url) and _url_key(work) == _url_key(other)


def _listed(work: Work, name: str) -> list[str]:
    return _CITEKEY.findall(work.entry.value(name))


def _title_location(work: Work) -> Location:
    found = work.entry.fields.get("title")
    return found.location if found else work.entry.location


def _related(work: Work) -> Iterator[tuple[str, str, Location]]:
    """Yield the field, the citekey named in it and its place, for every work named."""
    for name in ("basedon", "citedby"):
        found = work.entry.fields.get(name)
        if found is not None:
            for match in _CITEKEY.finditer(found.value):
                yield name, match[0], found.within(*match.span())


def _repeated(work: Work) -> Iterator[tuple[str, str, Location]]:
    return (found for found in _related(work) if found[0] == "basedon")


def _unknown_works(
    works: Mapping[str, Work], aliases: Mapping[str, str], broken: frozenset[str]
) -> Iterator[Diagnostic]:
    suggestions = 0
    for work in works.values():
        for name, citekey, at in _related(work):
            if citekey in works or citekey in aliases or citekey in broken:
                continue
            suggestions += 1
            near = nearest(citekey[:80], works) if suggestions <= _MOST_SUGGESTIONS else None
            yield rules.UNKNOWN_RELATED_WORK.at(at, field=name, citekey=citekey, nearest=near)


def _circles(works: Mapping[str, Work], aliases: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield each link of ``basedon`` that closes a circle, once.

    ``citedby`` is not followed: a text may repeat a work that is known only from its footnotes.
    """
    done: set[str] = set()
    for citekey in works:
        # A stack of our own: a chain of thousands of works must not be Python's recursion.
        path: dict[str, None] = {}
        stack: list[tuple[str, Iterator[tuple[str, str, Location]]]] = []
        if citekey not in done:
            path[citekey] = None
            stack.append((citekey, _repeated(works[citekey])))
        while stack:
            current, links = stack[-1]
            link = next(links, None)
            if link is None:
                done.add(current)
                path.pop(current, None)
                stack.pop()
                continue
            name, named, at = link
            target = aliases.get(named, named)
            if target in path:
                keys = list(path) if len(path) <= _LONGEST_CIRCLE else [target, "…", current]
                circle = [*keys[keys.index(target) :], target]
                yield rules.BASED_ON_ITSELF.at(
                    at, citekey=current, field=name, path=" → ".join(circle)
                )
            elif target in works and target not in done:
                path[target] = None
                stack.append((target, _repeated(works[target])))

"""What holds of pages taken from the last time: they are those that would be made now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing import FILES, IMPRINT, edition_of
from sourcebook.pages.complete import Complete, complete
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.memory import Memory
from sourcebook.pages.publish import publish

Change = Callable[[dict[str, str]], None]


def replaced(path: str, old: str, new: str) -> Change:
    def change(files: dict[str, str]) -> None:
        if path in files:
            assert old in FILES[path]
            files[path] = files[path].replace(old, new)

    return change


def began(path: str, text: str) -> Change:
    def change(files: dict[str, str]) -> None:
        if path in files:
            files[path] = text + files[path]

    return change


def ended(path: str, text: str) -> Change:
    def change(files: dict[str, str]) -> None:
        if path in files:
            files[path] += text

    return change


def removed(path: str) -> Change:
    def change(files: dict[str, str]) -> None:
        files.pop(path, None)

    return change


CHANGES = (
    ended("docs/index.md", "\nBoth say so [@texbook; @lamport1994, p. 3].\n"),
    ended("docs/index.md", "\n<!-- sourcebook: timeline -->\n"),
    ended("docs/index.md", "\nSee [][people/alpha-beta] and [][visits/trip-1984].\n"),
    ended("docs/visits/trip-1984.md", "\nOne more [-@texbook].\n"),
    replaced("docs/visits/trip-1984.md", "A trip, 1984", "Another trip"),
    replaced("docs/visits/plan-1985.md", "cancelled", "held"),
    replaced("docs/visits/plan-1985.md", "1985~", "1986"),
    removed("docs/visits/plan-1985.md"),
    replaced("docs/sectors/type.md", "title: Type", "title: Types"),
    replaced("docs/sectors/type.md", "It is set", "It was set"),
    replaced("data/people.yml", "name: Alpha Beta", "name: Gamma"),
    # Equal as mappings, and another order on the page.
    replaced("data/people.yml", "{ru: Альфа Бета, ur: الفا}", "{ur: الفا, ru: Альфа Бета}"),
    replaced("data/places.yml", "Town, the", "Village"),
    began("data/places.yml", "# A line more.\n"),
    began("bibliography/main.bib", "% A line more.\n\n"),
    replaced("bibliography/main.bib", "{The TeXbook}", "{The other book}"),
    ended("bibliography/main.bib", "\n@book{added2020, title = {Added}, date = {2020}}\n"),
)


def made(root: Path, files: dict[str, str], memory: Memory | None) -> Complete:
    for name in FILES:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if name in files:
            path.write_text(files[name], encoding="utf-8")
    edition = edition_of(root)
    pages = publish(edition.site, edition.formatted, edition.mode, memory)
    return complete(edition, pages, IMPRINT, memory)


def shown(page: Rendered) -> object:
    """Return what the host gets of a page; in which line a text stands is not shown."""
    slots = {name: (slot.markup, slot.written) for name, slot in page.slots.items()}
    return replace(page, page=None, slots={}), slots


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sets(st.integers(0, len(CHANGES) - 1)), min_size=2, max_size=4))
def test_what_is_remembered_is_what_would_be_made(saves: list[set[int]]) -> None:
    """After any saves, pages, files, heads and the search's facts are those of a fresh start."""
    memory = Memory()
    with TemporaryDirectory() as folder:
        for chosen in saves:
            files = dict(FILES)
            for number in sorted(chosen):
                CHANGES[number](files)

            remembered = made(Path(folder), files, memory)

            fresh = made(Path(folder), files, None)
            assert list(fresh.pages) == list(remembered.pages)
            for uri, page in fresh.pages.items():
                assert shown(page) == shown(remembered.pages[uri])
            assert replace(fresh, pages={}) == replace(remembered, pages={})


def test_an_edit_leaves_most_pages_as_they_are(tmp_path: Path) -> None:
    """A sentence that is added to a page makes that page, not the pages of works and places."""
    memory = Memory()
    first = made(tmp_path, dict(FILES), memory).pages
    files = dict(FILES)
    ended("docs/index.md", "\nNothing is cited here.\n")(files)

    second = made(tmp_path, files, memory).pages

    again = {uri for uri, page in second.items() if page is not first[uri]}
    assert "index.md" in again
    assert {uri for uri in again if uri.startswith(("sources/lam", "places/"))} == set()


def _whole(value: object) -> object:
    return list(value.items()) if isinstance(value, Mapping) else value


@pytest.mark.parametrize(
    "name",
    [name for name, value in vars(Edition).items() if isinstance(value, cached_property)],
)
def test_what_an_edition_keeps_is_noted(name: str, tmp_path: Path) -> None:
    """What an edition makes once for all pages is asked for by each page that uses it."""

    def use(memory: Memory) -> object:
        edition = memory.begin(first)
        return memory.make("user", lambda: (_whole(getattr(edition, name)), object()))

    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    first = edition_of(tmp_path)
    memory = Memory()
    made = use(memory)
    assert use(memory) is made

    first.__dict__[name] = {"another": "value"}

    assert use(memory) is not made

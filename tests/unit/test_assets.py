"""`check_assets`: no file takes the place of one that the engine or the theme makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import material
import pytest

from building import ROOT
from sourcebook.cache import Cache
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Source
from sourcebook.formats.svg import active_parts
from sourcebook.pages.complete import complete
from sourcebook.project import Sources, read
from sourcebook.publication import imprint_of, publish_sources

SITE = ROOT / "tests/sites/antarctic"
THEMES = (ROOT / "hooks/theme", Path(material.__file__).parent / "templates")
FOR_THE_SITE_TO_SAY = {"robots.txt"}
"""What the engine makes as a site without its own word would have it."""


def made_files() -> set[str]:
    """Return all files that are made for a site, by path below its root: pages are none."""
    sources, problems = read(SITE)
    publication = publish_sources(sources, problems, Cache(None))
    named = ("Antarctic", "", "https://antarctic.example/", "en")
    imprint = imprint_of(SITE, sources.settings, *named)
    whole = complete(publication.edition, publication.pages, imprint)
    return {*whole.files, *whole.pictures} - FOR_THE_SITE_TO_SAY


def theme_files() -> set[str]:
    """Return the files that the theme puts into a site."""
    return {
        path.relative_to(theme).as_posix()
        for theme in THEMES
        for path in (theme / "assets").rglob("*")
        if path.is_file()
    }


def found_for(paths: set[str], code: str) -> set[str]:
    """Return those of *paths* below ``docs/`` for which a file there gets *code*."""
    sources: Sources = read(SITE)[0]
    planted = replace(sources, assets=frozenset(f"docs/{path}" for path in paths))
    found = compile_site(planted).diagnostics
    at = (one.location.file for one in found if one.rule.code == code)
    return {path.removeprefix("docs/") for path in at}


@pytest.mark.parametrize("made", [made_files, theme_files], ids=["engine", "theme"])
def test_what_is_made_cannot_be_taken(made: Callable[[], set[str]]) -> None:
    """For every file that a site gets, one at its place in docs/ is an error."""
    files = made()

    assert len(files) > 10
    assert files - found_for(files, "SRC028") == set()


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        pytest.param(SVG.format('<path d="M0 0" style="fill:red"/>'), [], id="plain"),
        pytest.param(SVG.format("<SCRIPT/>"), ["the element “<SCRIPT>”"], id="capitals"),
        pytest.param(
            SVG.format('<x:script xmlns:x="http://www.w3.org/2000/svg"/>'),
            ["the element “<script>”"],
            id="prefix",
        ),
        pytest.param(
            SVG.format('<use href="data:image/svg+xml,a"/>'),
            ["a link to “data:image/svg+xml,a”"],
            id="drawing-in-an-address",
        ),
        pytest.param(
            SVG.format(r'<a href="\\example.org"/>'), [r"a link to “\\example.org”"], id="strokes"
        ),
        pytest.param(
            '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "a()">]>' + SVG.format(""),
            ["the event handler “onload”"],
            id="attribute-by-default",
        ),
        pytest.param("", ["a fault of form (no element found)"], id="empty"),
    ],
)
def test_what_could_act_in_a_drawing_is_told(text: str, whats: list[str]) -> None:
    """As a browser reads it that opens the drawing alone."""
    assert [part.what for part in active_parts(Source("docs/a.svg", text))] == whats

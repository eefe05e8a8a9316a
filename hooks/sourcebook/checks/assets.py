"""`check_assets`: the files of ``docs/`` that are no pages, and what git has of what builds make.

A published file is of the site’s own origin: what a browser runs there can read and change all of
it. So a file is published where its kind is on the list, or the site says so in its settings; and
none takes the place of what the engine or the theme makes, which pages rely on.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from sourcebook.checks.links import Places
from sourcebook.diagnostics import Diagnostic, Location, rules_src
from sourcebook.formats.svg import active_parts
from sourcebook.project import DOCS, MADE, Sources
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import SOURCES

KINDS = frozenset(
    (
        *("avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp", "pdf"),
        *("flac", "m4a", "m4v", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "srt", "vtt", "wav"),
        *("webm", "bib", "csv", "geojson", "ics", "json", "jsonl", "ods", "parquet", "ris"),
        *("tsv", "txt", "xlsx", "yaml", "yml", "otf", "ttf", "woff", "woff2"),
        *("7z", "bz2", "gz", "tar", "xz", "zip", "zst"),
    )
)
"""Pictures and PDF, media, data, fonts, archives. Nothing that a browser runs: so no XML, which a
style sheet in it turns into a page."""
_FOR_HOSTS = frozenset(("robots.txt",))
"""Of a kind that is listed, and nevertheless read by programs as an order."""

_AT_ROOT = re.compile(
    r"(?:bibliography|ledger|ledger-retired|datapackage)\.(?:bib|ris|json|csv)"
    r"|feed\.xml|sitemap\.xml(?:\.gz)?|404\.html|[^/]+\.ics|pagefind/.*|data/.*\.(?:csv|json)"
)
_BESIDE = re.compile(r"index\.html|picture\.png|(?:cite|references)\.(?:bib|ris|json)")
"""Files in the folder of a page."""
_EXPORTS = frozenset((".bib", ".csv", ".json", ".ris"))
"""Beside the page of a work or a series."""
_OF_THEME = re.compile(
    r"assets/(?:sourcebook/|fonts/|images/favicon\.|stylesheets/(?:main|palette)\."
    r"|javascripts/(?:bundle\.|lunr/|workers/))"
)


def check_assets(places: Places, sources: Sources) -> Iterator[Diagnostic]:
    """Yield what is wrong with the files of *sources* that are no pages."""
    for top in MADE:
        if kept := [path for path in sources.tracked if path.startswith(f"{top}/")]:
            yield rules_src.KEPT_IN_GIT.at(Location(kept[0]), folder=top)
    addresses = frozenset(url.casefold() for url in places.urls)
    for path in sorted(sources.assets):
        below, at = path.removeprefix(f"{DOCS}/"), Location(path)
        if reason := _reason(below, sources.settings.published):
            word = posixpath.splitext(below)[1].lstrip(".").lower() or posixpath.basename(below)
            word = posixpath.basename(below) if below.lower() in _FOR_HOSTS else word
            yield rules_src.UNLISTED_KIND.at(at, path=path, reason=reason, word=word)
        if maker := _maker(places, addresses, below.casefold()):
            yield rules_src.TAKEN_PATH.at(at, path=path, made=below.casefold(), maker=maker)
    for source in sources.drawings.values():
        for part in active_parts(source):
            yield rules_src.ACTIVE_DRAWING.at(part.at, what=part.what)


def _reason(below: str, published: frozenset[str]) -> str:
    """Return why the file at *below* is not published without a word of the site, or ""."""
    name = posixpath.basename(below)
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    if name in published or kind in published:
        return ""
    if name.lower() in _FOR_HOSTS:
        return "programs obey it for the whole site"
    if kind not in KINDS:
        what = f"“.{kind}”" if kind else "a file without an ending"
        return f"{what} is not among the kinds of pictures, media, data, fonts and archives"
    return ""


def _maker(places: Places, addresses: frozenset[str], below: str) -> str:
    """Return who makes a file at *below*, or "" where nobody does."""
    if _OF_THEME.match(below):
        return "the theme"
    folder, name = posixpath.split(below)
    top, ending = below.partition("/")[0], posixpath.splitext(name)[1]
    is_made = _AT_ROOT.fullmatch(below) or (folder in addresses and _BESIDE.fullmatch(name))
    is_list = ending == ".html" and (top == SOURCES or top in places.site.records)
    is_export = top in (SOURCES, SERIES) and folder in addresses and ending in _EXPORTS
    return "the engine" if is_made or is_list or is_export else ""

"""`looked_at`, `Looks`: one look at each finished page, before it is printed.

What Markdown, extensions and plugins made of the sources shows only here: citations that nothing
read, marks that stayed text, requests to other hosts, links of our own that lead nowhere.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sourcebook.diagnostics import KEPT, Diagnostic, Location, rules_cit, rules_ref, rules_txt
from sourcebook.formats.citations.mask import KEY
from sourcebook.formats.html_allowed import refused
from sourcebook.formats.links import TAG
from sourcebook.mkdocs_shell.placing import place_of
from sourcebook.pages.frame.edition import Rendered

_NOT_READ = re.compile(
    r"<(pre|code|script|style|svg|math|kbd|samp|textarea)\b[^>]*>.*?</\1>", re.DOTALL
)
_BLOCK_END = re.compile(r"</(?:p|div|li|td|th|h[1-6]|dd|dt|figcaption|summary)>|<br ?/?>")
_ANY_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r'\s(href|src|poster|srcset)="([^"]*)"')
_ID = re.compile(r'\s(?:id|name)="([^"]+)"')
_SAID = re.compile(r'\s(?:title|alt|aria-label)="([^"]*@[^"]*)"')
_CITES = re.compile(
    rf"(?<![\w.@/\\])(?:\[[^\[\]@\n]{{0,200}})?-?@\{{?(?P<key>{KEY})\}}?(?P<end>[^\[\]\n]{{0,200}}\])?"
)
_LEFT = re.compile(
    r"\{:?[ \t]*[.#][A-Za-z][^{}\n]{0,200}\}|\[\^[\w-]{1,80}\]|^[ \t]{0,3}#{2,6}[ \t]\S.{0,80}",
    re.MULTILINE,
)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen in the HTML of one page."""

    ids: frozenset[str]
    addresses: tuple[tuple[str, bool], ...]
    """Each once, and whether a browser fetches it without being asked."""
    citing: tuple[tuple[str, str, bool], ...]
    """What reads like a citation, its citekey, and whether it stands in brackets."""
    left: tuple[str, ...]
    """Marks that stayed text."""


def looked_at(content: str, after: str) -> Look:
    """Return what is seen in *content* and *after* it: HTML that was cleaned, its tags whole."""
    content = f"{content}\n{after}"
    addresses: dict[tuple[str, bool], None] = {}
    ids: set[str] = set()
    for tag in TAG.finditer(content):
        rest = tag["rest"]
        ids.update(html.unescape(one) for one in _ID.findall(rest))
        for name, value in _ADDRESS.findall(rest):
            is_media = tag["name"] != "a"
            values = [one.split()[0] for one in value.split(",") if one.strip()]
            for url in values if name == "srcset" else [value]:
                addresses[html.unescape(url), is_media] = None
    bare = _NOT_READ.sub("", content)
    shown = _ANY_TAG.sub("", _BLOCK_END.sub("\n", bare))
    text = html.unescape(shown)
    said = " \n".join(map(html.unescape, _SAID.findall(bare))) if "@" in bare else ""
    return Look(
        ids=frozenset(ids),
        addresses=tuple(addresses),
        citing=tuple(_citing(f"{text}\n{said}")) if "@" in bare else (),
        left=tuple(dict.fromkeys(found[0].strip() for found in _LEFT.finditer(text))),
    )


looked_at_before = lru_cache(maxsize=KEPT)(looked_at)
"""`looked_at` for a preview, which looks at most pages again at every save; a build would only hold
in memory what it never asks for."""


def _citing(text: str) -> Iterator[tuple[str, str, bool]]:
    for found in _CITES.finditer(text):
        is_group = found[0].startswith("[") and found["end"] is not None
        yield found[0], found["key"], is_group


def removed(rendered: Rendered | None, uri: str, content: str) -> Iterator[Diagnostic]:
    """Yield what the cleaner takes from *content*, as Markdown and plugins made it.

    What stands in the source as a tag is known to the check, and has stopped a build.
    """
    seen = set()
    for tag in TAG.finditer(content):
        for what, reason, advice in refused(tag["name"], tag["rest"]):
            if what not in seen:
                seen.add(what)
                place = place_of(rendered, uri, tag[0], f"<{tag['name']}")
                yield rules_txt.REMOVED.at(place, what=what, reason=reason, advice=advice)


class Content(NamedTuple):
    """The HTML of one finished page."""

    uri: str
    url: str
    """The address below the root of the site."""
    html: str
    after: str
    """What the theme sets below it."""


@dataclass(frozen=True)
class Looks:
    """All finished pages of a build, seen together."""

    pages: Mapping[str, Rendered]
    contents: Iterable[Content]
    """Once through: all of them at a time would be the whole site in memory."""
    files: Collection[str]
    """What is published, by path below the root."""
    citekeys: Collection[str]
    look: Callable[[str, str], Look] = looked_at

    def problems(self) -> Iterator[Diagnostic]:
        """Yield what a reader of the pages would stumble over, page by page; then dead anchors."""
        ids: dict[str, frozenset[str]] = {}
        anchored: dict[tuple[str, str], list[str]] = {}
        for uri, url, content, after in self.contents:
            look = self.look(content, after)
            ids[_joined(url, "")] = look.ids
            rendered = self.pages.get(uri)
            # What pages of ours quote is told where it was written.
            is_quoting = (
                rendered is not None and rendered.page is None and not rendered.is_of_others
            )
            for text, citekey, is_group in () if is_quoting else dict.fromkeys(look.citing):
                if is_group or citekey in self.citekeys:
                    place = place_of(rendered, uri, text, f"@{citekey}", f"@{{{citekey}}}")
                    if (
                        rendered is not None
                        and rendered.page is not None
                        and any(one.location[:3] == place[:3] for one in rendered.page.citations)
                    ):
                        # The same words cite there; these came from elsewhere.
                        place = Location(place.file)
                    yield rules_cit.SHOWN_CITATION.at(place, text=text[:_SHOWN])
            for text in () if is_quoting else look.left:
                yield rules_txt.LEFT_AS_TEXT.at(place_of(rendered, uri, text), text=text[:_SHOWN])
            for address, is_media in look.addresses:
                yield from self._address(rendered, uri, url, address, is_media)
                if "#" in address and (led := _anchor_of(url, address)):
                    anchored.setdefault(led, []).append(uri)
        for (target, anchor), uris in anchored.items():
            known = ids.get(target)
            if known is not None and anchor not in known and unquote(anchor) not in known:
                for uri in uris:
                    words = (f"#{anchor}", f"#{unquote(anchor)}")
                    place = place_of(self.pages.get(uri), uri, *words)
                    yield rules_ref.DEAD_ANCHOR.at(
                        place, anchor=unquote(anchor), uri=target, hint=_HINT
                    )

    def _address(
        self, rendered: Rendered | None, uri: str, url: str, address: str, is_media: bool
    ) -> Iterator[Diagnostic]:
        try:
            scheme, host, path, _, _ = urlsplit(address)
        except ValueError:
            yield rules_ref.UNREADABLE_ADDRESS.at(place_of(rendered, uri, address), url=address)
            return
        if scheme or host:
            if is_media and scheme != "data":
                place = place_of(rendered, uri, address)
                yield rules_ref.FOREIGN_MEDIA.at(place, host=host or scheme)
            return
        if path.startswith("/"):
            return  # From the root of the host, which is not ours to know.
        target = _joined(url, path)
        if target not in self.files and not target.startswith("pagefind/"):
            place = place_of(rendered, uri, address, posixpath.basename(path))
            why = f": the finished site has no “{unquote(target)}”"
            yield rules_ref.DEAD_LINK.at(place, url=address, why=why, hint=_HINT)


_HINT = "Look at what makes it: the text, an extension or a plugin."


def _anchor_of(url: str, address: str) -> tuple[str, str] | None:
    """Return the file and the anchor that *address*, on the page at *url*, leads to."""
    try:
        scheme, host, path, _, anchor = urlsplit(address)
    except ValueError:
        return None
    if scheme or host or path.startswith("/") or not anchor or anchor.startswith(":~:"):
        return None
    return _joined(url, path), anchor


@lru_cache(maxsize=65536)
def _joined(url: str, path: str) -> str:
    """Return the file that *path* leads to from the page at the address *url*."""
    target = posixpath.normpath(posixpath.join("/", unquote(url), unquote(path)))
    is_folder = not path or path.endswith("/") or path.rpartition("/")[2] in (".", "..")
    return posixpath.join(target, "index.html").lstrip("/") if is_folder else target.lstrip("/")

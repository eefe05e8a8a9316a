"""`links`, `headings`, `anchors`: where a page leads, and where in it a link can lead.

All as Python-Markdown 3.10 reads the text, without asking it: the engine checks where it is not
installed. `tests/oracle/test_page_links.py` holds both against each other.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sourcebook.diagnostics import KEPT
from sourcebook.formats.citations.mask import read_prose
from sourcebook.formats.marks import without_marks
from sourcebook.formats.prose import Heading, headings, outside_code


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a page; offsets are those of the address."""

    url: str
    start: int
    end: int
    is_media: bool
    """A picture, a film …: what a browser fetches without being asked."""
    is_raw: bool
    """In an HTML tag, which the host leaves as it is."""


TAG = re.compile(
    r"<(?P<name>[A-Za-z][\w-]*)(?=[\s/>])(?P<rest>(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>"
)
_ADDRESS = re.compile(
    r"(?<![\w-])(?P<name>href|src|srcset|poster|data)\s*=\s*"
    r"(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'>]+))"
)
_CANDIDATE = re.compile(r"([^\s,]+)[^,]*,?")
"""One address in ``srcset``, before its width."""
_ATTRIBUTE_LIST = re.compile(r"\{:?[ \t]*([^{}\n]*=[^{}\n]*)\}")
_ID = re.compile(r"(?<![\w-])(?:id|name)\s*=\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s\"'>]+))")
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?!\^)[^\[\]\n]{1,500}\]:[ \t]*\n?[ \t]*<?(?P<url>[^\s<>]+)>?", re.MULTILINE
)
_DESTINATION = re.compile(r"\s*(?:<(?P<a>[^<>\n]*)>|(?P<b>[^\s]+))")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*?#(?P<id>[^\s{}=\"']+)[^{}\n]*\}")
_TRAILING = re.compile(r"[ \t]*\{:?[ \t]*[^{}\n]*\}[ \t]*\Z")
_PICTURE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\[\n]{1,200})\](?P<note>:)?")
_NUMBERED = re.compile(r"(.*)_([0-9]+)", re.DOTALL)
_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_GAP = re.compile(r"[-\s]+")


@lru_cache(maxsize=KEPT)
def links(text: str) -> tuple[Link, ...]:
    """Return the links and pictures of Markdown *text* with an address, in order."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return ()
    return tuple(sorted((*_inline(text), *_defined(text), *_raw(text)), key=lambda one: one.start))


def _inline(text: str) -> Iterator[Link]:
    prose = read_prose(text)
    for opened, closed in prose.links.items():
        found = _DESTINATION.match(text, opened + 1, closed - 1)
        if found is None:
            continue
        name = "a" if found["a"] is not None else "b"
        first = _opening(prose.masked, opened - 1)
        is_picture = first > 0 and text[first - 1] == "!"
        yield Link(html.unescape(found[name]), *found.span(name), is_picture, is_raw=False)


def _opening(masked: str, closing: int) -> int:
    """Return the offset of the ``[`` that the ``]`` at *closing* closes, or 0."""
    depth = 0
    for at in range(closing, max(-1, closing - 1000), -1):
        depth += (masked[at] == "]") - (masked[at] == "[")
        if not depth:
            return at
    return 0


def _defined(text: str) -> Iterator[Link]:
    for found in outside_code(_DEFINITION, text):
        yield Link(html.unescape(found["url"]), *found.span("url"), is_media=False, is_raw=False)


def tags(text: str) -> list[re.Match[str]]:
    """Return the start tags of *text* outside code; groups ``name`` and ``rest``."""
    return outside_code(TAG, text) if "<" in text else []


def _raw(text: str) -> Iterator[Link]:
    for tag in tags(text):
        is_media = tag["name"].lower() not in {"a", "area", "blockquote", "q", "del", "ins"}
        yield from _addresses(text, *tag.span("rest"), is_media)


def _addresses(text: str, start: int, end: int, is_media: bool) -> Iterator[Link]:
    """Yield the addresses in the attributes that stand from *start* to *end*."""
    for found in _ADDRESS.finditer(text, start, end):
        span = next(found.span(one) for one in "abc" if found[one] is not None)
        spans = [span]
        if found["name"] == "srcset":
            spans = [one.span(1) for one in _CANDIDATE.finditer(text, *span)]
        for first, last in spans:
            yield Link(html.unescape(text[first:last]), first, last, is_media, is_raw=True)


def attribute_lists(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the inside of each list of attributes ``{ name=value }`` stands."""
    if "{" in text:
        for found in outside_code(_ATTRIBUTE_LIST, text):
            yield found.span(1)


def attribute_links(text: str) -> Iterator[Link]:
    """Yield the addresses in lists of attributes: pictures have them there, links their own."""
    for start, end in attribute_lists(text):
        yield from _addresses(text, start, end, is_media=True)


@lru_cache(maxsize=KEPT)
def anchors(text: str, masked: str, slug_is_unicode: bool, has_attributes: bool) -> frozenset[str]:
    """Return the ids of Markdown *text*: of headings, of attribute lists, of tags, of notes.

    ``toc`` gives an id to each heading that has none, in order, and a number to what is taken.
    """
    found = {match["id"] for match in outside_code(_ATTRIBUTES, text)} if has_attributes else set()
    for tag in tags(text):
        found |= {a or b or c for a, b, c in _ID.findall(tag["rest"])}
    for note in outside_code(_FOOTNOTE, text):
        found.add(f"{'fn' if note['note'] else 'fnref'}:{note['label']}")
    for heading in headings(text, masked):
        if has_attributes and _ATTRIBUTES.search(heading.text):
            continue
        found.add(_unique(slug_of(heading, slug_is_unicode, has_attributes), found))
    return frozenset(found)


def slug_of(heading: Heading, is_unicode: bool, has_attributes: bool) -> str:
    """Return the id that ``toc`` makes of the words of *heading*, before it is made unique."""
    written = _TRAILING.sub("", heading.text) if has_attributes else heading.text
    value = html.unescape(without_marks(_PICTURE.sub("", written)))
    if not is_unicode:
        value = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode("ascii")
    return _GAP.sub("-", _NOT_IN_SLUG.sub("", value).strip().lower())


def _unique(id: str, ids: set[str]) -> str:
    """Return *id*, with a number where it is taken: `markdown.extensions.toc.unique`."""
    while id in ids or not id:
        numbered = _NUMBERED.fullmatch(id)
        id = f"{numbered[1]}_{int(numbered[2]) + 1}" if numbered else f"{id}_1"
    return id


def notes_apart(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end and label of references without a note, and of notes without a reference.

    The last value says whether it is the note that stands alone.
    """
    if "[^" not in text:
        return
    found = outside_code(_FOOTNOTE, text)
    notes = {one["label"] for one in found if _is_note(text, one)}
    named = {one["label"] for one in found if not _is_note(text, one)}
    for one in found:
        is_note = _is_note(text, one)
        if one["label"] not in (named if is_note else notes):
            yield *one.span(), one["label"], is_note


def _is_note(text: str, found: re.Match[str]) -> bool:
    line = text.rfind("\n", 0, found.start()) + 1
    return bool(found["note"]) and not text[line : found.start()].strip(" >")


__all__ = [
    "TAG",
    "Link",
    "anchors",
    "attribute_links",
    "attribute_lists",
    "links",
    "notes_apart",
    "slug_of",
    "tags",
]

"""`active_parts`: what a drawing (SVG) holds that could act, or fetch something, when it is opened.

As a picture (``<img>``) a drawing runs nothing and fetches nothing, and pages have no other way to
show one; but at its own address it is a document of the site (SVG 2, section 2.6).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from xml.parsers import expat

from sourcebook.diagnostics import Location, Source

_SPACE = " "
"""Between namespace and name, where expat tells them; neither holds one."""
_XHTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset(("script", "foreignobject", "handler", "listener", "iframe", "audio", "video"))
_ADDRESSES = frozenset(("href", "src", "base"))
_STEERED = re.compile(r"(?:.*:)?(?:href|src|on.*)", re.IGNORECASE)
"""What an animation must not set."""
_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
_FETCHED = re.compile(
    r"@import|image-set\(|(?:url|src|image)\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE
)
_UNREAD = re.compile(r"[\0- ]")
"""What browsers pass over in an address, at its beginning or anywhere."""
_ELSEWHERE = re.compile(r"(?!data:image/(?:png|jpeg|gif|webp)[;,])(?:[A-Za-z][\w+.-]*:|[\\/]{2})")
_ENCODINGS = frozenset(("utf-8", "utf8", "us-ascii"))


class ActivePart(NamedTuple):
    """One thing that a drawing must not hold."""

    at: Location
    what: str


def active_parts(source: Source) -> tuple[ActivePart, ...]:
    """Return what the drawing *source* must not hold, in order; its first fault of form is last."""
    found: list[ActivePart] = []
    parser = expat.ParserCreate("utf-8", _SPACE)
    encoded = source.text.encode()

    def tell(what: str) -> None:
        at = len(encoded[: parser.CurrentByteIndex].decode("utf-8", "ignore"))
        found.append(ActivePart(source.locate(at), what))

    def start(name: str, attributes: Mapping[str, str]) -> None:
        for what in _of_element(name, attributes):
            tell(what)

    def text(characters: str) -> None:
        if what := _of_style(characters):
            tell(what)

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            tell(f"the encoding “{encoding}”, in which it would be read as another text")

    def instructed(target: str, _data: str) -> None:
        tell(f"the instruction “<?{target}>”")

    def entity(name: str, *_: Any) -> None:
        tell(f"the entity “{name}”")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: None  # Text is handed on where an event ends it.
    parser.CharacterDataHandler = text
    parser.XmlDeclHandler = declared
    parser.ProcessingInstructionHandler = instructed
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(encoded, True)
    except expat.ExpatError as error:
        at = source.locate(source.offset(error.lineno))
        found.append(ActivePart(at, f"a fault of form ({expat.ErrorString(error.code)})"))
    return tuple(found)


def _of_element(name: str, attributes: Mapping[str, str]) -> list[str]:
    space, _, tag = name.rpartition(_SPACE)
    found = []
    if tag.lower() in _ACTIVE or space == _XHTML:
        found.append(f"the element “<{tag}>”")
    for full, value in attributes.items():
        attribute = full.rpartition(_SPACE)[2].lower()
        if attribute.startswith("on"):
            found.append(f"the event handler “{attribute}”")
        elif attribute in _ADDRESSES and _ELSEWHERE.match(_UNREAD.sub("", value)):
            found.append(f"a link to “{_shown(value)}”")
        elif attribute == "attributename" and _STEERED.fullmatch(value.strip()):
            found.append(f"an animation of “{value.strip()}”")
        elif what := _of_style(value):
            found.append(what)
    return found


def _of_style(text: str) -> str:
    """Return what *text* would fetch where it is read as a style, or ""."""
    plain = _ESCAPE.sub(lambda escape: chr(min(int(escape[1], 16), 0x10FFFF)), text)
    for match in _FETCHED.finditer(plain):
        if match[1] is None:
            return f"“{match[0]}” in a style, which fetches something"
        if _ELSEWHERE.match(_UNREAD.sub("", match[1])):
            return f"a link to “{_shown(match[1])}”"
    return ""


def _shown(address: str) -> str:
    line = " ".join(address.split())
    return line if len(line) <= 60 else f"{line[:59]}…"

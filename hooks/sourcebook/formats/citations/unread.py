"""`unread_citations`, `unread_in_field`: citations that are written so that nothing cites.

Which works there are decides: “[note]” is a word in brackets, “[knuth1984]” was to be a citation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sourcebook.formats.citations.mask import KEY, read_prose

_BRACKETED = re.compile(
    rf"(?<![\]\\!\w])\[(?:see\s+|cf\.\s+)?#?(?P<key>{KEY})(?:\s*[,;][^\[\]@\0\n]{{0,200}})?\](?![\[(:{{])"
)
_LATEX = re.compile(
    r"\\[A-Za-z]{0,12}cite[A-Za-z]{0,12}\*?(?:\[[^\]\n\0]{0,200}\]){0,2}\{(?P<key>[^{}\n\0]{1,300})\}"
)
_ROLE = re.compile(r"(?:\{cite(?::\w+)?\}|:cite(?::\w+)?:)`(?P<key>[^`\n]{1,300})`")
_AT = re.compile(rf"(?<![\w\\/.])@(?P<brace>\{{?)(?P<key>{KEY})")


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of text that its author meant as a citation."""

    start: int
    end: int
    citekey: str
    reason: str
    """Goes into a sentence behind a colon."""
    instead: str


def unread_citations(
    text: str, is_known: Callable[[str], bool], spans: tuple[tuple[int, int], ...]
) -> Iterator[Unread]:
    """Yield what of Markdown *text* was meant to cite a known work and does not.

    *spans* are the stretches, in order, that are citations or are told as faulty ones.
    """
    prose = read_prose(text)
    for found in _BRACKETED.finditer(prose.masked) if "[" in text else ():
        key = found["key"]
        if is_known(key) and key.casefold() not in prose.definitions:
            start = found.start("key")
            yield Unread(
                *found.span(),
                key,
                "the at sign is missing",
                f"{text[found.start() : start].rstrip('#')}@{text[start : found.end()]}",
            )
    if "cite" in text:
        for found in _LATEX.finditer(prose.masked):
            yield _foreign(found, "pages are Markdown, and this is LaTeX")
        for found in _ROLE.finditer(text):
            # The braces or colons are prose; the backticks make the rest look like code.
            if prose.masked[found.start()] in "{:":
                yield _foreign(found, "this is the way of another program")
    if "@" in text:
        cited = [(start, end) for start, end in spans]
        inside = [(first + 1, last - 1) for first, last in sorted(prose.links.items())]
        for found in _AT.finditer(text):
            at = found.start()
            if not is_known(found["key"]) or any(start <= at < end for start, end in cited):
                continue
            if prose.masked[at] == "@":
                yield Unread(*found.span(), found["key"], "it stands in the text of a link", "")
            elif any(first <= at < last for first, last in inside):
                yield Unread(*found.span(), found["key"], "it stands in the title of a link", "")


def unread_in_field(text: str, is_known: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return the first citation in *text*, shown as it stands, and its citekey, if there is one."""
    for found in _AT.finditer(text):
        if is_known(found["key"]) or text[: found.start()].rstrip("-").endswith("["):
            return found[0], found["key"]
    return None


def _foreign(found: re.Match[str], reason: str) -> Unread:
    keys = [key.strip() for key in found["key"].split(",")]
    return Unread(*found.span(), keys[0], reason, f"[{'; '.join(f'@{key}' for key in keys)}]")

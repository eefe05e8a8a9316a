"""`mask`, `Prose`, `read_prose`: what of a Markdown text is prose.

Two passes: `blocks` decides by lines (code blocks, definitions, comments), then each paragraph is
read for what is not prose inside it (code spans, math, tags, addresses, link destinations).
Nothing looks back further than its own paragraph, so the whole is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sourcebook.formats.citations.blocks import lay_out
from sourcebook.formats.citations.ranges import (
    BLANK,
    BODY_TAGS,
    MASKED,
    Ranges,
    closing_tags,
    next_from,
)

KEY = r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*"
"""Pandoc's simple citekey: ``simpleCiteIdentifier`` in its ``Parsing/Citations.hs``."""

_URL = r"(?:[^\s<>\[\]()\"`|\0]|\([^\s<>\[\]()\"`|\0]*\))*+"
_TOKEN = re.compile(
    r"(?P<escape>\\(?:[^\w\s]|_))"
    r"|(?P<ticks>`+)"
    # Display math only: Python-Markdown knows none, and “US$ … Int$” are two currencies.
    r"|(?P<dollars>\$\$)"
    rf"|(?P<body><(?P<tag>{BODY_TAGS})(?=[\s/>]))"
    r"|(?P<comment><!--)"
    r"|(?P<angle><(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>"
    r"|</?[A-Za-z](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>|<[?!][A-Za-z][^<>]*>)"
    # The label of a record link may end in a work: the figure that it states.
    r"|(?P<figure>(?<=\])\[[a-z][a-z-]{0,40}/[^\s\[\]]{1,200}/@[^\s\[\]]{1,120}\])"
    r"|(?P<footnote>\[\^[^\]\[\s]{1,200}\])"
    rf"|(?P<url>(?<![\w@])(?:[A-Za-z][A-Za-z0-9+.-]{{1,31}}://|mailto:|www\.){_URL})"
    r"|(?P<mail>(?<![\w.+@-])(?:@(?=\w))?\w++(?:[.+-]++\w++)*+@\w[\w-]*(?:\.[\w-]+)+)"
    rf"|(?P<host>(?<![\w.@/-])[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{{2,24}}/{_URL})"
    rf"|(?P<key>@(?:{KEY}|(?=\{{)))",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\\|`|\$|<|@|\[(?:(?=\^)|(?<=\]\[))")
"""What every token begins with but addresses, which `_ADDRESS` finds or rules out."""
# Each branch begins with a letter of its own, so that `re` skips to those.
_ADDRESS = re.compile(
    r"://|@(?<=\w@)\w|\.(?i:[a-z]{2,24})/|m(?i:ailto:)|M(?i:ailto:)|w(?i:ww\.)|W(?i:ww\.)"
)

_BRACES = re.compile(r"[{}]")
_SPACE = re.compile(r"\s")
_MATH_END = re.compile(r"\\\)")
_TICKS = re.compile("`+")
_DOLLARS = re.compile(r"\$\$")
_BRACKET = re.compile(r"[()\[\]]")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and what of it is prose; both strings have the same length."""

    text: str
    """The text with quote markers (``>``) as spaces."""
    masked: str
    """The same with `MASKED` for every character that is not prose; line ends kept."""
    segments: tuple[tuple[int, int], ...]
    """Paragraphs, list items, headings: start and end, in order."""
    links: dict[int, int]
    """Offset of the ``(`` of a link's destination → offset behind its ``)``."""
    definitions: frozenset[str]
    """Labels of link reference definitions, case folded."""
    braces: dict[int, int]
    """Offset of a ``{`` → offset of the ``}`` that balances it, without white space between."""


def mask(text: str) -> str:
    """Return *text* with all that is not prose replaced by NUL: same length, line ends kept.

    Replaced are code spans, fenced and indented code, math, comments, tags and the bodies of
    ``script``, ``style``, ``pre``, ``code``, autolinks, bare addresses, e-mail addresses, link
    destinations and titles, link reference definitions, abbreviations, escapes, footnote marks
    and labels of record links that name a work. Quote markers become spaces. Brackets and
    parentheses of links stay.
    """
    return read_prose(text).masked


# Citations, suspicions, links and directives of one text are read one after the other.
@lru_cache(maxsize=2048)
def read_prose(text: str) -> Prose:
    """Return what of *text* is prose, with the paragraphs it stands in."""
    layout = lay_out(text)
    visible = layout.blank.paint(text, BLANK)
    masked = layout.masked.paint(visible, MASKED)
    closers = closing_tags(masked)
    zones = Ranges()
    braces: dict[int, int] = {}
    for start, end in layout.segments:
        braces |= balanced_braces(masked, start, end)
        _atoms(masked, start, end, braces, closers, zones)
    masked = zones.paint(masked, MASKED)
    definitions = frozenset(layout.definitions)
    links: dict[int, int] = {}
    destinations = Ranges()
    for start, end in layout.segments:
        for opened, closed in _destinations(masked, start, end):
            links[opened] = closed
            destinations.add(opened + 1, closed - 1)
    masked = destinations.paint(masked, MASKED)
    return Prose(visible, masked, tuple(layout.segments), links, definitions, braces)


def balanced_braces(text: str, start: int, end: int) -> dict[int, int]:
    """Return for each ``{`` its ``}``, where no white space stands between them."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    while (start := text.find("{", start, end)) != -1:
        space = _SPACE.search(text, start, end)
        last = space.start() if space else end
        for match in _BRACES.finditer(text, start, last):
            if match.group() == "{":
                stack.append(match.start())
            elif stack:
                pairs[stack.pop()] = match.start()
        stack.clear()
        start = last
    return pairs


def _atoms(
    text: str,
    start: int,
    end: int,
    braces: dict[int, int],
    closers: dict[str, list[int]],
    zones: Ranges,
) -> None:
    """Add to *zones* what is not prose in one paragraph, read from left to right."""
    ticks = _runs(text, start, end)
    dollars = [match.end() for match in _DOLLARS.finditer(text, start, end)]
    parens: list[int] = []
    if text.find("\\)", start, end) != -1:
        parens = [m.end() for m in _MATH_END.finditer(text, start, end)]
    # Only an address begins with a letter. To try for one at each letter costs ten times the rest.
    next_token = _TOKEN.search if _ADDRESS.search(text, start, end) else _next_sign
    at = start
    after_key = -1
    while match := next_token(text, at, end):
        kind, first, at = match.lastgroup, match.start(), match.end()
        if kind == "tag":
            kind = "body"
        if kind == "ticks":
            if span := _code_span(ticks, len(match.group()), at):
                first, at = span
                zones.add(first, at)
        elif kind == "dollars":
            close = next_from(dollars, at + 3)
            if close is not None:
                at = close
                zones.add(first, at)
        elif kind in ("body", "comment"):
            close = next_from(closers.get((match.group("tag") or "").lower(), []), at)
            # A comment in the middle of a line ends with its paragraph, as in Python-Markdown.
            if close is not None and (kind == "body" or close <= end):
                at = close
                zones.add(first, at)
            elif kind == "body" and (bracket := text.find(">", at, end)) != -1:
                at = bracket + 1
                zones.add(first, at)
        elif kind == "key":
            before = text[first - 1] if first > start and first != after_key else " "
            if text[at : at + 1] == "{" and at in braces:
                at = braces[at] + 1
            elif before.isalnum():
                at = first + 1
            after_key = at
        elif kind in ("url", "host"):
            at = first + len(match.group().rstrip(".,;:!?*_'"))
            zones.add(first, at)
        elif kind == "escape" and match.group() == "\\(":
            close = next_from(parens, at)
            at = close if close is not None and close <= end else at
            zones.add(first, at)
        else:
            zones.add(first, at)


def _next_sign(text: str, at: int, end: int) -> re.Match[str] | None:
    """Return the first token from *at* on that is no address."""
    while sign := _SIGN.search(text, at, end):
        if match := _TOKEN.match(text, sign.start(), end):
            return match
        at = sign.end()
    return None


def _runs(text: str, start: int, end: int) -> dict[int, list[int]]:
    """Return where runs of backticks begin, by their length."""
    runs: dict[int, list[int]] = {}
    if text.find("`", start, end) == -1:
        return runs
    for match in _TICKS.finditer(text, start, end):
        runs.setdefault(len(match.group()), []).append(match.start())
    return runs


def _code_span(ticks: dict[int, list[int]], length: int, at: int) -> tuple[int, int] | None:
    """Return start and end of the code span whose opening backticks end at *at*.

    Without a closing run of the same length, Python-Markdown takes the longest of the shorter
    ones, and leaves what is too much before it as text.
    """
    close = next_from(ticks.get(length, []), at)
    if close is None:
        later = {n: next_from(starts, at) for n, starts in ticks.items()}
        longest = max((n for n, start in later.items() if start is not None), default=length)
        if longest >= length:
            return None
        close, length = later[longest], longest
    return None if close is None else (at - length, close + length)


def _destinations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return start and end of ``(…)`` directly behind a closed bracket, parentheses included."""
    found: list[tuple[int, int]] = []
    if text.find("](", start, end) == -1:
        return found
    brackets, parens, ends = 0, [], {}
    openers: list[int] = []
    for match in _BRACKET.finditer(text, start, end):
        at, char = match.start(), match.group()
        if char == "[":
            brackets += 1
        elif char == "]" and brackets:
            brackets -= 1
            if text[at + 1 : at + 2] == "(":
                openers.append(at + 1)
        elif char == "(":
            parens.append(at)
        elif char == ")" and parens:
            ends[parens.pop()] = at + 1
    for opened in openers:
        if opened in ends and (not found or opened >= found[-1][1]):
            found.append((opened, ends[opened]))
    return found

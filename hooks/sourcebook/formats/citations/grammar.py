"""`scan`: the citations of a Markdown text, by pandoc's grammar.

Follows pandoc's MANUAL, “Citation syntax”, and ``Readers/Markdown.hs`` of 3.9 (``textualCite``,
``normalCite``, ``bareloc``). What is code is Python-Markdown's notion (see `blocks`), and nothing
cites inside the text of a link. All differences are listed in the test against pandoc.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from sourcebook.formats.citations.brackets import Group, Key, Segment, segments_of
from sourcebook.formats.citations.citation import Citation, CiteItem, Locator, Mode
from sourcebook.formats.citations.locators import split_locator

_ATTRIBUTES = re.compile(r"\{:?\s*(?:(?:[#.][\w:.-]++|[\w:-]++=[^\s{}]++|-)\s*+)*+\}")
_SPACES = re.compile(r"[^\S\xa0]+")
_NAMED = re.compile(
    r"(?:^|(?<=,)|,)\s*(?:\"([^\"]+)\"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»)(?=\s*(?:,|$))"
)
_GAP = re.compile(r"[ \t]*\n?[ \t]*")


def scan(text: str, start: int = 0) -> tuple[Citation, ...]:
    """Return the citations in Markdown *text*, in order of appearance.

    Offsets are 0-based code points into *text* plus *start*; ends are exclusive. Never raises: a
    group that does not parse is left as text, and a key in it is a narrative mention, as in
    pandoc. Front matter is not looked for: give the text behind it.
    """
    if "@" not in text:
        return ()
    found = [citation for segment in segments_of(text) for citation in _citations(segment)]
    return tuple(_moved(citation, start) for citation in found) if start else tuple(found)


def is_group(segment: Segment, group: Group, *, is_label: bool = False) -> bool:
    """Tell whether *group* may be the brackets of a citation: not a link, note or span.

    *is_label* says that brackets stand directly before it: pandoc tries the two as text and label
    of a link, and then reads the label by itself.
    """
    text = segment.prose.masked
    if group.start > segment.start and text[group.start - 1] == "^":
        return False
    return not (
        (group.end in segment.groups and not is_label)
        or group.end in segment.prose.links
        or (
            segment.prose.text.startswith("{", group.end)
            and _ATTRIBUTES.match(segment.prose.text, group.end, segment.end)
        )
    )


def parse_group(segment: Segment, group: Group, start: int | None = None) -> tuple[CiteItem, ...]:
    """Return the items of *group* from *start* on, or none where an item has no key."""
    if start is not None:
        return _items(segment, group, start)
    if group.items is None:
        group.items = _items(segment, group, group.start + 1)
    return group.items


def _items(segment: Segment, group: Group, start: int) -> tuple[CiteItem, ...]:
    bounds = [start, *(s + 1 for s in group.semicolons if s >= start), group.end]
    keys = [key for key in group.keys if key.start >= start]
    items: list[CiteItem] = []
    at = 0
    for first, last in itertools.pairwise(bounds):
        if at >= len(keys) or keys[at].start >= last:
            return ()
        items.append(_item(segment, keys[at], first, last - 1, "parenthetical"))
        while at < len(keys) and keys[at].start < last:
            at += 1
    return tuple(items)


def _citations(segment: Segment) -> Iterator[Citation]:
    at = segment.start
    label = -1
    for token in segment.tokens:
        if token.start < at or not token.end:
            continue
        if isinstance(token, Key):
            citation = narrative(segment, token)
        elif past := segment.link_end(token):
            at = past
            continue
        else:
            is_label = token.start == label
            if not is_label:
                label = token.end
            if not is_group(segment, token, is_label=is_label):
                continue
            items = parse_group(segment, token)
            if not items:
                continue
            citation = Citation(items, token.start, token.end, is_narrative=False)
        yield citation
        at = citation.end


def narrative(segment: Segment, key: Key) -> Citation:
    """Return the mention of *key* with the brackets behind it that belong to it."""
    found = segment.mentions.get(key.start)
    if found is None:
        found = segment.mentions[key.start] = _narrative(segment, key)
    return found


def _narrative(segment: Segment, key: Key) -> Citation:
    alone = _item(segment, key, key.start, key.end, "narrative")
    mention = Citation((alone,), key.start, key.end, is_narrative=True)
    gap = _GAP.match(segment.prose.masked, key.end, segment.end)
    group = segment.groups.get(gap.end() if gap else key.end)
    if not group or not is_group(segment, group):
        return mention
    text = segment.prose.text
    if text[group.start + 1 : group.end - 1].casefold() in segment.prose.definitions:
        return mention
    if more := parse_group(segment, group):
        return replace(mention, items=(alone, *more), end=group.end)
    if segment.prose.masked[group.end : group.end + 1] in ("[", "(", "{"):
        return mention
    last = group.semicolons[0] if group.semicolons else group.end - 1
    if group.keys and group.keys[0].start < last:
        return mention
    if group.semicolons and not (more := parse_group(segment, group, last + 1)):
        return mention
    locator, suffix, words = _place(_one_line(text[group.start + 1 : last]).rstrip())
    first = replace(alone, locator=locator, suffix=suffix, words=words)
    return replace(mention, items=(first, *more), end=group.end)


def _item(segment: Segment, key: Key, first: int, last: int, mode: Mode) -> CiteItem:
    text = segment.prose.text
    suffix = _one_line(text[key.end : last]).rstrip()
    locator, suffix, words = _place(suffix) if suffix else (None, "", "")
    return CiteItem(
        citekey=key.citekey,
        mode="suppress-author" if key.is_suppressed else mode,
        prefix=_one_line(text[first : key.start]).strip(),
        locator=locator,
        suffix=suffix,
        words=words,
        start=key.start,
        end=key.end,
    )


def _place(suffix: str) -> tuple[Locator | None, str, str]:
    """Return the locator at the start of *suffix*, what follows it, and the words named in it.

    Beyond pandoc, to which words in quote marks are a suffix, or a page where they hold a number.
    """
    named = _NAMED.search(suffix)
    if not named:
        return (*split_locator(suffix), "")
    locator, rest = split_locator(suffix[: named.start()] + suffix[named.end() :])
    return locator, rest, named[named.lastindex or 0].strip()


def _moved(citation: Citation, by: int) -> Citation:
    items = tuple(replace(i, start=i.start + by, end=i.end + by) for i in citation.items)
    return replace(citation, items=items, start=citation.start + by, end=citation.end + by)


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text) if text else ""

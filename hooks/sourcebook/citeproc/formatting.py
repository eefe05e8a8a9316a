"""`format_works`: works to formatted references, citations to formatted citations.

One run formats the whole bibliography and every different citation of the site, because year
suffixes (2021a, 2021b) depend on all works and must be the same everywhere. The answer is kept
by content, so what has not changed costs nothing. Where citations are numbers, `references` asks
for the works in several runs.

A citation reads the same wherever it stands: a style may print another form for the first mention
in a document, or for a work that was cited just before, but the document here is the site, whose
order no reader sees. So every work is cited once beforehand, and something else between any two
citations: all of them are later mentions, none “ibid.”.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sourcebook.cache import Cache, digest
from sourcebook.citeproc.affixes import affix_inlines
from sourcebook.citeproc.fallback import plain_reference
from sourcebook.citeproc.inlines import Inline, has_class, to_markup, top_level
from sourcebook.citeproc.joints import has_punctuation_in_quotes, mend
from sourcebook.citeproc.pandoc import CiteprocError, run_citeproc, version
from sourcebook.citeproc.style import without_substitutes
from sourcebook.formats.citations import Mode

_ROOM = "citeproc"
_FORMAT = "4"
"""Part of the key: raise it when this module asks pandoc for something else."""

_TEXTS = frozenset(
    {"title", "title-short", "container-title", "collection-title", "volume-title"}
    | {"note", "publisher", "event-title"}
)
_CASELESS = re.compile(
    r"https?://[^\s<>]+|\$[^\s$][^$<>]*\$|(?<![\u0370-\u03ff])[α-ω](?![\u0370-\u03ff])"
)
"""An address, a formula, a Greek letter by itself: “Https”, “\\Alpha” and “Α” are others."""

_NOTHING = "nothing"
"""A citekey that no work has: it parts two citations, so that neither follows the other."""

_API_VERSION = [1, 23, 1]
"""Of pandoc's JSON, as pandoc 3.9 writes it (pandoc-types 1.23.1)."""

_MODES: Mapping[Mode, str] = {
    "parenthetical": "NormalCitation",
    "narrative": "AuthorInText",
    "suppress-author": "SuppressAuthor",
}


@dataclass(frozen=True, slots=True)
class RequestItem:
    """One work in a citation; *prefix* and *suffix* are Markdown, the locator in the latter.

    The suffix is in pandoc's terms: “, p. 3 and more”, “, {chap. 3}”, “{}, 3” (no locator).
    """

    citekey: str
    mode: Mode
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Request:
    """A citation to be formatted."""

    items: tuple[RequestItem, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a formatted citation; with a citekey, it leads to that work."""

    markup: Markup
    citekey: str | None = None


@dataclass(frozen=True, slots=True)
class Formatted:
    """What a style makes of works and citations."""

    references: Mapping[str, Markup]
    """By citekey, in the order of the style; without the number that a numeric style puts first."""
    citations: Mapping[Request, tuple[Piece, ...]]


def format_works(
    items: Mapping[str, Mapping[str, object]],
    style: str | None,
    requests: Sequence[Request],
    cache: Cache,
) -> Formatted:
    """Return *items* (CSL-JSON by citekey) and *requests* as *style* formats them.

    *style* is the text of a CSL style; ``None`` is pandoc's own default, Chicago author-date.
    Every citekey in *requests* must be in *items*. Raises `CiteprocError`.
    """
    if not items:
        return Formatted({}, {})
    style = without_substitutes(style) if style is not None else None
    # Numbers stand for the citekeys, so that no citekey can be mistaken for markup.
    numbers = {citekey: f"r{number}" for number, citekey in enumerate(sorted(items))}
    citekeys = {number: citekey for citekey, number in numbers.items()}
    bibliography = json.dumps(
        [{**_with_case(items[citekey]), "id": number} for citekey, number in numbers.items()],
        ensure_ascii=False,
        sort_keys=True,
    )
    asked = list(dict.fromkeys(requests))
    is_positional = style is None or "position=" in style
    document = _document(
        [_cite(request, numbers) for request in asked], list(citekeys), is_positional=is_positional
    )
    key = digest(_FORMAT, version(), style or "", bibliography, json.dumps(document))
    kept = cache.get(_ROOM, key)
    if kept is None:
        kept = json.dumps(run_citeproc(document, bibliography, style)["blocks"])
        cache.put(_ROOM, key, kept)
    blocks: list[dict[str, Any]] = json.loads(kept)
    references = dict(_references(blocks, citekeys))
    if missing := sorted(set(items) - references.keys()):
        raise CiteprocError(f"pandoc returned no reference for: {', '.join(missing)}")
    for citekey, reference in references.items():
        if not reference:
            # Some styles list no letters and no talks; ours is a list of all that is cited.
            references[citekey] = plain_reference(items[citekey])
    paragraphs = [block["c"] for block in blocks if block["t"] == "Para"]
    answers = paragraphs[len(paragraphs) - len(asked) :]
    in_quotes = has_punctuation_in_quotes(style)
    citations = {
        request: tuple(_pieces(answer[0]["c"][1], citekeys, in_quotes=in_quotes))
        for request, answer in zip(asked, answers, strict=True)
    }
    return Formatted(references, citations)


def _with_case(item: Mapping[str, object]) -> dict[str, object]:
    """Return *item* with what no style may write in capitals marked in its texts."""
    return {
        name: _CASELESS.sub(r'<span class="nocase">\g<0></span>', value)
        if isinstance(value, str) and name in _TEXTS
        else value
        for name, value in item.items()
    }


def _document(cites: list[Inline], ids: list[str], *, is_positional: bool) -> dict[str, Any]:
    """Return the document of *cites*, each in a paragraph; *ids* are cited before, in order.

    What a style's sorting leaves equal then stands in the order of citekeys, and keeps its year
    suffix whatever the pages cite first.
    """
    before = [{"t": "Cite", "c": [[_citation(id, "NormalCitation", [], [])], []]} for id in ids]
    nocite = {"t": "Cite", "c": [[_citation("*", "NormalCitation", [], [])], []]}
    between = {"t": "Cite", "c": [[_citation(_NOTHING, "NormalCitation", [], [])], []]}
    behind = [between] if is_positional else []
    return {
        "pandoc-api-version": _API_VERSION,
        "meta": {
            "nocite": {"t": "MetaInlines", "c": [nocite]},
            "link-citations": {"t": "MetaBool", "c": True},
        },
        "blocks": [
            {"t": "Para", "c": [*inlines, *behind]} for inlines in (before, *([c] for c in cites))
        ],
    }


def _cite(request: Request, numbers: Mapping[str, str]) -> Inline:
    citations = [
        _citation(
            numbers[item.citekey],
            _MODES[item.mode],
            affix_inlines(item.prefix),
            affix_inlines(item.suffix),
        )
        for item in request.items
    ]
    return {"t": "Cite", "c": [citations, []]}


def _citation(id: str, mode: str, prefix: list[Inline], suffix: list[Inline]) -> dict[str, Any]:
    return {
        "citationId": id,
        "citationPrefix": prefix,
        "citationSuffix": suffix,
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _references(
    blocks: list[dict[str, Any]], citekeys: Mapping[str, str]
) -> list[tuple[str, Markup]]:
    entries = [
        entry
        for block in blocks
        if block["t"] == "Div" and block["c"][0][0] == "refs"
        for entry in block["c"][1]
    ]
    found = []
    for entry in entries:
        inlines = [inline for paragraph in entry["c"][1] for inline in paragraph["c"]]
        text = [inline for inline in inlines if not has_class(inline, "csl-left-margin")]
        number = entry["c"][0][0].removeprefix("ref-")
        found.append((citekeys[number], Markup(to_markup(text).strip())))
    return found


def _pieces(inlines: list[Inline], citekeys: Mapping[str, str], *, in_quotes: bool) -> list[Piece]:
    pieces: list[Piece] = []
    for inline in mend(list(top_level(inlines)), in_quotes=in_quotes):
        target = inline["c"][2][0] if inline["t"] == "Link" else ""
        if target.startswith("#ref-"):
            citekey = citekeys[target.removeprefix("#ref-")]
            pieces.append(Piece(to_markup(inline["c"][1]), citekey))
        else:
            pieces.append(Piece(to_markup([inline])))
    return pieces

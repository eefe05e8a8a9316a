"""What pandoc reads as citations, for any number of texts in two runs of the program.

The first run (``-f markdown -t json``) gives keys, modes, prefixes and suffixes. In the second
every item stands alone in a paragraph and goes through ``--citeproc`` with a style that prints
nothing but the locator's label and value between marks, so that what pandoc takes for a locator
can be read off its output.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]

READER = "markdown-example_lists-raw_tex"
"""The host has neither example lists, where ``(@key)`` numbers an item, nor raw TeX."""

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>locators</title><id>locators</id></info>
  <citation>
    <layout>
      <text value="⟨"/>
      <group>
        <text value="⟪"/>
        <label variable="locator" form="long" plural="never" prefix="⟦" suffix="⟧"/>
        <text variable="locator" suffix="⟫"/>
      </group>
    </layout>
  </citation>
</style>
"""
CSL_TERMS = {"number": "issue", "sub verbo": "sub-verbo"}
"""Long forms that differ from the name of their term."""
_RENDERED = re.compile(r"⟨(?:⟪(?:⟦(?P<label>[^⟧]*)⟧)?(?P<value>[^⟫]*)⟫)?(?P<suffix>.*)", re.DOTALL)
_MODES = {
    "NormalCitation": "parenthetical",
    "AuthorInText": "narrative",
    "SuppressAuthor": "suppress-author",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One cite item, in words that both readers can be brought to; see `plain`."""

    citekey: str
    mode: str
    prefix: str
    label: str
    value: str
    suffix: str


Found = tuple[tuple[Item, ...], ...]
"""The citations of one text, each with its items."""


def read(texts: Sequence[str], folder: Path) -> list[Found]:
    """Return what pandoc finds in each of *texts*; *folder* is for its files."""
    document = "\n\n".join(f"::: {{#t{n}}}\n\n{text}\n\n:::" for n, text in enumerate(texts))
    blocks = _run(document, "-f", READER, "-t", "json")["blocks"]
    divisions = [block for block in blocks if block["t"] == "Div"]
    names = [division["c"][0][0] for division in divisions]
    assert names == [f"t{n}" for n in range(len(texts))], "one text reaches into the next"
    cites = [list(_cites(division)) for division in divisions]
    items = [item for found in cites for cite in found for item in cite["c"][0]]
    rendered = iter(_render(items, folder))
    return [
        tuple(tuple(_item(item, next(rendered)) for item in cite["c"][0]) for cite in found)
        for found in cites
    ]


def plain(text: str) -> str:
    """Return *text* without what the two readers may show in different ways.

    Spaces, marks of emphasis and code, backslashes, straight or curly quotes, hyphens or dashes.
    """
    text = re.sub(r"\]\([^()]*\)|[\s*_`$\\\[\]\u200b]", "", text)
    text = text.replace("...", "…")
    return re.sub(r"[“”„\"]", '"', re.sub(r"[-–—]+", "-", re.sub(r"[‘’]", "'", text)))


def _run(document: str, *arguments: str) -> dict:  # type: ignore[type-arg]
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), *arguments],
        input=document,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _cites(node: object) -> Iterator[dict]:  # type: ignore[type-arg]
    """Yield the outermost ``Cite`` elements below *node*, in order."""
    if isinstance(node, dict):
        if node.get("t") == "Cite":
            yield node
            return
        node = node.get("c")
    if isinstance(node, list):
        for child in node:
            yield from _cites(child)


def _render(items: Sequence[dict], folder: Path) -> Iterator[str]:  # type: ignore[type-arg]
    (folder / "locators.csl").write_text(STYLE, encoding="utf-8")
    works = [{"id": key, "type": "book"} for key in sorted({i["citationId"] for i in items})]
    (folder / "works.json").write_text(json.dumps(works), encoding="utf-8")
    alone = [
        {**item, "citationPrefix": [], "citationMode": {"t": "NormalCitation"}}
        | {"citationSuffix": _uncited(item["citationSuffix"])}
        for item in items
    ]
    blocks = [{"t": "Para", "c": [{"t": "Cite", "c": [[item], []]}]} for item in alone]
    document = {"pandoc-api-version": _run("", "-t", "json")["pandoc-api-version"]}
    document |= {"meta": {}, "blocks": blocks}
    done = _run(
        json.dumps(document),
        *("-f", "json", "-t", "json", "--citeproc"),
        *("--csl", str(folder / "locators.csl")),
        *("--bibliography", str(folder / "works.json")),
    )
    for block in done["blocks"]:
        if block["t"] == "Para":
            yield _text(block["c"])


def _uncited(node: object) -> object:
    """Return *node* with each ``Cite`` below it as the text it was made of."""
    if isinstance(node, dict):
        if node.get("t") == "Cite":
            return {"t": "Str", "c": _text(node)}
        return {key: _uncited(value) for key, value in node.items()}
    return [_uncited(child) for child in node] if isinstance(node, list) else node


def _item(item: dict, rendered: str) -> Item:  # type: ignore[type-arg]
    match = _RENDERED.match(rendered)
    assert match or item["citationId"] == "*", rendered
    label = (match and match["label"]) or ""
    value = plain((match and match["value"]) or "")
    written = plain(_text(item["citationSuffix"]))
    # Where there is no locator, citeproc puts a comma before the suffix.
    is_kept = not label and not value and not written.lstrip(",").startswith("{}")
    return Item(
        citekey=item["citationId"],
        mode=_MODES[item["citationMode"]["t"]],
        prefix=plain(_text(item["citationPrefix"])),
        label=CSL_TERMS.get(label, label),
        value=value,
        suffix=written if is_kept or not match else plain(match["suffix"]),
    )


def _text(node: object) -> str:
    """Return the text below *node*, markup left out."""
    if isinstance(node, list):
        return "".join(_text(child) for child in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Math", "RawInline"):
        return content[1]  # type: ignore[index, no-any-return]
    if kind == "Note":
        return ""
    if kind == "Quoted":
        mark = '"' if content[0]["t"] == "DoubleQuote" else "'"  # type: ignore[index]
        return mark + _text(content[1]) + mark  # type: ignore[index]
    if kind == "Cite":
        return _text(content[1])  # type: ignore[index]
    return _text(content)

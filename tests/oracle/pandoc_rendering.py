"""The same pages as our engine shows them and as ``pandoc --citeproc`` prints them.

Pandoc gets all pages of a style in one document, a division for each, with the style file we use
(without `subsequent-author-substitute`, which is meant for lists that stand alone), our CSL-JSON
and ``nocite: '@*'``, so that the year suffixes are those of the whole site. A paragraph in front
cites every work in the order of citekeys, and the CSL-JSON is in that order, too: what a style
sorts alike then has the order that ours has. Pages are given to it alone, too: see the test.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from oracle.pandoc_citations import READER
from sourcebook.cache import Cache
from sourcebook.citeproc.style import without_substitutes
from sourcebook.diagnostics import Source
from sourcebook.formats.citations import scan
from sourcebook.pages.frame.edition import Rendered
from sourcebook.project import STYLES, Sources
from sourcebook.publication import Publication, publish_sources
from sourcebook.settings import DisplayMode, Settings

HERE = Path(__file__).parent
SHIPPED = (HERE / "../../bibliography/styles").resolve()
STYLE_NAMES = (
    "apa",
    "chicago-author-date",
    "modern-language-association",
    "nlm-citation-sequence",
)
NUMERIC = "nlm-citation-sequence"

FORMS = (
    "A sentence [@{a}].",
    "Two [@{a}; @{b}] and three [@{c}; @{a}; @{d}].",
    "It was so [see @{a}], and more so [see, for one, @{b}; also @{c}, p. 3; *cf.* @{d}].",
    "The author says so [-@{a}], on a page [-@{b}, p. 7].",
    "As @{a} says, or as @{b} [p. 3] has it, or @{c} [ch. 4; @{d}].",
    "The year of @{a} is -@{a} here.",
    "On trade [@{a}, on trade; @{b}, and *passim*; @{c} and elsewhere].",
    "Pages [@{a}, pp. 3-5, 9 and elsewhere; @{b}, 33, 35-37, and note; @{c}, p. 10f.].",
    "Forced [@{a}, {{ii, A, D-Z}}; @{b}{{p. iv, vi}} and so on; @{c}, {{}}3 times].",
    'Quoted [see "this word" in @{a}; ‘that’ in @{b}, p. 3, who isn\'t clear -- or is he?].',
    "Marked [*see* **also** @{a}, `code`; e.g., @{b}...].",
    "Escaped [see \\*this\\* @{a}, A & B < C].",
    "Long [@{a}, chapter 3; @{b}, section 2.1; @{c}, paragraph 4; @{d}, volume 2].",
    "Short [@{a}, bk. 2; @{b}, col. 7; @{c}, fig. 3; @{d}, fol. 9].",
    "Others [@{a}, no. 4; @{b}, l. 12; @{c}, n. 8; @{d}, op. 10].",
    "More [@{a}, pt. 2; @{b}, s.v. 2; @{c}, v. 12; @{d}, § 3].",
    "Plural [@{a}, chaps. 3-4; @{b}, secs. 2 and 3; @{c}, ¶¶ 4, 5; @{d}, vols. 2-3].",
    "Roman [@{a}, p. xiv; @{b}, pp. xii-xv; @{c}, vol. IV, p. 3].",
    "Three by one [@gul2021a; @gul2021b; @gul2021c] and later [@gul2022; @gul2021b, p. 12].",
    "Both [@pair2020; @pair2020more, p. 105], @pair2020more [p. 106], @gul2021c.",
    "Treaties [@treaty1968, art. 4; @{a}, annex 2; @{b}, table 3; @{c}, 00:12:30].",
    "Treaties, long [@treaty1968, article VI; @{a}, appendix B, p. 3; @{b}, tables 3-4].",
    "- An entry of a list [@{a}].\n- And another [see @{b}, p. 3]",
    "> A quotation, as @{a} [p. 4, my stress] gives it [@{b}; -@{c}].",
)
"""Each stands on some pages with works of its own; ``{a}`` … are citekeys."""

_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows, in words."""

    citations: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    """Citekey and text, in the order of the list."""


def bibliography() -> dict[str, Source]:
    """Return the two corpora as files of a project."""
    names = ("biblatex.bib", "rendering.bib")
    return {
        f"bibliography/{name}": Source(
            f"bibliography/{name}", (HERE / name).read_text(encoding="utf-8")
        )
        for name in names
    }


def citekeys() -> list[str]:
    """Return the citekeys of the corpora."""
    texts = [source.text for source in bibliography().values()]
    pattern = re.compile(r"^@(?!string|xdata)\w+\{([^,]+),", re.MULTILINE)
    return [key for text in texts for key in pattern.findall(text)]


def pages(count: int = 72) -> dict[str, str]:
    """Return *count* pages by name; every form and every work stands on some of them."""
    keys = citekeys()
    made = {}
    for number in range(count):
        lines = []
        for line in range(6):
            form = FORMS[(number + line * 5) % len(FORMS)]
            # 37 and 142 have no common factor, so that each page has other neighbours.
            first = (number * 6 + line) * 37
            chosen = {name: keys[(first + place * 53) % len(keys)] for place, name in
                      enumerate("abcd")}  # fmt: skip
            lines.append(form.format(**chosen))
        made[f"p{number:02}"] = "\n\n".join(lines) + "\n"
    return made


def publication(texts: Mapping[str, str], style: str, mode: DisplayMode) -> Publication:
    """Return the site that has *texts* for pages and the two corpora for its bibliography."""
    sources = Sources(
        pages={f"docs/{name}.md": Source(f"docs/{name}.md", text) for name, text in texts.items()},
        bibliography=bibliography(),
        styles={
            f"{STYLES}/{style}.csl": Source(
                f"{STYLES}/{style}.csl", (SHIPPED / f"{style}.csl").read_text(encoding="utf-8")
            )
        },
        settings=Settings(style=style, mode=mode),
    )
    return publish_sources(sources, (), Cache(None))


def ours(rendered: Rendered) -> Shown:
    """Return what a page of ours shows. Of numbered citations only the numbers are its words."""
    slots = list(rendered.slots.values())
    marks = [slot.markup for slot in slots if slot.location is not None]
    lists = [slot.markup for slot in slots if "sb-reflist" in slot.markup]
    entries = [
        entry
        for listed in lists
        for entry in re.findall(
            r'<li id="ref-([^"]*)"[^>]*><span class="sb-ref">(.*?)</span>\n', listed, re.DOTALL
        )
    ]
    return Shown(
        tuple(words(mark) for mark in marks),
        tuple((citekey, words(text)) for citekey, text in entries),
    )


def words(markup: str) -> str:
    """Return the text of HTML, runs of spaces as one."""
    return " ".join(html.unescape(_MARKUP.sub("", markup)).split())


def written(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return each citation as its page writes it, by page."""
    return {
        name: tuple(text[found.start : found.end] for found in scan(text))
        for name, text in texts.items()
    }


def pandocs(
    texts: Mapping[str, str],
    made: Publication,
    style: str,
    folder: Path,
    *,
    in_front: bool = True,
    nocite: bool = True,
) -> dict[str, Shown]:
    """Return what pandoc prints for *texts*, all in one document, by page.

    With *in_front* every work is cited before; without *nocite* the list is of what is cited.
    """
    works = made.compilation.site.works
    items = [dict(works[citekey].csl) for citekey in sorted(works)]
    (folder / "works.json").write_text(json.dumps(items), encoding="utf-8")
    csl = (SHIPPED / f"{style}.csl").read_text(encoding="utf-8")
    (folder / "style.csl").write_text(without_substitutes(csl), encoding="utf-8")
    divided = [f"::: {{#{name}}}\n\n{text}\n\n:::" for name, text in texts.items()]
    front = "---\nnocite: '@*'\n---\n\n" if nocite else ""
    if in_front:
        front += " ".join(f"[@{citekey}]" for citekey in sorted(citekeys())) + "\n\n"
    done = subprocess.run(
        [
            *(pypandoc.get_pandoc_path(), "--citeproc", "-f", READER, "-t", "json"),
            *("--bibliography", str(folder / "works.json"), "--csl", str(folder / "style.csl")),
        ],
        input=front + "\n\n".join(divided),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    divisions = {
        block["c"][0][0]: block["c"][1]
        for block in json.loads(done.stdout)["blocks"]
        if block["t"] == "Div"
    }
    listed = [
        (entry["c"][0][0].removeprefix("ref-"), _plain(_without_margin(entry["c"][1])))
        for entry in divisions["refs"]
    ]
    order = [key for key, _ in listed]
    shown = {}
    for name in texts:
        cites = list(_cites(divisions[name]))
        cited = {item["citationId"] for cite in cites for item in cite["c"][0]}
        assert cited <= set(order)
        shown[name] = Shown(
            tuple(_plain(cite["c"][1]) for cite in cites),
            tuple((key, text) for key, text in listed if key in cited),
        )
    return shown


def _cites(node: object) -> Iterator[dict[str, Any]]:
    """Yield the outermost ``Cite`` elements below *node*, in order."""
    if isinstance(node, dict):
        if node.get("t") == "Cite":
            yield node
            return
        node = node.get("c")
    if isinstance(node, list):
        for child in node:
            yield from _cites(child)


def _without_margin(blocks: Sequence[dict[str, Any]]) -> list[Any]:
    """Return the inlines of *blocks* without the number that a numeric style puts first."""
    return [
        inline
        for block in blocks
        for inline in block["c"]
        if inline["t"] != "Span" or "csl-left-margin" not in inline["c"][0][1]
    ]


def _plain(node: object) -> str:
    """Return the words below *node*, spaces as in `words`."""
    return " ".join(_text(node).split())


def _text(node: object) -> str:
    if isinstance(node, list):
        return "".join(_text(child) for child in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node["t"], node.get("c")
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Str":
        return str(content)
    if kind == "Quoted":
        opening, closing = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        return opening + _text(content[1]) + closing
    if kind in ("Code", "Link", "Span", "Cite", "Math", "RawInline"):
        return _text(content[1]) if not isinstance(content[1], str) else content[1]
    return _text(content)

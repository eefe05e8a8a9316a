"""Ids and headings as the engine reads them, beside those that Python-Markdown makes."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown
from markdown.extensions.toc import slugify, slugify_unicode

from building import ROOT
from sourcebook.diagnostics import Source
from sourcebook.formats.citations import mask
from sourcebook.formats.frontmatter import split_page
from sourcebook.formats.links import anchors

EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"]
TEXTS = {
    "levels": "# One\n\n## Two\n### Three ###\n#Four\n\nFive\n====\n\nSix\n---\n\na\nSeven\n===\n",
    "same": "## A\n## A\n## A_1\n## A\n## {#a}\n",
    "marks": "## A *b* `c d` [e](f.md) ![g](h.png) **i**_j_ &amp; k\n## l_m\n## “No” – dash\n",
    "scripts": "## Москва и Ταξίδι\n## 北京\n## Žlutý kůň\n## ???\n## ???\n",
    "attributes": "## A {#b}\n## C {: #d .e }\n\nA paragraph.\n{: #f }\n\n## G {.h}\n",
    "raw": "<a id='x'></a>\n\n<div id=\"y\">\n\nz\n\n</div>\n\n<a name=old></a>\n",
    "code": "    ## a\n\n```\n## b\n```\n\n`## c`\n\n## d\n",
    "notes": "## A[^1]\n\nB[^two].\n\n[^1]: C\n[^two]: D\n",
    "escapes": "## A \\* b \\# c #\n## 1\\. d\n",
}


def made(text: str, slug: object) -> set[str]:
    converted = Markdown(
        extensions=[*EXTENSIONS, "toc", "fenced_code"], extension_configs={"toc": {"slugify": slug}}
    ).convert(text)
    return set(re.findall(r"<[^>]*\b(?:id|name)=[\"']?([^\"'\s>]+)", converted))


@pytest.mark.parametrize("is_unicode", [True, False])
@pytest.mark.parametrize("name", TEXTS)
def test_ids_are_those_of_the_host(name: str, is_unicode: bool) -> None:
    """A link to a section is judged by the id that the section will have."""
    text = TEXTS[name]

    ours = anchors(text, mask(text), is_unicode, True)

    assert made(text, slugify_unicode if is_unicode else slugify) == ours


def test_ids_of_the_shipped_pages_are_those_of_the_host() -> None:
    """Whatever is written here, no id is made up and none is missed."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        source = Source(str(path), path.read_text(encoding="utf-8"))
        text = source.text[split_page(source)[0].body_start :]

        assert (path, made(text, slugify_unicode)) == (path, anchors(text, mask(text), True, True))

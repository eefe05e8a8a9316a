"""Facts of the cleaner: what extensions of Markdown make goes through, what could harm does not."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from markdown import markdown
from material.extensions.emoji import to_svg, twemoji

from sourcebook.formats.html import clean_page
from sourcebook.formats.html_allowed import refused
from sourcebook.formats.links import tags

EXTENSIONS = {
    "abbr": {}, "admonition": {}, "attr_list": {}, "def_list": {}, "footnotes": {},
    "md_in_html": {}, "tables": {}, "toc": {"permalink": True}, "pymdownx.details": {},
    "pymdownx.superfences": {}, "pymdownx.keys": {}, "pymdownx.critic": {}, "pymdownx.caret": {},
    "pymdownx.tilde": {}, "pymdownx.mark": {}, "pymdownx.progressbar": {},
    "pymdownx.blocks.caption": {}, "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tabbed": {"alternate_style": True}, "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.emoji": {"emoji_index": twemoji, "emoji_generator": to_svg},
    "pymdownx.highlight": {"anchor_linenums": True, "linenums_style": "table"},
}  # fmt: skip
TEXTS = {
    "tabs": '=== "1965"\n\n    Signed.\n\n=== "1966"\n\n    Ratified.\n',
    "tasks": "- [ ] open\n- [x] done\n",
    "details": '??? note "More"\n    Text.\n\n!!! note\n    Text.\n',
    "keys-and-critic": "++ctrl+alt+del++ {++in++} {--out--} {==mark==}{>>why<<} ^up^ ~down~\n",
    "code": '```python linenums="1" title="a.py"\na = 1\n```\n\n```mermaid\ngraph\n```\n',
    "icons": ":material-account: :octicons-link-16:\n",
    "math": '<math display="block"><mrow><mi>x</mi><mo>=</mo><mn>1</mn></mrow></math>\n\n$x^2$\n',
    "tables": "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\nTerm\n:   What it is[^1]\n\n[^1]: A note.\n",
    "film": '<video controls src="a.mp4" poster="a.png"><track src="a.vtt" default></video>\n',
    "sound": '<audio controls><source src="a.mp3" type="audio/mpeg"></audio>\n',
    "picture": '<picture><source srcset="b.png" media="(min-width: 9em)"><img src="a.png" alt="">'
    "</picture>\n",
    "attributes": "[a](a.pdf){ download } ![b](b.png){ align=left loading=lazy width=300 }\n",
    "progress": '[=85% "85%"]\n',
    "caption": "A\n\n/// caption\nText\n///\n",
    "autorefs": '<autoref identifier="a" optional>A</autoref>\n',
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_extensions_make_goes_through(name: str) -> None:
    """No element and no word of it is lost, and so nothing is said to be."""
    made = markdown(TEXTS[name], extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)

    cleaned = clean_page(made)

    pattern = re.compile(r"<(\w+)|>\s*([^<>\s]+)")
    found = [Counter(pattern.findall(unescape(html))) for html in (made, cleaned)]
    assert found[0] - found[1] == Counter()
    assert [one for tag in tags(made) for one in refused(tag["name"], tag["rest"])] == []


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ('<input type="text" name="a">', ""),
        ("<input>", ""),
        ('<p onclick="x()" style="position:fixed;width:9px">a</p>', "<p>a</p>"),
        ('<svg><path d="M0" onload="x()"></path><script>x()</script></svg>',
         '<svg><path d="M0"></path></svg>'),
        ('<svg><use href="//a.example/x.svg#y"></use></svg>', "<svg></svg>"),
        ('<math><mtext><img src="x" onerror="x()"></mtext></math>',
         '<math><mtext><img src="x"></mtext></math>'),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<iframe src="a.html"></iframe>', ""),
    ],
)  # fmt: skip
def test_what_could_harm_is_taken_and_said(written: str, cleaned: str) -> None:
    """What runs, loads or covers something is not let through, and `refused` names it."""
    assert cleaned == clean_page(written)
    assert [one for tag in tags(written) for one in refused(tag["name"], tag["rest"])]

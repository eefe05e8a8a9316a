"""`pages`: addresses, escaping, slots."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markupsafe import Markup

from sourcebook.diagnostics import Location
from sourcebook.formats.html import clean_page, is_harmless_url
from sourcebook.pages.frame.markdown import escape_markdown
from sourcebook.pages.frame.slots import Slot, Slots, fill
from sourcebook.pages.frame.urls import href, source_path, url_of
from sourcebook.pages.theme import asset_versions

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
]  # fmt: skip
AT = Location("docs/x.md", 1, 1, 1, 2)

uris = st.sampled_from(
    ["index.md", "visits/index.md", "visits/x.md", "about/a/b.md", "sources/ü.md", "matrix.md"]
)


@given(uris, uris)
def test_links_lead_where_the_page_is(page: str, target: str) -> None:
    """A relative link, followed by a browser, reaches the address of the target."""
    base = "https://example.org/site/"

    assert urljoin(base + url_of(page), href(page, target)) == base + url_of(target)


@given(uris, uris)
def test_file_links_lead_where_the_file_is(page: str, target: str) -> None:
    """The link that Markdown gets reaches the file."""
    base = "https://example.org/docs/"

    assert urljoin(base + page, source_path(page, target)) == base + target


def test_a_link_to_an_anchor() -> None:
    """A fragment is added, and stands alone on the page itself."""
    assert href("visits/x.md", "sources/k.md", "cite-k-1") == "../../sources/k/#cite-k-1"
    assert href("visits/x.md", "visits/x.md", "references") == "#references"


words = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40)


@given(words)
def test_escaped_text_reads_back_the_same(text: str) -> None:
    """Whatever a title holds, Markdown shows it as it is and makes no markup of it."""
    html = Markdown(extensions=EXTENSIONS).convert(f"x {escape_markdown(text)} y")

    shown = Markup(html.removeprefix("<p>").removesuffix("</p>"))
    assert " ".join(shown.unescape().split()) == " ".join(f"x {text} y".split())


def test_slots_come_back_filled() -> None:
    """HTML of ours is set in after Markdown and the cleaner have run."""
    slots = Slots("docs/x.md")
    marked = f"One{slots.inline(Markup('<sup>1</sup>'), ' [@a]', AT)}.{slots.block(Markup('<hr>'))}"

    html, lost = fill(clean_page(Markdown().convert(marked)), slots.made())

    assert html == "<p>One<sup>1</sup>.</p>\n<hr>"
    assert lost == ()


def test_a_slot_in_code_is_restored_and_told() -> None:
    """Where Markdown sees code, the reader sees what the author wrote."""
    slots = Slots("docs/x.md")
    marked = f"`{slots.inline(Markup('<sup>1</sup>'), '[@a & b]', AT)}`"

    html, lost = fill(clean_page(Markdown().convert(marked)), slots.made())

    assert html == "<p><code>[@a &amp; b]</code></p>"
    assert lost == (Slot(Markup("<sup>1</sup>"), "[@a & b]", AT),)


def test_a_forged_slot_is_dropped() -> None:
    """An author's HTML cannot ask for a slot that is not there."""
    html, lost = fill('<p><span data-slot="0123456789ab-0"></span></p>', {})

    assert (html, lost) == ("<p></p>", ())


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "[x](javascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<a href='vbscript:x'>x</a>",
    "<iframe src='https://e.org'></iframe>",
    "<form action='https://e.org'><button formaction='javascript:x'>x</button></form>",
    "<style>body{display:none}</style>",
    "<p style='background:url(https://e.org)'>x</p>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    "x {: onclick=alert(1) }",
    "![x](x){ onerror=alert(1) }",
    "<base href='https://e.org/'>",
    "<meta http-equiv=refresh content='0;url=https://e.org'>",
    "<object data='x'></object><embed src='x'>",
    "<details open ontoggle=alert(1)>x</details>",
    # Icons and formulas are let through; what hides behind their rules of parsing is not.
    "<svg><a href='javascript:alert(1)'>x</a></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src onerror=x&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<math><mi><svg><mi><p title="</mi><img src/onerror=x>"></mi></svg></mi></math>',
    '<math><annotation-xml encoding="text/html"><img src=x onerror=x></annotation-xml></math>',
]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_no_author_can_run_anything(markdown: str) -> None:
    """Of hostile Markdown no script, handler, frame, form, style or odd scheme is left."""
    html = clean_page(Markdown(extensions=EXTENSIONS).convert(markdown)).lower()

    for sink in (
        "<script", "<use", "<iframe", "<form", "<style", "<base", "<meta", "<object", "<embed",
        "<mglyph", "<foreign", 'href="java', 'href="data', 'href="vb',
    ):  # fmt: skip
        assert sink not in html
    assert clean_page(html) == html
    assert not re.search(r"<[^>]*\s(?:on\w+|style)=", html)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://e.org/a?b=c#d", True),
        ("http://e.org", True),
        ("mailto:a@e.org", True),
        ("HTTPS://E.ORG", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://e.org", False),
        ("//e.org/x", False),
        ("data:text/html,x", False),
        ("e.org", False),
        ("", False),
    ],
)
def test_links_by_allow_list(url: str, expected: bool) -> None:
    """An address from a field becomes a link only with a scheme that is on the list."""
    assert is_harmless_url(url) == expected


def test_an_address_changes_with_the_file() -> None:
    """A style sheet of other content has another address, the same one the same."""
    before = asset_versions([("assets/a.css", b"a{}"), ("assets/b.css", b"b{}")])
    after = asset_versions([("assets/a.css", b"a{ }"), ("assets/b.css", b"b{}")])

    assert before["assets/a.css"] != after["assets/a.css"]
    assert before["assets/b.css"] == after["assets/b.css"]
    assert all(re.fullmatch(r"assets/[ab]\.css\?v=[0-9a-f]{8}", one) for one in before.values())

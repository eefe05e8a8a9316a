"""Citations in Markdown: what cites, where it stands, and what of a text is prose."""

from __future__ import annotations

import html
import re

import markdown
import pytest

from growth import LINEAR, growth
from sourcebook.formats.citations import (
    MASKED,
    Citation,
    CiteItem,
    Locator,
    locator_fault,
    mask,
    scan,
    suspicious,
)
from sourcebook.formats.citations.locators import LABELS, split_locator

HOST = (
    *("admonition", "tables", "footnotes", "attr_list", "def_list", "abbr", "md_in_html"),
    *("pymdownx.superfences", "pymdownx.details", "pymdownx.tabbed"),
)


def citekeys(text: str) -> list[str]:
    return [item.citekey for citation in scan(text) for item in citation.items]


def test_a_group_is_read_whole() -> None:
    """Prefix, mode, locator, suffix and the spans of a group and of its keys."""
    text = "Trade grew [see @dawn2021, pp. 3-4 and *passim*; -@{mofa:2021}]."

    found = scan(text, 100)

    assert found == (
        Citation(
            items=(
                CiteItem(
                    *("dawn2021", "parenthetical", "see"),
                    *(Locator("page", "3-4"), " and *passim*", "", 116, 125),
                ),
                CiteItem("mofa:2021", "suppress-author", "", None, "", "", 149, 162),
            ),
            start=111,
            end=163,
            is_narrative=False,
        ),
    )


def test_a_mention_takes_the_brackets_behind_it() -> None:
    """``@key [p. 3; @other]`` is one citation, and its first item is the mention."""
    found = scan("As @gul2021 [p. 4; see @dawn2021] says.")

    assert found == (
        Citation(
            items=(
                CiteItem("gul2021", "narrative", "", Locator("page", "4"), "", "", 3, 11),
                CiteItem("dawn2021", "parenthetical", "see", None, "", "", 23, 32),
            ),
            start=3,
            end=33,
            is_narrative=True,
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("`[@a]`", [], id="code-span"),
        pytest.param("``x ` [@a]``", [], id="code-span-with-backtick"),
        pytest.param("```\n[@a]\n```", [], id="fence"),
        pytest.param("~~~ python\n@a\n~~~\n[@b]", ["b"], id="tilde-fence"),
        pytest.param("```\n[@a]", ["a"], id="fence-never-closed"),
        pytest.param("````\n```\n[@a]\n````", [], id="fence-in-fence"),
        pytest.param("> ```\n> [@a]\n> ```\n> [@b]", ["b"], id="fence-in-quote"),
        pytest.param("- x\n\n    ```\n    [@a]\n    ```\n\n    [@b]", ["b"], id="fence-in-list"),
        pytest.param("!!! note\n    ```\n    [@a]\n    ```", [], id="fence-in-admonition"),
        pytest.param("text\n\n    [@a]", [], id="indented-code"),
        pytest.param("text\n\n\t[@a]\n\n[@b]", ["b"], id="tabbed-code"),
        pytest.param("text\n    [@a]", ["a"], id="lazy-indentation"),
        pytest.param("- x\n\n    [@a]", ["a"], id="list-paragraph"),
        pytest.param("- x\n\n        [@a]", [], id="code-in-list"),
        pytest.param("- x\n    - y\n\n        [@a]", ["a"], id="nested-list-paragraph"),
        pytest.param("- x\n\npara\n\n    [@a]", [], id="code-after-list"),
        pytest.param('!!! note "T"\n    [@a]\n\n    [@b]', ["a", "b"], id="admonition"),
        pytest.param("!!! note\n\n        [@a]", [], id="code-in-admonition"),
        pytest.param('??? note "T"\n    [@a]', ["a"], id="details"),
        pytest.param('=== "Tab"\n\n    [@a]', ["a"], id="tab"),
        pytest.param("Term\n:   [@a]\n\n    [@b]", ["a", "b"], id="definition-list"),
        pytest.param(">     [@a]\n\n> [@b]", ["b"], id="code-in-quote"),
        pytest.param("x[^1]\n\n[^1]: See [@a].\n\n    And [@b].", ["a", "b"], id="footnote"),
        pytest.param("x[^@a]", [], id="footnote-mark"),
        pytest.param("# Head [@a]\n\n## @b", ["a", "b"], id="headings"),
        pytest.param("| [@a] | b |\n|---|---|\n| `@c` | @d |", ["a", "d"], id="table"),
        pytest.param("| a [@a | b] |\n|---|---|", ["a"], id="cells-part-brackets"),
        pytest.param("$$\n[@b]\n$$", [], id="math"),
        pytest.param("(US$) rose [@a] to 5 (Int$)", ["a"], id="currencies"),
        pytest.param(r"\([@a]\)", [], id="math-in-parentheses"),
        pytest.param("It cost $5 [@a] or $6 [@b].", ["a", "b"], id="prices"),
        pytest.param("<!-- [@a]\n\n[@b] --> [@c]", ["c"], id="comment"),
        pytest.param("x <!-- [@a] --> [@b]", ["b"], id="comment-in-line"),
        pytest.param('<img alt="[@a]"> [@b]', ["b"], id="tag"),
        pytest.param("<div markdown>\n[@a]\n</div>", ["a"], id="html-block"),
        pytest.param("<script>\n\n[@a]\n</script>\n[@b]", ["b"], id="script"),
        pytest.param("<pre>\n\n[@a]</pre> [@b]", ["b"], id="pre"),
        pytest.param("a <code>[@a]</code> [@b]", ["b"], id="code-element"),
        pytest.param("<https://e.org/@a> <x@y.org>", [], id="autolinks"),
        pytest.param("https://e.org/@a, www.e.org/@a, e.org/@a", [], id="bare-addresses"),
        pytest.param("git@github.com:x/y.git and ssh://git@e.org", [], id="git-remotes"),
        pytest.param("me@e.org mailto:me@e.org a.b+c@e.org", [], id="mail"),
        pytest.param("@someone@mastodon.example", [], id="fediverse"),
        pytest.param("[https://e.org/@a [@b]]", ["b"], id="address-before-group"),
        pytest.param("https://e.org[@a]", ["a"], id="address-and-group"),
        pytest.param(r"\@a \[@b\] @c", ["b", "c"], id="escapes"),
        pytest.param("[see @a](x.md) ![@b](y.png)", [], id="link-text"),
        pytest.param('[x](a@b "@c") [@d]', ["d"], id="link-destination"),
        pytest.param("[x](<@a b>) [x](y(@z)) [@d]", ["d"], id="link-destinations"),
        pytest.param("[Lavrov, @a][people/lavrov]", [], id="record-link"),
        pytest.param("@a [Lavrov][people/lavrov]", ["a"], id="record-link-behind"),
        pytest.param('[id]: http://e.org/@a "@b"\n\n[@c]', ["c"], id="link-definition"),
        pytest.param("@a [id]\n\n[id]: http://e.org", ["a"], id="shortcut-link-behind"),
        pytest.param("*[HTML]: by @a", [], id="abbreviation"),
        pytest.param('{"@context": "https://schema.org"}', ["context"], id="json-ld-in-prose"),
        pytest.param('```json\n{"@context": 1}\n```', [], id="json-ld-in-code"),
        pytest.param("[@a\n\n@b]", ["a", "b"], id="brackets-end-with-paragraph"),
        pytest.param("- [@a\n- @b]", ["a", "b"], id="brackets-end-with-item"),
        pytest.param("> see [@a,\n> p. 3]", ["a"], id="group-over-quoted-lines"),
        pytest.param("@رپورٹ۲۰۲۱ and @Доклад-1", ["رپورٹ۲۰۲۱", "Доклад-1"], id="scripts"),
        pytest.param("", [], id="empty"),
    ],
)
def test_only_prose_cites(text: str, expected: list[str]) -> None:
    """What is code, markup or an address for the host does not cite; all other prose does."""
    assert expected == citekeys(text)


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        pytest.param(", art. 5", (Locator("article-locator", "5"), ""), id="article"),
        pytest.param(", Arts. 5-7", (Locator("article-locator", "5-7"), ""), id="articles"),
        pytest.param(", annex IV, no. 2", (Locator("appendix", "IV"), ", no. 2"), id="annex"),
        pytest.param(", annex B", (Locator("appendix", "B"), ""), id="annex-letter"),
        pytest.param(", annexed", (None, ", annexed"), id="annexed"),
        pytest.param(", app. 2", (Locator("appendix", "2"), ""), id="appendix"),
        pytest.param(", schedule 1", (Locator("appendix", "1"), ""), id="schedule"),
        pytest.param(", table 3", (Locator("table", "3"), ""), id="table"),
        pytest.param(", 01:02:03", (Locator("timestamp", "01:02:03"), ""), id="time"),
        pytest.param(", 1:02:03-1:04:00", (Locator("timestamp", "1:02:03-1:04:00"), ""), id="span"),
        pytest.param(", 12:30", (Locator("page", "12:30"), ""), id="volume-and-page"),
        pytest.param(", p. 3--5", (Locator("page", "3–5"), ""), id="dash"),
        pytest.param("{ii, A}, x", (Locator("", "ii, A"), ", x"), id="forced"),
        pytest.param("{}, 99 years", (None, ", 99 years"), id="forbidden"),
        pytest.param(", in the end", (None, ", in the end"), id="words"),
    ],
)
def test_locators(suffix: str, expected: tuple[Locator | None, str]) -> None:
    """Labels of treaties and times of day join pandoc's; words stay words."""
    assert expected == split_locator(suffix)


@pytest.mark.parametrize("written", sorted(LABELS))
def test_every_label_is_read(written: str) -> None:
    """Each form of each term, in any case, names its term."""
    expected = (Locator(LABELS[written], "12"), " end")

    assert expected == split_locator(f", {written} 12 end")
    assert expected == split_locator(f", {written.upper()} 12 end")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[@ key]", [("[@", "no-key")], id="space"),
        pytest.param("[@]", [("[@", "no-key")], id="no-key"),
        pytest.param("[@a, p. 3", [("[@a", "unclosed")], id="unclosed"),
        pytest.param("[@a; see]", [("[@a; see]", "item-without-key")], id="part-without-key"),
        pytest.param("as @a [p. 3; @b] says", [], id="brackets-of-a-mention"),
        pytest.param("[@a;]", [("[@a;]", "item-without-key")], id="last-semicolon"),
        pytest.param("[@a, @b]", [("[@a, @b]", "nested-key")], id="comma"),
        pytest.param("[@a [see @b]]", [("[@a [see @b]]", "nested-key")], id="nested"),
        pytest.param("[@a][@b]", [("[@a][@b]", "adjacent")], id="adjacent"),
        pytest.param("@{a b}", [("@{a b}", "braces")], id="space-in-braces"),
        pytest.param("@{}", [("@{", "braces")], id="empty-braces"),
        pytest.param("[@a; @b] @c [p. 3] (@d)", [], id="citations"),
        pytest.param("[meet @ 5] and [@user](https://e.org)", [], id="not-meant"),
        pytest.param("`[@ a]` and \\[@ a]", [], id="not-prose"),
    ],
)
def test_slips_are_named(text: str, expected: list[tuple[str, str]]) -> None:
    """What must have been meant as a citation, and is none, has a place and a kind."""
    found = [(text[s.start - 7 : s.end - 7], s.kind) for s in suspicious(text, 7)]

    assert expected == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[@a, p. p. 3]", True, id="doubled"),
        pytest.param("[@a, page p. 3]", True, id="doubled-forms"),
        pytest.param("[@a, p.]", True, id="empty"),
        pytest.param("[@a, §]", True, id="empty-symbol"),
        pytest.param("[@a, art.]", True, id="empty-article"),
        pytest.param("[@a, p. 3]", False, id="locator"),
        pytest.param("[@a, note]", False, id="word"),
        pytest.param("[@a, in part]", False, id="words"),
        pytest.param("[@a]", False, id="none"),
    ],
)
def test_faults_of_locators(text: str, expected: bool) -> None:
    """A label without a value, or with another label, is a fault; a plain word is none."""
    faults = [locator_fault(item) for citation in scan(text) for item in citation.items]

    assert [expected] == [fault is not None for fault in faults]


def test_mask_keeps_prose_and_length() -> None:
    """Prose and brackets stay where they are; what is not prose is NUL, quote markers spaces."""
    text = "> A `b` [c](d.md)\n> e[^1] https://f.org.\n\n    code\n"

    expected = f"  A {MASKED * 3} [c]({MASKED * 4})\n  e{MASKED * 4} {MASKED * 13}.\n\n"
    expected += f"    {MASKED * 4}\n"
    assert expected == mask(text)


HARD = """\
# Hard [@k1]

Text `[@x]` and [@k2; @k3], ``a ` [@x]`` @k4 [p. 3].

- Item [@k5]

    Paragraph [@k6]

        code [@x]

    ```
    [@x]
    ```

    - Nested [@k7]

        Deep [@k8]

            code [@x]

1. One [@k9]
2. Two [@k10]
   lazy [@k11]

!!! note "Title [@k12]"
    Body [@k13]

    > Quote [@k14]

    ```python
    [@x]
    ```

        code [@x]

??? tip
    Folded [@k15]

=== "One"

    Tab [@k16]

=== "Two"

    Tab [@k17]

> Quote [@k18]
> ~~~
> [@x]
> ~~~
> after [@k19]
lazy [@k20]

>     code [@x]

| A [@k21] | B |
|----------|---|
| `[@x]`   | [@k22] |

Term
:   Definition [@k23]

    More [@k24]

        code [@x]

<div markdown="1">
In HTML [@k25]
</div>

<pre>
[@x]
</pre>

<!-- [@x]

[@x] -->

Foot[^n] <span title="[@x]">[@k26]</span> <code>[@x]</code>

[^n]: Note [@k27]

    More [@k28]

        code [@x]

***
    code [@x]

End [@k29,
p. 3] of it.
"""


def test_the_host_agrees_on_what_is_code() -> None:
    """In Python-Markdown every citation comes back once, outside code, and nothing is missed."""
    pieces, at = [], 0
    for number, citation in enumerate(scan(HARD), start=1):
        pieces += [HARD[at : citation.start], f'<span data-slot="{number}"></span>']
        at = citation.end
    converted = markdown.markdown("".join([*pieces, HARD[at:]]), extensions=HOST)
    visible = re.sub(r"(?s)<(pre|code)\b.*?</\1>|<!--.*?-->", "", converted)

    assert [f"k{n}" for n in range(1, 30)] == list(dict.fromkeys(citekeys(HARD)))
    assert len(scan(HARD)) == len(re.findall(r"data-slot", visible))
    assert sorted(set(re.findall(r'data-slot="(\d+)"', visible)), key=int) == [
        str(number) for number in range(1, len(scan(HARD)) + 1)
    ]
    assert "[@" not in html.unescape(re.sub(r"<[^>]*>", "", visible))


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "]", "@", "[@a", "[@a, ", "[@a; ", "[@a](", "[[@a]", "@{", "-@", "@a [", "@a@"),
        *("`", "``` `", "<", "<a ", '<a "', "<!--", "<pre>", "$", "$a ", "{", "(", "*", "_", '"'),
        *("> ", "- ", "    ", "\n\n    x", "- a\n", "!!! a\n", "```\n", "| a |\n", "[^a]: ", "\\("),
        *("https://", "a.b/", "a@", "a-b.", "www.", "1, ", "p. ", "#\n", "***\n"),
    ],
)
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    """Twice as much of anything takes twice as long."""

    def text(length: int) -> str:
        return "[@a, " + piece * (length // len(piece)) + " @a]"

    assert growth(lambda text: (scan(text), list(suspicious(text))), text, 10_000) < LINEAR

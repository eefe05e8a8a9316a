"""What holds for every record that another program may hand to `sourcebook new source`."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.formats.bibtex.layout import tidy_bibtex
from sourcebook.formats.bibtex.writing import entry_text
from sourcebook.formats.latex import to_unicode
from sourcebook.formats.latex_writing import to_latex
from sourcebook.formats.name import Name
from sourcebook.works.citekeys import Citekeys
from sourcebook.works.drafts import Draft, name_text
from sourcebook.works.names import parse_names
from sourcebook.works.new_entries import FORMS, form_of, read_drafts, with_entry, work_of

SCRAPS = [
    "TY  - JOUR\n", "TY  - NEWS\n", "TY  -\n", "ER  - \n", "AU  - A, B, C, D\n", "AU  - and\n",
    "T1  - {x\n", "TI  - a \\ b % & <i>c\n", "DA  - 2020/13/45/x\n", "PY  - 20xx\n", "UR  - a;b\n",
    "DO  - 10.1/x\n", "SP  - 1\n", "EP  - }\n", "LA  - \u202een\n", "  more\n", "\n", "\x00", "X",
    "@book{", "@misc{a, title={x}}", "}", "{", '"', "[", "]", ",", ":", '"type"',
    '[{"type": "x", "title": ["\ud83d"], "author": [{"family": "and"}, 1, null]}]',
    '{"type": "book"}', "\ufeff", "é",
    '{"type": "book", "issued": {"date-parts": [[99999, "x"]]}, "volume": 1e999}',
]  # fmt: skip
anything = st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join) | st.text(max_size=80)
words = st.text(st.sampled_from("aB éЯ and,;={}\\%&$#_~^'\"<i>@-.\u0001"), min_size=1, max_size=16)
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
names = st.fixed_dictionaries(
    {},
    optional={
        "family": words,
        "given": words,
        "literal": words,
        "suffix": words,
        "non-dropping-particle": st.sampled_from(["van", "de la", "Al"]),
    },
)
csl_items = st.fixed_dictionaries(
    {"type": st.sampled_from(["webpage", "book", "article-newspaper", "chapter", "speech", "?"])},
    optional={
        "title": words,
        "container-title": words | plain_json,
        "publisher": words,
        "author": st.lists(names, max_size=3) | plain_json,
        "issued": st.fixed_dictionaries(
            {"date-parts": st.lists(st.lists(st.integers(-5, 3000), max_size=4), max_size=3)}
        )
        | plain_json,
        "URL": words | st.just("https://e.org/{a}?b=%20"),
        "DOI": words | st.just("10.1000/182"),
        "language": words | st.sampled_from(["en-US", "rus", "Urdu"]),
        "page": words | st.just("3–5"),
    },
)


def assert_sound(draft: Draft) -> None:
    """The entry of *draft* reads as the fields that it was made of, and is tidy."""
    text = entry_text(draft.type, "key", draft.fields)
    read, problems = parse_bibliography([Source("a.bib", text)])

    assert [one.rule.code for one in problems] == []
    (entry,) = read.entries
    assert {name for name, value in draft.fields if value} == set(entry.fields)
    assert text == tidy_bibtex(Source("a.bib", text)).text


@given(anything, st.sampled_from(FORMS))
def test_any_text_is_read_or_reported(text: str, form: str) -> None:
    """Nothing raises; what is read makes an entry that can be read, and a citekey."""
    form_of(text)
    drafts, _ = read_drafts(Source("input", text), form)  # type: ignore[arg-type]

    for draft in drafts:
        if form != "bibtex":
            assert_sound(draft)
        work, _ = work_of(draft, "new")
        assert Citekeys({}, ()).proposed(work)


@given(st.lists(csl_items, max_size=3))
def test_any_csl_item_makes_a_sound_entry(items: list[object]) -> None:
    """Braces pair, backslashes end nothing, and every value is there again."""
    drafts, _ = read_drafts(Source("input", json.dumps(items)), "csl-json")

    assert len(items) == len(drafts)
    for draft in drafts:
        assert_sound(draft)


@given(words)
def test_text_comes_back_from_latex(text: str) -> None:
    """What LaTeX takes for a sign of its own is spelt, so that the reader sees the text."""
    shown = to_unicode(to_latex(text.replace("<", "").replace("'", "").replace("-", "")))

    assert shown[1] == ()
    expected = text.replace("<", "").replace("'", "").replace("-", "").replace("\u0001", " ")
    assert " ".join(expected.split()) == shown[0]


letters = st.text(st.sampled_from("aBéЯ ,;=&"), min_size=1, max_size=9).filter(
    lambda text: bool(text.strip()) and text == " ".join(text.split())
)


@given(letters.map(lambda text: f"X{text}"), letters.map(lambda text: f"Y{text}"))
def test_names_come_back(family: str, given_name: str) -> None:
    """Commas, semicolons and “and” inside a name cut nothing."""
    person = parse_names(name_text(Name(family=family, given=given_name)))
    body = parse_names(name_text(Name(literal=f"{family} and {given_name}, Inc.")))

    assert ((Name(family=family, given=given_name),), ()) == person
    assert ((Name(literal=f"{family} and {given_name}, Inc."),), ()) == body


@given(st.lists(st.from_regex(r"[a-d]{1,3}", fullmatch=True), max_size=6, unique=True), words)
def test_a_new_entry_takes_its_place(keys: list[str], aside: str) -> None:
    """In a file that is in order it stays so; every other sign of the file stays as it was."""
    key, *others = [*keys, "zz"]
    aside = aside.replace("@", "").replace("{", "").replace("}", "").replace("\u0001", "")
    entries = [entry_text("misc", one, [("title", one)]) for one in sorted(others)]
    text = f"% Files: {' '.join(aside.split())}".rstrip() + "\n\n" + "\n".join(entries)
    after = with_entry(text, key, entry_text("misc", key, [("title", key)]))

    read, _ = parse_bibliography([Source("a.bib", after)])
    assert sorted([key, *others]) == [entry.citekey for entry in read.entries]
    assert after.startswith(text.partition("\n")[0])
    assert after == tidy_bibtex(Source("a.bib", after)).text

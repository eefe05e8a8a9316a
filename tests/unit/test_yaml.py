"""YAML with places: what values mean, where they stand, what is refused and how it is said."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from sourcebook.diagnostics import Location, Source
from sourcebook.formats.yaml import DEEPEST, Located, load_yaml, resolve


def read(text: str) -> Located:
    located, problems = load_yaml(Source("data/x.yml", text))
    assert problems == ()
    assert located is not None
    return located


def complaints(text: str) -> list[str]:
    _, problems = load_yaml(Source("x.yml", text))
    return [f"{p.location.line}:{p.location.column} {p.rule.code} {p.message}" for p in problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("no", "no", id="norway"),
        pytest.param("yes", "yes", id="yes"),
        pytest.param("on", "on", id="on"),
        pytest.param("12:30", "12:30", id="not-base-sixty"),
        pytest.param("2021-04-06", "2021-04-06", id="date"),
        pytest.param("2024-02-30", "2024-02-30", id="impossible-date"),
        pytest.param("2021-04", "2021-04", id="month"),
        pytest.param("1_000", "1_000", id="underscore"),
        pytest.param("010", 10, id="not-octal"),
        pytest.param("0o10", 8, id="octal"),
        pytest.param("0xFF", 255, id="hexadecimal"),
        pytest.param("-5", -5, id="negative"),
        pytest.param("1968", 1968, id="year"),
        pytest.param("1.5", 1.5, id="fraction"),
        pytest.param("1.", 1.0, id="point-at-the-end"),
        pytest.param(".5", 0.5, id="point-at-the-start"),
        pytest.param("1e3", 1000.0, id="exponent"),
        pytest.param("1e999", "1e999", id="beyond-all-numbers"),
        pytest.param(".nan", ".nan", id="not-a-number"),
        pytest.param(".inf", ".inf", id="infinite"),
        pytest.param("9" * 5000, "9" * 5000, id="very-many-digits"),
        pytest.param("true", True, id="true"),
        pytest.param("FALSE", False, id="false"),
        pytest.param("tRue", "tRue", id="true-in-odd-case"),
        pytest.param("", None, id="empty"),
        pytest.param("~", None, id="tilde"),
        pytest.param("null", None, id="null"),
        pytest.param("1-2", "1-2", id="range"),
        pytest.param(".", ".", id="point"),
        pytest.param("1.2.3", "1.2.3", id="version"),
    ],
)
def test_plain_values_follow_the_core_schema(text: str, value: object) -> None:
    """A plain value means what YAML 1.2 says, so that no name or date is guessed away."""
    assert (type(value), value) == (type(resolve(text)), resolve(text))
    assert {"k": value} == read(f"k: {text}\n").value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("# only a comment\n", None, id="comment"),
        pytest.param("\ufeffa: 1\n", {"a": 1}, id="byte-order-mark"),
        pytest.param("a: [x, [1, 2]]\n", {"a": ("x", (1, 2))}, id="lists-are-tuples"),
        pytest.param("no: 1\n1968: x\n", {"no": 1, "1968": "x"}, id="keys-are-text"),
        pytest.param("a: 'true'\nb: \"1\"\n", {"a": "true", "b": "1"}, id="quoted-is-text"),
        pytest.param("a: |\n  x\n  y\nb: >-\n  x\n  y\n", {"a": "x\ny\n", "b": "x y"}, id="blocks"),
        pytest.param("a: &m [1]\nb: *m\n", {"a": (1,), "b": (1,)}, id="alias"),
        pytest.param("a: !!str 1\nb: !!int '2'\nc: ! 3\n", {"a": "1", "b": 2, "c": "3"}, id="tags"),
        pytest.param("---\na: 1\n...\n", {"a": 1}, id="document-marks"),
        pytest.param("? a\n: 1\n", {"a": 1}, id="explicit-key"),
    ],
)
def test_values_are_plain(text: str, value: object) -> None:
    """What is read holds dictionaries, tuples and scalars only."""
    assert value == read(text).value


PLACES = """\
sergey-lavrov:
  name: "Sergey Lavrov"   # a comment
  variants: [Sergei, 'Лавров']
  note: >-
    Two
    lines.

  empty:
zamir-kabulov: {name: Zamir}
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param(("sergey-lavrov", "name"), (2, 9, 2, 24), id="quoted"),
        pytest.param(("sergey-lavrov", "variants"), (3, 13, 3, 31), id="list"),
        pytest.param(("sergey-lavrov", "variants", 1), (3, 22, 3, 30), id="in-a-list"),
        pytest.param(("sergey-lavrov", "note"), (4, 9, 6, 11), id="folded"),
        pytest.param(("sergey-lavrov", "empty"), (8, 3, 8, 8), id="empty-shows-its-key"),
        pytest.param(("sergey-lavrov", "nothing"), (1, 1, 1, 14), id="missing-shows-the-key-above"),
        pytest.param(("sergey-lavrov",), (2, 3, 8, 9), id="block-ends-with-its-text"),
        pytest.param(("zamir-kabulov",), (9, 16, 9, 29), id="flow-mapping"),
        pytest.param(("nobody", "name"), (1, 1, 1, 14), id="missing-at-the-root"),
    ],
)
def test_values_have_places(path: tuple[str | int, ...], place: tuple[int, ...]) -> None:
    """Every value is found again at its line and column."""
    assert Location("data/x.yml", *place) == read(PLACES).location(path)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param(("zamir-kabulov", "name"), (9, 17, 9, 21), id="flow"),
        pytest.param(("sergey-lavrov", "variants"), (3, 3, 3, 11), id="block"),
        pytest.param(("sergey-lavrov", "variants", 0), (3, 14, 3, 20), id="in-a-list"),
        pytest.param((), (1, 1, 1, 14), id="root"),
    ],
)
def test_keys_have_places(path: tuple[str | int, ...], place: tuple[int, ...]) -> None:
    """Every key is found again at its line and column."""
    assert Location("data/x.yml", *place) == read(PLACES).key_location(path)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("k: See [@a].", "See [@a].", id="plain"),
        pytest.param('k: "See [@a]."', "See [@a].", id="double-quotes"),
        pytest.param("k: 'See [@a].'", "See [@a].", id="single-quotes"),
        pytest.param("k: 𝄞 é", "𝄞 é", id="beyond-the-basic-plane"),
        pytest.param("k: 'it''s'", None, id="escaped-quote"),
        pytest.param('k: "a\\tb"', None, id="escape"),
        pytest.param("k: a\n  b", None, id="two-lines"),
        pytest.param("k: |\n  a\n", None, id="block"),
        pytest.param("k: 12", "12", id="number"),
        pytest.param("k: [a]", None, id="list"),
        pytest.param("j: a", None, id="missing"),
    ],
)
def test_texts_of_one_line_have_spans(text: str, cut: str | None) -> None:
    """Where the file holds a text letter for letter, positions in it are positions in the file."""
    span = read(text).scalar_span(("k",))

    assert cut == (text[slice(*span)] if span else None)


def test_places_count_from_the_start_of_the_file() -> None:
    """Front matter is a part of a file, and its places are those of the whole file."""
    source = Source("docs/a.md", "---\ntitle: Ö\n---\n")
    located, problems = load_yaml(source, 4, 13)

    assert problems == ()
    assert located is not None
    assert Location("docs/a.md", 2, 8, 2, 9) == located.location(("title",))
    assert located.scalar_span(("title",)) == (11, 12)


def test_an_alias_is_placed_at_its_anchor() -> None:
    """What is wrong in a repeated value is wrong where it is written."""
    located = read("a: &m {x: 1}\nb: *m\n")

    assert located.location(("a", "x")) == located.location(("b", "x"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "a: 1\nb: 2\na: 3\n",
            "3:1 SRC012 “a” stands twice in the same mapping, and only one of the two can count.",
            id="duplicate-key",
        ),
        pytest.param(
            "a: b: c",
            "1:5 SRC010 This cannot be read as YAML: a colon stands where no field can begin.",
            id="colon-in-a-text",
        ),
        pytest.param(
            "a: 'x\nb: 2\n",
            "1:4 SRC010 This cannot be read as YAML: the quotation mark here is never closed.",
            id="open-quote",
        ),
        pytest.param(
            'a: "\\q"',
            "1:5 SRC010 This cannot be read as YAML: a backslash in double quotation marks begins "
            "an escape that YAML does not know.",
            id="unknown-escape",
        ),
        pytest.param(
            "a: [1, 2\nb: 3\n",
            "1:4 SRC010 This cannot be read as YAML: the list opened here by “[” is not closed, or "
            "a comma is missing in it.",
            id="open-list",
        ),
        pytest.param(
            "a: {x: 1\n",
            "1:4 SRC010 This cannot be read as YAML: the mapping opened here by “{” is not closed, "
            "or a comma is missing in it.",
            id="open-mapping",
        ),
        pytest.param(
            "a: 'it's'",
            "1:8 SRC010 This cannot be read as YAML: this is not where a field of the same mapping "
            "can stand.",
            id="apostrophe-in-quotes",
        ),
        pytest.param(
            "a:\n  - x\n - y\n",
            "3:2 SRC010 This cannot be read as YAML: this is not where a field of the same mapping "
            "can stand.",
            id="uneven-list",
        ),
        pytest.param(
            "a: - b",
            "1:4 SRC010 This cannot be read as YAML: a “-” stands where no list can begin.",
            id="list-on-the-line",
        ),
        pytest.param(
            "a: @handle",
            "1:4 SRC010 This cannot be read as YAML: a value cannot begin with this sign.",
            id="at-sign",
        ),
        pytest.param(
            "  a: 1\nb: 2",
            "2:1 SRC010 This cannot be read as YAML: this is not part of what stands above.",
            id="first-line-indented",
        ),
        pytest.param(
            "a:\n\tb: 1", "2:1 SRC011 A tab stands where YAML allows only spaces.", id="tab"
        ),
        pytest.param(
            "a: x\n\tb: y", "2:1 SRC011 A tab stands where YAML allows only spaces.", id="tab-later"
        ),
        pytest.param(
            "a: !!python/name:os.system x",
            "1:4 SRC013 The tag “!!python/name:os.system” is not read here.",
            id="python-tag",
        ),
        pytest.param(
            "a: !!binary aGk=", "1:4 SRC013 The tag “!!binary” is not read here.", id="binary"
        ),
        pytest.param("a: !env X", "1:4 SRC013 The tag “!env” is not read here.", id="own-tag"),
        pytest.param(
            "a: !!set {x}", "1:4 SRC013 The tag “!!set” is not read here.", id="collection-tag"
        ),
        pytest.param(
            "a: !!int x", "1:4 SRC013 The tag “!!int” does not fit the value “x”.", id="wrong-tag"
        ),
        pytest.param(
            "a: &m {x: 1}\nb:\n  <<: *m\n",
            "3:3 SRC014 The merge key “<<” is not part of YAML 1.2 and is not read.",
            id="merge",
        ),
        pytest.param(
            "[a]: 1",
            "1:1 SRC016 A key must be one line of text, and this one is a list or mapping.",
            id="list-as-key",
        ),
        pytest.param(
            "a: 1\n---\nb: 2\n",
            "2:1 SRC017 A second YAML document begins here, and a file is read as one.",
            id="two-documents",
        ),
        pytest.param(
            "a: *emphasis*",
            "1:4 SRC010 This cannot be read as YAML: “*” repeats a marked value, and this names "
            "none.",
            id="emphasis",
        ),
        pytest.param(
            "a: *b",
            "1:4 SRC018 “*b” repeats the value marked “&b”, and nothing before it has that mark.",
            id="unknown-alias",
        ),
        pytest.param(
            "a: &a [*a]",
            "1:8 SRC018 “*a” repeats the value marked “&a”, and it stands inside that value.",
            id="value-in-itself",
        ),
        pytest.param(
            "a: x\x07",
            "1:5 SRC003 The character U+0007 cannot be shown, and no page or feed may hold it.",
            id="control-character",
        ),
        pytest.param(
            'a: "\\0"',
            "1:4 SRC003 The character U+0000 cannot be shown, and no page or feed may hold it.",
            id="control-character-by-escape",
        ),
    ],
)
def test_problems_are_said_plainly(text: str, expected: str) -> None:
    """One mistake gives one diagnostic, at its place, in words that need no manual of YAML."""
    assert [expected] == complaints(text)


def test_the_first_of_two_equal_keys_counts() -> None:
    """A second key does not replace what an author wrote before it, and both places are shown."""
    located, (problem,) = load_yaml(Source("x.yml", "a: 1\na: 2\n"))

    assert located is not None
    assert located.value == {"a": 1}
    assert ((Location("x.yml", 1, 1, 1, 2), "first given here"),) == problem.related


def test_what_was_left_out_is_known() -> None:
    """A value with a reported gap is marked, so that its gap is not reported a second time."""
    located, _ = load_yaml(Source("x.yml", "a: {x: !env HOME}\nb: {x: 1}\n"))

    assert located is not None
    assert [located.is_broken(path) for path in [("a",), ("b",), ()]] == [True, False, True]


LAUGHS = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param(LAUGHS, "more values repeated by aliases", id="billion-laughs"),
        pytest.param("[" * 100_000, "more levels of nesting", id="brackets"),
        pytest.param("- " * 50_000, "more levels of nesting", id="hyphens"),
        pytest.param("{a: " * 20_000, "more levels of nesting", id="braces"),
    ],
)
def test_hostile_yaml_meets_a_limit(text: str, what: str) -> None:
    """A file that would unfold without end is refused, and the limit is named."""
    located, problems = load_yaml(Source("x.yml", text))

    assert located is None
    assert [problem.rule.code for problem in problems] == ["SRC015"]
    assert problems[0].message.startswith(f"The YAML has {what} than the ")


def test_very_long_files_meet_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are counted, so that memory stays bounded; up to the limit all are read."""
    monkeypatch.setattr("sourcebook.formats.yaml.MOST_NODES", 1_000)

    assert complaints("- a\n" * 999) == []
    assert complaints("- a\n" * 1_000) == [
        "1000:3 SRC015 The YAML has more values than the 1,000 that are read."
    ]


def test_nesting_up_to_the_limit_is_read() -> None:
    """The limit allows what it says: so many levels and no more."""
    deepest = "[" * DEEPEST + "]" * DEEPEST

    assert complaints(deepest) == []
    assert len(complaints(f"[{deepest}]")) == 1


def test_pyyaml_without_libyaml_has_the_same_places() -> None:
    """Both of PyYAML's parsers count code points from 0; load_yaml relies on either."""
    text = "a: 'é𝄞'\nb: [x, {c: d}]\ne: |\n  f\n"

    def events(loader: Any) -> list[tuple[object, ...]]:
        return [
            (
                type(event).__name__,
                event.start_mark.index,
                event.end_mark.index,
                getattr(event, "value", None),
            )
            for event in yaml.parse(text, Loader=loader)
        ]

    assert yaml.__with_libyaml__
    assert events(yaml.SafeLoader) == events(yaml.CSafeLoader)


def test_pyyaml_marks_plain_scalars_in_two_ways() -> None:
    """libyaml's events have the style "" for plain, PyYAML's own None: yaml.py asks for either."""
    styles = [
        next(e.style for e in yaml.parse("x", Loader=loader) if isinstance(e, yaml.ScalarEvent))
        for loader in (yaml.CSafeLoader, yaml.SafeLoader)
    ]

    assert styles == ["", None]

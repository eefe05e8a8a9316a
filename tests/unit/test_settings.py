"""pyproject.toml: where each key stands, and what its settings come to."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import SourcebookError
from sourcebook.diagnostics import Severity, Source
from sourcebook.formats.toml import load_toml
from sourcebook.publication import imprint_of
from sourcebook.settings import LICENCES, Settings, read_settings


def loaded(text: str) -> tuple[dict[tuple[str | int, ...], str], list[str]]:
    """Return what stands at each path of the TOML *text*, and its problems."""
    source = Source("pyproject.toml", text)
    toml, problems = load_toml(source)
    keys = {path: text[slice(*span)] for path, span in toml.keys.items()} if toml else {}
    return keys, [f"{one.location.line}:{one.location.column} {one.message}" for one in problems]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("a=1", {("a",): "a"}, id="bare"),
        pytest.param(
            '# a = 1\n"a b" = "[c]\\" # d = 1"\n\'e.f\' = 2',
            {("a b",): '"a b"', ("e.f",): "'e.f'"},
            id="quoted",
        ),
        pytest.param('"\\u0061" = 1', {("a",): '"\\u0061"'}, id="escaped"),
        pytest.param(
            "a . 3.'c' = 1.5",
            {("a",): "a", ("a", "3"): "3", ("a", "3", "c"): "'c'"},
            id="dotted",
        ),
        pytest.param(
            "[a.b]\nc = 1979-05-27 07:32:00\n[a]\nd = 1",
            {("a",): "a", ("a", "b"): "b", ("a", "b", "c"): "c", ("a", "d"): "d"},
            id="tables",
        ),
        pytest.param(
            'a = {b.c = 1, "d" = {}, e = [ ]}',
            {
                ("a",): "a",
                ("a", "b"): "b",
                ("a", "b", "c"): "c",
                ("a", "d"): '"d"',
                ("a", "e"): "e",
            },
            id="inline-tables",
        ),
        pytest.param(
            "a = [ 1, # b = 2\n  {c = ']'}, [\"\", ''],\n]\nd = 1",
            {
                ("a",): "a",
                ("a", 0): "1",
                ("a", 1): "{c = ']'}",
                ("a", 1, "c"): "c",
                ("a", 2): "[\"\", '']",
                ("a", 2, 0): '""',
                ("a", 2, 1): "''",
                ("d",): "d",
            },
            id="arrays",
        ),
        pytest.param(
            "[[a]]\nb = 1\n[a.c]\nd = 1\n[[a]]\n[[a.e]]\nf = 1",
            {
                ("a",): "a",
                ("a", 0): "a",
                ("a", 0, "b"): "b",
                ("a", 0, "c"): "c",
                ("a", 0, "c", "d"): "d",
                ("a", 1): "a",
                ("a", 1, "e"): "e",
                ("a", 1, "e", 0): "e",
                ("a", 1, "e", 0, "f"): "f",
            },
            id="arrays-of-tables",
        ),
        pytest.param(
            'a = """\nb = 1\n\\"""[x]\n"""""\nc = \'\'\'\n[d]\n\'\'\'\'\ne = 1',
            {("a",): "a", ("c",): "c", ("e",): "e"},
            id="texts-of-many-lines",
        ),
    ],
)
def test_every_key_has_its_place(text: str, keys: dict[tuple[str | int, ...], str]) -> None:
    """Quoted, dotted, inline, in a heading or a list: what stands there is the key as written."""
    assert loaded(text) == (keys, [])


names = st.text(st.sampled_from("ab.é\"'\\ =[]#\n{},"), max_size=4)
values = st.recursive(
    st.sampled_from(
        ["1", "-1.5e3", "true", "2021-04-06 12:00:00.5", '"\\"[#"', "'{'", '"""\n]"""']
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)


def quoted(name: str) -> str:
    inside = "".join(f"\\u{ord(char):04x}" if char in '"\\\n' else char for char in name)
    return name if name and set(name) <= set("ab") else f'"{inside}"'


def written(value: Any) -> str:
    """Return *value* as TOML on the right of a sign of equality."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{quoted(key)} = {written(v)}' for key, v in value.items())} }}"
    if isinstance(value, list):
        return f"[{''.join(f' {written(one)} , # ]' + chr(10) for one in value)}]"
    return str(value)


def lines(table: dict[str, Any], above: tuple[str, ...], form: st.DataObject) -> Iterator[str]:
    """Yield *table* line by line, the tables in it in one of the ways of TOML."""
    forms = {key: form.draw(st.integers(0, 2)) for key in table}
    below = [key for key, value in table.items() if isinstance(value, dict) and forms[key] == 0]
    arrays = [
        key
        for key, value in table.items()
        if isinstance(value, list)
        and value
        and all(isinstance(one, dict) for one in value)
        and forms[key] == 0
    ]
    for key, value in table.items():
        if key in below or key in arrays:
            continue
        if isinstance(value, dict) and value and forms[key] == 1:
            yield from (f"{quoted(key)}.{quoted(k)} = {written(v)}" for k, v in value.items())
        else:
            yield f"{quoted(key)} = {written(value)}"
    for key in below:
        heading = ".".join(map(quoted, (*above, key)))
        yield f"[ {heading} ] # [x]"
        yield from lines(table[key], (*above, key), form)
    for key in arrays:
        heading = ".".join(map(quoted, (*above, key)))
        for one in table[key]:
            yield f"[[{heading}]]"
            yield from lines(one, (*above, key), form)


def paths(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in parts:
        yield (*above, step)
        if isinstance(part, dict | list):
            yield from paths(part, (*above, step))


@given(st.dictionaries(names, values, max_size=4), st.data())
def test_the_keys_are_those_that_python_reads(table: dict[str, Any], form: st.DataObject) -> None:
    """Whatever way it is written in: each path has a place, no other has, and it names its step."""
    text = "\n".join(lines(table, (), form))
    keys, problems = loaded(text)

    assert problems == []
    assert set(keys) == set(paths(tomllib.loads(text)))
    assert all(
        tomllib.loads(f"{at} = 0") == {path[-1]: 0}
        for path, at in keys.items()
        if isinstance(path[-1], str)
    )


@given(st.text(st.sampled_from("a.=[]{},#\"'\\\n 1"), max_size=40))
def test_any_text_is_read_or_has_a_problem(text: str) -> None:
    """Nothing is raised, and what Python reads is read."""
    keys, problems = loaded(text)
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert (keys, len(problems)) == ({}, 1)
    else:
        assert (set(keys), problems) == (set(paths(value)), [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("a = 1\nb = ", "2:4 {}: invalid value.", id="no-value"),
        pytest.param("a b = 1", "1:3 {}: expected '=' after a key in a key/value pair.", id="two"),
        pytest.param("a=1\na=2\n", "2:4 {}: something is said here that was said before.", id="tw"),
        pytest.param(f"a = {'9' * 5000}", "1:5 {}: a number has too many digits.", id="number"),
        pytest.param(f"\na = {'[' * 99_999}", "2:45 {}: it has more than 40 levels.", id="lists"),
        pytest.param(f"a{'={a' * 99_999}", "1:123 {}: it has more than 40 levels.", id="tables"),
        pytest.param(f"{'a.' * 200_000}a=1", "1:82 {}: it has more than 40 levels.", id="dots"),
        pytest.param(
            f"[{'a.' * 30}a]\n{'b.' * 30}b=1", "2:19 {}: it has more than 40 levels.", id="both"
        ),
    ],
)
def test_what_is_no_toml_says_where(text: str, problem: str) -> None:
    """A text that Python's reader cannot bear is refused like one that is wrong."""
    assert loaded(text) == ({}, [problem.format("The file cannot be read as TOML")])


@pytest.mark.parametrize(
    "piece",
    ['"""\\', "'''", '"', "a=[", "a.", '"""\\"', "\n[a]\nb=", "{", "a=", "#", "[[a]]\n"],
)
def test_the_time_of_reading_is_linear(piece: str) -> None:
    """Four times as much of anything, right or wrong, takes no eight times as long."""

    def least(size: int) -> float:
        text = piece * (size // len(piece))
        times = []
        for _ in range(3):
            begun = time.process_time()
            loaded(text)
            times.append(time.process_time() - begun)
        return min(times)

    assert least(80_000) < 8 * max(least(20_000), 0.001)


def read(text: str) -> tuple[Settings, list[str]]:
    settings, problems = read_settings(Source("pyproject.toml", text), {"apa", "chicago"})
    return settings, [f"{one.location} {one.message}" for one in problems]


def test_all_settings() -> None:
    """Each comes to the value that the rest of the engine uses."""
    text = """
[tool.sourcebook]
scripts = {Cyrl = "ru"}
rules.CIT003 = "off"
rules.CIT005 = "error"
[tool.sourcebook.citations]
style = "apa"
mode = "author-date"
[tool.sourcebook.publication]
author = "  The   contributors "
text-licence = "CC-BY-4.0"
data-licence = "CC0-1.0"
"""

    assert read(text) == (
        Settings(
            {"CIT003": None, "CIT005": Severity.ERROR},
            {"Cyrl": "ru"},
            "apa",
            "author-date",
            "The contributors",
            LICENCES["CC-BY-4.0"],
            LICENCES["CC0-1.0"],
        ),
        [],
    )


@pytest.mark.parametrize("text", ["", "[tool]", "[tool.sourcebook]", "[project]\nname = 'x'"])
def test_no_settings_are_those_by_default(text: str) -> None:
    """Tables of other programs are theirs."""
    assert read(text) == (Settings(), [])
    assert read_settings(None, ()) == (Settings(), ())


def test_one_mistake_does_not_undo_the_other_settings() -> None:
    """What is right holds, so that a misspelt language does not bring back what is off."""
    settings, problems = read(
        '[tool.sourcebook]\nrules = {CIT003 = "off", CIT005 = "of"}\nscripts = {Cyrl = "Russian"}\n'
        'publication = 5\ncitations = {style = "apa", styl = "apa"}\n'
    )

    assert settings == Settings({"CIT003": None}, style="apa")
    assert len(problems) == 4


def test_hints_say_what_to_write() -> None:
    """A name that is near to one that there is is asked after; else the advice is general."""
    text = """
[tool.sourcebook]
rule = {}
rules = {CIT03 = "off", wrong-title = "note", CIT001 = "warn"}
scripts = {cyrl = "ru", Arab = 5}
citations = {style = "apaa"}
publication = {author = " ", year = "x"}
"""
    _, problems = read_settings(Source("pyproject.toml", text), {"apa"})

    assert [one.hint for one in problems] == [
        "Did you mean “CIT003”?",
        "The page of rules lists them.",
        "Did you mean “warning”?",
        "Write it with four letters (ISO 15924): “Cyrl”.",
        "Write it in quotation marks.",
        "Did you mean “apa”?",
        "Write who answers for the pages, or remove the line.",
        "The settings here are author, text-licence, data-licence.",
        "Did you mean “rules”?",
    ]


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\u202e", "\u2066"])
def test_names_on_every_page_are_seen(sign: str, tmp_path: Path) -> None:
    """What turns or hides text is refused in what MkDocs knows of the site, too."""
    texts = {"name": "Site", "description": "", "url": "", "language": "en"}
    for setting in ("name", "description"):
        with pytest.raises(SourcebookError, match=f"site_{setting} holds the character U\\+"):
            imprint_of(tmp_path, Settings(), **{**texts, setting: f"Site{sign}"})

    assert imprint_of(tmp_path, Settings(), **{**texts, "name": "می\u200cخواهم"}).language == "en"


def test_ten_thousand_mistakes_are_one() -> None:
    """A hundred of them are told, in little time."""
    text = "[tool.sourcebook.rules]\n" + "".join(f"CAT{n} = 'off'\n" for n in range(10_000))
    settings, problems = read(text)

    assert (settings, len(problems)) == (Settings(), 100)

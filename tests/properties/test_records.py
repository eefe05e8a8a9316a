"""What holds for every YAML text, every page and every record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import meta

from sourcebook.diagnostics import Source
from sourcebook.formats.frontmatter import split_page
from sourcebook.formats.yaml import Located, Path, load_yaml, resolve
from sourcebook.records.loading import load_records

SIGNS = "abé𝄞ل 01-:#&*!|>'\"%@`[]{},?\\\t\n\ufeff\x00\x85\u2028~=<."
SCRAPS = (
    *("visit:", "title: ", "- ", "  ", "\n", "---\n", "...\n", "dates: 2021-04", "<<: *a", "&a "),
    *("*a", "!!str ", "{person: x}", "[a, b]", "'", '"', "# c", "\t", ": ", "null", "2024-02-30"),
    *("level: minister", "from: russia", "summary: |\n", "? ", "%YAML 1.1\n", "\\", "\x07"),
)
texts = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from(SIGNS), max_size=60),
    st.lists(st.sampled_from(SCRAPS), max_size=20).map("".join),
    st.lists(st.sampled_from(SCRAPS), max_size=20).map(
        lambda parts: f"---\n{''.join(parts)}\n---\n"
    ),
)

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


def trees_of(words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Values as YAML can hold them, with the given texts."""
    return st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), words),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.text("abcé-", min_size=1), inner, max_size=3),
        ),
        max_leaves=12,
    )


trees = trees_of(words)
# PyYAML writes by YAML 1.1, in which 0E0 and 0o7 are texts that need no quotation marks.
trees_for_pyyaml = trees_of(words.filter(lambda text: not text or resolve(text) == text))


def frozen(value: Any) -> Any:
    """Return *value* as `load_yaml` gives it: lists as tuples."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    return {k: frozen(v) for k, v in value.items()} if isinstance(value, dict) else value


def paths(value: Any, path: Path = ()) -> list[Path]:
    if not isinstance(value, Mapping | tuple):
        return [path]
    inner = value.items() if isinstance(value, Mapping) else enumerate(value)
    return [path, *(below for step, part in inner for below in paths(part, (*path, step)))]


def read(text: str) -> Located:
    located, problems = load_yaml(Source("x.yml", text))
    assert problems == ()
    assert located is not None
    return located


@given(trees)
def test_json_is_read_as_what_it_says(tree: Any) -> None:
    """JSON is YAML: every value written as JSON comes back."""
    assert frozen(tree) == read(json.dumps(tree, ensure_ascii=False)).value


@given(trees_for_pyyaml)
def test_blocks_are_read_as_what_they_say(tree: Any) -> None:
    """What PyYAML writes in block style comes back, texts that look like dates included."""
    written = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)

    assert frozen(tree) == read(written).value


@given(trees)
def test_every_value_lies_within_its_parent(tree: Any) -> None:
    """Places nest as values do, and a key stands before its value."""
    located = read(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False))
    for path in paths(located.value)[1:]:
        inner, outer = located.location(path), located.location(path[:-1])
        key = located.key_location(path)

        assert (inner.line, inner.column) >= (key.line, key.column)
        if len(path) > 1:
            assert (outer.line, outer.column) <= (key.line, key.column)
            assert (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)


@given(st.dictionaries(st.text("abc", min_size=1), st.text(max_size=12), max_size=4))
def test_spans_cut_the_value_out_of_the_file(values: dict[str, str]) -> None:
    """A span is exact wherever there is one, and plain words always have one."""
    text = json.dumps(values, ensure_ascii=False)
    located, _ = load_yaml(Source("x.yml", text))
    for name, value in values.items() if located else ():
        span = located.scalar_span((name,)) if located else None

        assert span is None or value == text[slice(*span)]
        assert span is not None or not value.isalnum()


@given(texts)
def test_no_text_raises(text: str) -> None:
    """Whatever stands in a data file or on a page, the answer is values and diagnostics."""
    page = Source("docs/visits/a.md", text)
    people = Source("data/people.yml", text)
    parts, more = split_page(page)
    _, problems = load_records({"visits/a.md": page}, {"data/people.yml": people})

    for problem in (*more, *problems):
        at = problem.location
        assert (1, 1) <= (at.line, at.column) <= (at.end_line, at.end_column)
    assert 0 <= parts.meta_start <= parts.meta_end <= parts.body_start <= len(text) or (
        parts.meta_end == 0
    )


@given(texts)
def test_a_page_without_problems_is_split_as_mkdocs_splits_it(text: str) -> None:
    """Where we say nothing, MkDocs reads the same body."""
    text = text.lstrip("\ufeff")  # MkDocs decodes files as utf-8-sig.
    parts, problems = split_page(Source("docs/a.md", text))
    body, fields = meta.get_data(text)
    converts = parts.front_matter is None or fields != {} or parts.front_matter.value == {}
    if not problems and "\r" not in text and converts:
        assert body == text[parts.body_start :]


@given(trees)
def test_data_files_of_any_shape_give_records_or_problems(tree: Any) -> None:
    """An id in a data file is a record or broken, never neither."""
    source = Source("data/places.yml", json.dumps(tree, ensure_ascii=False))
    records, problems = load_records({}, {"data/places.yml": source})

    found = {*records.by_collection["places"], *(id for _, id in records.broken)}
    assert found == (set(tree) if isinstance(tree, dict) else set())
    assert bool(records.broken) <= bool(problems)

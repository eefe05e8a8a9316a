"""What was kept of earlier compilations changes nothing: a preview says what a fresh check says."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from building import SMALL
from sourcebook.compilation import Compilation, compile_site
from sourcebook.diagnostics import Source
from sourcebook.formats.frontmatter import split_page
from sourcebook.project import Sources
from sourcebook.records.subject import subject_of
from sourcebook.site.parsing import parse_text
from sourcebook.works.works import interpret

Files = Mapping[str, str]

FILES: Files = {
    **SMALL,
    "docs/visits/return-2022.md": SMALL["docs/visits/lavrov-islamabad-2021.md"].replace(
        "2021", "2022"
    ),
    "bibliography/more.bib": """@string{pa = {Press Agency}}
@book{yearbook, title = {A “Yearbook”}, publisher = pa, date = {2020}, ids = {yb}}
@inbook{chapter, crossref = {yearbook}, title = {Gas -- a \\emph{chapter}}, author = {Gul, A.}}
@online{echo, title = {Echo}, organization = pa, url = {https://example.org/a}, basedon = {yb}}
""",
    "bibliography/excerpts/yearbook.yml": "- text: a pipeline was planned in the north\n",
    "data/series.yml": "gas:\n  label: Gas\n  unit: km\n  definition: Length [@yb, p. 3].\n",
    "data/observations.csv": (
        "series,period,value,unit,citekey,locator,excerpt\n"
        "gas,2020,12,km,yearbook,p. 4,a pipeline was planned\n"
    ),
    "data/statements.tsv": (
        "id\tstate\tpage\tworks\ttext\nenergy.1\tlive\tsectors/energy.md\tx\tGas.\n"
    ),
}
"""Something of everything that is read, with a few mistakes in it."""

PIECES = (
    *("[@chapter]", "[@yb, p. 3]", "[@nobody]", "@echo said so.", "[][series/gas/2020]", " [@"),
    *("[Lavrov][people/sergey-lavrov]", "“a pipeline was planned in the north” [@yearbook]"),
    *(
        "\n",
        "\n\n",
        "\n## Heading\n",
        ": ",
        "- ",
        "{",
        "}",
        '"',
        "'",
        ",",
        "`",
        "<!--",
        "---\n",
        "\t",
    ),
    *(
        "2021",
        "x",
        "é",
        "\0",
        "<!-- sourcebook: counts -->",
        "#",
        "&x",
        "*x",
        "@misc{k, title={T}}",
    ),
)

paths = st.sampled_from(sorted(FILES))
places = st.integers(0, 600)
edits = st.one_of(
    st.tuples(st.just("insert"), paths, places, st.sampled_from(PIECES)),
    st.tuples(st.just("cut"), paths, places, st.integers(1, 40)),
    st.tuples(st.just("remove"), paths),
    st.tuples(st.just("swap"), paths, paths),
    st.tuples(st.just("revert"), paths),
)


def edited(files: Files, edit: tuple[Any, ...]) -> Files:
    """Return *files* after one edit."""
    what, path, *more = edit
    text = files.get(path, "")
    match what:
        case "insert":
            place = more[0] % (len(text) + 1)
            return {**files, path: text[:place] + more[1] + text[place:]}
        case "cut":
            place = more[0] % (len(text) + 1)
            return {**files, path: text[:place] + text[place + more[1] :]}
        case "remove":
            return {name: text for name, text in files.items() if name != path}
        case "swap":
            return {**files, path: files.get(more[0], ""), more[0]: text}
    return {**files, path: FILES[path]}


def compiled(files: Files) -> Compilation:
    """Return the compilation of *files*, of which every text is a new object."""
    found = {path: Source(path, "".join(list(text))) for path, text in sorted(files.items())}

    def those(folder: str, *endings: str) -> dict[str, Source]:
        return {p: s for p, s in found.items() if p.startswith(folder) and p.endswith(endings)}

    excerpts = those("bibliography/excerpts/", ".yml")
    return compile_site(
        Sources(
            pages=those("docs/", ".md"),
            bibliography=those("bibliography/", ".bib"),
            data=those("data/", ".yml", ".csv"),
            excerpts=excerpts,
            id_files=those("data/", ".tsv"),
        )
    )


def kept() -> Iterator[Any]:
    """Yield every function of the program that keeps what it returned."""
    for name, module in list(sys.modules.items()):
        if name.startswith("sourcebook."):
            for value in vars(module).values():
                if isinstance(value, functools._lru_cache_wrapper):
                    yield value


def forget() -> None:
    """Make this process as one that has compiled nothing."""
    for function in kept():
        # A type of records that is made again is another type, and its records are no equals.
        if function is not subject_of:
            function.cache_clear()


@settings(max_examples=40)
@given(st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=4))
def test_what_was_kept_changes_nothing(history: list[list[tuple[Any, ...]]]) -> None:
    """After any edits the site and its diagnostics are those of a process that begins with them."""
    states = [FILES]
    for step in history:
        states.append(functools.reduce(edited, step, states[-1]))
    forget()
    one_after_the_other = [compiled(files) for files in states]

    for files, again in zip(states, one_after_the_other, strict=True):
        forget()
        fresh = compiled(files)

        assert fresh.diagnostics == again.diagnostics
        assert fresh.site == again.site


def test_only_what_was_changed_is_read_again() -> None:
    """An edit of one page costs the reading of that page and of its body: of no other source."""
    forget()
    compiled(FILES)
    page = "docs/visits/return-2022.md"
    before = {function: function.cache_info().misses for function in kept()}
    compiled({**FILES, page: FILES[page] + "\nA sentence more [@yearbook].\n"})
    read = {
        function.__name__: function.cache_info().misses - misses
        for function, misses in before.items()
        if function.cache_info().misses > misses
    }

    assert 1 == read[split_page.__name__] == read[parse_text.__name__] == read["_load_page"]
    assert interpret.__name__ not in read
    assert {"_load_file", "_load", "_read", "_register", "_ledger"}.isdisjoint(read)


def test_what_is_kept_is_known_here() -> None:
    """The property above forgets all there is to forget: a reader, an entry, a text, a name …"""
    names = {function.__name__ for function in kept()}

    assert {"split_page", "parse_text", "interpret", "_load_page", "_read", "_load"} <= names

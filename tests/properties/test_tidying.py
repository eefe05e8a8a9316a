"""What holds for every file that `sourcebook tidy` may meet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.formats.bibtex.layout import tidy_bibtex
from sourcebook.formats.csv import load_csv
from sourcebook.formats.csv_layout import tidy_csv
from sourcebook.formats.yaml import load_yaml
from sourcebook.formats.yaml_layout import tidy_yaml

SCRAPS = [
    "@book{", "@misc", "@string{", "@comment{", "@commentary{", "@preamble{", "@article(", "@",
    "{", "}", "(", ")", '"', ",", "=", "#", "%", "\\", "\n", "\n\n\n", " ", "a", "b", "title",
    "author", "date", "journal", "journaltitle", "jan", "1984", "a,", "title={", "\\'e", "é",
    "@book{a,", "@xdata{b,", "crossref={a}", "},", "}\n", "title={x}", "% note\n", "% @book{x}\n",
    '"x y"', "\\}", "\\{", "\u2028", "\0", "\r",
]  # fmt: skip
scraps = st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join) | st.text(max_size=100)
blanks = st.sampled_from(["", " ", "\n", "\n\n\n\n", "\t", " \n  "])
names = st.sampled_from(
    ["title", "Author", "YEAR", "date", "url", "note", "zzz", "langid", "month"]
)
inner = st.text(st.sampled_from("aé ك\n\t%@,=#'\\&"), max_size=12).filter(
    lambda text: not text.endswith("\\") and "@" not in text
)
values = st.one_of(
    inner.map(lambda text: f"{{{text}}}"),
    inner.map(lambda text: f"{{a {{{text}}} b}}"),
    inner.map(lambda text: f'"{text}"'),
    st.sampled_from(["1984", "jan", "cup", 'cup # " and " # {b}', "{} # {}", '"{"} b"']),
)
asides = st.sampled_from(
    ["", "% a note\n", "free text\n", "@comment{kept  as it is}\n", '@string{cup = "C  UP"}\n']
)


@st.composite
def entries(draw: st.DrawFn) -> str:
    """A sound entry, however badly laid out."""
    fields = draw(st.lists(st.tuples(names, values), max_size=6, unique_by=lambda f: f[0].lower()))
    written = []
    for name, value in fields:
        before, middle, after = draw(blanks), draw(blanks), draw(blanks)
        written.append(f"{before}{name}{middle}={after}{value}")
    citekey = draw(st.from_regex(r"[a-z]{1,8}[0-9]{4}", fullmatch=True))
    ending = draw(st.sampled_from(["", ","]))
    kind = draw(st.sampled_from(["book", "Misc", "ONLINE"]))
    return f"@{kind}{{{citekey},{','.join(written)}{ending if written else ''}{draw(blanks)}}}"


@st.composite
def bibliographies(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.tuples(asides, entries(), blanks), max_size=4))
    return "".join(f"{aside}{entry}{after}\n" for aside, entry, after in parts)


def meaning(text: str) -> object:
    """Return what the reader of bibliographies learns from *text*."""
    read, problems = parse_bibliography([Source("a.bib", text)])
    found = [
        (one.citekey, one.type, {name: field.value for name, field in one.fields.items()})
        for one in (*read.entries, *read.xdata)
    ]
    return found, read.strings, read.aliases, read.broken, sorted(p.message for p in problems)


@given(scraps)
def test_any_bib_file_reads_the_same_after_tidying(text: str) -> None:
    """parse(tidy(x)) is parse(x), and tidy(tidy(x)) is tidy(x), for any text at all."""
    once = tidy_bibtex(Source("a.bib", text))
    again = tidy_bibtex(Source("a.bib", once.text))

    assert meaning(text) == meaning(once.text)
    assert (once.text, ()) == (again.text, again.done)


@given(bibliographies())
def test_sound_entries_are_laid_out(text: str) -> None:
    """No sound entry is left as it was, and what stands between entries survives."""
    tidied = tidy_bibtex(Source("a.bib", text))

    assert tidied.trouble == ""
    assert meaning(text) == meaning(tidied.text)
    assert tidied.text == tidy_bibtex(Source("a.bib", tidied.text)).text
    for aside in ("% a note", "free text", "@comment{kept  as it is}", '@string{cup = "C  UP"}'):
        assert text.count(aside) == tidied.text.count(aside)
    starts = [line[:1] for line in tidied.text.split("\n") if line and " = " in line]
    assert set(starts) <= {" ", "@"}


CSV_SCRAPS = ["a", "b", ",", '"', '""', "\n", "\n\n", " ", "1", "=x", "-", "é", "a,b\n", "\t"]


@given(st.lists(st.sampled_from(CSV_SCRAPS), max_size=40).map("".join) | st.text(max_size=60))
def test_any_csv_file_reads_the_same_after_tidying(text: str) -> None:
    """Every cell stays; nothing is guarded, stripped or converted."""
    once = tidy_csv(Source("a.csv", text))
    before, after = (load_csv(Source("a.csv", one))[0] for one in (text, once.text))

    assert (before and before.value) == (after and after.value)
    assert once.text == tidy_csv(Source("a.csv", once.text)).text


YAML_SCRAPS = (
    *("a: ", "b:\n", "- ", "  ", "\n", "\n\n\n", "# note \n", "x \t\n", '"a  \n  b"', "'", '"'),
    *("|\n", ">\n", "|+\n", "  text  \n", "&a ", "*a", "{a: 1}", "[1, 2]", "null", "? ", "1.0"),
    *("a: |+\n  x \n\n\n", "c: 'd \n\n e'\n", "---\n", "\t", "é"),
)


@given(st.lists(st.sampled_from(YAML_SCRAPS), max_size=25).map("".join) | st.text(max_size=60))
def test_any_yaml_file_reads_the_same_after_tidying(text: str) -> None:
    """Every value stays, and every comment."""
    once = tidy_yaml(Source("a.yml", text))
    before, after = (load_yaml(Source("a.yml", one))[0] for one in (text, once.text))

    assert repr(before and before.value) == repr(after and after.value)
    assert text.count("#") == once.text.count("#")
    assert once.text == tidy_yaml(Source("a.yml", once.text)).text

"""`site.statements`, `site.roots`, `site.ledger_file`, `site.ledger`: what the site says, by id."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from markupsafe import Markup

from building import DECLARATION, MakeProject
from sourcebook.citeproc import Formatted
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.slots import fill
from sourcebook.pages.publish import publish
from sourcebook.pages.tables.ledger_files import ledger_files
from sourcebook.project import read
from sourcebook.site.coverage import FIGURES, SENTENCES, coverage_of
from sourcebook.site.ledger import updated
from sourcebook.site.ledger_file import LEDGER, LedgerLine, ledger_text, outcome, read_ledger
from sourcebook.site.model import Site
from sourcebook.site.roots import independent, roots_of_works
from sourcebook.works.works import interpret

MakeSite = Callable[[dict[str, str]], Site]

WORKS = """
@online{agency, title = {Agency}, date = {2021}, perspective = {official},
  url = {https://agency.example/1}, urldate = {2021-04-08},
  archiveurl = {https://archive.example/1}, archivedate = {2021-04-09}}
@online{copy, title = {Copy}, date = {2021}, url = {https://copy.example/1},
  urldate = {2021-04-10}, basedon = {agency}, archivenote = {The archive refuses it.}}
@online{second, title = {Second copy}, date = {2021}, url = {https://copy.example/2},
  urldate = {2021-04-10}, basedon = {copy}}
@book{book, title = {Book}, author = {Ash, Ann}, date = {2022}}
@book{digest, title = {Digest}, author = {Elm, Eve}, date = {2022}, basedon = {agency, book}}
"""
PAGE = """# Home

## Talks

They met in 2021 [@agency; @copy].
They met again [@book, p. 3; @agency].
He said: “we have a great deal to discuss” [@book].
She said: “nothing of the kind was agreed” [@agency].
Nobody cites this.
"""
EXCERPT = "- text: We have a great deal to discuss today\n"


@pytest.fixture
def make_site(project: MakeProject) -> MakeSite:
    """Return a function from files to the linked site; the bibliography is there already."""

    def make(files: dict[str, str]) -> Site:
        root = project({DECLARATION: "", "bibliography/main.bib": WORKS, **files})
        return compile_site(*read(root)).site

    return make


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site({"docs/index.md": PAGE, "bibliography/excerpts/book.yml": EXCERPT})


def test_a_statement_is_a_sentence_that_cites(site: Site) -> None:
    """Every sentence with a citation of a known work is one, in reading order."""
    told = [
        (one.statement.text, one.statement.section, one.statement.citekeys)
        for one in site.ledger.entered
    ]

    assert told == [
        ("They met in 2021.", "Talks", ("agency", "copy")),
        ("They met again.", "Talks", ("book", "agency")),
        ("He said: “we have a great deal to discuss”.", "Talks", ("book",)),
        ("She said: “nothing of the kind was agreed”.", "Talks", ("agency",)),
    ]


def test_a_work_that_repeats_another_is_no_second_witness(site: Site) -> None:
    """Roots are counted, not works."""
    counts = [one.statement.witnesses for one in site.ledger.entered]

    assert counts == [1, 2, 1, 1]


@pytest.mark.parametrize(
    ("citekeys", "count"),
    [
        pytest.param(["agency"], 1, id="one"),
        pytest.param(["agency", "copy"], 1, id="a-copy-and-its-source"),
        pytest.param(["copy", "second"], 1, id="two-copies-of-one-text"),
        pytest.param(["agency", "book"], 2, id="two-texts"),
        pytest.param(["digest"], 1, id="a-digest-of-two-is-one"),
        pytest.param(["digest", "agency", "book"], 2, id="a-digest-joins-nothing"),
        pytest.param(["digest", "copy"], 1, id="a-digest-and-one-of-its-sources"),
    ],
)
def test_independent_works(site: Site, citekeys: list[str], count: int) -> None:
    """Works that share no root are independent of one another."""
    assert count == independent(citekeys, roots_of_works(site.works, site.aliases))


def test_a_circle_of_works_is_one_witness(make_site: MakeSite) -> None:
    """A circle is reported by BIB047; here it ends, and counts once."""
    circle = "".join(
        f"@book{{{a}, title = {{{a}}}, date = {{2021}}, basedon = {{{b}}}}}\n"
        for a, b in (("one", "two"), ("two", "three"), ("three", "one"))
    )
    found = make_site({"bibliography/circle.bib": circle, "docs/index.md": "# A\n"})
    roots = roots_of_works(found.works, found.aliases)

    assert independent(["one", "two", "three"], roots) == 1


def test_a_long_chain_of_works_ends_at_one_root() -> None:
    """Thousands of works, each repeating the one before, are no recursion."""
    entries = ["@book{w0, title = {T}, date = {2021}}"]
    entries += [
        f"@book{{w{n}, title = {{T}}, date = {{2021}}, basedon = {{w{n - 1}}}}}"
        for n in range(1, 3000)
    ]
    bibliography, _ = parse_bibliography((Source("a.bib", "\n".join(entries)),))
    works = {entry.citekey: interpret(entry)[0] for entry in bibliography.entries}

    assert roots_of_works(works, {})["w2999"] == {"w0"}


def test_coverage_counts_what_its_words_say(site: Site) -> None:
    """Each share is its numerator out of its denominator."""
    coverage = coverage_of(site.ledger, "sentences")
    counts = {one.name: (one.count(coverage), one.of(coverage)) for one in SENTENCES}

    assert counts == {
        "sourced": (4, 4),
        "located": (1, 4),
        "excerpted": (2, 4),
        # The book is on no web page: its sentence can lose no page, and counts on neither side.
        "copied": (2, 3),
        "archived-or-explained": (3, 3),
        "doubly-sourced": (1, 4),
        "quotations-checked": (1, 2),
    }
    assert (coverage.works, coverage.single_source) == (3, 3)


SERIES = "trade: {name: Trade, definition: All goods., unit: million dollars}\n"
OBSERVATIONS = """series,period,value,unit,citekey,locator,excerpt
trade,2020,790,million dollars,agency,p. 3,trade reached $790 million
trade,2020,790,million dollars,copy,,
trade,2020,790,million dollars,book,,0.79 billion in all
trade,2021,900,million dollars,second,,trade fell to 800 million
"""
FIGURES_OF = {
    "docs/index.md": PAGE,
    "data/series.yml": SERIES,
    "data/observations.csv": OBSERVATIONS,
    "bibliography/excerpts/agency.yml": "- text: Trade reached $790 million in 2020\n",
    "bibliography/excerpts/second.yml": "- text: Trade fell to 800 million\n",
}


def test_figures_are_statements_with_the_ids_of_their_observations(make_site: MakeSite) -> None:
    """They stand in the ledger beside the sentences, and its file has none."""
    found = make_site(FIGURES_OF)
    told = [
        (one.id, one.statement.text, one.statement.citekeys, one.statement.witnesses)
        for one in found.ledger.figures
    ]

    assert told == [
        ("trade/2020/agency", "Trade: 2020: 790 million dollars.", ("agency",), 2),
        ("trade/2020/copy", "Trade: 2020: 790 million dollars.", ("copy",), 2),
        ("trade/2020/book", "Trade: 2020: 790 million dollars.", ("book",), 2),
        ("trade/2021/second", "Trade: 2021: 900 million dollars.", ("second",), 1),
    ]
    assert len(found.ledger.sentences) == 4
    assert "trade/" not in registered(found)


def test_figures_are_counted_apart(make_site: MakeSite) -> None:
    """What is said of figures has formulas of its own, and does not change those of sentences."""
    ledger = make_site(FIGURES_OF).ledger
    coverage = coverage_of(ledger, "figures")

    assert coverage_of(ledger, "sentences").statements == 4
    assert {one.name: (one.count(coverage), one.of(coverage)) for one in FIGURES} == {
        "located": (1, 4),
        "excerpted": (2, 4),
        "shown": (1, 4),
        "copied": (1, 3),
        "archived-or-explained": (2, 3),
        "doubly-sourced": (3, 4),
    }


def test_the_oldest_check_counts(site: Site) -> None:
    """A statement was last checked when all its works had been; one never checked says so."""
    checked = [one.statement.checked for one in site.ledger.entered]

    assert [day.text if day else None for day in checked] == [
        "2021-04-08",
        None,
        None,
        "2021-04-08",
    ]


# Ids


HEADER = "id\tstate\tpage\tworks\ttext\thistory\n"


def registered(site: Site, lines: str = HEADER) -> str:
    """Return the text of the ledger after an update for *site*."""
    rows, problems = read_ledger(Source(LEDGER, lines))
    assert problems == ()
    statements = [one.statement for one in site.ledger.sentences]
    return ledger_text(updated(rows, statements, site.pages))


def ids(lines: str) -> dict[str, str]:
    """Return the texts of the live lines by id."""
    rows, _ = read_ledger(Source(LEDGER, lines))
    return {row.id: f"{row.page}: {row.text}" for row in rows if row.state == "live"}


TALKS = (
    "The two ministers met at the airport [@agency].",
    "They spoke about the gas pipeline for three hours [@book].",
    "The prime minister received the guest in the evening [@book, p. 9].",
    "A joint statement promised more trade in wheat [@agency; @book].",
)
BEFORE = {"docs/about/talks.md": "# Talks\n\n" + "\n".join(TALKS), "docs/index.md": "# Home\n"}
FIRST = {
    "about-talks.1": "about/talks.md: The two ministers met at the airport.",
    "about-talks.2": "about/talks.md: They spoke about the gas pipeline for three hours.",
    "about-talks.3": "about/talks.md: The prime minister received the guest in the evening.",
    "about-talks.4": "about/talks.md: A joint statement promised more trade in wheat.",
}


NUMBERED = HEADER + "".join(
    f"{id}\tlive\tabout/talks.md\t{works}\t{said.partition(': ')[2]}\t-\n"
    for (id, said), works in zip(
        FIRST.items(), ("agency", "book", "book", "agency book"), strict=True
    )
)
"""As numbers were given until December 2026; they stay."""


def test_new_statements_get_numbers_of_their_words(make_site: MakeSite) -> None:
    """Ids begin with the name of the page; the words give the number, in whatever order."""
    found = registered(make_site(BEFORE))
    turned = {**BEFORE, "docs/about/talks.md": "# Talks\n\n" + "\n".join(reversed(TALKS))}

    assert sorted(ids(found).values()) == sorted(FIRST.values())
    assert all(re.fullmatch(r"about-talks\.\d{8}", id) for id in ids(found))
    assert registered(make_site(turned)) == found
    assert registered(make_site(BEFORE), NUMBERED) == NUMBERED


@pytest.mark.parametrize(
    ("page", "home", "expected"),
    [
        pytest.param(
            [
                "At the airport the two ministers met for the first time [@agency].",
                "For three hours they spoke about the pipeline for gas [@book].",
                *TALKS[2:],
            ],
            [],
            {
                "about-talks.1": "about/talks.md: At the airport the two ministers met for the "
                "first time.",
                "about-talks.2": "about/talks.md: For three hours they spoke about the pipeline "
                "for gas.",
            },
            id="reworded",
        ),
        pytest.param([*reversed(TALKS)], [], {}, id="in-another-order"),
        pytest.param(
            TALKS[:3],
            TALKS[3:],
            {"about-talks.4": "index.md: A joint statement promised more trade in wheat."},
            id="a-sentence-moved-to-another-page",
        ),
        pytest.param(
            TALKS[:2],
            [
                "The prime minister received the guest late in the evening [@book, p. 9].",
                "A joint statement promised much more trade in wheat [@agency; @book].",
            ],
            {
                "about-talks.3": "index.md: The prime minister received the guest late in the "
                "evening.",
                "about-talks.4": "index.md: A joint statement promised much more trade in wheat.",
            },
            id="a-page-split-and-reworded",
        ),
        pytest.param(
            ["The two ministers met at the airport [@book].", *TALKS[1:]], [], {}, id="re-sourced"
        ),
    ],
)
def test_statements_keep_their_ids(
    make_site: MakeSite, page: list[str], home: list[str], expected: dict[str, str]
) -> None:
    """Rewording, moving, splitting a page and citing other works leave the id as it is."""
    after = make_site(
        {
            "docs/about/talks.md": "# Talks\n\n" + "\n".join(page),
            "docs/index.md": "# Home\n\n" + "\n".join(home),
        }
    )

    assert ids(registered(after, NUMBERED)) == {**FIRST, **expected}


def test_an_id_is_never_given_again(make_site: MakeSite) -> None:
    """What is gone is retired; a new statement has its own id; what comes back is itself."""
    other = "Nothing of it was ever carried out, wrote the press of a third country [@copy]."
    second = registered(
        make_site({**BEFORE, "docs/about/talks.md": f"# Talks\n\n{other}\n"}), NUMBERED
    )
    third = registered(make_site(BEFORE), second)

    (new,) = ids(second)
    assert new not in FIRST
    assert ids(third) == FIRST
    assert f"{new}\tretired\t" in third
    assert third.count("\tcut; back\n") == len(FIRST)


def test_what_is_not_registered_is_new(make_site: MakeSite) -> None:
    """Only an equal sentence on its page takes an id from the ledger; the rest waits."""
    changed = "\n".join([TALKS[0].replace("met", "spoke"), *TALKS[1:]])
    found = make_site({**BEFORE, "docs/about/talks.md": f"# T\n\n{changed}", LEDGER: NUMBERED})

    assert [one.id for one in found.ledger.entered] == [None, *list(FIRST)[1:]]
    assert [row.id for row in found.ledger.lost] == ["about-talks.1"]


def test_equal_sentences_have_ids_of_their_own(make_site: MakeSite) -> None:
    """The same words twice on a page are two statements, in their order."""
    twice = {"docs/index.md": "# Home\n\nThey met [@book].\n\nThey met [@book].\n"}
    lines = registered(make_site(twice))
    found = make_site({**twice, LEDGER: lines})

    assert [one.id for one in found.ledger.entered] == list(ids(lines))
    assert len(ids(lines)) == 2
    assert registered(found, lines) == lines


def stands(site: Site, lines: str) -> dict[str, tuple[str, str]]:
    """Return state and history by id after an update for *site*."""
    rows, _ = read_ledger(Source(LEDGER, lines))
    statements = [one.statement for one in site.ledger.sentences]
    now = updated(rows, statements, site.pages, day="2021-04-06", why="It was wrong.")
    return {row.id: (row.state, row.history) for row in now}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            [f"{TALKS[0].partition(' [')[0]}. {TALKS[1].partition(' [')[0]}. {TALKS[2]}", TALKS[3]],
            {
                "about-talks.1": ("merged-into about-talks.2", "2021-04-06 merged: It was wrong."),
                "about-talks.2": ("live", "2021-04-06 source: − agency"),
                "about-talks.3": ("merged-into about-talks.2", "2021-04-06 merged: It was wrong."),
            },
            id="three-under-one-mark",
        ),
        pytest.param(
            [*TALKS[:3], "A joint statement promised more [@agency] trade in wheat [@book]."],
            {
                "about-talks.4": ("live", "2021-04-06 split: + {new}"),
                "{new}": ("live", ""),
            },
            id="one-between-two-marks",
        ),
        pytest.param(
            TALKS[1:],
            {"about-talks.1": ("retired", "2021-04-06 cut: It was wrong.")},
            id="cut",
        ),
        pytest.param(
            [TALKS[0], TALKS[1].replace("three", "four"), *TALKS[2:]],
            {"about-talks.2": ("live", "2021-04-06 number: − three + four")},
            id="another-number",
        ),
        pytest.param(
            [
                TALKS[0].replace("@agency", "@book"),
                *TALKS[1:3],
                TALKS[3].replace("more", "no more"),
            ],
            {
                "about-talks.1": ("live", "2021-04-06 source: − agency + book"),
                "about-talks.4": ("live", "2021-04-06 negation: + no"),
            },
            id="another-source-and-a-negation",
        ),
    ],
)
def test_the_ledger_says_what_became_of_an_id(
    make_site: MakeSite, page: list[str], expected: dict[str, tuple[str, str]]
) -> None:
    """Merged, split, cut and why; a change of meaning with its day; rewording says nothing."""
    # A paragraph each: the mark of one sentence covers no other.
    after = make_site({**BEFORE, "docs/about/talks.md": "# Talks\n\n" + "\n\n".join(page)})
    wanted = dict.fromkeys(FIRST, ("live", "")) | expected
    found = stands(after, NUMBERED)
    new = next((id for id in found if id not in FIRST), "")

    assert found == {
        id.format(new=new): (state, history.format(new=new))
        for id, (state, history) in wanted.items()
    }


def test_a_retired_id_ends_where_its_words_are() -> None:
    """What it was merged into may be gone, too; a circle, made by hand, ends nowhere."""
    states = {
        "a.1": "merged-into a.2",
        "a.2": "split-into a.3 a.4",
        "a.3": "live",
        "a.4": "retired",
        "a.5": "merged-into a.6",
        "a.6": "merged-into a.5",
    }
    lines = {id: LedgerLine(id, state, "index.md", ("book",), id) for id, state in states.items()}

    assert {id: outcome(lines, id) for id in ("a.1", "a.4", "a.5")} == {
        "a.1": ("a.3",),
        "a.4": (),
        "a.5": (),
    }


# Pages


GONE = (
    "id\tstate\tpage\tworks\ttext\thistory\n"
    "index.1\tlive\tindex.md\tagency copy\tThey met in 2021.\t2021-04-06 source: + copy\n"
    "index.2\tmerged-into index.1\tindex.md\tbook\tThey shook hands.\t2021-04-06 merged\n"
    "index.3\tretired\tindex.md\tbook\tThey danced.\t2021-04-06 cut: It was a dream.\n"
    "old.1\tretired\tvisits/old.md\tbook\tNobody came.\t-\n"
)


def test_a_statement_has_its_address_on_its_page(make_site: MakeSite) -> None:
    """The anchor is its id, also for what was merged into it; the older anchors are still there."""
    site = make_site({"docs/index.md": PAGE, LEDGER: GONE})
    edition = Edition(site, Formatted({key: Markup(key) for key in site.works}, {}))
    page = publish(site, edition.formatted, edition.mode)["index.md"]
    marks = [str(slot.markup) for slot in page.slots.values() if "sb-cite" in slot.markup]

    assert marks[0].startswith('<sup id="index.1" class="sb-cite" ')
    assert marks[0].endswith('</sup><a id="index.2"></a>')
    assert 'id="cite-agency-1"' in marks[0]
    # What has no id yet has no permalink: it would not last.
    assert marks[1].startswith('<sup class="sb-cite" ')


def test_retired_ids_answer(make_site: MakeSite) -> None:
    """On the page of the ledger where they were last, or on its index where that page is gone."""
    site = make_site({"docs/index.md": PAGE, LEDGER: GONE})
    page, index = shown(site, "ledger/home-page.md"), shown(site, "ledger/index.md")

    assert "They met in 2021. Changed: 2021-04-06 source: + copy" in page
    assert "index.2 They shook hands. It is part of index.1 2021-04-06 merged" in page
    assert "index.3 They danced. It was cut. 2021-04-06 cut: It was a dream." in page
    assert "old.1 Nobody came. It was cut." in index
    assert "index.2" not in index


def test_retired_ids_for_programs(make_site: MakeSite) -> None:
    """JSON and a table say what became of each, and where its words are."""
    files = ledger_files(make_site({"docs/index.md": PAGE, LEDGER: GONE}))
    told = json.loads(files["ledger.json"])["retired"]
    rows = list(csv.DictReader(io.StringIO(files["ledger-retired.csv"])))

    assert [(one["id"], one["became"], one["into"]) for one in told] == [
        ("index.2", "merged", ["index.1"]),
        ("index.3", "cut", []),
        ("old.1", "cut", []),
    ]
    assert [(row["id"], row["became"], row["into"], row["history"]) for row in rows] == [
        ("index.2", "merged", "index.1", "2021-04-06 merged"),
        ("index.3", "cut", "", "2021-04-06 cut: It was a dream."),
        ("old.1", "cut", "", ""),
    ]


def shown(site: Site, uri: str) -> str:
    """Return the words of a generated page: its Markdown, with its slots filled, without tags."""
    edition = Edition(site, Formatted({key: Markup(key) for key in site.works}, {}))
    rendered = publish(site, edition.formatted, edition.mode)[uri]
    html, _ = fill(rendered.markdown, rendered.slots)
    return " ".join(Markup(re.sub("<[^>]*>", " ", html)).unescape().split())


def test_the_page_of_evidence_has_formulas_for_both(make_site: MakeSite) -> None:
    """Sentences and figures have their own shares, each with its counts; none is a mixture."""
    words = shown(make_site(FIGURES_OF), "evidence/index.md")

    assert (
        "8 statements: 4 sentences with 3 works, 3 of them on a single source; and 4 figures with "
        "4 works, 1 of them on a single source." in words
    )
    assert "With an archived copy 66 % : 2 of 3. Counted: sentences of which" in words
    assert "With an archived copy 33 % : 1 of 3. Counted: figures whose work" in words
    assert "With the number in the words 25 % : 1 of 4." in words


def test_the_ledger_of_a_series(make_site: MakeSite) -> None:
    """Each figure has its id, who else states it, and whether its words are kept and show it."""
    words = shown(make_site(FIGURES_OF), "ledger/series/trade.md")

    assert "4 figures, 4 works, 3 stated by two independent sources" in words
    assert "trade/2020/agency 2020: 790 million dollars. Agency , p. 3 2 sources" in words
    assert "kept, with the number" in words
    assert "2021: 900 million dollars. Second copy single source" in words
    assert "kept, without the number" in words


def test_a_sentence_on_two_copies_says_that_they_are_one(site: Site) -> None:
    """Two reports of one text look like two witnesses, and the ledger says that they are not."""
    words = shown(site, "ledger/home-page.md")

    assert words.count("single source: the works repeat one another") == 1


def test_spellings_stand_side_by_side_with_their_words(make_site: MakeSite) -> None:
    """A name that two works spell in two ways is a conflict, counted, with the reason and both."""
    found = make_site(
        {
            "docs/index.md": PAGE,
            "data/people.yml": "ann: {name: Alexei Kosygin, variants: [Aleksey Kossygin],"
            " name_reason: It is the older form.}\n",
            "bibliography/excerpts/agency.yml": "- text: Premier Alexei Kosygin came\n",
            "bibliography/excerpts/book.yml": "- text: with Aleksey Kossygin, who left\n",
        }
    )
    words = shown(found, "conflicts/index.md")

    assert "1 difference between 2 works. 1 of them is a spelling or a rounding" in words
    assert "In 1 one version is followed" in words
    assert "Alexei Kosygin: Spelling of the name" in words
    assert "followed here It is the older form. Premier Alexei Kosygin came" in words
    assert "Aleksey Kossygin Ash with Aleksey Kossygin, who left" in words


# Files


def test_the_json_of_the_ledger(site: Site) -> None:
    """It reads back, has a version, and every statement with its works."""
    told = json.loads(ledger_files(site)["ledger.json"])

    assert (told["version"], len(told["statements"])) == (2, 4)
    assert told["statements"][1]["figure"] is None
    assert told["statements"][1]["works"][0] == {
        "citekey": "book",
        "locators": [{"label": "page", "value": "3"}],
        "perspective": None,
        "roots": ["book"],
        "archive": "offline",
        "last_checked": None,
    }
    assert told["coverage"]["sentences"]["quotations-checked"] == {"count": 1, "of": 2}


def test_a_figure_in_the_files(make_site: MakeSite) -> None:
    """JSON and CSV tell it from a sentence by its kind, and say what it states in which words."""
    files = ledger_files(make_site(FIGURES_OF))
    told = [
        one for one in json.loads(files["ledger.json"])["statements"] if one["kind"] == "figure"
    ]
    rows = [
        row for row in csv.DictReader(io.StringIO(files["ledger.csv"])) if row["kind"] == "figure"
    ]

    assert told[0]["figure"] == {
        "period": "2020",
        "value": "790",
        "unit": "million dollars",
        "words": "trade reached $790 million",
        "value_in_words": True,
    }
    assert [row["id"] for row in rows] == [one["id"] for one in told]
    shown = [(row["words_kept"], row["value_in_words"], row["independent"]) for row in rows]
    assert shown == [("yes", "yes", "2"), ("no", "", "2"), ("no", "yes", "2"), ("yes", "no", "1")]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_a_formula(make_site: MakeSite, sign: str) -> None:
    """A sentence that a spreadsheet would reckon with gets an apostrophe before it."""
    page = f"# Home\n\n\\{sign}SUM(A1)|cmd was written in 2021 [@book].\n"
    files = ledger_files(make_site({"docs/index.md": page}))
    (row,) = csv.DictReader(io.StringIO(files["ledger.csv"]))

    assert not row["statement"].startswith(("=", "+", "-", "@", "\t"))
    assert "SUM(A1)" in row["statement"]


def test_a_site_without_statements_has_no_ledger_files(make_site: MakeSite) -> None:
    """Nothing is written about nothing."""
    assert ledger_files(make_site({"docs/index.md": "# Home\n"})) == {}

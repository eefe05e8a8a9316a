"""`site.works`: entries as works; `site.names`: their people; the checks on both."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from growth import LINEAR, growth
from sourcebook.checks.bibliography import check_bibliography
from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.formats.bibtex.datamodel import KNOWN_TYPES
from sourcebook.formats.name import Name
from sourcebook.works.csl import joined
from sourcebook.works.csl_tables import language_tag
from sourcebook.works.names import parse_names, split_list
from sourcebook.works.works import Work, interpret


def works(text: str) -> tuple[dict[str, Work], list[str]]:
    """Return the works of a file by citekey, and “line:column code” of all its diagnostics."""
    bibliography, problems = parse_bibliography([Source("bibliography/a.bib", text)])
    diagnostics = list(problems)
    found = {}
    for entry in bibliography.entries:
        found[entry.citekey], entry_problems = interpret(entry)
        diagnostics += entry_problems
    diagnostics += check_bibliography(found, bibliography.aliases, bibliography.broken)
    ordered = sorted(diagnostics, key=lambda one: one.sort_key)
    return found, [f"{one.location.line}:{one.location.column} {one.rule.code}" for one in ordered]


def work(fields: str, entry_type: str = "misc") -> Work:
    """Return the work of one entry with the citekey ``a``."""
    return works(f"@{entry_type}{{a,{fields}}}")[0]["a"]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        pytest.param("Gul, Ayaz", [Name("Gul", "Ayaz")], id="last-first"),
        pytest.param("Ayaz Gul", [Name("Gul", "Ayaz")], id="first-last"),
        pytest.param("Plato", [Name("Plato")], id="one-word"),
        pytest.param("Ludwig van Beethoven", [Name("Beethoven", "Ludwig", "van")], id="particle"),
        pytest.param("de Gaulle", [Name("Gaulle", "", "de")], id="particle-alone"),
        pytest.param("Jean de La Fontaine", [Name("La Fontaine", "Jean", "de")], id="two-words"),
        pytest.param("King, Jr., Martin Luther", [Name("King", "Martin Luther", "", "Jr.")],
                     id="suffix"),
        pytest.param("{Ministry of Trade and Industry}",
                     [Name(literal="Ministry of Trade and Industry")], id="body"),
        pytest.param("{\\'E}mile Zola", [Name("Zola", "Émile")], id="latex-letter"),
        pytest.param("{Van der} Berg, Jan", [Name("Van der Berg", "Jan")], id="braced-word"),
        pytest.param("J.G. Smith and P. Q. Roe", [Name("Smith", "J. G."), Name("Roe", "P. Q.")],
                     id="initials"),
        pytest.param("Gul, A. and others", [Name("Gul", "A."), Name(literal="others")],
                     id="others"),
        pytest.param("family=Hasselt, given=Tom, prefix=van",
                     [Name("Hasselt", "Tom", "van")], id="extended"),
        pytest.param("شاہ محمود قریشی", [Name("قریشی", "شاہ محمود")], id="no-capitals"),
        pytest.param("Лавров, Сергей", [Name("Лавров", "Сергей")], id="cyrillic"),
        pytest.param("", [], id="empty"),
    ],
)  # fmt: skip
def test_names(value: str, names: list[Name]) -> None:
    """Every form of name that biblatex has is split into its parts before LaTeX is decoded."""
    assert (tuple(names), ()) == parse_names(value)


def test_name_forms() -> None:
    """A name has a short form, a reading form and a CSL form; a kept particle leads the family."""
    name = Name("Berg", "Jan", "van der", "Jr.", keeps_particle=True)

    assert (name.short, name.display()) == ("van der Berg", "Jan van der Berg Jr.")
    assert name.csl() == {
        "family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("Knuth, Donald; Plass, Michael", "Knuth, Donald and Plass, Michael"),
        ("Knuth, Donald, Plass, Michael", "Knuth, Donald and Plass, Michael"),
        ("Knuth, D. E., Plass, M., Lamport, L.", "Knuth, D. E. and Plass, M. and Lamport, L."),
        ("Donald Knuth, Michael Plass", "Donald Knuth and Michael Plass"),
        ("D. Knuth, M. Plass", "D. Knuth and M. Plass"),
        (r"Knuth, Donald \& Plass, Michael", "Knuth, Donald and Plass, Michael"),
        ("Simon & Schuster", "{Simon & Schuster}"),
        ("Knuth, Donald und Plass, Michael", "Knuth, Donald and Plass, Michael"),
        ("Knuth, Donald and 3 others", "Knuth, Donald and others"),
        ("Ministry of Commerce and Industry", "{Ministry of Commerce and Industry}"),
        ("Food and Agriculture Organization", "{Food and Agriculture Organization}"),
        ("Knuth, Donald and World Bank", "Knuth, Donald and {World Bank}"),
        ("Ministry of Foreign Affairs, Pakistan", "{Ministry of Foreign Affairs, Pakistan}"),
        (
            "Bureau of Alcohol, Tobacco, Firearms and Explosives",
            "{Bureau of Alcohol, Tobacco, Firearms and Explosives}",
        ),
        (r"Knuth, Donald and {et al.}", "Knuth, Donald and others"),
        (r"Knuth, Donald \emph{et al.}", "Knuth, Donald and others"),
        ("Knuth, Donald and and Plass, Michael", "Knuth, Donald and Plass, Michael"),
        ("Knuth, Donald and et al.", "Knuth, Donald and others"),
        ("Knuth, Donald, et al.", "Knuth, Donald and others"),
        ("Кнут, Дональд и др.", "Кнут, Дональд and others"),
        ("King, Martin Luther, Jr.", "King, Jr., Martin Luther"),
        ("Knuth, Donald Ervin, 1938-", "Knuth, Donald Ervin"),
        ("Twain, Mark, 1835–1910, author", "Twain, Mark"),
    ],
)
def test_a_list_is_put_right_in_the_hint(value: str, right: str) -> None:
    """What cannot be names is answered with the list as it should be, which is then sound."""
    (problem,) = parse_names(value)[1]

    assert problem.advice.endswith(f"rite “{right}”.")
    assert parse_names(right)[1] == ()


@pytest.mark.parametrize(
    "value",
    [
        "García Márquez, Gabriel José",
        "Court, Margaret",
        "Lloyd George, David",
        "Bank, Ernst August von der",
        "{Procter & Gamble} and {World Bank}",
        "King, Jr., Martin Luther",
        "van der Waals, J. D.",
        "Al-Khwarizmi",
    ],
)
def test_what_can_be_a_name_is_left_in_peace(value: str) -> None:
    """Families of two words, and those that are words of bodies elsewhere, are families."""
    assert parse_names(value)[1] == ()


@pytest.mark.parametrize(
    ("value", "causes"),
    [
        ("A, B, C, D", ["has 3 commas"]),
        ("A and and B", ["no name on one side"]),
        ("and A", ["no name on one side"]),
        ("A, B; C, D", ["semicolon"]),
    ],
)
def test_name_problems(value: str, causes: list[str]) -> None:
    """A list that would make people who do not exist is reported."""
    problems = parse_names(value)[1]

    assert len(causes) == len(problems)
    assert all(cause in found.cause for cause, found in zip(causes, problems, strict=True))


def test_lists_are_parted_outside_braces() -> None:
    """“and” in braces belongs to a name: “{Barnes and Noble}” is one publisher."""
    assert split_list("A, B and {Barnes and Noble}") == ("A, B", "{Barnes and Noble}")


def test_work_is_what_the_entry_says() -> None:
    """A work has every field of ours, read as what it is."""
    found = work(
        "author = {Gul, Ayaz and Jamal, U.}, title = {Lavrov}, subtitle = {in \\'Islamabad'}, "
        "date = {2021-04-06/2021-04-07}, organization = {VOA and {Radio and TV}}, "
        "url = {https://e.org/a_b}, doi = {10.1000/A}, langid = {urdu}, urldate = {2021-04}, "
        "archiveurl = {https://archive.org/x}, archivedate = {2021-05-01}, "
        "archivenote = {one note}, perspective = {press}, keywords = {energy, trade, }, "
        "basedon = {b, c}, verification = {stored-copy}, verificationdate = {2026-11}, "
        "verificationnote = {Read 50% of it.}, titlebasis = {shown}, datebasis = {inferred}, "
        "citedby = {d}, keep = {Background.}",
        "online",
    )

    assert (found.title, found.label, found.kind) == (
        "Lavrov: in Íslamabad’", "Gul and Jamal", "web page",
    )  # fmt: skip
    assert found.date and found.date.display() == "6–7 April 2021"
    assert found.urldate and found.urldate.text == "2021-04"
    assert found.archivedate and found.archivedate.text == "2021-05-01"
    assert found.verificationdate and found.verificationdate.text == "2026-11"
    assert (found.publisher, found.url, found.doi, found.langid) == (
        "VOA; Radio and TV", "https://e.org/a_b", "10.1000/A", "ur",
    )  # fmt: skip
    assert (found.archiveurl, found.archivenote) == ("https://archive.org/x", "one note")
    assert (found.perspective, found.keywords, found.basedon) == (
        "press", ("energy", "trade"), ("b", "c"),
    )  # fmt: skip
    assert (found.verification, found.verificationnote) == ("stored-copy", "Read 50% of it.")
    assert (found.titlebasis, found.datebasis) == ("shown", "inferred")
    assert (found.citedby, found.keep) == ("d", "Background.")


@pytest.mark.parametrize(
    ("fields", "title", "short"),
    [
        pytest.param("title = {Talks}, titlebasis = {shown}", "Talks", None, id="shown"),
        pytest.param("title = {[Talks]}, titlebasis = {shown}", "[Talks]", None, id="its-own"),
        pytest.param("title = {Talks}, titlebasis = {address}", "[Talks]", None, id="rebuilt"),
        pytest.param("title = {Talks}, titlebasis = {descriptive}", "[Talks]", None, id="ours"),
        pytest.param("title = {[Talks]}, titlebasis = {descriptive}", "[Talks]", None, id="once"),
        pytest.param("title = {[Talks] and [more]}, titlebasis = {descriptive}",
                     "[[Talks] and [more]]", None, id="brackets-inside"),
        pytest.param("title = {[Oil: the [first] ship]}, titlebasis = {descriptive}",
                     "[Oil: the [first] ship]", "[Oil]", id="short-form"),
        pytest.param("title = {[Oil]}, subtitle = {Ships}, titlebasis = {descriptive}",
                     "[Oil: Ships]", "[Oil]", id="subtitle"),
        pytest.param("titlebasis = {address}", "", None, id="no-title"),
    ],
)  # fmt: skip
def test_a_title_that_is_not_the_works_own_is_in_brackets(
    fields: str, title: str, short: str | None
) -> None:
    """What is rebuilt from an address or made by the editors stands in one pair of brackets."""
    found = work(fields)

    assert (title, short) == (found.title, found.csl.get("title-short"))
    assert title == found.csl.get("title", "")


@pytest.mark.parametrize(
    ("subtype", "csl_type", "kind"),
    [
        ("newspaper", "article-newspaper", "newspaper article"),
        ("Magazine", "article-magazine", "magazine article"),
        ("news agency", "article-newspaper", "news agency report"),
        ("broadcaster", "article-newspaper", "broadcaster report"),
        ("news site", "article-newspaper", "news site article"),
        ("review", "article-journal", "journal article"),
    ],
)
def test_articles_of_the_press(subtype: str, csl_type: str, kind: str) -> None:
    """Readers learn what kind of outlet printed it; CSL has one type for all that is news."""
    found = work(f"entrysubtype = {{{subtype}}}, journaltitle = {{J}}", "article")

    assert (csl_type, kind) == (found.csl["type"], found.kind)


def test_work_of_an_empty_entry() -> None:
    """An entry that says nothing is a work named by its citekey."""
    found = work("")

    assert (found.title, found.authors, found.label, found.date) == ("", (), "a", None)
    assert found.csl == {"id": "a", "type": "document"}


@pytest.mark.parametrize("entry_type", sorted(KNOWN_TYPES - {"xdata"}))
def test_every_type_has_a_csl_type_and_a_word(entry_type: str) -> None:
    """CSL requires a type; readers get a word, never an internal name."""
    found = work("title = {T}", entry_type)

    assert found.csl["type"]
    assert found.kind and not found.kind.startswith(("in", "mv", "supp"))


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ("author = {Gul, Ayaz}", "Gul"),
        ("author = {Gul, Ayaz and Jamal, U.}", "Gul and Jamal"),
        ("author = {A, A. and B, B. and C, C.}", "A et al."),
        ("author = {Gul, Ayaz and others}", "Gul et al."),
        ("author = {van Beethoven, Ludwig}", "Beethoven"),
        ("author = {van Beethoven, Ludwig}, options = {useprefix=true}", "van Beethoven"),
        ("author = {{Ministry of Trade}}, shortauthor = {{MoT}}", "MoT"),
        ("editor = {Mir, Hamid}, publisher = {P}", "Mir"),
        ("title = {T}, publisher = {Dawn}", "Dawn"),
        ("title = {Talks: an account}", "Talks"),
        ("title = {A title that is much too long to be the label of anything at all}",
         "A title that is much too long to be the label…"),
    ],
)  # fmt: skip
def test_label(fields: str, label: str) -> None:
    """A work is called by its people, else by who publishes it, else by its title."""
    assert label == work(fields).label


@pytest.mark.parametrize(
    ("langid", "options", "tag"),
    [
        ("english", "", "en-US"),
        ("english", "variant=british", "en-GB"),
        ("Russian", "", "ru-RU"),
        ("urdu", "", "ur"),
        ("en-gb", "", "en-GB"),
        ("ur", "", "ur"),
        ("zh-hans", "", "zh-hans"),
        ("", "", ""),
    ],
)
def test_language_tags(langid: str, options: str, tag: str) -> None:
    """The names of babel become language tags; a tag stays one."""
    assert tag == language_tag(langid, options)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "//e.org", "e.org", "x y"],
)
def test_only_harmless_addresses_become_links(url: str) -> None:
    """No address of another scheme than http and https reaches a page or an export."""
    found = work(f"url = {{{url}}}, archiveurl = {{{url}}}, doi = {{{url}}}")

    assert (found.url, found.archiveurl, found.doi) == (None, None, None)
    assert not {"URL", "DOI"} & found.csl.keys()


@pytest.mark.parametrize(
    ("fields", "url", "note", "publisher"),
    [
        pytest.param(r"howpublished={\url{http://e.org/a}}", "http://e.org/a", None, None,
                     id="url"),
        pytest.param("howpublished={http://e.org/a}", "http://e.org/a", None, None, id="bare"),
        pytest.param(r"howpublished={Available at: \href{http://e.org/a}{here}.}",
                     "http://e.org/a", None, None, id="href"),
        pytest.param(r"howpublished={Blog, \url{http://e.org/a\_b}}", "http://e.org/a_b", None,
                     "Blog", id="beside-text"),
        pytest.param(r"note={\url{http://e.org/a}}", "http://e.org/a", None, None, id="note"),
        pytest.param(r"addendum={Online at \url{http://e.org/a}}", "http://e.org/a", None, None,
                     id="addendum"),
        pytest.param(r"note={\url{http://e.org/a}}, url={https://www.e.org/a}",
                     "https://www.e.org/a", None, None, id="said-twice"),
        pytest.param(r"note={\url{http://e.org/b}}, url={http://e.org/a}", "http://e.org/a",
                     "http://e.org/b", None, id="another"),
        pytest.param(r"note={Reply to \url{http://e.org/b}}", None, "Reply to http://e.org/b", None,
                     id="of-another-work"),
        pytest.param("howpublished={Leaflet}", None, None, "Leaflet", id="none"),
    ],
)  # fmt: skip
def test_addresses_in_texts(
    fields: str, url: str | None, note: str | None, publisher: str | None
) -> None:
    """An address that BibTeX put into a text is the address of the work; another's stays text."""
    found = work(f"title = {{T}}, {fields}")

    assert (url, note, publisher) == (found.url, found.csl.get("note"), found.publisher)


def test_a_number_of_an_article_stands_for_its_pages() -> None:
    """CSL has no variable for biblatex's `eid`, and where there are pages they count."""
    pages = [work(f"title={{T}},{fields}").csl["page"] for fields in
             ("eid={e1234}", "eid={e1234},pages={3--5}")]  # fmt: skip

    assert pages == ["e1234", "3-5"]


def test_csl_is_plain_json() -> None:
    """The item can be written as JSON and holds only text, lists and numbers."""
    found = work("author = {Gul, A.}, title = {T}, date = {2021-04~}, pages = {3--5}")

    assert json.loads(json.dumps(dict(found.csl))) == {
        "id": "a",
        "type": "document",
        "author": [{"family": "Gul", "given": "A."}],
        "issued": {"date-parts": [[2021, 4]], "circa": True},
        "page": "3-5",
        "title": "T",
    }


def test_joined_keeps_punctuation() -> None:
    """Where a title ends in a question mark, no colon follows it."""
    assert joined(": ", "Where?", "", "Here") == "Where? Here"
    assert joined(": ", "Energy", "a survey") == "Energy: a survey"


# Checks. One case of each rule is in tests/cases; here is what is near a rule and no problem.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("@article{a,author={A},title={T},journal={J},year=2020,month=apr,day=3}", [],
                     id="bibtex-names"),
        pytest.param("@techreport{a,author={A},title={T},institution={I},year=2020}", [],
                     id="techreport"),
        pytest.param("@report{a,author={A},title={T},date=2020}", ["1:9 BIB022"], id="report"),
        pytest.param("@misc{a,title={T},date=2020}", ["1:7 BIB022"], id="nobody-named"),
        pytest.param("@misc{a,title={T},date=2020,howpublished={Leaflet}}", [], id="how-published"),
        pytest.param("@misc{a,author={A},title={T},pubstate={forthcoming}}", [], id="forthcoming"),
        pytest.param("@misc{a,author={A},title={T},year=1900,month={{M}arch}}", [],
                     id="month-in-braces"),
        pytest.param("@misc{a,author={A},title={T},year={c. 1900}}", ["1:36 BIB038"], id="circa"),
        pytest.param("@misc{a,author={A},title={T},year=2020,month={2},day={30}}", ["1:55 BIB039"],
                     id="impossible-day"),
        pytest.param("@misc{a,author={A},title={T},date=2020,isbn={0-201-13447-0, 080442957X}}",
                     [], id="two-isbns"),
        pytest.param("@misc{a,author={A},title={AT\\&T; x<y, a & b; 3 > 2},date=2020}", [],
                     id="not-html"),
        pytest.param("@misc{a,author={A},title={T},date=2020,pages={A-7, 2021-04-06, ii-iv}}", [],
                     id="not-page-ranges"),
        pytest.param("@misc{a,author={A},title={T},date=2020,bdsk-url-1={x},file={y}}", [],
                     id="reference-managers"),
        pytest.param("@misc{a,author={A},title={T},date=2021,urldate={2021-01-01}}", [],
                     id="read-in-the-year-of-publication"),
        pytest.param("@book{a,author={A},title={Preface},date=1}@book{b,author={B},"
                     "title={Preface},date=0001}", ["1:41 BIB023"], id="short-titles"),
        pytest.param("@book{a,author={A},title={One same title},date=2001,doi={10.1000/1}}"
                     "@book{b,author={B},title={One same title},date=2001,doi={10.1000/2}}", [],
                     id="titles-told-apart-by-doi"),
        pytest.param("@book{a,author={A},title={T},date=2001,url={https://e.org/1}}"
                     "@inbook{b,author={B},title={U},crossref={a}}", [], id="address-of-the-book"),
        pytest.param("@misc{a,author={A},title={T},date=2001,basedon={b, c}}\n@misc{b,ids={c},"
                     "author={A},title={U},date=2000}\n@misc{d,title={x", ["3:7 BIB001"],
                     id="alias"),
        pytest.param("@misc{a,author={A},title={T},date=2001,basedon={d}}\n@misc{d,title={x",
                     ["2:7 BIB001"], id="broken-is-known"),
        pytest.param("@misc{a,author={A},title={T},date=2001,basedon={b}}@misc{b,author={A},"
                     "title={U},date=2001,verification={as-cited},citedby={a}}", [],
                     id="cited-by-what-it-is-repeated-in"),
    ],
)  # fmt: skip
def test_checks(text: str, found: list[str]) -> None:
    """What is right is not reported, and what is wrong is reported once and at its place."""
    assert found == works(text)[1]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(
            lambda n: "@misc{a,author={" + " and ".join(["Smith, John"] * n) + "}}",
            1_000,
            id="authors",
        ),
        pytest.param(lambda n: "@misc{a,title={" + "word " * n + "}}", 20_000, id="letters"),
        pytest.param(lambda n: "@misc{a,title={" + "<a &b" * n + "}}", 20_000, id="html"),
        pytest.param(
            lambda n: "@misc{a,basedon={" + ",".join(f"a{k}" for k in range(n)) + "}}",
            4_000,
            id="based-on-many",
        ),
        pytest.param(
            lambda n: "".join(f"@misc{{a{k},basedon={{a{k + 1}}}}}\n" for k in range(n)),
            1_500,
            id="chain",
        ),
        pytest.param(
            lambda n: "".join(f"@misc{{a{k},basedon={{x{k}}},f{k}={{}}}}\n" for k in range(n)),
            200,
            id="unknown-names",
        ),
        pytest.param(
            lambda n: "@misc{a,url={https://" + "a." * n + "},isbn={" + "1-" * n + "}}",
            20_000,
            id="long-address",
        ),
    ],
)
def test_time_is_linear(text: Callable[[int], str], size: int) -> None:
    """Twice as much of anything takes twice as long."""
    assert growth(works, text, size) < LINEAR


def test_a_large_bibliography_is_read_and_checked_in_seconds() -> None:
    """4,800 entries, as in real collections, take less than ten seconds of processor time."""
    text = "".join(
        f'@article{{k{n},\n  author = {{Smith{n}, John A. and van der Berg, \\"Oskar}},\n'
        f"  title = {{The {{Title}} of number {n}}},\n  journaltitle = {{Journal}},\n"
        f"  date = {{20{n % 50:02}-04-11}},\n  pages = {{12--19}},\n  doi = {{10.1000/x{n}}},\n}}\n"
        for n in range(4_800)
    )
    before = time.process_time()

    found, problems = works(text)

    assert (len(found), problems) == (4_800, [])
    assert time.process_time() - before < 10

"""`formats.identifiers`: DOI, URL, ISBN, ISSN."""

from __future__ import annotations

import pytest

from sourcebook.formats.identifiers import (
    doi_key,
    is_doi,
    isbn_problem,
    issn_problem,
    url_key,
    url_problem,
    url_scheme,
)
from sourcebook.formats.plain_values import plain_doi, plain_value


@pytest.mark.parametrize(
    ("text", "plain", "is_good"),
    [
        ("10.1000/182", "10.1000/182", True),
        ("10.1002/(SICI)1522-2594(199911)42:5<952::AID-MRM16>3.0.CO;2-S",) * 2 + (True,),
        ("https://doi.org/10.1000/182", "10.1000/182", True),
        ("http://dx.doi.org/10.1000/182", "10.1000/182", True),
        ("doi: 10.1000/182", "10.1000/182", True),
        ("DOI:10.1000.10/Abc", "10.1000.10/Abc", True),
        ("11.1000/182", "11.1000/182", False),
        ("10.1000", "10.1000", False),
        ("10.1000/", "10.1000/", False),
        ("10.1000/a b", "10.1000/a b", False),
        ('10.1000/"><script>', '10.1000/"><script>', False),
    ],
)
def test_doi(text: str, plain: str, is_good: bool) -> None:
    """A DOI is taken out of the forms in which it is copied, and judged by its syntax."""
    assert (plain, is_good) == (plain_doi(text), is_doi(plain_doi(text)))


def test_doi_ignores_case() -> None:
    """Two DOIs that differ in capitals or in their resolver are one."""
    assert doi_key("https://doi.org/10.1000/ABC") == doi_key("10.1000/abc")


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://e.org", None),
        ("http://www.e.org:8080/a_b/%20c?x=[1]&y#z", None),
        ("https://россия.рф/новости", None),
        ("https://[2001:db8::1]/", None),
        ("", "it is empty"),
        ("www.e.org/a", "it does not begin with “https://”"),
        ("https:///a", "it names no host"),
        ("https://e.org/a b", "a space cannot stand in one"),
        ("https://e.org/\u0000", "a control character cannot stand in one"),
        ('https://e.org/"onmouseover=', 'the character “"” cannot stand in one'),
        ("https://e.org/{a}", "the character “{” cannot stand in one"),
        ("https://user:secret@e.org/", "it holds a user name"),
        ("https://localhost/", "its host is no public name"),
        ("https://-e-.org/", "its host is no public name"),
        ("https://e.org:port/", "it does not begin with “https://”"),
    ],
)
def test_url_syntax(url: str, problem: str | None) -> None:
    """An address has a scheme, a public host, and no sign that would end it in a page."""
    assert problem == url_problem(url)


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("HTTPS://e.org", "https"),
        ("javascript:alert(1)", "javascript"),
        ("java\nscript:alert(1)", "javascript"),
        (" \x01javascript:alert(1)", "javascript"),
        ("data:text/html,x", "data"),
        ("//e.org", None),
        ("e.org/a:b", None),
    ],
)
def test_url_scheme_is_what_a_browser_sees(url: str, scheme: str | None) -> None:
    """The scheme is read after control characters and spaces are gone, as a browser reads it."""
    assert scheme == url_scheme(url)


def test_one_page_has_one_key() -> None:
    """Scheme, “www.”, capitals, port, fragment and last slash do not tell pages apart."""
    spellings = [
        "https://www.e.org/a?x=1",
        "http://e.org/a?x=1",
        "https://E.ORG:443/a/?x=1",
        "https://e.org/a?x=1#top",
    ]

    assert {"e.org/a?x=1"} == {url_key(url) for url in spellings}
    assert len({url_key(url) for url in ["https://e.org/a", "https://e.org/A", "no address"]}) == 3


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("978-0-201-13448-3", None),
        ("9780201134483", None),
        ("0-201-13447-0", None),
        ("0-8044-2957-x", None),
        ("978-0-201-13448-4", "its check digit does not fit"),
        ("0-201-13447-1", "its check digit does not fit"),
        ("12345", "it has not 10 digits, nor 13 that begin with 978 or 979"),
        ("9770201134483", "it has not 10 digits, nor 13 that begin with 978 or 979"),
        ("٩٧٨٠٢٠١١٣٤٤٨٣", "it has not 10 digits, nor 13 that begin with 978 or 979"),
    ],
)
def test_isbn(number: str, problem: str | None) -> None:
    """The check digit proves an ISBN of either length."""
    assert problem == isbn_problem(number)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("0317-8471", None),
        ("2434-561X", None),
        ("2434-561x", None),
        ("0317-8472", "its check digit does not fit"),
        ("03178471", "it has not the form 1234-5679"),
    ],
)
def test_issn(number: str, problem: str | None) -> None:
    """The check digit proves an ISSN."""
    assert problem == issn_problem(number)


@pytest.mark.parametrize(
    ("name", "written", "plain"),
    [
        # Mendeley escapes what is special in LaTeX; so do authors, in a field that is verbatim.
        ("doi", r"10.1007/978-3-319-05269-4{\_}4", "10.1007/978-3-319-05269-4_4"),
        ("url", r"http://e.org/a{\_}b{\%}20c.pdf", "http://e.org/a_b%20c.pdf"),
        ("url", r"http://e.org/?a=1\&b=2{\#}c", "http://e.org/?a=1&b=2#c"),
        ("url", r"\url{http://e.org/a_b}", "http://e.org/a_b"),
        ("url", r"http://e.org/a{\textunderscore}b\_c", "http://e.org/a_b_c"),
        ("url", r"\href{http://e.org/a}{the page}", "http://e.org/a"),
        ("url", r"http://e.org/\~{}knuth", "http://e.org/~knuth"),
        ("url", r"http://e.org/{\textasciitilde}knuth", "http://e.org/~knuth"),
        ("url", r"http://e.org/$\sim$knuth", "http://e.org/~knuth"),
        # A DOI is a name: what resolves it, and how an address spells it, is no part of it.
        ("doi", "https://dx.doi.org/10.1000%2F182", "10.1000/182"),
        ("doi", "https://doi.org/doi:10.1000/182", "10.1000/182"),
        ("doi", "https://doi-org.proxy.example.org/10.1000/182", "10.1000/182"),
        ("doi", "DOI 10.1000/182.", "10.1000/182"),
        ("doi", "{10.1000/182}", "10.1000/182"),
        ("doi", "10.1002/1:2%3C1450::AID-1%3E3.0.CO;2-I", "10.1002/1:2<1450::AID-1>3.0.CO;2-I"),
        ("doi", "10.1002/1:2&lt;1450::AID-1&gt;3.0.CO;2-I", "10.1002/1:2<1450::AID-1>3.0.CO;2-I"),
        ("doi", "n/a", "n/a"),
        # What a browser makes of it when it is typed.
        ("url", "www.e.org/a", "https://www.e.org/a"),
        ("url", "<http://e.org/>", "http://e.org/"),
        ("url", "http://e.org/a b.pdf", "http://e.org/a%20b.pdf"),
        ("url", "http://e.org/(SICI)<1::2>x", "http://e.org/(SICI)%3C1::2%3Ex"),
        ("url", "10.1000/182", "https://doi.org/10.1000/182"),
        ("url", "http://a.org/x http://b.org/y", "http://a.org/x"),
        ("url", "https://россия.рф/новости", "https://россия.рф/новости"),
        ("url", r"java\-script:alert(1)", r"java\-script:alert(1)"),
        ("url", "see the website", "see the website"),
        # Numbers with blanks, dashes and remarks.
        ("issn", "00368075", "0036-8075"),
        ("issn", "0036-8075 (Print) 1095-9203 (Electronic)", "0036-8075, 1095-9203"),
        ("issn", "ISSN: 0036–8075 and 1095 9203", "0036-8075, 1095-9203"),
        ("issn", "0317847x", "0317-847X"),
        ("issn", "0036-807", "0036-807"),
        ("isbn", "9780201134483", "9780201134483"),
        ("isbn", "978 0 201 13448 3", "978-0-201-13448-3"),
        ("isbn", "978–0–201–13448–3 (hbk.)", "978-0-201-13448-3"),
        ("isbn", "9780201134483 0201134470", "9780201134483, 0201134470"),
        ("isbn", "ISBN-13: 978-0-201-13448-3; ISBN-10: 0-201-13447-0",
         "978-0-201-13448-3, 0-201-13447-0"),
        ("isbn", "0-201-13447-0, 123", "0-201-13447-0, 123"),
        ("isbn", "0201134470 (pbk.) : $15.95", "0201134470"),
        ("eprint", "arXiv:1234.5678v2", "1234.5678v2"),
        ("title", r"{\_}", r"{\_}"),
    ],
)  # fmt: skip
def test_what_is_plain_gets_its_form(name: str, written: str, plain: str) -> None:
    """Identifiers as other programs write them have one form, and that is changed no more."""
    found = plain_value(name, written)

    assert plain == found == plain_value(name, found)

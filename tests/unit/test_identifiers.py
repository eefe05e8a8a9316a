"""`formats.identifiers`: DOI, URL, ISBN, ISSN."""

from __future__ import annotations

import pytest

from sourcebook.formats.identifiers import (
    doi_key,
    is_doi,
    isbn_problem,
    issn_problem,
    plain_doi,
    url_key,
    url_problem,
    url_scheme,
)


@pytest.mark.parametrize(
    ("text", "plain", "is_good"),
    [
        ("10.1000/182", "10.1000/182", True),
        ("10.1002/(SICI)1522-2594(199911)42:5%3c952::AID-MRM16%3e3.0.CO;2-S",) * 2 + (True,),
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

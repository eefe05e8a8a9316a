"""`formats.numbers`, `site.telling`, `site.spellings`: what words say, how names are spelled."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sourcebook.diagnostics import Location
from sourcebook.formats.numbers import can_be_read, numbers_in, scale_of
from sourcebook.records.excerpts import Excerpt, KeptExcerpt
from sourcebook.site.spellings import skeleton
from sourcebook.site.telling import telling_words


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("1,100 km", ["1100", "1.1"], id="a-comma-is-one-of-two-things"),
        pytest.param("1,1 тыс. км", ["1100"], id="decimal-comma-and-thousand"),
        pytest.param("4,50,000 tonnes", ["450000"], id="indian-grouping"),
        pytest.param("1.234.567,89", ["1234567.89"], id="continental-grouping"),
        pytest.param("45 000 doses", ["45000", "45", "0"], id="blanks-between-groups"),
        pytest.param("૧૧૨૨", ["1122"], id="digits-of-another-script"),
        pytest.param("USD153 million", ["153000000"], id="currency-before"),
        pytest.param("$2bn and 12.3Bln", ["2000000000", "12300000000"], id="short-scales"),
        pytest.param("3.2 lakh, 5 crore", ["320000", "50000000"], id="lakh-and-crore"),
        pytest.param("a Mi-35M", ["35", "35000000"], id="a-letter-that-may-be-a-scale"),
        pytest.param("half a million more", ["500000"], id="half-a-million"),
        pytest.param("now half billion dollars", ["500000000"], id="half-billion"),
        pytest.param("one and a half million", ["1500000"], id="and-a-half"),
        pytest.param("a million tons", ["1000000"], id="a-million"),
        pytest.param("millions of tons", [], id="millions-are-no-number"),
        pytest.param("$8 million", ["8000000"], id="eight-million-is-not-a-million"),
        pytest.param("fifty thousand", ["50000"], id="spelled-out"),
        pytest.param("a hundred and fifty-thousand", ["150000"], id="with-a-hyphen"),
        pytest.param("two hundred and six, or seven", ["206", "7"], id="hundreds"),
        pytest.param("превысили один миллион тонн", ["1000000"], id="russian"),
        pytest.param("четыре вертолета", ["4"], id="russian-without-scale"),
        pytest.param("no number", [], id="none"),
        pytest.param("9" * 40, [], id="an-identifier"),
    ],
)
def test_numbers_in_words(text: str, numbers: list[str]) -> None:
    """Every number that the words may hold is found, in its full size, and no other."""
    assert frozenset(map(Decimal, numbers)) == numbers_in(text)


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("million US dollars", 6), ("billion cubic metres a year", 9), ("km", 0), ("m", 0), ("", 0)],
)
def test_the_scale_of_a_unit(unit: str, scale: int) -> None:
    """A unit that begins with “million” counts millions; metres are no scale."""
    assert scale == scale_of(unit)


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("fifty thousand", True),
        ("пятьдесят тысяч", True),
        ("پچاس ہزار", False),
        ("پچاس ۵۰", True),
        ("", True),
    ],
)
def test_numerals_that_are_not_known(text: str, can: bool) -> None:
    """A number spelled out in another script is not called missing."""
    assert can is can_be_read(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Alexei Kosygin", "Aleksey Kossygin", True, id="vowels-and-doubles"),
        pytest.param("Zulfikar Ali Bhutto", "Zulfiqar Ali Bhutto", True, id="k-and-q"),
        pytest.param("Zia-ul-Haq", "Ziaul Haq", True, id="hyphens"),
        pytest.param("Organisation of States", "Organization of States", True, id="s-and-z"),
        pytest.param("Сергей Лавров", "Сергий Лавров", True, id="cyrillic"),
        pytest.param("Mikhail Fradkov", "Mikhail E. Fradkov", False, id="an-initial"),
        pytest.param("Gilani", "Syed Gilani", False, id="another-name-more"),
        pytest.param("Sergei Lavrov", "Sergei Shoigu", False, id="another-person"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    """Spellings differ in what transliteration leaves open; other forms differ in more."""
    assert same is (skeleton(one) == skeleton(other))


def test_an_abbreviation_is_no_spelling() -> None:
    """“US” and “USA” have nothing that could be compared."""
    assert [skeleton("US"), skeleton("USA")] == ["", ""]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        pytest.param("4 July 2017", 1, id="a-date-in-another-order"),
        pytest.param("27 April 1948", 2, id="a-month-cut-short"),
        pytest.param("One day", 3, id="the-beginning-of-a-word"),
        pytest.param("5 July 2017", None, id="another-day"),
        pytest.param("Three weeks", None, id="none"),
        pytest.param("to", None, id="nothing-to-tell"),
    ],
)
def test_the_words_that_tell_a_version(value: str, number: int | None) -> None:
    """The excerpt with the version's numbers and words is shown beside it, or none."""
    texts = (
        "On October 13, 2017, they inked it",
        "On July 4, 2017, they signed a memorandum",
        "by an exchange of notes from Apr. 27, 1948",
        "a day-long visit",
    )
    kept = [KeptExcerpt(Excerpt(text=text), Location("a.yml")) for text in texts]

    found = telling_words(value, kept)
    assert (None if number is None else kept[number]) == found

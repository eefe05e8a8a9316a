r"""`plain_value`: identifiers and addresses as other programs write them, in their own form.

LaTeX that stands for a sign (Mendeley's ``{\_}``, ``\%``), resolvers and labels before a DOI,
percent signs in one (DOI Handbook §2.6: the encoding is of the address, not of the name), blanks
and dashes of any kind in an ISBN or ISSN. Only what has one meaning is changed, and what is
changed once is not changed again. Pure, and linear in the text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

_URL_MACRO = re.compile(r"\\(?:url|href|path|nolinkurl|burl)\s*\{([^{}]*)\}(?:\s*\{[^{}]*\})?")
_TILDE = re.compile(r"\\~\{\s*\}|\\textasciitilde(?:\{\}|\s)?|\$\\sim\$|\\sim\b")
_UNDERSCORE = re.compile(r"\\(?:textunderscore|_)(?:\{\}|\s)?")
_ESCAPED = re.compile(r"\\([&%#$~^{}])(?:\{\})?")
_LINE_BREAK = re.compile(r"\\(?:-|/|allowbreak\b(?:\{\})?|slash\b(?:\{\})?)\s?")
_GROUP = re.compile(r"\{([^{}]*)\}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

_BEFORE_DOI = re.compile(
    r"(?:(?:https?:)?(?://)?(?:dx\.|www\.)?doi\.org(?:\.[\w.-]+)?/"
    r"|https?://doi-org\.[\w.-]+/|doi(?:\.org)?\s*[:=]?\s*|urn:doi:|info:doi/)+(?=10\.)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")

_BEFORE_URL = re.compile(
    r"(?:URL|Available(?: at| from)?|Retrieved from)\s*:?\s*(?=https?://)", re.I
)
_BARE_HOST = re.compile(r"(?:www\.[\w-]+\.|(?:dx\.)?doi\.org/|arxiv\.org/)", re.I)
_TWO_ADDRESSES = re.compile(r"[\s,;|]+(?=(?:https?://|www\.))", re.I)
_TO_ENCODE = re.compile(r"[\s<>\"{}^`|]+")

_REMARK = re.compile(
    r"\([^()]*\)|:\s*[^\w\s]?\s?[0-9]+[.,][0-9]{2}(?![0-9])|\[[^\[\]]*\]|[^\W\d_]{2,}(?:-1[03])?\.?:?",
    re.UNICODE,
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u00ad]|-{2,}")
_NUMBERS = re.compile(r"(?:97[89][ -]?)?(?:[0-9][ -]?){9}[0-9Xx](?![0-9])")
_SERIAL = re.compile(r"(?<![0-9-])([0-9]{4})[ -]?([0-9]{3}[0-9Xx])(?![0-9-])")
_LEFT_OVER = re.compile(r"[\s,;:/.&+-]*(?:and)?[\s,;:/.&+-]*")
_LONGEST = 2000


def plain_value(name: str, value: str) -> str:
    r"""Return the *value* of the field *name* in the form that it should have.

    What has another form than is known stays as it is, to be judged.

    >>> plain_value("doi", "https://doi.org/10.1007/978-3-319-05269-4{\\_}4")
    '10.1007/978-3-319-05269-4_4'
    >>> plain_value("issn", "00368075 (Print), 1095 9203")
    '0036-8075, 1095-9203'
    """
    plain = _PLAIN.get(name)
    return plain(value) if plain and len(value) <= _LONGEST else value


def without_latex(text: str) -> str:
    r"""Return a text that is not LaTeX without the escapes that programs write all the same."""
    if "\\" in text or "$" in text:
        text = _URL_MACRO.sub(r"\1", text)
        text = _UNDERSCORE.sub("_", _LINE_BREAK.sub(_slash, _TILDE.sub("~", text)))
        text = _ESCAPED.sub(r"\1", text)
    for _ in range(3 if "{" in text else 0):
        text = _GROUP.sub(r"\1", text)
    return _INVISIBLE.sub("", text).strip() if not text.isascii() else text.strip()


def _slash(match: re.Match[str]) -> str:
    return "/" if "slash" in match[0] else ""


def plain_doi(text: str) -> str:
    """Return *text* without a resolver's address or ``doi:`` before it, and not encoded."""
    plain = without_latex(text)
    if before := _BEFORE_DOI.match(plain):
        plain = plain[before.end() :]
    if not plain.startswith("10."):
        return text.strip()
    if _PERCENT.search(plain) and "\ufffd" not in (decoded := unquote(plain)):
        plain = decoded
    return (html.unescape(plain) if "&" in plain else plain).rstrip(".,;")


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses that stand in one value, as they are written."""
    return tuple(part for part in _TWO_ADDRESSES.split(text) if part)


def _plain_url(text: str) -> str:
    """Return the first address in *text* as a browser would take it."""
    plain = without_latex(text)
    if plain.startswith("<") and plain.endswith(">"):
        plain = plain[1:-1]
    plain = next(iter(addresses(_BEFORE_URL.sub("", plain, count=1))), "")
    if plain.startswith("10.") or plain.lower().startswith("doi:"):
        doi = plain_doi(plain)
        plain = f"https://doi.org/{quote(doi, safe='/:;()-._')}" if doi.startswith("10.") else plain
    if _BARE_HOST.match(plain):
        plain = f"https://{plain}"
    if plain.lower().startswith(("http://", "https://")):
        return _TO_ENCODE.sub(lambda match: quote(match[0]), plain)
    return text


def _plain_isbn(text: str) -> str:
    return _numbers(text, _NUMBERS, lambda match: match[0].strip(" -").replace(" ", "-").upper())


def _plain_issn(text: str) -> str:
    return _numbers(text, _SERIAL, lambda match: f"{match[1]}-{match[2].upper()}")


def _numbers(text: str, form: re.Pattern[str], written: Callable[[re.Match[str]], str]) -> str:
    """Return the numbers in *text* with commas between them; *text* where anything is left."""
    plain = _DASHES.sub("-", without_latex(text).replace("\u00a0", " "))
    plain = _REMARK.sub(lambda match: match[0] if match[0].lower() == "and" else " ", plain)
    if _LEFT_OVER.fullmatch(" ".join(form.sub(" ", plain).split())) is None:
        return text
    found = dict.fromkeys(map(written, form.finditer(plain)))
    return ", ".join(found) or text


def _plain_eprint(text: str) -> str:
    plain = re.sub(r"^(?:arxiv|pmid)\s*:\s*", "", without_latex(text), flags=re.IGNORECASE)
    return " ".join(plain.split())


_PLAIN: Mapping[str, Callable[[str], str]] = {
    "archiveurl": _plain_url,
    "doi": plain_doi,
    "eprint": _plain_eprint,
    "isbn": _plain_isbn,
    "issn": _plain_issn,
    "url": _plain_url,
}
"""biblatex's fields → what makes their values plain."""

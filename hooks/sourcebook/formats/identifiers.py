"""DOI, URL, ISBN, ISSN: their syntax, check digits and normal forms; that of a title.

Sources: DOI Handbook §2.2 (``10.`` registrant ``/`` suffix); RFC 3986 for addresses; ISO 2108
(ISBN) and ISO 3297 (ISSN) for check digits. Every function is pure and linear in its text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from sourcebook.formats.plain_values import plain_doi

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s{}\\\"]+")
_NOT_IN_URL = re.compile(r"[\s<>\"{}\\^`\x00-\x20\x7f]")
_HOST = re.compile(r"[\w](?:[\w.-]*[\w])?", re.ASCII)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_NOT_IN_TITLE_KEY = re.compile(r"[\W_]+")
_ARTICLES = re.compile(r"\b(?:the|a|an)\b ?")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")

SHORTEST_TITLE_KEY = 8
"""Characters below which equal titles say nothing (“Preface”)."""
ALLOWED_SCHEMES: tuple[str, ...] = ("http", "https")


def is_doi(text: str) -> bool:
    """Whether *text* is a DOI name such as ``10.1000/182``, with nothing before it."""
    return _DOI.fullmatch(text) is not None


def doi_key(text: str) -> str:
    """Return the form by which two spellings of a DOI are one: DOI names ignore ASCII case."""
    return plain_doi(text).lower()


def url_scheme(text: str) -> str | None:
    """Return the scheme of an address in lower case, or ``None``.

    Control characters and spaces are taken out first, as a browser does: ``java\\nscript:`` is
    a script link.
    """
    match = _SCHEME.match(_CONTROL.sub("", text))
    return match[1].lower() if match else None


@lru_cache(maxsize=8192)
def url_problem(text: str) -> str | None:
    """Return why *text* is no address of a page, as a clause, or ``None`` for a good one.

    The scheme is not judged here: see `url_scheme` and `ALLOWED_SCHEMES`.
    """
    if not text:
        return "it is empty"
    wrong = _NOT_IN_URL.search(text)
    if wrong:
        name = "a space" if wrong[0].isspace() else f"the character “{wrong[0]}”"
        return f"{name if wrong[0].isprintable() else 'a control character'} cannot stand in one"
    parts = _split(text)
    if parts is None or not parts.scheme:
        return "it does not begin with “https://”"
    if not parts.netloc:
        return "it names no host"
    if "@" in parts.netloc:
        return "it holds a user name"
    host = _host(parts)
    if host is None or not {".", ":"} & set(host):
        return "its host is no public name"
    return None


@lru_cache(maxsize=8192)
def url_key(text: str) -> str:
    """Return the form by which two addresses are one page.

    Scheme (http or https), ``www.``, the case of the host, a default port, a slash at the end
    and the fragment do not tell pages apart; path and query do. A text that is no address is
    its own key.
    """
    parts = _split(text.strip())
    host = _host(parts) if parts else None
    if parts is None or host is None or parts.scheme.lower() not in ALLOWED_SCHEMES:
        return text.strip()
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{host.removeprefix('www.')}{port}{parts.path.rstrip('/')}{query}"


def title_key(title: str) -> str:
    """Return a title without capitals, accents, punctuation, spaces and articles."""
    plain = title.casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in letters if not unicodedata.combining(char))
    return _ARTICLES.sub("", _NOT_IN_TITLE_KEY.sub(" ", plain)).replace(" ", "")


def url_host(text: str) -> str:
    """Return the host of an address in ASCII and lower case, without ``www.``; "" for none."""
    parts = _split(text.strip())
    return ((_host(parts) if parts else None) or "").removeprefix("www.")


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 – the property raises where the port is no number
    except ValueError:
        return None
    return parts


def _host(parts: SplitResult) -> str | None:
    """Return the host in lower case and in ASCII, or ``None`` where it is none."""
    host = parts.hostname or ""
    if ":" in host:
        return host
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return host if _HOST.fullmatch(host) else None


def isbn_problem(text: str) -> str | None:
    """Return why *text* is no ISBN-10 or ISBN-13, as a clause, or ``None`` for a good one."""
    digits = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return None if _sum_11(digits) % 11 == 0 else "its check digit does not fit"
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        return None if total % 10 == 0 else "its check digit does not fit"
    return "it has not 10 digits, nor 13 that begin with 978 or 979"


def issn_problem(text: str) -> str | None:
    """Return why *text* is no ISSN, as a clause, or ``None`` for a good one."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9Xx]", text.strip()):
        return "it has not the form 1234-5679"
    digits = text.strip().replace("-", "").upper()
    return None if _sum_11(digits) % 11 == 0 else "its check digit does not fit"


def _sum_11(digits: str) -> int:
    """Return the weighted sum that check digits modulo 11 (X is ten) bring to a multiple."""
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(
        value * weight for value, weight in zip(values, range(len(digits), 0, -1), strict=True)
    )

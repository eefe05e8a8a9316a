"""`check_identifier`: what is to be said of a DOI, an address, an ISBN or ISSN."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sourcebook.diagnostics import Diagnostic
from sourcebook.diagnostics import rules_bib_fields as rules
from sourcebook.diagnostics.rule import Rule
from sourcebook.formats.bibtex import Field
from sourcebook.formats.identifiers import (
    ALLOWED_SCHEMES,
    is_doi,
    isbn_problem,
    issn_problem,
    url_problem,
    url_scheme,
)
from sourcebook.formats.plain_values import addresses, plain_value, without_latex

ADDRESSES = frozenset({"url", "archiveurl"})


def check_identifier(found: Field) -> Iterator[Diagnostic]:
    """Yield why a value is none of its kind; else that it is read in another form."""
    plain = plain_value(found.name, found.value)
    check = _CHECKS.get(found.name)
    problems = list(check(found, plain)) if check else []
    yield from problems
    if problems or plain == found.value:
        return
    shown = excerpt(found.value)
    if found.name in ADDRESSES and len(addresses(without_latex(found.value))) > 1:
        yield rules.PARTLY_READ.at(
            found.location,
            value=shown,
            name=found.name,
            read=f"“{plain}”",
            reason="there are several addresses, and only the first is used",
            advice="Keep the one that leads to the work.",
        )
    else:
        yield rules.OTHER_FORM.at(
            found.location,
            value=shown,
            name=found.name,
            read=f"“{plain}”",
            advice="Run `sourcebook tidy`, which writes it so.",
            mend=(found.value, plain),
        )


def excerpt(value: str) -> str:
    """Return as much of *value* as a message can hold."""
    return value if len(value) <= 120 else value[:119] + "…"


def _check_address(found: Field, plain: str) -> Iterator[Diagnostic]:
    scheme = url_scheme(plain)
    if scheme is not None and scheme not in ALLOWED_SCHEMES and "." not in scheme:
        yield rules.DISALLOWED_SCHEME.at(found.location, name=found.name, scheme=scheme)
    elif cause := url_problem(plain):
        yield rules.MALFORMED_URL.at(
            found.location, url=excerpt(found.value), name=found.name, cause=cause
        )


def _check_doi(found: Field, plain: str) -> Iterator[Diagnostic]:
    if not is_doi(plain):
        yield rules.MALFORMED_DOI.at(found.location, doi=excerpt(found.value))


def _check_numbers(
    rule: Rule, problem: Callable[[str], str | None]
) -> Callable[[Field, str], Iterator[Diagnostic]]:
    def check(found: Field, plain: str) -> Iterator[Diagnostic]:
        for number in plain.split(","):
            if cause := problem(number.strip()[:80]):
                yield rule.at(found.location, number=excerpt(number.strip()), cause=cause)

    return check


_CHECKS: Mapping[str, Callable[[Field, str], Iterator[Diagnostic]]] = {
    "archiveurl": _check_address,
    "doi": _check_doi,
    "isbn": _check_numbers(rules.MALFORMED_ISBN, isbn_problem),
    "issn": _check_numbers(rules.MALFORMED_ISSN, issn_problem),
    "url": _check_address,
}

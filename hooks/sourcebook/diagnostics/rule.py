"""What went wrong: `Severity`, `Rule`, `Diagnostic`.

An author's mistake is a `Diagnostic` value, never an exception. A `Rule` is data: its code and
slug are permanent, and its texts are what `sourcebook explain` and the page of rules show.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from enum import IntEnum

from sourcebook.diagnostics.source import Location


class Severity(IntEnum):
    """How bad it is, in SARIF's words; a higher value is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


Related = tuple[Location, str]
"""Another place that explains the first, and what it is (“first defined here”)."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One occurrence of a rule."""

    location: Location
    rule: Rule
    severity: Severity
    """The rule's own, or what the settings of the project say."""
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    mend: tuple[str, str] | None = None
    """What at the place becomes what, where there is one answer: `sourcebook tidy` does it."""

    @property
    def sort_key(self) -> tuple[object, ...]:
        """File order, then place, then code: the order of every report."""
        return (self.location, self.rule.code, self.message)

    def with_severity(self, severity: Severity) -> Diagnostic:
        """Return the same finding at another severity."""
        return replace(self, severity=severity)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem.

    *message* and *hint* are format strings whose names are given to `at`. A message says what is
    wrong and why in one sentence, without position and without “Error:”; the hint says what to
    do. The author's own words stand in “ ”.
    """

    code: str
    """Permanent: three letters of the family, three digits. Never reused."""
    slug: str
    severity: Severity
    message: str
    hint: str = ""
    why: str = ""
    """Why it matters to a reader or a contributor: one or two sentences."""
    example: str = ""
    """A few lines that break the rule, as they would stand in a file."""
    instead: str = ""
    """The same lines put right."""

    def at(
        self,
        location: Location,
        *,
        related: tuple[Related, ...] = (),
        mend: tuple[str, str] | None = None,
        **values: object,
    ) -> Diagnostic:
        """Return an occurrence of the rule: the only way to make a `Diagnostic`.

        A hint for which a value is missing or empty is left out, so a rule can offer “Did you
        mean …?” and fall silent where nothing is near. A missing value of the *message* raises
        `KeyError`: that is our mistake.
        """
        wanted = [name for _, name, _, _ in string.Formatter().parse(self.hint) if name]
        hint_values = {name: values.get(name) for name in wanted}
        hint = (
            ""
            if None in hint_values.values() or "" in hint_values.values()
            else (self.hint.format(**hint_values))
        )
        return Diagnostic(
            location=location,
            rule=self,
            severity=self.severity,
            message=self.message.format(**values),
            hint=hint,
            related=related,
            mend=mend,
        )


def in_general(text: str) -> str:
    """Return the *message* or *hint* of a rule as it reads before anything has happened.

    What an occurrence would fill in is “…”; where it fills in all, nothing is left.
    """
    shown = "".join(
        literal + ("" if name is None else "…")
        for literal, name, _, _ in string.Formatter().parse(text)
    )
    return "" if shown == "…" else shown.replace("….", "…")

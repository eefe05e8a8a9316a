"""The subject that most tests are about: visits, sectors, and what the engine has of its own."""

from __future__ import annotations

from building import DECLARATION, VISITS
from sourcebook.diagnostics import Source
from sourcebook.records.subject import Subject, subject_of


def subject(declaration: str) -> Subject:
    """Return the subject that *declaration* declares, which must be sound."""
    found, problems = subject_of(Source(DECLARATION, declaration))
    assert found is not None, problems
    return found


COLLECTIONS = subject(VISITS).collections

"""`Excerpt`, `load_excerpts`: short verbatim pieces of works, kept in the repository.

``bibliography/excerpts/<citekey>.yml`` is a list; each entry is one piece.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field

from sourcebook.diagnostics import KEPT, Diagnostic, Location, Source, nearest, rules_evd, rules_rec
from sourcebook.formats.yaml import load_yaml
from sourcebook.project import EXCERPTS
from sourcebook.records.fields import LanguageTag, Line, Record
from sourcebook.records.records import validate

MOST_WORDS = 25


class Excerpt(Record):
    """A verbatim piece of a work."""

    text: Line = Field(description="The words as they stand, at most 25")
    lang: LanguageTag | None = Field(None, description="Their language, such as en or ru")
    locator: Line | None = Field(None, description="Where they stand, such as p. 3")
    supports: Line | None = Field(None, description="The fact that they prove")


@dataclass(frozen=True, slots=True)
class KeptExcerpt:
    """An excerpt and where it is kept."""

    excerpt: Excerpt
    location: Location


Excerpts = Mapping[str, tuple[KeptExcerpt, ...]]
"""By citekey, in the order of the file."""


def excerpts_path(citekey: str) -> str:
    """Return the path of the file that keeps the excerpts of *citekey*."""
    return f"{EXCERPTS}/{citekey}.yml"


def load_excerpts(
    sources: Mapping[str, Source], citekeys: Mapping[str, object], broken: frozenset[str]
) -> tuple[Excerpts, tuple[Diagnostic, ...]]:
    """Return the excerpts in *sources* (by path) of the works in *citekeys*, and every problem."""
    kept: dict[str, tuple[KeptExcerpt, ...]] = {}
    diagnostics: list[Diagnostic] = []
    for path, source in sources.items():
        citekey = path.rpartition("/")[2].removesuffix(".yml")
        if citekey not in citekeys and citekey not in broken:
            near = nearest(citekey, citekeys)
            problem = rules_evd.EXCERPTS_WITHOUT_WORK.at(
                Location(path), citekey=citekey, nearest=near
            )
            diagnostics.append(problem)
        found, problems = _load(source)
        diagnostics += problems
        kept[citekey] = found
    return kept, tuple(diagnostics)


@lru_cache(maxsize=KEPT)
def _load(source: Source) -> tuple[tuple[KeptExcerpt, ...], tuple[Diagnostic, ...]]:
    located, problems = load_yaml(source)
    if located is None or located.value is None:
        return (), problems
    if not isinstance(located.value, tuple):
        at = Location(source.path)
        return (), (*problems, rules_rec.NOT_A_LIST.at(at, plural="excerpts"))
    diagnostics = list(problems)
    kept = []
    for position, value in enumerate(located.value):
        excerpt, more = validate(Excerpt, value, located, (position,))
        diagnostics += more
        if excerpt is None:
            continue
        at = located.location((position, "text"))
        count = len(excerpt.text.split())
        if count > MOST_WORDS:
            diagnostics.append(rules_evd.EXCERPT_TOO_LONG.at(at, count=count, most=MOST_WORDS))
        kept.append(KeptExcerpt(excerpt, at))
    return tuple(kept), tuple(diagnostics)

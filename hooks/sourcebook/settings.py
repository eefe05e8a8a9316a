"""`Settings`: the table ``[tool.sourcebook]`` of pyproject.toml.

[tool.sourcebook.rules] changes severities: ``BIB020 = "off"`` (or note, warning, error).
[tool.sourcebook.scripts] says which language a script stands for: ``Cyrl = "ru"``.
[tool.sourcebook.publication] says who answers for the pages, ``author = "…"``, and under which of
`LICENCES` text and data are given away, ``text-licence = "CC-BY-4.0"``, ``data-licence = …``.
[tool.sourcebook.citations] chooses a CSL style by its file name, ``style = "apa"``, and how
citations are shown, ``mode = "numbered"`` or ``"author-date"``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

from sourcebook.diagnostics import Diagnostic, Location, Severity, rules_src

_LEVELS: dict[str, Severity | None] = {
    "off": None,
    "note": Severity.NOTE,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}


DisplayMode = Literal["numbered", "author-date"]
_TABLES = frozenset({"rules", "scripts", "citations", "publication"})
_STYLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence under which something is given away."""

    name: str
    """SPDX identifier, which the Data Package standard asks for, too."""
    title: str
    url: str


LICENCES: Mapping[str, Licence] = {
    one.name: one
    for one in (
        Licence(
            "CC0-1.0", "CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"
        ),
        Licence(
            "CC-BY-4.0",
            "Creative Commons Attribution 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        Licence(
            "CC-BY-SA-4.0",
            "Creative Commons Attribution-ShareAlike 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
        Licence(
            "ODC-By-1.0",
            "Open Data Commons Attribution License 1.0",
            "https://opendatacommons.org/licenses/by/1-0/",
        ),
        Licence(
            "ODbL-1.0",
            "Open Data Commons Open Database License 1.0",
            "https://opendatacommons.org/licenses/odbl/1-0/",
        ),
        Licence(
            "PDDL-1.0",
            "Open Data Commons Public Domain Dedication and License 1.0",
            "https://opendatacommons.org/licenses/pddl/1-0/",
        ),
    )
}
"""By the names that the settings may use."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project may decide about the checks."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """By rule code; ``None`` switches the rule off."""
    scripts: Mapping[str, str] = field(default_factory=dict)
    """Language tags by ISO 15924 code."""
    style: str | None = None
    """Name of a file in ``bibliography/styles/`` without ``.csl``; ``None`` is pandoc's default."""
    mode: DisplayMode = "numbered"
    author: str = ""
    """Who answers for the pages, in citations of them: a body or a person."""
    text_licence: Licence | None = None
    data_licence: Licence | None = None

    def apply(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return *diagnostics* at the severities of the project, in report order, each once."""
        changed = []
        for diagnostic in dict.fromkeys(diagnostics):
            severity = self.severities.get(diagnostic.rule.code, diagnostic.severity)
            if severity is not None:
                changed.append(diagnostic.with_severity(severity))
        return tuple(sorted(changed, key=lambda diagnostic: diagnostic.sort_key))


def read_settings(path: Path, name: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return the settings in the TOML file at *path*, called *name* in diagnostics.

    A file that is missing, or has no such table, gives the defaults.
    """
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text).get("tool", {}).get("sourcebook", {})
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(), (_bad(name, str(error)),)
    if not isinstance(table, dict):
        return Settings(), (_bad(name, "it must be a table"),)
    problems = [_bad(name, f"there is no setting “{key}”") for key in sorted(set(table) - _TABLES)]
    severities: dict[str, Severity | None] = {}
    for code, level in _entries(table, "rules"):
        if isinstance(level, str) and level in _LEVELS:
            severities[code] = _LEVELS[level]
        else:
            reason = f"“{code}” must be one of {', '.join(_LEVELS)}, not “{level}”"
            problems.append(_bad(name, reason))
    scripts: dict[str, str] = {}
    for script, language in _entries(table, "scripts"):
        if isinstance(language, str) and _LANGUAGE.fullmatch(language):
            scripts[script] = language
        else:
            problems.append(_bad(name, f"“{script}” must be a language tag, not “{language}”"))
    chosen: dict[str, str] = {}
    for key, value in _entries(table, "citations"):
        if key == "style" and isinstance(value, str) and _STYLE.fullmatch(value):
            chosen[key] = value
        elif key == "mode" and value in get_args(DisplayMode):
            chosen[key] = str(value)
        else:
            problems.append(_bad(name, f"“{key}” of citations cannot be “{value}”"))
    mode = cast("DisplayMode", chosen.get("mode", "numbered"))
    author = ""
    licences: dict[str, Licence] = {}
    for key, value in _entries(table, "publication"):
        if key == "author" and isinstance(value, str) and value.strip():
            author = " ".join(value.split())
        elif key in ("text-licence", "data-licence") and value in LICENCES:
            licences[key] = LICENCES[str(value)]
        else:
            problems.append(_bad(name, f"“{key}” of publication cannot be “{value}”"))
    settings = Settings(
        severities,
        scripts,
        chosen.get("style"),
        mode,
        author,
        licences.get("text-licence"),
        licences.get("data-licence"),
    )
    return settings, tuple(problems)


def _entries(table: Mapping[str, object], name: str) -> Iterable[tuple[str, object]]:
    found = table.get(name, {})
    return found.items() if isinstance(found, dict) else ()


def _bad(name: str, reason: str) -> Diagnostic:
    return rules_src.BAD_SETTINGS.at(Location(name), reason=reason)

"""`Settings`: the table ``[tool.sourcebook]`` of pyproject.toml.

[tool.sourcebook.rules] changes severities: ``BIB020 = "off"`` (or note, warning, error).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sourcebook.diagnostics import Diagnostic, Location, Severity, rules_src

_LEVELS: dict[str, Severity | None] = {
    "off": None,
    "note": Severity.NOTE,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project may decide about the checks."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """By rule code; ``None`` switches the rule off."""

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
        return Settings(), (rules_src.BAD_SETTINGS.at(Location(name), reason=str(error)),)
    problems: list[Diagnostic] = []
    severities: dict[str, Severity | None] = {}
    rules = table.get("rules", {}) if isinstance(table, dict) else {}
    for code, level in rules.items() if isinstance(rules, dict) else ():
        if level in _LEVELS:
            severities[code] = _LEVELS[level]
        else:
            reason = f"“{code}” must be one of {', '.join(_LEVELS)}, not “{level}”"
            problems.append(rules_src.BAD_SETTINGS.at(Location(name), reason=reason))
    unknown = sorted(set(table) - {"rules"}) if isinstance(table, dict) else []
    problems += [
        rules_src.BAD_SETTINGS.at(Location(name), reason=f"there is no setting “{key}”")
        for key in unknown
    ]
    return Settings(severities), tuple(problems)

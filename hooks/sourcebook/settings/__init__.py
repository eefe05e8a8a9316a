"""`Settings`: the table ``[tool.sourcebook]`` of pyproject.toml.

[tool.sourcebook.rules] changes severities: ``BIB020 = "off"`` (or note, warning, error).
[tool.sourcebook.scripts] says which language a script stands for: ``Cyrl = "ru"``.
[tool.sourcebook.publication] says who answers for the pages, ``author = "…"``, and under which of
`LICENCES` text and data are given away, ``text-licence = "CC-BY-4.0"``, ``data-licence = …``.
[tool.sourcebook.citations] chooses a CSL style by its file name, ``style = "apa"``, and how
citations are shown, ``mode = "numbered"`` or ``"author-date"``.
[tool.sourcebook.files] lists kinds and names of files that are published beside the usual ones,
``publish = ["css", "CNAME"]``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from sourcebook.diagnostics import Diagnostic, Severity, Source
from sourcebook.formats.located import Path
from sourcebook.formats.toml import load_toml
from sourcebook.settings.form import (
    LICENCES,
    DisplayMode,
    Licence,
    SettingsFile,
    setting_problem,
)

__all__ = ["LICENCES", "DisplayMode", "Licence", "Settings", "read_settings"]

_SETTING = len(("tool", "sourcebook", "rules", "CIT003"))
"""Steps to one setting."""
_MOST_PROBLEMS = 100
"""Who has more has made one mistake, and “Did you mean …?” takes a millisecond each."""


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
    published: frozenset[str] = frozenset()
    """Kinds (endings, in small letters) and names of files that are published, too."""

    def apply(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return *diagnostics* at the severities of the project, in report order, each once."""
        changed = []
        for diagnostic in dict.fromkeys(diagnostics):
            severity = self.severities.get(diagnostic.rule.code, diagnostic.severity)
            if severity is not None:
                changed.append(diagnostic.with_severity(severity))
        return tuple(sorted(changed, key=lambda diagnostic: diagnostic.sort_key))


def read_settings(
    source: Source | None, styles: Collection[str]
) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return the settings in the TOML file *source*, and what is wrong with the others.

    *styles* are the names of the styles that there are. Without a file, or such a table in it, all
    is as by default.
    """
    toml, problems = load_toml(source) if source else (None, ())
    if toml is None:
        return Settings(), problems
    context = {"styles": styles}
    try:
        file = SettingsFile.model_validate(toml.value, context=context)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        problems = tuple(setting_problem(one, toml) for one in errors[:_MOST_PROBLEMS])
        # One mistake does not bring back every rule that the others switch off.
        bad = {tuple(one["loc"][:_SETTING]) for one in errors}
        file = SettingsFile.model_validate(_without(toml.value, bad), context=context)
    table = file.tool.sourcebook
    settings = Settings(
        table.rules,
        table.scripts,
        table.citations.style,
        table.citations.mode,
        table.publication.author,
        table.publication.text_licence,
        table.publication.data_licence,
        table.files.publish,
    )
    return settings, problems


def _without(value: object, bad: Collection[Path], path: Path = ()) -> object:
    """Return *value* without what stands at the paths *bad*."""
    if not isinstance(value, Mapping) or len(path) == _SETTING:
        return value
    below = ((name, (*path, name), part) for name, part in value.items())
    return {name: _without(part, bad, at) for name, at, part in below if at not in bad}

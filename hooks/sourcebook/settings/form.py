"""`SettingsFile`, `setting_problem`: what [tool.sourcebook] can hold, and words for what it cannot.

Pydantic's door, with `records`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from sourcebook.diagnostics import Diagnostic, Severity, nearest, rules_src
from sourcebook.diagnostics.catalogue import RULES, find_rule
from sourcebook.formats.hygiene import unseen
from sourcebook.formats.located import Path
from sourcebook.formats.toml import Toml

_LEVELS: Mapping[str, Severity | None] = {
    "off": None,
    "note": Severity.NOTE,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_FILE = re.compile(r"[\w.-]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

T = TypeVar("T")
DisplayMode = Literal["numbered", "author-date"]


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


def _wrong(reason: str, advice: str, names: Iterable[str] = ()) -> PydanticCustomError:
    """Return the error for a setting that *reason* says of, after its name.

    *advice* is for a text that is near to none of *names*.
    """
    # Through ctx: pydantic would fill braces in a message.
    context = {"reason": reason, "advice": advice, "names": tuple(names)}
    return PydanticCustomError("setting", "setting", context)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(f"must be text, not {_shown(value)}", "Write it in quotation marks.")
    return value


def _one_of(choices: Mapping[str, T]) -> Any:
    """Return the validator of a text that names one of *choices*."""

    def read(value: object) -> T:
        if isinstance(value, str) and value in choices:
            return choices[value]
        raise _wrong(
            f"must be one of {', '.join(choices)}, not {_shown(value)}",
            "Write one of them, in quotation marks.",
            choices,
        )

    return PlainValidator(read)


def _code(name: str) -> str:
    if name not in RULES:
        rule = find_rule(name)
        advice = f"Write its code, “{rule.code}”." if rule else "The page of rules lists them."
        raise _wrong("is the code of no rule", advice, () if rule else RULES)
    return name


def _script(name: str) -> str:
    if not _SCRIPT.fullmatch(name):
        raise _wrong("is no code of a script", "Write it with four letters (ISO 15924): “Cyrl”.")
    return name


def _language(value: object) -> str:
    if not _LANGUAGE.fullmatch(_text(value)):
        advice = "Write two or three small letters, such as “ru”, or with a script, “sr-Latn”."
        raise _wrong(f"must be a language tag, not {_shown(value)}", advice)
    return str(value)


def _style(value: object, info: ValidationInfo) -> str:
    name, styles = _text(value), info.context["styles"] if info.context else ()
    if name not in styles:
        raise _wrong(
            f"cannot be {_shown(name)}: bibliography/styles/ has no file {_shown(f'{name}.csl')}",
            "Put the file there, or name one that is there.",
            styles,
        )
    return name


def _author(value: object) -> str:
    text = " ".join(_text(value).split())
    if not text:
        raise _wrong("is empty", "Write who answers for the pages, or remove the line.")
    if sign := unseen(text):
        raise _wrong(f"holds the character {sign}, which nobody sees", "Delete the character.")
    return text


def _files(value: object) -> frozenset[str]:
    names = value if isinstance(value, list) else [value]
    for one in names:
        if names is not value or not isinstance(one, str) or not _FILE.fullmatch(one):
            advice = 'Write endings and names, ["css", "CNAME"], without folders.'
            raise _wrong(f"must be a list of kinds and names, not {_shown(one)}", advice)
    return frozenset(names)


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Citations(_Table):
    style: Annotated[str | None, PlainValidator(_style)] = None
    mode: Annotated[DisplayMode, _one_of({mode: mode for mode in get_args(DisplayMode)})] = (
        "numbered"
    )


class _Publication(_Table):
    author: Annotated[str, PlainValidator(_author)] = ""
    text_licence: Annotated[Licence | None, _one_of(LICENCES)] = Field(None, alias="text-licence")
    data_licence: Annotated[Licence | None, _one_of(LICENCES)] = Field(None, alias="data-licence")


class _Files(_Table):
    publish: Annotated[frozenset[str], PlainValidator(_files)] = frozenset()


class _Sourcebook(_Table):
    rules: dict[
        Annotated[str, AfterValidator(_code)], Annotated[Severity | None, _one_of(_LEVELS)]
    ] = {}
    scripts: dict[
        Annotated[str, AfterValidator(_script)], Annotated[str, PlainValidator(_language)]
    ] = {}
    citations: _Citations = _Citations()
    publication: _Publication = _Publication()
    files: _Files = _Files()


class _Tool(_Table):
    # The tables of other programs are theirs.
    model_config = ConfigDict(extra="ignore")
    sourcebook: _Sourcebook = _Sourcebook()


class SettingsFile(_Table):
    model_config = ConfigDict(extra="ignore")
    tool: _Tool = _Tool()


def setting_problem(error: Mapping[str, Any], toml: Toml) -> Diagnostic:
    """Return the diagnostic for one of pydantic's ``errors()``."""
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    name, meant = str(path[-1]), error["input"]
    names: Iterable[str] = ()
    if error["type"] == "setting":
        context = error["ctx"]
        reason, advice = f"{_shown(name)} {context['reason']}", context["advice"]
        names = context["names"]
    elif error["type"] == "extra_forbidden":
        table: Any = SettingsFile
        for step in path[:-1]:
            table = table.model_fields[step].annotation
        meant, names = name, [one.alias or key for key, one in table.model_fields.items()]
        reason = f"there is no setting {_shown(name)}"
        advice = f"The settings here are {', '.join(names)}."
    else:
        reason = f"{_shown(name)} must be a table, not {_shown(meant)}"
        heading = ".".join(str(step) for step in path)
        advice = f"Write [{heading}], and its settings below, each on a line of its own."
    near = nearest(meant[:80], names) if isinstance(meant, str) else None
    advice = f"Did you mean “{near}”?" if near else advice
    return rules_src.BAD_SETTINGS.at(toml.key_location(path), reason=reason, advice=advice)


def _shown(value: object) -> str:
    """Return *value* as one line of a length that a message can hold."""
    if isinstance(value, str):
        line = " ".join(value.split())
        return f"“{line}”" if len(line) <= 60 else f"“{line[:59]}…”"
    if isinstance(value, bool):
        return f"the yes-or-no value “{str(value).lower()}”"
    kinds = {int: "a number", float: "a number", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date or time")

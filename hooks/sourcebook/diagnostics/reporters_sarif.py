"""`sarif`: diagnostics as a log in SARIF 2.1.0, for editors and code scanning.

OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*; sections are named where
they decide something. Lines and columns are as ours: from 1, ends exclusive (§3.30), columns in
code points, which ``columnKind`` says (§3.14.17).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import quote

from sourcebook.diagnostics.reporters import printable
from sourcebook.diagnostics.rule import Diagnostic, Rule, in_general
from sourcebook.diagnostics.source import Location

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
"""The name by which GitHub and Visual Studio Code know the root of the project."""
_PLACEHOLDER = re.compile(r"\{([0-9]+)\}")
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def sarif(diagnostics: Sequence[Diagnostic], version: str) -> str:
    """Return a log of one run by `sourcebook` of *version*, with the rules that were broken."""
    rules = {one.rule.code: one.rule for one in diagnostics}
    codes = sorted(rules)
    indexes = {code: index for index, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "sourcebook",
                "version": version,
                "rules": [_rule(rules[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, indexes[one.rule.code]) for one in diagnostics],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    """Return the rule with what `sourcebook explain` says of it as its help."""
    hint = in_general(rule.hint)
    told = [part for part in (rule.why, hint) if part]
    text = [*told, f"Example:\n{rule.example.rstrip()}", f"Instead:\n{rule.instead.rstrip()}"]
    shown = [
        *told,
        f"Example:\n\n{_fenced(rule.example)}",
        f"Instead:\n\n{_fenced(rule.instead)}",
    ]
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": {"text": in_general(rule.message)},
        "fullDescription": {"text": rule.why},
        "help": {"text": "\n\n".join(text), "markdown": "\n\n".join(shown)},
        "defaultConfiguration": {"level": rule.severity.word},
    }


def _fenced(example: str) -> str:
    return f"~~~text\n{example.rstrip()}\n~~~"


def _result(diagnostic: Diagnostic, index: int) -> dict[str, object]:
    text = f"{diagnostic.message} {diagnostic.hint}".strip()
    result: dict[str, object] = {
        "ruleId": diagnostic.rule.code,
        "ruleIndex": index,
        "level": diagnostic.severity.word,
        "message": {"text": _literal(text)},
        "locations": [_location(diagnostic.location)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, **_location(at), "message": {"text": _literal(what)}}
            for number, (at, what) in enumerate(diagnostic.related, 1)
        ]
    return result


def _literal(text: str) -> str:
    """Return *text* as a message that says just that: no placeholder, no link (§3.11.5, §3.11.6).

    Single braces and brackets stay as they are: most viewers show an escape that is not needed.
    """
    return _LINK.sub(r"\\[", _PLACEHOLDER.sub(r"{{\1}}", printable(text)))


def _location(at: Location) -> dict[str, object]:
    # An address, not a path (§3.4.3): a space or a letter beyond ASCII is written with “%”.
    artifact = {"uri": quote(at.file), "uriBaseId": _ROOT}
    region = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}

"""`check --format github` and `--format sarif`: reports for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import jsonschema
import pytest

from building import MakeProject
from commands import run
from sourcebook.diagnostics import Diagnostic, Location, Rule, Severity
from sourcebook.diagnostics.reporters_github import github
from sourcebook.diagnostics.reporters_sarif import sarif

RULE = Rule(
    code="XXX001",
    slug="unknown-example",
    severity=Severity.ERROR,
    message="No entry has the key “{key}”.",
    hint="Did you mean “{near}”?",
    why="A reader follows it.",
    example="[@a]\n",
    instead="[@b]\n",
)
AT = Location("docs/a.md", 3, 5, 3, 8)

OF_SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"$ref": "#/$defs/driver"}},
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "driver": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string"},
                "version": {"type": "string"},
                "rules": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {"$ref": "#/$defs/rule"},
                },
            },
        },
        "rule": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string"},
                "name": {"type": "string"},
                "shortDescription": {"$ref": "#/$defs/text"},
                "fullDescription": {"$ref": "#/$defs/text"},
                "help": {"$ref": "#/$defs/text"},
                "defaultConfiguration": {
                    "type": "object",
                    "properties": {"level": {"$ref": "#/$defs/level"}},
                },
            },
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": -1},
                "level": {"$ref": "#/$defs/level"},
                "message": {"$ref": "#/$defs/text"},
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
                "relatedLocations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
            },
        },
        "location": {
            "type": "object",
            "required": ["physicalLocation"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "integer", "minimum": -1},
                "message": {"$ref": "#/$defs/text"},
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "properties": {
                                "uri": {"type": "string", "pattern": "^[A-Za-z0-9%/._~-]+$"},
                                "uriBaseId": {"type": "string"},
                            },
                        },
                        "region": {
                            "type": "object",
                            "additionalProperties": False,
                            "patternProperties": {
                                "^(start|end)(Line|Column)$": {"type": "integer", "minimum": 1}
                            },
                        },
                    },
                },
            },
        },
        "level": {"enum": ["none", "note", "warning", "error"]},
        "text": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}},
        },
    },
}
"""What SARIF 2.1.0 asks of the properties that we write, after its own JSON Schema."""


def annotation(line: str) -> tuple[str, dict[str, str], str]:
    """Return level, properties and message of a workflow command, as GitHub's runner reads it."""
    match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
    assert match, line
    pairs = (pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {name: _plain(value) for name, value in pairs}, _plain(match[3])


def _plain(text: str) -> str:
    for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_an_annotation_names_its_place_twice() -> None:
    """Ten of a level are shown on the lines; of the others only the message is left, in the log."""
    related = ((Location("docs/b.md", 2), "first here"),)
    found = RULE.at(AT, key="a", near="b", related=related)

    assert annotation(github([found]).rstrip("\n")) == (
        "error",
        {
            "title": "XXX001 unknown-example",
            "file": "docs/a.md",
            "line": "3",
            "endLine": "3",
            "col": "5",
            "endColumn": "8",
        },
        "docs/a.md:3:5: XXX001 No entry has the key “a”.\n"
        "hint: Did you mean “b”?\ndocs/b.md:2:1: first here",
    )


@pytest.mark.parametrize(
    ("at", "region"),
    [
        pytest.param(AT, {"line": "3", "endLine": "3", "col": "5", "endColumn": "8"}, id="line"),
        pytest.param(Location("x", 2, 4, 6, 1), {"line": "2", "endLine": "6"}, id="lines"),
        pytest.param(Location("x"), {"line": "1", "endLine": "1", "col": "1"}, id="whole-file"),
    ],
)
def test_columns_stand_where_github_takes_them(at: Location, region: dict[str, str]) -> None:
    """A place of several lines has no columns, an empty one no end."""
    _, properties, _ = annotation(github([RULE.at(at, key="a")]).rstrip("\n"))

    assert {
        name: properties[name] for name in properties if name not in ("title", "file")
    } == region


def test_what_a_file_says_starts_no_command() -> None:
    """Line ends, per cent signs, colons and commas of a stranger stay text."""
    evil = "a\r\n::error::b%0A::stop-commands::x,y\u2028"
    report = github([RULE.at(AT._replace(file="docs/a,b:c%.md"), key=evil)])

    assert report.count("\n") == 1
    assert report.splitlines() == [report.rstrip("\n")]
    _, properties, message = annotation(report.rstrip("\n"))
    assert properties["file"] == "docs/a,b:c%.md"
    assert "\\u000d\\u000a::error::b%0A::stop-commands::x,y\\u2028" in message


def test_the_worst_is_annotated_first() -> None:
    """GitHub drops what comes after the tenth; errors must not be what it drops."""
    found = [RULE.at(AT, key="n").with_severity(severity) for severity in Severity]

    levels = [annotation(line)[0] for line in github(found).splitlines()]
    assert levels == ["error", "warning", "notice"]


def log_of(diagnostics: Sequence[Diagnostic]) -> Any:
    log = json.loads(sarif(diagnostics, "1.2"))
    jsonschema.validate(log, OF_SARIF)
    return log["runs"][0]


def test_a_log_has_each_broken_rule_once_with_its_help() -> None:
    """An editor shows why the rule is there and how to put it right."""
    run = log_of([RULE.at(AT, key="a"), RULE.at(AT, key="b")])

    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["ruleIndex"] for result in run["results"]] == [0, 0]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("XXX001", "UnknownExample")
    assert rule["shortDescription"]["text"] == "No entry has the key “…”."
    assert rule["help"]["text"] == (
        "A reader follows it.\n\nDid you mean “…”?\n\nExample:\n[@a]\n\nInstead:\n[@b]"
    )


def test_places_in_a_log_are_addresses_and_exclusive_ends() -> None:
    """A file name with a space is an address with %20; the region is that of the diagnostic."""
    run = log_of([RULE.at(AT._replace(file="docs/a b/é.md"), key="a")])

    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "docs/a%20b/%C3%A9.md", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 8},
            }
        }
    ]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        pytest.param("{0} and {x}", "{{0}} and {x}", id="placeholder"),
        pytest.param("[a](https://e.org) [@b]", r"\[a](https://e.org) [@b]", id="link"),
        pytest.param("a\x1b[2Jb", r"a\u001b[2Jb", id="control"),
    ],
)
def test_messages_of_a_log_are_literal(key: str, shown: str) -> None:
    """No viewer makes a link or a placeholder of what a file says."""
    run = log_of([RULE.at(AT, key=key)])

    assert run["results"][0]["message"]["text"] == f"No entry has the key “{shown}”."


def test_a_log_without_findings_is_a_log() -> None:
    """A clean run clears what code scanning showed before."""
    assert log_of([])["results"] == []


@pytest.mark.parametrize(("form", "status"), [("github", 1), ("sarif", 1)])
def test_the_command_reports_in_every_form(project: MakeProject, form: str, status: int) -> None:
    """The report is all that stands on standard output; the exit status is that of the check."""
    root = project({"docs/index.md": "# A\n\nIt was so [@nobody].\n"})
    done = run(root, "check", "--format", form)

    assert (status, "1 error\n") == (done.returncode, done.stderr)
    if form == "sarif":
        log = json.loads(done.stdout)
        jsonschema.validate(log, OF_SARIF)
        assert [one["ruleId"] for one in log["runs"][0]["results"]] == ["CIT001"]
    else:
        assert annotation(done.stdout.rstrip("\n"))[1]["file"] == "docs/index.md"

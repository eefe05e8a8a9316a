"""`sourcebook explain CODE`: what a rule means, why it is there, what to write instead."""

from __future__ import annotations

import argparse
import textwrap

from sourcebook.cli.asking import AnswerError
from sourcebook.diagnostics.catalogue import RULES, find_rule, nearest_rule
from sourcebook.diagnostics.rule import Rule, in_general

HELP = "explain a rule"
DESCRIPTION = (
    "Explain the rule with this code (CIT001) or name (unknown-citekey); "
    "without one, list all rules."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    parser.add_argument("rule", nargs="?", metavar="CODE", help="code or name of a rule")


def run(options: argparse.Namespace) -> int:
    """Print the explanation; return the exit status."""
    if options.rule is None:
        for rule in RULES.values():
            print(f"{rule.code}  {rule.severity.word:<8} {rule.slug}")
        return 0
    found = find_rule(options.rule)
    if found is None:
        meant = nearest_rule(options.rule)
        hint = f" Did you mean “{meant}”?" if meant else " `sourcebook explain` lists all rules."
        raise AnswerError(f"There is no rule “{options.rule}”.{hint}")
    print(explanation(found))
    return 0


def explanation(rule: Rule) -> str:
    """Return the rule as text for a terminal."""
    parts = [
        f"{rule.code} {rule.slug} ({rule.severity.word})",
        textwrap.fill(in_general(rule.message), 88),
        textwrap.fill(rule.why, 88),
        "Example\n" + textwrap.indent(rule.example.rstrip(), "    "),
        "Instead\n" + textwrap.indent(rule.instead.rstrip(), "    "),
    ]
    if hint := in_general(rule.hint):
        parts.insert(2, textwrap.fill(f"Hint: {hint}", 88))
    return "\n\n".join(parts)

"""`comparison_markdown`, `comparison_json`: what changed, for people and for programs.

The Markdown is for a job summary or a comment: sentences are quoted as text, with everything
escaped that Markdown, HTML or a code host would read as more than text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from sourcebook.pages.tables.ledger_files import coverage_object
from sourcebook.site.comparison import Comparison, Covered, Gone, Kept
from sourcebook.site.coverage import FIGURES, SENTENCES, Coverage, Share
from sourcebook.site.statement import Entered

COMPARISON_VERSION = 3
"""Of the form of the JSON: raised when a key changes its meaning or goes."""
MOST_LISTED = 100
"""Of one kind in the Markdown; a job summary has room for one megabyte."""

_BACKSLASHED = re.compile(r"([\\`*_{}\[\]()|~!$+-])")
_REFERENCED = re.compile(r"[<>&@#:]")


def plain_in_markdown(text: str) -> str:
    """Return *text* so that Markdown shows it as it is: no markup, no mention, no address."""
    escaped = _BACKSLASHED.sub(r"\\\1", " ".join(text.split()))
    return _REFERENCED.sub(lambda match: f"&#{ord(match[0])};", escaped)


def comparison_markdown(comparison: Comparison) -> str:
    """Return *comparison* as Markdown: a line of counts, then every change with its place."""
    sections: list[tuple[str, list[str]]] = [
        ("Changed in meaning", [_reworded(one) for one in comparison.changed]),
        ("Weakened", [_changed(one, "; ".join(one.losses)) for one in comparison.weakened]),
        ("Removed", [_statement(one) for one in comparison.removed]),
        ("Added", [_statement(one) for one in comparison.added]),
        ("Re-sourced", [_changed(one, _works(one)) for one in comparison.resourced]),
        ("Reworded", [_reworded(one) for one in comparison.reworded]),
        ("Merged or split", [_gone(one) for one in comparison.gone]),
        ("Moved", [_changed(one, _pages(one)) for one in comparison.moved]),
        ("Figures", _figures(comparison)),
    ]
    counts = ", ".join(f"{len(lines)} {name.lower()}" for name, lines in sections if lines)
    parts = [f"## Statements\n\n{counts or 'No statement and no figure changed'}.\n"]
    for name, lines in sections:
        if lines:
            shown = lines[:MOST_LISTED]
            if len(lines) > len(shown):
                shown.append(f"- … and {len(lines) - len(shown):,} more")
            parts.append(f"### {name} ({len(lines):,})\n\n" + "\n".join(shown) + "\n")
    parts.append("### Coverage\n\n" + _coverage(comparison.before, comparison.after))
    return "\n".join(parts)


def _statement(entered: Entered) -> str:
    one = entered.statement
    return f"- {_place(entered)}: {plain_in_markdown(one.text)} ({_keys(one.citekeys)})"


def _changed(kept: Kept, how: str) -> str:
    text = plain_in_markdown(kept.after.statement.text)
    return f"- {_place(kept.after, kept.id)}: {text}\n  **{plain_in_markdown(how)}**"


def _reworded(kept: Kept) -> str:
    old, new = kept.before.statement.text, kept.after.statement.text
    how = f" **{plain_in_markdown('; '.join(kept.meaning))}**" if kept.meaning else ""
    return (
        f"- {_place(kept.after, kept.id)}:{how}\n  - before: {plain_in_markdown(old)}\n"
        f"  - now: {plain_in_markdown(new)}"
    )


def _gone(gone: Gone) -> str:
    """Return the sentence that is gone, and where its words went."""
    places = ", ".join(map(_place, gone.into))
    return f"{_statement(gone.before)}\n  **now in {places}**"


def _place(entered: Entered, id: str | None = None) -> str:
    """Return the id, and the line of the file where the statement stands."""
    at = entered.statement.location
    name = entered.id or id or "new"
    return f"`{name}` `{at.file}:{at.line}`".replace("\n", " ")


def _works(kept: Kept) -> str:
    added = [f"+ {key}" for key in kept.added_works]
    return ", ".join([*added, *(f"− {key}" for key in kept.removed_works)])


def _pages(kept: Kept) -> str:
    return f"from {kept.before.statement.page} to {kept.after.statement.page}"


def _keys(citekeys: Sequence[str]) -> str:
    return ", ".join(plain_in_markdown(key) for key in citekeys)


def _figures(comparison: Comparison) -> list[str]:
    lines = []
    for one in comparison.figures:
        change = f" ({', '.join(filter(None, (one.difference, one.share)))})"
        told = f"{one.before} → {one.after}{change if change != ' ()' else ''}"
        lines.append(f"- {plain_in_markdown(one.id)}: {plain_in_markdown(told)}")
    for word, values in (
        ("added", comparison.added_figures),
        ("removed", comparison.removed_figures),
    ):
        lines += [
            f"- {plain_in_markdown(id)}: {word}, {plain_in_markdown(value)}"
            for id, value in values.items()
        ]
    return lines


def _coverage(before: Covered, now: Covered) -> str:
    tables = (
        ("Sentences", SENTENCES, before.sentences, now.sentences),
        ("Figures", FIGURES, before.figures, now.figures),
    )
    empty = (Coverage(), Coverage())
    return "\n".join(_counts(*table) for table in tables if table[2:] != empty)


def _counts(kind: str, shares: tuple[Share, ...], before: Coverage, now: Coverage) -> str:
    rows = [
        (kind, f"{before.statements:,}", f"{now.statements:,}"),
        ("Works cited", f"{before.works:,}", f"{now.works:,}"),
        ("On a single source", f"{before.single_source:,}", f"{now.single_source:,}"),
    ]
    rows += [(one.label, _share(one, before), _share(one, now)) for one in shares]
    lines = [f"| {name} | {old} | {new} |" for name, old, new in rows]
    return "\n".join(["| | before | now |", "|---|---:|---:|", *lines, ""])


def _share(share: Share, coverage: Coverage) -> str:
    return f"{share.count(coverage):,} of {share.of(coverage):,}"


def comparison_json(comparison: Comparison) -> str:
    """Return *comparison* as one JSON object.

    Keys: ``version``; ``added`` and ``removed`` (statements: ``id``, ``page``, ``line``, ``text``,
    ``citekeys``); ``gone`` (``before``, and the statements that it went ``into``);
    ``changed`` in meaning, ``reworded``, ``moved``, ``resourced``, ``weakened`` (``before`` and
    ``after``, with ``changes``, ``losses`` or ``added`` and ``removed`` citekeys); ``figures``
    (``changed``, ``added``, ``removed``); ``coverage`` (``before`` and ``after``, each with
    ``sentences`` and ``figures``).
    """
    told = {
        "version": COMPARISON_VERSION,
        "added": [_object(one) for one in comparison.added],
        "removed": [_object(one) for one in comparison.removed],
        "gone": [
            {"before": _object(one.before), "into": [_object(part) for part in one.into]}
            for one in comparison.gone
        ],
        "changed": _objects(comparison.changed, lambda one: {"changes": one.meaning}),
        "reworded": _objects(comparison.reworded),
        "moved": _objects(comparison.moved),
        "resourced": _objects(
            comparison.resourced,
            lambda one: {"added": one.added_works, "removed": one.removed_works},
        ),
        "weakened": _objects(comparison.weakened, lambda one: {"losses": one.losses}),
        "figures": {
            "changed": [
                {
                    "id": one.id,
                    "before": one.before,
                    "after": one.after,
                    "difference": one.difference or None,
                    "share": one.share or None,
                }
                for one in comparison.figures
            ],
            "added": dict(comparison.added_figures),
            "removed": dict(comparison.removed_figures),
        },
        "coverage": {
            "before": _covered(comparison.before),
            "after": _covered(comparison.after),
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _covered(covered: Covered) -> dict[str, object]:
    return {
        "sentences": coverage_object(covered.sentences, SENTENCES),
        "figures": coverage_object(covered.figures, FIGURES),
    }


def _objects(
    kept: Iterable[Kept], more: Callable[[Kept], Mapping[str, object]] = lambda one: {}
) -> list[dict[str, object]]:
    return [
        {"id": one.id, "before": _object(one.before), "after": _object(one.after), **more(one)}
        for one in kept
    ]


def _object(entered: Entered) -> dict[str, object]:
    one = entered.statement
    return {
        "id": entered.id,
        "page": one.page,
        "file": one.location.file,
        "line": one.location.line,
        "text": one.text,
        "citekeys": list(one.citekeys),
    }

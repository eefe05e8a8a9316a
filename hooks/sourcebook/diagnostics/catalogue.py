"""`RULES`: every rule by its code, gathered from the families."""

from __future__ import annotations

from types import ModuleType

from sourcebook.diagnostics import (
    rules_agr,
    rules_bib,
    rules_bib_fields,
    rules_bib_works,
    rules_cit,
    rules_col,
    rules_csv,
    rules_dir,
    rules_evd,
    rules_evd_pages,
    rules_fig,
    rules_idx,
    rules_out,
    rules_rec,
    rules_ref,
    rules_src,
    rules_txt,
    rules_yaml,
)
from sourcebook.diagnostics.nearest import nearest
from sourcebook.diagnostics.rule import Rule

FAMILIES = {
    "SRC": "Files, YAML and front matter",
    "BIB": "Bibliography",
    "CIT": "Citations",
    "COL": "What a site declares",
    "REC": "Records",
    "REF": "Links between records and pages",
    "OUT": "Outlets",
    "EVD": "Evidence",
    "FIG": "Figures and where sources differ",
    "DIR": "Directives",
    "IDX": "Generated pages",
    "TXT": "Text that shows otherwise than it was meant",
}

_MODULES: tuple[ModuleType, ...] = (
    rules_src, rules_yaml, rules_bib, rules_bib_fields, rules_bib_works,
    rules_cit, rules_col, rules_rec, rules_ref, rules_evd,
    rules_evd_pages, rules_dir, rules_idx,
    rules_fig, rules_csv, rules_agr, rules_out, rules_txt,
)  # fmt: skip

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (
            value
            for module in _MODULES
            for value in vars(module).values()
            if isinstance(value, Rule)
        ),
        key=lambda rule: rule.code,
    )
}


def find_rule(name: str) -> Rule | None:
    """Return the rule with the code or slug *name*, in any case, or ``None``."""
    wanted = name.strip().casefold()
    return next(
        (rule for rule in RULES.values() if wanted in {rule.code.casefold(), rule.slug}), None
    )


def nearest_rule(name: str) -> str | None:
    """Return the code or slug that was probably meant."""
    return nearest(name, [*RULES, *(rule.slug for rule in RULES.values())])

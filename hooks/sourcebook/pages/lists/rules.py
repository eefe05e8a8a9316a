"""`rules_page`: every rule of the checker, as `sourcebook explain` tells it."""

from __future__ import annotations

from itertools import groupby

from sourcebook.diagnostics import in_general
from sourcebook.diagnostics.catalogue import FAMILIES, RULES
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots

RULES_URI = "about/rules.md"


def rules_page() -> Rendered:
    """Return the page of all rules, by family, each with an anchor of its code."""
    slots = Slots(RULES_URI)
    parts = [
        heading(1, "Rules of the checker"),
        "What `sourcebook check` looks for. The same texts come from `sourcebook explain CODE`.\n",
    ]
    for family, group in groupby(RULES.values(), key=lambda rule: rule.code[:3]):
        parts.append(heading(2, FAMILIES[family], family.lower()))
        for rule in group:
            title = f"{rule.code} {rule.slug}"
            parts.append(
                heading(3, title, rule.code.lower())
                + slots.block(render("rule", rule=rule, in_general=in_general))
            )
    return Rendered(
        uri=RULES_URI,
        title="Rules of the checker",
        description="Every rule that sourcebook check applies, why it is there and what to do.",
        markdown="\n".join(parts),
        slots=slots.made(),
        kind="page",
        section="about/index.md",
    )

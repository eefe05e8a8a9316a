"""Places in sources, rules, diagnostics, and the reports made of them."""

from sourcebook.diagnostics.nearest import nearest
from sourcebook.diagnostics.rule import Diagnostic, Related, Rule, Severity, in_general
from sourcebook.diagnostics.source import KEPT, Location, Source

__all__ = [
    "KEPT",
    "Diagnostic",
    "Location",
    "Related",
    "Rule",
    "Severity",
    "Source",
    "in_general",
    "nearest",
]

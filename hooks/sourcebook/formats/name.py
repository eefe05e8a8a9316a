"""`Name`: a person or a body, whichever format it was read from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A person (*family* and so on) or a body (*literal*); Unicode, no LaTeX."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """“von”, “de la”."""
    suffix: str = ""
    """“Jr.”, “III”."""
    literal: str = ""
    """The name of a body, or “others” at the end of a list that is not complete."""
    keeps_particle: bool = False
    """Whether the particle belongs to the family name in lists (biblatex's ``useprefix``, CSL's
    “non-dropping” particle)."""

    @property
    def is_others(self) -> bool:
        return self.literal == "others"

    @property
    def short(self) -> str:
        """The name as running text has it: the family name, or a body in full."""
        if self.literal:
            return self.literal
        particle = f"{self.particle} " if self.particle and self.keeps_particle else ""
        return f"{particle}{self.family}" if self.family else self.given

    def display(self) -> str:
        """Return the name in reading order."""
        if self.literal:
            return self.literal
        return " ".join(p for p in (self.given, self.particle, self.family, self.suffix) if p)

    def csl(self) -> dict[str, str]:
        """Return the CSL name variable."""
        if self.literal:
            return {"literal": self.literal}
        particle = "non-dropping-particle" if self.keeps_particle else "dropping-particle"
        parts = {
            "family": self.family,
            "given": self.given,
            particle: self.particle,
            "suffix": self.suffix,
        }
        return {key: value for key, value in parts.items() if value}

"""BibTeX and biblatex files: `parse_bibliography` and what it returns."""

from sourcebook.formats.bibtex.model import Bibliography, Entry, Field
from sourcebook.formats.bibtex.reading import parse_bibliography

__all__ = ["Bibliography", "Entry", "Field", "parse_bibliography"]

"""`PageCitation`: how a page of the site itself is cited, in formats for programs and for people.

The texts follow what citeproc makes of a web page by APA, Chicago and MLA (the styles in
``bibliography/styles/``; a test compares them). They are made here because a run of citeproc has
one style, and three more runs a build would cost more than everything else. The title stays as
it is written: no style's capitals.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.formats.html import is_harmless_url
from sourcebook.pages.exports import FORMATS
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.imprint import Imprint, day_of
from sourcebook.pages.frame.labels import language_name

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SHORT_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July"),
    *("Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
_LINK = Markup('<a href="{0}">{0}</a>')
_TITLE = Markup("<i>{}</i>")
_LATEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# The field url is verbatim: only what would end it, or begin a command, is written otherwise.
_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_ENDS = (".", "!", "?", "…")

NAME = "cite"
"""Of the files, without suffix, in the folder of the page."""


@dataclass(frozen=True, slots=True)
class PageCitation:
    """What a citation of a page says."""

    citekey: str
    title: str
    site: str
    author: str
    """ "" where nobody is named."""
    day: str
    """Of its last revision, ``2021-04-06``, or ""."""
    url: str
    """The permanent address, or ""."""
    language: str

    def csl(self) -> dict[str, object]:
        """Return the page as a CSL-JSON item."""
        item: dict[str, object] = {"id": self.citekey, "type": "webpage", "title": self.title}
        item["container-title"] = self.site
        if self.author:
            item["author"] = [{"literal": self.author}]
        if self.day:
            item["issued"] = {"date-parts": [[int(part) for part in self.day.split("-")]]}
        item["language"] = self.language
        if self.url:
            item["URL"] = self.url
        return item

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the suffix and the text of the file in each format of references."""
        texts = {
            "bib": self.bibtex(),
            "ris": self.ris(),
            "json": json.dumps([self.csl()], ensure_ascii=False, indent=2) + "\n",
        }
        yield from ((form.suffix, texts[form.suffix]) for form in FORMATS)

    def bibtex(self) -> str:
        """Return a biblatex entry ``@online``."""
        fields = {
            # A name in its own braces is a body, whatever words it has.
            "author": f"{{{_latex(self.author)}}}" if self.author else "",
            "title": f"{{{_latex(self.title)}}}",
            "organization": _latex(self.site),
            "date": self.day,
            "url": self.url.translate(_URL) if self.url else "",
            # Biblatex names languages by their English names.
            "langid": language_name(self.language).lower(),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@online{{{self.citekey},", *lines, "}", ""])

    def ris(self) -> str:
        """Return a RIS record of type ELEC; lines end in CR LF."""
        fields = [
            ("TY", "ELEC"),
            ("ID", self.citekey),
            ("AU", f"{self.author}," if self.author else ""),
            ("TI", self.title),
            ("T2", self.site),
            ("PY", self.day[:4]),
            ("DA", self.day.replace("-", "/")),
            ("LA", self.language),
            ("UR", self.url),
        ]
        lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
        return "\r\n".join([*lines, "ER  - ", "", ""])

    def apa(self) -> Markup:
        """Return the reference as APA writes it (7th edition)."""
        date = _ended(f"({_american(self.day) or 'n.d.'})")
        title = _TITLE.format(self.title)
        dot = "" if self.title.endswith(_ENDS[1:]) else "."
        ended = title + dot
        first = [Markup.escape(_ended(self.author)), date, ended] if self.author else [ended, date]
        link = self._link()
        if link and not self.day:
            link = Markup("Retrieved ") + link
        return _joined([*first, _ended(self.site), link])

    def chicago(self) -> Markup:
        """Return the reference as Chicago writes it (author and date)."""
        title = f"“{_ended(_inner_quotes(self.title))}”"
        year = f"{self.day[:4]}." if self.day else "n.d."
        day = _american(self.day).partition(", ")[2] if self.day else ""
        if self.author:
            site = f"{self.site}, {day}." if day else _ended(self.site)
            parts = [_ended(self.author), year, title, site]
        else:
            parts = [_ended(self.site), year, title, f"{day}." if day else ""]
        link = self._link()
        return _joined([*parts, link + "." if link else link])

    def mla(self) -> Markup:
        """Return the reference as MLA writes it (9th edition)."""
        author = _ended(self.author) if self.author else ""
        title = f"“{_ended(_inner_quotes(self.title))}”"
        date = ""
        if self.day:
            year, month, day = self.day.split("-")
            date = f"{int(day)} {_SHORT_MONTHS[int(month) - 1]} {year}"
        rest = (_TITLE.format(self.site), Markup.escape(date), self._link())
        return _joined([author, title, Markup(", ").join(part for part in rest if part) + "."])

    def _link(self) -> Markup:
        if not self.url:
            return Markup()
        return _LINK.format(self.url) if is_harmless_url(self.url) else Markup.escape(self.url)


def citation_of(imprint: Imprint, rendered: Rendered, revised: int) -> PageCitation:
    """Return how the page *rendered* is cited, as it was when it last changed (*revised*)."""
    # The title of a source's page is the title of the work; what is cited is the page about it.
    title = f"Source: {rendered.title}" if rendered.kind == "source" else rendered.title
    return PageCitation(
        citekey=rendered.uri.removesuffix(".md").replace("/", "-"),
        title=" ".join(title.split()),
        site=imprint.name,
        author=imprint.author,
        day=day_of(revised),
        url=imprint.address(rendered.uri) if imprint.url else "",
        language=imprint.language,
    )


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _ended(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."


def _inner_quotes(text: str) -> str:
    """Return *text* for use within “ ”."""
    return text.replace("“", "‘").replace("”", "’")


def _american(day: str) -> str:
    """Return ``2021-04-06`` as “2021, April 6”; "" for ""."""
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{year}, {_MONTHS[int(month) - 1]} {int(number)}"


def _joined(parts: list[Markup | str]) -> Markup:
    return Markup(" ").join(Markup.escape(part) for part in parts if part)

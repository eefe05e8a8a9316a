"""`check_texts`: Markdown that a reader would see otherwise than it was meant."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, rules_txt
from sourcebook.formats.host import Host
from sourcebook.formats.html_allowed import refused
from sourcebook.formats.links import attribute_lists, notes_apart, tags
from sourcebook.formats.slips import (
    unbalanced_elements,
    unclosed_attributes,
    undefined_labels,
)
from sourcebook.site.model import Page, Site, Text

_DEFINES_LABELS = frozenset(("autorefs", "mkdocstrings"))
"""Plugins that find headings of all pages by their label."""
_LONGEST_TITLE = 200


def check_texts(site: Site, host: Host) -> Iterator[Diagnostic]:
    """Yield what looks like markup in the texts of pages and is none."""
    for page in site.pages.values():
        for text in page.texts:
            if text.kind != "fact":
                yield from _text(text, host)
        yield from _titles(page)


def _text(text: Text, host: Host) -> Iterator[Diagnostic]:
    markdown = text.markdown
    for start, end in unclosed_attributes(markdown):
        at = text.locate(start, end)
        yield rules_txt.UNCLOSED_ATTRIBUTES.at(at, text=markdown[start:end][:40])
    for start, end in attribute_lists(markdown) if "attr_list" in host.extensions else ():
        for what, reason, advice in refused("td", markdown[start:end]):
            # Which element they are of, Markdown knows; these two no element may have.
            if what.startswith(("“on", "“style”")):
                at = text.locate(start, end)
                what = what.partition(" of ")[0]
                yield rules_txt.REMOVED.at(at, what=what, reason=reason, advice=advice)
    gone: set[str] = set()
    for tag in tags(markdown):
        for what, reason, advice in refused(tag["name"], tag["rest"]):
            gone |= {tag["name"]} if what == f"“<{tag['name']}>”" else set()
            at = text.locate(*tag.span())
            yield rules_txt.REMOVED.at(at, what=what, reason=reason, advice=advice)
    for start, end, is_end in unbalanced_elements(markdown):
        written = markdown[start:end]
        name = written.strip("</>").split()[0]
        if name in gone:
            continue
        if is_end:
            fault, advice = "closes nothing that is open", f"Take it out, or open a “<{name}>”."
        elif name.startswith("!--"):
            fault, advice = "is not closed on this page", "Write “-->” where it ends."
        elif name.startswith("!"):
            fault, advice = "is not closed on this page", "Put it in backticks."
        else:
            fault = "is not closed on this page"
            advice = f"Write “</{name}>” where it ends, or “&lt;{name}&gt;” where no tag is meant."
        yield rules_txt.UNBALANCED_ELEMENT.at(
            text.locate(start, end), tag=written[:40], fault=fault, advice=advice
        )
    for start, end, label, is_note in notes_apart(markdown):
        yield rules_txt.NOTE_APART.at(
            text.locate(start, end),
            label=label,
            missing="mark in the text" if is_note else "note",
            advice=f"Write “[^{label}]” where the note belongs, or take it out."
            if is_note
            else f"Write the note in a paragraph of its own, as in “[^{label}]: text”.",
        )
    if not host.plugins & _DEFINES_LABELS:
        for start, end, shown, label in undefined_labels(markdown):
            at = text.locate(start, end)
            yield rules_txt.UNDEFINED_LABEL.at(at, text=" ".join(shown.split())[:40], label=label)


def _titles(page: Page) -> Iterator[Diagnostic]:
    titles = [heading for heading in page.headings if heading.level == 1]
    # A record has its title from its fields; the first heading of another page is its title.
    first = page.title if page.record is not None else titles[0].text if titles else ""
    body = page.body
    if body is None or not first:
        return
    for number, heading in enumerate(titles):
        if number or heading.text != first:
            at = body.locate(heading.start, heading.start + len(heading.text) + 2)
            yield rules_txt.SECOND_TITLE.at(at, text=heading.text, title=first)
    for tag in tags(body.markdown):
        if tag["name"].lower() == "h1":
            text = body.markdown[tag.end() : tag.end() + _LONGEST_TITLE].partition("<")[0]
            at = body.locate(*tag.span())
            yield rules_txt.SECOND_TITLE.at(at, text=text.strip() or tag[0], title=first)

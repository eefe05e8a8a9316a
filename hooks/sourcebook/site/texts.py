"""`texts_of_page`: everything that authors wrote for one page, in reading order.

Summary or note first, then facts with sources, then the body of the Markdown file. Facts with
sources become sentences with citations, so they are passages like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sourcebook.diagnostics import Location, Source
from sourcebook.formats.frontmatter import PageParts
from sourcebook.site.content import Person
from sourcebook.site.graph import Node
from sourcebook.site.model import Text
from sourcebook.site.records import Loaded, texts_of

LabelOf = Callable[[Node], str]


def texts_of_page(
    record: Loaded | None, page: tuple[Source, PageParts] | None, label_of: LabelOf
) -> tuple[Text, ...]:
    """Return the texts of the page of *record*, of the Markdown file *page*, or of both."""
    texts: list[Text] = []
    if record is not None:
        texts += _fields(record)
        texts += _facts(record, label_of)
    if page is not None:
        source, parts = page
        body = source.text[parts.body_start :]
        at = source.locate(parts.body_start, len(source.text))
        texts.append(Text("body", body, at, source, parts.body_start))
    return tuple(texts)


def _fields(record: Loaded) -> Iterator[Text]:
    for found in texts_of(record):
        is_summary = found.path[-1] == "summary"
        yield Text(
            "summary" if is_summary else "note",
            found.text,
            found.location,
            record.source,
            found.start,
        )


def _facts(record: Loaded, label_of: LabelOf) -> Iterator[Text]:
    if not isinstance(record.record, Person):
        return
    for position, held in enumerate(record.record.offices):
        office = label_of(Node("offices", held.office))
        when = f", {held.dates.display()}" if held.dates else ""
        cited = "; ".join(f"@{{{citekey}}}" for citekey in held.sources)
        sentence = f"{office}{when}{f' [{cited}]' if cited else ''}."
        path = ("offices", position, "sources" if held.sources else "office")
        at: Location = record.location(path)
        yield Text("fact", sentence, at)

"""`texts_of_page`: everything that authors wrote for one page, in reading order.

Summary or note first, then facts with sources, then the body of the Markdown file. Facts with
sources become sentences with citations, so they are passages like any other.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Source
from sourcebook.formats.frontmatter import PageParts
from sourcebook.records.records import Loaded, texts_of
from sourcebook.records.shapes import roles_of
from sourcebook.site.facts import facts_of
from sourcebook.site.labels import Labels
from sourcebook.site.model import Text


def texts_of_page(
    record: Loaded | None, page: tuple[Source, PageParts] | None, labels: Labels
) -> tuple[Text, ...]:
    """Return the texts of the page of *record*, of the Markdown file *page*, or of both."""
    texts: list[Text] = []
    if record is not None:
        texts += _fields(record)
        texts += facts_of(record, labels)
    if page is not None:
        source, parts = page
        body = source.text[parts.body_start :]
        at = source.locate(parts.body_start, len(source.text))
        texts.append(Text("body", body, at, source, parts.body_start))
    return tuple(texts)


def _fields(record: Loaded) -> Iterator[Text]:
    """Yield the texts of the record, its summary first wherever it is declared."""
    summary = roles_of(type(record.record)).get("summary")
    path = (summary.name,) if summary is not None else ()
    for found in sorted(texts_of(record), key=lambda one: one.path != path):
        yield Text(
            "summary" if found.path == path else "note",
            found.text,
            found.location,
            record.source,
            found.start,
            found.path,
        )

"""`data_page`: the page that lists all files of data, with their sizes, licence and manual."""

from __future__ import annotations

from sourcebook.pages.exports import BIBLIOGRAPHY, FORMATS
from sourcebook.pages.feeds import ATOM_PATH, ATOM_TYPE, CALENDAR_TYPE
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.imprint import Imprint, day_of
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.markdown import escape_markdown, heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import file_href
from sourcebook.pages.frame.views import Download, Value
from sourcebook.pages.tables.columns import SEPARATOR
from sourcebook.pages.tables.datapackage import PATH
from sourcebook.pages.tables.files import JSON_TYPE, DataFiles

DATA_URI = "data/index.md"

_MANUAL = f"""\
- A file is UTF-8 text; CSV follows RFC 4180 with lines that end in LF.
- An id stands beside its name: `from` holds the id of a place, `from_label` its name.
- A date is in EDTF, as the project writes it; beside it are the first and the last day that it \
can mean.
- Several ids in one cell have “{SEPARATOR}” between them. What a record has many of (names, \
offices) is a table of its own, whose first column is the id of the record.
- A text is plain; the works it cites are in the column beside it, by citekey.
- A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@` or a tab) \
has an apostrophe before it. Numbers are as they are.
- The ledger has a row for every statement: its `kind` is `figure`, or what the sentence stands \
in. The id of a figure is that of its row in Observations. What became of ids that no statement \
has any more is a table of its own.
- The Data Package says of every column what it holds, and of every file its size and SHA-256.
"""


def data_page(edition: Edition, imprint: Imprint, files: DataFiles, feeds: set[str]) -> Rendered:
    """Return the page; *feeds* are the paths of the feeds that there are."""
    slots = Slots(DATA_URI)
    count = sum(len(table.rows) for table in files.tables.values() if table.is_main)
    description = (
        f"All {counted(count, 'record')} of the site as tables, for spreadsheets and programs, "
        "with the bibliography and the feeds."
    )
    parts = [
        f"{heading(1, 'Data')}{description}\n{{: .sb-deck }}\n\n",
        _tables(slots, files),
        heading(2, "The whole"),
        _files(slots, _whole(files)),
    ]
    if feeds:
        parts += [heading(2, "To follow the site"), _files(slots, _feeds(files, feeds))]
    parts += [
        heading(2, "How to read the files", "reading"),
        _MANUAL,
        "\n",
        *_terms(imprint),
    ]
    return Rendered(
        uri=DATA_URI,
        title="Data",
        description=description,
        markdown="".join(parts).strip() + "\n",
        slots=slots.made(),
        kind="index",
        section=DATA_URI,
    )


def size_text(size: int) -> str:
    """Return a number of bytes as people read it: “812 bytes”, “3.4 kB”, “1.2 MB”."""
    if size < 1_000:
        return counted(size, "byte")
    return f"{size / 1_000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _tables(slots: Slots, files: DataFiles) -> str:
    rows = []
    for path, table in files.tables.items():
        main = table.name.partition("-")[0]
        json_path = path.removesuffix(".csv") + ".json"
        json = None
        if json_path in files.sizes:
            json = Value(size_text(files.sizes[json_path]), file_href(DATA_URI, json_path))
        rows.append(
            {
                "title": table.title,
                "rows": f"{len(table.rows):,}",
                "columns": len(table.columns),
                "csv": Value(size_text(files.sizes[path]), file_href(DATA_URI, path)),
                "json": json,
                "within": f"{main}.json",
            }
        )
    if not rows:
        return "There are no records yet.\n\n"
    return slots.block(render("data", rows=rows, caption="The tables, and the size of their files"))


def _whole(files: DataFiles) -> list[Download]:
    links = [_link(files, PATH, "Data Package (version 2): what is in every file", JSON_TYPE)]
    for form in FORMATS:
        path = f"{BIBLIOGRAPHY}.{form.suffix}"
        if path in files.sizes:
            links.append(_link(files, path, f"Bibliography in {form.name}", form.media_type))
    return links


def _feeds(files: DataFiles, feeds: set[str]) -> list[Download]:
    return [
        _link(files, path, "Atom feed", ATOM_TYPE)
        if path == ATOM_PATH
        else _link(
            files,
            path,
            f"Calendar of the {path.removesuffix('.ics')} whose days are known (iCalendar)",
            CALENDAR_TYPE,
        )
        for path in sorted(feeds)
    ]


def _link(files: DataFiles, path: str, text: str, media_type: str) -> Download:
    size = files.sizes.get(path)
    name = f"{path}, {size_text(size)}" if size else path
    return Download(text, file_href(DATA_URI, path), name, media_type)


def _files(slots: Slots, links: list[Download]) -> str:
    return slots.block(render("files", files=links))


def _terms(imprint: Imprint) -> list[str]:
    parts = []
    if licence := imprint.data_licence:
        parts.append(
            heading(2, "Licence", "licence")
            + f"The data are given away under [{escape_markdown(licence.title)}]({licence.url}).\n"
            + "Short passages quoted from other works remain their owners’.\n\n"
        )
    who = f"{imprint.author}. " if imprint.author else ""
    day = day_of(imprint.epoch)
    when = f" Revision of {day}." if day else ""
    where = f" {imprint.address(DATA_URI)}" if imprint.url else ""
    cited = f"{who}{imprint.name}: data.{when}{where}"
    parts.append(
        heading(2, "How to cite the data", "citing")
        + f"{escape_markdown(cited)}\n\n"
        + "To cite one statement, cite its page: the end of each page says how.\n"
        + "To cite a source, use the references of the page.\n"
    )
    return parts

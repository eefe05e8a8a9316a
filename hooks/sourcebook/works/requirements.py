"""`missing_fields`: what an entry of each type must say.

The list is biber's (``biber --validate-datamodel``; biblatex ``blx-dm.def``), relaxed where an
entry of ours states the absence: ``datebasis = {unknown}`` stands for a date, and a
``verificationnote`` or ``verification = {as-cited}`` for an author. Stricter in one point: every
work names somebody who is responsible for it, an author, an editor or a body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sourcebook.works.csl import press_of
from sourcebook.works.entry_fields import Reading

_BODIES = ("publisher", "institution", "organization", "journaltitle", "howpublished")
_WHO = ("author", "editor", "bookauthor", "director", "holder", "translator", *_BODIES)

_AUTHOR = ("author",)
_AUTHOR_OR_EDITOR = ("author", "editor")
_RESPONSIBLE = _WHO
_EDITOR = ("editor", *_BODIES)
_TITLE = ("title",)

_REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "article": (_AUTHOR, _TITLE, ("journaltitle",)),
    "book": (_AUTHOR_OR_EDITOR, _TITLE),
    "mvbook": (_AUTHOR_OR_EDITOR, _TITLE),
    "inbook": (_AUTHOR, _TITLE, ("booktitle", "maintitle")),
    "bookinbook": (_AUTHOR, _TITLE, ("booktitle", "maintitle")),
    "suppbook": (_AUTHOR, _TITLE, ("booktitle", "maintitle")),
    "booklet": (_AUTHOR_OR_EDITOR, _TITLE),
    "collection": (_EDITOR, _TITLE),
    "mvcollection": (_EDITOR, _TITLE),
    "reference": (_EDITOR, _TITLE),
    "mvreference": (_EDITOR, _TITLE),
    "incollection": (_AUTHOR, _TITLE, ("booktitle", "maintitle")),
    "suppcollection": (_AUTHOR, _TITLE, ("booktitle", "maintitle")),
    "inreference": (_RESPONSIBLE, _TITLE, ("booktitle", "maintitle")),
    "inproceedings": (_AUTHOR, _TITLE, ("booktitle", "maintitle", "eventtitle")),
    "online": (_RESPONSIBLE, _TITLE, ("url", "doi", "eprint")),
    "patent": (_AUTHOR, _TITLE, ("number",)),
    "periodical": (_EDITOR, _TITLE),
    "report": (_RESPONSIBLE, _TITLE, ("institution", "publisher", "organization")),
    "suppperiodical": (_AUTHOR, _TITLE, ("journaltitle",)),
    "thesis": (_AUTHOR, _TITLE, ("institution",)),
    "unpublished": (_AUTHOR, _TITLE),
    "legal": (_TITLE,),
    "legislation": (_TITLE,),
    "jurisdiction": (_TITLE,),
    "set": (("entryset",),),
    "xdata": (),
}
"""biblatex's type → groups of fields, of each of which one must be filled."""

_OTHERS = (_RESPONSIBLE, _TITLE)
_UNDATED = frozenset({"set", "xdata"})

_WORDS: Mapping[tuple[str, ...], str] = {
    _AUTHOR: "an “author”",
    _AUTHOR_OR_EDITOR: "an “author” or “editor”",
    _EDITOR: "an “editor” or a body that publishes it",
    _RESPONSIBLE: "an “author” or a body that publishes it",
    ("url", "doi", "eprint"): "a “url”, “doi” or “eprint”",
    ("booktitle", "maintitle"): "a “booktitle”",
    ("booktitle", "maintitle", "eventtitle"): "a “booktitle” or “eventtitle”",
    ("institution", "publisher", "organization"): "an “institution”",
    ("institution",): "an “institution”",
}

_PEOPLE = (_AUTHOR, _AUTHOR_OR_EDITOR, _EDITOR, _RESPONSIBLE)


def missing_fields(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield what is missing, in words, and the advice that goes with it."""
    if reading.type not in _UNDATED and not _is_dated(reading):
        yield (
            "a “date”",
            "Write “date”, or “datebasis = {unknown}” if the work does not show one.",
        )
    for group in _REQUIRED.get(reading.type, _OTHERS):
        if any(reading.raw(name) for name in group) or _is_excused(reading, group):
            continue
        wanted = _WORDS.get(group, f"a “{group[0]}”")
        advice = f"Write “{group[0]} = {{…}}”."
        if group in _PEOPLE:
            advice = (
                "Write “author”, or “organization” for a body; if the work names nobody, say so in "
                "“verificationnote”."
            )
        yield wanted, advice


def _is_dated(reading: Reading) -> bool:
    return bool(
        reading.raw("date")
        or reading.raw("year")
        or reading.raw("pubstate")
        or reading.raw("datebasis") == "unknown"
    )


def _is_excused(reading: Reading, group: tuple[str, ...]) -> bool:
    """Whether the entry says that nobody is named, or is of a kind that names nobody."""
    if group not in _PEOPLE:
        # A work that is known, or in hand, without its place of publication.
        return group == ("institution", "publisher", "organization") and _is_explained(reading)
    return bool(press_of(reading)[1]) or _is_explained(reading)


def _is_explained(reading: Reading) -> bool:
    return bool(reading.raw("verificationnote")) or reading.raw("verification") == "as-cited"

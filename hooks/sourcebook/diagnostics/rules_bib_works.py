"""The rules ``BIB040``–``BIB059``: works as sources, and works beside one another."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

DUPLICATE_DOI = Rule(
    code="BIB040",
    slug="duplicate-doi",
    severity=Severity.ERROR,
    message="“{citekey}” has the DOI of “{other}”, so both are the same work.",
    hint="Delete one of them, and cite the other in its place.",
    why="One work under two citekeys is counted and listed twice, and its backlinks are torn "
    "apart.",
    example="@book{a, doi = {10.1000/182}}\n@book{b, doi = {10.1000/182}}",
    instead="@book{a, doi = {10.1000/182}}",
)

DUPLICATE_URL = Rule(
    code="BIB041",
    slug="duplicate-url",
    severity=Severity.ERROR,
    message="“{citekey}” has the address of “{other}”, so both are the same page.",
    hint="Delete one of them, and cite the other in its place.",
    why="One page under two citekeys looks like two witnesses.",
    example="@online{a, url = {https://e.org/1}}\n@online{b, url = {http://www.e.org/1/}}",
    instead="@online{a, url = {https://e.org/1}}",
)

SIMILAR_TITLE = Rule(
    code="BIB042",
    slug="similar-title",
    severity=Severity.WARNING,
    message="“{citekey}” has the title and year of “{other}”, so they may be one work.",
    hint="If they are, delete one; if one repeats the other, say so with “basedon”.",
    why="The same text from two agencies is one witness, not two.",
    example="@online{a, title = {Talks end}, date = {2021}}\n"
    "@online{b, title = {Talks End}, date = {2021}}",
    instead="@online{a, title = {Talks end}, date = {2021}}\n"
    "@online{b, title = {Talks End}, date = {2021}, basedon = {a}}",
)

NO_ACCESS_DATE = Rule(
    code="BIB043",
    slug="no-access-date",
    severity=Severity.WARNING,
    message="“{citekey}” is an online work, but nothing says when it was read.",
    hint="Write “urldate”, or “verification” and “verificationdate” if a stored copy was read.",
    why="Pages change without notice; the date says which state was read.",
    example="@online{a, url = {https://e.org/1}, …}",
    instead="@online{a, url = {https://e.org/1}, urldate = {2026-11-21}, …}",
)

NO_ARCHIVE_COPY = Rule(
    code="BIB044",
    slug="no-archive-copy",
    severity=Severity.WARNING,
    message="“{citekey}” is an online work without a copy in an archive.",
    hint="Write “archiveurl” and “archivedate”, or give the reason in “archivenote”.",
    why="Pages vanish; with a copy the statement can still be checked in ten years.",
    example="@online{a, url = {https://e.org/1}, …}",
    instead="@online{a, url = {https://e.org/1},\n"
    "  archiveurl = {https://web.archive.org/web/20210406/https://e.org/1},\n"
    "  archivedate = {2021-04-06}, …}",
)

ARCHIVE_WITHOUT_DATE = Rule(
    code="BIB045",
    slug="archive-without-date",
    severity=Severity.WARNING,
    message="“{citekey}” has a copy in an archive, but no “archivedate” says from when.",
    hint="Write the day of the copy; archives show it in the address or above the page.",
    why="An archive keeps many states of a page; the date says which one is meant.",
    example="archiveurl = {https://web.archive.org/web/20210406/https://e.org/1},",
    instead="archiveurl = {https://web.archive.org/web/20210406/https://e.org/1},\n"
    "archivedate = {2021-04-06},",
)

UNKNOWN_RELATED_WORK = Rule(
    code="BIB046",
    slug="unknown-related-work",
    severity=Severity.ERROR,
    message="The field “{field}” names “{citekey}”, but no entry has this citekey.",
    hint="Did you mean “{nearest}”?",
    why="The field says on which other work this one rests; readers must be able to go there.",
    example="basedon = {sed001},",
    instead="basedon = {seed001},",
)

BASED_ON_ITSELF = Rule(
    code="BIB047",
    slug="based-on-itself",
    severity=Severity.ERROR,
    message="“{citekey}” repeats itself by way of “{field}”: {path}.",
    hint="Take “{field}” out of the one that came first.",
    why="If each text repeats the other, none is left that says it first.",
    example="@online{a, basedon = {b}}\n@online{b, basedon = {a}}",
    instead="@online{a, basedon = {b}}\n@online{b}",
)

DOUBTFUL_NAME = Rule(
    code="BIB048",
    slug="doubtful-name",
    severity=Severity.WARNING,
    message="In “{name}” {cause}.",
    hint="{advice}",
    why="A body without braces of its own is cut into given and family name, and a comma makes one "
    "person of two; both are listed and searched under names that nobody has.",
    example="author = {World Health Organization},",
    instead="author = {{World Health Organization}},",
)

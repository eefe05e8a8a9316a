"""The rules ``REF…``: links between records and pages, in fields and in the text of pages."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNKNOWN_RECORD = Rule(
    code="REF001",
    slug="unknown-record",
    severity=Severity.ERROR,
    message="No {singular} has the id “{id}”.",
    hint="Did you mean “{nearest}”?",
    why="A link to a record that does not exist leads readers nowhere, and the record meant does "
    "not list this place among those that speak of it.",
    example="members: [{person: sergey-lavrow}]",
    instead="members: [{person: fridtjof-nansen}]",
)

UNKNOWN_COLLECTION = Rule(
    code="REF002",
    slug="unknown-collection",
    severity=Severity.ERROR,
    message="There is no collection “{collection}”, so the link names no record.",
    hint="Did you mean “{nearest}”?",
    why="Without a collection the link stays in the page as square brackets.",
    example="[Fridtjof Nansen][persons/fridtjof-nansen]",
    instead="[Fridtjof Nansen][people/fridtjof-nansen]",
)

LINK_WITHOUT_RECORD = Rule(
    code="REF003",
    slug="link-without-record",
    severity=Severity.ERROR,
    message="The link names the collection “{collection}” and no record in it.",
    hint="Add the id of a record after the stroke.",
    why="A record link leads to one record; without an id it stays in the page as square brackets.",
    example="[the minister][people/]",
    instead="[the minister][people/fridtjof-nansen]",
)

RECORD_WITHOUT_PAGE = Rule(
    code="REF004",
    slug="record-without-page",
    severity=Severity.ERROR,
    message="The {singular} “{id}” has no page of its own to link to.",
    hint="Write the name without a link, or link to the person, organisation or place meant.",
    why="Offices and perspectives are named on other pages and have none of their own.",
    example="[the High Commissioner][offices/high-commissioner]",
    instead="[the High Commissioner][people/fridtjof-nansen]",
)

UNKNOWN_NAME_FORM = Rule(
    code="REF005",
    slug="unknown-name-form",
    severity=Severity.NOTE,
    message="“{form}” is not among the forms of the name “{name}” in its record.",
    hint="Write “{nearest}”, or add the form to the variants of the record.",
    why="Search finds a person only under the forms that the record lists, and a form that nobody "
    "lists is often a slip.",
    example="[Fritjof Nansen][people/fridtjof-nansen]",
    instead="[Fridtjof Nansen][people/fridtjof-nansen]",
)

RECORD_CYCLE = Rule(
    code="REF011",
    slug="record-cycle",
    severity=Severity.ERROR,
    message="“{field}” leads from “{id}” back to itself: {way}.",
    hint="Take the field out of the record with which it does not begin.",
    why="What is part of itself, or follows itself, has no beginning to be shown.",
    example="bank: {name: Bank, kind: company, parent: group}\n"
    "group: {name: Group, kind: company, parent: bank}",
    instead="bank: {name: Bank, kind: company, parent: group}\ngroup: {name: Group, kind: company}",
)

DEAD_LINK = Rule(
    code="REF006",
    slug="dead-link",
    severity=Severity.WARNING,
    message="The link “{url}” leads nowhere{why}.",
    hint="{hint}",
    why="A link is a promise to the reader. A page, a picture or a file that was renamed takes all "
    "links to it along only if somebody says where they stand.",
    example="See [the method](about/methods.md).",
    instead="See [the method](about/method.md).",
)

DEAD_ANCHOR = Rule(
    code="REF007",
    slug="dead-anchor",
    severity=Severity.WARNING,
    message="The page “{uri}” has nothing with the id “{anchor}”.",
    hint="{hint}",
    why="A link to a section that is not there leaves the reader at the top of a page, looking for "
    "what was meant.",
    example="See [the dates](method.md#date).",
    instead="See [the dates](method.md#dates).",
)

UNREADABLE_ADDRESS = Rule(
    code="REF008",
    slug="unreadable-address",
    severity=Severity.ERROR,
    message="“{url}” is no address: a bracket or a port in it cannot be read.",
    hint="Write the address as a browser shows it.",
    why="What is no address can be followed by nobody, and stops programs that try.",
    example="[the archive](http://[archive.example)",
    instead="[the archive](http://archive.example)",
)

FOREIGN_MEDIA = Rule(
    code="REF009",
    slug="foreign-media",
    severity=Severity.ERROR,
    message="The page would fetch something from “{host}” at every view.",
    hint="Keep a copy in docs/assets/ with a word on its licence, or link to it.",
    why="Whoever reads a page would be known to that host, and what it shows can change or vanish "
    "without anyone here noticing.",
    example="![A badge](https://badges.example.org/b.svg)",
    instead="![A badge](assets/badge.svg)",
)

DIRECTORY_URLS = Rule(
    code="REF010",
    slug="addresses-of-files",
    severity=Severity.ERROR,
    message="The setting use_directory_urls is off, and links are made for addresses that end in a "
    "stroke.",
    hint="Set it to true; to read a site without a host of its own, serve the folder with "
    "`python3 -m http.server --directory site`.",
    why="The address of a page would change with the setting, and addresses are kept for ever.",
    example="use_directory_urls: false",
    instead="use_directory_urls: true",
)

"""The rules ``OUT…``: works and the outlets that print them."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

PRESS_NOT_AS_PRESS = Rule(
    code="OUT001",
    slug="press-not-as-press",
    severity=Severity.WARNING,
    message="“{outlet}” is a {kind}, but “{citekey}” is filed as {filed}.",
    hint="Write @article, with “journaltitle = {{{outlet}}}” and “entrysubtype = {{{kind}}}”.",
    why="Styles, reference managers and the filters of this site treat the press apart from other "
    "web pages; they go by the type of the entry.",
    example="@online{khan2021, organization = {Dawn}}",
    instead="@article{khan2021, journaltitle = {Dawn}, entrysubtype = {newspaper}}",
)

OUTLET_SPELLING = Rule(
    code="OUT002",
    slug="outlet-spelling",
    severity=Severity.WARNING,
    message="“{written}” is the outlet that other entries call “{name}”.",
    hint="Write “{name}”; other forms of the name stand in its record.",
    why="An outlet with two names is two in every list, and neither has all of its works.",
    example="journaltitle = {DAWN.COM},",
    instead="journaltitle = {Dawn},",
)

PERSPECTIVE_OF_OUTLET = Rule(
    code="OUT003",
    slug="perspective-of-outlet",
    severity=Severity.WARNING,
    message="“{citekey}” speaks as “{perspective}”, but {speaker} as “{expected}”.",
    hint="Write “perspective = {{{expected}}}”; if the text is an agency's or a body's that only "
    "stands there, name that as “author”.",
    why="Whether two sides say the same is counted by who speaks, so every text of an outlet "
    "has to bear the same label.",
    example="@article{tass2021, journaltitle = {TASS}, perspective = {press}}",
    instead="@article{tass2021, journaltitle = {TASS}, perspective = {state-media}}",
)

OWNER_WITHOUT_SOURCE = Rule(
    code="OUT004",
    slug="owner-without-source",
    severity=Severity.ERROR,
    message="The outlet “{name}” is said to be {ownership}, and no work is named that says so.",
    hint="Name the works in “sources”, or leave “ownership” out.",
    why="To whom a paper belongs is a statement like any other: a reader must be able to check it.",
    example="tass:\n  name: TASS\n  ownership: state",
    instead="tass:\n  name: TASS\n  ownership: state\n  sources: [wikipedia-tass]",
)

NO_PERSPECTIVE = Rule(
    code="OUT005",
    slug="no-perspective",
    severity=Severity.WARNING,
    message="Nothing says for whom “{citekey}” speaks.",
    hint="Write “perspective”, with the id of a record in data/perspectives.yml.",
    why="Where a site says of its works from which side they speak, one that does not is counted "
    "for none.",
    example="@online{a, …}",
    instead="@online{a, perspective = {news-agency}, …}",
)

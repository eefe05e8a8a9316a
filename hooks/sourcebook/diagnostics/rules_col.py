"""The rules ``COL…``: what a site declares of its subject in ``data/collections.yml``."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

ROLE_TWICE = Rule(
    code="COL001",
    slug="role-given-twice",
    severity=Severity.ERROR,
    message="“{collection}” gives the role “{role}” to “{first}” and to “{second}”.",
    hint="Keep it on the field that answers the question best; the other needs no role.",
    why="Order, filters, maps and drawings follow the one field with a role.",
    example="opened: {type: date, role: when}\nclosed: {type: date, role: when}",
    instead="opened: {type: date, role: when}\nclosed: {type: date}",
)

UNKNOWN_TARGET = Rule(
    code="COL002",
    slug="unknown-target",
    severity=Severity.ERROR,
    message="“{field}” refers to a collection “{collection}” that does not exist.",
    hint="{advice}",
    why="A reference is checked, labelled and linked by the collection it names.",
    example="leader: {type: reference, to: persons}",
    instead="leader: {type: reference, to: people}",
)

NAME_TAKEN = Rule(
    code="COL003",
    slug="name-taken",
    severity=Severity.ERROR,
    message="The {what} “{name}” is taken: {taken}.",
    hint="Choose another.",
    why="Folders, files, front matter and addresses of two collections would be one.",
    example="stations: {folder: docs/places}\nbases: {folder: docs/places}",
    instead="stations: {folder: docs/stations}\nbases: {folder: docs/bases}",
)

UNFIT_FIELD = Rule(
    code="COL004",
    slug="unfit-field",
    severity=Severity.ERROR,
    message="“{field}” cannot be declared so: {reason}.",
    hint="{advice}",
    why="What follows from a role or a type needs the values that it is about.",
    example="opened: {type: line, role: when}",
    instead="opened: {type: date, role: when}",
)

UNKNOWN_LISTED = Rule(
    code="COL005",
    slug="unknown-field-listed",
    severity=Severity.ERROR,
    message="“{collection}” has no field “{field}” to be listed as {what}.",
    hint="{advice}",
    why="A list would be shown without what it is meant to show.",
    example="list: {facets: [dacade]}",
    instead="list: {facets: [decade]}",
)

UNFIT_COLLECTION = Rule(
    code="COL006",
    slug="unfit-collection",
    severity=Severity.ERROR,
    message="“{collection}” cannot be declared so: {reason}.",
    hint="{advice}",
    why="A collection needs a place for its records and words for its index.",
    example="stations:\n  fields: {opened: {type: date}}",
    instead="stations:\n  title: Stations\n  singular: station\n  folder: docs/stations\n"
    "  fields: {opened: {type: date}}",
)

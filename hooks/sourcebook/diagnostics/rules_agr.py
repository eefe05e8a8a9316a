"""The rules ``REC030`` and up: the states of an agreement."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

NO_HISTORY = Rule(
    code="REC030",
    slug="agreement-without-state",
    severity=Severity.ERROR,
    message="The agreement “{id}” has no state in its history.",
    hint="Add the first state that a work proves, such as “announced” or “signed”.",
    why="What readers ask of an agreement is what became of it.",
    example="history: []",
    instead="history:\n- {state: signed, dates: 2014-11-20, sources: [khan2014]}",
)

STATE_OUT_OF_ORDER = Rule(
    code="REC031",
    slug="state-out-of-order",
    severity=Severity.ERROR,
    message="“{state}” of {date} stands after “{earlier}” of {earlier_date}, and {reason}.",
    hint="Order the states by their dates: announced, negotiated, signed, in-force, carried-out; "
    "suspended, lapsed or superseded end it.",
    why="The last state proven is the last of the list, and its age is reckoned from its date.",
    example="history:\n- {state: signed, dates: 2021-05, sources: [a]}\n"
    "- {state: announced, dates: 2020-11, sources: [b]}",
    instead="history:\n- {state: announced, dates: 2020-11, sources: [b]}\n"
    "- {state: signed, dates: 2021-05, sources: [a]}",
)

STATE_WITHOUT_SOURCE = Rule(
    code="REC032",
    slug="state-without-source",
    severity=Severity.ERROR,
    message="No work is named for “{state}” of “{id}”.",
    hint="Name the works that prove it in “sources”, or leave the state out.",
    why="That an agreement was signed does not show that it came into force: each state is proven "
    "by itself.",
    example="- {state: in-force, dates: 2016}",
    instead="- {state: in-force, dates: 2016, sources: [khan2016]}",
)

SUCCESSOR_MISSING = Rule(
    code="REC033",
    slug="successor-missing",
    severity=Severity.ERROR,
    message="“{id}” {reason}.",
    hint="Name the agreement that replaced it in “superseded_by”, and the work that says so in the "
    "state “superseded”.",
    why="Readers of a replaced agreement are led to the one that counts.",
    example="history:\n- {state: superseded, dates: 1999, sources: [a]}",
    instead="superseded_by: trade-agreement-1999\nhistory:\n"
    "- {state: superseded, dates: 1999, sources: [a]}",
)

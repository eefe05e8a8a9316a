"""The rules ``EVD030`` and up: what pages say of sources, of agreements, of the present."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNWITNESSED_DIFFERENCE = Rule(
    code="EVD030",
    slug="unwitnessed-difference",
    severity=Severity.WARNING,
    message="The page tells {what} as a difference between sources, and {reason}.",
    hint="Give each side its own sentence with the work that says it, or move what is no "
    "difference out of the section.",
    why="What stands in this section is collected on one page, each side with its works: a side "
    "that no work stands for is only the editors' word.",
    example="**Day of arrival.**\nThe ship came on 3 May [@nansen1897].",
    instead="**Day of arrival.**\nThe ship came on 3 May [@nansen1897].\n"
    "The harbour has 4 May [@port1897].",
)

OTHER_HEADING = Rule(
    code="EVD031",
    slug="heading-of-differences-in-other-words",
    severity=Severity.WARNING,
    message="The heading “{heading}” is not the one that this site declares for where works "
    "differ, so what stands below it is not collected.",
    hint="Write “{declared}”, or declare another under “differences” in {file}.",
    why="A reader of the page of all differences takes it for whole.",
    example="## Where sources disagree",
    instead="## Where sources differ",
)

OTHER_STATE = Rule(
    code="EVD032",
    slug="agreement-in-another-state",
    severity=Severity.WARNING,
    message="The sentence has “{name}” as {told}, and its record {known}.",
    hint="Enter the state in {file} with the work that proves it, or word the sentence by what is "
    "proven.",
    why="The state of an agreement stands on its page and in prose, and two answers are none.",
    example="The Fridtjof Accord was signed in 1921 [@nansen1921].",
    instead="The Fridtjof Accord was announced in 1921 [@nansen1921].",
)

PRESENT_WITHOUT_HORIZON = Rule(
    code="EVD033",
    slug="present-without-horizon",
    severity=Severity.WARNING,
    message="The sentence speaks of the present (“{word}”), and the site does not say until when "
    "its record reaches.",
    hint="Declare the day of the newest source as “horizon” in {file}, or date the sentence.",
    why="“Now” is read years later. With a horizon each page that speaks of the present says below "
    "its title as of when.",
    example="The ship is now in Oslo [@nansen1921].",
    instead="In 1921 the ship was in Oslo [@nansen1921].",
)

STALE_SUMMARY = Rule(
    code="EVD034",
    slug="stale-summary",
    severity=Severity.WARNING,
    message="The summary ends with {summary}, and the page goes on to {body}.",
    hint="Let the summary say what the page knows last.",
    why="Most readers see the summary only. One that stops years before the page does tells them "
    "that nothing came after.",
    example="summary: The ship was built in 1892 [@nansen1897].",
    instead="summary: Built in 1892, the ship has been in a museum since 1936 [@nansen1936].",
)

HORIZON_PASSED = Rule(
    code="EVD035",
    slug="horizon-passed",
    severity=Severity.WARNING,
    message="The site says that its record reaches to {horizon}, and “{citekey}”, which it cites, "
    "is of {date}.",
    hint="Declare the later day as “horizon” in {file}.",
    why="The horizon stands below titles and in citations; readers take silence after it for not "
    "yet looked at.",
    example="horizon: 2020",
    instead="horizon: 2021-04-06",
)

"""The rules ``IDX…``: generated pages and their addresses."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

PAGE_COLLISION = Rule(
    code="IDX001",
    slug="page-collision",
    severity=Severity.ERROR,
    message="The page “{uri}” is claimed by {first} and by {second}.",
    hint="Rename one of the two.",
    why="Two things at one address means that one of them cannot be reached, and which one would "
    "be chance.",
    example="docs/sources/talks2021.md        (beside the generated page of the work talks2021)",
    instead="docs/about/talks2021.md",
)

REUSED_ID = Rule(
    code="IDX002",
    slug="reused-id",
    severity=Severity.ERROR,
    message="The id “{id}” is used again, and the register says that it {fate}.",
    hint="Give the new one another id; if it is the old one come back, set its state in "
    "data/register.tsv to “live”.",
    why="Somebody has cited the address. What stands there must be what it was, or a page that "
    "says what became of it, never something else.",
    example="voyages\tsmith-1984\t2021-04-06\tremoved\t…        (and docs/voyages/smith-1984.md)",
    instead="docs/voyages/smith-second-voyage-1984.md",
)

VANISHED_ID = Rule(
    code="IDX004",
    slug="vanished-id",
    severity=Severity.WARNING,
    message="“{id}” was published and is gone, so its address leads nowhere.",
    hint="Bring it back, or run `sourcebook ids` with --why, or with --renamed and its new id: a "
    "page at the old address will say so.",
    why="Readers have cited the address. It should lead to what it was, to where it is now, or to "
    "a word about why it is gone.",
    example="voyages\tsmith-1984\t2021-04-06\tlive\t…        (and no docs/voyages/smith-1984.md)",
    instead="voyages\tsmith-1984\t2021-04-06\tremoved\t2022-01-05\tSmith, 1984\tIt never happened.",
)

RENAMED_TO_NOTHING = Rule(
    code="IDX005",
    slug="renamed-to-nothing",
    severity=Severity.ERROR,
    message="“{id}” is said to be “{target}” now, and there is no such record.",
    hint="Did you mean “{nearest}”?",
    why="A redirect to a page that is not there is a dead link that looks alive.",
    example="voyages\tsmith-1984\t2021-04-06\trenamed-to smith-1985\t…",
    instead="voyages\tsmith-1984\t2021-04-06\trenamed-to smith-london-1984\t…",
)

UNREADABLE_REGISTER_LINE = Rule(
    code="IDX006",
    slug="unreadable-id-line",
    severity=Severity.ERROR,
    message="The line cannot be read, because {reason}.",
    hint="Put it right, or take the line back from the history of the file.",
    why="The register is what keeps addresses from changing their meaning; a line that is lost "
    "is an address that is not kept.",
    example="voyages smith-1984 live",
    instead="voyages\tsmith-1984\t2021-04-06\tlive\t-\tSmith, 1984\t",
)

DUPLICATE_ID = Rule(
    code="IDX007",
    slug="duplicate-id-line",
    severity=Severity.ERROR,
    message="The register has “{id}” twice.",
    hint="Run `sourcebook ids`, which makes one line of the two.",
    why="Two branches that both changed the line make this when they are merged, and what became "
    "of the id must be said once.",
    example="voyages\tsmith-1984\t2021-04-06\tlive\t-\tSmith, 1984\t-\n"
    "voyages\tsmith-1984\t2021-04-06\tremoved\t2022-01-05\tSmith, 1984\t-",
    instead="voyages\tsmith-1984\t2021-04-06\tremoved\t2022-01-05\tSmith, 1984\t-",
)

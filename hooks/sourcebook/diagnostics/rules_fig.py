"""The rules ``FIG…``: series, observations, formulas, and what works say differently."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNKNOWN_FIGURE = Rule(
    code="FIG001",
    slug="unknown-figure",
    severity=Severity.ERROR,
    message="The series “{series}” has no value for “{period}”.",
    hint="{advice}",
    why="A figure in the text is taken from the data with its unit and its source; where there is "
    "no value, nothing can be printed.",
    example="Trade came to [][series/bilateral-trade/2031].",
    instead="Trade came to [][series/bilateral-trade/2020].",
)

FIGURE_OF_ANOTHER_WORK = Rule(
    code="FIG002",
    slug="figure-of-another-work",
    severity=Severity.ERROR,
    message="No value of “{series}” for “{period}” is by the work “{citekey}”.",
    hint="The works that state one: {citekeys}.",
    why="A value is printed with the work that states it, so the work must state it.",
    example="[][series/bilateral-trade/2020/@khan2019]",
    instead="[][series/bilateral-trade/2020/@bank2021]",
)

WRONG_UNIT = Rule(
    code="FIG003",
    slug="wrong-unit",
    severity=Severity.ERROR,
    message="The value is in “{unit}”, and the series “{series}” is in “{expected}”.",
    hint="Convert the value to “{expected}”, or enter it in a series of its own.",
    why="A value in another unit would be printed, drawn and compared as if it were in this one.",
    example="bilateral-trade,2023,1,billion US dollars,khan2024",
    instead="bilateral-trade,2023,1000,million US dollars,khan2024",
)

PREFERRED_WITHOUT_REASON = Rule(
    code="FIG004",
    slug="preferred-without-reason",
    severity=Severity.ERROR,
    message="One version is preferred, and nothing says why.",
    hint="Give a “reason”, or let the versions stand side by side.",
    why="Readers who see one value of several must be able to judge the choice.",
    example="claims:\n- {value: 2 March 1972, sources: [a], preferred: true}",
    instead="claims:\n- {value: 2 March 1972, sources: [a], preferred: true,\n   reason: It is "
    "the minutes of the day.}",
)

TWO_PREFERRED = Rule(
    code="FIG005",
    slug="two-preferred",
    severity=Severity.ERROR,
    message="Two versions are preferred, and only one can be followed.",
    hint="Take the mark from one of them.",
    why="What is preferred is what pages print where they print one version only.",
    example="trade,2020,790,USD million,a,yes,First.\ntrade,2020,780,USD million,b,yes,Second.",
    instead="trade,2020,790,USD million,a,yes,First.\ntrade,2020,780,USD million,b,,",
)

FORMULA_DIFFERS = Rule(
    code="FIG006",
    slug="formula-differs",
    severity=Severity.ERROR,
    message="The formula gives {expected}, and the work states {stated}: {arithmetic}.",
    hint="Look the values up again; where the work itself is at odds, say so in “differs”.",
    why="Sums that do not add up destroy trust, and a digit is easily mistyped.",
    example="result: exports/2020/@a  # 100\nof: [by-sea/2020/@a, by-land/2020/@a]  # 40, 50",
    instead="result: exports/2020/@a  # 100\nof: [by-sea/2020/@a, by-land/2020/@a]"
    "  # 40, 50\ndiffers: The work gives no reason for the missing 10.",
)

UNKNOWN_OPERAND = Rule(
    code="FIG007",
    slug="unknown-operand",
    severity=Severity.ERROR,
    message="No row has the value “{figure}”.",
    hint="Did you mean “{nearest}”?",
    why="A formula is reckoned from rows of the file of observations.",
    example="of: [exports/2020/@khan2012]",
    instead="of: [exports/2020/@bank2021]",
)

WRONG_OPERANDS = Rule(
    code="FIG008",
    slug="wrong-operands",
    severity=Severity.ERROR,
    message="The formula cannot be reckoned, because {reason}.",
    hint="Sum and product take any number of values; difference, quotient, share and growth take "
    "two, in this order.",
    why="Growth of three values, or a share of nothing, means nothing.",
    example="kind: growth\nof: [trade/2020/@a]",
    instead="kind: growth\nof: [trade/2020/@a, trade/2019/@a]",
)

NEEDLESS_DIFFERENCE = Rule(
    code="FIG009",
    slug="needless-difference",
    severity=Severity.ERROR,
    message="The formula gives {expected}, as the work states, so nothing differs.",
    hint="Remove “differs”.",
    why="The page would tell readers of a discrepancy that is not there.",
    example="# 40 + 50 = 90, and the work states 90\ndiffers: The work gives no reason.",
    instead="# no “differs”",
)

REPEATED_OBSERVATION = Rule(
    code="FIG010",
    slug="repeated-observation",
    severity=Severity.ERROR,
    message="There is already an {singular} for {key}.",
    hint="Put both into one row, or correct series, period or citekey of one.",
    why="A value is named by series, period and work, in references and in other people’s links.",
    example="trade,2020,790,USD million,bank2021\ntrade,2020,780,USD million,bank2021",
    instead="trade,2020,790,USD million,bank2021\ntrade,2019,780,USD million,bank2021",
)

LONG_EXCERPT = Rule(
    code="FIG011",
    slug="long-excerpt",
    severity=Severity.ERROR,
    message="The excerpt has {words} words, and {most} are the most that is kept.",
    hint="Keep the words that show the value.",
    why="A few words prove a value; more would be copying the work.",
    example='trade,2020,790,USD million,bank2021,"(a whole paragraph)"',
    instead='trade,2020,790,USD million,bank2021,"reached $790 million"',
)

ONE_VERSION = Rule(
    code="FIG012",
    slug="one-version",
    severity=Severity.ERROR,
    message="A dispute has two versions at least, each with its works, and here {reason}.",
    hint="Add what is missing, or take the dispute out.",
    why="Sources differ only where two of them say two things.",
    example="disputed:\n- about: Date\n  claims:\n  - {value: 2 March 1972, sources: [a]}",
    instead="disputed:\n- about: Date\n  claims:\n  - {value: 2 March 1972, sources: [a]}\n"
    "  - {value: 18 March 1972, sources: [b]}",
)

ALTERED_WORDS = Rule(
    code="FIG013",
    slug="altered-words",
    severity=Severity.ERROR,
    message="The words of the value are not in the excerpts kept of “{citekey}”; the nearest "
    "differs: {diff}",
    hint="Give the words as they stand ([-yours-] {{+the excerpt's+}}), mark what you left out "
    "with […], or keep the passage meant in {path}.",
    why="A value is believed for the words beside it, so they must be the words of the work.",
    example='trade,2020,790,million US dollars,bank2021,"trade rose to $790 million"',
    instead='trade,2020,790,million US dollars,bank2021,"trade grew to $790 million"',
)

WORDS_NOT_KEPT = Rule(
    code="FIG014",
    slug="words-not-kept",
    severity=Severity.WARNING,
    message="No excerpt kept of “{citekey}” has the words of the value, so they cannot be checked.",
    hint="Keep them in {path}, where every page that cites the work can show them.",
    why="What a work says is kept in one place, compared with every use of it, and stays when the "
    "page it came from is gone.",
    example='trade,2020,790,million US dollars,bank2021,"trade grew to $790 million"',
    instead="# bank2021.yml\n- text: trade grew to $790 million",
)

VALUE_NOT_IN_WORDS = Rule(
    code="FIG015",
    slug="value-not-in-words",
    severity=Severity.WARNING,
    message="No number in the words is {value} {unit}.",
    hint="Look the value up again (digits, million or billion, lakh or crore), or keep the words "
    "that state it.",
    why="A slip by a digit, or a billion for a million, looks like any other value; the words of "
    "the work show it.",
    example='trade,2020,970,million US dollars,bank2021,"trade grew to $790 million"',
    instead='trade,2020,790,million US dollars,bank2021,"trade grew to $790 million"',
)

UNEXPLAINED_SPELLING = Rule(
    code="FIG016",
    slug="unexplained-spelling",
    severity=Severity.ERROR,
    message="Works spell this name in {count} ways ({forms}), and nothing says why “{name}” is "
    "preferred.",
    hint="Say so in “name_reason”: the form that the person’s own government writes, or the "
    "commonest in the works kept.",
    why="Readers meet one spelling on every page; they should see that others exist, in whose "
    "words, and why this one was chosen.",
    example="edvard-grieg:\n  name: Edvard Grieg\n  variants: [Edward Grieg]",
    instead="edvard-grieg:\n  name: Edvard Grieg\n  variants: [Edward Grieg]\n  name_reason: "
    "He signed so.",
)

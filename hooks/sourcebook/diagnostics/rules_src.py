"""The rules ``SRC001``–``SRC009``, ``SRC025``–``SRC028``: files that must not be read or published.

The rules on YAML and front matter (``SRC010`` and up) are in `rules_yaml`.
"""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

NOT_UTF8 = Rule(
    code="SRC001",
    slug="not-utf8",
    severity=Severity.ERROR,
    message="The file is not UTF-8 text: the byte {byte} cannot stand here.",
    hint="Save the file again with the encoding UTF-8.",
    why="Names in any script survive only if every file is in the one encoding that holds "
    "them all.",
    example="Visite à Moscou        (saved as Latin-1)",
    instead="Visite à Moscou        (saved as UTF-8)",
)

SYMBOLIC_LINK = Rule(
    code="SRC002",
    slug="symbolic-link",
    severity=Severity.ERROR,
    message="“{path}” is a symbolic link, so it is not read.",
    hint="Put the file itself here, or remove the link.",
    why="What a link points to may lie outside the project, and the site would publish it.",
    example="docs/assets/map.png -> ../../../map.png",
    instead="docs/assets/map.png        (the file itself)",
)

CONTROL_CHARACTER = Rule(
    code="SRC003",
    slug="control-character",
    severity=Severity.ERROR,
    message="The character {name} cannot be shown, and no page or feed may hold it.",
    hint="Delete the character; it often comes with text copied from a PDF file.",
    why="Control characters break feeds and exports, and can hide text from the person who "
    "reviews it.",
    example='name: "Fridtjof\\x07 Nansen"',
    instead='name: "Fridtjof Nansen"',
)

FILE_TOO_LARGE = Rule(
    code="SRC004",
    slug="file-too-large",
    severity=Severity.ERROR,
    message="The file has {size} bytes; at most {largest} are read.",
    hint="Make it smaller; a page can be split into several.",
    why="Nobody reads a page of that size, and a few kilobytes of the wrong text can stop Markdown "
    "for minutes. Data and the bibliography may be as large as they are.",
    example="docs/voyages/everything.md        (5 MB)",
    instead="docs/voyages/one-voyage.md        (10 kB)",
)

UNREADABLE_FILE = Rule(
    code="SRC005",
    slug="unreadable-file",
    severity=Severity.ERROR,
    message="“{path}” cannot be read: {reason}.",
    hint="Look at the permissions of the file and at whether it is a file at all.",
    why="What cannot be read is missing from the site without anyone having decided so.",
    example="data/people.yml        (readable by its owner only)",
    instead="data/people.yml        (readable by all)",
)

BAD_SETTINGS = Rule(
    code="SRC006",
    slug="bad-settings",
    severity=Severity.ERROR,
    message="The table [tool.sourcebook] is not understood: {reason}.",
    hint="{advice}",
    why="A misspelt setting would leave a check on or off without anyone noticing.",
    example='[tool.sourcebook.rules]\nCIT003 = "silent"',
    instead='[tool.sourcebook.rules]\nCIT003 = "off"',
)

PATHOLOGICAL_PAGE = Rule(
    code="SRC007",
    slug="pathological-page",
    severity=Severity.ERROR,
    message="One paragraph holds “{sign}” {count} times; more than {most} can stop Markdown for "
    "minutes.",
    hint="Break the paragraph up with empty lines, or move part of the text to another page.",
    why="Python-Markdown needs time that grows with the square of the open brackets in a "
    "paragraph: one page could hold up everybody's build.",
    example="[[[[[[[[[[[[[[[[[[[[…        (thousands of them)",
    instead="[[[[[…",
)

TOML_SYNTAX = Rule(
    code="SRC008",
    slug="toml-syntax",
    severity=Severity.ERROR,
    message="The file cannot be read as TOML: {reason}.",
    hint='Write `key = "value"`, each on a line of its own, below a heading such as '
    "[tool.sourcebook.rules].",
    why="A file that cannot be read has no settings: severities, licences and style would be those "
    "of nobody’s choice.",
    example="[tool.sourcebook.citations]\nmode = numbered",
    instead='[tool.sourcebook.citations]\nmode = "numbered"',
)

CONFLICT_MARKER = Rule(
    code="SRC019",
    slug="conflict-marker",
    severity=Severity.ERROR,
    message="“{marker}” is what git leaves where two changes meet: the file holds both.",
    hint="Keep what is right of the two, and delete the lines with the signs. In the files of ids "
    "`sourcebook ids` does it.",
    why="Both versions would stand in the page one after the other, or neither can be read.",
    example="<<<<<<< HEAD\nThey met in May.\n=======\nThey met in June.\n>>>>>>> theirs",
    instead="They met in May.",
)

UNUSABLE_NAME = Rule(
    code="SRC009",
    slug="unusable-name",
    severity=Severity.ERROR,
    message="“{path}” is not read, because {reason}.",
    hint="{advice}",
    why="The address of a page is made of the name of its file; a name that programs read in two "
    "ways would give it two, or none.",
    example="docs/about/Method.MD",
    instead="docs/about/method.md",
)

KEPT_IN_GIT = Rule(
    code="SRC025",
    slug="kept-in-git",
    severity=Severity.ERROR,
    message="Git has what builds make: there are files of “{folder}/” in its index.",
    hint="Run `git rm -r --cached {folder}` and list the folder in .gitignore.",
    why="A build goes on with what the last one left there. What comes with a branch was made by "
    "nobody knows whom, and no review of the sources would show it.",
    example="git add --force .cache",
    instead=".cache/ and site/ in .gitignore",
)

UNLISTED_KIND = Rule(
    code="SRC026",
    slug="unlisted-kind",
    severity=Severity.ERROR,
    message="“{path}” is not published without a word of the site, because {reason}.",
    hint="Take it away, or write in pyproject.toml, below [tool.sourcebook.files]: "
    'publish = ["{word}"].',
    why="What a browser runs from the address of the site can change every page a reader sees, and "
    "some files give orders to the host. Such a file should be there because somebody decided it.",
    example="docs/assets/figure.html",
    instead="docs/assets/figure.png",
)

ACTIVE_DRAWING = Rule(
    code="SRC027",
    slug="active-drawing",
    severity=Severity.ERROR,
    message="The drawing holds {what}.",
    hint="Take it out, or save the drawing as plain SVG or as PNG.",
    why="Opened at its own address, a drawing is a page of the site: its scripts run there, and "
    "what it links to is fetched.",
    example='<svg xmlns="http://www.w3.org/2000/svg" onload="…"/>',
    instead='<svg xmlns="http://www.w3.org/2000/svg"/>',
)

TAKEN_PATH = Rule(
    code="SRC028",
    slug="taken-path",
    severity=Severity.ERROR,
    message="“{path}” would take the place of “{made}”, which {maker} makes.",
    hint="Give the file another name or folder, such as docs/assets/.",
    why="Pages, readers and programs rely on what is made there: a feed or a script that is "
    "another file looks like that of the site.",
    example="docs/feed.xml",
    instead="docs/assets/talks.csv",
)

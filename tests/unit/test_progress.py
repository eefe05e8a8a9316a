"""A build says on a terminal how far it is, and nothing elsewhere."""

from __future__ import annotations

import io

from sourcebook.mkdocs_shell.progress import Bars
from sourcebook.progress import told


class Terminal(io.StringIO):
    """What somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_steps_are_told_from_the_first_to_the_last() -> None:
    """Before each thing is said how many are done, and at the end that all are."""
    heard: list[tuple[str, int, int]] = []

    assert list(told(lambda *step: heard.append(step), "Pages", ["a", "b"])) == ["a", "b"]
    assert heard == [("Pages", 0, 2), ("Pages", 1, 2), ("Pages", 2, 2)]


def test_a_terminal_shows_a_bar_for_each_step() -> None:
    """Each has its name and its numbers, and ends on a line of its own."""
    terminal = Terminal()
    bars = Bars(terminal)

    bars.tell("References", 0, 10)
    bars.tell("References", 10, 10)
    for _ in range(3):
        bars.count("Converting", 3)

    first, second, after = terminal.getvalue().split("\n")
    assert "References" in first
    assert "10/10" in first
    assert "Converting" in second
    assert "3/3" in second
    assert after.strip("\x1b[?25h") == ""


def test_elsewhere_nothing_is_said() -> None:
    """A log is no place for a bar."""
    file = io.StringIO()
    bars = Bars(file)

    bars.tell("References", 0, 10)
    bars.count("Converting", 3)
    bars.end()

    assert file.getvalue() == ""

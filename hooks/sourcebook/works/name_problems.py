"""`name_problems`: names that cannot be names, with the list put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sourcebook.works.name_words import BODY_WORDS, GIVEN_NAMES, SUFFIX

_FOREIGN_AND = frozenset({"und", "et", "и", "та", "och", "og"})
"""“and” in other languages; not Spanish “y”, which stands in family names (Ortega y Gasset)."""
_LONGEST_ADVICE = 300


@dataclass(frozen=True, slots=True)
class NameProblem:
    """What is to be said of a name; offsets into the field's value, ends exclusive."""

    cause: str
    advice: str
    start: int
    end: int
    kind: Literal["malformed", "doubtful", "plain"] = "malformed"
    """Readers would be misled; it may be meant; it is read as it is meant."""


class Written(NamedTuple):
    """A name as it stands in the list."""

    parts: tuple[tuple[str, ...], ...]
    """Its words, those between two commas together."""
    start: int
    end: int

    @property
    def words(self) -> list[str]:
        return [word for part in self.parts for word in part]

    @property
    def is_person(self) -> bool:
        """Whether a comma tells family and given name apart."""
        return len(self.parts) > 1

    @property
    def is_of_body(self) -> bool:
        """Whether it is a body's and stands without braces, so that it is cut into parts."""
        if _plain(self.words[0]) in GIVEN_NAMES:
            return False
        # “Bank, Ernst” and “Court, Elizabeth” are people.
        return any(
            len(part) > 1 and any(_plain(word) in BODY_WORDS for word in part)
            for part in self.parts
        )


def name_problems(value: str, names: Sequence[Written]) -> Iterator[NameProblem]:
    """Yield what is wrong with *names*, the list in *value*; the first cause for each."""
    skipped = False
    for number, name in enumerate(names):
        following = names[number + 1] if number + 1 < len(names) else None
        if skipped:
            skipped = False
        elif following is not None and _is_one_body(name, following):
            skipped = True
            yield _problem(
                value,
                (name.start, following.end),
                "the name of a body holds “and”, and makes two authors",
                f"{{{value[name.start : following.end]}}}",
            )
        elif found := _cut_wrongly(value, name):
            yield found


def _is_one_body(name: Written, following: Written) -> bool:
    """Whether “and” stands inside a body: “Ministry of Commerce and Industry”."""
    if (name.is_person and not name.is_of_body) or following.is_person:
        return False
    one, other = name.is_of_body, following.is_of_body
    if any(word.startswith("{") for word in (*name.words, *following.words)):
        return False
    return (one and not other) or (other and not one and len(name.words) == 1)


def _cut_wrongly(value: str, name: Written) -> NameProblem | None:
    text, at = value[name.start : name.end], (name.start, name.end)
    commas = len(name.parts) - 1
    if ";" in {word[-1:] for word in name.words}:
        people = " and ".join(filter(None, (part.strip() for part in text.split(";"))))
        return _problem(value, at, "names are separated by a semicolon", people)
    if foreign := next((word for word in name.words if word in _FOREIGN_AND), ""):
        right = f" {text} ".replace(f" {foreign} ", " and ").strip()
        return _problem(value, at, f"“{foreign}” does not part two names", right)
    if any(word in ("&", "\\&") for word in name.words):
        people = text.replace("\\&", "and").replace("&", "and")
        is_body = commas == 0 and all(len(half.split()) == 1 for half in people.split(" and "))
        right = f"{{{text}}}" if is_body or name.is_of_body else people
        return _problem(value, at, "“&” does not part two names", right)
    if name.is_of_body and commas:
        cause = f"“{text}” has the words of a body, and is cut at its commas"
        return _problem(value, at, cause, f"{{{text}}}")
    if commas > 2:
        return _problem(value, at, f"the name “{text}” has {commas} commas", _parted(text))
    if commas == 2:
        middle = " ".join(name.parts[1])
        if not SUFFIX.fullmatch(middle) and not middle.startswith("{"):
            cause = f"“{middle}” stands where a suffix such as “Jr.” belongs"
            return _problem(value, at, cause, _parted(text))
    if name.is_of_body:
        cause = f"“{text}” has the words of a body, and is read as a person"
        return _problem(value, at, cause, f"{{{text}}}", "doubtful")
    if commas == 1 and all(map(_begins_like_a_person, name.parts)):
        family = " ".join(name.parts[0])
        cause = f"“{text}” is read as one person with the family name “{family}”"
        return _problem(value, at, cause, text.replace(",", " and", 1), "doubtful")
    return None


def _parted(text: str) -> str:
    """Return the people in a list with commas: “A, B, C, D” are two, or four of whole names."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) % 2 or all(len(part.split()) > 1 for part in parts):
        return " and ".join(parts)
    return " and ".join(", ".join(parts[at : at + 2]) for at in range(0, len(parts), 2))


def _begins_like_a_person(part: tuple[str, ...]) -> bool:
    """Whether *part* is a given name or initial with a family name: no family name is."""
    return len(part) > 1 and (
        _plain(part[0]) in GIVEN_NAMES
        or (len(_plain(part[0])) == 1 and part[0][-1] == "." and part[-1][-1] != ".")
    )


def _plain(word: str) -> str:
    return word.strip(".,{}()'’").lower()


def _problem(
    value: str,
    at: tuple[int, int],
    cause: str,
    right: str,
    kind: Literal["malformed", "doubtful"] = "malformed",
) -> NameProblem:
    whole = f"{value[: at[0]]}{right}{value[at[1] :]}"
    advice = f"Write “{whole if len(whole) <= _LONGEST_ADVICE else right}”."
    if kind == "doubtful":
        advice = advice.replace("Write", "If it is not, write", 1)
    return NameProblem(cause, advice, *at, kind)

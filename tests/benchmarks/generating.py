"""A project of any size, always the same for the same numbers: visits to one host over many years.

    PYTHONPATH=tests/benchmarks python -m generating DIR --visits 7500 --people 1500 \\
        --countries 190 --works 400 --years 200 --sides one --seed 1

Countries are letters of the spelling alphabet with numbers, guests are “Guest 17 of Lima 11”, works
are issues of gazettes that were never printed: nobody takes any of it for a fact.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, degrees
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LAST_YEAR = 2025
HOST = "host"
_LETTERS = (
    *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India"),
    *("Juliett", "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo"),
    *("Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu"),
)
_SECTORS = ("trade", "energy", "science", "culture")
_LEVELS = ("head-of-state", "head-of-government", "foreign-minister", "minister", "delegation")
_SETTINGS = ("bilateral", "multilateral", "sideline", "transit")
_CITIES_OF_HOST = 40


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything."""

    visits: int = 7500
    people: int = 1500
    countries: int = 190
    works: int = 400
    years: int = 200
    has_side: bool = True
    """Whether the host is declared as the one side."""
    seed: int = 1


def files_of(size: Size) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file of a project of *size*, without the engine."""
    chance = random.Random(size.seed)
    declared = ROOT / "hooks/sourcebook/profiles/visits/data/collections.yml"
    sides = f"sides: [{HOST}]" if size.has_side else "sides: []"
    yield "data/collections.yml", declared.read_text("utf-8").replace("sides: []", sides, 1)
    yield "data/places.yml", "".join(_places(size))
    yield "data/people.yml", "".join(_people(size))
    yield "bibliography/works.bib", "\n".join(_works(size, chance))
    citations = _citations(size, chance)
    home = "# Home\n\n<!-- sourcebook: counts -->\n\n<!-- sourcebook: timeline -->\n"
    yield "docs/index.md", home + "\n<!-- sourcebook: decades -->\n"
    yield "docs/about/index.md", "# About\n\nNothing here is true: a program made it.\n"
    for name in _SECTORS:
        yield f"docs/sectors/{name}.md", _sector(name, citations)
    for number in range(size.visits):
        yield _visit(size, number, chance, citations)


def write(root: Path, size: Size) -> Path:
    """Write a project of *size* to the new *root*, with the engine and the settings of this one."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=ignore)
    shutil.copytree(ROOT / "bibliography/styles", root / "bibliography/styles")
    shutil.copyfile(ROOT / "pyproject.toml", root / "pyproject.toml")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    # Without a navigation it follows; the footer leads to what only the shipped site has.
    kept = re.sub(r"\nextra:\n(?:  .*\n)+", "\n", re.sub(r"\nnav:\n(?:  .*\n)+", "\n", settings))
    (root / "mkdocs.yml").write_text(kept, encoding="utf-8")
    for name in ("people", "places", "sources"):
        page = root / "docs" / name / "index.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"# All {name}\n\n<!-- sourcebook: {name} -->\n", encoding="utf-8")
    for name, text in files_of(size):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _country(number: int) -> tuple[str, str]:
    """Return id and name of a country."""
    letter = _LETTERS[number % len(_LETTERS)]
    return f"{letter.lower()}-{number}", f"{letter} {number}"


def _places(size: Size) -> Iterator[str]:
    yield f"{HOST}: {{name: Hostland, kind: country}}\n"
    for number in range(_CITIES_OF_HOST):
        at = f"{40 + number % 8}.5, {number // 8 * 2}.5"
        yield _city(f"town-{number}", f"Town {number}", HOST, at)
    for number in range(size.countries):
        id, name = _country(number)
        yield f"{id}: {{name: {name}, kind: country}}\n"
        # Spread over the globe: each turn of a spiral by the golden angle.
        north = degrees(asin(1 - 2 * (number + 0.5) / size.countries))
        at = f"{north:.2f}, {number * 137.508 % 360 - 179.99:.2f}"
        yield _city(f"capital-{id}", f"Capital of {name}", id, at)


def _city(id: str, name: str, country: str, at: str) -> str:
    return f'{id}: {{name: {name}, kind: city, country: {country}, coordinates: "{at}"}}\n'


def _people(size: Size) -> Iterator[str]:
    for number in range(size.people):
        country, name = _country(number % size.countries)
        yield f"guest-{number}:\n  name: Guest {number} of {name}\n"
        yield f"  sort_name: {name}, guest {number}\n  country: {country}\n"


def _works(size: Size, chance: random.Random) -> Iterator[str]:
    for number in range(size.works):
        country, name = _country(number % size.countries)
        year = LAST_YEAR - chance.randrange(size.years)
        yield (
            f"@online{{gazette{number},\n"
            f"  title = {{Gazette of {name}, issue {number}}},\n"
            f"  organization = {{Gazette of {name}}},\n"
            f"  date = {{{year}-{chance.randint(1, 12):02}}},\n"
            f"  url = {{https://gazette.invalid/{country}/{number}}},\n"
            "  verification = {stored-copy},\n  verificationdate = {2026-11},\n"
            "  archivenote = {No archived copy is known.},\n}\n"
        )


def _citations(size: Size, chance: random.Random) -> Iterator[str]:
    """Yield citations without end: of each work once, then of few much and of many little."""
    together = -(-size.works // (2 * max(size.visits, 1)))

    def cited() -> Iterator[int]:
        yield from range(size.works)
        while True:
            yield int(size.works * chance.random() ** 3)

    works = cited()
    while True:
        yield f"[{'; '.join(f'@gazette{next(works)}' for _ in range(together))}]"


def _sector(name: str, citations: Iterator[str]) -> str:
    label = name.capitalize()
    return (
        f"---\ntitle: {label}\nsector:\n  label: {label}\n"
        f"  summary: They spoke of {name} {next(citations)}.\n---\n\n"
        f"They went on to speak of {name} {next(citations)}.\n"
    )


def _visit(
    size: Size, number: int, chance: random.Random, citations: Iterator[str]
) -> tuple[str, str]:
    # More and more of them: a third of all in the last tenth of the time.
    share = 1 - (1 - (number + chance.random()) / size.visits) ** 1.5
    first = date(LAST_YEAR - size.years + 1, 1, 1)
    day = first + timedelta(days=int(share * (size.years * 365.2425 - 4)))
    country, name = _country(chance.randrange(size.countries))
    other = _country(chance.randrange(size.countries))[0]
    kind = chance.random()
    way = (country, HOST) if kind < 0.9 else (HOST, country) if kind < 0.97 else (country, other)
    town = f"town-{chance.randrange(_CITIES_OF_HOST)}" if way[1] == HOST else f"capital-{way[1]}"
    end = day + timedelta(days=chance.randrange(4))
    dates = f"{day}/{end}" if end != day else f"{day}" if kind < 0.8 else f"{day:%Y-%m}"
    guest = chance.randrange(size.people)
    about = chance.sample(_SECTORS, chance.randint(1, 3))
    title = f"{name} in {day.year}, no. {number}"
    sentences = [
        f"[Guest {guest}][people/guest-{guest}] spoke of {topic} in {day.year} {next(citations)}."
        for topic in about
    ]
    return f"docs/visits/visit-{number}.md", (
        f"---\ntitle: {title}\nvisit:\n  dates: {dates}\n  from: {way[0]}\n  to: {way[1]}\n"
        f"  level: {chance.choice(_LEVELS)}\n  setting: {chance.choice(_SETTINGS)}\n"
        f"  places: [{town}]\n  visitors: [{{person: guest-{guest}}}]\n"
        f"  sectors: [{', '.join(about)}]\n"
        f"  summary: A guest of {name} came in {day.year} {next(citations)}.\n---\n\n"
        + "\n".join(sentences)
        + "\n"
    )


def main() -> None:
    """Write a project."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("root", type=Path, metavar="DIR")
    for name in ("visits", "people", "countries", "works", "years", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Size(), name))
    parser.add_argument("--sides", choices=("one", "none"), default="one")
    options = vars(parser.parse_args())
    root, has_side = options.pop("root"), options.pop("sides") == "one"
    write(root, Size(has_side=has_side, **options))


if __name__ == "__main__":
    main()

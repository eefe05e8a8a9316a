"""`load_rows`: the records of a file of rows, one a row, named by their key fields."""

from __future__ import annotations

from collections.abc import Mapping

from sourcebook.diagnostics import Diagnostic, Source, rules_fig
from sourcebook.formats.csv import load_csv
from sourcebook.formats.period import Period
from sourcebook.records.fields import Record
from sourcebook.records.records import Collection, Loaded, validate


def load_rows(
    collection: Collection, source: Source
) -> tuple[tuple[Loaded, ...], frozenset[str], tuple[Diagnostic, ...]]:
    """Return the records of the rows of *source*, the ids that are broken, and all problems.

    The id of a row is its key fields with strokes between them: it survives rewording and
    reordering. Of rows with one id the first counts.
    """
    located, problems = load_csv(source)
    diagnostics = list(problems)
    loaded: dict[str, Loaded] = {}
    broken: set[str] = set()
    values = located.value if located and isinstance(located.value, tuple) else ()
    for position, value in enumerate(values):
        assert located is not None
        prefix = (position,)
        if located.is_broken(prefix):
            continue
        record, more = validate(collection.record_type, value, located, prefix)
        diagnostics += more
        if record is None:
            broken.add(_id_of_cells(collection, value))
            continue
        id = _id(collection, record)
        first = loaded.get(id)
        if first is not None:
            diagnostics.append(
                rules_fig.REPEATED_OBSERVATION.at(
                    located.key_location(prefix),
                    related=((first.location(), "the first such row"),),
                    singular=collection.singular,
                    key=", ".join(f"“{part}”" for part in _key(collection, record)),
                )
            )
            continue
        label = str(getattr(record, collection.label))
        loaded[id] = Loaded(collection.name, id, label, record, located, prefix, source)
    return tuple(loaded.values()), frozenset(broken), tuple(diagnostics)


def _key(collection: Collection, record: Record) -> list[str]:
    values = [getattr(record, name) for name in collection.key_fields]
    return [value.text if isinstance(value, Period) else str(value) for value in values]


def _id(collection: Collection, record: Record) -> str:
    return "/".join(_key(collection, record))


def _id_of_cells(collection: Collection, cells: object) -> str:
    found = cells if isinstance(cells, Mapping) else {}
    return "/".join(str(found.get(name, "")) for name in collection.key_fields)

"""Which columns of a table are the inputs and the label: as they are chosen, or by their names, or by their order."""

from __future__ import annotations

from collections.abc import Sequence

from antigradient.data.columns import Column, Columns
from antigradient.data.words import Note, TableError
from antigradient.words import Message

#: Columns by their names or their numbers from 1, in the order of a point.
Choice = Sequence[str | int]
Labels = tuple[float, float] | None

#: The most columns that a refusal names, so that it stays as short as problems are.
NAMED = 8


def choose(columns: Columns, wanted: tuple[str, ...]) -> tuple[list[Column], list[Note]]:
    """For reading a table: the columns of the inputs and the label, in order, with notes on what was assumed.

    Raises TableError.
    """
    every = columns.all
    roles = [column.role for column in every]
    require_enough(columns, wanted)
    for name in wanted:
        if roles.count(name) > 1:
            raise TableError("twice", name=name)
    if len(wanted) > 2 and "x" in roles and not {"x1", "x2"} <= set(roles):
        raise TableError("names", name="x", names=wanted)
    named = {name: every[roles.index(name)] for name in wanted if name in roles}
    rest = [column for column in every if column not in named.values()]
    notes: list[Note] = []
    missing = [name for name in wanted if name not in named]
    if missing:
        if len(rest) > len(missing) and rest[0] is every[0] and rest[0].is_index:
            notes.append(Note("index", {"column": rest.pop(0).number}))
        if len(rest) > len(missing):
            raise TableError(
                "many_columns", count=len(every), taken=len(wanted), names=wanted, columns=_described(every)
            )
        if len(rest) < len(missing):
            raise TableError("few_columns", count=len(every), taken=len(wanted), names=wanted)
        named |= dict(zip(missing, rest, strict=True))
    elif rest:
        index = rest[0] is every[0] and rest[0].is_index
        notes += [Note("index", {"column": rest.pop(0).number})] if index else []
        notes += [Note("left_out", {"count": len(rest)})] if rest else []
    chosen = [named[name] for name in wanted]
    pairs = [[name, column.number] for name, column in zip(wanted, chosen, strict=True)]
    if columns.names is not None and (missing or pairs != [[name, i] for i, name in enumerate(wanted, start=1)]):
        # The usual names in the usual order are no assumption.
        by = Note("by_place" if missing else "by_name", {"chosen": pairs})
        notes = [*header_notes(columns), by, *notes]
    return chosen, notes


def chosen_by(columns: Columns, wanted: tuple[str, ...], choice: Choice) -> tuple[list[Column], list[Note]]:
    """For reading a table: the columns that are chosen, in order, with notes. Raises TableError about `columns`."""
    if len(choice) != len(wanted):
        raise TableError("choice_count", count=len(choice), taken=len(wanted), names=wanted)
    chosen: list[Column] = []
    for place, name in enumerate(choice, start=1):
        found = [column for column in columns.all if name in (column.number, column.name)]
        if not found and isinstance(name, str):
            found = [column for column in columns.all if (column.name or "").casefold() == name.casefold()]
        if not found:
            raise TableError("choice_unknown", place=place, columns=_described(columns.all))
        if len(found) > 1:
            raise TableError("choice_twice", place=place)
        if found[0] in chosen:
            raise TableError("choice_repeated")
        chosen += found
    return chosen, header_notes(columns)


def proposal(columns: Columns, wanted: tuple[str, ...], labels: Labels) -> list[Column]:
    """For whoever is to choose: a first choice, in order: the columns with the usual names, or else those that suit.

    The label is the last of the fullest columns with labels within `labels`; inputs are the first others of numbers.
    """
    try:
        return choose(columns, wanted)[0]
    except TableError:
        pass
    free = [column for column in columns.all if not column.is_index] or columns.all
    label = max(free, key=lambda column: (_suits(column, labels), -column.gaps, column.number))
    rest = [column for column in columns.all if column is not label]
    inputs = sorted(rest, key=lambda column: (column.is_index, not column.is_mostly_numeric, column.number))
    return [*inputs[: len(wanted) - 1], label]


def _suits(column: Column, labels: Labels) -> int:
    """How well a column serves as the label."""
    if column.words:
        return 3 if labels and len(column.words) == 2 else 0
    if not column.is_mostly_numeric:
        return -1
    within = labels is None or all(labels[0] <= value <= labels[1] for value in column.values.values())
    return 2 if within else 1


def require_enough(columns: Columns, wanted: tuple[str, ...]) -> None:
    """For reading and describing a table: refuses one with too few columns. Raises TableError."""
    if len(columns.all) < len(wanted):
        raise TableError("few_columns", count=len(columns.all), taken=len(wanted), names=wanted)


def header_notes(columns: Columns) -> list[Note]:
    """For reading and describing a table: that a line was read as names."""
    return [] if columns.names is None else [Note("header", {"line": columns.names})]


def _described(columns: Sequence[Column]) -> list[Message]:
    """The columns with what they hold, not all of many."""
    args = [{"name": column.label, "kind": column.kind} for column in columns[:NAMED]]
    more = [Message("points_table.column.more", {"count": len(columns) - NAMED})] if len(columns) > NAMED else []
    return [*(Message("points_table.column.kind", one) for one in args), *more]

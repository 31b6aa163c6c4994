"""Which columns of a table are the inputs and the label: by their names, or else by their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from antigradient.data.dialects import COLON, TableRow, TableRows
from antigradient.data.numerals import WHOLE, is_numeric, means_a_number, value_of
from antigradient.data.words import Note, TableError
from antigradient.words import Message

#: The most columns that a refusal names, so that its sentence stays short.
NAMED = 24
#: The longest name that a reply repeats.
LONGEST_NAME = 64
#: A first column without a name numbers or names the rows, where others have names; one of these names does if it
#: counts 0, 1, 2, … or 1, 2, 3, …
INDEX = frozenset(
    {"#", "id", "index", "idx", "no", "no.", "nr", "nr.", "n°", "№", "number", "row", "obs", "case", "unnamed: 0"}
)
#: A name is repeated in a refusal only if it looks like this.
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}", re.ASCII)
SUBSCRIPTS = str.maketrans("₁₂", "12")


@dataclass(frozen=True)
class Column:
    """For choosing inputs: a column with its number from 1, its name if the table has names, and the cells below."""

    number: int
    name: str | None
    cells: Sequence[str]

    @property
    def kind(self) -> str:
        """For replies and refusals: what the cells hold: integer, number, mixed, text or empty."""
        held = [cell for cell in self.cells if cell]
        numeric = [cell for cell in held if is_numeric(cell)]
        if not held:
            return "empty"
        if len(numeric) < len(held):
            return "mixed" if numeric else "text"
        return "integer" if all(map(WHOLE.fullmatch, held)) else "number"

    @property
    def label(self) -> str | Message:
        """For refusals: the column's name if it is safe to repeat, else "column 3"."""
        if self.name and IDENTIFIER.fullmatch(self.name):
            return self.name
        return Message("points_table.column.number", {"column": self.number})

    @property
    def role(self) -> str:
        """For choosing by name: the name reduced to x, x1 and the like, which may be written X₁ or x_1."""
        return re.sub(r"[\s_]+", "", self.name or "").casefold().translate(SUBSCRIPTS)

    @property
    def counts(self) -> bool:
        """For finding a column that numbers the rows: whether its cells count up by one, from 0 or from 1."""
        return any(list(self.cells) == [str(i) for i in range(first, first + len(self.cells))] for first in (0, 1))

    def described(self) -> dict[str, object]:
        """For a reply: name, kind, the least and the largest number, and how many cells are empty."""
        values = [value for value in map(value_of, self.cells) if value is not None]
        return {
            "name": None if self.name is None else self.name[:LONGEST_NAME],
            "kind": self.kind,
            "low": min(values, default=None),
            "high": max(values, default=None),
            "missing": sum(not cell for cell in self.cells),
        }


@dataclass(frozen=True)
class Columns:
    """For choosing inputs: a table's columns, the rows below their names, and the line of the names, if any."""

    all: list[Column]
    rows: list[TableRow]
    names: int | None


def names_of(inputs: int) -> tuple[str, ...]:
    """For reading a table: the names of the columns that a loss of so many inputs takes: x, y or x1, x2, y."""
    return ("x", "y") if inputs == 1 else (*(f"x{i}" for i in range(1, inputs + 1)), "y")


def columns_of(table: TableRows, wanted: tuple[str, ...]) -> Columns:
    """For reading a table: the rows as columns of equal length. Raises TableError where they do not form any."""
    if not table.rows:
        raise TableError("empty")
    first, *below = table.rows
    if any(map(means_a_number, first.cells)):
        width = _width(table, table.rows, wanted)
        names, line = _commented(table, width, wanted)
        return Columns(_columns(table.rows, width, names), table.rows, line)
    if not below:
        raise TableError("empty")
    width = _width(table, below, wanted, len(first))
    names = [cell.strip(" ,;") for cell in first.cells]
    while len(names) > width and not names[-1]:
        names.pop()
    if all(len(row.cells) >= len(names) for row in below):
        width = max(width, len(names))  # a last column that has a name and nothing else
    if len(names) == width - 1 >= len(wanted):
        names = ["", *names]  # R writes no name for a first column of row names
    if len(names) != width:
        raise TableError("header_width", **first.where, count=len(names), width=width)
    return Columns(_columns(below, width, names), below, first.where.get("line"))


def _columns(rows: Sequence[TableRow], width: int, names: Sequence[str] | None) -> list[Column]:
    """All columns that hold anything."""
    cells = zip(*((row.cells + [""] * width)[:width] for row in rows), strict=True)
    columns = [Column(i + 1, names[i] if names else None, column) for i, column in enumerate(cells)]
    return [column for column in columns if column.name or any(column.cells)]


def _width(table: TableRows, rows: Sequence[TableRow], wanted: tuple[str, ...], names: int = 0) -> int:
    """How many columns all rows have, below so many names: a cell that is missing has its separator all the same."""
    width = max(map(len, rows))
    if width == 1:
        if table.separator == COLON:
            raise TableError("ragged_point", **rows[0].where, count=1, width=len(wanted))
        raise TableError("one_column", **rows[0].where, taken=len(wanted), names=wanted)
    if all(len(row.cells) >= width for row in rows):
        return width
    sizes = [max(len(row), min(len(row.cells), width)) for row in rows]
    usual = len(wanted) if table.separator == COLON else max(sizes, key=lambda size: (sizes.count(size), size == names))
    i = next(i for i, size in enumerate(sizes) if size != usual)
    if table.separator == COLON:
        raise TableError("ragged_point", **rows[i].where, count=sizes[i], width=usual)
    first = rows[sizes.index(usual)].where["line"]
    raise TableError("ragged", **rows[i].where, count=sizes[i], width=usual, first=first)


def _commented(table: TableRows, width: int, wanted: tuple[str, ...]) -> tuple[list[str] | None, int | None]:
    """Names in the last comment above the rows, as numpy writes them, or where the first column is called `#`."""
    if table.above is None or len(table.above.cells) != width:
        return None, None
    names = table.above.cells
    if set(wanted) <= {Column(0, name, ()).role for name in names} or (not names[0] and table.separator != " "):
        return names, table.above.where["line"]
    return None, None


def choose(columns: Columns, wanted: tuple[str, ...]) -> tuple[list[Column], list[Note]]:
    """For reading a table: the columns of the inputs and the label, in order, with notes on what was assumed.

    Raises TableError.
    """
    every = columns.all
    roles = [column.role for column in every]
    if len(every) < len(wanted):
        raise TableError("few_columns", count=len(every), taken=len(wanted), names=wanted)
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
        if len(rest) > len(missing) and rest[0] is every[0] and _is_index(rest[0]):
            notes.append(Note("index", {"column": rest.pop(0).number}))
        if len(rest) > len(missing):
            raise TableError(
                "many_columns", count=len(every), taken=len(wanted), names=wanted, columns=_described(every)
            )
        if len(rest) < len(missing):
            raise TableError("few_columns", count=len(every), taken=len(wanted), names=wanted)
        named |= dict(zip(missing, rest, strict=True))
    elif rest:
        index = rest[0] is every[0] and _is_index(rest[0])
        notes += [Note("index", {"column": rest.pop(0).number})] if index else []
        notes += [Note("left_out", {"count": len(rest)})] if rest else []
    chosen = [named[name] for name in wanted]
    pairs = [[name, column.number] for name, column in zip(wanted, chosen, strict=True)]
    if columns.names is not None and (missing or pairs != [[name, i] for i, name in enumerate(wanted, start=1)]):
        # The usual names in the usual order are no assumption.
        by = Note("by_place" if missing else "by_name", {"chosen": pairs})
        notes = [Note("header", {"line": columns.names}), by, *notes]
    return chosen, notes


def _described(columns: Sequence[Column]) -> list[Message]:
    """The columns with what they hold, not all of many."""
    args = [{"name": column.label, "kind": column.kind} for column in columns[:NAMED]]
    more = [Message("points_table.column.more", {"count": len(columns) - NAMED})] if len(columns) > NAMED else []
    return [*(Message("points_table.column.kind", one) for one in args), *more]


def _is_index(column: Column) -> bool:
    if column.name is None:
        return False
    return not column.name or (column.name.casefold() in INDEX and column.counts)

"""The columns of a table, with what they hold: their kinds, ranges, and how many cells are empty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from antigradient.data.dialects import COLON, Cells, Comment, TableRows, filled
from antigradient.data.numerals import WHOLE, is_missing, is_word, means_a_number, value_of
from antigradient.data.words import TableError
from antigradient.words import Message

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

    @cached_property
    def counts(self) -> Counter[str]:
        """For what else is asked here: how often each cell that holds anything occurs, in the order of the table."""
        counts = Counter(self.cells)
        for cell in [cell for cell in counts if is_missing(cell)]:
            del counts[cell]
        return counts

    @cached_property
    def values(self) -> dict[str, float]:
        """For points: the number of each cell that is one."""
        values = ((cell, value_of(cell)) for cell in self.counts)
        return {cell: value for cell, value in values if value is not None}

    @property
    def kind(self) -> str:
        """For replies and refusals: what the cells hold: integer, number, mixed, text or empty."""
        if not self.counts:
            return "empty"
        if len(self.values) < len(self.counts):
            return "mixed" if self.values else "text"
        return "integer" if all(map(WHOLE.fullmatch, self.counts)) else "number"

    @property
    def missing(self) -> int:
        """For replies and choosing: how many cells are empty."""
        return len(self.cells) - self.counts.total()

    @property
    def gaps(self) -> int:
        """For choosing: how many cells give no value; of a column of words those that are empty."""
        return len(self.cells) - sum(self.counts[cell] for cell in self.words or self.values)

    @property
    def is_mostly_numeric(self) -> bool:
        """For rows that may be left out: whether at least half of what it holds is numbers."""
        return 2 * sum(self.counts[cell] for cell in self.values) >= self.counts.total() > 0

    @property
    def words(self) -> list[str] | None:
        """For labels: the kinds of words that it holds, alphabetically; None where it holds anything else."""
        if not self.counts or not all(map(is_word, self.counts)):
            return None
        return sorted(self.counts, key=lambda word: (word.casefold(), word))

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
    def is_index(self) -> bool:
        """For choosing: whether it numbers or names the rows, where others have names."""
        if self.name is None:
            return False
        return not self.name or (self.name.casefold() in INDEX and self._counts_up)

    @property
    def _counts_up(self) -> bool:
        """Whether its cells count up by one, from 0 or from 1."""
        return any(all(cell == str(i) for i, cell in enumerate(self.cells, start=first)) for first in (0, 1))

    def described(self) -> dict[str, object]:
        """For a reply: number, name, kind, the least and the largest number, and how many cells are empty."""
        return {
            "number": self.number,
            "name": None if self.name is None else self.name[:LONGEST_NAME],
            "kind": self.kind,
            "low": min(self.values.values(), default=None),
            "high": max(self.values.values(), default=None),
            "missing": self.missing,
            "distinct": len(self.counts),
        }


@dataclass(frozen=True)
class Columns:
    """For choosing inputs: a table's columns, the rows below their names, and the line of the names, if any."""

    all: list[Column]
    rows: TableRows
    names: int | None


def names_of(inputs: int) -> tuple[str, ...]:
    """For reading a table: the names of the columns that a loss of so many inputs takes: x, y or x1, x2, y."""
    return ("x", "y") if inputs == 1 else (*(f"x{i}" for i in range(1, inputs + 1)), "y")


def columns_of(table: TableRows, wanted: tuple[str, ...]) -> Columns:
    """For reading a table: the rows as columns of equal length. Raises TableError where they do not form any."""
    if not table.rows:
        raise TableError("empty")
    first = table.rows[0]
    if any(map(means_a_number, first)):
        width = _width(table, wanted)
        above = _names_above(table, width, wanted)
        columns = _columns(table.rows, width, above.cells if above else None)
        return Columns(columns, table, above.line if above else None)
    below = table.below()
    if not below.rows:
        raise TableError("empty")
    width = _width(below, wanted, filled(first))
    names = [cell.strip(" ,;") for cell in first]
    while len(names) > width and not names[-1]:
        names.pop()
    if all(len(row) >= len(names) for row in below.rows):
        width = max(width, len(names))  # a last column that has a name and nothing else
    if len(names) == width - 1 >= len(wanted):
        names = ["", *names]  # R writes no name for a first column of row names
    if len(names) != width:
        code = "ragged_point" if table.separator == COLON else "header_width"
        raise TableError(code, **table.where(0), count=len(names), width=width)
    return Columns(_columns(below.rows, width, names), below, table.where(0).get("line"))


def _columns(rows: Sequence[Cells], width: int, names: Sequence[str] | None) -> list[Column]:
    """All columns that hold anything."""
    cells = ([row[i] if i < len(row) else "" for row in rows] for i in range(width))
    columns = [Column(i + 1, names[i] if names else None, column) for i, column in enumerate(cells)]
    return [column for column in columns if column.name or any(column.cells)]


def _width(table: TableRows, wanted: tuple[str, ...], names: int = 0) -> int:
    """How many columns all rows have, below so many names: a cell that is missing has its separator all the same."""
    width = max(map(filled, table.rows))
    if width == 1:
        if table.separator == COLON:
            raise TableError("ragged_point", **table.where(0), count=1, width=len(wanted))
        raise TableError("one_column", **table.where(0), taken=len(wanted), names=wanted)
    if all(len(row) >= width for row in table.rows):
        return width
    sizes = [max(filled(row), min(len(row), width)) for row in table.rows]
    counts = Counter(sizes)
    usual = len(wanted) if table.separator == COLON else max(counts, key=lambda size: (counts[size], size == names))
    i = next(i for i, size in enumerate(sizes) if size != usual)
    if table.separator == COLON:
        raise TableError("ragged_point", **table.where(i), count=sizes[i], width=usual)
    first = table.places[sizes.index(usual)]
    raise TableError("ragged", **table.where(i), count=sizes[i], width=usual, first=first)


def _names_above(table: TableRows, width: int, wanted: tuple[str, ...]) -> Comment | None:
    """Names in the last comment above the rows, as numpy writes them, or where the first column is called `#`."""
    if table.above is None or len(table.above.cells) != width:
        return None
    names = table.above.cells
    roles = {Column(0, name, ()).role for name in names}
    return table.above if set(wanted) <= roles or (not names[0] and table.separator != " ") else None

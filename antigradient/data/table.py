"""The one reader of tables: text in any of the usual dialects in, points of data out, with what was assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from antigradient.data.choices import (
    Choice,
    Labels,
    choose,
    chosen_by,
    header_notes,
    proposal,
    require_enough,
)
from antigradient.data.columns import Column, Columns, names_of
from antigradient.data.dialects import COLON, text_of
from antigradient.data.numerals import WITH_COMMA
from antigradient.data.readings import Failures, Reading, readings_of
from antigradient.data.rows import Rows, Rule, points_of
from antigradient.data.sets import POINTS_LIMIT
from antigradient.data.words import Note, TableError, separator_names

#: Refusals of the first rows that those below cannot take back.
LASTING = ("thousands", "point", "beyond", "label")


@dataclass(frozen=True)
class Table:
    """For the reply to a table: the points as `[x, y]` or `[x1, x2, y]`, and how they were found.

    `columns` are all that the table has, `chosen` the numbers (from 1) of those that the points are made of, in the
    order of the points; `words` are the labels 0 and 1, where the table has words for them.
    """

    points: list[list[float]]
    columns: list[Column]
    chosen: list[int]
    words: tuple[str, str] | None
    rows: Rows
    notes: list[Note]

    def described(self) -> dict[str, Any]:
        """For the reply: the table as JSON values."""
        return {
            "points": self.points,
            "columns": [column.described() for column in self.columns],
            "chosen": self.chosen,
            "labels": None if self.words is None else list(self.words),
            "rows": self.rows.described(),
            "notes": [note.described() for note in self.notes],
        }


@dataclass(frozen=True)
class TableColumns:
    """For whoever is to choose: the columns of a table, a first choice among them by numbers, and what was assumed."""

    columns: list[Column]
    proposed: list[int]
    notes: list[Note]

    def described(self) -> dict[str, Any]:
        """For the reply: the columns as JSON values."""
        return {
            "columns": [column.described() for column in self.columns],
            "proposed": self.proposed,
            "notes": [note.described() for note in self.notes],
        }


def read_table(
    source: str | bytes,
    inputs: int = 1,
    most: int = POINTS_LIMIT,
    labels: Labels = None,
    columns: Choice | None = None,
    seed: int = 0,
) -> Table:
    """For the API: the points of a table for a loss of `inputs` inputs, at most `most`, with labels within `labels`.

    `columns` names those of the inputs and the label. Rows with an empty cell there are left out; so are rows without a
    number in a column of numbers, if the columns are named. Of more rows than `most` a sample is drawn by `seed`.

    What parts the columns is found by reading the whole table in every way that there is: the one that gives points is
    taken; where two give different points, the table is refused. Raises TableError, which says what is wrong and where.
    """
    text, notes = text_of(source)
    wanted = names_of(inputs)
    rule = Rule(most, labels, seed, lenient=columns is not None)
    read: dict[str, Table] = {}
    failures = Failures()
    for reading in readings_of(text, wanted, failures):
        try:
            _require_one_meaning(reading)
            if not reading.rows.whole:
                _require_hope(reading.columns, wanted, columns, rule)
            whole = reading.whole(text, wanted)
            chosen, assumed = _chosen(whole.columns, wanted, columns)
            found = points_of(whole.columns.rows, chosen, rule)
        except TableError as error:
            failures.add(error, reading.share, parted=True)
            continue
        numbers = [column.number for column in chosen]
        assumed = [*notes, *assumed, *found.notes, *whole.comment_notes()]
        table = Table(found.points, whole.columns.all, numbers, found.words, found.rows, assumed)
        read[reading.rows.separator] = table
    if not read:
        raise failures.nearest(text, wanted)
    first, *others = read.values()
    if any(other.points != first.points for other in others):
        raise TableError("ambiguous", separators=separator_names(list(read)))
    return first


def table_columns(source: str | bytes, inputs: int = 1, labels: Labels = None) -> TableColumns:
    """For the API: the columns of a table, read in the way that finds most numbers, with a first choice among them.

    Raises TableError.
    """
    text, notes = text_of(source)
    wanted = names_of(inputs)
    failures = Failures()
    readings: list[Reading] = []
    for reading in readings_of(text, wanted, failures):
        try:
            require_enough(reading.columns, wanted)
            readings.append(reading.whole(text, wanted))
        except TableError as error:
            failures.add(error, reading.share, parted=True)
    best = max(readings, key=lambda reading: reading.share, default=None)
    if best is None or best.share < failures.share:
        raise failures.nearest(text, wanted)
    columns = best.columns
    proposed = [column.number for column in proposal(columns, wanted, labels)]
    return TableColumns(columns.all, proposed, [*notes, *header_notes(columns)])


def _chosen(columns: Columns, wanted: tuple[str, ...], choice: Choice | None) -> tuple[list[Column], list[Note]]:
    return choose(columns, wanted) if choice is None else chosen_by(columns, wanted, choice)


def _require_hope(head: Columns, wanted: tuple[str, ...], choice: Choice | None, rule: Rule) -> None:
    """Refuses a long table by its first rows where these tell that it cannot be taken. Raises TableError."""
    chosen, _ = _chosen(head, wanted, choice)
    try:
        points_of(head.rows, chosen, rule)
    except TableError as error:
        if error.code in LASTING or (error.code == "no_number" and not rule.lenient):
            raise


def _require_one_meaning(reading: Reading) -> None:
    """Refuses `1,2; 3,4` alone: one point, or two. Raises TableError."""
    rows = reading.rows
    held = [cell for cell in rows.rows[0] if cell]
    alone = len(rows.rows) == 1 and reading.columns.names is None
    if alone and rows.separator != COLON and all(map(WITH_COMMA.fullmatch, held)):
        raise TableError("one_row", **rows.where(0), count=len(held))

"""The one reader of tables: text in any of the usual dialects in, points of data out, with what was assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from antigradient.data.columns import Column, choose, columns_of, names_of
from antigradient.data.dialects import (
    COLON,
    COMMENT,
    SEPARATORS,
    SURE,
    TableRow,
    TableRows,
    holds_pairs,
    rows_of,
    text_of,
)
from antigradient.data.numerals import EITHER, GROUPED, WITH_COMMA, is_numeric, proves_a_comma, value_of
from antigradient.data.sets import POINTS_LIMIT, VALUE_LIMIT
from antigradient.data.words import Note, TableError, cell_place, separator_names
from antigradient.words import Message

Labels = tuple[float, float] | None
#: Scores of readings that fail for these reasons; any other scores the share of numbers among its cells.
SCORES = {"quote": 0.5, "wide": 0.4, "one_column": -0.5}


@dataclass(frozen=True)
class Table:
    """For the reply to a table: the points as `[x, y]` or `[x1, x2, y]`, and how they were found.

    `columns` are all that the table has, `chosen` the numbers (from 1) of those that the points are made of, in the
    order of the points.
    """

    points: list[list[float]]
    columns: list[Column]
    chosen: list[int]
    notes: list[Note]

    def described(self) -> dict[str, Any]:
        """For the reply: the table as JSON values."""
        return {
            "points": self.points,
            "columns": [column.described() for column in self.columns],
            "chosen": self.chosen,
            "notes": [{"code": note.code, "args": dict(note.args), "sentence": note.sentence} for note in self.notes],
        }


def read_table(source: str | bytes, inputs: int = 1, most: int = POINTS_LIMIT, labels: Labels = None) -> Table:
    """For the API: the points of a table for a loss of `inputs` inputs, at most `most`, with labels within `labels`.

    What parts the columns is found by reading the whole table in every way that there is: the one that gives points is
    taken; where two give different points, the table is refused. Raises TableError, which says what is wrong and where.
    """
    text, notes = text_of(source)
    wanted = names_of(inputs)
    read: dict[str, Table] = {}
    failures: list[tuple[float, TableError]] = []
    sure = False
    for separator in _possible(text):
        if sure and separator not in (*SURE, COLON):
            continue  # commas and blanks are then in words and numbers
        score = -1.0
        try:
            rows = rows_of(text, separator, most + 2)  # the names, and one too many
            score = _share(rows)
            columns = columns_of(rows, wanted)
            sure = sure or separator in SURE
            if len(columns.rows) > most:
                raise TableError("many_points", most=most)
            if separator != COLON and columns.names is None and len(columns.rows) == 1:
                _not_many(columns.rows[0])
            chosen, assumed = choose(columns, wanted)
            points, commas = _points(columns.rows, chosen, labels)
        except TableError as error:
            failures.append((SCORES.get(error.code, score), error))
            continue
        assumed += [Note("decimal_comma", {})] if commas else []
        comments = rows.comments - (rows.above is not None and rows.above.where["line"] == columns.names)
        assumed += [Note("comments", {"count": comments})] if comments else []
        read[separator] = Table(points, columns.all, [column.number for column in chosen], notes + assumed)
    if not read:
        raise max(failures, key=lambda failure: failure[0])[1] if failures else _no_separator(text, wanted)
    first, *others = read.values()
    if any(other.points != first.points for other in others):
        raise TableError("ambiguous", separators=separator_names(list(read)))
    return first


def _possible(text: str) -> list[str]:
    """The separators that occur in the text."""
    body = text.strip()
    there = {";": ";" in body, "\t": "\t" in body, ",": "," in body, " ": " " in body or "\t" in body}
    return [*(separator for separator in SEPARATORS if there[separator]), *([COLON] if holds_pairs(body) else [])]


def _not_many(row: TableRow) -> None:
    """Refuses `1,2; 3,4` alone: one point, or two. Raises TableError."""
    held = [cell for cell in row.cells if cell]
    if all(map(WITH_COMMA.fullmatch, held)):
        raise TableError("one_row", **row.where, count=len(held))


def _points(rows: Sequence[TableRow], chosen: Sequence[Column], labels: Labels) -> tuple[list[list[float]], bool]:
    """The points, and whether their decimals follow a comma. Raises TableError."""
    places = [column.number - 1 for column in chosen]
    cells = [[row.cells[i] if i < len(row.cells) else "" for i in places] for row in rows]
    proof = next((row for row, own in zip(rows, cells, strict=True) if any(map(proves_a_comma, own))), None)
    points = []
    for row, own in zip(rows, cells, strict=True):
        point = []
        for i, cell in zip(places, own, strict=True):
            place = cell_place(row.where, i + 1)
            point.append(_value(cell, place, proof))
            if abs(point[-1]) > VALUE_LIMIT:
                raise TableError("beyond", place=place, limit=VALUE_LIMIT)
        if labels and not labels[0] <= point[-1] <= labels[1]:
            raise TableError("label", place=cell_place(row.where, places[-1] + 1), low=labels[0], high=labels[1])
        points.append(point)
    return points, proof is not None


def _value(cell: str, place: Message, proof: TableRow | None) -> float:
    """The number of a cell. Raises TableError; `proof` is a row in which a comma begins decimals."""
    if not cell:
        raise TableError("missing", place=place)
    value = value_of(cell)
    if value is None:
        raise TableError("thousands" if GROUPED.fullmatch(cell) else "no_number", place=place)
    if proof is None and EITHER.fullmatch(cell):
        raise TableError("comma", place=place)
    if proof is not None and "." in cell:
        raise TableError("point", place=place, other=proof.where["line"])
    return value


def _share(rows: TableRows) -> float:
    """How much of a table is numbers, if its columns are parted so: what it was meant to be is most likely the most."""
    if rows.separator == COLON:
        return sum(len(row) > 1 and all(map(is_numeric, row.cells)) for row in rows.rows) / max(len(rows.rows), 1)
    cells = [cell for row in rows.rows for cell in row.cells if cell]
    return sum(map(is_numeric, cells)) / max(len(cells), 1)


def _no_separator(text: str, wanted: tuple[str, ...]) -> TableError:
    line = next((i for i, line in enumerate(text.splitlines(), start=1) if not COMMENT.match(line)), None)
    return TableError("empty") if line is None else TableError("one_column", line=line, taken=len(wanted), names=wanted)

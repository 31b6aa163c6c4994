"""From the chosen columns of a table to points: rows left out, words as labels, and a sample where there are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from antigradient.data.choices import Labels
from antigradient.data.columns import LONGEST_NAME, Column
from antigradient.data.dialects import TableRows
from antigradient.data.numerals import EITHER, GROUPED, is_missing, proves_a_comma
from antigradient.data.sets import VALUE_LIMIT
from antigradient.data.words import Note, TableError, cell_place

#: So many lines of rows that are left out are named.
LINES = 5
#: Labels in words whose alphabetical order is not the one that is meant: 0 and 1.
MEANT = (("nein", "ja"), ("n", "j"), ("low", "high"))


@dataclass(frozen=True)
class Rule:
    """For reading a table: what a label may be, how many points are taken, and what draws them where there are more.

    `lenient` where the columns were chosen: a row without a number in a column of numbers is then left out.
    """

    most: int
    labels: Labels = None
    seed: int = 0
    lenient: bool = False


@dataclass
class Rows:
    """For the reply to a table: how many rows it has, which are left out and why, and of how many a sample is."""

    read: int
    used: int = 0
    left_out: dict[str, list[int]] = field(default_factory=dict)
    sampled_from: int | None = None
    seed: int = 0

    def described(self) -> dict[str, Any]:
        """For the reply: the counts as JSON values."""
        reasons = [
            {"reason": reason, "count": len(lines), "lines": lines[:LINES]} for reason, lines in self.left_out.items()
        ]
        sample = None if self.sampled_from is None else {"of": self.sampled_from, "seed": self.seed}
        return {"read": self.read, "used": self.used, "left_out": reasons, "sample": sample}

    def notes(self) -> Iterator[Note]:
        """For the reply: what is said of rows that are not used."""
        for reason, lines in self.left_out.items():
            more = "yes" if len(lines) > LINES else "no"
            args = {"count": len(lines), "lines": lines[:LINES], "more": more}
            yield Note(f"rows_{reason}", args)
        if self.sampled_from is not None:
            yield Note("sample", {"count": self.used, "of": self.sampled_from, "seed": self.seed})


@dataclass(frozen=True)
class Points:
    """For reading a table: the points, the rows that they are from, the words that are labels 0 and 1, and notes."""

    points: list[list[float]]
    rows: Rows
    words: tuple[str, str] | None
    notes: list[Note]


def points_of(rows: TableRows, chosen: Sequence[Column], rule: Rule) -> Points:
    """For reading a table: the points of the chosen columns. Raises TableError."""
    *_, label = chosen
    words = _label_words(label)
    coded = {word: float(i) for i, word in enumerate(words)} if words else label.values
    values = [*(column.values for column in chosen[:-1]), coded]
    proof = _proof(chosen)
    troubles = _troubles(chosen, values, proof, rule)
    counts = Rows(len(rows.rows), seed=rule.seed)
    left_out: set[int] = set()
    for i, column, code in troubles:
        if i not in left_out:
            if not _may_be_left_out(rows.unit, column, code, rule):
                raise _refusal(code, rows.where(i), column, rule, None if proof is None else rows.places[proof])
            counts.left_out.setdefault(code, []).append(rows.places[i])
            left_out.add(i)
    usable = [i for i in range(len(rows.rows)) if i not in left_out]
    if not usable:
        i, column, code = troubles[0]
        raise _refusal(code, rows.where(i), column, rule, None)
    if len(usable) > rule.most:
        counts.sampled_from = len(usable)
        drawn = np.random.default_rng(rule.seed).choice(len(usable), rule.most, replace=False)
        usable = [usable[i] for i in np.sort(drawn)]
    counts.used = len(usable)
    points = [[number[column.cells[i]] for column, number in zip(chosen, values, strict=True)] for i in usable]
    notes = [*([Note("decimal_comma", {})] if proof is not None else []), *counts.notes()]
    if words:
        words = (words[0][:LONGEST_NAME], words[1][:LONGEST_NAME])
        notes.append(Note("labels", {"column": label.number, "zero": words[0], "one": words[1]}))
    return Points(points, counts, words, notes)


def _label_words(label: Column) -> tuple[str, str] | None:
    """The words that are 0 and 1; None where the labels are numbers. Raises TableError."""
    kinds = label.words
    if kinds is None:
        return None
    if len(kinds) != 2:
        raise TableError("kinds", column=label.number, count=len(kinds))
    if any(tuple(word.casefold() for word in kinds) == pair[::-1] for pair in MEANT):
        kinds.reverse()
    return kinds[0], kinds[1]


def _proof(chosen: Sequence[Column]) -> int | None:
    """The first row in which a comma can only begin decimals."""
    proving = [(column.cells, {cell for cell in column.values if proves_a_comma(cell)}) for column in chosen]
    places = [next(i for i, cell in enumerate(cells) if cell in found) for cells, found in proving if found]
    return min(places, default=None)


def _may_be_left_out(unit: str, column: Column, code: str, rule: Rule) -> bool:
    """Whether a row may be left out for this; points written x:y have no empty cells."""
    empty = code == "missing" and unit == "line"
    return empty or (code == "no_number" and rule.lenient and column.is_mostly_numeric)


def _troubles(
    chosen: Sequence[Column], values: Sequence[dict[str, float]], proof: int | None, rule: Rule
) -> list[tuple[int, Column, str]]:
    """The cells that give no value, in the order of the table, in each row first what is missing: row, column, code."""
    found: list[tuple[int, bool, int, str]] = []
    for place, (column, numbers) in enumerate(zip(chosen, values, strict=True)):
        labels = rule.labels if place == len(chosen) - 1 else None
        numeric = numbers is column.values
        codes = {
            cell: None if cell in numbers and not numeric else _trouble(cell, numbers.get(cell), proof, labels)
            for cell in set(column.cells)
        }
        wrong = {cell: code for cell, code in codes.items() if code}
        if wrong:
            hits = ((i, wrong[cell]) for i, cell in enumerate(column.cells) if cell in wrong)
            found += [(i, code != "missing", place, code) for i, code in hits]
    return [(i, chosen[place], code) for i, _, place, code in sorted(found)]


def _trouble(cell: str, value: float | None, proof: int | None, labels: Labels) -> str | None:
    """Why a cell gives no value."""
    if is_missing(cell):
        return "missing"
    if value is None:
        return "thousands" if GROUPED.fullmatch(cell) else "no_number"
    if proof is None and EITHER.fullmatch(cell):
        return "comma"
    if proof is not None and "." in cell:
        return "point"
    if abs(value) > VALUE_LIMIT:
        return "beyond"
    return "label" if labels and not labels[0] <= value <= labels[1] else None


def _refusal(code: str, where: Mapping[str, int], column: Column, rule: Rule, proof: int | None) -> TableError:
    args: dict[str, dict[str, Any]] = {
        "beyond": {"limit": VALUE_LIMIT},
        "point": {"other": proof},
        "label": dict(zip(("low", "high"), rule.labels or (0, 1), strict=True)),
    }
    return TableError(code, place=cell_place(where, column.number), **args.get(code, {}))

"""The ways in which a table can be read: by each separator that there is in it, until all but one have failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from antigradient.data.columns import Columns, columns_of
from antigradient.data.dialects import COLON, COMMENT, SEPARATORS, SURE, TableRows, filled, holds_pairs, rows_of
from antigradient.data.numerals import is_numeric
from antigradient.data.sets import POINTS_LIMIT
from antigradient.data.words import Note, TableError

#: So many rows show by what the columns are parted; only then is a long table read to its end.
HEAD = POINTS_LIMIT + 2
#: Scores of readings that fail for these reasons; any other scores the share of numbers among its cells.
SCORES = {"quote": 0.5, "wide": 0.4, "one_column": -0.5}


class Failures:
    """For reading a table: why readings give none, and which of them came nearest."""

    def __init__(self) -> None:
        self._early: list[tuple[float, TableError]] = []
        self._parted: list[tuple[float, TableError]] = []

    def add(self, error: TableError, share: float, parted: bool = False) -> None:
        """Adds that of a reading of which so large a share is numbers, and that has columns if `parted`."""
        (self._parted if parted else self._early).append((SCORES.get(error.code, share), error))

    @property
    def share(self) -> float:
        """How near the nearest reading without columns came."""
        return max((score for score, error in self._early if error.code != "quote"), default=-1.0)

    def nearest(self, text: str, wanted: tuple[str, ...]) -> TableError:
        """The failure of the reading that comes nearest; where one has columns, quotes are where it has them."""
        early = [one for one in self._early if not self._parted or one[1].code != "quote"]
        if failures := [*self._parted, *early]:
            return max(failures, key=lambda failure: failure[0])[1]
        line = next((i for i, line in enumerate(text.splitlines(), start=1) if not COMMENT.match(line)), None)
        if line is None:
            return TableError("empty")
        return TableError("one_column", line=line, taken=len(wanted), names=wanted)


@dataclass(frozen=True)
class Reading:
    """For reading a table: its rows and columns by one separator, and how much of the first rows is numbers.

    If its columns are parted so, it was most likely meant to hold the most.
    """

    rows: TableRows
    columns: Columns
    share: float

    def whole(self, text: str, wanted: tuple[str, ...]) -> Reading:
        """The same of all rows. Raises TableError."""
        if self.rows.whole:
            return self
        rows = rows_of(text, self.rows.separator)
        return Reading(rows, columns_of(rows, wanted), self.share)

    def comment_notes(self) -> list[Note]:
        """That comments were left out."""
        above = self.rows.above
        count = self.rows.comments - (above is not None and above.line == self.columns.names)
        return [Note("comments", {"count": count})] if count else []


def readings_of(text: str, wanted: tuple[str, ...], failures: Failures) -> Iterator[Reading]:
    """For reading a table: the first rows by each separator that gives columns; `failures` takes why others do not."""
    sure = False
    for separator in _possible(text):
        if sure and separator not in (*SURE, COLON):
            continue  # commas and blanks are then in words and numbers
        share = -1.0
        try:
            rows = rows_of(text, separator, HEAD)
            share = _share(rows)
            columns = columns_of(rows, wanted)
        except TableError as error:
            failures.add(error, share)
            continue
        sure = sure or separator in SURE
        yield Reading(rows, columns, share)


def _possible(text: str) -> list[str]:
    """The separators that occur in the text."""
    body = text.strip()
    there = {";": ";" in body, "\t": "\t" in body, ",": "," in body, " ": " " in body or "\t" in body}
    return [*(separator for separator in SEPARATORS if there[separator]), *([COLON] if holds_pairs(body) else [])]


def _share(rows: TableRows) -> float:
    if rows.separator == COLON:
        whole = sum(filled(row) > 1 and all(map(is_numeric, row)) for row in rows.rows)
        return whole / max(len(rows.rows), 1)
    cells = [cell for row in rows.rows for cell in row if cell]
    return sum(map(is_numeric, cells)) / max(len(cells), 1)

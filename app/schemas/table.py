"""Points of data as CSV: one a line, with or without a header."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from app.errors import Problem
from app.schemas.fields import Refused, number
from app.schemas.points import Points, Rows

#: Headers that say which columns are meant, wherever they stand; by any other header columns go by their place.
HEADERS = (("x1", "x2", "y"), ("x", "y"))


def from_csv(body: bytes, field: Points) -> Rows:
    """The points, each `[x, y]` or `[x1, x2, y]`. Raises Refused with line and column, Problem where it is no text."""
    try:
        text = body.decode("utf-8-sig")  # spreadsheets begin with a byte order mark
    except UnicodeDecodeError:
        raise Problem(400, "The body is not valid UTF-8.") from None
    lines = csv.reader(StringIO(text, newline=""), strict=True)
    points: Rows = []
    columns: Sequence[int] = ()
    width = 0
    try:
        for row in lines:
            if not any(cell.strip() for cell in row):
                continue
            if not width:
                width = _width(row, lines.line_num)
                columns = range(width)
                if not any(map(_numeric, row)):
                    columns = _named(row)
                    continue
            if len(row) != width:
                raise Refused(f"line {lines.line_num} has {len(row)} columns where the first has {width}")
            if len(points) == field.most:
                raise Refused(f"has more than {field.most} points; 1 to {field.most} are taken")
            points.append([_value(row[i], lines.line_num, i + 1, field.limit) for i in columns])
    except csv.Error:
        raise Refused(f"line {lines.line_num} has a quote that is out of place") from None
    if not points:
        raise Refused("has no points")
    return points


def _width(row: Sequence[str], line: int) -> int:
    if len(row) < 2:
        raise Refused(f"line {line} has one column: write x,y with a comma between them and a point in decimals")
    return len(row)


def _named(header: Sequence[str]) -> Sequence[int]:
    names = [cell.strip().lower() for cell in header]
    for wanted in HEADERS:
        if set(wanted) <= set(names):
            return [names.index(name) for name in wanted]
    return range(len(names))


def _numeric(cell: str) -> bool:
    """Whether a cell means to be a number, if only `nan`: it is then no header."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _value(cell: str, line: int, column: int, limit: float) -> float:
    try:
        value = number(cell.strip())
        if abs(value) > limit:
            raise Refused(f"is beyond ±{limit:g}")
    except Refused as why:
        raise Refused(f"line {line}, column {column}: {why}") from None
    return value

"""What is said of a table: each sentence has a code, and the facts in it are its args."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from antigradient.data.sets import DataError

Args = Mapping[str, Any]


@dataclass(frozen=True)
class Note:
    """For the reply to a table: something that was assumed where the table did not say it."""

    code: str
    args: Args

    @property
    def sentence(self) -> str:
        """For the reply: the note in English."""
        return NOTES[self.code](self.args)


class TableError(DataError):
    """Raised to the API: why a table is refused; the message ends a sentence that begins with the table's name."""

    def __init__(self, code: str, **args: Any) -> None:
        self.code, self.facts = code, args
        super().__init__(ERRORS[code](args))


def join_with_and(items: Sequence[str]) -> str:
    """For sentences: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def count_columns(count: int) -> str:
    """For sentences: "1 column", "2 columns"."""
    return f"{count} column{'' if count == 1 else 's'}"


def cell_location(args: Args) -> str:
    """For sentences: where a cell is, by line and column, or by point and value where points are written x:y."""
    if "point" in args:
        return f"point {args['point']}, value {args['column']}"
    return f"line {args['line']}, column {args['column']}"


def row_location(args: Args) -> str:
    """For sentences: where a row is, by line, or by point where points are written x:y."""
    return f"point {args['point']}" if "point" in args else f"line {args['line']}"


def _many_columns(args: Args) -> str:
    described = [f"{name} ({KINDS[kind]})" for name, kind in args["columns"]]
    more = args["count"] - len(described)
    described += [f"{more} more"] if more else []
    wanted = join_with_and(args["names"])
    return (
        f"has {args['count']} columns where this loss takes {len(args['names'])}, {wanted}: "
        f"{join_with_and(described)}; "
        f"call {len(args['names'])} of them {wanted} in a first line, or leave the others out"
    )


def _ragged(args: Args) -> str:
    if "point" in args:
        return f"point {args['point']} has {_values(args['count'])} where it needs {args['width']}"
    return f"line {args['line']} has {count_columns(args['count'])} where line {args['first']} has {args['width']}"


def _values(count: int) -> str:
    return f"{count} value{'' if count == 1 else 's'}"


def _chosen(args: Args) -> str:
    return join_with_and([f"{name} is column {number}" for name, number in args["chosen"]])


def _counted(count: int, what: str) -> str:
    return f"One {what} was" if count == 1 else f"{count} {what}s were"


#: What a column holds.
KINDS = {
    "integer": "whole numbers",
    "number": "numbers",
    "mixed": "numbers and text",
    "text": "text",
    "empty": "nothing",
}
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", " ": "blanks", ":": "colons"}

ERRORS: dict[str, Callable[[Args], str]] = {
    "empty": lambda a: "has no points",
    "no_text": lambda a: "is not text that can be read: save the table as CSV, in UTF-8",
    "spreadsheet": lambda a: "is a spreadsheet's own kind of file: save the sheet as CSV, and take that",
    "long_cell": lambda a: f"line {a['line']} has a cell of more than {a['most']} characters",
    "quote": lambda a: f"line {a['line']} has a quote that is out of place, or one that is not closed",
    "one_column": lambda a: (
        f"line {a['line']} has one column where this loss takes {len(a['names'])}, {join_with_and(a['names'])}: "
        "part the columns by commas, semicolons, tabs or blanks"
    ),
    "ragged": _ragged,
    "header_width": lambda a: (
        f"line {a['line']} has {a['count']} names where the rows below have {count_columns(a['width'])}: "
        "put names that have blanks into quotes, or part the columns by commas, semicolons or tabs"
    ),
    "wide": lambda a: f"has more than {a['most']} columns",
    "few_columns": lambda a: (
        f"has {count_columns(a['count'])} where this loss takes {len(a['names'])}: {join_with_and(a['names'])}"
    ),
    "many_columns": _many_columns,
    "twice": lambda a: f"has two columns that are called {a['name']}",
    "names": lambda a: (
        f"has a column {a['name']} where this loss takes {join_with_and(a['names'])}: call the columns so"
    ),
    "many_points": lambda a: f"has more than {a['most']} points; 1 to {a['most']} are taken",
    "missing": lambda a: f"{cell_location(a)}: is empty",
    "no_number": lambda a: f"{cell_location(a)}: is not a number",
    "thousands": lambda a: f"{cell_location(a)}: has digits in groups; write them together (1234.5)",
    "comma": lambda a: (
        f"{cell_location(a)}: has a comma that may begin decimals or group thousands, "
        "and no number of the table tells which; write decimals with a point"
    ),
    "point": lambda a: f"{cell_location(a)}: has a decimal point where line {a['other']} has a decimal comma",
    "beyond": lambda a: f"{cell_location(a)}: is beyond ±{a['limit']:g}",
    "label": lambda a: (
        f"{cell_location(a)}: is outside {a['low']:g} to {a['high']:g}, and this loss takes no other labels"
    ),
    "one_row": lambda a: (
        f"line {a['line']} can be one point with decimal commas, or {a['count']} points: "
        "write decimals with a point, and each point on a line of its own"
    ),
    "ambiguous": lambda a: (
        f"can be read in two ways, with columns parted by {join_with_and([SEPARATORS[s] for s in a['separators']])}: "
        "part them by semicolons or tabs, and write decimals with a point"
    ),
}

NOTES: dict[str, Callable[[Args], str]] = {
    "encoding": lambda a: "The table is not in UTF-8: it was read as Windows-1252.",
    "decimal_comma": lambda a: "Decimals were read after a comma.",
    "header": lambda a: f"Line {a['line']} was read as the names of the columns.",
    "by_name": lambda a: f"The columns were taken by their names: {_chosen(a)}.",
    "by_place": lambda a: f"The columns were taken in their order: {_chosen(a)}.",
    "index": lambda a: f"Column {a['column']} numbers or names the rows: it was left out.",
    "left_out": lambda a: f"{_counted(a['count'], 'further column')} left out.",
    "comments": lambda a: f"{_counted(a['count'], 'comment')} left out.",
}

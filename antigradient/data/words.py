"""What is said of a table: a refusal or a note by its code, and the facts in it as its args."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from antigradient.data.sets import DataError
from antigradient.words import Message

#: Separators of columns by what they are called.
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", " ": "blank", ":": "colon"}
#: Notes that say that points are fewer, or others, than the table has.
ALTERING = ("rows_missing", "rows_no_number", "sample", "labels")


@dataclass(frozen=True)
class Note:
    """For the reply to a table: something that was assumed where the table did not say it."""

    code: str
    args: Mapping[str, Any]

    @property
    def alters_points(self) -> bool:
        """For replies that say no more: whether points are fewer, or others, than the table has."""
        return self.code in ALTERING

    @property
    def sentence(self) -> str:
        """For the reply: the note in the language that is spoken."""
        chosen = [
            Message("points_table.column.chosen", {"name": name, "column": number})
            for name, number in self.args.get("chosen", ())
        ]
        return str(Message(f"points_table.note.{self.code}", {**self.args, "chosen": chosen}))

    def described(self) -> dict[str, Any]:
        """For the reply: the note as JSON values."""
        return {"code": self.code, "args": dict(self.args), "sentence": self.sentence}


class TableError(DataError):
    """Raised to the API: why a table is refused; the message ends a sentence that begins with `parameter`."""

    def __init__(self, code: str, **args: Any) -> None:
        super().__init__(f"points_table.error.{code}", **args)
        self.code = code
        self.parameter = "columns" if code.startswith("choice_") else "data"


def cell_place(where: Mapping[str, int], column: int) -> Message:
    """For refusals: where a cell is, by line and column, or by point and value where points are written x:y."""
    code = "points_table.place.value" if "point" in where else "points_table.place.cell"
    return Message(code, {**where, "column": column})


def separator_names(separators: Sequence[str]) -> list[Message]:
    """For refusals: what parts columns, in words."""
    return [Message(f"points_table.separator.{SEPARATORS[separator]}") for separator in separators]

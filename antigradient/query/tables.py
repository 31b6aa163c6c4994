"""The names that go with a table of points, and with nothing else: which of its columns, and which of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from antigradient.data import Choice
from antigradient.data.numerals import WHOLE
from antigradient.parameters import SEED, Parameter
from antigradient.query.fields import Field, NumberField, Schema, SubsetField, split_list
from antigradient.query.refusals import FieldError
from antigradient.words import Message

#: The longest name of a column that can be given; those of longer names have numbers.
LONGEST = 200


@dataclass(frozen=True)
class ColumnsField(Field):
    """For queries: columns of a table, `a,b` in a link, `["a", 3]` in JSON: each by its name, or its number from 1."""

    inputs: Sequence[int]

    def _text(self, text: str) -> list[str | int]:
        return [_column(part) for part in split_list(text)]

    def _json(self, value: Any) -> list[str | int]:
        if isinstance(value, str):
            return self._text(value)
        if not isinstance(value, list) or not all(type(one) in (str, int) for one in value):
            raise FieldError("refusal.columns")
        return value

    def _check(self, value: list[str | int]) -> Choice:
        if not value or not all(one > 0 if isinstance(one, int) else 0 < len(one) <= LONGEST for one in value):
            raise FieldError("refusal.columns")
        return tuple(value)

    @property
    def schema(self) -> Schema:
        """For OpenAPI: an array of names and numbers."""
        one = {"anyOf": [{"type": "string", "minLength": 1, "maxLength": LONGEST}, {"type": "integer", "minimum": 1}]}
        least, most = min(self.inputs) + 1, max(self.inputs) + 1
        return {"type": "array", "items": one, "minItems": least, "maxItems": most}


def _column(part: str) -> str | int:
    """A column as it stands in a link; what is a number is one."""
    part = part.strip()
    return int(part) if WHOLE.fullmatch(part) and len(part) < 10 else part


COLUMNS = ColumnsField("columns", Message("argument.columns"), (1, 2))
#: Not `seed`, which deals out the points of a batch: another order of theirs must not be another set of them.
SAMPLE_SEED = NumberField(
    "sample_seed", Message("argument.sample_seed"), Parameter("sample_seed", "", 0, 0, SEED.high, integer=True)
)
#: What is asked of a table beside the points of which a scenario is made.
TABLE_PARTS = SubsetField("include", Message("argument.include_table"), ("columns", "points"))
TABLE_FIELDS: tuple[Field, ...] = (COLUMNS, SAMPLE_SEED)

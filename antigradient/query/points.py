"""The field `data`: a data set of ours or points of the reader's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from antigradient.query.fields import Field, Schema, finite_number, parse_number
from antigradient.query.refusals import FieldError

PointRows = list[list[float]]


@dataclass(frozen=True)
class PointsField(Field):
    """For queries: the id of a data set, or points: `x:y,x:y,…` in a link, `[[x, y], …]` in JSON.

    With two inputs they are `x1:x2:y` and `[x1, x2, y]`: `inputs` holds the numbers of inputs that there are losses
    for. Whether points suit the scenario's loss is for the scenario to say.
    """

    options: tuple[str, ...]
    most: int
    limit: float
    inputs: tuple[int, ...]

    def _text(self, text: str) -> str | PointRows:
        if ":" not in text:
            return text
        return self._rows(text.split(","), lambda row: [parse_number(value) for value in row.split(":")])

    def _json(self, value: Any) -> Any:
        return self._rows(value, _numbers) if isinstance(value, list) else value

    def _check(self, value: Any) -> str | PointRows | None:
        if value is None or isinstance(value, list) or (isinstance(value, str) and value in self.options):
            return value
        raise FieldError("refusal.one_of_or_points", options=self.options)

    def _rows(self, rows: Sequence[Any], read: Callable[[Any], list[float]]) -> PointRows:
        if not 1 <= len(rows) <= self.most:
            raise FieldError("refusal.point_count", count=len(rows), most=self.most)
        points = []
        for index, row in enumerate(rows, start=1):
            try:
                points.append(read(row))
            except FieldError as why:
                raise FieldError("refusal.of_point", point=index, reason=why.message) from None
        return points

    @property
    def schema(self) -> Schema:
        """For OpenAPI: an id, or an array of points."""
        value = {"type": "number", "minimum": -self.limit, "maximum": self.limit}
        row = {"type": "array", "items": value, "minItems": min(self.inputs) + 1, "maxItems": max(self.inputs) + 1}
        points = {"type": "array", "items": row, "minItems": 1, "maxItems": self.most}
        return {"anyOf": [{"enum": [*self.options, None]}, points]}

    @property
    def link_schema(self) -> Schema:
        """For OpenAPI: an id, or points as text. The reader takes more than the pattern: any decimals in the limit."""
        value = r"-?\d{1,5}(\.\d{1,9})?"
        pattern = "|".join(f"{point}(,{point})*" for point in (":".join([value] * (n + 1)) for n in self.inputs))
        points = {"title": "points x:y,x:y,…", "pattern": f"^({pattern})$"}
        return {"type": "string", "anyOf": [{"enum": list(self.options)}, points]}


def _numbers(row: Any) -> list[float]:
    if not isinstance(row, list):
        raise FieldError("refusal.numbers")
    return [finite_number(value) for value in row]

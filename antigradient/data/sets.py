"""Data sets: the points that a loss is summed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from antigradient.words import MessageError, say

Array = npt.NDArray[np.float64]

POINTS_LIMIT = 1_000
VALUE_LIMIT = 1e6


class DataError(MessageError):
    """Raised to the query: points that cannot be used; what is said tells which and why, without echoing them."""


@dataclass(frozen=True)
class Data:
    """For losses and replies: labelled points; `x` has a row of inputs for each point, `y` its label."""

    x: tuple[tuple[float, ...], ...]
    y: tuple[float, ...]
    id: str | None = None

    @property
    def title(self) -> str:
        """For forms and replies: its name."""
        return say(f"dataset.{self.id}.title") if self.id else say("data.own")

    @property
    def source(self) -> str:
        """For the catalogue: where a set comes from, or what there is to see on it."""
        return say(f"dataset.{self.id}.source")

    @property
    def inputs(self) -> int:
        """For losses and forms: the number of inputs of each point."""
        return len(self.x[0])

    @cached_property
    def columns(self) -> tuple[Array, ...]:
        """For losses: the inputs as arrays of shape (n,), one for each input."""
        return tuple(np.array(column, dtype=float) for column in zip(*self.x, strict=True))

    @cached_property
    def labels(self) -> Array:
        """For losses: the labels, shape (n,)."""
        return np.array(self.y, dtype=float)

    def __len__(self) -> int:
        return len(self.y)

    def rows(self) -> list[list[float]]:
        """For replies: the points as `[x, y]`, or `[x1, x2, y]`, as the API takes and gives them."""
        return [[*x, y] for x, y in zip(self.x, self.y, strict=True)]

    def spec(self) -> str:
        """For tests: the data set's id, or its points as a link writes them: `x:y,x:y,…`."""
        return self.id or ",".join(":".join(repr(float(v)) for v in row) for row in self.rows())


def from_rows(rows: Sequence[Sequence[float]], inputs: int = 1, limit: int = POINTS_LIMIT) -> Data:
    """For `resolve`: data of the user's own points, each `[x, y]` or `[x1, x2, y]`, at most `limit` of them.

    Raises DataError for ragged rows, non-finite or huge values, none or too many points.
    """
    width = inputs + 1
    shape = "x:y" if inputs == 1 else ":".join(f"x{i + 1}" for i in range(inputs)) + ":y"
    if not rows:
        raise DataError("points.none")
    if len(rows) > limit:
        raise DataError("points.many", count=len(rows), most=limit)
    for number, row in enumerate(rows, start=1):
        if len(row) != width:
            raise DataError("points.width", point=number, count=len(row), shape=shape, width=width)
        for value in row:
            if not np.isfinite(value):
                raise DataError("points.not_finite", point=number)
            if abs(value) > VALUE_LIMIT:
                raise DataError("points.beyond", point=number, limit=VALUE_LIMIT)
    points = [tuple(float(v) for v in row) for row in rows]
    return Data(x=tuple(p[:-1] for p in points), y=tuple(p[-1] for p in points))


def _one_input(id: str, x: Sequence[float], y: Sequence[float]) -> Data:
    return Data(x=tuple((v,) for v in x), y=tuple(y), id=id)


DATASETS: dict[str, Data] = {
    data.id: data
    for data in (
        _one_input(
            "five",
            (-2.0, -0.8, 0.3, 1.4, 2.6),
            (0.08, 0.3, 0.45, 0.85, 0.93),
        ),
        Data(
            x=(
                (-2.0, -1.0),
                (-1.5, 0.5),
                (-1.0, -1.5),
                (-0.5, -0.3),
                (0.2, -1.2),
                (0.9, 0.4),
                (-0.8, 0.9),
                (0.1, 1.6),
                (0.6, -0.4),
                (1.2, 1.1),
                (1.6, -0.2),
                (2.1, 0.8),
            ),
            y=(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
            id="two-clouds",
        ),
        _one_input(
            "cs7015",
            (0.5, 2.5),
            (0.2, 0.9),
        ),
    )
    if data.id is not None
}

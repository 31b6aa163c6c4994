"""Data sets: the points that a loss is summed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from antigradient.words import MessageError, say

Array = npt.NDArray[np.float64]

POINTS_LIMIT = 1_000
VALUE_LIMIT = 1e6


class DataError(MessageError):
    """Raised to the query: points that cannot be used; what is said tells which and why, without echoing them."""


@dataclass(frozen=True)
class SetDefaults:
    """For `resolve`, in the place of the loss's own: what suits a loss on one data set; named as in `Objective`."""

    window: tuple[float, float, float, float]
    start: tuple[float, ...]
    eta: float
    steps: int
    defaults: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        """For the catalogue: the numbers as JSON values."""
        return {
            "window": list(self.window),
            "start": list(self.start),
            "eta": self.eta,
            "steps": self.steps,
            "defaults": {optimiser: dict(numbers) for optimiser, numbers in self.defaults.items()},
        }


@dataclass(frozen=True)
class Column:
    """For the catalogue: what a column of a published set is, by its code in the words, and the unit of its numbers."""

    id: str
    unit: str | None = None

    @property
    def title(self) -> str:
        """For the catalogue: what its numbers tell."""
        return say(f"column.{self.id}")


@dataclass(frozen=True)
class Data:
    """For losses and replies: labelled points; `x` has a row of inputs for each point, `y` its label.

    Of a published set, `named_columns` tell what its columns are, `licence` why its numbers are free, `drawn` of how
    many rows they are drawn if not all; `defaults` hold the numbers that suit each loss on it, by the loss's id.
    """

    x: tuple[tuple[float, ...], ...]
    y: tuple[float, ...]
    id: str | None = None
    named_columns: tuple[Column, ...] = field(default=(), compare=False)
    licence: str | None = field(default=None, compare=False)
    drawn: int | None = field(default=None, compare=False)
    defaults: Mapping[str, SetDefaults] = field(default_factory=dict, compare=False)

    @property
    def title(self) -> str:
        """For forms and replies: its name."""
        return say(f"dataset.{self.id}.title") if self.id else say("data.own")

    @property
    def source(self) -> str:
        """For the catalogue: where a set comes from, or what there is to see on it."""
        return say(f"dataset.{self.id}.source")

    @property
    def published(self) -> bool:
        """For forms, files and kernels: whether others published the points; else they were made to show something."""
        return bool(self.named_columns)

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

    @property
    def sample(self) -> str | None:
        """For the catalogue: by which rule the points are drawn from all that were published; None of whole sets."""
        if self.drawn is None:
            return None
        by_class = {*self.y} <= {0.0, 1.0}
        return say(f"dataset_sample.{'by_class' if by_class else 'all'}", count=len(self), rows=self.drawn)

    def rows(self) -> list[list[float]]:
        """For replies: the points as `[x, y]`, or `[x1, x2, y]`, as the API takes and gives them."""
        return [[*x, y] for x, y in zip(self.x, self.y, strict=True)]

    def described(self) -> dict[str, Any]:
        """For the catalogue: a set as JSON values."""
        names = ["x", "y"] if self.inputs == 1 else [*(f"x{i + 1}" for i in range(self.inputs)), "y"]
        columns = zip(names, self.named_columns, strict=False)
        return {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "sample": self.sample,
            "licence": say(f"dataset_licence.{self.licence}") if self.licence else None,
            "columns": [{"name": name, "title": q.title, "unit": q.unit} for name, q in columns],
            "inputs": self.inputs,
            "defaults": {loss: own.described() for loss, own in self.defaults.items()},
            "points": self.rows(),
        }

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

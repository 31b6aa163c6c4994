"""Scaling of data: each column moved and stretched, so that one learning rate suits all parameters.

The user's own points stay what they are: a loss is bound to the scaled ones, and θ is told in both units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from antigradient.data.sets import Data, DataError

#: Ids of the ways to scale, with the formula of a column; the first changes nothing.
SCALINGS = {"none": "x", "standardise": "(x − mean)/std", "unit": "(x − min)/(max − min)"}
NONE, STANDARDISE, UNIT = SCALINGS


@dataclass(frozen=True)
class ScaledColumn:
    """For losses and replies: how a column is scaled, (value − shift)/scale."""

    name: str
    shift: float = 0.0
    scale: float = 1.0

    def scaled(self, value: float) -> float:
        """For losses: a value of the column in scaled units."""
        return (value - self.shift) / self.scale

    def described(self) -> dict[str, Any]:
        """For replies: the column as JSON values."""
        return {"name": self.name, "shift": self.shift, "scale": self.scale}


@dataclass(frozen=True)
class Scaling:
    """For scenarios: the columns of some data, the label's last, with how each is scaled."""

    columns: tuple[ScaledColumn, ...]

    def scaled(self, data: Data) -> Data:
        """For losses: the same points in scaled units."""
        rows = [[c.scaled(v) for c, v in zip(self.columns, row, strict=True)] for row in data.rows()]
        return Data(x=tuple(tuple(row[:-1]) for row in rows), y=tuple(row[-1] for row in rows))

    def described(self) -> list[dict[str, Any]]:
        """For replies: the columns as JSON values."""
        return [column.described() for column in self.columns]

    def own_units(self, theta: Sequence[float]) -> tuple[float, ...]:
        """For replies: the weights and the bias that do with the data as they are what `theta` does with scaled ones.

        ŷ = s·(Σ wᵢ(xᵢ − mᵢ)/sᵢ + b) + m, with m and s of the label: wᵢs/sᵢ, and bs + m − Σ (wᵢs/sᵢ)mᵢ.
        """
        *inputs, label = self.columns
        *weights, b = theta
        own = [w * label.scale / c.scale for w, c in zip(weights, inputs, strict=True)]
        total = b * label.scale + label.shift
        for w, c in zip(own, inputs, strict=True):
            total -= w * c.shift
        return (*own, total)


def scaling_of(data: Data, id: str, with_label: bool) -> Scaling | None:
    """For scenarios: how data are scaled; None where they are not. A label is scaled where it is a measurement.

    Raises DataError for a column whose values are all the same.
    """
    if id == NONE:
        return None
    names = ["x"] if data.inputs == 1 else [f"x{i + 1}" for i in range(data.inputs)]
    columns = [_column(name, [row[i] for row in data.x], id) for i, name in enumerate(names)]
    return Scaling((*columns, _column("y", data.y, id) if with_label else ScaledColumn("y")))


def _column(name: str, values: Sequence[float], id: str) -> ScaledColumn:
    """By plain sums from left to right, so that the browser's digits are the same: static/js/state/scaling.js.

    The standard deviation is the population's, over n, and comes of shares of the range, whose squares are no too small
    numbers. A column of equal values is told by its range: its mean may be another number by rounding.
    """
    low = min(values)
    span = max(values) - low
    if id == UNIT or not span:
        return _usable(ScaledColumn(name, low, span))
    total = squares = 0.0
    for value in values:
        total += value
    mean = total / len(values)
    for value in values:
        share = (value - mean) / span
        squares += share * share
    return _usable(ScaledColumn(name, mean, sqrt(squares / len(values)) * span))


def _usable(column: ScaledColumn) -> ScaledColumn:
    if not column.scale:
        raise DataError("refusal.constant_column", name=column.name)
    return column

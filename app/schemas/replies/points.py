"""Replies about one point: its gradient, and how the gradient comes about."""

from __future__ import annotations

from typing import Any, Literal

from .common import LossReply, Model, Note, Number, Open, Reply, ScaledColumn


class Check(Model):
    """The gradient by formula and by central differences."""

    analytic: list[float]
    numeric: list[Number]
    relative_error: Number


class Sample(Open):
    """What one data point adds to loss and gradient; with two inputs `x1`, `x2`, `dw1`, `dw2` stand for `x`, `dw`."""

    x: float = 0
    y: float
    z: float
    prediction: float
    error: float
    slope: float
    dw: float = 0
    db: float


class GradientReply(LossReply):
    """The loss at one point."""

    parameters: list[str]
    point: list[float]
    loss: float
    gradient: list[float]
    norm: float
    hessian: list[list[Number]]
    eigenvalues: list[Number]
    eigenvectors: list[list[Number]]
    condition_number: Number
    check: Check
    samples: list[Sample]


class Slice(Model):
    """The loss along one parameter, the others held, as columns."""

    parameter: str
    axis: list[float]
    loss: list[Number]
    undefined: int
    slope: float


class SlicesReply(LossReply):
    """The loss through one point along each of the map's parameters."""

    parameters: list[str]
    point: list[float]
    loss: float
    range: tuple[float, float]
    slices: list[Slice]


class RatesReply(LossReply):
    """Learning rates that suit the valley below the start."""

    parameters: list[str]
    minimum: list[float] | None = None
    curvature: Number = None
    smooth: Number = None
    limit: Number = None
    working: Number = None


class Stage(Model):
    """A stage of a derivation."""

    id: str
    rule: str
    code: str
    args: dict[str, Any]
    latex: str
    mathml: str
    values: dict[str, Number | list[Number]]


class Column(Model):
    """A column of a table."""

    number: int
    name: str | None
    kind: Literal["integer", "number", "mixed", "text", "empty"]
    low: Number
    high: Number
    missing: int
    distinct: int


class LeftOutRows(Model):
    """Rows of a table that are left out for one reason."""

    reason: Literal["missing", "no_number"]
    count: int
    lines: list[int]


class RandomSample(Model):
    """Of how many rows the points were drawn at random, and with which seed."""

    of: int
    seed: int


class TableRows(Model):
    """What became of the rows of a table."""

    read: int
    used: int
    left_out: list[LeftOutRows]
    sample: RandomSample | None


class DataReply(Reply):
    """What was read of a table."""

    points: list[list[float]] | None = None
    columns: list[Column] | None = None
    proposed: list[int] | None = None
    chosen: list[int] | None = None
    labels: list[str] | None = None
    rows: TableRows | None = None
    scaling: list[ScaledColumn] | None = None
    notes: list[Note]


class DerivationReply(LossReply):
    """How the gradient comes about."""

    parameters: list[str]
    point: list[float]
    stages: list[Stage]

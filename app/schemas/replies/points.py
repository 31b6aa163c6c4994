"""Replies about one point: its gradient, and how the gradient comes about."""

from __future__ import annotations

from typing import Any, Literal

from .common import LossReply, Model, Number, Open, Reply, ScaledColumn


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

    name: str | None
    kind: Literal["integer", "number", "mixed", "text", "empty"]
    low: Number
    high: Number
    missing: int


class Note(Model):
    """Something that was assumed where the table did not say it."""

    code: str
    args: dict[str, Any]
    sentence: str


class DataReply(Reply):
    """What was read of a table."""

    points: list[list[float]]
    columns: list[Column]
    chosen: list[int]
    scaling: list[ScaledColumn]
    notes: list[Note]


class DerivationReply(LossReply):
    """How the gradient comes about."""

    parameters: list[str]
    point: list[float]
    stages: list[Stage]

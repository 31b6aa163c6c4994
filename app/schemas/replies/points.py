"""Replies about one point: its gradient, and how the gradient comes about."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from .common import LossReply, Model, Number, Open, Reply


class Check(Model):
    """The gradient by formula and by central differences."""

    analytic: list[float]
    numeric: list[Number]
    relative_error: Number


class Sample(Open):
    """What one data point adds to loss and gradient; with two inputs `x1`, `x2`, `dw1`, `dw2` stand for `x`, `dw`."""

    x: float = 0
    y: float
    z: float = Field(description="w·x + b")
    prediction: float
    error: float = Field(description="ŷ − y")
    slope: float = Field(description="σ′(z), the slope of the activation.")
    dw: float = Field(default=0, description="Share of ∂L/∂w with the reduction's factor: they sum to the gradient.")
    db: float


class GradientReply(LossReply):
    """The loss at one point."""

    parameters: list[str]
    point: list[float]
    loss: float
    gradient: list[float]
    norm: float
    hessian: list[list[Number]] = Field(description="Null where the loss has a gradient and no curvature.")
    eigenvalues: list[Number] = Field(description="Ascending.")
    eigenvectors: list[list[Number]] = Field(description="One row for each eigenvalue.")
    condition_number: Number = Field(description="max|λ| / min|λ|; null where the Hessian is singular.")
    check: Check
    samples: list[Sample]


class RatesReply(LossReply):
    """Learning rates that suit the valley below the start."""

    parameters: list[str]
    minimum: list[float] | None = Field(
        description="Where a careful descent from the start ends; null where that is no minimum."
    )
    curvature: Number = Field(description="λmax, the largest eigenvalue of the Hessian at the minimum.")
    smooth: Number = Field(description="1/λmax: up to here gradient descent nears the minimum from one side.")
    limit: Number = Field(
        description="Beyond this η the optimiser leaves the minimum: 2/λmax for gradient descent, 2(1+γ)/λmax with "
        "momentum, 2(1+γ)/((1+2γ)λmax) with Nesterov's; null for the others, which have none."
    )
    working: Number = Field(
        description="An η of one digit, 1, 2 or 5 times a power of ten, with which the run was tried and goes down; "
        "null where none was found, and for Newton and line search, whose η has no unit."
    )


class Stage(Model):
    """A stage of a derivation."""

    id: str
    rule: str
    code: str
    args: dict[str, Any]
    latex: str
    mathml: str = Field(description="Quantities have the classes gradient, step, error, slope, input and held.")
    values: dict[str, Number | list[Number]] = Field(
        description="A list has an entry for each data point, or for each term of a formula's sum."
    )


class Column(Model):
    """A column of a table."""

    name: str | None = Field(description="As the table has it, at most 64 characters; null where it has no names.")
    kind: Literal["integer", "number", "mixed", "text", "empty"]
    low: Number = Field(description="The least of its numbers; null without any.")
    high: Number
    missing: int = Field(description="How many of its cells are empty.")


class Note(Model):
    """Something that was assumed where the table did not say it."""

    code: str
    args: dict[str, Any]
    sentence: str


class DataReply(Reply):
    """What was read of a table."""

    points: list[list[float]] = Field(description="[x, y] or [x1, x2, y], as `data` takes them.")
    columns: list[Column] = Field(description="All columns of the table that hold anything.")
    chosen: list[int] = Field(
        description="Numbers of the columns, from 1, that the points are made of, in their order."
    )
    scaling: None = Field(description="Nothing is scaled.")
    notes: list[Note]


class DerivationReply(LossReply):
    """How the gradient comes about."""

    parameters: list[str]
    point: list[float]
    stages: list[Stage]

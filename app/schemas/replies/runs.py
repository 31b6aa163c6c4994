"""Replies about runs."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from antigradient.outcomes import Cause, Outcome

from .common import LossReply, Model, Number, Open, ScaledColumn
from .maps import DescribedMessage


class Steps(Open):
    """Columns of equal length: θ_k and what holds there, then the step taken from it (null in the last row)."""

    k: list[int]
    w: list[float] = Field(default=[])
    b: list[float]
    loss: list[float]
    grad_w: list[float] = Field(default=[])
    grad_b: list[float]
    grad_norm: list[float]
    eta: list[Number]
    u_w: list[Number] = Field(default=[])
    u_b: list[Number]
    dot: list[Number]
    cos_beta: list[Number]
    beta: list[Number]
    first_order: list[Number]
    second_order: list[Number]
    actual: list[Number]
    doubt: list[Number]


class OwnUnits(DescribedMessage):
    """The end of a run on scaled data, for the data as they are."""

    point: list[float]


class Run(Model):
    """A further run on the same map."""

    scenario: dict[str, Any]
    title: str
    outcome: Outcome
    code: Cause
    args: dict[str, float | str]
    message: str
    own_units: OwnUnits | None
    steps: Steps


class TrajectoryReply(LossReply):
    """A run."""

    parameters: list[str]
    scaling: list[ScaledColumn]
    notes: list[DescribedMessage]
    title: str
    outcome: Outcome
    code: Cause
    args: dict[str, float | str]
    message: str
    own_units: OwnUnits | None
    steps: Steps
    runs: list[Run]


class Line(Model):
    """A line of a program."""

    role: str
    text: str
    remark: str


class RecipeReply(LossReply):
    """Gradient descent as a program."""

    parameters: list[str]
    code: str
    lines: list[Line]
    note: DescribedMessage | None

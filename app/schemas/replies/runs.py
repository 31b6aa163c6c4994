"""Replies about runs."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from antigradient.outcomes import Cause, Outcome

from .common import LossReply, Model, Number, Open


class Steps(Open):
    """Columns of equal length: θ_k and what holds there, then the step taken from it (null in the last row)."""

    k: list[int]
    w: list[float] = Field(default=[])
    b: list[float]
    loss: list[float]
    grad_w: list[float] = Field(default=[])
    grad_b: list[float]
    grad_norm: list[float]
    eta: list[Number] = Field(description="The η of the step.")
    u_w: list[Number] = Field(default=[])
    u_b: list[Number]
    dot: list[Number] = Field(description="uᵀ∇L")
    cos_beta: list[Number]
    beta: list[Number] = Field(description="Angle between u and ∇L in degrees, 0 to 180.")
    first_order: list[Number] = Field(description="η uᵀ∇L: the change of loss promised to first order.")
    second_order: list[Number] = Field(description="η uᵀ∇L + ½η² uᵀHu: promised up to second order.")
    actual: list[Number] = Field(description="L(θ+ηu) − L(θ), what the step did.")
    doubt: list[Number] = Field(
        description="A bound on the rounding in `actual`: where |actual| is not above it, rounding hides whether the "
        "loss falls or rises."
    )


class Run(Model):
    """A further run on the same map."""

    scenario: dict[str, Any]
    title: str = Field(description="The run in few words: its optimiser, and in what it differs from the first run.")
    outcome: Outcome
    code: Cause
    args: dict[str, float]
    message: str
    steps: Steps


class TrajectoryReply(LossReply):
    """A run."""

    parameters: list[str]
    title: str = Field(description="The run in few words: its optimiser, η, and what else is not as usual.")
    outcome: Outcome = Field(description="How the run ended.")
    code: Cause = Field(description="Why it ended.")
    args: dict[str, float] = Field(description="The numbers of the sentence, by name.")
    message: str = Field(description="The same in a sentence.")
    steps: Steps
    runs: list[Run] = Field(description="Of each `vs`, in their order.")

"""Replies about one step, and Taylor's series of it."""

from __future__ import annotations

from pydantic import Field

from .common import Formula, LossReply, Model, Number, Reply


class Term(Model):
    """One order of Taylor's series."""

    order: int
    term: Number = Field(description="ηⁿDⁿL[u,…,u]/n!; in one dimension f⁽ⁿ⁾(x)δⁿ/n!")
    sum: Number = Field(description="The change promised up to this order.")
    remainder: Number = Field(description="actual − sum")
    shrinks: Number = Field(
        description="How many times smaller the remainder is when η (or δ) is halved, about 2ⁿ⁺¹; "
        "null where nothing is left of it but rounding."
    )


class EtaCurve(Model):
    """The step for η from 0 to twice its own, as columns."""

    eta: list[float]
    actual: list[Number]
    order1: list[Number] = Field(description="The change promised to first order; order2 and order3 likewise.")
    order2: list[Number]
    order3: list[Number]


class BetaCurve(Model):
    """All directions of u's length, as columns."""

    beta: list[float] = Field(description="Degrees from the gradient, counter-clockwise, 0 to 360.")
    first_order: list[Number]
    second_order: list[Number]
    actual: list[Number]


class StepReply(LossReply):
    """One step."""

    parameters: list[str]
    point: list[float]
    eta: float
    gradient: list[float]
    u: list[float]
    dot: Number = Field(description="uᵀ∇L; exactly 0 at β = 90.")
    norm_u: Number
    norm_gradient: Number
    k_norms: Number = Field(description="‖u‖‖∇L‖, between whose negative and itself uᵀ∇L lies.")
    cos_beta: Number
    beta: Number = Field(description="Angle between u and ∇L in degrees, 0 to 180; null where one of them is zero.")
    favourable: bool = Field(description="Whether uᵀ∇L < 0: a small enough step then lowers the loss.")
    actual: Number = Field(description="L(θ+ηu) − L(θ)")
    doubt: Number = Field(description="A bound on the rounding in `actual`; null where that is.")
    taylor: list[Term] = Field(default=[])
    eta_curve: EtaCurve | None = None
    beta_curve: BetaCurve | None = Field(
        default=None, description="Null where ∇L = 0 and where there are not two parameters."
    )


class TaylorReply(Reply):
    """Taylor's series of a formula in x."""

    formula: Formula
    x: float
    delta: float
    value: float = Field(description="f(x)")
    actual: Number = Field(description="f(x+δ) − f(x)")
    taylor: list[Term]

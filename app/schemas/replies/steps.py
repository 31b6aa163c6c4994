"""Replies about one step, and Taylor's series of it."""

from __future__ import annotations

from pydantic import Field

from .common import Formula, LossReply, Model, Number, Reply


class Term(Model):
    """One order of Taylor's series."""

    order: int
    term: Number
    sum: Number
    remainder: Number
    shrinks: Number


class EtaCurve(Model):
    """The step for η from 0 to twice its own, as columns."""

    eta: list[float]
    actual: list[Number]
    order1: list[Number]
    order2: list[Number]
    order3: list[Number]


class BetaCurve(Model):
    """All directions of u's length, as columns."""

    beta: list[float]
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
    dot: Number
    norm_u: Number
    norm_gradient: Number
    k_norms: Number
    cos_beta: Number
    beta: Number
    favourable: bool
    actual: Number
    doubt: Number
    taylor: list[Term] = Field(default=[])
    eta_curve: EtaCurve | None = None
    beta_curve: BetaCurve | None = None


class Curve(Model):
    """A function of x, as columns."""

    x: list[float]
    f: list[Number]


class TaylorReply(Reply):
    """Taylor's series of a formula in x."""

    formula: Formula
    x: float
    delta: float
    value: float
    actual: Number
    taylor: list[Term]
    curve: Curve | None

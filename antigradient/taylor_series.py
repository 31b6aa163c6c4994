"""What a step promises and what it does: Taylor's terms of any order along u, and the step among all its neighbours.

    L(θ + ηu) = L(θ) + η uᵀ∇L + (η²/2!) uᵀ∇²L u + (η³/3!) D³L[u,u,u] + …                            (the lecture)

The terms are the coefficients of the jet L(θ + t·ηu) at t = 1. A value that does not exist is NaN: a term beyond a
kink, or what happens at a place outside the loss's domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from antigradient.change import doubt
from antigradient.directions import jet_line
from antigradient.formula import Formula
from antigradient.geometry import angle, exact_turn, rotated
from antigradient.jets import Jet
from antigradient.local import UndefinedError, value_and_gradient
from antigradient.objectives import Loss

Array = npt.NDArray[np.float64]

#: The curve over η has this many points from 0 to 2η, so that η itself is the one in the middle.
ETA_POINTS = 101
#: Of them, where η is halved.
HALF = 25
#: A remainder under so many roundings of what it is the rest of has no three digits left to be compared.
BLURRED = 2048 * np.finfo(float).eps
#: The curve over β has a point for every degree and ends where it began.
BETA_POINTS = 361


class Term(NamedTuple):
    """For /step and /taylor, one order: `term` = ηⁿDⁿL[u,…,u]/n!, `sum` = ΔL up to it, `remainder` = actual − sum.

    `shrinks`: the remainder over that of half the step, about 2ⁿ⁺¹; NaN where there is none, or rounding hides it.
    """

    order: int
    term: float
    sum: float
    remainder: float
    shrinks: float


class Direction(NamedTuple):
    """For `step`: u = scale·along. Angles and products use `along`, so that no scale can tilt a quarter turn."""

    along: Array
    scale: float = 1.0

    @property
    def u(self) -> Array:
        """For `step` and replies: the vector u itself."""
        return self.along * self.scale


@dataclass(frozen=True)
class Step:
    """For /step and the examples: a step ηu from a point, its Taylor terms and its neighbours in η and β.

    `doubt` bounds what rounding has done to `actual`.

    `beta` (degrees, 0…180) and `cos_beta` are NaN where u or ∇L is zero. `eta_curve` has the columns eta, actual,
    order1, order2 and order3; `beta_curve` beta, first_order, second_order and actual, of all directions of u's length,
    and is None where there are not two parameters or ∇L = 0.
    """

    point: tuple[float, ...]
    eta: float
    gradient: Array
    u: Array
    dot: float
    norm_u: float
    norm_gradient: float
    k_norms: float
    cos_beta: float
    beta: float
    favourable: bool
    actual: float
    doubt: float
    taylor: list[Term]
    eta_curve: dict[str, Array]
    beta_curve: dict[str, Array] | None


def step(loss: Loss, point: Sequence[float], direction: Direction, eta: float, order: int = 4) -> Step:
    """For /step and the examples: the step η·u from `point`, with β, Taylor terms to `order`, and curves over η and β.

    Raises UndefinedError where the loss or its gradient has no finite value at `point`.
    """
    u = direction.u
    with np.errstate(all="ignore"):
        gradient = gradient_at(loss, point)
        norm_u, norm_gradient = float(np.hypot.reduce(u)), float(np.hypot.reduce(gradient))
        beta, cos_beta, dot = (float(part) for part in angle(direction.along, gradient))
        dot *= direction.scale

        # Every place that is asked about goes through the loss at once: its calls cost more than its numbers.
        share = np.linspace(0.0, 2.0, ETA_POINTS)
        pencil = _from(point, u[:, None], eta * share)
        circle = _circle(gradient, norm_u / norm_gradient) if len(u) == 2 and 0 < norm_gradient < np.inf else None
        around = _from(point, circle.u, eta) if circle else np.empty((len(u), 0))
        ends = _from(point, u[:, None], np.array([0.0, eta]))
        values = loss(*np.concatenate([ends, pencil, around], axis=1))
        actual = values[1:] - values[0]
        (unsure,) = doubt(loss.rounding(ends, values[:2]), actual[:1]).tolist()

        coefficients = _coefficients(loss.series(*jet_line(point, list(eta * u), max(order, 3))))
        coefficients[1] = eta * dot  # the same number in another rounding, and exactly 0 at a quarter turn
        sums = [sum(coefficients[n] * share**n for n in range(1, last + 1)) for last in (1, 2, 3)]
        eta_curve = {"eta": eta * share, "actual": actual[1 : 1 + ETA_POINTS]}
        eta_curve |= {f"order{n}": curve for n, curve in enumerate(sums, start=1)}
        beta_curve = None
        if circle:
            beta_curve = _beta_curve(loss, point, gradient, circle, eta) | {"actual": actual[1 + ETA_POINTS :]}
    return Step(
        point=tuple(point),
        eta=eta,
        gradient=gradient,
        u=u,
        dot=dot,
        norm_u=norm_u,
        norm_gradient=norm_gradient,
        k_norms=norm_u * norm_gradient,
        cos_beta=cos_beta,
        beta=beta,
        favourable=beta > 90.0,  # the sign of uᵀ∇L, also where the product itself underflows
        actual=float(actual[0]),
        doubt=unsure,
        taylor=_terms(coefficients[: order + 1], float(values[0]), float(actual[0]), float(actual[1 + HALF])),
        eta_curve=eta_curve,
        beta_curve=beta_curve,
    )


def direction_of(u: Sequence[float]) -> Direction:
    """For /step with `u` given: the same u as a Direction."""
    return Direction(np.array(u, dtype=float))


def rotated_direction(loss: Loss, point: Sequence[float], beta: float, length: float | None = None) -> Direction:
    """For /step with `beta`: the direction at β degrees from ∇L, counter-clockwise, as long as ∇L or of `length`.

    For losses of two parameters only.

    Raises UndefinedError where there is no gradient, or none to turn from because it is zero.
    """
    with np.errstate(all="ignore"):
        gradient = gradient_at(loss, point)
    norm = float(np.hypot.reduce(gradient))
    if not 0.0 < norm < np.inf:
        raise UndefinedError("undefined.angle")
    cos, sin = exact_turn(np.asarray(beta))
    return Direction(rotated(gradient, cos, sin), 1.0 if length is None else length / norm)


@dataclass(frozen=True)
class Expansion:
    """For /taylor: a function of x around a point, and what its series gives at x + δ."""

    value: float
    taylor: list[Term]
    actual: float


def expansion(formula: Formula, x: float, delta: float, order: int = 4) -> Expansion:
    """For /taylor: f(x + δ) = f(x) + f′δ + f″δ²/2! + …, the one-dimensional case of a formula in x alone.

    Raises UndefinedError where f has no finite value at x.
    """
    with np.errstate(all="ignore"):
        here, halfway, there = (float(formula(np.float64(place))) for place in (x, x + delta / 2, x + delta))
        if not np.isfinite(here):
            raise UndefinedError("undefined.formula")
        terms = formula.series([x], [delta], order)
        return Expansion(here, _terms(terms, here, there - here, halfway - here), there - here)


def _coefficients(series: Jet) -> list[float]:
    return [float(series[n]) for n in range(series.order + 1)]


def _terms(coefficients: Sequence[float], value: float, actual: float, halfway: float) -> list[Term]:
    """The table of a series that begins at `value`, where the whole step brings `actual` and half of it `halfway`."""
    terms, promised, of_half, size = [], 0.0, 0.0, max(abs(value), abs(value + actual))
    for n, term in enumerate(coefficients[1:], start=1):
        promised, of_half, size = promised + term, of_half + term / 2**n, max(size, abs(term))
        left, left_of_half = actual - promised, halfway - of_half
        shrinks = abs(left / left_of_half) if abs(left_of_half) > BLURRED * size else np.nan
        terms.append(Term(n, term, promised, left, shrinks))
    return terms


def gradient_at(loss: Loss, point: Sequence[float]) -> Array:
    """For /step: ∇L at a point. Raises UndefinedError where it or the loss has no finite value."""
    _, gradient = value_and_gradient(loss, point)
    return np.array(gradient)


def _from(point: Sequence[float], u: Array, eta: float | Array) -> Array:
    """The places θ + ηu, shape (p, m)."""
    return np.array(point, dtype=float)[:, None] + eta * u


def _dot(u: Array, gradient: Array) -> Array:
    """uᵀ∇L without a matrix product, whose fused sums leave a rounding error where a quarter turn gives exactly 0."""
    return np.asarray(sum(a * g for a, g in zip(u, gradient, strict=True)))


_DEGREES = np.arange(BETA_POINTS, dtype=float)
_TURNS = exact_turn(_DEGREES)


def _circle(gradient: Array, scale: float) -> Direction:
    """All directions of one length, a degree apart; `along` has the shape (2, 361)."""
    return Direction(rotated(gradient, *_TURNS), scale)


def _beta_curve(loss: Loss, point: Sequence[float], gradient: Array, circle: Direction, eta: float) -> dict[str, Array]:
    (ww, wb), (_, bb) = loss.hessian(*(np.asarray(t, dtype=float) for t in point))
    w, b = circle.u
    first = eta * (circle.scale * _dot(circle.along, gradient))
    second = first + 0.5 * eta * eta * (ww * w * w + 2.0 * wb * w * b + bb * b * b)
    return {"beta": _DEGREES, "first_order": first, "second_order": second}

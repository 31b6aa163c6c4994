"""One step: what it promises to each order, and what it does."""

from __future__ import annotations

import numpy as np

from antigradient import taylor_series as series
from antigradient.answers.common import Answer, Rounding, formula_answer, loss_formula, usable
from antigradient.formula import parse
from antigradient.local import UndefinedError
from antigradient.query.arguments import Arguments
from antigradient.scenario import Scenario
from antigradient.slices import curve_over
from antigradient.taylor_series import Direction, Term

#: Places of a curve of f, from end to end.
CURVE = 121


def step(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /step: the step ηu from a point, to any order and against its neighbours."""
    point, parts, r = arguments["point"], arguments["include"], Rounding(scenario)
    direction = _direction(scenario, arguments)
    with usable("point"):
        found = series.step(scenario.loss, point, direction, scenario.numbers["eta"], arguments["order"])
    reply: Answer = {
        "formula": loss_formula(scenario),
        "parameters": list(scenario.objective.parameters),
        "point": list(point),
        "eta": found.eta,
        "gradient": r.array(found.gradient),
        "u": r.array(found.u),
        "dot": r.scalar(found.dot),
        "norm_u": r.scalar(found.norm_u),
        "norm_gradient": r.scalar(found.norm_gradient),
        "k_norms": r.scalar(found.k_norms),
        "cos_beta": r.scalar(found.cos_beta),
        "beta": r.scalar(found.beta),
        "favourable": found.favourable,
        "actual": r.scalar(found.actual),
        "doubt": r.scalar(found.doubt),
    }
    if "taylor" in parts:
        reply["taylor"] = _terms(found.taylor, r)
    if "eta_curve" in parts:
        reply["eta_curve"] = r.columns(found.eta_curve)
    if "beta_curve" in parts:
        reply["beta_curve"] = found.beta_curve and r.columns(found.beta_curve)
    return reply


def taylor(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /taylor: the series of a formula in x: f(x + δ) = f(x) + f′δ + f″δ²/2! + … for one δ."""
    f, r = parse(arguments["f"], ("x",)), Rounding(scenario)
    with usable("x"):
        found = series.expansion(f, arguments["x"], arguments["delta"], arguments["order"])
    span = arguments["span"]
    axis, values = curve_over(f, np.linspace(span[0], span[1], CURVE)) if span else ([], [])
    return {
        "formula": formula_answer(f),
        "x": arguments["x"],
        "delta": arguments["delta"],
        "value": r.scalar(found.value),
        "actual": r.scalar(found.actual),
        "taylor": _terms(found.taylor, r),
        "curve": {"x": r.array(axis), "f": r.array(values)} if span else None,
    }


def _direction(scenario: Scenario, arguments: Arguments) -> Direction:
    """u as given, or turned from the gradient; by default against it. Raises QueryError."""
    point, beta, length = arguments["point"], arguments["beta"], arguments["length"]
    if arguments["u"] is not None:
        return series.direction_of(arguments["u"])
    with usable("point"):
        gradient = series.gradient_at(scenario.loss, point)
    with usable("length" if beta is None else "beta"):
        if beta is not None:
            return series.rotated_direction(scenario.loss, point, beta, length)
        if length is None:
            return Direction(0.0 - gradient)
        norm = float(np.hypot.reduce(gradient))
        if not 0.0 < norm < np.inf:
            raise UndefinedError("undefined.direction")
        return Direction(0.0 - gradient, length / norm)


def _terms(terms: list[Term], rounding: Rounding) -> list[Answer]:
    """Rows of a table of at most eight: the one place where JSON has rows instead of columns."""
    return [
        {name: value if name == "order" else rounding.scalar(value) for name, value in term._asdict().items()}
        for term in terms
    ]

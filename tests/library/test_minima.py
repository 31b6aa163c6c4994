"""What objectives claim: the formula that is shown, the minima that are listed, and data that make a minimum."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import sympy as sp
from scipy.optimize import linprog, minimize, rosen, rosen_der, rosen_hess
from sympy.parsing.sympy_parser import (
    convert_xor,
    implicit_multiplication,
    parse_expr,
    split_symbols_custom,
    standard_transformations,
)

from antigradient.data import DATASETS
from antigradient.objectives import CONSTANTS, OBJECTIVES
from antigradient.objectives.base import Objective
from antigradient.scenario import ScenarioError, resolve
from tests.library import references

W, B = sp.symbols("w b")
FORMULAS = [id for id, o in OBJECTIVES.items() if not o.data and id != "custom"]
MINIMA = [id for id, o in OBJECTIVES.items() if o.minima]


def places(objective: Objective, count: int = 6) -> np.ndarray:
    """Points of the window, shape (count, 2)."""
    w_min, w_max, b_min, b_max = objective.window
    return np.random.default_rng(1).uniform((w_min, b_min), (w_max, b_max), size=(count, 2))


# The formula that is shown

SIGNS = {"−": "-", "½": "(1/2)*", "λ₁": "lambda1*", "λ₂": "lambda2*", "²": "^2", "³": "^3", "⁴": "^4", "⁶": "^6"}


def shown(objective: Objective) -> sp.Expr:
    """The formula as people read it, read by sympy."""
    text = re.sub("[" + "".join(s for s in SIGNS if len(s) == 1) + "]|λ.", lambda m: SIGNS[m[0]], objective.text)
    letters = split_symbols_custom(lambda name: set(name) <= {"w", "b"})
    rules = (*standard_transformations, letters, implicit_multiplication, convert_xor)
    return parse_expr(text.removeprefix("L = "), {"w": W, "b": B}, rules)


@pytest.mark.parametrize("id", FORMULAS)
def test_the_formula_that_is_shown_is_the_one_that_is_computed(id: str) -> None:
    """Value, gradient and Hessian, differentiated by sympy from the text of the page."""
    objective, loss = OBJECTIVES[id], resolve({"objective": id}).loss
    constants = {sp.Symbol(p.name): sp.Rational(p.default) for p in objective.constants}
    formula = sp.nsimplify(shown(objective), rational=True).subs(constants)
    assert formula.free_symbols == {W, B}
    gradient = [sp.diff(formula, t) for t in (W, B)]
    hessian = [[sp.diff(partial, t) for t in (W, B)] for partial in gradient]
    for point in places(objective):
        at = {W: sp.Float(point[0], 60), B: sp.Float(point[1], 60)}
        true = [float(x.subs(at).evalf(40)) for x in (formula, *gradient, *hessian[0], *hessian[1])]
        got = [loss(*point), *loss.gradient(*point), *sum(loss.hessian(*point), ())]
        scale = 1 + np.abs(true[1:]).max() * np.abs(point).max()
        assert np.allclose(np.array(got, dtype=float), true, rtol=1e-12, atol=1e-14 * scale)
        assert np.allclose(loss.slope(*point.tolist()), true[1:3], rtol=1e-12, atol=1e-14 * scale)


#: ℓ(z, y) as sympy's: what the neurons' texts say of one point.
Z, Y = sp.symbols("z y")
SIGMOID = 1 / (1 + sp.exp(-Z))
LOG_LOSS = -Y * sp.log(SIGMOID) - (1 - Y) * sp.log(1 - SIGMOID)
POINT_LOSSES = {
    "sigmoid-squared": (SIGMOID - Y) ** 2,
    "sigmoid-log": LOG_LOSS,
    "logistic-2": LOG_LOSS,
    "linear-squared": (Z - Y) ** 2,
}


@pytest.mark.parametrize("id", POINT_LOSSES)
def test_losses_of_data_are_those_that_sympy_differentiates(id: str) -> None:
    scenario = resolve({"objective": id})
    assert scenario.reduction is not None
    assert scenario.data is not None
    factor = {"half_sum": sp.Rational(1, 2), "sum": 1}[scenario.reduction]
    theta = sp.symbols(scenario.objective.parameters)
    total = sum(
        POINT_LOSSES[id].subs({Z: sp.Add(*(t * sp.Float(v, 60) for t, v in zip(theta, (*x, 1.0), strict=True))),
                               Y: sp.Float(y, 60)})
        for x, y in zip(scenario.data.x, scenario.data.y, strict=True)
    )  # fmt: skip
    partials = [sp.diff(factor * total, t) for t in theta]
    for point in ([0.3, -0.7, 1.1], [-1.4, 0.2, 0.6]):
        values = dict(zip(theta, (sp.Float(p, 60) for p in point), strict=False))
        true = [float((factor * total).subs(values).evalf(40)), *(float(p.subs(values).evalf(40)) for p in partials)]
        where = point[: len(theta)]
        assert np.allclose(
            [float(scenario.loss(*np.array(where))), *scenario.loss.slope(*where)], true, rtol=1e-12, atol=1e-15
        )


def test_every_loss_that_ships_is_read_by_sympy() -> None:
    assert {*FORMULAS, *POINT_LOSSES, "custom"} == set(OBJECTIVES)
    assert {p.name for id in FORMULAS for p in OBJECTIVES[id].constants} == set(CONSTANTS)


def test_rosenbrock_is_scipys() -> None:
    loss = resolve({"objective": "rosenbrock"}).loss
    for point in places(OBJECTIVES["rosenbrock"], 50):
        assert float(loss(*point)) == pytest.approx(rosen(point), rel=1e-13)
        assert np.allclose(loss.gradient(*point), rosen_der(point), rtol=1e-12, atol=1e-10)
        assert np.allclose(np.array(loss.hessian(*point)), rosen_hess(point), rtol=1e-12, atol=1e-10)


# The minima that are listed


def descents(objective: Objective, window: tuple[float, ...], count: int) -> np.ndarray:
    """Where scipy's bounded minimiser ends from the lowest cells around each of many starts, shape (count², 2)."""
    loss = resolve({"objective": objective.id}).loss
    w_min, w_max, b_min, b_max = window
    ends = []
    for w in np.linspace(w_min, w_max, count):
        for b in np.linspace(b_min, b_max, count):
            found = minimize(
                lambda t: float(loss(*t)), (w, b), jac=lambda t: np.array(loss.slope(*t.tolist())), method="L-BFGS-B",
                bounds=((w_min, w_max), (b_min, b_max)), options={"ftol": 1e-15, "gtol": 1e-9},
            )  # fmt: skip
            ends.append(found.x)
    return np.array(ends)


@pytest.mark.parametrize("id", MINIMA)
def test_each_minimum_is_of_the_kind_that_it_is_said_to_be(id: str) -> None:
    """Global: a dense grid and scipy's minimiser find nothing lower on the map. Local: something is lower somewhere."""
    objective = OBJECTIVES[id]
    w_min, w_max, b_min, b_max = objective.window
    loss: Any = resolve({"objective": id}).loss
    wide = (2 * w_min - w_max, 2 * w_max - w_min, 2 * b_min - b_max, 2 * b_max - b_min)
    least = resolve({"objective": id, "grid": 257, "window": wide}).surface().minimum
    assert least is not None
    lowest = min(least[2], *(float(loss(*end)) for end in descents(objective, wide, 5)))
    for minimum in objective.minima:
        assert minimum.kind in {"global", "local", "window"}
        if minimum.kind == "global":
            assert lowest >= minimum.loss - 1e-12
        elif minimum.kind == "local":
            assert lowest < minimum.loss - 1e-3
        hessian = np.array(loss.hessian(*minimum.point), dtype=float)
        assert np.linalg.eigvalsh(hessian).min() >= 0
        for t in np.linspace(0, 2 * np.pi, 64):  # and nothing is lower close by
            near = np.array(minimum.point) + 1e-3 * np.array([np.cos(t), np.sin(t)])
            assert float(loss(*near)) > minimum.loss


@pytest.mark.parametrize("id", MINIMA)
def test_no_minimum_of_the_map_is_missing(id: str) -> None:
    objective = OBJECTIVES[id]
    w_min, w_max, b_min, b_max = objective.window
    loss = resolve({"objective": id}).loss
    listed = np.array([m.point for m in objective.minima])
    for end in descents(objective, objective.window, 5):
        inside = w_min < end[0] < w_max and b_min < end[1] < b_max
        settled = np.abs(loss.slope(*end.tolist())).max() < 1e-6
        upward = np.linalg.eigvalsh(np.array(loss.hessian(*end), dtype=float)).min() > 1e-6
        if inside and settled and upward:
            assert np.hypot(*(listed - end).T).min() < 1e-3, end


def test_a_ravine_turned_over_has_no_minimum() -> None:
    for constants in ({"lambda1": -1.0}, {"lambda2": -1.0}, {"lambda1": 0.0}, {"lambda1": -1.0, "lambda2": -2.0}):
        scenario = resolve({"objective": "ravine", **constants})
        assert scenario.objective.known_minima(scenario.numbers) == ()
    scenario = resolve({"objective": "ravine"})
    assert scenario.objective.known_minima(scenario.numbers) == OBJECTIVES["ravine"].minima


@pytest.mark.parametrize("id", ["cubic", "saddle", "sigmoid-squared", "custom"])
def test_where_there_is_no_minimum_or_it_depends_none_is_listed(id: str) -> None:
    assert OBJECTIVES[id].minima == ()


# Data


def separable(x: Sequence[Sequence[float]], y: tuple[float, ...]) -> bool:
    """Whether some line has all points of y = 1 on one side: a linear programme, s(w·x + b) ≥ 1 for all."""
    sides = np.where(np.array(y) > 0.5, 1.0, -1.0)[:, None]
    rows = -sides * np.column_stack([x, np.ones(len(y))])
    found = linprog(np.zeros(rows.shape[1]), A_ub=rows, b_ub=-np.ones(len(y)), bounds=(None, None))
    assert found.status in (0, 2), "feasible, or not"
    return bool(found.status == 0)


def test_no_line_separates_the_two_clouds() -> None:
    data = DATASETS["two-clouds"]
    assert len(data) == 12
    assert sorted(set(data.y)) == [0.0, 1.0]
    assert data.y.count(0.0) == 6
    assert not separable(data.x, data.y)
    # Without the points that overlap a line does, so the programme can tell.
    apart = [(x, y) for x, y in zip(data.x, data.y, strict=True) if (sum(x) > 0) == (y > 0.5)]
    assert 6 < len(apart) < 12
    assert separable(*zip(*apart, strict=True))


@pytest.mark.parametrize("id", [o.id for o in OBJECTIVES.values() if o.labels])
@pytest.mark.parametrize("label", [-1e-9, 1 + 1e-9, -5.0, 1e6])
def test_log_losses_refuse_labels_that_are_no_probabilities(id: str, label: float) -> None:
    row = [0.5] * OBJECTIVES[id].inputs
    with pytest.raises(ScenarioError) as refused:
        resolve({"objective": id, "data": [[*row, 0.0], [*row, label], [*row, 1.0]]})
    ((parameter, reason),) = refused.value.errors
    assert parameter == "data"
    assert "outside [0, 1]" in str(reason)
    assert str(label) not in str(reason)
    assert resolve({"objective": id, "data": [[*row, 0.0], [*row, 1.0]]}).data is not None
    assert resolve({"objective": "linear-squared", "data": [[0.5, label]]}).data is not None


@pytest.mark.parametrize("z", [800.0, -800.0, 745.2, -745.2, 36.8, -36.8, 0.0])
@pytest.mark.parametrize("y", [0.0, 1e-12, 0.3, 1.0])
@pytest.mark.parametrize("id", [o.id for o in OBJECTIVES.values() if o.labels])
def test_the_log_loss_has_all_its_digits_where_the_neuron_is_saturated(id: str, y: float, z: float) -> None:
    inputs = OBJECTIVES[id].inputs
    loss: Any = resolve({"objective": id, "data": [[1.0] * inputs + [y]]}).loss
    point = [0.0] * inputs + [z]
    with mp.workdps(800), warnings.catch_warnings():
        warnings.simplefilter("error")
        exact = references.POINT_LOSSES[id](mp.mpf(z), mp.mpf(y))
        slope = 1 / (1 + mp.exp(-mp.mpf(z))) - mp.mpf(y)
        for got, true in ((loss(*point), exact), *((g, slope) for g in (*loss.slope(*point), *loss.gradient(*point)))):
            assert np.isfinite(got)
            assert abs(mp.mpf(float(got)) - true) <= 4e-16 * abs(true) + 1e-323

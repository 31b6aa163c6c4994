"""The one loop: its arithmetic to the last bit, and every way in which it can end."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from math import hypot, inf, log, nan, nextafter
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigradient.data import DATASETS
from antigradient.ledger import Ledger, build_ledger
from antigradient.objectives import OBJECTIVES, REDUCTIONS
from antigradient.objectives.base import Array, Loss
from antigradient.optimisers import OPTIMISERS
from antigradient.outcomes import Outcome
from antigradient.parameters import THETA_LIMIT
from antigradient.scenario import Scenario, resolve
from antigradient.trajectory import Path, descend
from tests.fuzz import fuzzed

STEP_COLUMNS = ("eta", "dot", "cos_beta", "beta", "first_order", "second_order", "actual")
coordinate = st.floats(-6, 6)
rates = st.floats(1e-4, 1e3)


def path_of(scenario: Scenario) -> Path:
    n = scenario.numbers
    hyper = {**n, **scenario.choices}
    return descend(scenario.loss, scenario.optimiser, scenario.start, n["eta"], hyper, int(n["steps"]), n["tol"])


def columns(run: Ledger, prefix: str, names: tuple[str, ...]) -> np.ndarray:
    return np.stack([run.columns[f"{prefix}{name}"] for name in names])


# The arithmetic


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_update_and_path_agree_to_the_last_bit(objective: str, optimiser: str) -> None:
    """θ_{k+1} = θ_k + η_k u_k, for every rule on every loss."""
    scenario = resolve({"objective": objective, "optimiser": optimiser, "steps": 60, "tol": 0.0})
    path, run = path_of(scenario), scenario.ledger()
    assert np.array_equal(path.points[:, 1:], path.points[:, :-1] + path.etas * path.directions)
    names = scenario.objective.parameters
    theta, u = columns(run, "", names), columns(run, "u_", names)
    assert np.array_equal(theta[:, 1:], (theta + run.columns["eta"] * u)[:, :-1])
    assert run.rows > 1


@fuzzed(40)
@given(st.sampled_from(list(OBJECTIVES)), st.data(), rates)
def test_gradient_descent_goes_at_exactly_180_degrees(objective: str, data: st.DataObject, eta: float) -> None:
    """Whatever the loss, the start, the data and the rate, for every step that is taken."""
    entry = OBJECTIVES[objective]
    given_values = {
        "objective": objective,
        "start": data.draw(st.lists(coordinate, min_size=len(entry.parameters), max_size=len(entry.parameters))),
        "eta": eta,
        "steps": 40,
        "tol": 0.0,
    }
    if entry.inputs == 1 and data.draw(st.booleans()):
        given_values["data"] = data.draw(
            st.lists(st.lists(st.floats(0, 1), min_size=2, max_size=2), min_size=1, max_size=5)
        )
    if entry.reductions:
        given_values["reduction"] = data.draw(st.sampled_from(entry.reductions))
    run = resolve(given_values).ledger()
    assert np.all(run.columns["beta"][:-1] == 180.0)
    assert np.all(run.columns["cos_beta"][:-1] == -1.0)
    assert np.all(run.columns["dot"][:-1] <= 0)
    for name in entry.parameters:
        assert np.array_equal(run.columns[f"u_{name}"][:-1], -run.columns[f"grad_{name}"][:-1])


def test_the_default_run_shows_exactly_180_degrees_everywhere() -> None:
    for data in ("five", "cs7015"):
        for reduction in REDUCTIONS:
            run = resolve({"data": data, "reduction": reduction, "steps": 1000, "tol": 0}).ledger()
            assert run.rows == 1001
            assert set(run.columns["beta"][:-1]) == {180.0}
            assert set(run.columns["cos_beta"][:-1]) == {-1.0}


@fuzzed(30)
@given(coordinate, coordinate, st.floats(0, 0.999), st.floats(1e-3, 10))
def test_momentum_is_the_textbook_recursion(w: float, b: float, gamma: float, eta: float) -> None:
    """v ← γv + η∇L, θ ← θ − v, in the textbook's own order of operations."""
    scenario = resolve({"optimiser": "momentum", "gamma": gamma, "eta": eta, "start": [w, b], "steps": 50, "tol": 0})
    theta, v = np.array([w, b]), np.zeros(2)
    path = path_of(scenario)
    for k in range(path.etas.size):
        assert np.allclose(path.points[:, k], theta, rtol=1e-9, atol=1e-9)
        # Along the path's own points, so that a chaotic run does not carry rounding along.
        v = gamma * v + eta * np.array(scenario.loss.slope(*path.points[:, k].tolist()))
        assert np.allclose(-eta * path.directions[:, k], v, rtol=1e-9, atol=1e-12)
        theta = path.points[:, k] - v


def test_the_first_step_of_momentum_is_gradient_descents() -> None:
    one = resolve({"steps": 1}).ledger()
    other = resolve({"steps": 1, "optimiser": "momentum", "gamma": 0.7}).ledger()
    for name in one.columns:
        assert np.array_equal(one.columns[name], other.columns[name], equal_nan=True)


@pytest.mark.parametrize(("gamma", "eta"), [(0.9, 0.02), (0.5, 0.3), (0.0, 0.4)])
def test_momentum_on_a_quadratic_follows_its_closed_form(gamma: float, eta: float) -> None:
    """One coordinate of ½λθ²: (θ_{k+1}, v_{k+1}) = M (θ_k, v_k) with M = [[1−ηλ, −γ], [ηλ, γ]]."""
    curvature = 3.0
    given_values = {"objective": "ravine", "lambda1": curvature, "lambda2": 1.0, "start": [2.0, 1.0], "eta": eta}
    run = resolve({**given_values, "optimiser": "momentum", "gamma": gamma, "steps": 40, "tol": 0}).ledger()
    matrix = np.array([[1 - eta * curvature, -gamma], [eta * curvature, gamma]])
    expected = [(np.linalg.matrix_power(matrix, k) @ [2.0, 0.0])[0] for k in range(run.rows)]
    assert np.allclose(run.columns["w"], expected, atol=1e-13)


@pytest.mark.parametrize("eta", [0.02, 0.09, 0.1, 0.11])
def test_gradient_descent_on_a_quadratic_follows_its_closed_form(eta: float) -> None:
    """θ_k = (1 − ηλ)^k θ_0: it shrinks if and only if η < 2/λ."""
    run = resolve({"objective": "ravine", "eta": eta, "steps": 60, "tol": 0}).ledger()  # λ = 1 and 20
    k = run.columns["k"]
    assert np.allclose(run.columns["w"], -3.5 * (1 - eta) ** k)
    assert np.allclose(run.columns["b"], 1.5 * (1 - 20 * eta) ** k)
    assert (abs(run.columns["b"][-1]) < 1.5) == (eta < 0.1)


@pytest.mark.parametrize("objective", ["bowl", "booth", "matyas", "linear-squared", "ravine"])
def test_on_quadratics_the_second_order_is_the_whole_truth(objective: str) -> None:
    run = resolve({"objective": objective, "optimiser": "momentum", "steps": 30, "tol": 0, "eta": 0.01}).ledger()
    assert np.allclose(
        run.columns["second_order"][:-1], run.columns["actual"][:-1], atol=1e-11 * run.columns["loss"][0]
    )


def test_the_same_run_twice_is_the_same() -> None:
    scenario = resolve({"optimiser": "momentum"})
    for one, other in zip(vars(path_of(scenario)).values(), vars(path_of(scenario)).values(), strict=True):
        assert np.array_equal(one, other)


# How runs end


def test_converged() -> None:
    run = resolve({"steps": 10_000, "tol": 1e-4}).ledger()
    assert run.outcome == Outcome.CONVERGED
    assert run.columns["grad_norm"][-1] <= 1e-4
    assert np.all(run.columns["grad_norm"][:-1] > 1e-4)
    assert 1 < run.rows < 10_001


def test_converged_at_the_start() -> None:
    run = resolve({"data": "cs7015", "start": [log(6), -log(4) - log(6) / 2]}).ledger()
    assert (run.outcome, run.rows) == (Outcome.CONVERGED, 1)
    assert all(np.isnan(run.columns[name]).all() for name in STEP_COLUMNS)


@pytest.mark.parametrize("optimiser", ["gd", "momentum", "adam"])
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_run_ends_at_the_first_row_that_is_within_the_tolerance_to_the_last_bit(
    objective: str, optimiser: str
) -> None:
    """The tolerance is the very norm of a row, and the number next to it: ‖∇L‖ ≤ tol, by the loop and its fast path."""
    values = {"objective": objective, "optimiser": optimiser, "steps": 60}
    norms = [hypot(*gradient) for gradient in path_of(resolve({**values, "tol": 0})).gradients.T.tolist()]
    for tol in (t for norm in norms for t in (norm, nextafter(norm, 0.0)) if t):
        first = next((k for k, norm in enumerate(norms) if norm <= tol), None)
        path = path_of(resolve({**values, "tol": tol}))
        assert (path.outcome == Outcome.CONVERGED) == (first is not None)
        assert path.points.shape[1] == (len(norms) if first is None else first + 1)


def test_max_steps() -> None:
    run = resolve({"steps": 7}).ledger()
    assert (run.outcome, run.rows) == (Outcome.MAX_STEPS, 8)


def test_no_steps() -> None:
    run = resolve({"steps": 0}).ledger()
    assert (run.outcome, run.rows) == (Outcome.MAX_STEPS, 1)
    assert (run.columns["w"][0], run.columns["b"][0]) == (-2.0, -2.0)
    assert all(np.isnan(run.columns[name]).all() for name in STEP_COLUMNS)


def test_a_tolerance_of_zero_is_never_met() -> None:
    """Even where the gradient is exactly 0: there the run is stationary, by its own definition."""
    run = resolve({"objective": "bowl", "start": [0.0, 0.0], "tol": 0}).ledger()
    assert (run.outcome, run.rows) == (Outcome.STATIONARY, 1)
    assert resolve({"objective": "bowl", "start": [0.0, 0.0], "tol": 1e-300}).ledger().outcome == Outcome.CONVERGED


def test_stationary_on_a_plateau_so_flat_that_its_slope_underflows() -> None:
    run = resolve({"start": [0.0, 2000.0], "tol": 0}).ledger()
    assert (run.outcome, run.rows) == (Outcome.STATIONARY, 1)


def test_an_update_too_small_to_move_the_point_is_not_stationary() -> None:
    """At z = 60 the slope is 1e-26: it is taken, step by step, though θ does not change a bit."""
    run = resolve({"start": [0.0, 60.0], "steps": 20, "tol": 0}).ledger()
    assert (run.outcome, run.rows) == (Outcome.MAX_STEPS, 21)
    assert set(run.columns["b"]) == {60.0}
    assert np.all(run.columns["beta"][:-1] == 180.0)


def test_diverged_beyond_the_limit() -> None:
    run = resolve({"objective": "bowl", "eta": 3.0, "steps": 1000}).ledger()
    assert run.outcome == Outcome.DIVERGED
    norms = np.hypot(run.columns["w"], run.columns["b"])
    assert norms[-1] <= THETA_LIMIT < 6 * norms[-1]  # the next would have been five times as far


def test_diverged_at_the_first_step() -> None:
    run = resolve({"data": [[1e6, 1e6]], "start": [0.0, 0.0], "eta": 1e6}).ledger()
    assert (run.outcome, run.rows) == (Outcome.DIVERGED, 1)
    assert np.isfinite(run.columns["loss"]).all()


class Local:
    """What a run asks of a loss, for one test: value, slope in floats and curvature along the step, of (w, b)."""

    parameters = ("w", "b")
    slope_cost = 0.0

    def __init__(
        self, value: Callable[..., Any], slope: Callable[..., Any], curvature: Callable[..., Any] = lambda w, b: 0 * w
    ) -> None:
        self.value, self.slope, self.curvature = value, slope, curvature

    def along(self, theta: Array, u: Array) -> tuple[Array, Array]:
        return self.value(*theta), self.curvature(*theta) * (u * u).sum(axis=0)

    def rounding(self, theta: Array, value: Array) -> Array:
        return np.zeros_like(value)


def run_of(
    loss: Local,
    start: tuple[float, float] = (1.0, 1.0),
    eta: float = 1.0,
    steps: int = 50,
    tol: float = 0.0,
    optimiser: str = "gd",
) -> Ledger:
    asked = cast("Loss", loss)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return build_ledger(asked, descend(asked, OPTIMISERS[optimiser], start, eta, {"gamma": 0.9}, steps, tol))


def logarithm(w: float, b: float) -> tuple[float, float]:
    return log(w) + 1, 0.0


def overflowing(w: float, b: float) -> tuple[float, float]:
    return -(w**120.0), 0.0


def array_log(w: Array, b: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return w * np.log(w)


CASES = {
    # w ln w ends at 0; the slope there raises ValueError, as math.log does.
    "slope raises ValueError": (Local(array_log, logarithm), {"eta": 3.0}, Outcome.UNDEFINED, 1),
    "slope divides by zero": (Local(lambda w, b: w, lambda w, b: (1 / (w - 1), 0.0)), {}, Outcome.UNDEFINED, 0),
    "slope is NaN": (
        Local(lambda w, b: w, lambda w, b: (1.0 if w > 0.5 else nan, 0.0)), {}, Outcome.UNDEFINED, 1,
    ),
    "slope overflows": (Local(lambda w, b: -w, overflowing), {"eta": 1e3}, Outcome.DIVERGED, 1),
    "slope is infinite": (
        Local(lambda w, b: w, lambda w, b: (1.0 if w > 0.5 else inf, 0.0)), {}, Outcome.DIVERGED, 1,
    ),
    "loss has no value at the next point": (
        Local(lambda w, b: np.where(w > -1.5, w, nan), lambda w, b: (1.0, 0.0)), {}, Outcome.UNDEFINED, 3,
    ),
    "loss overflows at the next point": (
        Local(lambda w, b: np.where(w > -1.5, w, inf), lambda w, b: (1.0, 0.0)), {}, Outcome.DIVERGED, 3,
    ),
    "loss has no value at the start": (
        Local(lambda w, b: np.where(w > 1.5, w, nan), lambda w, b: (1.0, 0.0)), {}, Outcome.UNDEFINED, 0,
    ),
    "promise and loss are finite, and only their sum is not": (
        Local(lambda w, b: np.where(w > 0.5, 0.0, 1.5e308), lambda w, b: (1.0, 0.0), lambda w, b: 0 * w + 1.5e308),
        {"steps": 1}, Outcome.MAX_STEPS, 2,
    ),
    "a promise overflows": (
        Local(lambda w, b: w, lambda w, b: (1.0, 0.0), lambda w, b: np.where(w > -0.5, 1.0, 1e308)),
        {"eta": 1.0, "start": (1.5, 0.0), "optimiser": "momentum"}, Outcome.DIVERGED, 3,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("loss", "options", "outcome", "rows"), CASES.values(), ids=CASES)
def test_runs_end_at_the_last_row_that_is_whole(
    loss: Local, options: dict[str, Any], outcome: Outcome, rows: int
) -> None:
    run = run_of(loss, **options)
    assert (run.outcome, run.rows) == (outcome, rows)
    assert_whole(run, loss.parameters)


def assert_whole(run: Ledger, names: tuple[str, ...]) -> None:
    """Columns of one length, finite but for β where it has no meaning and the last row's step."""
    assert {len(column) for column in run.columns.values()} == {run.rows}
    assert run.columns["k"].tolist() == list(range(run.rows))
    state = [*names, "loss", *(f"grad_{name}" for name in names), "grad_norm"]
    for name, column in run.columns.items():
        assert column.flags.c_contiguous
        if name in state:
            assert np.all(np.isfinite(column)), name
        elif name != "k" and run.rows:
            assert np.isnan(column[-1]), name
            if name not in ("beta", "cos_beta"):
                assert np.all(np.isfinite(column[:-1])), name


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("eta", [1e-12, 37.0, 1e6, 1e200, 1.7e308])
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_rate_is_an_error(objective: str, eta: float, optimiser: str) -> None:
    scenario = resolve({"objective": objective, "optimiser": optimiser, "eta": eta, "steps": 50})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run = scenario.ledger()
    assert run.rows >= 1
    assert_whole(run, scenario.objective.parameters)


@fuzzed(60)
@given(
    st.sampled_from(list(OBJECTIVES)),
    st.sampled_from(list(OPTIMISERS)),
    st.floats(1e-6, 1e6),
    st.floats(-THETA_LIMIT, THETA_LIMIT),
    st.floats(-THETA_LIMIT, THETA_LIMIT),
)
def test_no_start_is_an_error(objective: str, optimiser: str, eta: float, w: float, b: float) -> None:
    p = len(OBJECTIVES[objective].parameters)
    given_values = {"objective": objective, "optimiser": optimiser, "eta": eta, "steps": 30, "tol": 0}
    scenario = resolve({**given_values, "start": [w, b, w][:p]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run = scenario.ledger()
    assert run.outcome in set(Outcome) - {Outcome.CONVERGED}
    assert_whole(run, scenario.objective.parameters)


def test_ten_thousand_steps_are_all_there() -> None:
    run = resolve({"steps": 10_000, "tol": 0}).ledger()
    assert run.rows == 10_001
    assert_whole(run, ("w", "b"))


# The lecture's honest limits


def test_a_step_at_180_degrees_can_raise_the_loss() -> None:
    """data=cs7015, η = 10, from −2, −2: the angle is perfect and the step too long."""
    run = resolve({"data": "cs7015", "eta": 10.0}).ledger()
    assert run.columns["beta"][11] == 180.0
    assert run.columns["first_order"][11] < 0
    assert run.columns["actual"][11] > 0


def test_at_the_default_start_the_second_order_promises_even_more() -> None:
    """Both eigenvalues of the Hessian are negative there, so uᵀHu < 0 for every u."""
    loss: Any = resolve({"data": "cs7015"}).loss
    assert np.all(np.linalg.eigvalsh(np.array(loss.hessian(-2.0, -2.0))) < 0)
    run = resolve({"data": "cs7015", "steps": 1}).ledger()
    assert run.columns["second_order"][0] < run.columns["first_order"][0] < 0


def test_momentum_can_go_uphill() -> None:
    """data=cs7015, γ = 0.9, η = 1: at step 23 it goes at 52° from the gradient."""
    run = resolve({"data": "cs7015", "optimiser": "momentum", "gamma": 0.9, "eta": 1.0}).ledger()
    assert run.columns["beta"][23] == pytest.approx(52.18243613, abs=1e-6)
    assert run.columns["first_order"][23] > 0
    uphill = run.columns["beta"][:-1] < 90
    assert uphill.any()
    assert np.array_equal(uphill, run.columns["dot"][:-1] > 0)


def test_a_long_plateau_still_has_its_angle() -> None:
    """From −10, −10 the default neuron hardly moves, and yet every step has β = 180°."""
    for data in DATASETS:
        if DATASETS[data].inputs == 1:
            run = resolve({"data": data, "start": [-10.0, -10.0], "steps": 50}).ledger()
            assert run.rows > 1 or run.outcome == Outcome.CONVERGED
            assert np.all(run.columns["beta"][:-1] == 180.0)

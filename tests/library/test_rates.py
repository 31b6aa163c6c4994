"""Learning rates: limits against runs just within and just beyond them, minima against scipy, suggestions by trial."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from antigradient.local import analyse_point
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.outcomes import Outcome
from antigradient.rates import ARRIVED, minimum_below, one_digit, rates_for, step_limit, value_at
from antigradient.scenario import Scenario, resolve
from tests.fuzz import fuzzed

#: Square feet and dollars.
HOUSES = [
    [1100, 199000],
    [1400, 245000],
    [1425, 319000],
    [1550, 240000],
    [1700, 279000],
    [1875, 308000],
    [2350, 405000],
]
LIMITED = [id for id, optimiser in OPTIMISERS.items() if optimiser.stable]
#: Without a minimum below their start: there is none, or the descent goes on without end.
BOTTOMLESS = {"cubic", "saddle"}
#: Goes down and is not there yet after the loss's own number of steps, with any rate that does not jump across.
CRAWLING = {("rosenbrock", "gd")}


def with_eta(scenario: Scenario, eta: float) -> Scenario:
    return replace(scenario, numbers={**scenario.numbers, "eta": eta})


@pytest.mark.parametrize("gamma", [0.0, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("optimiser", LIMITED)
def test_within_its_limit_a_rule_stays_near_the_minimum_and_beyond_it_leaves(optimiser: str, gamma: float) -> None:
    scenario = resolve(
        {"objective": "ravine", "lambda1": 1, "lambda2": 7, "optimiser": optimiser, "start": (1, 1), "tol": 0,
         "gamma": gamma, "steps": 5000}
    )  # fmt: skip
    limit = rates_for(scenario).limit
    assert limit is not None
    within, beyond = (with_eta(scenario, limit * by).ledger() for by in (0.99, 1.01))
    assert within.columns["loss"][-1] < 1e-3
    assert beyond.cause.outcome is Outcome.DIVERGED or beyond.columns["loss"][-1] > 1e6


def test_limits_are_those_of_the_field() -> None:
    def limit(**given: object) -> float | None:
        return rates_for(resolve({"objective": "ravine", "lambda1": 1, "lambda2": 20, **given})).limit

    assert limit() == pytest.approx(2 / 20)
    assert limit(optimiser="momentum", gamma=0.9) == pytest.approx(2 * 1.9 / 20)
    assert limit(optimiser="nesterov", gamma=0.9) == pytest.approx(2 * 1.9 / (2.8 * 20))
    for id in OPTIMISERS:
        assert (limit(optimiser=id) is None) == (id not in LIMITED)


def test_up_to_one_over_the_curvature_descent_stays_on_one_side() -> None:
    scenario = resolve({"objective": "ravine", "lambda1": 1, "lambda2": 20, "start": (3, 1), "steps": 30, "tol": 0})
    smooth = rates_for(scenario).smooth or 0.0
    assert smooth == pytest.approx(1 / 20)
    b = {by: with_eta(scenario, smooth * by).ledger().columns["b"] for by in (0.99, 1.5)}
    assert (b[0.99] > 0).all()
    assert (np.sign(b[1.5][1:]) == -np.sign(b[1.5][:-1])).all()


@pytest.mark.parametrize("id", [id for id in OBJECTIVES if id not in BOTTOMLESS])
def test_the_minimum_below_the_start_is_one(id: str) -> None:
    scenario = resolve({"objective": id})
    found = minimum_below(scenario.loss, scenario.start)
    assert found is not None
    loss = scenario.loss
    polished = minimize(
        lambda t: float(loss(*t)), found, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-14}
    )
    assert value_at(loss, found) <= polished.fun + 1e-12
    assert found == pytest.approx(polished.x, abs=1e-4)
    hessian = analyse_point(loss, found.tolist()).hessian
    assert (np.linalg.eigvalsh(hessian) > 0).all()
    assert value_at(loss, found) < value_at(loss, np.array(scenario.start))
    assert rates_for(scenario).curvature == pytest.approx(np.linalg.eigvalsh(hessian)[-1])


@pytest.mark.parametrize("id", sorted(BOTTOMLESS))
def test_where_there_is_no_minimum_there_is_no_limit(id: str) -> None:
    found = rates_for(resolve({"objective": id}))
    assert (found.minimum, found.curvature, found.smooth, found.limit) == (None, None, None, None)


@pytest.mark.parametrize("f", ["w", "exp(w)", "-w^2-b^2", "w^4+b^4", "abs(w)+b^2", "log(w)+b", "0*w"])
def test_no_minimum_is_claimed_where_there_is_none_or_it_is_flat(f: str) -> None:
    assert rates_for(resolve({"f": f, "start": (1.0, 1.0)})).limit is None


@pytest.mark.parametrize("optimiser", [id for id, optimiser in OPTIMISERS.items() if optimiser.eta is None])
@pytest.mark.parametrize("id", [id for id in OBJECTIVES if id not in BOTTOMLESS])
def test_a_rate_that_is_said_to_work_works(id: str, optimiser: str) -> None:
    """From any rate that does not."""
    scenario = with_eta(resolve({"objective": id, "optimiser": optimiser}), 1e6)
    found = rates_for(scenario)
    assert found.working is not None
    assert found.minimum is not None
    run = with_eta(scenario, found.working).ledger()
    lowest, losses = value_at(scenario.loss, np.array(found.minimum)), run.columns["loss"]
    assert run.cause.outcome in (Outcome.CONVERGED, Outcome.MAX_STEPS, Outcome.STATIONARY)
    if (id, optimiser) in CRAWLING:
        assert (np.diff(losses) < 0).all()
    else:
        assert losses[-1] - lowest <= ARRIVED * (losses[0] - lowest)


def test_a_rate_is_found_for_data_of_any_size() -> None:
    scenario = resolve({"objective": "linear-squared", "data": HOUSES})
    assert scenario.ledger().cause.outcome is Outcome.DIVERGED
    found = rates_for(scenario)
    assert found.limit is not None
    assert 1e-9 < found.limit < 1e-6
    assert found.working is not None
    run = with_eta(scenario, found.working).ledger()
    assert run.cause.outcome is not Outcome.DIVERGED
    assert run.columns["loss"][-1] < 0.05 * run.columns["loss"][0]


def test_the_number_of_points_matters_to_a_sum_and_not_to_a_mean() -> None:
    few = [[-1.0, 0.2], [0.5, 0.6], [2.0, 0.9]]
    limits = {
        reduction: [
            rates_for(resolve({"objective": "linear-squared", "data": few * n, "reduction": reduction})).limit
            for n in (1, 4)
        ]
        for reduction in ("half_sum", "half_mean")
    }
    assert limits["half_sum"][0] == pytest.approx(4 * (limits["half_sum"][1] or inf))
    assert limits["half_mean"][0] == pytest.approx(limits["half_mean"][1])


@fuzzed(40)
@given(st.lists(st.integers(-30, 30), min_size=3, max_size=3), st.tuples(st.integers(-20, 20), st.integers(-20, 20)))
def test_at_its_limit_a_step_on_a_parabola_comes_back_to_the_same_loss(
    entries: list[int], place: tuple[int, int]
) -> None:
    hessian = np.array([[entries[0], entries[1]], [entries[1], entries[2]]]) / 10
    point = np.array(place) / 10
    gradient = hessian @ point
    limit = step_limit(gradient, hessian)
    bend = float(gradient @ hessian @ gradient)
    if limit is None:
        assert bend <= 1e-12
        return
    assert bend > 0
    before, after = (0.5 * t @ hessian @ t for t in (point, point - limit * gradient))
    assert after == pytest.approx(before, rel=1e-6, abs=1e-9 * (1 + limit * limit))


def test_where_the_loss_does_not_curve_upwards_no_step_is_too_long() -> None:
    assert step_limit(np.array([1.0, 0.0]), np.diag([-1.0, 5.0])) is None
    assert step_limit(np.zeros(2), np.eye(2)) is None
    assert step_limit(np.array([1e-200, 0.0]), np.eye(2)) == 2.0


@fuzzed(40)
@given(st.floats(1e-300, 1e300))
def test_suggestions_have_one_digit(value: float) -> None:
    found = one_digit(value)
    assert value / 2.5 <= found <= value
    assert f"{found:.0e}"[0] in "125"
    assert float(f"{found:.0e}") == found

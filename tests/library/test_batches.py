"""Mini-batches and schedules: which points a step looks at, and how far it goes."""

from __future__ import annotations

from itertools import islice
from math import cos, exp, pi
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from antigradient.batches import minibatches
from antigradient.ledger import Ledger
from antigradient.objectives import OBJECTIVES
from antigradient.objectives.base import Array
from antigradient.optimisers import OPTIMISERS
from antigradient.scenario import ScenarioError, resolve
from antigradient.schedules import SCHEDULES

DATA = [o.id for o in OBJECTIVES.values() if o.data]


def run(**given: Any) -> Ledger:
    return resolve({"tol": 0.0, **given}).ledger()


def columns(ledger: Ledger, *names: str) -> np.ndarray:
    return np.stack([ledger.columns[name] for name in names])


# Batches


def test_every_epoch_is_a_shuffle_of_all_points_by_numpys_generator() -> None:
    rng = np.random.default_rng(42)
    for size in (1, 2, 3, 5):
        rng = np.random.default_rng(42)
        order = [tuple(rng.permutation(5).tolist()) for _ in range(4)]
        cut = [epoch[i : i + size] for epoch in order for i in range(0, 5, size)]
        assert list(islice(minibatches(5, size, 42), len(cut))) == cut
        if size in (2, 3):
            assert {len(b) for b in cut} == {size, 5 % size}
    assert len(set(order)) > 1


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_seed_decides_the_path(optimiser: str) -> None:
    def path(seed: int) -> Array:
        return columns(run(optimiser=optimiser, batch=2, seed=seed, eta=0.2, steps=20), "w", "b")

    assert np.array_equal(path(7), path(7))
    assert path(7).shape != path(8).shape or not np.array_equal(path(7), path(8))


@pytest.mark.parametrize("id", DATA)
def test_batches_make_up_the_whole(id: str) -> None:
    """One place, one epoch: sums of batches are the full sum, and means of equal batches average to the full mean."""
    scenario = resolve({"objective": id})
    assert scenario.data is not None
    n = len(scenario.data)
    point = [0.3, -0.2, 0.5][: len(scenario.objective.parameters)]
    for reduction in scenario.objective.reductions:
        loss: Any = resolve({"objective": id, "reduction": reduction}).loss
        for size in (s for s in range(1, n + 1) if n % s == 0 or "sum" in reduction):
            count = -(-n // size)
            epoch = [loss.part(indices) for indices in islice(minibatches(n, size, 3), count)]
            share = 1 if "sum" in reduction else count
            together = np.sum([[float(part(*point)), *part.slope(*point)] for part in epoch], axis=0) / share
            assert np.allclose(together, [float(loss(*point)), *loss.slope(*point)], rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("reduction", ["half_sum", "sum", "mean", "half_mean"])
@pytest.mark.parametrize("size", [1, 2, 4])
def test_the_batches_gradient_is_in_the_ledger(reduction: str, size: int) -> None:
    """Against the chain rule written out here, over the points that numpy's generator draws."""
    scenario = resolve({"reduction": reduction, "batch": size, "seed": 11, "eta": 0.3, "steps": 23, "tol": 0.0})
    ledger = scenario.ledger()
    assert scenario.data is not None
    (x,), y = scenario.data.columns, scenario.data.labels
    rng = np.random.default_rng(11)
    drawn: list[np.ndarray] = []
    while len(drawn) < 23:
        order = rng.permutation(5)
        drawn += [order[i : i + size] for i in range(0, 5, size)]
    for k, chosen in enumerate(drawn[:23]):
        w, b = columns(ledger, "w", "b")[:, k]
        prediction = 1 / (1 + np.exp(-(w * x[chosen] + b)))
        factor = (0.5 if "half" in reduction else 1.0) / (len(chosen) if "mean" in reduction else 1)
        terms = 2 * factor * (prediction - y[chosen]) * prediction * (1 - prediction)
        expected = [np.sum(terms * x[chosen]), np.sum(terms)]
        assert np.allclose(columns(ledger, "batch_grad_w", "batch_grad_b")[:, k], expected, rtol=1e-12, atol=1e-16)
    batch = columns(ledger, "batch_grad_w", "batch_grad_b")
    assert np.array_equal(columns(ledger, "u_w", "u_b")[:, :-1], -batch[:, :-1])
    assert np.isnan(batch[:, -1]).all()


def test_the_angle_is_against_the_gradient_of_all_points() -> None:
    ledger = run(batch=1, seed=2, eta=0.5, steps=40)
    u, gradient = (columns(ledger, f"{name}_w", f"{name}_b")[:, :-1] for name in ("u", "grad"))
    full = np.array(resolve({}).loss.gradient(*columns(ledger, "w", "b")[:, :-1]))
    assert np.allclose(gradient, full, rtol=1e-12, atol=1e-16)
    with mp.workdps(40):
        for k in range(40):
            (a, b), (c, d) = ([mp.mpf(float(t)) for t in v[:, k]] for v in (u, gradient))
            beta = mp.degrees(mp.atan2(abs(a * d - b * c), a * c + b * d))
            assert abs(beta - ledger.columns["beta"][k]) < 1e-12
    beta = ledger.columns["beta"][:-1]
    assert beta.min() < 90  # some single points lead uphill
    assert np.median(beta) > 90


@pytest.mark.parametrize("id", DATA)
@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_batch_of_all_points_is_the_full_batch_to_rounding(id: str, optimiser: str) -> None:
    data = resolve({"objective": id}).data
    assert data is not None
    n = len(data)
    given = {"objective": id, "optimiser": optimiser, "eta": 0.1, "steps": 12}
    if optimiser == "newton":
        given |= {"start": (0.2,) * len(OBJECTIVES[id].parameters), "eta": 0.5}
    whole, full = run(**given), run(**given, batch=n)
    names = OBJECTIVES[id].parameters
    assert np.allclose(columns(whole, *names), columns(full, *names), rtol=1e-9, atol=1e-12)
    if optimiser == "gd":
        assert np.all(full.columns["beta"][:-1] > 180 - 1e-6)
    assert not any(name.startswith("batch_") for name in whole.columns)


def test_nesterov_looks_ahead_on_the_same_batch() -> None:
    """u is −v/η with the batch's gradient at θ − γv; `batch_grad` is the batch's gradient at θ."""
    scenario = resolve(
        {"optimiser": "nesterov", "batch": 2, "seed": 4, "eta": 0.2, "gamma": 0.9, "steps": 9, "tol": 0.0}
    )
    ledger = scenario.ledger()
    v, order = np.zeros(2), minibatches(5, 2, 4)
    for k in range(9):
        part, theta = scenario.loss.part(next(order)), columns(ledger, "w", "b")[:, k]
        v = 0.9 * v + 0.2 * np.array(part.slope(*(theta - 0.9 * v)))
        assert np.allclose(columns(ledger, "u_w", "u_b")[:, k], -v / 0.2, rtol=1e-12)
        assert np.allclose(columns(ledger, "batch_grad_w", "batch_grad_b")[:, k], part.slope(*theta), rtol=1e-14)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"batch": 6}, "is more than the 5 points of the data"),
        ({"objective": "logistic-2", "batch": 13}, "is more than the 12 points of the data"),
        ({"data": [[0.0, 0.5]], "batch": 2}, "is more than the 1 points of the data"),
        *(({"objective": id, "batch": 1}, "has no data") for id in OBJECTIVES if id not in DATA),
    ],
    ids=str,
)
def test_batches_that_cannot_be_are_refused(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        resolve(given)
    ((parameter, reason),) = refused.value.errors
    assert parameter == "batch"
    assert words in str(reason)


def test_a_satisfied_run_is_satisfied_by_the_gradient_of_all_points() -> None:
    ledger = run(objective="linear-squared", batch=5, eta=0.05, steps=2000, tol=1e-5)
    assert ledger.outcome == "converged"
    norms = ledger.columns["grad_norm"]
    assert norms[-1] <= 1e-5 < norms[-2]
    assert run(objective="linear-squared", batch=1, eta=0.05, steps=500, tol=1e-5).outcome == "max_steps"


# Schedules

ETAS = {
    "constant": lambda eta, decay, k, steps: eta,
    "inverse": lambda eta, decay, k, steps: eta / (1 + decay * k),
    "exponential": lambda eta, decay, k, steps: eta * exp(-decay * k),
    "cosine": lambda eta, decay, k, steps: eta * (1 + cos(pi * k / steps)) / 2,
}


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_the_ledger_holds_the_eta_of_the_formula(schedule: str, optimiser: str) -> None:
    ledger = run(optimiser=optimiser, schedule=schedule, decay=0.05, eta=0.4, steps=40, start=(0.5, 0.5))
    eta = np.array([ETAS[schedule](0.4, 0.05, k, 40) for k in range(ledger.rows - 1)])
    if optimiser == "line-search":
        eta = eta * 0.5 ** (ledger.columns["tried"][:-1] - 1)
    assert ledger.rows > 3
    assert np.allclose(ledger.columns["eta"][:-1], eta, rtol=1e-15)
    assert np.isnan(ledger.columns["eta"][-1])
    path, u = columns(ledger, "w", "b"), columns(ledger, "u_w", "u_b")
    assert np.array_equal(path[:, 1:], path[:, :-1] + ledger.columns["eta"][:-1] * u[:, :-1])
    assert set(ETAS) == set(SCHEDULES)


def test_a_cosine_ends_beside_nothing() -> None:
    eta = run(schedule="cosine", eta=0.4, steps=40).columns["eta"][:-1]
    assert eta[0] == 0.4
    assert eta[20] == pytest.approx(0.2, rel=1e-15)
    assert eta[-1] == pytest.approx(0.2 * (1 - cos(pi / 40)), rel=1e-12)
    assert np.all(np.diff(eta) < 0)
    assert run(schedule="cosine", steps=1, eta=1.0).columns["eta"][0] == 1.0
    assert run(schedule="cosine", steps=0).rows == 1


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_schedule_that_has_run_out_stands_still(optimiser: str) -> None:
    """e^(−1000) is 0 to a double: nothing is added any more; where a rule remembers, u = −v/η has no value."""
    ledger = run(optimiser=optimiser, schedule="exponential", decay=1000.0, eta=0.1, start=(0.5, 0.5))
    assert ledger.outcome == ("undefined" if OPTIMISERS[optimiser].carried else "stationary")
    assert ledger.rows == 2


@pytest.mark.parametrize("optimiser", ["momentum", "nesterov"])
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_momentum_keeps_what_it_moved_and_not_what_it_would_move_now(optimiser: str, schedule: str) -> None:
    """v ← γv + η_k∇L, θ ← θ − v: the old v is not made smaller by the new η."""
    scenario = resolve({
        "objective": "mccormick", "optimiser": optimiser, "schedule": schedule, "decay": 0.2, "steps": 30, "tol": 0.0,
    })  # fmt: skip
    gamma, eta = scenario.numbers["gamma"], scenario.numbers["eta"]
    theta, v = np.array(scenario.start), np.zeros(2)
    for k, row in enumerate(columns(scenario.ledger(), "w", "b").T):
        assert np.allclose(row, theta, rtol=1e-12)
        place = theta - gamma * v if optimiser == "nesterov" else theta
        v = gamma * v + ETAS[schedule](eta, 0.2, k, 30) * np.array(scenario.loss.slope(*place.tolist()))
        theta = theta - v


def test_momentum_glides_on_when_eta_has_all_but_gone() -> None:
    """At η = 1e-297 v still moves θ, u = −v/η is huge, and what it promises and does is told all the same."""
    ledger = run(
        objective="bowl", optimiser="momentum", schedule="exponential", decay=6.9, eta=0.1, gamma=0.9, steps=100
    )
    eta, u = ledger.columns["eta"][:-1], ledger.columns["u_w"][:-1]
    assert ledger.outcome == "max_steps"
    assert eta[-1] < 1e-290
    assert np.abs(u[-1]) > 1e290
    first, second = ledger.columns["first_order"][:-1], ledger.columns["second_order"][:-1]
    update = eta * u
    assert np.allclose(first, ledger.columns["dot"][:-1] * eta, rtol=1e-12)
    more = np.sum((eta * columns(ledger, "u_w", "u_b")[:, :-1]) ** 2, axis=0)
    assert np.allclose(second - first, more, rtol=1e-6, atol=1e-12)
    assert np.all(update != 0)

"""The ledger against a naive reference that takes one numpy step at a time, and against mpmath."""

from __future__ import annotations

import json
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from antigradient.ledger import build_ledger
from antigradient.objectives import OBJECTIVES, REDUCTIONS
from antigradient.optimisers import OPTIMISERS
from antigradient.outcomes import Cause, Outcome
from antigradient.scenario import resolve
from antigradient.trajectory import Path, descend
from bench import naive
from bench.core import RULES, neuron
from tests.library import references

RUNS = [
    {"data": data, "reduction": reduction, "optimiser": optimiser, "eta": eta, "start": start, "steps": 40, "tol": tol}
    for data, reduction, eta, start, tol in [
        ("five", "half_sum", 1.0, [-2.0, -2.0], 0.0),
        ("five", "mean", 3.0, [3.0, -1.0], 1e-6),
        ("cs7015", "sum", 10.0, [-2.0, -2.0], 0.0),
        ("cs7015", "half_mean", 0.3, [-3.0, 1.0], 1e-2),
        ([[0.0, 0.5], [-3.0, 2.0], [1.0, -1.0]], "half_sum", 0.7, [8.0, -20.0], 0.0),
    ]
    for optimiser in RULES
]


@pytest.mark.parametrize("given", RUNS, ids=lambda g: f"{g['optimiser']}-{g['reduction']}")
def test_matches_the_naive_loop(given: dict[str, Any]) -> None:
    scenario = resolve({"gamma": 0.9, **given})
    run = scenario.ledger()
    outcome, columns = naive.run(
        neuron(scenario), RULES[given["optimiser"]](), given["start"], given["eta"], given["steps"], given["tol"]
    )
    assert run.outcome == outcome
    assert set(run.columns) == {*columns, "doubt"}
    for name, expected in columns.items():
        theirs = np.array([np.nan if value is None else value for value in expected], dtype=float)
        ours = run.columns[name].astype(float)
        # Rounding grows along a run, and the naive σ′ and differences are a little worse.
        assert np.allclose(ours, theirs, rtol=1e-6, atol=1e-11, equal_nan=True), name


def test_the_naive_ledger_is_the_same_json() -> None:
    scenario = resolve({"steps": 3})
    outcome, columns = naive.run(neuron(scenario), naive.gradient_descent(), [-2.0, -2.0], 1.0, 3, 1e-6)
    reply = json.loads(naive.to_json(outcome, columns))
    assert {*reply["steps"], "doubt"} == set(scenario.ledger().columns)
    assert reply["steps"]["u_w"][-1] is None


@pytest.mark.parametrize("optimiser", ["gd", "momentum"])
def test_columns_are_what_they_say_to_the_last_digits(optimiser: str) -> None:
    """Each column from θ_k, u_k and η_k alone, in 60 digits."""
    scenario = resolve({"optimiser": optimiser, "eta": 1.5, "steps": 12, "tol": 0})
    run, exact = scenario.ledger(), references.reference(scenario)
    value = {name: column.tolist() for name, column in run.columns.items()}
    with mp.workdps(60):
        for k in range(12):
            theta = [mp.mpf(value[name][k]) for name in ("w", "b")]
            u = [mp.mpf(value[f"u_{name}"][k]) for name in ("w", "b")]
            eta = mp.mpf(value["eta"][k])
            g, h = references.gradient(exact, theta), references.hessian(exact, theta)
            ahead = [t + eta * d for t, d in zip(theta, u, strict=True)]
            dot = sum(a * b for a, b in zip(u, g, strict=True))
            bend = sum(u[i] * h[i][j] * u[j] for i in range(2) for j in range(2))
            norm = mp.norm(g)
            expected = {
                "loss": exact(*theta),
                "grad_w": g[0],
                "grad_b": g[1],
                "grad_norm": norm,
                "dot": dot,
                "first_order": eta * dot,
                "second_order": eta * dot + eta**2 * bend / 2,
                "actual": exact(*ahead) - exact(*theta),
                "cos_beta": dot / (mp.norm(u) * norm),
                "beta": mp.degrees(mp.acos(max(mp.mpf(-1), dot / (mp.norm(u) * norm)))),
            }
            for name, true in expected.items():
                tolerance = {"actual": 1e-13, "beta": 1e-6}.get(name, 1e-12)
                assert abs(value[name][k] - true) <= tolerance * max(1, abs(true)), (name, k)


def test_columns_come_in_the_order_of_the_design() -> None:
    names = list(resolve({}).ledger().columns)
    assert names == [
        "k", "w", "b", "loss", "grad_w", "grad_b", "grad_norm", "eta", "u_w", "u_b", "dot", "cos_beta", "beta",
        "first_order", "second_order", "actual", "doubt",
    ]  # fmt: skip
    names = list(resolve({"objective": "logistic-2"}).ledger().columns)
    assert names[:10] == ["k", "w1", "w2", "b", "loss", "grad_w1", "grad_w2", "grad_b", "grad_norm", "eta"]


def test_a_path_can_be_cut() -> None:
    scenario = resolve({"steps": 5})
    n = scenario.numbers
    path = descend(scenario.loss, scenario.optimiser, scenario.start, n["eta"], n, 5, 0.0)
    for rows in (6, 3, 1, 0):
        cut = path.first(rows, Cause.TOO_FAR)
        run = build_ledger(scenario.loss, cut)
        assert run.rows == rows
        assert run.outcome == Outcome.DIVERGED
        assert cut.directions.shape == (2, max(rows - 1, 0))
        assert cut.etas.shape == (max(rows - 1, 0),)


def test_no_angle_where_there_is_no_step() -> None:
    """β is NaN where u is zero, also in the middle of a run."""
    points, zero = np.zeros((2, 3)), np.zeros((2, 3))
    path = Path(points, zero, np.array([[0.0, 1.0], [0.0, 0.0]]), np.ones(2), Cause.MAX_STEPS)
    run = build_ledger(resolve({"objective": "bowl"}).loss, path)
    assert np.isnan(run.columns["beta"]).all()
    assert np.isnan(run.columns["cos_beta"]).all()
    assert run.columns["first_order"][:-1].tolist() == [0.0, 0.0]


def test_the_rule_of_the_ledger_holds_for_every_reduction() -> None:
    """The gradient shown is the gradient of the loss shown."""
    for reduction in REDUCTIONS:
        scenario = resolve({"reduction": reduction, "steps": 3})
        run = scenario.ledger()
        h = 6e-6
        w, b = run.columns["w"], run.columns["b"]
        slope = (scenario.loss(w + h, b) - scenario.loss(w - h, b)) / (2 * h)
        assert np.allclose(slope, run.columns["grad_w"], atol=1e-9)
        assert np.array_equal(run.columns["loss"], scenario.loss(w, b)) or np.allclose(
            run.columns["loss"], scenario.loss(w, b), rtol=1e-15
        )


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_zero_has_a_sign(objective: str, optimiser: str) -> None:
    """u = −∇L of a partial that is 0 is −0 on the path; a ledger is read, and −0.0 reads like something."""
    p = len(OBJECTIVES[objective].parameters)
    for start in ([0.0] * p, [1.0, 0.0, 0.0][:p], [-0.0, 1.0, -0.0][:p], [1e-170] * p):
        values = {"objective": objective, "optimiser": optimiser, "start": start, "steps": 3, "tol": 0}
        for name, column in resolve(values).ledger().columns.items():
            assert not np.any((column == 0) & np.signbit(column)), (start, name)
